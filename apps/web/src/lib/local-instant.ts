/** The instant that a control for date and time holds, in the time zone of this device; empty while there is none. */
export const instantOf = (local: string): string => {
  const milliseconds = Date.parse(local);
  return Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
};

/** An instant as such a control holds it, to the minute. */
export const localOf = (instant: string): string => {
  const at = new Date(instant);
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
};
