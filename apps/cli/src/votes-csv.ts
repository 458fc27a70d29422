import { namesOf, voteTable, type VoteEntries, type VoteTable } from '@plenary/opinion';
import { readCsvTable, type OnLine } from './csv-lines.ts';
import { InputError } from './input.ts';

/** Most votes that are read from one file, re-votes included. */
export const VOTES_MAX = 10_000_000;
export const STATEMENTS_MAX = 100_000;
export const PARTICIPANTS_MAX = 2_000_000;

/** Columns of the wide layout that are no statements. */
export const ABOUT_PARTICIPANT = [
  'participant',
  'xid',
  'group-id',
  'n-comments',
  'n-votes',
  'n-agree',
  'n-disagree',
];
/** Votes as files write them. */
export const VALUES: ReadonlyMap<string, number> = new Map([
  ['1', 1],
  ['0', 0],
  ['-1', -1],
]);
export const A_VOTE = '1 (agree), 0 (pass) or -1 (disagree)';
const LAYOUTS = 'the columns comment-id, voter-id and vote, or participant and one column for each statement';

/** A whole number: an id, or milliseconds. */
export const WHOLE = /^\d{1,15}$/;

/** Ids by number where all are whole numbers, else by code points: the layout of a file does not change their order. */
export const inOrder = (ids: Iterable<string>): readonly string[] => {
  const all = [...ids];
  return all.every((id) => WHOLE.test(id))
    ? all.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
    : all.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
};

/** Room for votes without an object for each of them. */
const roomFor = (votes: number): Required<VoteEntries> => ({
  row: new Int32Array(votes),
  col: new Int32Array(votes),
  val: new Int8Array(votes),
  time: new Float64Array(votes),
});

/** Twice the room, with the same votes in it. */
const moreRoom = ({ row, col, val, time }: Required<VoteEntries>): Required<VoteEntries> => {
  const more = roomFor(Math.max(1_024, row.length * 2));
  more.row.set(row);
  more.col.set(col);
  more.val.set(val);
  more.time.set(time);
  return more;
};

const HOUR_MILLISECONDS = 3_600_000;

/** Votes as they come out of a file, by the places in which their ids first came. */
const gathered = (path: string) => {
  const participants = new Map<string, number>();
  const statements = new Map<string, number>();
  let votes = roomFor(0);
  let size = 0;
  const placeIn = (
    places: Map<string, number>,
    id: string,
    line: number,
    column: string,
    max: number,
  ): number => {
    const known = places.get(id);
    if (known !== undefined) return known;
    if (id === '') throw new InputError(`${path}:${line}: ${column}: expected an id, the cell is empty`);
    if (places.size === max)
      throw new InputError(`${path}:${line}: expected at most ${max} different ids in ${column}`);
    places.set(id, places.size);
    return places.size - 1;
  };
  return {
    participant: (id: string, line: number, column: string): number =>
      placeIn(participants, id, line, column, PARTICIPANTS_MAX),
    isKnownParticipant: (id: string): boolean => participants.has(id),
    statement: (id: string, line: number, column: string): number =>
      placeIn(statements, id, line, column, STATEMENTS_MAX),
    vote: (
      person: number,
      statement: number,
      cell: string,
      at: number,
      line: number,
      column: string,
    ): void => {
      const value = VALUES.get(cell);
      if (value === undefined)
        throw new InputError(
          `${path}:${line}: ${column}: expected ${A_VOTE}, there is "${cell.slice(0, 40)}"`,
        );
      if (size === VOTES_MAX)
        throw new InputError(`${path}:${line}: expected at most ${VOTES_MAX} votes in a file`);
      if (size === votes.row.length) votes = moreRoom(votes);
      votes.row[size] = person;
      votes.col[size] = statement;
      votes.val[size] = value;
      votes.time[size] = at;
      size += 1;
    },
    /** The hour in which each participant first voted. */
    hours: (): ReadonlyMap<string, number> => {
      const first = new Map<number, number>();
      for (let at = 0; at < size; at += 1) {
        const person = votes.row[at] ?? 0;
        const hour = Math.floor((votes.time[at] ?? 0) / HOUR_MILLISECONDS);
        first.set(person, Math.min(first.get(person) ?? hour, hour));
      }
      return new Map([...participants].map(([id, person]) => [id, first.get(person) ?? 0]));
    },
    table: (): VoteTable => {
      if (size === 0) throw new InputError(`${path}: expected at least one vote`);
      const people = namesOf(inOrder(participants.keys()));
      const items = namesOf(inOrder(statements.keys()));
      const personAt = Int32Array.from(participants.keys(), (id) => people.places.get(id) ?? 0);
      const itemAt = Int32Array.from(statements.keys(), (id) => items.places.get(id) ?? 0);
      return voteTable(people, items, {
        row: votes.row.subarray(0, size).map((place) => personAt[place] ?? 0),
        col: votes.col.subarray(0, size).map((place) => itemAt[place] ?? 0),
        val: votes.val.subarray(0, size),
        time: votes.time.subarray(0, size),
      });
    },
  };
};
type Gathered = ReturnType<typeof gathered>;

/** One vote a line; of several by one person on one statement the latest by `timestamp` counts, else the last line. */
const longLines = (path: string, columns: readonly string[], into: Gathered): OnLine => {
  const at = (name: string): number => columns.indexOf(name);
  const [person, statement, vote, timestamp] = [
    at('voter-id'),
    at('comment-id'),
    at('vote'),
    at('timestamp'),
  ];
  let order = 0;
  return (cells, line) => {
    order += 1;
    const when = timestamp < 0 ? String(order) : (cells[timestamp] ?? '').trim();
    if (!WHOLE.test(when))
      throw new InputError(
        `${path}:${line}: timestamp: expected a whole number of milliseconds, there is "${when.slice(0, 40)}"`,
      );
    into.vote(
      into.participant((cells[person] ?? '').trim(), line, 'voter-id'),
      into.statement((cells[statement] ?? '').trim(), line, 'comment-id'),
      (cells[vote] ?? '').trim(),
      Number(when),
      line,
      'vote',
    );
  };
};

/** One person a line, one statement a column; an empty cell is not seen. */
const wideLines = (path: string, columns: readonly string[], into: Gathered): OnLine => {
  const statements = columns.flatMap((name, at) => (ABOUT_PARTICIPANT.includes(name) ? [] : [{ name, at }]));
  if (statements.length === 0)
    throw new InputError(`${path}:1: expected a column for each statement beside participant`);
  const places = statements.map(({ name, at }) => ({
    name,
    at,
    place: into.statement(name, 1, `column ${at + 1}`),
  }));
  const person = columns.indexOf('participant');
  return (cells, line) => {
    const id = (cells[person] ?? '').trim();
    if (into.isKnownParticipant(id))
      throw new InputError(
        `${path}:${line}: participant: expected every participant once, ${id} stands twice`,
      );
    const place = into.participant(id, line, 'participant');
    for (const { name, at, place: statement } of places) {
      const cell = (cells[at] ?? '').trim();
      if (cell !== '') into.vote(place, statement, cell, line, line, `statement ${name}`);
    }
  };
};

/**
 * Votes from CSV in either layout, told apart by the heading. Participants and statements stand in the order of their
 * ids, so that both layouts of one conversation are one table.
 * @throws InputError with the line and what was expected
 */
export const readVotesCsv = async (path: string): Promise<VoteTable> => (await readVotes(path)).table;

/** Votes, and the hour in which each participant came where the file tells times. */
export interface TimedVotes {
  readonly table: VoteTable;
  readonly hours?: ReadonlyMap<string, number>;
}

/** The same with times. */
export const readVotes = async (path: string): Promise<TimedVotes> => {
  const into = gathered(path);
  let isTimed = false;
  await readCsvTable(path, (columns) => {
    if (['comment-id', 'voter-id', 'vote'].every((name) => columns.includes(name))) {
      isTimed = columns.includes('timestamp');
      return longLines(path, columns, into);
    }
    if (columns.includes('participant')) return wideLines(path, columns, into);
    throw new InputError(`${path}:1: expected ${LAYOUTS}`);
  });
  const table = into.table();
  return isTimed ? { table, hours: into.hours() } : { table };
};

/**
 * The place of a column.
 * @throws InputError where the heading has none of this name
 */
export const columnAt = (path: string, columns: readonly string[], name: string): number => {
  const at = columns.indexOf(name);
  if (at < 0) throw new InputError(`${path}:1: expected a column ${name}`);
  return at;
};

/**
 * Groups that are given: the group of each participant, from the columns `participant` and `group-id`; an empty group is
 * none. Other columns are passed over, so that a file of votes in the wide layout will do.
 * @throws InputError with the line
 */
export const readGroupsCsv = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const groups = new Map<string, string>();
  await readCsvTable(path, (columns) => {
    const [person, group] = [columnAt(path, columns, 'participant'), columnAt(path, columns, 'group-id')];
    const seen = new Set<string>();
    return (cells, line) => {
      const id = (cells[person] ?? '').trim();
      if (id === '') throw new InputError(`${path}:${line}: participant: expected an id, the cell is empty`);
      if (seen.has(id))
        throw new InputError(
          `${path}:${line}: participant: expected every participant once, ${id} stands twice`,
        );
      if (seen.size === PARTICIPANTS_MAX)
        throw new InputError(`${path}:${line}: expected at most ${PARTICIPANTS_MAX} participants`);
      seen.add(id);
      const name = (cells[group] ?? '').trim();
      if (name !== '') groups.set(id, name);
    };
  });
  return groups;
};

/**
 * Statements that are moderated out: those with -1 under `moderated` in a file with the columns `comment-id` and
 * `moderated`.
 * @throws InputError with the line
 */
export const readModeratedCsv = async (path: string): Promise<ReadonlySet<string>> => {
  const out = new Set<string>();
  await readCsvTable(path, (columns) => {
    const [statement, moderated] = [
      columnAt(path, columns, 'comment-id'),
      columnAt(path, columns, 'moderated'),
    ];
    return (cells, line) => {
      const word = (cells[moderated] ?? '').trim();
      if (!VALUES.has(word))
        throw new InputError(
          `${path}:${line}: moderated: expected 1 (accepted), 0 (not judged) or -1 (rejected), there is "${word.slice(0, 40)}"`,
        );
      if (word === '-1') out.add((cells[statement] ?? '').trim());
    };
  });
  return out;
};

/**
 * Participants whose votes are left out: the column `participant`; other columns are passed over. Nobody is an answer too.
 * @throws InputError with the line
 */
export const readAsideCsv = async (path: string): Promise<ReadonlySet<string>> => {
  const out = new Set<string>();
  await readCsvTable(path, (columns) => {
    const person = columnAt(path, columns, 'participant');
    return (cells, line) => {
      const id = (cells[person] ?? '').trim();
      if (id === '') throw new InputError(`${path}:${line}: participant: expected an id, the cell is empty`);
      if (out.size === PARTICIPANTS_MAX)
        throw new InputError(`${path}:${line}: expected at most ${PARTICIPANTS_MAX} participants`);
      out.add(id);
    };
  });
  return out;
};
