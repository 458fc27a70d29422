import type { ConsultationAnswer, CommentFamiliesAnswer } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { paragraphName } from './subject-name.ts';
import { useFamilies } from './use-consultation.ts';

type Family = CommentFamiliesAnswer['families'][number];

/** Comments that say nearly the same, each family as one text with its signatories; figures with and without. */
export const CommentFamilies = ({
  consultation,
  mayAnswer,
  onSee,
  onAnswer,
}: {
  readonly consultation: ConsultationAnswer;
  readonly mayAnswer: boolean;
  readonly onSee: (sample: string) => void;
  /** Somebody wants to answer the members of a family as duplicates of the first. */
  readonly onAnswer: (family: Family) => void;
}) => {
  const { t, i18n } = useTranslation('consultation');
  const { families: found, error, refetch } = useFamilies(consultation.id, consultation.figures.comments);
  if (found === undefined) return <Awaiting asked={[{ error, refetch }]} />;
  const lang = i18n.language;
  const subjectOf = (about: string): string => {
    if (about === 'text') return t('whole');
    return about.startsWith('A')
      ? t('card.amendment', { amendment: about })
      : paragraphName(consultation.state.text, about);
  };
  return (
    <div className="stack consultation-families">
      <p className="soft small">{t('families.lead')}</p>
      <p>
        <strong>{t('families.both', { comments: found.compared, distinct: found.distinct })}</strong>
      </p>
      {found.families.length === 0 ? <Empty title={t('families.none')} /> : null}
      {found.families.map((family) => (
        <article key={family.sample} className="card consultation-card">
          <header className="consultation-card-head">
            <bdi className="consultation-number">{family.sample}</bdi>
            <strong className="consultation-author">
              {t(family.isListed ? 'families.one' : 'families.few', { count: family.size })}
            </strong>
            <span className="soft small">
              {t('families.between', {
                first: showInstant(family.first, lang),
                last: showInstant(family.last, lang),
              })}
            </span>
          </header>
          {family.words === undefined ? null : (
            <p className="consultation-words consultation-sample" lang={family.lang} dir="auto">
              {family.words}
            </p>
          )}
          <footer className="row no-print">
            {family.burst === undefined ? null : (
              <Tag tone="warn">
                {t('families.burst', {
                  count: family.burst.comments,
                  at: showInstant(family.burst.at, lang),
                })}
              </Tag>
            )}
            <span className="small soft">{t('families.waiting', { count: family.waiting })}</span>
            <Button className="consultation-small" onClick={() => onSee(family.sample)}>
              {t('families.see')}
            </Button>
            {mayAnswer && family.comments.length > 0 ? (
              <Button tone="primary" className="consultation-small" onClick={() => onAnswer(family)}>
                {t('families.choose')}
              </Button>
            ) : null}
          </footer>
        </article>
      ))}
      {found.smaller === 0 ? null : (
        <p className="soft small">{t('families.rest', { count: found.smaller })}</p>
      )}
      {found.places.length === 0 ? null : (
        <div
          className="scroll-x consultation-matrix"
          tabIndex={0}
          role="region"
          aria-label={t('families.places')}
        >
          <table className="consultation-places">
            <caption>{t('families.places')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('form.about')}</th>
                <th scope="col">{t('families.all')}</th>
                <th scope="col">{t('families.asOne')}</th>
              </tr>
            </thead>
            <tbody>
              {found.places.map(({ about, comments, distinct }) => (
                <tr key={about}>
                  <th scope="row">
                    <bdi>{subjectOf(about)}</bdi>
                  </th>
                  <td>{comments}</td>
                  <td>{distinct}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
};
