import { chairsOrder } from '../../amendments/order-of-voting.ts';
import type { TextEngine } from '../../amendments/text-engine.ts';
import { orderAround } from '../../amendments/voting-order.ts';
import { dividedFirst } from '../../divisions/division-turn.ts';
import { formatInstant, parseInstant } from '../../rules/instant.ts';
import type { Actor, AmendmentId, BodyState, DeliberationState, TabledAmendment } from '../../types.ts';
import {
  admitPublic,
  bindingMember,
  conductRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { parkedRefusal } from '../parked-paragraphs.ts';
import { hasSponsors, isMainSponsor } from '../text-sponsors.ts';
import { pendingAmendments, unmetNeed } from './amendment-records.ts';
import { pendingAmendment } from './read-handed-in.ts';

/**
 * AMP-33: what is taken in without a vote takes no vote from others: an amendment to it, or one that is put before it and
 * could not be adopted beside it, is decided first.
 */
const outOfTurn = (
  state: DeliberationState,
  texts: TextEngine,
  { id: amendment, amends }: Pick<TabledAmendment, 'id' | 'amends'>,
): Refused | undefined => {
  const sub = pendingAmendments(state).find((other) => other.amends === amendment);
  if (sub !== undefined) return refuse('amendment.beingAmended', { amendment, by: sub.id });
  const near = texts.near(state, amendment);
  if (near.length < 2) return undefined;
  const rivals = texts.compare(state, near).find(({ id }) => id === amendment)?.excludesIfAdopted ?? [];
  if (rivals.length === 0) return undefined;
  // What is taken into an amendment meets the others that would go into it; that one itself is yet to be put.
  const isRival = (id: AmendmentId): boolean =>
    rivals.includes(id) && (amends === undefined || entryOf(state.amendments, id)?.amends === amends);
  const order = orderAround(state, texts, amendment).map(({ id }) => id);
  const next = order.slice(0, order.indexOf(amendment)).find(isRival);
  return next === undefined ? undefined : refuse('amendment.notNext', { amendment, next });
};

/** SPO-88: a text that delegations brought is theirs until it is put; one that has no sponsors is the chair's. */
const ownTextRefusal = (state: DeliberationState, actor: Actor, body: BodyState): Refused | undefined => {
  if (!hasSponsors(state)) return conductRefusal(actor, 'chair');
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  return isMainSponsor(state, member) ? undefined : refuse('sponsors.notMain', { member });
};

/**
 * AMP-12, AMP-33, SPO-88: an amendment is taken in without a vote by those whose text it amends: an amendment to another by
 * the main sponsor of that one, one to the text by a main sponsor of the text, or by the chair where it has none.
 */
export const acceptAmendment: AdmitAct<'acceptAmendment'> = (state, act, { actor, body, texts }) => {
  const found = pendingAmendment(state, act.amendment);
  if ('refused' in found) return found.refused;
  const { id, amends } = found.amendment;
  if (amends === undefined) {
    const refused = ownTextRefusal(state, actor, body);
    if (refused !== undefined) return refused;
  } else {
    const binding = bindingMember(actor, body);
    if ('refused' in binding) return binding.refused;
    const parent = pendingAmendment(state, amends);
    if ('refused' in parent) return parent.refused;
    if (parent.amendment.sponsors[0] !== binding.member)
      return refuse('amendment.notSponsor', { amendment: amends, member: binding.member });
  }
  const needed = unmetNeed(state, found.amendment);
  if (needed !== undefined) return refuse('amendment.needs', { amendment: id, needed });
  const parked = parkedRefusal(state, found.amendment.touches);
  if (parked !== undefined) return parked;
  const divided = dividedFirst(state, id);
  if (divided !== undefined) return divided;
  const before = act.inTurn === false ? undefined : outOfTurn(state, texts, found.amendment);
  if (before !== undefined) return before;
  const adopted = texts.adopt(state, id);
  if (!adopted.ok) return { admitted: false, refusal: adopted.refusal };
  return admitPublic({
    type: 'amendmentAccepted',
    payload: { amendment: id, ...(act.inTurn === false ? {} : { inTurn: true }), ...adopted.value },
  });
};

/**
 * ORD-6, ORD-7: the chair rules the order of amendments that are decided together, with a reason. It names every pending
 * amendment of each component that it touches.
 */
export const ruleOrder: AdmitAct<'ruleOrder'> = (state, { amendments, reason }, { actor, texts }) => {
  const refused = conductRefusal(actor, 'chair') ?? reasonRefusal(reason);
  if (refused !== undefined) return refused;
  // ORD-30: an order of nothing is none.
  if (amendments.length === 0) return refuse('order.empty');
  // ACT-22: saying the same again is in order.
  const last = state.orderRulings.at(-1);
  if (last?.reason === reason && last.amendments.join() === amendments.join()) return admitPublic();
  // ORD-46: what may be decided together with those that are named, and no more: comparing everything holds up everybody.
  const near = new Set<AmendmentId>();
  for (const id of amendments)
    if (!near.has(id) && entryOf(state.amendments, id)?.state === 'submitted')
      for (const other of texts.near(state, id)) near.add(other);
  const compared = texts.compare(
    state,
    pendingAmendments(state).flatMap(({ id }) => (near.has(id) ? id : [])),
  );
  const named = new Set(amendments);
  const touched = new Set(compared.filter(({ id }) => named.has(id)).map(({ component }) => component));
  const order = chairsOrder(
    compared.filter(({ component }) => touched.has(component)),
    { ids: amendments, reason },
  );
  if (!order.ok) return { admitted: false, refusal: order.refusal };
  return admitPublic({ type: 'orderRuled', payload: { amendments, reason } });
};

/** AMP-1: until when amendments are submitted is announced by those who conduct, and may be announced anew. */
export const closeSubmission: AdmitAct<'closeSubmission'> = (state, { until }, { actor, at }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  const milliseconds = until === null ? undefined : parseInstant(until);
  const isWritten = milliseconds !== undefined && formatInstant(milliseconds) === until;
  if (until !== null && (!isWritten || until <= at)) return refuse('submission.notAhead', { until, at });
  if (until === (state.submissionUntil ?? null)) return admitPublic();
  return admitPublic({ type: 'submissionClosing', payload: { until } });
};
