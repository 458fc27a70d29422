import { chairsOrder } from '../../amendments/order-of-voting.ts';
import { dividedFirst } from '../../divisions/division-turn.ts';
import { formatInstant, parseInstant } from '../../rules/instant.ts';
import { admitPublic, bindingMember, conductRefusal, reasonRefusal, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { pendingAmendments } from './amendment-records.ts';
import { pendingAmendment } from './read-handed-in.ts';

/**
 * AMP-12: an amendment is taken in without a vote by those whose text it amends: an amendment to another by the main sponsor
 * of that one, one to the text by the chair.
 */
export const acceptAmendment: AdmitAct<'acceptAmendment'> = (state, act, { actor, body, texts }) => {
  const found = pendingAmendment(state, act.amendment);
  if ('refused' in found) return found.refused;
  const { id, amends } = found.amendment;
  if (amends === undefined) {
    const refused = conductRefusal(actor, 'chair');
    if (refused !== undefined) return refused;
  } else {
    const binding = bindingMember(actor, body);
    if ('refused' in binding) return binding.refused;
    const parent = pendingAmendment(state, amends);
    if ('refused' in parent) return parent.refused;
    if (parent.amendment.sponsors[0] !== binding.member)
      return refuse('amendment.notSponsor', { amendment: amends, member: binding.member });
  }
  const needed = found.amendment.needs.find((need) => entryOf(state.amendments, need)?.state === 'submitted');
  if (needed !== undefined) return refuse('amendment.needs', { amendment: id, needed });
  const divided = dividedFirst(state, id);
  if (divided !== undefined) return divided;
  const adopted = texts.adopt(state, id);
  if (!adopted.ok) return { admitted: false, refusal: adopted.refusal };
  return admitPublic({ type: 'amendmentAccepted', payload: { amendment: id, ...adopted.value } });
};

/**
 * ORD-6, ORD-7: the chair rules the order of amendments that are decided together, with a reason. It names every pending
 * amendment of each component that it touches.
 */
export const ruleOrder: AdmitAct<'ruleOrder'> = (state, { amendments, reason }, { actor, texts }) => {
  const refused = conductRefusal(actor, 'chair') ?? reasonRefusal(reason);
  if (refused !== undefined) return refused;
  // ACT-22: saying the same again is in order.
  const last = state.orderRulings.at(-1);
  if (last?.reason === reason && last.amendments.join() === amendments.join()) return admitPublic();
  const compared = texts.compare(
    state,
    pendingAmendments(state).map(({ id }) => id),
  );
  const touched = new Set(
    compared.filter(({ id }) => amendments.includes(id)).map(({ component }) => component),
  );
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
