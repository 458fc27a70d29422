import { pendingAmendments, type AmendmentId, type DeliberationState } from '@plenary/consensus';
import type { Amendment } from '@plenary/text';
import { engineAmendment } from './engine-texts.ts';
import { takenBy } from './taken-by.ts';

type Amendments = DeliberationState['amendments'];

/** The pending amendments that each ties to others, by what ties them. */
interface Ties {
  readonly of: ReadonlyMap<AmendmentId, readonly string[]>;
  readonly holding: ReadonlyMap<string, readonly AmendmentId[]>;
}

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

const tied = (state: DeliberationState): Ties => {
  const of = new Map<AmendmentId, readonly string[]>();
  const holding = new Map<string, AmendmentId[]>();
  for (const { id } of pendingAmendments(state)) {
    // What was taken into an amendment meets others in its name.
    const taken = takenBy(state, id);
    const own = tiesOf(engineAmendment(state, id));
    const ties =
      taken.length === 0
        ? own
        : [...new Set([...own, ...taken.flatMap((one) => tiesOf(engineAmendment(state, one)))])];
    of.set(id, ties);
    for (const tie of ties) {
      const list = holding.get(tie);
      if (list === undefined) holding.set(tie, [id]);
      else list.push(id);
    }
  }
  return { of, holding };
};

/** What ties amendments follows from them alone: operations are fixed by their changes, which are never changed. */
const knownTies = new WeakMap<Amendments, Ties>();
const tiesIn = (state: DeliberationState): Ties => {
  const known = knownTies.get(state.amendments);
  if (known !== undefined) return known;
  const made = tied(state);
  knownTies.set(state.amendments, made);
  return made;
};

/** TAB-9: the pending amendments that may be decided together with this one, in the order of submission. */
export const near = (state: DeliberationState, amendment: AmendmentId): readonly AmendmentId[] => {
  const { of, holding } = tiesIn(state);
  const found = new Set<AmendmentId>();
  const followed = new Set<string>();
  const open = of.has(amendment) ? [amendment] : [];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (found.has(one)) continue;
    found.add(one);
    for (const tie of of.get(one) ?? []) {
      if (followed.has(tie)) continue;
      followed.add(tie);
      open.push(...(holding.get(tie) ?? []));
    }
  }
  return pendingAmendments(state).flatMap(({ id }) => (found.has(id) ? id : []));
};
