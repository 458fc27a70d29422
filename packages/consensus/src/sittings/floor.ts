import { admitPublic, conductRefusal, limitRefusal, reasonRefusal, refuse } from '../acts/admission.ts';
import { isOfEdition } from '../acts/edition.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { barRefusal, isBarredIn, isDebateClosedIn } from '../acts/text-bar.ts';
import type { BodyState, DeliberationState, SittingAct, SittingState } from '../types.ts';
import { motionSpeakers, motionSpeakersMax, speaksOn, spokenOn } from './motions.ts';
import {
  absenceRefusal,
  busyRefusal,
  lostSeatRefusal,
  seatRefusal,
  type AdmitSittingAct,
} from './sitting-answer.ts';
import { constituencyOf, isForItem, limitSecondsOf, mayAnswer, repliesOf, speakersOf } from './speakers.ts';

type Asking = Extract<SittingAct, { readonly type: 'askForFloor' }>;

/** SIT-9: a group is spoken for by one of its members. */
const groupRefusal = ({ member, group, kind }: Asking, body: BodyState) => {
  if (group === undefined) return undefined;
  const declared = entryOf(body.groups, group);
  if (declared === undefined) return refuse('group.unknown', { group });
  if (kind !== 'speech' || !declared.members.includes(member)) return refuse('group.notMember', { group });
  return undefined;
};

/** SIT-8: to the list while it is open and its debate goes on. */
const speechRefusal = (state: SittingState, { member, group }: Asking) => {
  const item = state.inHand?.item;
  if (item !== undefined && entryOf(state.debates, item) !== undefined)
    return refuse('floor.debateOver', { item });
  if (!state.listOpen) return refuse('floor.listClosed');
  const waits = state.requests.some(
    (one) =>
      one.kind === 'speech' &&
      one.member === member &&
      one.group === group &&
      isForItem(one, state.inHand?.item),
  );
  return waits ? refuse('floor.asked', { member }) : undefined;
};

/** SIT-12, SIT-60: replies come on what was said by others, to the bound that the rules give. */
const replyRefusal = (state: SittingState, { member }: Asking) => {
  if (isOfEdition(state, 2) && !mayAnswer(state, member)) return refuse('floor.nothingSaid');
  return repliesOf(state, member) >= state.rules.replySeconds.length
    ? refuse('floor.repliesUsed', { member, max: state.rules.replySeconds.length })
    : undefined;
};

/** SIT-19, SIT-28, SIT-58: on the motion that is put next or for division, within its number of speakers. */
const onMotionRefusal = (state: SittingState, body: BodyState, { member, side }: Asking) => {
  const motion = spokenOn(state);
  if (motion === undefined || side === undefined) return refuse('motion.none');
  if (entryOf(body.members, member)?.role !== 'member')
    return refuse('member.unknown', { members: [member] });
  // SIT-58: places on a motion are few, and for those who are in the room.
  const absent = isOfEdition(state, 2) ? absenceRefusal(state, member) : undefined;
  if (absent !== undefined) return absent;
  if (speaksOn(state, motion, member)) return refuse('floor.asked', { member });
  const max = motionSpeakersMax(motion.kind, side);
  return motionSpeakers(state, motion, side) >= max
    ? refuse('motion.speakersFull', { motion: motion.id, max })
    : undefined;
};

const kindRefusal = (state: SittingState, body: BodyState, act: Asking) => {
  switch (act.kind) {
    case 'speech':
      return speechRefusal(state, act);
    case 'reply':
      return replyRefusal(state, act);
    case 'onMotion':
      return onMotionRefusal(state, body, act);
  }
};

/** SIT-40: a text on which no action is taken is not debated in that session, in whichever meeting it comes up. */
const barredDebateRefusal = (state: SittingState, deliberation: DeliberationState | undefined) =>
  deliberation?.bar !== undefined && isBarredIn(deliberation.bar, state)
    ? barRefusal(deliberation)
    : undefined;

/** SIT-85: nor is one on which the debate was closed in an earlier meeting of the session. */
const closedDebateRefusal = (state: SittingState, deliberation: DeliberationState | undefined) => {
  const item = state.inHand?.item;
  return item !== undefined && deliberation !== undefined && isDebateClosedIn(deliberation, state.session)
    ? refuse('floor.debateOver', { item })
    : undefined;
};

/** SIT-87: a constituency of organizations has so many places on the list of an item as the rules give it. */
const slotsRefusal = (state: SittingState, body: BodyState, { member }: Asking) => {
  const max = state.rules.constituencySlots;
  const constituency = constituencyOf(body, member);
  if (max === undefined || constituency === undefined) return undefined;
  const taken = [...state.spoken, ...(state.speech === undefined ? [] : [state.speech]), ...state.requests];
  const used = taken.filter(
    (one) =>
      one.kind === 'speech' &&
      isForItem(one, state.inHand?.item) &&
      constituencyOf(body, one.member) === constituency,
  );
  return used.length >= max ? refuse('floor.slotsUsed', { constituency, max }) : undefined;
};

/** SIT-8: a delegation or an observer asks for the floor; the chair and the secretariat enter who raised the plate. */
export const askForFloor: AdmitSittingAct<'askForFloor'> = (state, act, circumstances) => {
  const { actor, body, at, deliberation } = circumstances;
  const { member, kind, group, side } = act;
  const refused =
    seatRefusal(actor, body, member) ??
    lostSeatRefusal(body, member, at) ??
    groupRefusal(act, body) ??
    kindRefusal(state, body, act) ??
    (kind === 'speech'
      ? (barredDebateRefusal(state, deliberation) ??
        closedDebateRefusal(state, deliberation) ??
        slotsRefusal(state, body, act))
      : undefined);
  if (refused !== undefined) return refused;
  if (kind !== 'onMotion' && side !== undefined) return refuse('motion.none');
  if (state.requests.length >= ACT_LIMITS.SPEAKERS_WAITING_MAX) return limitRefusal('SPEAKERS_WAITING_MAX');
  if (state.asked >= ACT_LIMITS.FLOOR_REQUESTS_MAX) return limitRefusal('FLOOR_REQUESTS_MAX');
  const motion = kind === 'onMotion' ? spokenOn(state) : undefined;
  const item = state.inHand?.item;
  return admitPublic({
    type: 'floorAsked',
    payload: {
      request: `q${state.asked + 1}`,
      member,
      kind,
      ...(group === undefined ? {} : { group }),
      ...(motion === undefined ? {} : { motion: motion.id }),
      ...(side === undefined ? {} : { side }),
      ...(item === undefined ? {} : { item }),
    },
  });
};

const waiting = (state: SittingState, request: string) => state.requests.find(({ id }) => id === request);

/** SIT-13: whoever asked may withdraw, and the chair may strike. */
export const withdrawRequest: AdmitSittingAct<'withdrawRequest'> = (state, { request }, { actor, body }) => {
  const asked = waiting(state, request);
  if (asked === undefined) return refuse('floor.notWaiting', { request });
  return (
    seatRefusal(actor, body, asked.member) ??
    admitPublic({ type: 'requestWithdrawn', payload: { request, member: asked.member } })
  );
};

/** SIT-8: the chair announces the list and declares it closed, and may open it again. */
export const setSpeakersList: AdmitSittingAct<'setSpeakersList'> = (state, { open }, { actor }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  return state.listOpen === open
    ? admitPublic()
    : admitPublic({ type: 'speakersListSet', payload: { open } });
};

/**
 * SIT-10: the chair calls the next speaker; one out of turn only with a reason for the record. Whoever had the floor has
 * ended. SIT-14: of two chairs that call the same speaker, one is refused.
 */
export const giveFloor: AdmitSittingAct<'giveFloor'> = (state, { request, reason }, { actor, body, at }) => {
  const refused = conductRefusal(actor, 'chair') ?? busyRefusal(state);
  if (refused !== undefined) return refused;
  const asked = waiting(state, request);
  if (asked === undefined) return refuse('floor.notWaiting', { request });
  const motion = spokenOn(state);
  if (motion !== undefined && asked.motion !== motion.id)
    return refuse('motion.first', { motion: motion.id });
  const absent = absenceRefusal(state, asked.member) ?? lostSeatRefusal(body, asked.member, at);
  if (absent !== undefined) return absent;
  const inTurn = speakersOf(body, state).at(0)?.id === request;
  const unreasoned = inTurn ? undefined : reasonRefusal(reason ?? '');
  if (unreasoned !== undefined) return unreasoned;
  return admitPublic({
    type: 'floorGiven',
    payload: {
      request,
      member: asked.member,
      limitSeconds: limitSecondsOf(body, state, asked),
      ...(inTurn || reason === undefined ? {} : { reason }),
    },
  });
};

/** SIT-13: whoever has the floor gives it back, or the chair ends the speech. */
export const endSpeech: AdmitSittingAct<'endSpeech'> = (state, { request }, { actor, body }) => {
  const { speech } = state;
  if (speech === undefined || speech.id !== request) return refuse('floor.notSpeaking', { request });
  const ends = { type: 'speechEnded', payload: { request, member: speech.member } } as const;
  if (actor.kind !== 'chair') return seatRefusal(actor, body, speech.member) ?? admitPublic(ends);
  return busyRefusal(state) ?? admitPublic(ends);
};

/** SIT-11: the chair lets a speaker go on beyond the limit, by so many seconds. */
export const extendTime: AdmitSittingAct<'extendTime'> = (state, { request, seconds }, { actor }) => {
  const refused = conductRefusal(actor, 'chair');
  if (refused !== undefined) return refused;
  const { speech } = state;
  if (speech === undefined || speech.id !== request) return refuse('floor.notSpeaking', { request });
  const isTime = Number.isSafeInteger(seconds) && seconds >= 1;
  if (!isTime || speech.limitSeconds + seconds > ACT_LIMITS.FLOOR_SECONDS_MAX)
    return limitRefusal('FLOOR_SECONDS_MAX');
  return admitPublic({ type: 'timeExtended', payload: { request, member: speech.member, seconds } });
};
