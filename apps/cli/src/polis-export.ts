import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasHiddenSigns, statementText } from '@plenary/consensus';
import { LIMITS } from '@plenary/protocol';
import { readCsvTable } from './csv-lines.ts';
import { InputError } from './input.ts';
import {
  A_VOTE,
  ABOUT_PARTICIPANT,
  columnAt,
  inOrder,
  PARTICIPANTS_MAX,
  readGroupsCsv,
  VALUES,
  VOTES_MAX,
  WHOLE,
} from './votes-csv.ts';

/** A statement of an export. */
export interface PolisComment {
  readonly id: string;
  readonly text: string;
  readonly isRejected: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A vote of an export, changed ones included. */
export interface PolisVote {
  readonly voter: string;
  readonly comment: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the files of one conversation say. */
export interface PolisExport {
  /** In the order of their ids. */
  readonly comments: readonly PolisComment[];
  /** In the order of time. */
  readonly votes: readonly PolisVote[];
  /** The group that the export gives to a participant. */
  readonly groups: ReadonlyMap<string, string>;
  /** Those groups, in the order of their ids. */
  readonly groupIds: readonly string[];
}

/** A pseudonym of the export: it stands in open data and in the log as it is. */
const PSEUDONYM = /^[\p{L}\p{N}._-]{1,64}$/u;
const HOLDS_MAX = 40;

/** A file of an export, packed or not. */
export const polisFile = (folder: string, name: string): string => {
  const path = join(folder, name);
  return !existsSync(path) && existsSync(`${path}.gz`) ? `${path}.gz` : path;
};

/** A cell that cannot be used. */
const wrong = (path: string, line: number, column: string, expected: string, cell: string): InputError =>
  new InputError(`${path}:${line}: ${column}: expected ${expected}, there is "${cell.slice(0, HOLDS_MAX)}"`);

const instantIn = (path: string, line: number, cell: string): number => {
  if (!WHOLE.test(cell)) throw wrong(path, line, 'timestamp', 'a whole number of milliseconds', cell);
  return Number(cell);
};
const voteIn = (path: string, line: number, column: string, cell: string): number => {
  const value = VALUES.get(cell);
  if (value === undefined) throw wrong(path, line, column, A_VOTE, cell);
  return value;
};
const voterIn = (path: string, line: number, column: string, cell: string): string => {
  if (!PSEUDONYM.test(cell))
    throw wrong(path, line, column, 'an id of up to 64 letters, digits and . _ -', cell);
  return cell;
};

const readComments = async (path: string): Promise<ReadonlyMap<string, PolisComment>> => {
  const comments = new Map<string, PolisComment>();
  await readCsvTable(path, (columns) => {
    const [id, body, timestamp, moderated] = [
      columnAt(path, columns, 'comment-id'),
      columnAt(path, columns, 'comment-body'),
      columnAt(path, columns, 'timestamp'),
      columnAt(path, columns, 'moderated'),
    ];
    return (cells, line) => {
      const cellAt = (column: number): string => (cells[column] ?? '').trim();
      const comment = cellAt(id);
      if (!WHOLE.test(comment)) throw wrong(path, line, 'comment-id', 'a whole number', comment);
      if (comments.has(comment))
        throw new InputError(`${path}:${line}: comment-id: expected every id once, ${comment} stands twice`);
      if (comments.size === LIMITS.STATEMENTS_MAX)
        throw new InputError(`${path}:${line}: expected at most ${LIMITS.STATEMENTS_MAX} statements`);
      const text = statementText(cells[body] ?? '');
      if (text === '' || text.length > LIMITS.STATEMENT_CHARACTERS_MAX || hasHiddenSigns(text))
        throw wrong(
          path,
          line,
          'comment-body',
          `1 to ${LIMITS.STATEMENT_CHARACTERS_MAX} characters without hidden signs`,
          text,
        );
      const word = cellAt(moderated);
      if (!VALUES.has(word))
        throw wrong(path, line, 'moderated', '1 (accepted), 0 (not judged) or -1 (rejected)', word);
      comments.set(comment, {
        id: comment,
        text,
        isRejected: word === '-1',
        at: instantIn(path, line, cellAt(timestamp)),
      });
    };
  });
  if (comments.size === 0) throw new InputError(`${path}: expected at least one statement`);
  return comments;
};

/** Votes as they come out of a file, on statements that are there and within the limits. */
const votesOf = (path: string, comments: ReadonlyMap<string, PolisComment>) => {
  const votes: PolisVote[] = [];
  const voters = new Set<string>();
  return {
    votes,
    add: (vote: PolisVote, line: number): void => {
      if (!comments.has(vote.comment))
        throw wrong(path, line, 'comment-id', 'a statement of comments.csv', vote.comment);
      if (votes.length === VOTES_MAX)
        throw new InputError(`${path}:${line}: expected at most ${VOTES_MAX} votes`);
      voters.add(vote.voter);
      if (voters.size > PARTICIPANTS_MAX)
        throw new InputError(`${path}:${line}: expected at most ${PARTICIPANTS_MAX} participants`);
      votes.push(vote);
    },
  };
};

/** Every vote with its time, in the order of time; at one time in the order of the file. */
const readEveryVote = async (
  path: string,
  comments: ReadonlyMap<string, PolisComment>,
): Promise<readonly PolisVote[]> => {
  const { votes, add } = votesOf(path, comments);
  await readCsvTable(path, (columns) => {
    const [voter, comment, vote, timestamp] = [
      columnAt(path, columns, 'voter-id'),
      columnAt(path, columns, 'comment-id'),
      columnAt(path, columns, 'vote'),
      columnAt(path, columns, 'timestamp'),
    ];
    return (cells, line) => {
      const cellAt = (column: number): string => (cells[column] ?? '').trim();
      add(
        {
          voter: voterIn(path, line, 'voter-id', cellAt(voter)),
          comment: cellAt(comment),
          value: voteIn(path, line, 'vote', cellAt(vote)),
          at: instantIn(path, line, cellAt(timestamp)),
        },
        line,
      );
    };
  });
  return votes.toSorted((a, b) => a.at - b.at);
};

/** Current votes of everybody, of which no time is known: they stand at that of the last statement. */
const readCurrentVotes = async (
  path: string,
  comments: ReadonlyMap<string, PolisComment>,
): Promise<readonly PolisVote[]> => {
  const { votes, add } = votesOf(path, comments);
  const at = [...comments.values()].reduce((last, comment) => Math.max(last, comment.at), 0);
  await readCsvTable(path, (columns) => {
    const person = columnAt(path, columns, 'participant');
    const statements = columns.flatMap((id, place) =>
      ABOUT_PARTICIPANT.includes(id) ? [] : [{ id, place }],
    );
    for (const { id } of statements)
      if (!comments.has(id)) throw wrong(path, 1, 'heading', 'statements of comments.csv', id);
    return (cells, line) => {
      const voter = voterIn(path, line, 'participant', (cells[person] ?? '').trim());
      for (const { id, place } of statements) {
        const cell = (cells[place] ?? '').trim();
        if (cell === '') continue;
        add({ voter, comment: id, value: voteIn(path, line, `statement ${id}`, cell), at }, line);
      }
    };
  });
  return votes;
};

/**
 * Reads the export of a Polis conversation: `comments.csv`, and `votes.csv` (every vote) or `participants-votes.csv`
 * (current votes and groups), of which one may be absent. A file may be packed (`.gz`). All is read before anything is
 * answered, so that whoever writes it writes the whole.
 * @throws InputError with file, line and what was expected
 */
export const readPolisExport = async (folder: string): Promise<PolisExport> => {
  const [everyVote, participants] = [
    polisFile(folder, 'votes.csv'),
    polisFile(folder, 'participants-votes.csv'),
  ];
  const comments = await readComments(polisFile(folder, 'comments.csv'));
  const hasParticipants = existsSync(participants);
  if (!existsSync(everyVote) && !hasParticipants)
    throw new InputError(`${folder}: expected votes.csv or participants-votes.csv beside comments.csv`);
  const votes = existsSync(everyVote)
    ? await readEveryVote(everyVote, comments)
    : await readCurrentVotes(participants, comments);
  const groups = hasParticipants ? await readGroupsCsv(participants) : new Map<string, string>();
  return {
    comments: inOrder(comments.keys()).flatMap((id) => comments.get(id) ?? []),
    votes,
    groups,
    groupIds: inOrder(new Set(groups.values())),
  };
};
