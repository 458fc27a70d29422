/** So many deviations above the usual a count is a burst. */
export const BURST_MIN = 5;

const scoreOf = (count: number, past: number, windows: number): number => {
  const usual = (past + 1) / (windows + 1);
  return 2 * (Math.sqrt(count + 0.375) - Math.sqrt(usual + 0.375));
};

/** How far a count is above the usual, in deviations: 2(√(x + ⅜) − √(λ + ⅜)), λ = (Σ past + 1) ÷ (windows + 1). */
export const burstScore = (count: number, past: readonly number[]): number =>
  scoreOf(
    count,
    past.reduce((sum, one) => sum + one, 0),
    past.length,
  );

/** A window in which something came far more often than before. */
export interface Burst {
  readonly window: number;
  readonly score: number;
}

/**
 * OPI-23: the windows with far more than was usual in all windows before.
 * @param counts in each window, in the order of time
 */
export const bursts = (counts: readonly number[]): readonly Burst[] => {
  const found: Burst[] = [];
  let past = 0;
  counts.forEach((count, window) => {
    const score = scoreOf(count, past, window);
    if (score > BURST_MIN) found.push({ window, score });
    past += count;
  });
  return found;
};

/** Something that was done at a time: a vote on a statement, a comment of a cohort of accounts. */
export interface TimedAct {
  /** A statement, or a cohort such as the accounts of one day. */
  readonly subject: string;
  /** Any number that grows with time, in the unit of `windowLength`. */
  readonly at: number;
}

/** Most windows that are looked at. */
export const WINDOWS_MAX = 10_000;

/**
 * OPI-23: bursts by subject, subjects in the order in which they come. Windows begin at `from`; acts outside are left
 * out.
 * @throws RangeError for no window, or more than `WINDOWS_MAX`
 */
export const burstsBySubject = (
  acts: readonly TimedAct[],
  { from, to, windowLength }: { readonly from: number; readonly to: number; readonly windowLength: number },
): ReadonlyMap<string, readonly Burst[]> => {
  const windows = Math.ceil((to - from) / windowLength);
  if (!(windows >= 1 && windows <= WINDOWS_MAX))
    throw new RangeError(`windows: 1 to ${WINDOWS_MAX} are expected`);
  const counts = new Map<string, number[]>();
  for (const { subject, at } of acts) {
    const window = Math.floor((at - from) / windowLength);
    if (window < 0 || window >= windows) continue;
    const own = counts.get(subject) ?? Array.from({ length: windows }, () => 0);
    own[window] = (own[window] ?? 0) + 1;
    counts.set(subject, own);
  }
  return new Map([...counts].map(([subject, own]) => [subject, bursts(own)]));
};
