import { namesOf } from './votes/names.ts';
import { voteTable, type Vote, type VoteTable, type VoteValue } from './votes/vote-table.ts';

/** Draws from 0 to 1 that are the same every time. */
export const drawsFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
};

export interface Simulation {
  readonly participants: number;
  readonly statements: number;
  readonly groups: number;
  /** Share of the statements that each participant votes on. */
  readonly share: number;
  readonly seed: number;
}

/** Votes of people who belong to groups: participant `p7` belongs to group 7 modulo the number of groups. */
export const simulatedVotes = ({
  participants,
  statements,
  groups,
  share,
  seed,
}: Simulation): readonly Vote[] => {
  const draw = drawsFrom(seed);
  const leaning = Array.from({ length: statements * groups }, () => draw());
  return Array.from({ length: participants }, (_, person) =>
    Array.from({ length: statements }, (__, statement): readonly Vote[] => {
      if (draw() >= share) return [];
      const isPass = draw() < 0.1;
      const isAgree = draw() < (leaning[statement * groups + (person % groups)] ?? 0) * 0.9 + 0.05;
      const value: VoteValue = isPass ? 0 : isAgree ? 1 : -1;
      return [{ participant: `p${person}`, statement: `s${statement}`, value }];
    }).flat(),
  ).flat();
};

/** A table of rows as they are written on paper: 1 agree, 0 pass, −1 disagree, undefined not seen. */
export const tableOf = (rows: readonly (readonly (VoteValue | undefined)[])[]): VoteTable => {
  const entries = rows.flatMap((row, person) =>
    row.flatMap((value, statement) => (value === undefined ? [] : [{ person, statement, value }])),
  );
  return voteTable(
    namesOf(rows.map((_, person) => `p${person}`)),
    namesOf(Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, at) => `s${at}`)),
    {
      row: Int32Array.from(entries, ({ person }) => person),
      col: Int32Array.from(entries, ({ statement }) => statement),
      val: Int8Array.from(entries, ({ value }) => value),
    },
  );
};

/** The places 0 to `count` − 1. */
export const everyRow = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at);
