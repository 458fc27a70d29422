import type { ShownStance, StanceChange, StanceCounts } from '@plenary/consensus';

/** How members stood from an instant on. */
export interface CourseStep {
  readonly at: string;
  readonly counts: StanceCounts;
}

const after = (counts: StanceCounts, from: ShownStance, to: ShownStance, by: 1 | -1): StanceCounts => {
  if (from === to) return counts;
  return { ...counts, [from]: counts[from] - by, [to]: counts[to] + by };
};

/**
 * The counts after each instant at which somebody changed, oldest first. They are reckoned back from those of now, so that
 * changes which were left off before the first are not needed.
 * @param changes oldest first
 */
export const courseSeries = (changes: readonly StanceChange[], now: StanceCounts): readonly CourseStep[] => {
  const steps: CourseStep[] = [];
  let counts = now;
  for (let place = changes.length - 1; place >= 0; place -= 1) {
    const change = changes[place];
    if (change === undefined) continue;
    const { at, from, to } = change;
    if (steps.at(-1)?.at !== at) steps.push({ at, counts });
    counts = after(counts, from, to, -1);
  }
  return steps.toReversed();
};
