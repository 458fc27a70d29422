import { components, TOLERANCE_LIVE, type Components } from './map/components.ts';
import { mapPositions } from './map/map-positions.ts';
import { BLOCK, sparsePass, type Pass } from './map/pass.ts';
import { groupingOf, NO_MEMORY, type Grouping, type GroupingMemory } from './groups/grouping.ts';
import { LETTERS, NO_LETTER } from './groups/letters.ts';
import { survivingShare } from './groups/survival.ts';
import { selectStatements, type Selection, type SelectionMethod } from './selection/selection.ts';
import { bridgingScores, type Bridging } from './statements/bridging.ts';
import type { ScoreVariant } from './statements/consensus-score.ts';
import { NO_GROUP, type NamedGroups } from './statements/group-counts.ts';
import { statementScores, type StatementScore } from './statements/statement-scores.ts';
import { placedParticipants, VOTES_MIN } from './votes/placed-participants.ts';
import { EMPTY_TABLE, withVotes, type Vote, type VoteTable } from './votes/vote-table.ts';
import { withoutStatements } from './votes/without-statements.ts';

/** What a later process needs beside the votes to go on as if it had never stopped. Plain JSON. */
export interface OpinionMemory {
  readonly grouping: {
    readonly k: number | null;
    readonly challenger: { readonly k: number; readonly wins: number } | null;
  };
  /** Ids of those who stand on the map, with the letter of their last group where they have one. */
  readonly placed: readonly (readonly [id: string, letter: string | null])[];
  /** The last block: for each statement its entries. */
  readonly block: readonly (readonly [statement: string, entries: readonly number[]])[];
}

/** How opinions are computed; none of it changes while it goes on. */
export interface OpinionOptions {
  /** Votes with which a participant comes on the map. */
  readonly votesMin?: number;
  /** A number of groups, instead of the best. */
  readonly k?: number;
  readonly variant?: ScoreVariant;
  /** Of the components from which groups and scores are made. */
  readonly tolerance?: number;
  readonly pass?: Pass;
  /** Votes that are already there. */
  readonly table?: VoteTable;
  readonly memory?: OpinionMemory;
}

/**
 * Opinions of a consultation while votes arrive (engine specification 6 and 9). Answers are computed when they are asked
 * for, once after each change, and begin from the last ones. Without declared groups scores and coverage are by the
 * computed ones, which are diagnostic.
 */
export interface Opinion {
  /** Adds votes in their order; the latest of each participant on each statement counts. */
  readonly update: (votes: readonly Vote[]) => void;
  /** Says which statements are moderated out from now on; earlier ones that are not among them are back. */
  readonly moderate: (absent: Iterable<string>) => void;
  /** The votes that count, without what is moderated out. */
  readonly table: () => VoteTable;
  /** Places of the participants on the map, ascending; groups and positions are in this order. */
  readonly placed: () => Int32Array;
  readonly components: (tolerance?: number) => Components;
  /** Two numbers for each participant on the map. */
  readonly positions: () => Float64Array;
  /** Asked for the first time after a change, this is an update for the number of groups, which must win four running. */
  readonly groups: () => Grouping;
  /** The computed groups for every participant of the table; who is not on the map is in none. */
  readonly computedGroups: () => NamedGroups;
  /** Published beside the groups: the share that keeps its group with half of the votes. As costly as the groups. */
  readonly survival: () => number | undefined;
  /** By declared groups of the participants of `table()`; by the computed ones where none are given. */
  readonly scores: (declared?: NamedGroups) => readonly StatementScore[];
  readonly bridging: () => Bridging;
  readonly select: (count: number, method?: SelectionMethod, declared?: NamedGroups) => Selection;
  readonly memory: () => OpinionMemory;
}

/** Answers since the last change. */
interface Answers {
  readonly components: Map<number, Components>;
  positions?: Float64Array;
  groups?: Grouping;
  survival?: { readonly share: number | undefined };
  bridging?: Bridging;
}

/** What is known of each participant by place; it grows with the participants. */
interface Standing {
  /** 1 for who stands on the map. */
  readonly placed: Uint8Array;
  /** Last letter as a place in `LETTERS`, or `NO_LETTER`. */
  readonly letters: Int8Array;
}

const grownStanding = ({ placed, letters }: Standing, participants: number): Standing => {
  if (participants <= placed.length) return { placed, letters };
  // Half as much again, so that a stream of single votes does not copy everything each time.
  const room = participants + (participants >> 1);
  const grown = { placed: new Uint8Array(room), letters: new Int8Array(room).fill(NO_LETTER) };
  grown.placed.set(placed);
  grown.letters.set(letters);
  return grown;
};

/** A block by statement, so that statements may come and go. */
type BlockByStatement = ReadonlyMap<string, readonly number[]>;

const blockFor = ({ statements }: VoteTable, known: BlockByStatement): Float64Array => {
  const block = new Float64Array(statements.ids.length * BLOCK);
  statements.ids.forEach((id, statement) => block.set(known.get(id) ?? [], statement * BLOCK));
  return block;
};

const byStatement = ({ statements }: VoteTable, vectors: Float64Array): BlockByStatement =>
  new Map(
    statements.ids.map((id, statement) => [
      id,
      Array.from(vectors.subarray(statement * BLOCK, (statement + 1) * BLOCK)),
    ]),
  );

/** Opens the opinions of one consultation. */
export const openOpinion = ({
  votesMin = VOTES_MIN,
  k: asked,
  variant = 'own',
  tolerance: usual = TOLERANCE_LIVE,
  pass = sparsePass,
  table: first = EMPTY_TABLE,
  memory: remembered,
}: OpinionOptions = {}): Opinion => {
  // Standing of people who have not voted yet since this process began.
  const expected = new Map(remembered?.placed);
  let votes = first;
  let absent: ReadonlySet<string> = new Set();
  let table = votes;
  let standing: Standing = { placed: new Uint8Array(), letters: new Int8Array() };
  let rows: Int32Array = new Int32Array();
  let answers: Answers = { components: new Map() };
  let block: BlockByStatement = new Map(remembered?.block);
  let grouping: GroupingMemory =
    remembered === undefined
      ? NO_MEMORY
      : {
          k: remembered.grouping.k ?? undefined,
          challenger: remembered.grouping.challenger ?? undefined,
        };

  /** Takes over what was remembered of participants who are new to this process. */
  const meet = (known: number): void => {
    standing = grownStanding(standing, votes.participants.ids.length);
    if (expected.size === 0) return;
    votes.participants.ids.slice(known).forEach((id, at) => {
      const letter = expected.get(id);
      if (letter === undefined) return;
      standing.placed[known + at] = 1;
      standing.letters[known + at] = letter === null ? NO_LETTER : LETTERS.indexOf(letter);
    });
  };
  const change = (): void => {
    table = withoutStatements(votes, absent);
    rows = placedParticipants(table, votesMin, (participant) => standing.placed[participant] === 1);
    for (const row of rows) standing.placed[row] = 1;
    answers = { components: new Map() };
  };
  meet(0);
  change();

  const componentsTo = (tolerance = usual): Components => {
    const known = answers.components.get(tolerance);
    if (known !== undefined) return known;
    const start = block.size === 0 ? {} : { start: blockFor(table, block) };
    const found = components(table, rows, { tolerance, pass, ...start });
    answers.components.set(tolerance, found);
    if (tolerance === usual) block = byStatement(table, found.vectors);
    return found;
  };
  const positions = (): Float64Array => (answers.positions ??= mapPositions(table, rows, componentsTo()));
  const groups = (): Grouping => {
    if (answers.groups !== undefined) return answers.groups;
    const letters = new Int8Array(rows.length);
    for (let place = 0; place < rows.length; place += 1)
      letters[place] = standing.letters[rows[place] ?? 0] ?? NO_LETTER;
    const found = groupingOf(positions(), {
      memory: grouping,
      letters,
      ...(asked === undefined ? {} : { asked }),
    });
    grouping = found.memory;
    // Where nobody is separated everyone keeps the last letter, for the groups to come.
    if (found.grouping.k > 1) {
      const ofGroup = found.grouping.letters.map((letter) => LETTERS.indexOf(letter));
      found.grouping.groups.forEach((group, place) => {
        standing.letters[rows[place] ?? 0] = ofGroup[group] ?? NO_LETTER;
      });
    }
    answers.groups = found.grouping;
    return found.grouping;
  };
  const computedGroups = (): NamedGroups => {
    const { letters, groups: ofPlaced } = groups();
    const ofEach = new Int32Array(table.participants.ids.length).fill(NO_GROUP);
    ofPlaced.forEach((group, place) => {
      ofEach[rows[place] ?? 0] = group;
    });
    return { letters, groups: ofEach };
  };

  return {
    update: (added) => {
      if (added.length === 0) return;
      const known = votes.participants.ids.length;
      votes = withVotes(votes, added);
      meet(known);
      change();
    },
    moderate: (statements) => {
      absent = new Set(statements);
      change();
    },
    table: () => table,
    placed: () => rows,
    components: componentsTo,
    positions,
    groups,
    computedGroups,
    survival: () => {
      answers.survival ??= {
        share: survivingShare(table, rows, groups(), componentsTo().vectors),
      };
      return answers.survival.share;
    },
    scores: (declared) =>
      statementScores({ table, components: componentsTo(), groups: declared ?? computedGroups() }, variant),
    bridging: () => (answers.bridging ??= bridgingScores(table, rows, componentsTo().vectors)),
    select: (count, method = 'phragmen', declared = undefined) =>
      selectStatements({ table, rows, groups: declared ?? computedGroups() }, count, method),
    memory: () => ({
      grouping: { k: grouping.k ?? null, challenger: grouping.challenger ?? null },
      placed: votes.participants.ids.flatMap((id, place): [string, string | null][] =>
        standing.placed[place] === 1 ? [[id, LETTERS[standing.letters[place] ?? NO_LETTER] ?? null]] : [],
      ),
      block: [...block],
    }),
  };
};
