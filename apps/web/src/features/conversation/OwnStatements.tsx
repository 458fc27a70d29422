import type { ModeratedStatement } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useRequest } from '../../lib/use-request.ts';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { Tag } from '../../ui/Tag.tsx';

/** What somebody wrote and what became of it, with the way to the chair where it is not shown. */
export const OwnStatements = ({
  path,
  statements,
  onChanged,
}: {
  readonly path: string;
  readonly statements: readonly ModeratedStatement[];
  readonly onChanged: () => void;
}) => {
  const { t } = useTranslation('conversation');
  const appealing = useRequest();
  if (statements.length === 0) return null;
  const appeal = (statement: number, words: string): void =>
    void appealing.ask(() => send('POST', `${path}/appeals`, { statement, words }), onChanged);
  return (
    <section className="card">
      <h3>{t('own')}</h3>
      <ul className="conversation-own">
        {statements.map(({ number, words, lang, status, reason, note, appeal: made }) => (
          <li key={number} className="stack">
            <p dir="auto" lang={lang}>
              {words ?? t('status.erased')}
            </p>
            <div className="row small">
              <Tag tone={status === 'shown' ? 'good' : status === 'hidden' ? 'warn' : 'plain'}>
                {t(`status.${status}`)}
              </Tag>
              {reason === undefined ? null : <span>{t(`reason.${reason}`)}</span>}
              {made?.open === true ? <span>{t('appealOpen')}</span> : null}
            </div>
            {note === undefined ? null : (
              <p className="soft small" dir="auto">
                {note}
              </p>
            )}
            {status === 'hidden' && made === undefined ? (
              <ReasonDialog
                open={t('appeal')}
                question={t('appealQuestion')}
                onReason={(said) => appeal(number, said)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <RequestNote of={appealing} />
    </section>
  );
};
