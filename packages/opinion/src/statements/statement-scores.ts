import type { Components } from '../map/components.ts';
import type { VoteTable } from '../votes/vote-table.ts';
import { consensusScore, type ConsensusScore, type ScoreVariant } from './consensus-score.ts';
import { groupCounts, type NamedGroups } from './group-counts.ts';
import { representativeStatements, type Representative } from './representativeness.ts';
import { routingPriority, statementExtremity, type StatementCounts } from './routing-priority.ts';

/** Everything that is said of one statement. Counts are of everybody who voted, whether on the map or not. */
export interface StatementScore extends StatementCounts, ConsensusScore {
  readonly id: string;
  /** For each group of which it is representative, in the order of the groups. */
  readonly representativeOf: readonly Representative[];
  /** How soon it is put to the next person. */
  readonly priority: number;
}

/** What each statement got from everybody. */
export const statementCounts = ({ statements, col, val }: VoteTable): readonly StatementCounts[] => {
  const sums = new Int32Array(statements.ids.length * 3);
  for (let at = 0; at < col.length; at += 1) {
    const place = (col[at] ?? 0) * 3 + (val[at] ?? 0) + 1;
    sums[place] = (sums[place] ?? 0) + 1;
  }
  return statements.ids.map((_, statement) => ({
    agree: sums[statement * 3 + 2] ?? 0,
    disagree: sums[statement * 3] ?? 0,
    pass: sums[statement * 3 + 1] ?? 0,
  }));
};

/** Where the votes stand and who belongs together: what scores are made of. */
export interface ScoredVotes {
  readonly table: VoteTable;
  readonly components: Components;
  readonly groups: NamedGroups;
}

const WHOLE = /^\d{1,15}$/;

/**
 * Places of ids by number where all are whole numbers, else by code points: of what weighs the same the same is shown,
 * whether votes came one by one or stand in a file.
 */
const ranksOf = (ids: readonly string[]): Int32Array => {
  const areNumbers = ids.every((id) => WHOLE.test(id));
  const before = (a: string, b: string): number =>
    (areNumbers ? Number(a) - Number(b) : 0) || (a < b ? -1 : a > b ? 1 : 0);
  const ranks = new Int32Array(ids.length);
  ids
    .map((id, place) => ({ id, place }))
    .sort((a, b) => before(a.id, b.id))
    .forEach(({ place }, rank) => {
      ranks[place] = rank;
    });
  return ranks;
};

/** OPI-11 to OPI-13, OPI-15: the scores of every statement, in the order of the table. */
export const statementScores = (
  { table, components, groups }: ScoredVotes,
  variant: ScoreVariant = 'own',
): readonly StatementScore[] => {
  const counts = groupCounts(table, groups);
  const ranks = ranksOf(table.statements.ids);
  const representative = representativeStatements(
    counts,
    table.statements.ids.length,
    variant,
    (statement) => ranks[statement] ?? 0,
  );
  const totals = statementCounts(table);
  return table.statements.ids.map((id, statement) => {
    const total = totals[statement] ?? { agree: 0, disagree: 0, pass: 0 };
    return {
      id,
      ...total,
      ...consensusScore(counts, statement, variant),
      representativeOf: representative.filter((one) => one.statement === statement),
      priority: routingPriority(total, statementExtremity(components, statement)),
    };
  });
};
