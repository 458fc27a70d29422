const DAY_SECONDS = 86_400;

/** Seconds as days with one decimal, in the reader's digits. */
export const daysOf = (seconds: number, lang: string): string =>
  new Intl.NumberFormat(lang, { maximumFractionDigits: 1, numberingSystem: 'latn' }).format(
    seconds / DAY_SECONDS,
  );
