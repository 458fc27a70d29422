import {
  admitPublic,
  bindingMember,
  conductRefusal,
  limitRefusal,
  refuse,
  type Refused,
} from '../acts/admission.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { isDebateClosedIn } from '../acts/text-bar.ts';
import { addSeconds } from '../rules/instant.ts';
import type { BodyState, DeliberationState, Motion, MotionKind, SittingState } from '../types.ts';
import { textMotionRefusal, votingRefusal } from './effects-on-text.ts';
import { objectionSeconds, pendingMotions } from './motions.ts';
import { decidingQuorum, isOnRoll, notYetVoted, rollOf, voteResult } from './quorum.ts';
import {
  absenceRefusal,
  busyRefusal,
  openVote,
  proceduralMember,
  undecidedRefusal,
  waitingPoint,
  type AdmitSittingAct,
} from './sitting-answer.ts';

/** Words that may be missing: what is said aloud need not be written, and is bounded when it is. */
const wordsRefusal = (words: string): Refused | undefined =>
  words.length > ACT_LIMITS.REASON_CHARACTERS_MAX ? limitRefusal('REASON_CHARACTERS_MAX') : undefined;

const quorumRefusal = (body: BodyState, state: SittingState): Refused | undefined => {
  const { present, needed, reached } = decidingQuorum(body, state);
  return reached ? undefined : refuse('quorum.missing', { present, needed });
};

const voteLimit = (state: SittingState): Refused | undefined =>
  state.votes.length >= ACT_LIMITS.FLOOR_VOTES_MAX ? limitRefusal('FLOOR_VOTES_MAX') : undefined;

/** SIT-15: a delegate of a member on the roll raises a point of order at any time; it interrupts whoever speaks. */
export const raisePointOfOrder: AdmitSittingAct<'raisePointOfOrder'> = (state, { text }, { actor, body }) => {
  const speaker = proceduralMember(actor, body);
  if ('refused' in speaker) return speaker.refused;
  const refused = absenceRefusal(state, speaker.member) ?? wordsRefusal(text);
  if (refused !== undefined) return refused;
  const before = waitingPoint(state);
  if (before !== undefined) return refuse('point.waiting', { point: before.id });
  if (state.points.length >= ACT_LIMITS.POINTS_OF_ORDER_MAX) return limitRefusal('POINTS_OF_ORDER_MAX');
  return admitPublic({
    type: 'pointOfOrderRaised',
    payload: { point: `o${state.points.length + 1}`, member: speaker.member, text },
  });
};

/** SIT-16: the chair rules on it at once. */
export const rulePoint: AdmitSittingAct<'rulePoint'> = (state, { point, upheld, words }, { actor }) => {
  const refused = conductRefusal(actor, 'chair') ?? wordsRefusal(words);
  if (refused !== undefined) return refused;
  if (waitingPoint(state)?.id !== point) return refuse('point.ruled', { point });
  return admitPublic({ type: 'pointRuled', payload: { point, upheld, words } });
};

/** SIT-17: a delegation appeals against the ruling just given; it is put to the vote at once. */
export const appealRuling: AdmitSittingAct<'appealRuling'> = (state, { point }, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const refused = absenceRefusal(state, member) ?? busyRefusal(state);
  if (refused !== undefined) return refused;
  if (state.freshRuling !== point) return refuse('point.notFresh', { point });
  return (
    quorumRefusal(body, state) ??
    voteLimit(state) ??
    admitPublic({
      type: 'rulingAppealed',
      payload: { point, vote: `v${state.votes.length + 1}`, member, roll: rollOf(body, state) },
    })
  );
};

/** SIT-18, SIT-40, SIT-42, SIT-43: what is moved on an item has an object: its debate, or its text. */
const itemMotionRefusal = (
  state: SittingState,
  kind: MotionKind,
  item: string,
  deliberation: DeliberationState | undefined,
): Refused | undefined => {
  const onDebate = kind === 'adjournDebate' || kind === 'closeDebate';
  const isOver =
    entryOf(state.debates, item) !== undefined ||
    (deliberation !== undefined && isDebateClosedIn(deliberation, state.session));
  if (onDebate && isOver) return refuse('floor.debateOver', { item });
  const hasText = state.agenda.some((one) => one.id === item && one.deliberation !== undefined);
  if (!onDebate && !hasText) return refuse('agenda.noText', { item });
  return deliberation === undefined ? undefined : textMotionRefusal(deliberation, kind, item);
};

/** SIT-18: a delegation moves what the rules of procedure know; each kind waits once. */
export const moveMotion: AdmitSittingAct<'moveMotion'> = (state, { kind, reason }, circumstances) => {
  const { actor, body, deliberation } = circumstances;
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const refused = absenceRefusal(state, member) ?? busyRefusal(state) ?? wordsRefusal(reason);
  if (refused !== undefined) return refused;
  const same = pendingMotions(state).find((motion) => motion.kind === kind);
  if (same !== undefined) return refuse('motion.waiting', { motion: same.id });
  if (state.motions.length >= ACT_LIMITS.MOTIONS_MAX) return limitRefusal('MOTIONS_MAX');
  const onMeeting = kind === 'suspendMeeting' || kind === 'adjournMeeting';
  const item = onMeeting ? undefined : state.inHand?.item;
  if (!onMeeting && item === undefined) return refuse('agenda.nothingInHand');
  const without = item === undefined ? undefined : itemMotionRefusal(state, kind, item, deliberation);
  if (without !== undefined) return without;
  return admitPublic({
    type: 'motionMoved',
    payload: {
      motion: `m${state.motions.length + 1}`,
      kind,
      member,
      reason,
      ...(item === undefined ? {} : { item }),
    },
  });
};

/** SIT-41: a motion on a text is not settled while a vote on it is under way. */
const settlingRefusal = (
  state: SittingState,
  motion: string,
  deliberation: DeliberationState | undefined,
): Refused | undefined => {
  const kind = state.motions.find(({ id }) => id === motion)?.kind;
  return kind === undefined ? undefined : votingRefusal(deliberation, kind);
};

const pending = (state: SittingState, motion: string) =>
  pendingMotions(state).find(({ id }) => id === motion);

/** SIT-18: its mover withdraws it before it is put. */
export const withdrawMotion: AdmitSittingAct<'withdrawMotion'> = (state, { motion }, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const moved = pending(state, motion);
  if (moved === undefined || moved.vote !== undefined) return refuse('motion.notPending', { motion });
  if (moved.member !== binding.member) return refuse('floor.notOwn', { member: moved.member });
  return admitPublic({ type: 'motionWithdrawn', payload: { motion } });
};

/** SIT-18, SIT-19: the motion of the highest precedence is decided, once its speakers were heard, with the quorum. */
const decidable = (
  state: SittingState,
  motion: string,
  body: BodyState,
): { readonly moved: Motion } | { readonly refused: Refused } => {
  const moved = pending(state, motion);
  if (moved === undefined) return { refused: refuse('motion.notPending', { motion }) };
  const [first] = pendingMotions(state);
  if (first !== undefined && first.id !== motion)
    return { refused: refuse('motion.first', { motion: first.id }) };
  if (state.speech !== undefined) return { refused: refuse('floor.taken', { member: state.speech.member }) };
  const heard = state.requests.find((request) => request.motion === motion);
  if (heard !== undefined) return { refused: refuse('motion.speakersWait', { member: heard.member }) };
  const refused = quorumRefusal(body, state);
  return refused === undefined ? { moved } : { refused };
};

/** SIT-27: the chair asks whether anybody objects to the motion; once somebody did, it is put to the vote. */
export const askObjections: AdmitSittingAct<'askObjections'> = (state, { motion }, circumstances) => {
  const { actor, body, deliberation } = circumstances;
  const refused = conductRefusal(actor, 'chair') ?? busyRefusal(state);
  if (refused !== undefined) return refused;
  const decided = decidable(state, motion, body);
  if ('refused' in decided) return decided.refused;
  const { objectedBy } = decided.moved;
  if (objectedBy !== undefined) return refuse('motion.objected', { motion, member: objectedBy });
  return (
    votingRefusal(deliberation, decided.moved.kind) ??
    admitPublic({ type: 'objectionsAsked', payload: { motion } })
  );
};

/** SIT-27: one member on the roll that objects is enough; it gives no reason. */
export const objectToMotion: AdmitSittingAct<'objectToMotion'> = (state, { motion }, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const absent = absenceRefusal(state, member);
  if (absent !== undefined) return absent;
  const already = state.motions.find(({ id }) => id === motion)?.objectedBy;
  if (already !== undefined) return refuse('motion.objected', { motion, member: already });
  if (state.question?.motion !== motion) return refuse('motion.notAsked', { motion });
  return admitPublic({ type: 'motionObjected', payload: { motion, member } });
};

/** SIT-27: the chair declares it carried when the time for objections passed and nobody objected. */
export const carryMotion: AdmitSittingAct<'carryMotion'> = (state, { motion }, circumstances) => {
  const { actor, at, body, deliberation } = circumstances;
  const refused = conductRefusal(actor, 'chair') ?? undecidedRefusal(state);
  if (refused !== undefined) return refused;
  if (state.question?.motion !== motion) return refuse('motion.notAsked', { motion });
  const until = addSeconds(state.question.askedAt, objectionSeconds(state.rules));
  if (at < until) return refuse('vote.early', { until });
  return (
    quorumRefusal(body, state) ??
    settlingRefusal(state, motion, deliberation) ??
    admitPublic({ type: 'motionCarried', payload: { motion } })
  );
};

/** SIT-18, SIT-27: the chair puts a motion to the vote, also one of which it asked whether anybody objects. */
export const putMotion: AdmitSittingAct<'putMotion'> = (state, { motion }, circumstances) => {
  const { actor, body, deliberation } = circumstances;
  const isAsked = state.question?.motion === motion;
  const refused = conductRefusal(actor, 'chair') ?? (isAsked ? undecidedRefusal(state) : busyRefusal(state));
  if (refused !== undefined) return refused;
  const decided = decidable(state, motion, body);
  if ('refused' in decided) return decided.refused;
  return (
    voteLimit(state) ??
    votingRefusal(deliberation, decided.moved.kind) ??
    admitPublic({
      type: 'motionPut',
      payload: { motion, vote: `v${state.votes.length + 1}`, roll: rollOf(body, state) },
    })
  );
};

/** SIT-21, SIT-59: each member on the roll when it was opened has one vote, and may change it until the vote is closed. */
export const castVote: AdmitSittingAct<'castVote'> = (state, { vote, choice }, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const open = openVote(state);
  const votes = open !== undefined && isOnRoll(state, open, member);
  const absent = votes ? undefined : absenceRefusal(state, member);
  if (absent !== undefined) return absent;
  if (open?.id !== vote) return refuse('vote.closed', { vote });
  if (!votes) return refuse('vote.notOnRoll', { member });
  if (entryOf(open.cast, member) === choice) return admitPublic();
  return admitPublic({ type: 'voteCast', payload: { vote, member, choice } });
};

/** SIT-21: the chair closes a vote when everybody present has voted, or when the announced time has passed. */
export const closeVote: AdmitSittingAct<'closeVote'> = (state, { vote }, circumstances) => {
  const { actor, at, body, deliberation } = circumstances;
  const refused = conductRefusal(actor, 'chair');
  if (refused !== undefined) return refused;
  const open = openVote(state);
  if (open?.id !== vote) return refuse('vote.closed', { vote });
  const point = waitingPoint(state);
  if (point !== undefined) return refuse('point.waiting', { point: point.id });
  const until = addSeconds(open.openedAt, state.rules.voteSeconds);
  if (at < until && notYetVoted(body, state, open).length > 0) return refuse('vote.early', { until });
  const unsettled = 'motion' in open.on ? settlingRefusal(state, open.on.motion, deliberation) : undefined;
  return (
    unsettled ?? admitPublic({ type: 'voteClosed', payload: { vote, result: voteResult(body, state, open) } })
  );
};
