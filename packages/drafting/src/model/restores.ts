/** Whether a value may stand in a register of what was restored: the number of a row of the log, from 1. */
export const isMoment = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1;
