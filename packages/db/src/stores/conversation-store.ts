import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import { rootCause, type Database } from '../database.ts';
import { conversationBatches } from '../schema/conversation-batches.ts';
import { conversationEntries } from '../schema/conversation-entries.ts';
import { conversationLeavers } from '../schema/conversation-leavers.ts';
import { conversationParticipants } from '../schema/conversation-participants.ts';
import { conversations } from '../schema/conversations.ts';
import { conversationWords } from '../schema/conversation-words.ts';

/** Number by which the rows of a conversation know it. */
export type ConversationNumber = number;

/** Kinds of entries as numbers; votes are by far the most. */
const VOTE = 0;

/** A conversation and the end of its log. */
export interface ConversationHead {
  readonly number: ConversationNumber;
  readonly deliberation: string;
  readonly conversation: string;
  readonly position: number;
  readonly statements: number;
  readonly participants: number;
  readonly hash: string;
}

/** Who takes part. */
export interface Participant {
  readonly number: number;
  readonly pseudonym: string;
  /** The group that the participant declared to be in. */
  readonly declared?: string;
}

/** What leads from a participant to a person: an account, or the hash of what the browser keeps. */
export type ParticipantKey = { readonly account: string } | { readonly tokenHash: string };

/** An entry on its way into the log; a statement without a number is given the next one. */
export interface NewConversationEntry {
  readonly kind: number;
  readonly participant?: number;
  readonly pseudonym: string;
  readonly statement?: number;
  readonly value?: number;
  readonly detail: string;
  readonly at: string;
  /** Of a statement: how many were known when its words were compared with theirs; with more it is not taken. */
  readonly statementsKnown?: number;
  /** Of what is no vote: the position of the last entry that is none and that it was checked against; after more it is not taken. */
  readonly saidKnown?: number;
  /** Words to which `detail` commits, kept apart because they can be erased. */
  readonly words?: { readonly text: string; readonly salt: Uint8Array };
}

/** An entry with its place. */
export interface StoredConversationEntry {
  readonly position: number;
  readonly kind: number;
  readonly participant?: number;
  /** Empty where those who moderate did it. */
  readonly pseudonym: string;
  readonly statement: number;
  readonly value: number | null;
  readonly detail: string;
  readonly at: string;
}

/** So many entries of a kind one participant may add after an instant, whichever node takes them. */
export interface ParticipantLimit {
  readonly kind: number;
  readonly since: string;
  readonly max: number;
}

/** Logs of conversations. What was appended is never changed; words and what leads to a person can be erased. */
export interface ConversationStore {
  /** The conversation of this name, made when it is not there yet; `hash` is that before any entry. */
  readonly open: (deliberation: string, conversation: string, hash: string) => Promise<ConversationHead>;
  readonly heads: () => Promise<readonly ConversationHead[]>;
  /**
   * Lets somebody take part; who does already is given back. Undefined when the proof was used before, `left` when somebody
   * with the same mark had what leads to them erased: their votes stay, and are one voice.
   */
  readonly join: (
    conversation: ConversationNumber,
    joining: {
      readonly key: ParticipantKey;
      readonly pseudonym: string;
      readonly proof?: string;
      readonly mark?: string;
      readonly declared?: string;
      readonly at: string;
    },
  ) => Promise<Participant | 'left' | undefined>;
  readonly participant: (
    conversation: ConversationNumber,
    key: ParticipantKey,
  ) => Promise<Participant | undefined>;
  /** Accounts of participants by their pseudonyms; who was not signed in, or is erased, is absent. */
  readonly accountsOf: (
    conversation: ConversationNumber,
    pseudonyms: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** Participants after a number, in order. */
  readonly participants: (
    conversation: ConversationNumber,
    after: number,
    limit: number,
  ) => Promise<readonly Participant[]>;
  /**
   * Appends entries as one batch, all durable when it resolves, and gives each with its place, or undefined for one
   * with which its participant would pass a limit, or `behind` for one that was not checked against all that stands. Writers of
   * one conversation take turns, so that a limit holds over all nodes. `hashed` gives the hash of the chain with the entries that
   * are taken.
   */
  readonly append: (
    conversation: ConversationNumber,
    entries: readonly NewConversationEntry[],
    hashed: (before: string, entries: readonly StoredConversationEntry[]) => string,
    limits?: readonly ParticipantLimit[],
  ) => Promise<readonly (StoredConversationEntry | 'behind' | undefined)[]>;
  /** Entries after a position in order; of the votes none, or all kinds. */
  readonly read: (
    conversation: ConversationNumber,
    after: number,
    limit: number,
    kinds?: 'said' | 'all',
  ) => Promise<readonly StoredConversationEntry[]>;
  readonly batches: (
    conversation: ConversationNumber,
  ) => Promise<readonly { readonly position: number; readonly hash: string }[]>;
  /** Words by the positions of their entries; what was erased is absent. */
  readonly words: (
    conversation: ConversationNumber,
    positions: readonly number[],
  ) => Promise<ReadonlyMap<number, { readonly text: string; readonly salt: Uint8Array }>>;
  /** The latest vote of a participant on each statement. */
  readonly votesOf: (
    conversation: ConversationNumber,
    participant: number,
  ) => Promise<ReadonlyMap<number, number>>;
  /**
   * Erases what leads from a participant to a person, and the words of these entries. The proof stays: it leads to nobody.
   * A mark, by which this service alone knows an account again, is kept apart from the participant.
   */
  readonly erase: (
    conversation: ConversationNumber,
    participant: number,
    positions: readonly number[],
    mark?: string,
  ) => Promise<void>;
}

/** Rows that a driver answered with, under the name that both give them. */
const rowsOf = (answer: unknown): readonly Readonly<Record<string, unknown>>[] => {
  const { rows } = answer as { readonly rows: readonly Readonly<Record<string, unknown>>[] };
  return rows;
};

const hex = (value: Uint8Array): string =>
  Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');

const UNIQUE = '23505';

const byKey = (conversation: ConversationNumber, key: ParticipantKey) =>
  and(
    eq(conversationParticipants.conversation, conversation),
    'account' in key
      ? eq(conversationParticipants.account, key.account)
      : eq(conversationParticipants.tokenHash, key.tokenHash),
  );

const participantOf = (row: {
  readonly number: number;
  readonly pseudonym: string;
  readonly declared: string | null;
}): Participant => ({
  number: row.number,
  pseudonym: row.pseudonym,
  ...(row.declared === null ? {} : { declared: row.declared }),
});

const headOf = (row: typeof conversations.$inferSelect): ConversationHead => {
  const { id, ...rest } = row;
  return { number: id, ...rest };
};

/** CVS-6: for each entry whether its participant has, with those before it in the batch, passed a limit. */
const overLimit = async (
  db: Pick<Database, 'execute'>,
  conversation: ConversationNumber,
  entries: readonly NewConversationEntry[],
  limits: readonly ParticipantLimit[],
): Promise<readonly boolean[]> => {
  const isOver = entries.map(() => false);
  for (const { kind, since, max } of limits) {
    const limited = entries.flatMap(({ kind: own, participant }) =>
      own === kind && participant !== undefined ? [participant] : [],
    );
    if (limited.length === 0) continue;
    // The kind stands in the words of the statement: the index on votes holds for that number alone.
    const rows = rowsOf(
      await db.execute(sql`
        select participant, count(*)::integer as count from conversation_entries
        where conversation = ${conversation} and kind = ${sql.raw(String(kind))} and at > ${since}::timestamptz
          and participant = any(${`{${[...new Set(limited)].join()}}`}::integer[])
        group by participant`),
    );
    const counts = new Map(rows.map(({ participant, count }) => [Number(participant), Number(count)]));
    entries.forEach(({ kind: own, participant }, place) => {
      if (own !== kind || participant === undefined) return;
      const count = (counts.get(participant) ?? 0) + 1;
      if (count > max) isOver[place] = true;
      else counts.set(participant, count);
    });
  }
  return isOver;
};

/** Position of the last entry that is no vote; 0 before any. */
const lastSaid = async (db: Pick<Database, 'execute'>, conversation: ConversationNumber): Promise<number> => {
  const [row] = rowsOf(
    await db.execute(sql`
      select coalesce(max(position), 0)::integer as position from conversation_entries
      where conversation = ${conversation} and kind <> 0`),
  );
  return Number(row?.['position'] ?? 0);
};

/**
 * CVS-7, CVS-155: which entries were checked against less than stands when they would be taken: statements against fewer
 * statements, anything else that is no vote against less that was said. The row of the conversation is held.
 */
const behind = (
  entries: readonly NewConversationEntry[],
  isOver: readonly boolean[],
  standing: { readonly statements: number; readonly said: number },
): readonly boolean[] => {
  let { statements, said } = standing;
  return entries.map(({ kind, statement, statementsKnown, saidKnown }, place) => {
    if (isOver[place] === true) return false;
    if (statement === undefined && statementsKnown !== undefined && statementsKnown < statements) return true;
    if (saidKnown !== undefined && saidKnown < said) return true;
    if (statement === undefined) statements += 1;
    // What follows in the same batch was checked against none of it.
    if (kind !== VOTE) said = Number.POSITIVE_INFINITY;
    return false;
  });
};

type InTransaction = Pick<Database, 'select'>;
/** Whoever joins or leaves this conversation takes turns from here to the end of the transaction. */
const lock = async (db: InTransaction, conversation: ConversationNumber): Promise<void> => {
  await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.id, conversation))
    .for('update');
};
const hasLeft = async (
  db: InTransaction,
  conversation: ConversationNumber,
  mark: string,
): Promise<boolean> => {
  const rows = await db
    .select({ mark: conversationLeavers.mark })
    .from(conversationLeavers)
    .where(and(eq(conversationLeavers.conversation, conversation), eq(conversationLeavers.mark, mark)));
  return rows.length > 0;
};

export const conversationStore = (db: Database): ConversationStore => {
  const find = async (deliberation: string, conversation: string): Promise<ConversationHead | undefined> => {
    const [row] = await db
      .select()
      .from(conversations)
      .where(and(eq(conversations.deliberation, deliberation), eq(conversations.conversation, conversation)));
    return row === undefined ? undefined : headOf(row);
  };
  const participant: ConversationStore['participant'] = async (conversation, key) => {
    const [row] = await db.select().from(conversationParticipants).where(byKey(conversation, key));
    return row === undefined ? undefined : participantOf(row);
  };

  return {
    open: async (deliberation, conversation, hash) => {
      const known = await find(deliberation, conversation);
      if (known !== undefined) return known;
      await db
        .insert(conversations)
        .values({ deliberation, conversation, position: 0, statements: 0, participants: 0, hash })
        .onConflictDoNothing();
      const made = await find(deliberation, conversation);
      if (made === undefined)
        throw new Error(`the conversation ${deliberation}/${conversation} was not made`);
      return made;
    },
    heads: async () => (await db.select().from(conversations).orderBy(asc(conversations.id))).map(headOf),
    join: async (conversation, { key, pseudonym, proof, mark, declared, at }) => {
      const known = await participant(conversation, key);
      if (known !== undefined) return known;
      try {
        return await db.transaction(async (transaction) => {
          await lock(transaction, conversation);
          if (mark !== undefined && (await hasLeft(transaction, conversation, mark))) return 'left';
          const [counted] = await transaction
            .update(conversations)
            .set({ participants: sql`${conversations.participants} + 1` })
            .where(eq(conversations.id, conversation))
            .returning({ number: conversations.participants });
          if (counted === undefined) throw new Error(`there is no conversation ${conversation}`);
          await transaction.insert(conversationParticipants).values({
            conversation,
            number: counted.number,
            pseudonym,
            account: 'account' in key ? key.account : null,
            tokenHash: 'tokenHash' in key ? key.tokenHash : null,
            proof: proof ?? null,
            declared: declared ?? null,
            joinedAt: new Date(at),
          });
          return { number: counted.number, pseudonym, ...(declared === undefined ? {} : { declared }) };
        });
      } catch (error) {
        // Somebody joined from two tabs at once, or the proof was used before.
        if (rootCause(error).code !== UNIQUE) throw error;
        return participant(conversation, key);
      }
    },
    participant,
    accountsOf: async (conversation, pseudonyms) => {
      if (pseudonyms.length === 0) return new Map();
      const { pseudonym, account } = conversationParticipants;
      const rows = await db
        .select({ pseudonym, account })
        .from(conversationParticipants)
        .where(
          and(eq(conversationParticipants.conversation, conversation), inArray(pseudonym, [...pseudonyms])),
        );
      return new Map(rows.flatMap((row) => (row.account === null ? [] : [[row.pseudonym, row.account]])));
    },
    participants: async (conversation, after, limit) =>
      (
        await db
          .select()
          .from(conversationParticipants)
          .where(
            and(
              eq(conversationParticipants.conversation, conversation),
              gt(conversationParticipants.number, after),
            ),
          )
          .orderBy(asc(conversationParticipants.number))
          .limit(limit)
      ).map(participantOf),
    append: async (conversation, given, hashed, limits = []) => {
      if (given.length === 0) return [];
      return db.transaction(async (transaction) => {
        const [head] = await transaction
          .select()
          .from(conversations)
          .where(eq(conversations.id, conversation))
          .for('update');
        if (head === undefined) throw new Error(`there is no conversation ${conversation}`);
        const isOver = await overLimit(transaction, conversation, given, limits);
        const isCompared = given.some(({ saidKnown }) => saidKnown !== undefined);
        const said = isCompared ? await lastSaid(transaction, conversation) : 0;
        const isBehind = behind(given, isOver, { statements: head.statements, said });
        const leftOut = given.map((_, place) => (isOver[place] ? undefined : ('behind' as const)));
        const entries = given.filter((_, place) => !isOver[place] && !isBehind[place]);
        if (entries.length === 0) return leftOut;
        let { position, statements } = head;
        const stored = entries.map((entry): StoredConversationEntry => {
          position += 1;
          if (entry.statement === undefined) statements += 1;
          const { kind, participant: by, pseudonym, detail, at } = entry;
          return {
            position,
            kind,
            ...(by === undefined ? {} : { participant: by }),
            pseudonym,
            statement: entry.statement ?? statements,
            value: entry.value ?? null,
            detail,
            at,
          };
        });
        const hash = hashed(head.hash, stored);
        const rows = stored.map((entry) => ({ ...entry, participant: entry.participant ?? null }));
        await transaction.execute(sql`
          insert into conversation_entries (conversation, position, kind, participant, statement, value, detail, at)
          select ${conversation}, e.position, e.kind, e.participant, e.statement, e.value, e.detail, e.at
          from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as e (
            position integer, kind smallint, participant integer, statement integer, value smallint, detail text, at timestamptz)`);
        const words = entries.flatMap((entry, place) =>
          entry.words === undefined
            ? []
            : [
                {
                  position: head.position + place + 1,
                  words: entry.words.text,
                  salt: hex(entry.words.salt),
                },
              ],
        );
        if (words.length > 0)
          await transaction.execute(sql`
            insert into conversation_words (conversation, position, words, salt)
            select ${conversation}, w.position, w.words, decode(w.salt, 'hex')
            from jsonb_to_recordset(${JSON.stringify(words)}::text::jsonb) as w (position integer, words text, salt text)`);
        await transaction.insert(conversationBatches).values({ conversation, position, hash });
        await transaction
          .update(conversations)
          .set({ position, statements, hash })
          .where(eq(conversations.id, conversation));
        let taken = 0;
        return leftOut.map((missing, place) =>
          isOver[place] || isBehind[place] ? missing : stored[taken++],
        );
      });
    },
    read: async (conversation, after, limit, kinds = 'all') => {
      const rows = await db
        .select({
          position: conversationEntries.position,
          kind: conversationEntries.kind,
          participant: conversationEntries.participant,
          pseudonym: conversationParticipants.pseudonym,
          statement: conversationEntries.statement,
          value: conversationEntries.value,
          detail: conversationEntries.detail,
          at: conversationEntries.at,
        })
        .from(conversationEntries)
        .leftJoin(
          conversationParticipants,
          and(
            eq(conversationParticipants.conversation, conversationEntries.conversation),
            eq(conversationParticipants.number, conversationEntries.participant),
          ),
        )
        .where(
          and(
            eq(conversationEntries.conversation, conversation),
            gt(conversationEntries.position, after),
            kinds === 'said' ? ne(conversationEntries.kind, VOTE) : undefined,
          ),
        )
        .orderBy(asc(conversationEntries.position))
        .limit(limit);
      return rows.map(({ participant: by, pseudonym, at, ...row }) => ({
        ...row,
        ...(by === null ? {} : { participant: by }),
        pseudonym: pseudonym ?? '',
        at: at.toISOString(),
      }));
    },
    batches: async (conversation) =>
      db
        .select({ position: conversationBatches.position, hash: conversationBatches.hash })
        .from(conversationBatches)
        .where(eq(conversationBatches.conversation, conversation))
        .orderBy(asc(conversationBatches.position)),
    words: async (conversation, positions) => {
      if (positions.length === 0) return new Map();
      const rows = await db
        .select()
        .from(conversationWords)
        .where(
          and(
            eq(conversationWords.conversation, conversation),
            inArray(conversationWords.position, [...positions]),
          ),
        );
      return new Map(
        rows.map(({ position, words, salt }) => [position, { text: words, salt: new Uint8Array(salt) }]),
      );
    },
    votesOf: async (conversation, number) => {
      const rows = rowsOf(
        await db.execute(sql`
          select distinct on (statement) statement, value from conversation_entries
          where conversation = ${conversation} and participant = ${number} and kind = 0
          order by statement, position desc`),
      );
      return new Map(rows.map(({ statement, value }) => [Number(statement), Number(value)]));
    },
    erase: async (conversation, number, positions, mark) => {
      await db.transaction(async (transaction) => {
        // Nobody joins between the account being free and its mark being kept.
        await lock(transaction, conversation);
        if (mark !== undefined)
          await transaction.insert(conversationLeavers).values({ conversation, mark }).onConflictDoNothing();
        await transaction
          .update(conversationParticipants)
          .set({ account: null, tokenHash: null })
          .where(
            and(
              eq(conversationParticipants.conversation, conversation),
              eq(conversationParticipants.number, number),
            ),
          );
        if (positions.length > 0)
          await transaction
            .delete(conversationWords)
            .where(
              and(
                eq(conversationWords.conversation, conversation),
                inArray(conversationWords.position, [...positions]),
              ),
            );
      });
    },
  };
};
