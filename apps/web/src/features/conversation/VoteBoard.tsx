import { conversationPhase, type Conversation } from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import {
  conversationPath,
  conversationQuery,
  joinConversation,
  nextQuery,
  useOpinionFollowed,
  useRefreshConversation,
} from '../../lib/conversations.ts';
import { ConfirmByMail } from '../../lib/ConfirmByMail.tsx';
import { PrivacyLink } from '../../lib/PrivacyLink.tsx';
import { useSession } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { localised, shownLanguage } from '../../ui/localised.ts';
import { AddStatement } from './AddStatement.tsx';
import { OwnAccount } from './OwnAccount.tsx';
import { OwnStatements } from './OwnStatements.tsx';
import { useVotes } from './use-votes.ts';

const CHOICES = [
  { value: 1, word: 'agree', key: 'a' },
  { value: -1, word: 'disagree', key: 'd' },
  { value: 0, word: 'pass', key: 'p' },
] as const;
type Value = (typeof CHOICES)[number]['value'];

/** What is asked before somebody takes part. */
const Join = ({
  deliberation,
  frame,
  path,
  signedIn,
  onJoined,
}: {
  readonly deliberation: string;
  readonly frame: Conversation;
  readonly path: string;
  readonly signedIn: boolean;
  readonly onJoined: () => void;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const [group, setGroup] = useState('');
  const joining = useRequest();
  const join = () =>
    joining.ask(
      () => joinConversation(path, { group: group === '' ? undefined : group, signedIn, asked: frame.proof }),
      onJoined,
    );
  return (
    <section className="card conversation-join">
      {frame.groups.length === 0 ? null : (
        <Field label={t('group')} hint={t('groupAbout')}>
          {(control) => (
            <select {...control} value={group} onChange={(event) => setGroup(event.target.value)}>
              <option value="">{t('groupNone')}</option>
              {frame.groups.map(({ id, names }) => (
                <option key={id} value={id} lang={shownLanguage(names, i18n.language)}>
                  {localised(names, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Button tone="primary" busy={joining.pending} onClick={() => void join()}>
        {t('join')}
      </Button>
      {signedIn || frame.proof === 'mail' ? null : <p className="soft small">{t('joinAbout')}</p>}
      <p className="soft small">
        <PrivacyLink />
      </p>
      {joining.pending && !signedIn && frame.proof !== 'mail' ? (
        <p className="small" role="status">
          {t('joining')}
        </p>
      ) : null}
      <RequestNote of={joining} />
      {signedIn ? null : (
        <ConfirmByMail
          asked={frame.proof}
          back={`/deliberations/${encodeURIComponent(deliberation)}/conversations/${frame.id}`}
        />
      )}
    </section>
  );
};

/** One statement at a time, by touch or by key. */
export const VoteBoard = ({
  deliberation,
  frame,
}: {
  readonly deliberation: string;
  readonly frame: Conversation;
}) => {
  const { t } = useTranslation('conversation');
  const session = useSession();
  const path = conversationPath(deliberation, frame.id);
  const part = useQuery(conversationQuery(deliberation, frame.id));
  const next = useQuery(nextQuery(deliberation, frame.id));
  const refresh = useRefreshConversation(deliberation, frame.id);
  /** What was voted on here: an answer that was asked for before does not put it to this person again. */
  const [given, setGiven] = useState<ReadonlySet<number>>(new Set());
  const erasing = useRequest();
  const { cast, unsent, underWay, refusal, forget } = useVotes(path, ({ statement: refused }) => {
    setGiven((before) => new Set([...before].filter((number) => number !== refused)));
    // It may be shown no more.
    void refresh();
  });
  const card = useRef<HTMLElement>(null);
  const now = useNow();
  useOpinionFollowed(deliberation, frame.id);
  const put = next.data?.statements ?? [];
  const toCome = put.filter(({ number }) => !given.has(number));
  // What is on the card stays there when a newer answer has another order: a finger may be on its way.
  const [held, setHeld] = useState<number>();
  const statement = toCome.find(({ number }) => number === held) ?? toCome[0];
  if (statement?.number !== held) setHeld(statement?.number);
  const joined = part.data?.you !== undefined;
  const isOpen = conversationPhase(frame, new Date(now).toISOString()) === 'open';
  // Where a statement may be being written the form stays when the conversation closes, with what was written; sending says why not.
  const [wasOpen] = useState(isOpen);

  const isUsedUp = put.length > 0 && toCome.length === 0 && underWay === 0;
  const askOn = useEffectEvent(() => void refresh());
  useEffect(() => {
    if (isUsedUp) askOn();
  }, [isUsedUp]);

  const vote = (value: Value): void => {
    if (statement === undefined) return;
    setGiven((before) => new Set([...before, statement.number]));
    cast({ statement: statement.number, value });
    card.current?.focus();
  };
  const onKey = (key: string): boolean => {
    const choice = CHOICES.find((one) => one.key === key.toLowerCase());
    if (choice === undefined) return false;
    vote(choice.value);
    return true;
  };

  if (part.data === undefined || next.data === undefined || session === undefined)
    return <Awaiting asked={[part, next]} />;
  const signedIn = session.account !== undefined;
  if (!joined)
    return (
      <div className="conversation-vote">
        {statement === undefined ? (
          <Empty title={t('nothingYet')} />
        ) : (
          <article className="card conversation-card">
            <p className="conversation-words" dir="auto" lang={statement.lang}>
              {statement.words}
            </p>
          </article>
        )}
        {!isOpen ? null : frame.audience === 'signedIn' && !signedIn ? (
          <Notice tone="info">
            <p>{t('signIn')}</p>
          </Notice>
        ) : (
          <Join
            deliberation={deliberation}
            frame={frame}
            path={path}
            signedIn={signedIn}
            onJoined={() => void refresh()}
          />
        )}
      </div>
    );
  return (
    <div className="conversation-vote">
      {statement === undefined && put.length > 0 ? (
        <Awaiting asked={[next]} />
      ) : statement === undefined ? (
        <Empty title={t(part.data.shown === 0 ? 'nothingYet' : 'done')} />
      ) : (
        <article
          ref={card}
          tabIndex={-1}
          className="card conversation-card"
          onKeyDown={(event) => {
            const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
            if (plain && onKey(event.key)) event.preventDefault();
          }}
        >
          <p className="conversation-words" dir="auto" lang={statement.lang} aria-live="polite">
            {statement.words}
          </p>
          <div className="conversation-choices">
            {CHOICES.map(({ value, word }) => (
              <Button
                key={word}
                className={`conversation-${word}`}
                disabled={!isOpen}
                onClick={() => vote(value)}
              >
                {t(word)}
              </Button>
            ))}
          </div>
          <p className="soft small conversation-under">
            <span>{t('left', { count: next.data.left - (put.length - toCome.length) })}</span>
            <span className="conversation-keys">{t('keys')}</span>
          </p>
        </article>
      )}
      {unsent.length === 0 ? null : (
        <Notice tone="warn" live>
          <p>{t('unsent')}</p>
        </Notice>
      )}
      <RefusalNote refusal={refusal} />
      <OwnAccount path={path} account={part.data.you?.account} onChanged={() => void refresh()} />
      <OwnStatements
        path={path}
        statements={part.data.you?.statements ?? []}
        onChanged={() => void refresh()}
      />
      {isOpen || wasOpen ? <AddStatement frame={frame} path={path} onAdded={() => void refresh()} /> : null}
      <ConfirmDialog
        open={t('erase')}
        tone="danger"
        onConfirm={() =>
          void erasing.ask(
            () => send('POST', `${path}/erase`),
            () => {
              setGiven(new Set());
              forget();
              void refresh();
            },
          )
        }
      >
        <p>{t('eraseAbout')}</p>
      </ConfirmDialog>
      <RequestNote of={erasing} />
    </div>
  );
};
