import {
  ACTOR_KINDS,
  type Actor,
  type BodyState,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import type { ActAnswer } from '@plenary/protocol';
import { printedLabel } from '@plenary/text';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepForAmendment } from '../../lib/amendment-words.ts';
import { useAct } from '../../lib/act.ts';
import { useWords } from '../../lib/amendment-order.ts';
import { composingOf } from '../../lib/composing.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { localised } from '../../ui/localised.ts';
import { AmendmentWay } from './AmendmentWay.tsx';
import { CollisionsHere, useShownCollisions } from './Collisions.tsx';
import { ComposerRow, type Place } from './ComposerRow.tsx';
import { Handing } from './Handing.tsx';
import { OwnAmendments } from './OwnAmendments.tsx';
import { shapeBehind } from './ShapeChoice.tsx';
import { alterationsOf, type Alteration } from './alterations.ts';
import { standingGround } from './ground.ts';
import { forLiveWords } from './live-words.ts';
import { outlookOf, type HandingIn, type Outlook } from './outlook.ts';
import { handedIn, isChanged, rowsOf, type Row } from './rows.ts';
import { findTask, taskName, type FoundTask, type Task } from './task.ts';
import { useDraft, type Drafting } from './use-draft.ts';
import { useInstantAround } from '../../lib/use-now.ts';
import './composer.css';
import { AwaitedSession } from '../../lib/Awaited.tsx';

const SHOWN = ['all', 'changed'] as const;
const NAME_SIGNS = 40;

/** A name for what comes, never given before on any device: drafts of several people may come together. */
const newName = (): string => `n${crypto.randomUUID().replaceAll('-', '')}`.slice(0, NAME_SIGNS);

/** The same list each time nothing is met, so that nothing is drawn anew. */
const NONE: Outlook['collisions'] = [];

/** The act that hands in what is written. */
const actOf = (
  task: Pick<Task, 'oral'>,
  found: Extract<FoundTask, { readonly ok: true }>,
  { draft, standing }: Pick<Drafting, 'draft' | 'standing'>,
): HandingIn => {
  const { composition, reason, needs, excludes, sponsors, onBehalfOf } = draft;
  const words = { changes: handedIn(composition.changes), reason, textHash: standing.textHash };
  if (found.revised !== undefined) return { type: 'reviseAmendment', amendment: found.revised.id, ...words };
  const submitted = {
    ...words,
    needs,
    excludes,
    ...(found.amended === undefined ? {} : { amends: found.amended.id }),
    ...(onBehalfOf === undefined || onBehalfOf === '' ? {} : { onBehalfOf }),
  };
  return task.oral
    ? { type: 'enterOralAmendment', sponsors, ...submitted }
    : { type: 'submitAmendment', ...submitted };
};

/** What was handed in, and where to go on. */
const Done = ({
  deliberation,
  amendment,
  how,
  onAgain,
}: {
  readonly deliberation: string;
  readonly amendment: string;
  readonly how: 'tabled' | 'revised' | 'entered' | 'joined';
  readonly onAgain: () => void;
}) => {
  const { t } = useTranslation('composer');
  return (
    <Notice tone="good" live>
      <p className="composer-done">{t(`done.${how}`, { amendment })}</p>
      <p className="row">
        <Button onClick={onAgain}>{t('done.again')}</Button>
        <AmendmentWay deliberation={deliberation} amendment={amendment} />
      </p>
    </Notice>
  );
};

interface ComposerProps {
  readonly task: Task;
  readonly found: Extract<FoundTask, { readonly ok: true }>;
  readonly owner: string;
  readonly actor: Actor;
  readonly deliberation: string;
  readonly stream: string;
  readonly body: BodyState;
  readonly state: DeliberationState;
}

const useStanding = (state: DeliberationState, amended: TabledAmendment | undefined) => {
  const { textSteps, revision } = state;
  const id = amended?.id;
  const hash = amended?.hash ?? revision?.hash;
  // The words change with the steps of the text and with the hash of what is amended, and with nothing else.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => standingGround(state, amended), [textSteps, revision, id, hash]);
};

/** The text on one side, written in paragraph by paragraph; what it amounts to, and the press that hands it in, on the other. */
const Composer = ({ task, found, owner, actor, deliberation, stream, body, state }: ComposerProps) => {
  const { t, i18n } = useTranslation(['composer', 'vocabulary', 'consultation']);
  const act = useAct(stream);
  const [consultation = '', comment = ''] = task.comment?.split('/') ?? [];
  const attributing = useAct(`consultation:${consultation}`);
  const marking = useAct(stream);
  const navigate = useNavigate();
  const standing = useStanding(state, found.amended);
  const drafting = useDraft({
    state,
    standing,
    amended: found.amended,
    revised: found.revised,
    deliberation,
    owner,
  });
  const { draft, step, seen, forget } = drafting;
  const { ground } = standing;
  const [open, setOpen] = useState<string | undefined>(() =>
    ground.some(({ pid }) => pid === task.paragraph) ? task.paragraph : undefined,
  );
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  const [done, setDone] = useState<{ amendment: string; how: Parameters<typeof Done>[0]['how'] }>();
  const lang = state.revision?.lang ?? 'en';
  const { members } = body;
  const nameOf = useCallback(
    (member: string): string => localised(members[member]?.names ?? { en: member }, i18n.language),
    [members, i18n.language],
  );

  const { changes } = draft.composition;
  const rows = useMemo(() => rowsOf(ground, changes), [ground, changes]);
  const alterations = useMemo(() => alterationsOf(ground, changes), [ground, changes]);
  const isUnfinished = changes.some((change) =>
    'insert' in change ? change.insert.trim() === '' : 'new' in change && change.new.trim() === '',
  );
  const words = useWords();
  const { oral } = task;
  const written = useMemo(
    () => (isUnfinished ? undefined : actOf({ oral }, found, { draft, standing })),
    // What was found is the same amendment as long as the draft is; only its id is handed in.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [isUnfinished, oral, found.revised?.id, found.amended?.id, draft, standing],
  );
  // While somebody types, what it would meet comes after the letters; so does what others do meanwhile. Positions change none of it.
  const [handing, among] = [useDeferredValue(written), useDeferredValue(words)];
  const at = useInstantAround(state.submissionUntil);
  const outlook = useMemo(
    () =>
      handing === undefined || handing.changes.length === 0
        ? undefined
        : outlookOf(among, handing, { body, at, actor }),
    [among, handing, body, at, actor],
  );
  const collisions = useShownCollisions(among, outlook?.collisions ?? NONE);

  const labelOf = useCallback(
    ({ label, kind, text }: Row): string =>
      label === ''
        ? `${t(`vocabulary:kind.${kind}`)} ${text.slice(0, 24)}`.trim()
        : printedLabel(label, lang),
    [t, lang],
  );
  const places = useMemo(
    () =>
      rows.flatMap((row): readonly Place[] =>
        row.place === 'left' ? [] : [{ id: row.id, name: labelOf(row) }],
      ),
    [rows, labelOf],
  );
  const onAdd = useCallback(
    (behind: string) => {
      const name = newName();
      const row = rows.find(({ id, place }) => id === behind && place !== 'left');
      step({ type: 'add', behind, name, ...shapeBehind(row) });
      setOpen(name);
    },
    [rows, step],
  );
  useEffect(() => {
    if (task.paragraph !== undefined)
      document.getElementById(`row-${task.paragraph}`)?.scrollIntoView({ block: 'center' });
  }, [task.paragraph]);

  /** Names the comment of which these words were made with the amendment that has them. */
  const attribute = async (amendment: string): Promise<void> => {
    if (task.comment !== undefined) await attributing.perform({ type: 'makeCommentOwn', comment, amendment });
  };
  /** Those with whom it was written together find what came of it. */
  const markTabled = async (amendment: string): Promise<void> => {
    const { document } = draft;
    if (document !== undefined) await marking.perform({ type: 'markTabled', document, amendment });
  };
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  /** What comes after the words are with the service, now or once the line is back. */
  const settle = async (
    amendment: string,
    how: Parameters<typeof Done>[0]['how'],
    { isAttributed, isLate }: { readonly isAttributed: boolean; readonly isLate: boolean },
  ): Promise<void> => {
    if (isAttributed) await attribute(amendment);
    await markTabled(amendment);
    setDone({ amendment, how });
    // Whoever wrote on while the line was cut has other words here than those that were handed in.
    if (isLate && latest.current.composition.changes !== changes) return;
    forget();
    setOpen(undefined);
  };
  const handIn = async (): Promise<void> => {
    const settled = async (answer: ActAnswer, isLate: boolean): Promise<void> => {
      const event = answer.events.find((one) => !('withheld' in one));
      const amendment =
        event !== undefined && 'payload' in event && event.type === 'amendmentSubmitted'
          ? event.payload.amendment.id
          : found.revised?.id;
      if (amendment === undefined) return;
      const how = found.revised !== undefined ? 'revised' : task.oral ? 'entered' : 'tabled';
      await settle(amendment, how, { isAttributed: found.revised === undefined, isLate });
    };
    const answer = await act.perform(
      actOf(task, found, drafting),
      undefined,
      (late) => void settled(late, true),
    );
    if (answer !== undefined) await settled(answer, false);
  };
  const join = async (amendment: string): Promise<void> => {
    const settled = (isLate: boolean) => settle(amendment, 'joined', { isAttributed: true, isLate });
    const answer = await act.perform(
      { type: 'coSponsorAmendment', amendment },
      undefined,
      () => void settled(true),
    );
    if (answer !== undefined) await settled(false);
  };
  const writeTogether = async (): Promise<void> => {
    const id = newName().slice(0, 16);
    const opened = await act.perform({
      type: 'openDocument',
      id,
      kind: 'amendmentDraft',
      lang,
      title:
        found.revised === undefined
          ? t('composer:together.title', { symbol: state.revision?.symbol ?? '' })
          : t('composer:title.revise', { amendment: found.revised.id }),
    });
    if (opened === undefined) return;
    // What is written there goes into the amendment that is revised.
    if (found.revised !== undefined)
      await act.perform({ type: 'markTabled', document: id, amendment: found.revised.id });
    keepForAmendment(id, { words: forLiveWords(changes) });
    forget();
    await navigate({
      to: '/deliberations/$id/drafts/$document',
      params: { id: deliberation, document: id },
    });
  };

  const isDelegate = actor.kind === 'delegate' && actor.member !== undefined;
  const visible = rows.filter((row) => shown === 'all' || isChanged(row) || row.id === open);
  const title =
    found.revised !== undefined
      ? t('composer:title.revise', { amendment: found.revised.id })
      : found.amended !== undefined
        ? t('composer:title.amends', { amendment: found.amended.id })
        : t(task.oral ? 'composer:title.oral' : 'composer:title.new');
  return (
    <div className="composer">
      <header className="composer-head">
        <h2>{title}</h2>
        <p className="soft">
          {t('composer:on', { symbol: state.revision?.symbol ?? '' })}{' '}
          {found.amended === undefined
            ? null
            : t('composer:onAmendment', {
                amendment: found.amended.id,
                members: found.amended.sponsors.map(nameOf).join(' · '),
              })}
        </p>
        {actor.mayBind === true || !isDelegate ? null : (
          <Notice tone="warn">
            <p>{t('composer:mayNotBind')}</p>
          </Notice>
        )}
        {done === undefined ? null : (
          <Done
            deliberation={deliberation}
            amendment={done.amendment}
            how={done.how}
            onAgain={() => {
              setDone(undefined);
              act.clear();
              if (found.revised !== undefined || found.amended !== undefined)
                void navigate({ to: '/deliberations/$id/amendments/new', params: { id: deliberation } });
            }}
          />
        )}
        {done === undefined || attributing.answer === undefined ? null : (
          <Notice tone="good" live>
            <p>{t('consultation:attributed', { comment, amendment: done.amendment })}</p>
          </Notice>
        )}
        <RefusalNote refusal={act.refusal ?? attributing.refusal ?? marking.refusal} />
        {act.kept ? (
          <Notice tone="warn" live>
            <p>{t('composer:keptAct')}</p>
          </Notice>
        ) : null}
        {draft.carried === undefined ? null : (
          <Notice tone="warn" live>
            <p>{t('composer:carried.moved', { count: draft.carried.touched.size })}</p>
            {draft.carried.lost.length === 0 ? null : (
              <>
                <p>{t('composer:carried.lost')}</p>
                {draft.carried.lost.map((words, at) => (
                  <blockquote key={at} className="composer-words" lang={lang} dir="auto">
                    {words}
                  </blockquote>
                ))}
              </>
            )}
            <Button className="composer-small" onClick={seen}>
              {t('composer:carried.seen')}
            </Button>
          </Notice>
        )}
      </header>
      {done !== undefined ? null : (
        <>
          <div className="composer-text">
            <div className="row composer-bar">
              <Choice
                label={t('composer:shown.label')}
                value={shown}
                onChoose={setShown}
                options={SHOWN.map((value) => ({ value, name: t(`composer:shown.${value}`) }))}
              />
            </div>
            {visible.length === 0 ? <p className="soft">{t('composer:does.nothing')}</p> : null}
            {visible.map((row) => {
              const ours = alterations.find(({ paragraph }) => paragraph === row.id);
              return (
                <ComposerRow
                  key={`${row.id} ${row.place === 'left' ? 'left' : ''}`}
                  row={row.label === '' ? row : { ...row, label: printedLabel(row.label, lang) }}
                  name={labelOf(row)}
                  lang={lang}
                  isOpen={open === row.id}
                  isAgreed={state.marks[row.id]?.status === 'agreedAdRef'}
                  changedMeanwhile={draft.carried?.touched.get(row.id)}
                  places={places}
                  onOpen={setOpen}
                  onStep={step}
                  onAdd={onAdd}
                >
                  {ours === undefined || row.place === 'left' || collisions.length === 0 ? undefined : (
                    <CollisionsHere
                      ours={ours}
                      collisions={collisions}
                      state={state}
                      lang={lang}
                      nameOf={nameOf}
                    />
                  )}
                </ComposerRow>
              );
            })}
            <div className="composer-foot">
              <p className="small">
                {alterations.length === 0
                  ? t('composer:foot.nothing')
                  : t('composer:foot.changes', { count: alterations.length })}
                {collisions.length === 0 ? null : (
                  <b className="composer-meets is-hard">{` · ${collisions.map((one) => one.amendment).join(' · ')}`}</b>
                )}
              </p>
              <Button
                tone={alterations.length === 0 ? 'plain' : 'primary'}
                onClick={() => document.getElementById('composer-side')?.scrollIntoView({ block: 'start' })}
              >
                {t('composer:foot.go')}
              </Button>
            </div>
          </div>
          <Handing
            task={task}
            found={found}
            drafting={drafting}
            alterations={alterations}
            outlook={outlook}
            isUnfinished={isUnfinished}
            isBusy={act.pending}
            body={body}
            state={state}
            words={words}
            member={isDelegate && actor.mayBind === true ? actor.member : undefined}
            nameOf={nameOf}
            onShow={({ paragraph }: Alteration) => {
              setOpen(paragraph);
              document.getElementById(`row-${paragraph}`)?.scrollIntoView({ block: 'center' });
            }}
            onJoin={(amendment) => void join(amendment)}
            onHandIn={() => void handIn()}
            onTogether={
              // A live document begins from the text: what is written on an amendment is written here.
              isDelegate &&
              found.amended === undefined &&
              (found.revised === undefined || actor.mayBind === true)
                ? () => void writeTogether()
                : undefined
            }
          />
        </>
      )}
      {isDelegate && actor.member !== undefined && actor.mayBind === true ? (
        <OwnAmendments
          deliberation={deliberation}
          words={words}
          member={actor.member}
          perform={act.perform}
          isBusy={act.pending}
          nameOf={nameOf}
        />
      ) : null}
    </div>
  );
};

/** Where an amendment is written: to the text in force, or to another amendment. */
export const ComposerPage = () => {
  const { t } = useTranslation('composer');
  const { id, stream, body, state } = useHere();
  const search = useSearch({ from: '/deliberations/$id/amendments/new' });
  const session = useSession();
  const account = session?.account;
  const actor = useMemo((): Actor | undefined => {
    if (account === undefined) return undefined;
    const { member, mayBind } = account;
    const kind = ACTOR_KINDS.find((one) => one === account.kind);
    if (kind === undefined) return undefined;
    return { kind, mayBind, ...(member === undefined ? {} : { member }) };
  }, [account]);
  if (session === undefined) return <AwaitedSession />;
  const composing = composingOf(body, account);
  const isMember = composing === 'own';
  if (account === undefined || actor === undefined || composing === undefined)
    return <Empty title={t('who')} />;
  // What was tabled is revised by its sponsors alone.
  if (!isMember && search.revise !== undefined) return <Empty title={t('who')} />;
  if (state.revision === undefined) return <Empty title={t('noText')} />;
  if (state.phase !== 'open') return <Empty title={t('notNow')} />;
  // Those who conduct table nothing of their own: what they enter was moved from the floor.
  const task: Task = { ...search, oral: !isMember };
  const found = findTask(state, task);
  if (!found.ok)
    return (
      <div className="stack">
        <RefusalNote refusal={found.refusal} />
        <p>
          <Link to="/deliberations/$id/amendments/new" params={{ id }}>
            {t('toNew')}
          </Link>
        </p>
      </div>
    );
  const owner = `${account.id}.${id}.${taskName(task)}`;
  return (
    <Composer
      key={`${owner} ${task.paragraph ?? ''}`}
      task={task}
      found={found}
      owner={owner}
      actor={actor}
      deliberation={id}
      stream={stream}
      body={body}
      state={state}
    />
  );
};
