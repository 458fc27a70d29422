import type { BodyState, DeliberationState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';
import { inRow, listed } from '../../lib/lists.ts';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

const NAMES_SHOWN = 6;
const AMENDMENTS_SHOWN = 12;

/** Names of members, groups, rules and paragraphs, and figures, in the reader's language. */
export const useWords = (body: BodyState, state: DeliberationState) => {
  const { t, i18n } = useTranslation(['finder', 'missing', 'text']);
  const lang = i18n.language;
  const member = (id: string): string => localised(body.members[id]?.names ?? { en: id }, lang);
  const members = (ids: readonly string[], shown = NAMES_SHOWN): string => {
    const names = ids.slice(0, shown).map(member);
    return ids.length > shown
      ? t('missing:andOthers', { names: inRow(lang, names), count: ids.length - shown })
      : listed(lang, names);
  };
  return {
    lang,
    member,
    members,
    group: (id: string): string => localised(body.groups[id]?.names ?? { en: id }, lang),
    rule: (id: string): string => localised(body.rules[id]?.names ?? { en: id }, lang),
    /** Names of amendments, of which only a few are spelt out. */
    amendments: (ids: readonly string[], shown = AMENDMENTS_SHOWN): string =>
      ids.length > shown
        ? t('missing:andOthers', { names: inRow(lang, ids.slice(0, shown)), count: ids.length - shown })
        : listed(lang, ids),
    item: (id: string): string => (id === 'text' ? t('text:whole') : (paragraphLabel(state, id) ?? id)),
    /** Ten-thousandths, to two places. */
    figure: (tenThousandths: number): string =>
      new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
        tenThousandths / 10_000,
      ),
    whole: (count: number): string => new Intl.NumberFormat(lang).format(count),
  };
};
export type Words = ReturnType<typeof useWords>;
