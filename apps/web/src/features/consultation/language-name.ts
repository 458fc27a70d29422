/** A language in its own words; its code where the browser has none. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames([code], { type: 'language', fallback: 'code' }).of(code) ?? code;
