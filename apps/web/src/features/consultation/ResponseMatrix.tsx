import type { BodyState } from '@plenary/consensus';
import type { ConsultationAnswer, ShownComment } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { AuthorTags } from './AuthorTags.tsx';
import { authorName } from './CommentCard.tsx';
import { InLanguage } from './InLanguage.tsx';
import { paragraphName, subjectName } from './subject-name.ts';

/** CNS-60: comments under the question that they answer, in the order in which they come. */
const partsOf = (
  comments: readonly ShownComment[],
  hasQuestions: boolean,
): readonly { readonly question?: number; readonly comments: readonly ShownComment[] }[] => {
  if (!hasQuestions) return [{ comments }];
  const byQuestion = new Map<number, ShownComment[]>();
  for (const comment of comments) {
    const question = comment.question ?? 0;
    byQuestion.set(question, [...(byQuestion.get(question) ?? []), comment]);
  }
  return [...byQuestion].map(([question, answers]) => ({ question, comments: answers }));
};

/** Every comment in one line with what became of it, in the columns of the ISO commenting template. */
export const ResponseMatrix = ({
  comments,
  consultation,
  body,
}: {
  readonly comments: readonly ShownComment[];
  readonly consultation: ConsultationAnswer;
  readonly body: BodyState;
}) => {
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const names = {
    confidential: t('consultation:card.confidential'),
    somebody: t('consultation:card.somebody'),
  };
  const { questions } = consultation.state;
  const parts = partsOf(comments, questions.length > 0);
  return (
    <div
      className="scroll-x consultation-matrix"
      tabIndex={0}
      role="region"
      aria-label={t('consultation:view.table')}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t('consultation:form.name')}</th>
            <th scope="col">{t('consultation:form.about')}</th>
            <th scope="col">{t('consultation:form.kind')}</th>
            <th scope="col">{t('consultation:form.text')}</th>
            <th scope="col">{t('consultation:card.proposed')}</th>
            <th scope="col">{t('consultation:dispose.what')}</th>
            <th scope="col">{t('consultation:dispose.reason')}</th>
          </tr>
        </thead>
        {parts.map((part, at) => (
          <tbody key={at}>
            {part.question === undefined ? null : (
              <tr className="consultation-matrix-question">
                <th scope="rowgroup" colSpan={7}>
                  {part.question === 0 ? (
                    t('consultation:toNoQuestion')
                  ) : (
                    <>
                      {t('consultation:answersTo', { question: part.question })}{' '}
                      <InLanguage text={questions[part.question - 1] ?? {}} />
                    </>
                  )}
                </th>
              </tr>
            )}
            {part.comments.map((comment) => (
              <tr key={comment.id}>
                <th scope="row">
                  <bdi className="consultation-number">{comment.id}</bdi>{' '}
                  <span dir="auto">{authorName(comment, body, i18n.language, names)}</span>{' '}
                  <AuthorTags comment={comment} />
                </th>
                <td>
                  <bdi>{subjectName(consultation.state.text, comment.about, t)}</bdi>
                </td>
                <td>{t(`vocabulary:commentKind.${comment.kind}`)}</td>
                <td className="consultation-words" lang={comment.lang} dir="auto">
                  {comment.words?.text ?? '—'}
                </td>
                <td lang={consultation.state.text.lang} dir="auto">
                  {comment.words?.proposal ?? '—'}
                </td>
                <td>{t(`vocabulary:disposition.${comment.disposition?.disposition ?? 'waiting'}`)}</td>
                <td dir="auto">
                  {comment.disposition?.reason ?? '—'}
                  {comment.disposition?.paragraph === undefined ? null : (
                    <>
                      {' '}
                      {t('consultation:card.paragraph', {
                        paragraph: paragraphName(consultation.state.text, comment.disposition.paragraph),
                      })}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
};
