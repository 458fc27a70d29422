import { SHOWN_STANCES, type ShownStance } from '../board/stance-counts.ts';

/** Numbers a slot holds: one sum for each of the seven stances, in the order of SHOWN_STANCES. */
export const STANCES_PER_SLOT = SHOWN_STANCES.length;
/** Place of `silent` in a slot; whoever said nothing is counted there. */
export const SILENT = SHOWN_STANCES.indexOf('silent');
/** Place of a stance in a slot. */
export const stanceIndex = (stance: ShownStance): number => SHOWN_STANCES.indexOf(stance);

/** Some members with their weights under one weight set: what one row of sums is kept for. */
export interface TallySlot {
  /** Seats, each once; a seat is the index of a member in the list of members. */
  readonly seats: readonly number[];
  /** Weight of each of these seats, whole and not negative, in the same order. */
  readonly weights: readonly number[];
}

/** Which slots each member enters and with what weight, laid out so that a change touches nothing else. */
export interface TallyPlan {
  readonly members: number;
  readonly slots: readonly TallySlot[];
  /** Entries of seat s stand from starts[s] up to starts[s + 1]. */
  readonly starts: Int32Array;
  /** Offset of the slot's first sum. */
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
}

/** The sums of one item: `sums[7 × slot + stance]`, and what each seat holds now. */
export interface ItemTally {
  readonly sums: Float64Array;
  readonly held: Uint8Array;
}

const checkSlot = ({ seats, weights }: TallySlot, slot: number, members: number): void => {
  let sum = 0;
  const seen = new Set<number>();
  for (const [at, seat] of seats.entries()) {
    const weight = weights[at];
    if (!Number.isSafeInteger(seat) || seat < 0 || seat >= members || seen.has(seat))
      throw new RangeError(`slot ${slot}: seat ${seat} is no seat, or stands twice`);
    seen.add(seat);
    if (weight === undefined || !Number.isSafeInteger(weight) || weight < 0)
      throw new RangeError(`slot ${slot}: the weight of seat ${seat} is no whole number of zero or more`);
    sum += weight;
  }
  if (weights.length !== seats.length || !Number.isSafeInteger(sum))
    throw new RangeError(`slot ${slot}: weights do not fit the seats, or pass 2^53 together`);
};

/**
 * Lays out the slots of so many members.
 * @throws RangeError for a slot whose weights are not whole, are negative, or pass 2^53 together
 */
export const tallyPlan = (members: number, slots: readonly TallySlot[]): TallyPlan => {
  const entries: { readonly offset: number; readonly weight: number }[][] = Array.from(
    { length: members },
    () => [],
  );
  for (const [slot, { seats, weights }] of slots.entries()) {
    checkSlot({ seats, weights }, slot, members);
    for (const [at, seat] of seats.entries())
      entries[seat]?.push({ offset: slot * STANCES_PER_SLOT, weight: weights[at] ?? 0 });
  }
  const starts = new Int32Array(members + 1);
  for (const [seat, own] of entries.entries()) starts[seat + 1] = (starts[seat] ?? 0) + own.length;
  const flat = entries.flat();
  return {
    members,
    slots,
    starts,
    offsets: Int32Array.from(flat, ({ offset }) => offset),
    weights: Float64Array.from(flat, ({ weight }) => weight),
  };
};
