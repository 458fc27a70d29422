import { conversationPhase, type Conversation, type Refusal } from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused, send, Unreachable } from '../../lib/api.ts';
import {
  conversationPath,
  conversationQuery,
  joinConversation,
  nextQuery,
  useOpinionFollowed,
  useRefreshConversation,
} from '../../lib/conversations.ts';
import { useSession } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { localised } from '../../ui/localised.ts';
import { AddStatement } from './AddStatement.tsx';
import { OwnAccount } from './OwnAccount.tsx';
import { OwnStatements } from './OwnStatements.tsx';

const CHOICES = [
  { value: 1, word: 'agree', key: 'a' },
  { value: -1, word: 'disagree', key: 'd' },
  { value: 0, word: 'pass', key: 'p' },
] as const;
type Value = (typeof CHOICES)[number]['value'];

/** Milliseconds after which a vote that found no answer is sent again. */
const AGAIN_MILLISECONDS = 3_000;

/** What is asked before somebody takes part. */
const Join = ({
  frame,
  path,
  signedIn,
  onJoined,
}: {
  readonly frame: Conversation;
  readonly path: string;
  readonly signedIn: boolean;
  readonly onJoined: () => void;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const [group, setGroup] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const join = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await joinConversation(path, { group: group === '' ? undefined : group, signedIn });
      onJoined();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card conversation-join">
      {frame.groups.length === 0 ? null : (
        <Field label={t('group')} hint={t('groupAbout')}>
          {(control) => (
            <select {...control} value={group} onChange={(event) => setGroup(event.target.value)}>
              <option value="">{t('groupNone')}</option>
              {frame.groups.map(({ id, names }) => (
                <option key={id} value={id}>
                  {localised(names, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Button tone="primary" busy={busy} onClick={() => void join()}>
        {t('join')}
      </Button>
      {signedIn ? null : <p className="soft small">{t('joinAbout')}</p>}
      {busy && !signedIn ? (
        <p className="small" role="status">
          {t('joining')}
        </p>
      ) : null}
      <RefusalNote refusal={refusal} />
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
  const [refusal, setRefusal] = useState<Refusal>();
  const [unsent, setUnsent] = useState<readonly { readonly statement: number; readonly value: Value }[]>([]);
  /** What was voted on here: an answer that was asked for before does not put it to this person again. */
  const [given, setGiven] = useState<ReadonlySet<number>>(new Set());
  const [underWay, setUnderWay] = useState(0);
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

  const isUsedUp = put.length > 0 && toCome.length === 0 && underWay + unsent.length === 0;
  const askOn = useEffectEvent(() => void refresh());
  useEffect(() => {
    if (isUsedUp) askOn();
  }, [isUsedUp]);

  const sendVote = async (vote: { readonly statement: number; readonly value: Value }): Promise<void> => {
    setUnderWay((count) => count + 1);
    try {
      await send('POST', `${path}/votes`, vote);
    } catch (error) {
      if (error instanceof Refused) {
        setRefusal(error.refusal);
        setGiven((before) => new Set([...before].filter((number) => number !== vote.statement)));
        // It may be shown no more.
        void refresh();
      } else if (error instanceof Unreachable) setUnsent((waiting) => [...waiting, vote]);
      else throw error;
    } finally {
      setUnderWay((count) => count - 1);
    }
  };
  useEffect(() => {
    if (unsent.length === 0) return undefined;
    const timer = setTimeout(() => {
      setUnsent([]);
      for (const vote of unsent) void sendVote(vote);
    }, AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  });

  const vote = (value: Value): void => {
    if (statement === undefined) return;
    setRefusal(undefined);
    setGiven((before) => new Set([...before, statement.number]));
    void sendVote({ statement: statement.number, value });
    card.current?.focus();
  };
  const onKey = (key: string): boolean => {
    const choice = CHOICES.find((one) => one.key === key.toLowerCase());
    if (choice === undefined) return false;
    vote(choice.value);
    return true;
  };

  if (part.data === undefined || next.data === undefined || session === undefined) return <Loading />;
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
          <Join frame={frame} path={path} signedIn={signedIn} onJoined={() => void refresh()} />
        )}
      </div>
    );
  return (
    <div className="conversation-vote">
      {statement === undefined && put.length > 0 ? (
        <Loading />
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
      {isOpen ? <AddStatement frame={frame} path={path} onAdded={() => void refresh()} /> : null}
      <ConfirmDialog
        open={t('erase')}
        tone="danger"
        onConfirm={() =>
          void send('POST', `${path}/erase`).then(() => {
            setGiven(new Set());
            return refresh();
          })
        }
      >
        <p>{t('eraseAbout')}</p>
      </ConfirmDialog>
    </div>
  );
};
