import type { Instant } from '@plenary/consensus';
import type { ConversationStore, Participant, ParticipantKey } from '@plenary/db';
import { canonicalJson, commitmentOf, SALT_BYTES } from '@plenary/ledger';
import { ConversationName, type JudgedAccount, type ModeratedStatement } from '@plenary/protocol';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ConversationRoom, ConversationRooms } from '../../conversations/conversation-rooms.ts';
import type { LeaverMarks } from '../../conversations/leaver-marks.ts';
import type { OpinionKeeper } from '../../conversations/opinion-keeper.ts';
import type { ProofOfWork } from '../../conversations/proof-of-work.ts';
import type { BoardAccount, BoardStatement } from '../../conversations/statement-board.ts';
import type { KnownAs } from '../../conversations/join-known.ts';
import type { ConfirmedBrowsers } from '../../identity/commenter.ts';
import { sessionCookie, tokenInCookies } from '../../identity/cookie.ts';
import { tokenHash } from '../../identity/token.ts';
import { mayDo, roleOf } from '../../policies/policy-table.ts';
import type { RateLimits } from '../../plugins/rate-limits.ts';
import { refused } from '../../refused.ts';
import type { Settings } from '../../settings.ts';
import type { EncodedAnswers } from '../encoded-answers.ts';
import { DeliberationParams } from '../deliberations.ts';

/** Where a conversation answers. */
export const CONVERSATION_PATH = '/api/deliberations/:id/conversations/:conversation';
export const CONVERSATION_TAGS = ['conversations'];
export const ConversationParams = Type.Object({
  ...DeliberationParams.properties,
  conversation: ConversationName,
});
export interface ConversationPlace {
  readonly id: string;
  readonly conversation: string;
}

export interface ConversationRouteParts {
  readonly store: ConversationStore;
  readonly rooms: ConversationRooms;
  readonly opinions: OpinionKeeper;
  readonly proofs: ProofOfWork;
  readonly markOf: LeaverMarks;
  /** Browsers in which an address was confirmed. */
  readonly confirmed: Pick<ConfirmedBrowsers, 'tokenOf'>;
  readonly settings: Pick<Settings, 'publicUrl'>;
  readonly clock: () => Instant;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly answer: EncodedAnswers;
  readonly limits?: RateLimits;
}

/** A statement as its author and those who moderate see it. */
export const moderated = (statement: BoardStatement): ModeratedStatement => {
  const { number, words, lang, at, status, reason, note, appeal, isRuled } = statement;
  return {
    number,
    lang,
    at,
    status,
    ...(words === undefined ? {} : { words }),
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
    ...(appeal === undefined
      ? {}
      : { appeal: { words: appeal.words ?? '', at: appeal.at, open: appeal.open } }),
    ...(isRuled || appeal?.open === true ? { withChair: true } : {}),
  };
};

/** What was decided on an account, as its owner and those who moderate see it. */
export const judgedAccount = ({
  status,
  reason,
  note,
  at,
  appeal,
  isRuled,
}: BoardAccount): JudgedAccount => ({
  status,
  at,
  ...(reason === undefined ? {} : { reason }),
  ...(note === undefined ? {} : { note }),
  ...(appeal === undefined
    ? {}
    : { appeal: { words: appeal.words ?? '', at: appeal.at, open: appeal.open } }),
  ...(isRuled || appeal?.open === true ? { withChair: true } : {}),
});

/** Who asks for what in a conversation: what all of its routes need to know. */
export const conversationAccess = ({
  store,
  rooms,
  settings,
  randomBytes,
  markOf,
  confirmed,
}: ConversationRouteParts) => {
  const session = sessionCookie(settings);
  const cookie = session.name.replace('plenary-session', 'plenary-participant');

  const roomAt = ({ id, conversation }: ConversationPlace): Promise<ConversationRoom> =>
    rooms.room(id, conversation);
  /** One browser is somebody else in each conversation: what is kept of it cannot be joined across them. */
  const keyOfToken = (room: ConversationRoom, token: string): ParticipantKey => ({
    tokenHash: tokenHash(`${room.number}:${token}`),
  });
  /** CON-70, CON-135: an account, or an address that was confirmed in this browser: one voice each. */
  const knownAs = (room: ConversationRoom, request: FastifyRequest): KnownAs | undefined => {
    const { viewer } = request;
    if (viewer.kind !== 'public')
      return { key: { account: viewer.account }, mark: markOf(room.number, viewer.account) };
    const address = confirmed.tokenOf(request);
    return address === undefined
      ? undefined
      : { key: keyOfToken(room, address), mark: markOf(room.number, `address ${tokenHash(address)}`) };
  };
  /** Who takes part in this browser, with the mark under which they are known where they are known by more than it. */
  const partOf = async (
    room: ConversationRoom,
    request: FastifyRequest,
  ): Promise<{ readonly participant: Participant; readonly mark?: string } | undefined> => {
    const token =
      request.viewer.kind === 'public' ? tokenInCookies(request.headers.cookie, cookie) : undefined;
    const ofBrowser =
      token === undefined ? undefined : await store.participant(room.number, keyOfToken(room, token));
    if (ofBrowser !== undefined) return { participant: ofBrowser };
    const known = knownAs(room, request);
    const participant = known === undefined ? undefined : await store.participant(room.number, known.key);
    return known === undefined || participant === undefined ? undefined : { participant, mark: known.mark };
  };
  const participantOf = async (
    room: ConversationRoom,
    request: FastifyRequest,
  ): Promise<Participant | undefined> => (await partOf(room, request))?.participant;
  const neededParticipant = async (room: ConversationRoom, request: FastifyRequest): Promise<Participant> => {
    const participant = await participantOf(room, request);
    if (participant === undefined) throw refused('conversation.notJoined');
    return participant;
  };
  const statementOn = (room: ConversationRoom, number: number): BoardStatement => {
    const statement = room.board().statements.get(number);
    if (statement === undefined) throw refused('conversation.noStatement', { statement: number });
    return statement;
  };
  /** Words with the commitment that stands in the log in their place. */
  const committed = (text: string, more: Readonly<Record<string, string | readonly string[]>>) => {
    const salt = randomBytes(SALT_BYTES);
    return {
      detail: canonicalJson({ ...more, commitment: commitmentOf(salt, text) }),
      words: { text, salt },
    };
  };
  const mustModerate = (request: FastifyRequest): 'secretariat' | 'chair' => {
    const { viewer } = request;
    if (viewer.kind === 'public') throw refused('session.needed');
    if (!mayDo(viewer, 'moderateStatements') || (viewer.kind !== 'secretariat' && viewer.kind !== 'chair'))
      throw refused('conversation.notModerating', { role: roleOf(viewer) ?? viewer.kind });
    return viewer.kind;
  };
  const ownOf = (room: ConversationRoom, { number }: Participant): readonly BoardStatement[] =>
    [...room.board().statements.values()].filter(({ participant }) => participant === number);

  return {
    session,
    cookie,
    roomAt,
    keyOfToken,
    knownAs,
    partOf,
    participantOf,
    neededParticipant,
    statementOn,
    committed,
    mustModerate,
    ownOf,
  };
};
export type ConversationAccess = ReturnType<typeof conversationAccess>;
