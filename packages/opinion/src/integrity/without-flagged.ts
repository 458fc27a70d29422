/** A share that moves by more than this when flagged accounts and families are left out is shown both ways. */
export const SHOWN_BOTH_ABOVE = 0.01;
/** Two shares that differ by exactly one point differ by a little more in doubles. */
const ROUNDING = 1e-12;

/** A public share of 0 to 1, with the same without what is flagged where that differs. */
export interface BothWays {
  readonly all: number | null;
  /** Absent where it differs by one point or less. */
  readonly withoutFlagged?: number | null;
}

/** OPI-25: a public figure as it is shown: with everybody, and without what is flagged when that differs by more than one point. */
export const bothWays = (all: number | null, withoutFlagged: number | null): BothWays => {
  const differs =
    all === null || withoutFlagged === null
      ? all !== withoutFlagged
      : Math.abs(all - withoutFlagged) > SHOWN_BOTH_ABOVE + ROUNDING;
  return differs ? { all, withoutFlagged } : { all };
};
