import { extendedNames, namesOf, type Names } from './names.ts';

/** What a person may say to a statement: disagree, pass, agree. */
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
 * participants × statements. Never changed once made.
 */
export interface VoteTable {
  readonly participants: Names;
  readonly statements: Names;
  readonly ptr: Int32Array;
  readonly col: Int32Array;
  readonly val: Int8Array;
}

/** Votes as they came: places of participant and statement, what was said, and when where that is known. */
export interface VoteEntries {
  readonly row: Int32Array;
  readonly col: Int32Array;
  readonly val: Int8Array;
  /** Milliseconds or any other number that grows with time; without it the order of the entries is that of time. */
  readonly time?: Float64Array;
}

export const EMPTY_TABLE: VoteTable = {
  participants: namesOf([]),
  statements: namesOf([]),
  ptr: new Int32Array(1),
  col: new Int32Array(0),
  val: new Int8Array(0),
};

/** The entries in the order of their keys, equal ones as they stood in `order`. */
const sortedBy = (order: Int32Array, keys: Int32Array, count: number): Int32Array => {
  const next = new Int32Array(count + 1);
  for (const key of keys) next[key + 1] = (next[key + 1] ?? 0) + 1;
  for (let key = 0; key < count; key += 1) next[key + 1] = (next[key + 1] ?? 0) + (next[key] ?? 0);
  const sorted = new Int32Array(order.length);
  for (const entry of order) {
    const key = keys[entry] ?? 0;
    const place = next[key] ?? 0;
    sorted[place] = entry;
    next[key] = place + 1;
  }
  return sorted;
};

/** OPI-1: the table of these votes; of several on one statement the latest counts, of equal times the last one. */
export const voteTable = (
  participants: Names,
  statements: Names,
  { row, col, val, time }: VoteEntries,
): VoteTable => {
  const asTheyCame = Int32Array.from(row, (_, entry) => entry);
  const order = sortedBy(sortedBy(asTheyCame, col, statements.ids.length), row, participants.ids.length);
  const table = {
    ptr: new Int32Array(participants.ids.length + 1),
    col: new Int32Array(order.length),
    val: new Int8Array(order.length),
  };
  let size = 0;
  for (let at = 0; at < order.length;) {
    let latest = order[at] ?? 0;
    const [person, statement] = [row[latest] ?? 0, col[latest] ?? 0];
    for (at += 1; at < order.length; at += 1) {
      const entry = order[at] ?? 0;
      if (row[entry] !== person || col[entry] !== statement) break;
      if (time === undefined || (time[entry] ?? 0) >= (time[latest] ?? 0)) latest = entry;
    }
    table.col[size] = statement;
    table.val[size] = val[latest] ?? 0;
    size += 1;
    table.ptr[person + 1] = size;
  }
  // A participant without votes ends where the one before ends.
  for (let place = 1; place < table.ptr.length; place += 1)
    table.ptr[place] = Math.max(table.ptr[place] ?? 0, table.ptr[place - 1] ?? 0);
  return {
    participants,
    statements,
    ptr: table.ptr,
    col: table.col.slice(0, size),
    val: table.val.slice(0, size),
  };
};

/** Behind every statement. */
const BEHIND = 0x7fffffff;

/** Two tables of the same names as one; where both have a vote, that of the second counts. */
const merged = (first: VoteTable, second: VoteTable): VoteTable => {
  const { ptr: firstPtr, col: firstCol, val: firstVal } = first;
  const { ptr: secondPtr, col: secondCol, val: secondVal } = second;
  const ptr = new Int32Array(secondPtr.length);
  const col = new Int32Array(firstCol.length + secondCol.length);
  const val = new Int8Array(col.length);
  // Who is new has no earlier votes.
  const known = firstPtr.length - 1;
  let size = 0;
  for (let place = 0; place + 1 < ptr.length; place += 1) {
    let at = firstPtr[Math.min(place, known)] ?? 0;
    let changed = secondPtr[place] ?? 0;
    const end = firstPtr[Math.min(place + 1, known)] ?? 0;
    const last = secondPtr[place + 1] ?? 0;
    while (changed < last) {
      const before = at < end ? (firstCol[at] ?? 0) : BEHIND;
      const statement = secondCol[changed] ?? 0;
      if (before <= statement) at += 1;
      if (before < statement) {
        col[size] = before;
        val[size] = firstVal[at - 1] ?? 0;
      } else {
        col[size] = statement;
        val[size] = secondVal[changed] ?? 0;
        changed += 1;
      }
      size += 1;
    }
    for (; at < end; at += 1) {
      col[size] = firstCol[at] ?? 0;
      val[size] = firstVal[at] ?? 0;
      size += 1;
    }
    ptr[place + 1] = size;
  }
  return { ...second, ptr, col: col.subarray(0, size), val: val.subarray(0, size) };
};

/** OPI-1: the table after these votes, in their order; new participants and statements stand behind the known ones. */
export const withVotes = (table: VoteTable, votes: readonly Vote[]): VoteTable => {
  const participants = extendedNames(
    table.participants,
    votes.map(({ participant }) => participant),
  );
  const statements = extendedNames(
    table.statements,
    votes.map(({ statement }) => statement),
  );
  const changed = voteTable(participants.names, statements.names, {
    row: participants.places,
    col: statements.places,
    val: Int8Array.from(votes, ({ value }) => value),
  });
  return merged(table, changed);
};

/** Number of statements a participant voted on. */
export const votesOf = ({ ptr }: VoteTable, participant: number): number =>
  (ptr[participant + 1] ?? 0) - (ptr[participant] ?? 0);
