const kept = new Map<string, Intl.NumberFormat>();

/** A form of numbers, made once for each language: making one costs more than a hundred uses of it. */
export const numberFormat = (lang: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${lang} ${JSON.stringify(options)}`;
  const known = kept.get(key) ?? new Intl.NumberFormat(lang, options);
  kept.set(key, known);
  return known;
};
