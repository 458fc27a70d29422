import {
  commentNamesRefusal,
  commentWordsRefusal,
  type ConsultationAct,
  type ConsultationState,
  type SaidInComment,
  type TakenNames,
} from '@plenary/consensus';
import type { ConsultationStore } from '@plenary/db';
import { canonicalJson, commitmentOf, SALT_BYTES } from '@plenary/ledger';
import { LIMITS, type FileCommentRequest } from '@plenary/protocol';
import { createHash } from 'node:crypto';
import type { RandomBytes } from '../identity/token.ts';
import type { Commenter } from '../identity/commenter.ts';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { refused, refusedByRules } from '../refused.ts';
import type { ActToPerform, Performed } from '../streams/act-to-perform.ts';
import type { HeldStates } from '../streams/held-states.ts';
import type { StreamWriter } from '../streams/writer.ts';
import { actorOf, type Viewer } from '../viewer.ts';
import { isKey } from './perform-act.ts';
import { mustBeWellFormed } from './well-formed.ts';

export interface FilingParts {
  readonly writer: StreamWriter;
  readonly held: HeldStates;
  readonly words: ConsultationStore;
  readonly randomBytes: RandomBytes;
  /** Names under which nobody else speaks. */
  readonly taken: () => Promise<TakenNames>;
}

type FilingAct = Extract<ConsultationAct, { readonly type: 'fileComment' }>;

/** White space around words says nothing, and forms send it with their lines ended as on paper. */
const trimmed = (words: string): string => words.replaceAll('\r\n', '\n').trim();

/** What was said, by whom it is read; names that are not given are left out. */
const saidIn = ({ naming, words, summary }: FileCommentRequest): SaidInComment => {
  const { text, proposal, author, onBehalfOf } = words;
  const own = {
    text: trimmed(text),
    ...(proposal === undefined ? {} : { proposal: trimmed(proposal) }),
    ...(author === undefined || author.trim() === '' ? {} : { author: author.trim() }),
    ...(onBehalfOf === undefined || onBehalfOf.trim() === '' ? {} : { onBehalfOf: onBehalfOf.trim() }),
  };
  return naming === 'confidential'
    ? { published: { text: trimmed(summary ?? '') }, sealed: own }
    : { published: own };
};

/** The actor of the record: nobody is named who asked not to be. */
const recordedActor = (viewer: Viewer, naming: FileCommentRequest['naming']) => {
  if (viewer.kind === 'public') return { kind: 'commenter' } as const;
  return naming === 'name' ? actorOf(viewer) : { kind: viewer.kind };
};

/** The consultation that a comment is for. @throws Refused `stream.unknown` */
export const consultationAt = async (held: HeldStates, stream: string): Promise<ConsultationState> => {
  const known = await held.get(stream);
  if (known.kind !== 'consultation' || known.state === undefined) throw refused('stream.unknown', { stream });
  return known.state;
};

/** @throws Refused where this viewer files no comments at all */
export const checkMayFile = ({ viewer }: Commenter): void => {
  if (!mayDo(viewer, 'fileComment'))
    throw refused('act.notAllowed', { act: 'fileComment', role: roleOf(viewer) ?? viewer.kind });
};

/** @throws Refused where one person would have more comments in a consultation than anybody may */
export const checkRoom = async (
  words: ConsultationStore,
  { id, owner, comments }: { readonly id: string; readonly owner: string; readonly comments: number },
): Promise<void> => {
  if ((await words.countOf(id, owner)) + comments > LIMITS.COMMENTS_PER_PERSON_MAX)
    throw refused('consultation.tooMany', { max: LIMITS.COMMENTS_PER_PERSON_MAX });
};

type Prepared = Pick<ActToPerform, 'act' | 'said' | 'actor'>;

/**
 * A comment as the writer takes it: its words judged by the rules and committed to under new salts.
 * @throws Refused with the code that answers the request
 */
export const preparedComment = (
  state: ConsultationState,
  { viewer, owner, hasShown }: Commenter,
  request: FileCommentRequest,
  { randomBytes, taken }: { readonly randomBytes: RandomBytes; readonly taken: TakenNames },
): Prepared & { readonly act: FilingAct; readonly words: SaidInComment } => {
  mustBeWellFormed(request);
  const { words: _, summary: __, ...fields } = request;
  const act: FilingAct = {
    type: 'fileComment',
    ...fields,
    // CSL-54: without script no work is shown; the comment says so.
    ...(hasShown(state.proof) ? {} : { unproven: true }),
  };
  const said = saidIn(request);
  const member = viewer.kind === 'public' ? undefined : viewer.member;
  const isMember = member !== undefined;
  const unfit =
    commentWordsRefusal(state, { about: act.about, naming: act.naming, isMember }, said) ??
    commentNamesRefusal(said, taken, member);
  if (unfit !== undefined) throw refusedByRules(unfit.refusal);
  const publishedSalt = randomBytes(SALT_BYTES);
  const sealedSalt = randomBytes(SALT_BYTES);
  const own = said.sealed ?? said.published;
  return {
    act,
    actor: recordedActor(viewer, act.naming),
    words: said,
    said: {
      committed: {
        words: commitmentOf(publishedSalt, said.published),
        ...(said.sealed === undefined ? {} : { sealed: commitmentOf(sealedSalt, said.sealed) }),
        characters: own.text.length,
        proposes: own.proposal !== undefined,
      },
      kept: {
        published: said.published,
        publishedSalt,
        ...(said.sealed === undefined ? {} : { sealed: said.sealed, sealedSalt }),
        owner,
      },
    },
  };
};

/** Hash of what was asked for. The salts are new each time; this is not. */
export const filingHash = (
  stream: string,
  prepared: readonly { readonly act: ConsultationAct; readonly words: SaidInComment }[],
): string => {
  const hash = createHash('sha256').update(stream);
  for (const { act, words } of prepared) {
    // Whether work was shown follows from the request and its cookie: shown since, it is the same comment all the same.
    const { unproven: _, ...asked } = { unproven: undefined, ...act };
    hash.update(`\n${canonicalJson(asked)}\n${canonicalJson(words)}`);
  }
  return hash.digest('hex');
};

/**
 * Files a comment. The rules judge its words before they are committed to; what was said is kept in the transaction of
 * its event, beside the record.
 * @throws Refused with the code that answers the request
 */
export const fileComment = async (
  { writer, held, words, randomBytes, taken }: FilingParts,
  commenter: Commenter,
  id: string,
  request: FileCommentRequest,
  key: string | undefined,
): Promise<Performed> => {
  checkMayFile(commenter);
  if (!isKey(key)) throw refused('act.keyMissing');
  const stream = `consultation:${id}`;
  const state = await consultationAt(held, stream);
  // CSL-135: what comes without script is marked where work is asked for; an address can be confirmed without script.
  if (state.proof === 'mail' && !commenter.hasShown('mail')) throw refused('consultation.mailNeeded');
  const { words: said, ...prepared } = preparedComment(state, commenter, request, {
    randomBytes,
    taken: await taken(),
  });
  const { owner } = commenter;
  const filing = {
    stream,
    ...prepared,
    actorKey: owner,
    key,
    requestHash: filingHash(stream, [{ act: prepared.act, words: said }]),
  };
  const before = await writer.before(filing);
  if (before !== undefined) return before;
  await checkRoom(words, { id, owner, comments: 1 });
  return writer.perform(filing);
};

/** What filing a comment brought about. */
export const filedComment = ({ events: [event] }: Performed): { comment: string; late: boolean } => {
  if (event?.type !== 'commentFiled') throw new Error('filing a comment brought about something else');
  return { comment: event.payload.comment, late: event.payload.late };
};
