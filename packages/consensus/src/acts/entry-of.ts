/** What a record holds under a key of its own: names such as `constructor` come from people and find nothing. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
