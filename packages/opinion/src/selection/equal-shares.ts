import { listAt, listCount, type Approvals } from './approvals.ts';
import { leastOf } from './least.ts';
import { phragmen } from './phragmen.ts';

/** Rounding alone must not refuse those who have exactly enough. */
const ENOUGH = 1 - 1e-9;

/** What each who agrees pays at most so that together they pay 1; infinite where they cannot. */
export const priceOf = (supporters: Int32Array, budgets: Float64Array): number => {
  const money = Float64Array.from(supporters, (voter) => budgets[voter] ?? 0).sort();
  let paid = 0;
  for (let at = 0; at < money.length; at += 1) {
    const price = (1 - paid) / (money.length - at);
    const richest = money[at] ?? 0;
    if (price <= richest) return price;
    paid += richest;
  }
  return paid >= ENOUGH ? (money.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
};

/** Statements by the method of equal shares, those that were bought first. */
export interface EqualShares {
  readonly chosen: readonly number[];
  /** How many were bought; the others were filled up. */
  readonly bought: number;
}

/**
 * OPI-17: up to `count` statements by the method of equal shares: everyone has `count` ÷ participants to spend, a
 * statement costs 1, and the one whose supporters pay least each is bought first. Places that nobody can pay for are
 * filled in the order of Phragmén.
 */
export const equalShares = (approvals: Approvals, count: number): EqualShares => {
  const { ofVoter, ofStatement } = approvals;
  const voters = listCount(ofVoter);
  const budgets = new Float64Array(voters).fill(count / Math.max(1, voters));
  const bought: number[] = [];
  const taken = new Set<number>();
  // Budgets only shrink, so a price is never below what it was: it is computed anew when it comes up as the least.
  const prices = new Float64Array(listCount(ofStatement));
  while (bought.length < count) {
    const fresh = new Set<number>();
    const isTaken = (statement: number): boolean => taken.has(statement);
    let best = leastOf(prices, isTaken);
    while (best !== undefined && !fresh.has(best)) {
      prices[best] = priceOf(listAt(ofStatement, best), budgets);
      fresh.add(best);
      best = leastOf(prices, isTaken);
    }
    if (best === undefined) break;
    const price = prices[best] ?? 0;
    for (const voter of listAt(ofStatement, best))
      budgets[voter] = Math.max(0, (budgets[voter] ?? 0) - price);
    bought.push(best);
    taken.add(best);
  }
  const others = phragmen(approvals, count + bought.length).filter((statement) => !taken.has(statement));
  return { chosen: [...bought, ...others.slice(0, count - bought.length)], bought: bought.length };
};
