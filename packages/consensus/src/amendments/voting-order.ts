import { pendingAmendments } from '../acts/amendments/amendment-records.ts';
import type { AmendmentId, DeliberationState, OrderRuling } from '../types.ts';
import {
  chairsOrder,
  orderOfVoting,
  type OrderedAmendment,
  type RankedAmendment,
} from './order-of-voting.ts';
import type { TextEngine } from './text-engine.ts';

/** Rulings are never changed, and one may name hundreds: where each stands in it is told once for all components. */
const knownPlaces = new WeakMap<OrderRuling, ReadonlyMap<AmendmentId, number>>();
const placesIn = (ruling: OrderRuling): ReadonlyMap<AmendmentId, number> => {
  const known = knownPlaces.get(ruling);
  if (known !== undefined) return known;
  const places = new Map(ruling.amendments.map((id, at) => [id, at]));
  knownPlaces.set(ruling, places);
  return places;
};

/** The latest order that the chair ruled, as long as it names every amendment of this component; else the computed one. */
const componentOrder = (
  state: DeliberationState,
  component: readonly OrderedAmendment[],
): readonly RankedAmendment[] => {
  for (const ruling of state.orderRulings.toReversed()) {
    const places = placesIn(ruling);
    if (!component.every(({ id }) => places.has(id))) continue;
    const ids = component
      .map(({ id }) => id)
      .sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
    const ruled = chairsOrder(component, { ids, reason: ruling.reason });
    if (ruled.ok) return ruled.order;
  }
  return orderOfVoting(component);
};

const orderOf = (
  state: DeliberationState,
  compared: readonly OrderedAmendment[],
): readonly (readonly RankedAmendment[])[] => {
  const components = new Map<number, OrderedAmendment[]>();
  for (const amendment of compared) {
    const { component = 0 } = amendment;
    const list = components.get(component);
    if (list === undefined) components.set(component, [amendment]);
    else list.push(amendment);
  }
  return [...components.keys()]
    .sort((a, b) => a - b)
    .map((key) => componentOrder(state, components.get(key) ?? []));
};

/**
 * ORD-7: the order in which the pending amendments are put, one list for each component: amendments that meet, need or
 * amend one another. The latest order that the chair ruled holds as long as it names every pending amendment of the
 * component; else the computed one, with the reason for each place.
 */
export const votingOrder = (
  state: DeliberationState,
  texts: Pick<TextEngine, 'compare'>,
): readonly (readonly RankedAmendment[])[] =>
  orderOf(
    state,
    texts.compare(
      state,
      pendingAmendments(state).map(({ id }) => id),
    ),
  );

/**
 * ORD-8: the order in which a pending amendment and those that it is decided together with are put. Only what may be decided
 * with it is compared, however much is pending.
 */
export const orderAround = (
  state: DeliberationState,
  texts: Pick<TextEngine, 'compare' | 'near'>,
  amendment: AmendmentId,
): readonly RankedAmendment[] => {
  const near = texts.near(state, amendment);
  return (
    orderOf(state, texts.compare(state, near)).find((order) => order.some(({ id }) => id === amendment)) ?? []
  );
};

/** ORD-8: the amendment that is put before all others of those that this one is decided together with. */
export const firstToBePut = (
  state: DeliberationState,
  texts: Pick<TextEngine, 'compare' | 'near'>,
  amendment: AmendmentId,
): AmendmentId | undefined => {
  const near = texts.near(state, amendment);
  return near.length < 2 ? near[0] : orderAround(state, texts, amendment)[0]?.id;
};
