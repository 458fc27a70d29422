/** Something that hangs on another: tokens in a paragraph, places in a text. */
export interface Hanging<Id, T> {
  readonly of: T;
  readonly id: Id;
  readonly anchor: Id;
  readonly side: 'before' | 'after';
  readonly origin: number;
  /** Order among what one amendment hangs on one anchor. */
  readonly rank: number;
}

interface Children<Id, T> {
  readonly before: Hanging<Id, T>[];
  readonly after: Hanging<Id, T>[];
}

/**
 * AMD-1: the one order of all that hangs on a start (engine specification 1.4). Around an anchor come its before-children, the
 * anchor, its after-children; each side by ascending origin, and among the after-children the one with the anchor's
 * own origin, its continuation, last. The order depends on what there is, never on when it came.
 */
export const hangingOrder = <Id, T>(
  all: readonly Hanging<Id, T>[],
  start: Id,
  startOrigin: number,
): readonly Hanging<Id, T>[] => {
  const children = new Map<Id, Children<Id, T>>();
  for (const one of all) {
    let sides = children.get(one.anchor);
    if (sides === undefined) {
      sides = { before: [], after: [] };
      children.set(one.anchor, sides);
    }
    sides[one.side].push(one);
  }
  const ascending = (a: Hanging<Id, T>, b: Hanging<Id, T>): number => a.origin - b.origin || a.rank - b.rank;
  const order: Hanging<Id, T>[] = [];
  // A stack, not recursion: a paragraph is a chain as deep as it is long. What is `open` has had its before-children.
  const steps: { readonly one: Hanging<Id, T>; readonly open: boolean }[] = [];
  const push = (list: readonly Hanging<Id, T>[]): void => {
    for (let at = list.length - 1; at >= 0; at -= 1) {
      const one = list[at];
      if (one !== undefined) steps.push({ one, open: false });
    }
  };
  const pushAfter = (list: readonly Hanging<Id, T>[], origin: number): void =>
    push(
      list.length < 2
        ? list
        : list.toSorted(
            (a, b) => Number(a.origin === origin) - Number(b.origin === origin) || ascending(a, b),
          ),
    );
  pushAfter(children.get(start)?.after ?? [], startOrigin);
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { one, open } = step;
    const around = children.get(one.id);
    if (!open && around !== undefined && around.before.length > 0) {
      steps.push({ one, open: true });
      push(around.before.toSorted(ascending));
      continue;
    }
    order.push(one);
    if (around !== undefined) pushAfter(around.after, one.origin);
  }
  return order;
};
