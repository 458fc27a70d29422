import { randomBytes } from 'node:crypto';
import type { Conversation, DocumentLanguage, Instant } from '@plenary/consensus';
import type { ConversationNumber, ConversationStore, NewConversationEntry } from '@plenary/db';
import {
  batchHash,
  bytesToHex,
  canonicalJson,
  commitmentOf,
  EMPTY_LOG_HASH,
  ENTRY_KINDS,
  SALT_BYTES,
  type ConversationEntry,
} from '@plenary/ledger';
import { InputError } from './input.ts';
import type { PolisExport, PolisVote } from './polis-export.ts';

/** Entries of one batch of the log. */
const BATCH = 2_000;

const kindOf = (name: (typeof ENTRY_KINDS)[number]): number => ENTRY_KINDS.indexOf(name);

/** What was brought in. */
export interface BroughtPolis {
  readonly number: ConversationNumber;
  /** Numbers of the statements by the ids of the export. */
  readonly statements: ReadonlyMap<string, number>;
  readonly rejected: number;
  readonly participants: number;
  readonly votes: number;
}

/**
 * Instants of an export within the hours of a conversation. Where all lie within, they stand; else all are moved by one
 * span, the first to the opening, and what would come after `end` stands at it: their order is kept.
 */
const instantsWithin = (
  { comments, votes }: PolisExport,
  opensAt: Instant,
  end: Instant,
): ((milliseconds: number) => Instant) => {
  const [first, last] = [...comments, ...votes].reduce(
    ([least, most], { at }) => [Math.min(least, at), Math.max(most, at)],
    [Infinity, 0],
  );
  const [from, until] = [Date.parse(opensAt), Date.parse(end)];
  const shift = first >= from && last <= until ? 0 : from - first;
  return (milliseconds) => new Date(Math.min(milliseconds + shift, until)).toISOString();
};

/** Groups that the conversation declares stand for those of the export, in their order. */
const declaredBy = (
  { groups, groupIds }: PolisExport,
  { id, groups: declared }: Pick<Conversation, 'id' | 'groups'>,
): ReadonlyMap<string, string> => {
  if (declared.length === 0) return new Map();
  if (declared.length !== groupIds.length)
    throw new InputError(
      `${id}: declares ${declared.length} groups and the export names ${groupIds.length}; expected as many, or none declared`,
    );
  const ids = new Map(groupIds.map((group, place) => [group, declared[place]?.id ?? '']));
  return new Map([...groups].map(([participant, group]) => [participant, ids.get(group) ?? '']));
};

const statementEntries = (
  { comments }: PolisExport,
  lang: DocumentLanguage,
  instant: (milliseconds: number) => Instant,
): readonly NewConversationEntry[] =>
  comments.map(({ text, at }) => {
    const salt = new Uint8Array(randomBytes(SALT_BYTES));
    return {
      kind: kindOf('statement'),
      pseudonym: '',
      detail: canonicalJson({ lang, commitment: commitmentOf(salt, text) }),
      at: instant(at),
      words: { text, salt },
    };
  });

const hashed: Parameters<ConversationStore['append']>[2] = (before, entries) =>
  batchHash(
    before,
    entries.map(({ kind, pseudonym, position, statement, value, detail, at }): ConversationEntry => {
      const name = ENTRY_KINDS[kind];
      if (name === undefined) throw new Error(`entry ${position} is of no known kind`);
      return { position, kind: name, participant: pseudonym, statement, value, detail, at };
    }),
  );

/** Lets everybody who voted take part, under the id of the export; nobody can come back as one of them. */
const joinAll = async (
  store: ConversationStore,
  number: ConversationNumber,
  votes: readonly PolisVote[],
  {
    declared,
    instant,
  }: {
    readonly declared: ReadonlyMap<string, string>;
    readonly instant: (milliseconds: number) => Instant;
  },
): Promise<ReadonlyMap<string, number>> => {
  const people = new Map<string, number>();
  for (const { voter, at } of votes) {
    if (people.has(voter)) continue;
    const group = declared.get(voter);
    const joined = await store.join(number, {
      key: { tokenHash: bytesToHex(randomBytes(SALT_BYTES)) },
      pseudonym: voter,
      at: instant(at),
      ...(group === undefined ? {} : { declared: group }),
    });
    if (joined === undefined || joined === 'left') throw new Error(`${voter} did not join`);
    people.set(voter, joined.number);
  }
  return people;
};

/**
 * Brings an export into the empty log of a conversation: statements as put by the secretariat, what was rejected as
 * hidden by it without a reason, since the export tells none, then every vote in the order of time. With a store on a transaction all is written or nothing.
 * @throws InputError where the log is not empty, or the groups of the export are not those that are declared
 */
export const bringPolis = async (
  store: ConversationStore,
  exported: PolisExport,
  {
    deliberation,
    conversation,
    lang,
    now,
  }: {
    readonly deliberation: string;
    readonly conversation: Pick<Conversation, 'id' | 'groups' | 'opensAt' | 'closesAt'>;
    readonly lang: DocumentLanguage;
    readonly now: Instant;
  },
): Promise<BroughtPolis> => {
  const { id, opensAt, closesAt } = conversation;
  const declared = declaredBy(exported, conversation);
  const instant = instantsWithin(exported, opensAt, closesAt < now ? closesAt : now);
  const { number, position, participants } = await store.open(deliberation, id, EMPTY_LOG_HASH);
  if (position > 0 || participants > 0)
    throw new InputError(`${id}: people have taken part already; expected a conversation without any`);
  const { comments, votes } = exported;
  const people = await joinAll(store, number, votes, { declared, instant });
  const statements = new Map(comments.map((comment, place) => [comment.id, place + 1]));
  const rejected = comments.filter(({ isRejected }) => isRejected);
  const numberOf = (comment: string): number => statements.get(comment) ?? 0;
  const entries: readonly NewConversationEntry[] = [
    ...statementEntries(exported, lang, instant),
    ...rejected.map((comment) => ({
      kind: kindOf('moderation'),
      pseudonym: '',
      statement: numberOf(comment.id),
      detail: canonicalJson({ by: 'secretariat', outcome: 'hidden' }),
      at: instant(comment.at),
    })),
    ...votes.map(({ voter, comment, value, at }) => ({
      kind: kindOf('vote'),
      participant: people.get(voter) ?? 0,
      pseudonym: voter,
      statement: numberOf(comment),
      value,
      detail: '',
      at: instant(at),
    })),
  ];
  for (let from = 0; from < entries.length; from += BATCH) {
    const [first] = await store.append(number, entries.slice(from, from + BATCH), hashed);
    // Somebody took part in between: what is in the log would not be the export alone.
    if (first === undefined || first === 'behind' || first.position !== from + 1)
      throw new InputError(`${id}: somebody takes part at this moment; expected a conversation without any`);
  }
  return { number, statements, rejected: rejected.length, participants: people.size, votes: votes.length };
};
