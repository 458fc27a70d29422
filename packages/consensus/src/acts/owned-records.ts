/**
 * Copies made by one replay. A record that this replay copied may be changed by it; all others belong to earlier
 * states. Many events thus copy each record once, and the state the replay began with stays as it was.
 */
export const ownedRecords = (): (<T>(record?: Readonly<Record<string, T>>) => Record<string, T>) => {
  const copies = new WeakSet<object>();
  return (record = {}) => {
    if (copies.has(record)) return record;
    const copy = { ...record };
    copies.add(copy);
    return copy;
  };
};
