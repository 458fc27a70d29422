import { isTaken, submittedAmendments, type AmendmentId, type DeliberationState } from '@plenary/consensus';

type Amendments = DeliberationState['amendments'];
type Taken = ReadonlyMap<AmendmentId, readonly AmendmentId[]>;

/** One act asks for many amendments of one state. */
const knownTaken = new WeakMap<Amendments, Taken>();

const takenIn = (state: DeliberationState): Taken => {
  const known = knownTaken.get(state.amendments);
  if (known !== undefined) return known;
  const taken = new Map<AmendmentId, AmendmentId[]>();
  for (const amendment of submittedAmendments(state)) {
    const { id, amends } = amendment;
    if (amends === undefined || !isTaken(amendment)) continue;
    const list = taken.get(amends);
    if (list === undefined) taken.set(amends, [id]);
    else list.push(id);
  }
  knownTaken.set(state.amendments, taken);
  return taken;
};

/** Amendments to this one that were taken in already: they go into the text with it. */
export const takenBy = (state: DeliberationState, root: AmendmentId): readonly AmendmentId[] =>
  takenIn(state).get(root) ?? [];
