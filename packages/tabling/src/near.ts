import { pendingAmendments, type AmendmentId, type DeliberationState } from '@plenary/consensus';
import type { Amendment } from '@plenary/text';
import { engineAmendment } from './engine-texts.ts';
import { takenBy } from './taken-by.ts';

type Amendments = DeliberationState['amendments'];

/** Two amendments meet hard only in a paragraph that both change, or because one names the other. */
const allTies = (amendment: Amendment): readonly string[] => [
  ...amendment.operations.flatMap((operation) =>
    operation.type === 'insertParagraph' ? [] : [`paragraph ${operation.paragraph}`],
  ),
  ...[amendment.number, amendment.parent ?? [], amendment.needs ?? [], amendment.excludes ?? []]
    .flat()
    .map((number) => `amendment ${number}`),
];

/** Amendments are never changed either: what ties one is told once. */
const knownOwn = new WeakMap<Amendment, readonly string[]>();

const tiesOf = (amendment: Amendment): readonly string[] => {
  const known = knownOwn.get(amendment);
  if (known !== undefined) return known;
  const ties = [...new Set(allTies(amendment))];
  knownOwn.set(amendment, ties);
  return ties;
};

/** Of each pending amendment those that it may be decided together with, in the order of submission. */
type Groups = ReadonlyMap<AmendmentId, readonly AmendmentId[]>;

/** Places of amendments in a list, joined as far as something ties them. */
const joinedPlaces = (count: number) => {
  const leader = Array.from({ length: count }, (_, at) => at);
  const find = (place: number): number => {
    let top = place;
    for (let above = leader[top] ?? top; above !== top; above = leader[top] ?? top) {
      leader[top] = leader[above] ?? above;
      top = above;
    }
    return top;
  };
  const join = (one: number, other: number): void => {
    const [a, b] = [find(one), find(other)];
    if (a !== b) leader[Math.max(a, b)] = Math.min(a, b);
  };
  return { find, join };
};

const grouped = (state: DeliberationState): Groups => {
  const pending = pendingAmendments(state);
  const { find, join } = joinedPlaces(pending.length);
  const holding = new Map<string, number>();
  pending.forEach(({ id }, place) => {
    // What was taken into an amendment meets others in its name.
    for (const one of [id, ...takenBy(state, id)])
      for (const tie of tiesOf(engineAmendment(state, one))) {
        const other = holding.get(tie);
        if (other === undefined) holding.set(tie, place);
        else join(other, place);
      }
  });
  const byLeader = new Map<number, AmendmentId[]>();
  const groups = new Map<AmendmentId, readonly AmendmentId[]>();
  pending.forEach(({ id }, place) => {
    const top = find(place);
    const group = byLeader.get(top) ?? [];
    group.push(id);
    byLeader.set(top, group);
    groups.set(id, group);
  });
  return groups;
};

/** What ties amendments follows from them alone: operations are fixed by their changes, which are never changed. */
const knownGroups = new WeakMap<Amendments, Groups>();
const groupsIn = (state: DeliberationState): Groups => {
  const known = knownGroups.get(state.amendments);
  if (known !== undefined) return known;
  const made = grouped(state);
  knownGroups.set(state.amendments, made);
  return made;
};

/** TAB-9: the pending amendments that may be decided together with this one, in the order of submission. */
export const near = (state: DeliberationState, amendment: AmendmentId): readonly AmendmentId[] =>
  groupsIn(state).get(amendment) ?? [];

/**
 * TAB-9: these amendments in groups of those that may be decided together, each in the order given. One that is not pending
 * is told from nothing: then they are one group.
 */
export const inGroups = (
  state: DeliberationState,
  ids: readonly AmendmentId[],
): readonly (readonly AmendmentId[])[] => {
  const groups = groupsIn(state);
  const parts = new Map<readonly AmendmentId[], AmendmentId[]>();
  for (const id of ids) {
    const group = groups.get(id);
    if (group === undefined) return [ids];
    const part = parts.get(group);
    if (part === undefined) parts.set(group, [id]);
    else part.push(id);
  }
  return [...parts.values()];
};
