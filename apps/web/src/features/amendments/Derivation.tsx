import type { AmendmentId, DeliberationState } from '@plenary/consensus';
import { distanceTerms } from '@plenary/tabling';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Names } from './use-amendments.ts';

/** What the distance of an amendment is made of, worked out when it is asked for. */
export const Derivation = ({
  words,
  amendment,
  names,
}: {
  readonly words: DeliberationState;
  readonly amendment: AmendmentId;
  readonly names: Names;
}) => {
  const { t, i18n } = useTranslation('amending');
  const [open, setOpen] = useState(false);
  const made = useMemo(() => (open ? distanceTerms(words, amendment) : undefined), [open, words, amendment]);
  const tenths = (value: number): string =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value / 10);
  return (
    <details className="if-adopted no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('derivation.title')}</summary>
      {made === undefined ? null : (
        <>
          <ul>
            {made.trace.map(({ operation, paragraph, tenths: weight, heaviest }, at) => {
              const label = names.label(paragraph);
              return (
                <li key={at}>
                  {label === '' ? null : (
                    <>
                      <bdi>{label}</bdi>{' '}
                    </>
                  )}
                  {t(`derivation.${operation}`, { distance: tenths(weight) })}
                  {heaviest.length === 0 ? null : (
                    <span className="soft">
                      {' '}
                      {t('derivation.heaviest')}{' '}
                      {heaviest.map(({ word, tenths: of }, place) => (
                        <span key={place}>
                          {place === 0 ? null : ' · '}
                          <bdi lang={words.revision?.lang}>{word}</bdi> {tenths(of)}
                        </span>
                      ))}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
          <p className="soft">
            {t('derivation.sum', { distance: tenths(made.tenths), words: made.wordsRemoved })}
          </p>
          <p className="soft">{t('derivation.means')}</p>
        </>
      )}
    </details>
  );
};
