/** The instant that a control for date and time holds, in the time zone of this device; empty while there is none. */
export const instantOf = (local: string): string => {
  const milliseconds = Date.parse(local);
  return Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
};

const DAY_SECONDS = 86_400;

/** Seconds as days with one decimal, in the reader's digits. */
export const daysOf = (seconds: number, lang: string): string =>
  new Intl.NumberFormat(lang, { maximumFractionDigits: 1, numberingSystem: 'latn' }).format(
    seconds / DAY_SECONDS,
  );
