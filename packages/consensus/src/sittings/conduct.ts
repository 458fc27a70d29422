import { admitPublic, conductRefusal, refuse, type Refused } from '../acts/admission.ts';
import { pendingAmendment } from '../acts/amendments/read-handed-in.ts';
import { entryOf } from '../acts/entry-of.ts';
import { paragraphOf } from '../acts/items.ts';
import { isDividable } from '../divisions/division-of.ts';
import type { DeliberationState, SittingAct } from '../types.ts';
import { pendingMotions } from './motions.ts';
import { openingQuorum } from './quorum.ts';
import { busyRefusal, lostSeatRefusal, seatRefusal, type AdmitSittingAct } from './sitting-answer.ts';

/**
 * SIT-5: delegations and observers come to the roll themselves; the chair and the secretariat keep it for whoever is in
 * the room. Nobody is entered twice: who is already as named is passed over.
 */
export const registerPresence: AdmitSittingAct<'registerPresence'> = (
  state,
  { members, present },
  { actor, body, at },
) => {
  if (members.length === 0) return refuse('member.none');
  const named = [...new Set(members)].sort();
  for (const member of named) {
    const refused =
      seatRefusal(actor, body, member) ?? (present ? lostSeatRefusal(body, member, at) : undefined);
    if (refused !== undefined) return refused;
  }
  const changed = named.filter((member) => (entryOf(state.present, member) !== undefined) !== present);
  if (changed.length === 0) return admitPublic();
  return admitPublic({ type: 'presenceRegistered', payload: { members: changed, present } });
};

/** SIT-6: the chair opens the meeting when the quorum for opening is on the roll. */
export const openSitting: AdmitSittingAct<'openSitting'> = (state, _act, { actor, body }) => {
  const refused = conductRefusal(actor, 'chair');
  if (refused !== undefined) return refused;
  const { present, members, needed, reached } = openingQuorum(body, state);
  if (!reached) return refuse('quorum.missing', { present, needed });
  return admitPublic({ type: 'sittingOpened', payload: { present, members } });
};

type TakingUp = Extract<SittingAct, { readonly type: 'takeUp' }>;

/** SIT-30: one thing of the text is taken up at a time. */
const severalRefusal = ({ item, paragraph, amendment, division }: TakingUp): Refused | undefined =>
  [paragraph, amendment, division].filter((one) => one !== undefined).length > 1
    ? refuse('agenda.several', { item })
    : undefined;

/** SIT-30: what is taken up of a text is there: its paragraph, an amendment or a motion for division that is still to be decided. */
const absentRefusal = (
  words: DeliberationState,
  { paragraph, amendment, division }: TakingUp,
): Refused | undefined => {
  if (paragraph !== undefined && paragraphOf(words, paragraph) === undefined)
    return refuse('paragraph.unknown', { pid: paragraph });
  if (amendment !== undefined) {
    const found = pendingAmendment(words, amendment);
    if ('refused' in found) return found.refused;
  }
  if (division === undefined) return undefined;
  const asked = entryOf(words.divisions, division);
  if (asked === undefined) return refuse('division.none', { division });
  return isDividable(words, asked) ? undefined : refuse('division.closed', { division, fate: asked.fate });
};

/**
 * SIT-7, SIT-28, SIT-30: the chair takes up an item of the agenda, and a paragraph, an amendment or a motion for division of
 * its text.
 */
export const takeUp: AdmitSittingAct<'takeUp'> = (state, act, { actor, deliberation }) => {
  const { item, paragraph, amendment, division } = act;
  const refused = conductRefusal(actor, 'chair') ?? busyRefusal(state);
  if (refused !== undefined) return refused;
  const entry = state.agenda.find(({ id }) => id === item);
  if (entry === undefined) return refuse('agenda.unknown', { item });
  if ((paragraph ?? amendment ?? division) !== undefined && entry.deliberation === undefined)
    return refuse('agenda.noText', { item });
  const several = severalRefusal(act);
  if (several !== undefined) return several;
  const { inHand } = state;
  const isSame =
    inHand?.item === item &&
    inHand.paragraph === paragraph &&
    inHand.amendment === amendment &&
    inHand.division === division;
  if (isSame) return admitPublic();
  const absent = deliberation === undefined ? undefined : absentRefusal(deliberation, act);
  if (absent !== undefined) return absent;
  // What was moved on the debate of an item is settled before another one is taken up.
  const [motion] = pendingMotions(state);
  if (motion !== undefined && inHand?.item !== item) return refuse('motion.first', { motion: motion.id });
  return admitPublic({
    type: 'takenUp',
    payload: {
      item,
      ...(paragraph === undefined ? {} : { paragraph }),
      ...(amendment === undefined ? {} : { amendment }),
      ...(division === undefined ? {} : { division }),
    },
  });
};

/** SIT-24: the chair suspends the meeting when nothing waits to be decided; the clock of a speech stands. */
export const suspendSitting: AdmitSittingAct<'suspendSitting'> = (state, _act, { actor }) => {
  const refused = conductRefusal(actor, 'chair') ?? busyRefusal(state);
  if (refused !== undefined) return refused;
  const [motion] = pendingMotions(state);
  if (motion !== undefined) return refuse('motion.first', { motion: motion.id });
  return admitPublic({ type: 'sittingSuspended', payload: {} });
};

/** SIT-24: the meeting goes on where it was suspended. */
export const resumeSitting: AdmitSittingAct<'resumeSitting'> = (_state, _act, { actor }) =>
  conductRefusal(actor, 'chair') ?? admitPublic({ type: 'sittingResumed', payload: {} });

/** SIT-24: the chair adjourns the meeting when nothing waits to be decided; it is over for good. */
export const adjournSitting: AdmitSittingAct<'adjournSitting'> = (state, _act, { actor }) => {
  const refused = conductRefusal(actor, 'chair') ?? busyRefusal(state);
  if (refused !== undefined) return refused;
  const [motion] = pendingMotions(state);
  if (motion !== undefined) return refuse('motion.first', { motion: motion.id });
  return admitPublic({ type: 'sittingAdjourned', payload: {} });
};
