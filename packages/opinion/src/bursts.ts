/** A count so far above what was usual is a burst. */
export const BURST_MIN = 5;

/** 2(√(x + ⅜) − √(λ + ⅜)), λ = (Σ past + 1) ÷ (windows + 1): how far a count is from the usual, in deviations. */
export const burstScore = (count: number, past: readonly number[]): number => {
  const usual = (past.reduce((sum, one) => sum + one, 0) + 1) / (past.length + 1);
  return 2 * (Math.sqrt(count + 0.375) - Math.sqrt(usual + 0.375));
};

/**
 * OPI-20: the windows in which something came far more often than before, per statement or per cohort of accounts.
 * @param counts per window, in the order of time
 */
export const bursts = (counts: readonly number[]): readonly { readonly window: number; readonly score: number }[] =>
  counts.flatMap((count, window) => {
    const score = burstScore(count, counts.slice(0, window));
    return score > BURST_MIN ? [{ window, score }] : [];
  });
