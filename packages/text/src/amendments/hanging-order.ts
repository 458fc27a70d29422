/** How things hang on one another: tokens in a paragraph, places in a text. */
export interface Hangs<Id, T> {
  readonly id: (one: T) => Id;
  /** What it hangs on. */
  readonly anchor: (one: T) => Id;
  readonly side: (one: T) => 'before' | 'after';
  readonly origin: (one: T) => number;
  /** Order among what one amendment hangs on one anchor. */
  readonly rank: (one: T) => number;
  /** What everything hangs on in the end, and its origin. */
  readonly start: Id;
  readonly startOrigin: number;
}

/** What hangs on an anchor beside its continuation, as places in the list. */
interface Around {
  readonly before: number[];
  readonly after: number[];
}

/**
 * AMD-1: the one order of all that hangs on a start (engine specification 1.4). Around an anchor come its before-children,
 * the anchor, its after-children; each side by ascending origin, and among the after-children the one with the anchor's
 * own origin, its continuation, last. The order depends on what there is, never on when it came.
 */
export const hangingOrder = <Id, T>(
  all: readonly T[],
  { id, anchor, side, origin, rank, start, startOrigin }: Hangs<Id, T>,
): readonly T[] => {
  const count = all.length;
  // Most things hang on what stands before them in the list: the place of any other anchor is looked up.
  const isNext = (one: T, at: number): boolean => {
    const last = all[at - 1];
    return last !== undefined && id(last) === anchor(one);
  };
  const index = new Map<Id, number | undefined>();
  all.forEach((one, at) => {
    if (!isNext(one, at) && anchor(one) !== start) index.set(anchor(one), undefined);
  });
  if (index.size > 0)
    all.forEach((one, at) => {
      if (index.has(id(one))) index.set(id(one), at);
    });
  // Most of a text continues what stands before it: that is kept apart, the last place being the start.
  const continuation = new Int32Array(count + 1).fill(-1);
  const around = new Map<number, Around>();
  all.forEach((one, at) => {
    const on = anchor(one) === start ? count : isNext(one, at) ? at - 1 : index.get(anchor(one));
    if (on === undefined) return;
    const anchored = all[on];
    const isAfter = side(one) === 'after';
    if (
      isAfter &&
      continuation[on] === -1 &&
      origin(one) === (anchored === undefined ? startOrigin : origin(anchored))
    ) {
      continuation[on] = at;
      return;
    }
    let others = around.get(on);
    if (others === undefined) {
      others = { before: [], after: [] };
      around.set(on, others);
    }
    others[isAfter ? 'after' : 'before'].push(at);
  });
  const ascending = (a: number, b: number): number => {
    const [one, other] = [all[a], all[b]];
    if (one === undefined || other === undefined) return a - b;
    return origin(one) - origin(other) || rank(one) - rank(other);
  };
  const order: T[] = [];
  // A stack, not recursion: a paragraph is a chain as deep as it is long. A place is written ~place when its
  // before-children have been put.
  const steps: number[] = [];
  const push = (places: number[]): void => {
    places.sort(ascending);
    for (let at = places.length - 1; at >= 0; at -= 1) steps.push(places[at] ?? 0);
  };
  const pushBehind = (at: number): void => {
    const next = continuation[at] ?? -1;
    if (next >= 0) steps.push(next);
    const others = around.get(at);
    if (others !== undefined) push(others.after);
  };
  pushBehind(count);
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const at = step < 0 ? ~step : step;
    const others = step < 0 || around.size === 0 ? undefined : around.get(at);
    if (others !== undefined && others.before.length > 0) {
      steps.push(~at);
      push(others.before);
      continue;
    }
    const one = all[at];
    if (one !== undefined) order.push(one);
    pushBehind(at);
  }
  return order;
};
