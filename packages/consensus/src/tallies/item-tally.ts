import { SILENT, STANCES_PER_SLOT, type ItemTally, type TallyPlan } from './tally-plan.ts';

/** Everybody silent. */
export const silentTally = (plan: TallyPlan): ItemTally => {
  const sums = new Float64Array(plan.slots.length * STANCES_PER_SLOT);
  for (const [slot, { weights }] of plan.slots.entries())
    sums[slot * STANCES_PER_SLOT + SILENT] = weights.reduce((sum, weight) => sum + weight, 0);
  return { sums, held: new Uint8Array(plan.members).fill(SILENT) };
};

/**
 * Moves a member to another stance: in each of its slots its weight is taken from the old sum and added to the new
 * one. All sums stay whole numbers below 2^53, so that no order of changes leaves a trace. Changes the tally given.
 */
export const setStance = (plan: TallyPlan, tally: ItemTally, seat: number, stance: number): void => {
  const { starts, offsets, weights } = plan;
  const { sums, held } = tally;
  const before = held[seat];
  if (before === undefined || stance < 0 || stance >= STANCES_PER_SLOT)
    throw new RangeError(`no seat ${seat}, or no stance ${stance}`);
  if (before === stance) return;
  held[seat] = stance;
  const end = starts[seat + 1] ?? 0;
  for (let at = starts[seat] ?? 0; at < end; at += 1) {
    const offset = offsets[at] ?? 0;
    const weight = weights[at] ?? 0;
    sums[offset + before] = (sums[offset + before] ?? 0) - weight;
    sums[offset + stance] = (sums[offset + stance] ?? 0) + weight;
  }
};

/** The tally of these stances by seat at once. */
export const tallyStances = (plan: TallyPlan, stances: ArrayLike<number>): ItemTally => {
  const tally: ItemTally = {
    sums: new Float64Array(plan.slots.length * STANCES_PER_SLOT),
    held: Uint8Array.from({ length: plan.members }, (_, seat) => stances[seat] ?? SILENT),
  };
  const { sums, held } = tally;
  const { starts, offsets, weights } = plan;
  for (let seat = 0; seat < plan.members; seat += 1) {
    const stance = held[seat] ?? SILENT;
    for (let at = starts[seat] ?? 0; at < (starts[seat + 1] ?? 0); at += 1) {
      const place = (offsets[at] ?? 0) + stance;
      sums[place] = (sums[place] ?? 0) + (weights[at] ?? 0);
    }
  }
  return tally;
};
