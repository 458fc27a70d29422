/** A value that changes, and tells. React reads it with `useSyncExternalStore(observed.subscribe, observed.get)`. */
export interface Observable<Value> {
  readonly get: () => Value;
  /** Calls back after every change; gives the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** An observable with the hand that changes it. */
export interface Observed<Value> extends Observable<Value> {
  readonly set: (value: Value) => void;
}

export const observed = <Value>(first: Value): Observed<Value> => {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
  };
};
