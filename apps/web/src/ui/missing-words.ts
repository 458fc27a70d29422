import type { BodyState, Missing } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised } from './localised.ts';
import { inRow, listed, sentences } from '../lib/lists.ts';

const NAMES_SHOWN = 4;

/** What a rule still lacks, as sentences; that nothing is missing when it holds. */
export const useMissingWords = (body: BodyState): ((missing: readonly Missing[]) => string) => {
  const { t, i18n } = useTranslation(['missing', 'vocabulary']);
  const names = (ids: readonly string[]): string => {
    const shown = ids
      .slice(0, NAMES_SHOWN)
      .map((id) => localised(body.members[id]?.names ?? { en: id }, i18n.language));
    return ids.length > NAMES_SHOWN
      ? t('missing:andOthers', { names: inRow(i18n.language, shown), count: ids.length - NAMES_SHOWN })
      : listed(i18n.language, shown);
  };
  const word = (name: string, value: string): string =>
    name === 'set' || name === 'flag' ? t(`vocabulary:${name}.${value}`, { defaultValue: value }) : value;
  return (missing) =>
    missing.length === 0
      ? t('missing:missing.nothing')
      : sentences(
          i18n.language,
          missing.map(({ code, facts }) =>
            t(
              `missing:${code}`,
              Object.fromEntries(
                Object.entries(facts).map(([name, value]) => [
                  name,
                  typeof value === 'object'
                    ? names(value)
                    : typeof value === 'string'
                      ? word(name, value)
                      : value,
                ]),
              ),
            ),
          ),
        );
};
