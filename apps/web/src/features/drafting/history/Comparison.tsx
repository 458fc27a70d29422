import type { DocumentComparisonAnswer } from '@plenary/protocol';
import { printedLabel } from '@plenary/text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { showInstant } from '../../../ui/instant.ts';
import { textDirection } from '../../../ui/text-direction.ts';
import './history.css';

type Compared = DocumentComparisonAnswer['paragraphs'][number];

const isAlike = ({ change, moved }: Compared): boolean => change === 'same' && !moved;

/** Two texts beside each other, word by word: what is alike is folded away, what moved says so. */
export const Comparison = ({
  paragraphs,
  lang,
  nameOf,
}: {
  readonly paragraphs: readonly Compared[];
  readonly lang: string;
  readonly nameOf: (delegation: string) => string;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const [showsAll, setShowsAll] = useState(false);
  const alike = paragraphs.filter(isAlike).length;
  const changed = paragraphs.length - alike;
  return (
    <div className="comparison">
      <div className="row">
        <p>{changed === 0 ? t('comparison.same') : t('comparison.changed', { count: changed })}</p>
        {alike === 0 || changed === 0 ? null : (
          <Button className="button-small" aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {t(showsAll ? 'comparison.fold' : 'comparison.unfold', { count: alike })}
          </Button>
        )}
      </div>
      <div className="comparison-text" lang={lang} dir={textDirection(lang)}>
        {paragraphs.map((paragraph, at) =>
          isAlike(paragraph) && !showsAll ? null : (
            <div key={`${paragraph.id}-${at}`} className={`comparison-paragraph is-${paragraph.change}`}>
              <p className="row comparison-tags" lang={i18n.language}>
                {paragraph.label === '' ? null : (
                  <bdi className="comparison-label">{printedLabel(paragraph.label, lang)}</bdi>
                )}
                {paragraph.change === 'new' ? <Tag tone="good">{t('comparison.new')}</Tag> : null}
                {paragraph.change === 'gone' ? <Tag tone="bad">{t('comparison.gone')}</Tag> : null}
                {paragraph.moved ? <Tag tone="accent">{t('comparison.moved')}</Tag> : null}
              </p>
              <p dir="auto">
                {paragraph.words.map(({ change, chars, by }, place) => {
                  const title =
                    by === undefined
                      ? undefined
                      : `${nameOf(by.delegation)} · ${showInstant(by.at, i18n.language)}`;
                  if (change === 'inserted')
                    return (
                      <ins key={place} title={title}>
                        {chars}
                      </ins>
                    );
                  if (change === 'deleted')
                    return (
                      <del key={place} title={title}>
                        {chars}
                      </del>
                    );
                  return <span key={place}>{chars}</span>;
                })}
              </p>
            </div>
          ),
        )}
      </div>
    </div>
  );
};
