import { mixed } from '../../votes/string-hash.ts';

/** Things by a number, those of one number in the order in which they were put. */
export interface Buckets {
  /** First thing with a number, −1 for none. */
  readonly firstWith: (key: number) => number;
  /** The next thing with the same number, −1 for none. */
  readonly after: (thing: number) => number;
  /** Puts a thing, once, behind those of its number. */
  readonly put: (thing: number, key: number) => void;
}

const NONE = -1;

/** Room for things 0 to `count` − 1, without an object for each of them. */
export const bucketsFor = (count: number): Buckets => {
  // A power of two above twice as many: the slots stay half empty.
  const mask = 2 ** (32 - Math.clz32(2 * count)) - 1;
  const first = new Int32Array(mask + 1).fill(NONE);
  const last = new Int32Array(mask + 1);
  const keys = new Int32Array(count);
  const next = new Int32Array(count).fill(NONE);
  const slotOf = (key: number): number => {
    let slot = mixed(key) & mask;
    for (;;) {
      const thing = first[slot] ?? NONE;
      if (thing === NONE || keys[thing] === key) return slot;
      slot = (slot + 1) & mask;
    }
  };
  return {
    firstWith: (key) => first[slotOf(key)] ?? NONE,
    after: (thing) => next[thing] ?? NONE,
    put: (thing, key) => {
      const slot = slotOf(key);
      keys[thing] = key;
      if (first[slot] === NONE) first[slot] = thing;
      else next[last[slot] ?? 0] = thing;
      last[slot] = thing;
    },
  };
};
