import type {
  AmendmentId,
  DeliberationState,
  ItemId,
  Lapse,
  MemberId,
  ParagraphId,
  TabledAmendment,
} from '../../types.ts';
import { entryOf } from '../entry-of.ts';
import { WHOLE_TEXT } from '../items.ts';

/** The number that an id carries. */
export const amendmentNumber = (id: AmendmentId): number => Number(id.slice(1));

type Amendments = DeliberationState['amendments'];

/** Amendments in the order of submission, whatever order a store gives them back in. */
export const inOrderOfSubmission = (amendments: Amendments): readonly TabledAmendment[] => {
  const numbered = Object.values(amendments).map((amendment) => ({
    amendment,
    number: amendmentNumber(amendment.id),
  }));
  return numbered.sort((a, b) => a.number - b.number).map(({ amendment }) => amendment);
};

interface InOrder {
  readonly submitted: readonly TabledAmendment[];
  readonly pending: readonly TabledAmendment[];
  /** Paragraphs that pending ones change, move or take away. */
  readonly touched: ReadonlySet<ParagraphId>;
}

/** One act asks for the same lists many times. A state that is whole is never changed; a replay in its course asks for none. */
const knownOrders = new WeakMap<Amendments, InOrder>();
const inOrder = ({ amendments }: DeliberationState): InOrder => {
  const known = knownOrders.get(amendments);
  if (known !== undefined) return known;
  const submitted = inOrderOfSubmission(amendments);
  const pending = submitted.filter(({ state }) => state === 'submitted');
  const made = { submitted, pending, touched: new Set(pending.flatMap(({ touches }) => touches)) };
  knownOrders.set(amendments, made);
  return made;
};

/** The amendments of a state in the order of submission. */
export const submittedAmendments = (state: DeliberationState): readonly TabledAmendment[] =>
  inOrder(state).submitted;

/** Those on which nothing was decided yet, and which nobody withdrew. */
export const pendingAmendments = (state: DeliberationState): readonly TabledAmendment[] =>
  inOrder(state).pending;

/** BRD-16: whether amendments to an item are pending; to the whole text any of them is one. */
export const isBeingAmended = (state: DeliberationState, item: ItemId): boolean => {
  const { pending, touched } = inOrder(state);
  return item === WHOLE_TEXT ? pending.length > 0 : touched.has(item);
};

/** AMP-46: the delegations behind an amendment, each once: its sponsors, and the members of the group for which it was tabled. */
export const sponsoringMembers = ({
  sponsors,
  onBehalfOf,
}: Pick<TabledAmendment, 'sponsors' | 'onBehalfOf'>): readonly MemberId[] => [
  ...new Set([...sponsors, ...(onBehalfOf?.members ?? [])]),
];

/** Adopted or taken in by the sponsors; of an amendment to another this is so before that one is decided. */
export const isTaken = ({ state }: TabledAmendment): boolean =>
  state === 'adopted' || state === 'acceptedBySponsors';

/** Whether an amendment to this one was adopted or taken in. */
export const isAmended = (state: DeliberationState, id: AmendmentId): boolean =>
  submittedAmendments(state).some((other) => other.amends === id && isTaken(other));

/** AMP-9: pending amendments that fall with these, for they need or amend one of them, however long the chain. */
export const fallingWith = (state: DeliberationState, lost: readonly AmendmentId[]): readonly Lapse[] => {
  const gone = new Set(lost);
  const lapsed: Lapse[] = [];
  if (lost.length === 0) return lapsed;
  const isStanding = (amendment: TabledAmendment): boolean =>
    amendment.state === 'submitted' || (amendment.amends !== undefined && isTaken(amendment));
  const standing = submittedAmendments(state).filter(isStanding);
  for (let found = true; found;) {
    found = false;
    for (const { id, needs, amends } of standing) {
      if (gone.has(id)) continue;
      const because = [...(amends === undefined ? [] : [amends]), ...needs].filter((other) =>
        gone.has(other),
      );
      if (because.length === 0) continue;
      gone.add(id);
      lapsed.push({ amendment: id, cause: 'falls', because });
      found = true;
    }
  }
  return lapsed.sort((a, b) => amendmentNumber(a.amendment) - amendmentNumber(b.amendment));
};

/**
 * AMP-13, AMP-32: the first of what an amendment needs that is not in the text yet: pending, not put any more, or taken into
 * an amendment that is pending itself. What was taken into the very amendment that it amends is there.
 */
export const unmetNeed = (
  state: DeliberationState,
  { needs, amends }: TabledAmendment,
): AmendmentId | undefined => {
  for (const need of needs) {
    const needed = entryOf(state.amendments, need);
    if (needed === undefined || !isTaken(needed)) return need;
    const into = needed.amends === undefined ? undefined : entryOf(state.amendments, needed.amends);
    if (into !== undefined && into.id !== amends && !isTaken(into)) return into.id;
  }
  return undefined;
};

/** AMP-5, AMP-32: an amendment that was taken already and with which this one is declared exclusive, by either of them. */
export const excludedBy = (
  state: DeliberationState,
  { id, excludes }: TabledAmendment,
): AmendmentId | undefined =>
  submittedAmendments(state).find(
    (other) => isTaken(other) && (excludes.includes(other.id) || other.excludes.includes(id)),
  )?.id;

/** An amendment to the text, or the one that it amends: what stands or falls as one in the text. */
export const rootOf = (state: DeliberationState, { amends, id }: TabledAmendment): AmendmentId =>
  amends === undefined ? id : (entryOf(state.amendments, amends)?.id ?? id);
