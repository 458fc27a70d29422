import { MODERATION_REASONS, type Conversation, type ModerationReason } from '@plenary/consensus';
import type { ModeratedStatement } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { send } from '../../lib/api.ts';
import {
  conversationPath,
  moderationQuery,
  queueQuery,
  useOpinionFollowed,
  useRefreshConversation,
} from '../../lib/conversations.ts';
import { useSession } from '../../lib/session.ts';
import { useRequest } from '../../lib/use-request.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised, shownLanguage } from '../../ui/localised.ts';
import { AddStatement } from './AddStatement.tsx';
import { FlaggedAccounts } from './FlaggedAccounts.tsx';
import { ReasonedDialog } from './ReasonedDialog.tsx';
import { listed } from '../../lib/lists.ts';

const Row = ({
  statement,
  mayDecide,
  busy,
  onShow,
  onHide,
}: {
  readonly statement: ModeratedStatement;
  readonly mayDecide: boolean;
  readonly busy: boolean;
  readonly onShow: () => void;
  readonly onHide: (reason: ModerationReason, note: string) => void;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const { number, words, lang, status, reason, appeal, similar } = statement;
  return (
    <li className="conversation-moderated">
      <p dir="auto" lang={lang}>
        {words}
      </p>
      {appeal === undefined || appeal.words === '' ? null : (
        <blockquote className="small" dir="auto">
          {appeal.words}
        </blockquote>
      )}
      {similar === undefined ? null : (
        <p className="small soft">
          #{number}:{' '}
          {t('similarTo', {
            list: listed(
              i18n.language,
              similar.map((one) => `#${one}`),
            ),
          })}
        </p>
      )}
      <div className="row">
        {status === 'waiting' ? null : (
          <Tag tone={status === 'shown' ? 'good' : 'warn'}>
            {t(`status.${status}`)}
            {reason === undefined ? '' : ` · ${t(`reason.${reason}`)}`}
          </Tag>
        )}
        {!mayDecide || (status === 'shown' && appeal?.open !== true) ? null : (
          <Button tone="primary" busy={busy} onClick={onShow}>
            {t('show')}
          </Button>
        )}
        {!mayDecide || (status === 'hidden' && appeal?.open !== true) ? null : (
          <ReasonedDialog
            open={t('hide')}
            reasons={MODERATION_REASONS}
            first="offTopic"
            nameOf={(one) => t(`reason.${one}`)}
            onDecide={onHide}
          />
        )}
      </div>
    </li>
  );
};

/** What waits for those who moderate. */
const Queue = ({
  deliberation,
  frame,
  isChair,
}: {
  readonly deliberation: string;
  readonly frame: Conversation;
  readonly isChair: boolean;
}) => {
  const { t } = useTranslation('conversation');
  const path = conversationPath(deliberation, frame.id);
  const queue = useQuery(queueQuery(deliberation, frame.id));
  const refresh = useRefreshConversation(deliberation, frame.id);
  const deciding = useRequest();
  if (queue.data === undefined) return <Awaiting asked={[queue]} />;
  // What found no answer may be done, and what was refused may be decided by somebody else: both are asked for anew.
  const decide = async (body: object): Promise<void> => {
    const end = await deciding.ask(() => send('POST', `${path}/moderation`, body), refresh);
    if (end !== 'answered') await refresh();
  };
  const { waiting, appeals, decided } = queue.data;
  const rows = (statements: readonly ModeratedStatement[]) => (
    <ul className="conversation-queue">
      {statements.map((statement) => (
        <Row
          key={statement.number}
          statement={statement}
          mayDecide={isChair || statement.withChair !== true}
          busy={deciding.pending}
          onShow={() => void decide({ statement: statement.number, outcome: 'shown' })}
          onHide={(reason, note) =>
            void decide({
              statement: statement.number,
              outcome: 'hidden',
              reason,
              ...(note.trim() === '' ? {} : { note }),
            })
          }
        />
      ))}
    </ul>
  );
  return (
    <>
      <RequestNote of={deciding} />
      <section className="card">
        <h3>{t('queue')}</h3>
        {waiting.length === 0 ? <p className="soft">{t('queueEmpty')}</p> : rows(waiting)}
      </section>
      {appeals.length === 0 ? null : (
        <section className="card">
          <h3>{t('appeals')}</h3>
          {rows(appeals)}
        </section>
      )}
      {decided.length === 0 ? null : (
        <details className="card">
          <summary>
            {t('decided')} ({decided.length})
          </summary>
          {rows(decided)}
        </details>
      )}
    </>
  );
};

/** The policy, what waits for those who moderate, and everything that was decided, for everybody. */
export const ModerationBoard = ({
  deliberation,
  frame,
}: {
  readonly deliberation: string;
  readonly frame: Conversation;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const kind = useSession()?.account?.kind;
  const log = useQuery(moderationQuery(deliberation, frame.id));
  const refresh = useRefreshConversation(deliberation, frame.id);
  const close = useAct(`deliberation:${deliberation}`);
  useOpinionFollowed(deliberation, frame.id);
  if (log.data === undefined) return <Awaiting asked={[log]} />;
  const moderates = kind === 'secretariat' || kind === 'chair';
  const { counts, decisions, accountDecisions } = log.data;
  const decided = [
    ...decisions.map((one) => ({
      ...one,
      about: `#${one.statement} · ${t(`status.${one.outcome}`)}`,
      why: one.reason === undefined ? undefined : t(`reason.${one.reason}`),
    })),
    ...accountDecisions.map((one) => ({
      ...one,
      about: `${t('accountsCount', { count: one.accounts })} · ${t(`standing.${one.outcome}`)}`,
      why: one.reason === undefined ? undefined : t(`asideReason.${one.reason}`),
    })),
  ].sort((a, b) => b.position - a.position);
  return (
    <>
      {moderates ? <Queue deliberation={deliberation} frame={frame} isChair={kind === 'chair'} /> : null}
      {moderates ? (
        <FlaggedAccounts deliberation={deliberation} conversation={frame.id} isChair={kind === 'chair'} />
      ) : null}
      {kind === 'secretariat' ? (
        <>
          <AddStatement
            frame={frame}
            path={conversationPath(deliberation, frame.id)}
            onAdded={() => void refresh()}
          />
          {frame.closedAt === undefined ? (
            <div>
              <ReasonDialog
                open={t('closeNow')}
                question={t('closeReason')}
                onReason={(reason) =>
                  void close.perform({ type: 'closeConversation', conversation: frame.id, reason })
                }
              />
              <ActNote of={close} />
            </div>
          ) : null}
        </>
      ) : null}
      <section className="card">
        <h3>{t('policy')}</h3>
        <p dir="auto" lang={shownLanguage(frame.policy, i18n.language)}>
          {localised(frame.policy, i18n.language)}
        </p>
        <p className="soft small">
          {(['shown', 'waiting', 'hidden', 'erased'] as const)
            .map((status) => `${t(`status.${status}`)}: ${counts[status]}`)
            .join(' · ')}
          {` · ${t('setAsideCount', { count: counts.setAside })}`}
        </p>
      </section>
      <section className="stack">
        <h3>{t('log')}</h3>
        {decided.length === 0 ? (
          <Empty title={t('logEmpty')} />
        ) : (
          <ol className="card conversation-log">
            {decided.map((one) => (
              <li key={one.position}>
                <span>
                  {one.about}
                  {one.why === undefined ? '' : ` · ${one.why}`} · {t(`by.${one.by}`)}
                  {one.onAppeal ? ` · ${t('onAppeal')}` : ''}
                </span>
                {one.note === undefined ? null : (
                  <span className="soft small" dir="auto">
                    {one.note}
                  </span>
                )}
                <time className="soft small" dateTime={one.at}>
                  {showInstant(one.at, i18n.language)}
                </time>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
};
