import type { Amendment } from './model.ts';
import type { Conflict } from './conflicts.ts';
import type { AmendmentNumber } from './token-id.ts';

/**
 * AMD-8: amendments that are decided together: connected by hard conflicts and by amending one another. Each component lists its
 * numbers ascending; components come by their lowest number.
 */
export const amendmentComponents = (
  amendments: readonly Amendment[],
  conflicts: readonly Conflict[],
): readonly (readonly AmendmentNumber[])[] => {
  const leader = new Map<AmendmentNumber, AmendmentNumber>(amendments.map(({ number }) => [number, number]));
  const find = (number: AmendmentNumber): AmendmentNumber => {
    let top = number;
    for (let above = leader.get(top) ?? top; above !== top; above = leader.get(top) ?? top) top = above;
    for (let at = number; at !== top;) {
      const above = leader.get(at) ?? top;
      leader.set(at, top);
      at = above;
    }
    return top;
  };
  const join = (one: AmendmentNumber, other: AmendmentNumber): void => {
    const [a, b] = [find(one), find(other)];
    if (a !== b) leader.set(Math.max(a, b), Math.min(a, b));
  };
  for (const { a, b, hard } of conflicts) if (hard && leader.has(a) && leader.has(b)) join(a, b);
  for (const { number, parent } of amendments)
    if (parent !== undefined && leader.has(parent)) join(number, parent);
  const components = new Map<AmendmentNumber, AmendmentNumber[]>();
  for (const number of amendments.map((amendment) => amendment.number).sort((a, b) => a - b)) {
    const top = find(number);
    const component = components.get(top);
    if (component === undefined) components.set(top, [number]);
    else component.push(number);
  }
  return [...components.values()];
};
