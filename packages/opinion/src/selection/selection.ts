import type { NamedGroups } from '../statements/group-counts.ts';
import type { VoteTable } from '../votes/vote-table.ts';
import { approvalsOf } from './approvals.ts';
import { equalShares } from './equal-shares.ts';
import { phragmen } from './phragmen.ts';
import { agreedCounts, proportionalityViolations } from './proportionality.ts';

/** Most statements that can be asked for. */
export const SELECTED_MAX = 100;

/** How statements are selected. */
export const SELECTION_METHODS = ['phragmen', 'equalShares'] as const;
export type SelectionMethod = (typeof SELECTION_METHODS)[number];

/** Share of participants that agree with at least one of the selected statements; null of nobody. */
export interface GroupCoverage {
  readonly letter: string;
  readonly participants: number;
  readonly coverage: number | null;
}

/** Statements that stand for what the participants agree with. */
export interface Selection {
  readonly method: SelectionMethod;
  /** Places of the statements in the order in which they were taken; fewer than asked where no more are agreed with. */
  readonly chosen: readonly number[];
  readonly ids: readonly string[];
  readonly coverage: number | null;
  readonly groups: readonly GroupCoverage[];
  /** Statements whose supporters deserved more than they got (EJR+). */
  readonly violations: readonly number[];
  /** Whether there are none: only then may it be called proportional. */
  readonly isProportional: boolean;
}

/** What a selection is made from. */
export interface SelectedFrom {
  readonly table: VoteTable;
  /** Participants who count. */
  readonly rows: Int32Array;
  /** Groups for which coverage is told. */
  readonly groups: NamedGroups;
}

const shareCovered = (counts: Int32Array): number | null =>
  counts.length === 0 ? null : counts.filter((count) => count > 0).length / counts.length;

/**
 * OPI-16 to OPI-19: a selection of `count` statements with what it covers and whether it is proportional.
 * @throws RangeError for a number of statements that cannot be asked for
 */
export const selectStatements = (
  { table, rows, groups }: SelectedFrom,
  count: number,
  method: SelectionMethod = 'phragmen',
): Selection => {
  if (!Number.isInteger(count) || count < 1 || count > SELECTED_MAX)
    throw new RangeError(`statements: a whole number from 1 to ${SELECTED_MAX} is expected`);
  const approvals = approvalsOf(table, rows);
  const chosen = method === 'phragmen' ? phragmen(approvals, count) : equalShares(approvals, count).chosen;
  const counts = agreedCounts(approvals, chosen);
  const violations = proportionalityViolations(approvals, chosen, count);
  return {
    method,
    chosen,
    ids: chosen.map((statement) => table.statements.ids[statement] ?? ''),
    coverage: shareCovered(counts),
    groups: groups.letters.map((letter, group) => {
      const own = counts.filter((_, place) => groups.groups[rows[place] ?? 0] === group);
      return { letter, participants: own.length, coverage: shareCovered(own) };
    }),
    violations,
    isProportional: violations.length === 0,
  };
};
