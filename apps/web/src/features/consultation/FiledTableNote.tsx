import type { CommentTableAnswer, ConsultationAnswer } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { csvText, saveText } from '../../lib/csv.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Each comment of a table on a line of its own, with its private link. */
const linksOf = (
  { state, id }: ConsultationAnswer,
  { filed, follow = [] }: Pick<CommentTableAnswer, 'filed' | 'follow'>,
): readonly (readonly string[])[] => {
  const page = (comment: string, token: string): string =>
    `${window.location.origin}/deliberations/${encodeURIComponent(state.deliberation)}/consultations/${encodeURIComponent(id)}/comments/${comment}?token=${token}`;
  const lines = filed.flatMap((comment, at) => {
    const token = follow[at];
    return token === undefined ? [] : [[comment, page(comment, token)]];
  });
  return [['comment', 'link'], ...lines];
};

/** What is told after a table was filed: the numbers of its comments and, to whoever has no account, a list of private links. */
export const FiledTableNote = ({
  consultation,
  tabled,
}: {
  readonly consultation: ConsultationAnswer;
  readonly tabled: Pick<CommentTableAnswer, 'filed' | 'follow'>;
}) => {
  const { t } = useTranslation('consultation');
  const { filed, follow } = tabled;
  return (
    <Notice tone="good" live>
      <p>{t('table.filed', { count: filed.length, first: filed[0] ?? '—', last: filed.at(-1) ?? '—' })}</p>
      {follow === undefined ? null : (
        <>
          <p>{t('table.links')}</p>
          <div>
            <Button
              onClick={() =>
                saveText(
                  `${consultation.id}.links.csv`,
                  csvText(linksOf(consultation, { filed, follow })),
                  'text/csv',
                )
              }
            >
              {t('table.download')}
            </Button>
          </div>
        </>
      )}
    </Notice>
  );
};
