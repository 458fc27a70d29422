import type { Approvals } from './approvals.ts';

/** Most statements that can be asked for. */
export const SELECTED_MAX = 100;

const checkAsked = (k: number): void => {
  if (!Number.isInteger(k) || k < 1 || k > SELECTED_MAX)
    throw new RangeError(`statements: a whole number from 1 to ${SELECTED_MAX} was expected`);
};

/** The allowed place of the least number, the first of equals; undefined where all are infinite. */
const argMin = (values: Float64Array, isAllowed: (place: number) => boolean): number | undefined => {
  let best: number | undefined;
  for (let at = 0; at < values.length; at += 1)
    if (isAllowed(at) && (values[at] ?? 0) < (best === undefined ? Number.POSITIVE_INFINITY : (values[best] ?? 0)))
      best = at;
  return best;
};

/**
 * OPI-14: k statements by sequential Phragmén: each costs 1, shared among those who agree with it so that the heaviest
 * load grows least. Statements that nobody agrees with are never taken.
 */
export const phragmen = ({ ofVoter, ofStatement }: Approvals, k: number): readonly number[] => {
  checkAsked(k);
  const loads = new Float64Array(ofVoter.length);
  const shared = new Float64Array(ofStatement.length); // Σ loads of those who agree
  const chosen: number[] = [];
  const taken = new Set<number>();
  while (chosen.length < k) {
    const next = Float64Array.from(ofStatement, (supporters, statement) =>
      supporters.length === 0 ? Number.POSITIVE_INFINITY : (1 + (shared[statement] ?? 0)) / supporters.length,
    );
    const best = argMin(next, (statement) => !taken.has(statement));
    if (best === undefined) return chosen;
    const load = next[best] ?? 0;
    for (const voter of ofStatement[best] ?? []) {
      const grown = load - (loads[voter] ?? 0);
      loads[voter] = load;
      for (const statement of ofVoter[voter] ?? []) shared[statement] = (shared[statement] ?? 0) + grown;
    }
    chosen.push(best);
    taken.add(best);
  }
  return chosen;
};

/** What each who agrees pays at most so that together they pay 1; infinite where they cannot. */
const priceOf = (supporters: Int32Array, budgets: Float64Array): number => {
  const money = Float64Array.from(supporters, (voter) => budgets[voter] ?? 0).sort();
  let paid = 0;
  for (let at = 0; at < money.length; at += 1) {
    const price = (1 - paid) / (money.length - at);
    if (price <= (money[at] ?? 0)) return price;
    paid += money[at] ?? 0;
  }
  // Rounding alone must not refuse those who have exactly enough.
  return paid >= 1 - 1e-12 ? (money.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
};

export interface EqualShares {
  readonly chosen: readonly number[];
  /** How many were bought; the others were filled up by Phragmén. */
  readonly bought: number;
}

/**
 * OPI-15: k statements by the method of equal shares: everyone has k ÷ participants to spend, a statement costs 1, and
 * the one whose supporters pay the least each is bought first. Places that nobody can pay are filled by Phragmén.
 */
export const equalShares = (approvals: Approvals, k: number): EqualShares => {
  checkAsked(k);
  const { ofVoter, ofStatement } = approvals;
  const budgets = new Float64Array(ofVoter.length).fill(ofVoter.length === 0 ? 0 : k / ofVoter.length);
  const bought: number[] = [];
  while (bought.length < k) {
    const prices = Float64Array.from(ofStatement, (supporters) => priceOf(supporters, budgets));
    const best = argMin(prices, (statement) => !bought.includes(statement));
    if (best === undefined) break;
    const price = prices[best] ?? 0;
    for (const voter of ofStatement[best] ?? [])
      budgets[voter] = Math.max(0, (budgets[voter] ?? 0) - Math.min(price, budgets[voter] ?? 0));
    bought.push(best);
  }
  const others = phragmen(approvals, SELECTED_MAX).filter((statement) => !bought.includes(statement));
  return { chosen: [...bought, ...others.slice(0, k - bought.length)], bought: bought.length };
};

/** How many of the chosen statements each participant agrees with. */
const agreedCounts = ({ ofVoter, ofStatement }: Approvals, chosen: readonly number[]): Int32Array => {
  const counts = new Int32Array(ofVoter.length);
  for (const statement of chosen)
    for (const voter of ofStatement[statement] ?? []) counts[voter] = (counts[voter] ?? 0) + 1;
  return counts;
};

/**
 * OPI-16: statements that were left out although a group that deserves ℓ of the k places agrees with them and each of
 * its members agrees with fewer than ℓ of the chosen ones (EJR+). A selection is called proportional only with none.
 */
export const proportionalityViolations = (approvals: Approvals, chosen: readonly number[]): readonly number[] => {
  const voters = approvals.ofVoter.length;
  const k = chosen.length;
  const counts = agreedCounts(approvals, chosen);
  return approvals.ofStatement.flatMap((supporters, statement) => {
    if (chosen.includes(statement)) return [];
    // How many supporters agree with exactly so many of the chosen.
    const withCount = new Int32Array(k + 1);
    for (const voter of supporters) withCount[counts[voter] ?? 0] = (withCount[counts[voter] ?? 0] ?? 0) + 1;
    let fewer = 0;
    for (let places = 1; places <= k; places += 1) {
      fewer += withCount[places - 1] ?? 0;
      if (fewer > 0 && fewer * k >= places * voters) return [statement];
    }
    return [];
  });
};

/** OPI-16: share of these participants that agrees with at least one of the chosen; undefined for nobody. */
export const coverage = (
  approvals: Approvals,
  chosen: readonly number[],
  isCounted: (voter: number) => boolean = () => true,
): number | undefined => {
  const counts = agreedCounts(approvals, chosen);
  let [counted, covered] = [0, 0];
  counts.forEach((count, voter) => {
    if (!isCounted(voter)) return;
    counted += 1;
    if (count > 0) covered += 1;
  });
  return counted === 0 ? undefined : covered / counted;
};
