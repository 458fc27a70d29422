import type { PackageSearchAnswer } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/Tag.tsx';
import type { Words } from './use-words.ts';

/** How delegations would rank the ways to settle each paragraph, taken alone: it advises, the rule decides. */
export const Advice = ({
  advice,
  words,
  lang,
}: {
  readonly advice: PackageSearchAnswer['advice'];
  readonly words: Words;
  /** Of the text. */
  readonly lang: string;
}) => {
  const { t } = useTranslation('finder');
  if (advice.length === 0) return null;
  return (
    <details className="card">
      <summary>{t('advised.title')}</summary>
      <p className="soft small">{t('advised.about')}</p>
      <ul className="finder-advice">
        {advice.map(({ item, beatsAll, ranking, further }) => (
          <li key={item}>
            <div className="row">
              <bdi className="finder-label">{words.item(item)}</bdi>
              <span className="soft small">{t(beatsAll ? 'advised.beatsAll' : 'advised.noneBeatsAll')}</span>
            </div>
            <ol>
              {ranking.map(({ outcome, words: spelt, objections, chosen }, at) => (
                <li key={at}>
                  {outcome === 'reworded' ? (
                    <span lang={lang} dir="auto" className="finder-ranked">
                      {spelt}
                    </span>
                  ) : (
                    t(`outcome.${outcome}`)
                  )}{' '}
                  {objections === 0 ? null : (
                    <span className="soft small">{t('advised.objections', { count: objections })} </span>
                  )}
                  {chosen ? <Tag tone="accent">{t('advised.chosen')}</Tag> : null}
                </li>
              ))}
            </ol>
            {further === 0 ? null : <p className="soft small">{t('advised.further', { count: further })}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
};
