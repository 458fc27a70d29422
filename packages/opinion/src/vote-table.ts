/** What a person may say to a statement. */
export type VoteValue = -1 | 0 | 1;

/** One vote; of several by one participant on one statement the latest counts. */
export interface Vote {
  readonly participant: string;
  readonly statement: string;
  readonly value: VoteValue;
}

/**
 * The current votes, row by row: the votes of participant `i` are the entries `ptr[i]` to `ptr[i + 1]`, with the places
 * of their statements ascending in `col` and what was said in `val`. Memory grows with the votes, never with
 * participants × statements.
 */
export interface VoteTable {
  /** Ids by place, in the order in which they came. */
  readonly participants: readonly string[];
  readonly statements: readonly string[];
  readonly ptr: Int32Array;
  readonly col: Int32Array;
  readonly val: Int8Array;
}

export const EMPTY_TABLE: VoteTable = {
  participants: [],
  statements: [],
  ptr: new Int32Array(1),
  col: new Int32Array(0),
  val: new Int8Array(0),
};

/** Places of ids, with new ones behind the old in the order in which they come. */
const extend = (known: readonly string[], ids: Iterable<string>) => {
  const places = new Map(known.map((id, place) => [id, place]));
  const all = [...known];
  for (const id of ids)
    if (!places.has(id)) {
      places.set(id, all.length);
      all.push(id);
    }
  return { all, places };
};

/** The changed votes of each participant, the latest of each statement, with ascending statements. */
const changedRows = (
  votes: readonly Vote[],
  participants: ReadonlyMap<string, number>,
  statements: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly (readonly [number, VoteValue])[]> => {
  const rows = new Map<number, Map<number, VoteValue>>();
  for (const { participant, statement, value } of votes) {
    const place = participants.get(participant) ?? 0;
    const row = rows.get(place) ?? new Map<number, VoteValue>();
    rows.set(place, row.set(statements.get(statement) ?? 0, value));
  }
  return new Map([...rows].map(([place, row]) => [place, [...row].sort(([a], [b]) => a - b)]));
};

/** Two ascending rows as one; where both have a statement, the second counts. */
const mergedRow = (
  { ptr, col, val }: VoteTable,
  place: number,
  changed: readonly (readonly [number, VoteValue])[],
  push: (statement: number, value: number) => void,
): void => {
  let at = ptr[place] ?? 0;
  const end = ptr[place + 1] ?? at;
  for (const [statement, value] of changed) {
    for (; at < end && (col[at] ?? 0) < statement; at += 1) push(col[at] ?? 0, val[at] ?? 0);
    if (at < end && col[at] === statement) at += 1;
    push(statement, value);
  }
  for (; at < end; at += 1) push(col[at] ?? 0, val[at] ?? 0);
};

/** OPI-1: the table after these votes; what they do not touch is copied as it was. */
export const withVotes = (table: VoteTable, votes: readonly Vote[]): VoteTable => {
  const participants = extend(
    table.participants,
    votes.map(({ participant }) => participant),
  );
  const statements = extend(
    table.statements,
    votes.map(({ statement }) => statement),
  );
  const changed = changedRows(votes, participants.places, statements.places);
  const room = table.col.length + votes.length;
  const [col, val] = [new Int32Array(room), new Int8Array(room)];
  const ptr = new Int32Array(participants.all.length + 1);
  let size = 0;
  const push = (statement: number, value: number): void => {
    col[size] = statement;
    val[size] = value;
    size += 1;
  };
  const known = table.participants.length;
  for (let place = 0; place < participants.all.length; place += 1) {
    const row = changed.get(place);
    // A new participant's row begins empty: behind the last one there is nothing to merge with.
    if (row !== undefined) mergedRow(table, Math.min(place, known), row, push);
    else {
      const [from, to] = [table.ptr[place] ?? 0, table.ptr[place + 1] ?? 0];
      col.set(table.col.subarray(from, to), size);
      val.set(table.val.subarray(from, to), size);
      size += to - from;
    }
    ptr[place + 1] = size;
  }
  return {
    participants: participants.all,
    statements: statements.all,
    ptr,
    col: col.slice(0, size),
    val: val.slice(0, size),
  };
};

/** Number of statements a participant voted on. */
export const votesOf = ({ ptr }: VoteTable, participant: number): number =>
  (ptr[participant + 1] ?? 0) - (ptr[participant] ?? 0);

/** Least number of votes with which a participant is placed, unless a body decides otherwise. */
export const VOTES_MIN = 7;

/**
 * OPI-2: participants with enough votes to be placed, ascending: at least `votesMin`, or all statements where there are
 * fewer. Who was placed before stays.
 */
export const placedParticipants = (
  table: VoteTable,
  votesMin = VOTES_MIN,
  before: ReadonlySet<string> = new Set(),
): Int32Array => {
  const least = Math.min(votesMin, table.statements.length);
  return Int32Array.from(
    table.participants.flatMap((id, place) =>
      (least > 0 && votesOf(table, place) >= least) || before.has(id) ? [place] : [],
    ),
  );
};
