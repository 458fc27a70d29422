/** Things that belong together, found pair by pair. */
export interface Families {
  /** The least member that stands for the family of a thing. */
  readonly rootOf: (thing: number) => number;
  /** Members of the family of a thing, in the order in which they joined. */
  readonly membersOf: (thing: number) => readonly number[];
  readonly join: (a: number, b: number) => void;
}

/** Everything by itself. */
export const familiesOf = (count: number): Families => {
  const parent = Int32Array.from({ length: count }, (_, thing) => thing);
  const members = new Map<number, number[]>();
  const rootOf = (thing: number): number => {
    let root = thing;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = thing; at !== root;) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const membersOf = (thing: number): readonly number[] => {
    const root = rootOf(thing);
    return members.get(root) ?? [root];
  };
  const join = (a: number, b: number): void => {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x === y) return;
    const [kept, gone] = [Math.min(x, y), Math.max(x, y)];
    const all = members.get(kept) ?? [kept];
    for (const member of membersOf(gone)) all.push(member);
    members.delete(gone);
    members.set(kept, all);
    parent[gone] = kept;
  };
  return { rootOf, membersOf, join };
};
