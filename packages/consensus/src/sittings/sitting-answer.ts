import { hasLostSeat } from '../accreditation/standing-of.ts';
import { refuse, type Circumstances, type Refused } from '../acts/admission.ts';
import { entryOf } from '../acts/entry-of.ts';
import type {
  Actor,
  Admission,
  BodyState,
  DeliberationState,
  Instant,
  MemberId,
  SittingAct,
  SittingEvent,
  SittingState,
} from '../types.ts';

/** Who acts in a sitting, and when. */
export interface SittingCircumstances extends Circumstances {
  /** The body as it stands when the act is made. */
  readonly body: BodyState;
  /** The deliberation that the item in question names; where it is not at hand, nothing is refused for what it holds. */
  readonly deliberation?: DeliberationState | undefined;
}

/** One act of a sitting that is planned: whether it is in order now, and the events it brings about. */
export type AdmitSittingAct<T extends SittingAct['type']> = (
  state: SittingState,
  act: Extract<SittingAct, { readonly type: T }>,
  circumstances: SittingCircumstances,
) => Admission<SittingEvent>;

/** SIT-4: a delegate or an observer acts for its own delegation, those who conduct for whoever is in the room. */
export const seatRefusal = (actor: Actor, body: BodyState, member: MemberId): Refused | undefined => {
  if (entryOf(body.members, member) === undefined) return refuse('member.unknown', { members: [member] });
  if (actor.kind === 'chair' || actor.kind === 'secretariat') return undefined;
  const isOwn = (actor.kind === 'delegate' || actor.kind === 'observer') && actor.member === member;
  return isOwn ? undefined : refuse('floor.notOwn', { member });
};

/** ACC-8: an observer whose accreditation is over neither comes to the roll nor asks for the floor, nor is it called. */
export const lostSeatRefusal = (body: BodyState, member: MemberId, at: Instant): Refused | undefined =>
  hasLostSeat(body, member, at) ? refuse('accreditation.ended', { member }) : undefined;

/** The member that a delegate of a member speaks for; observers take no part in procedure. */
export const proceduralMember = (
  actor: Actor,
  body: BodyState,
): { readonly member: MemberId } | { readonly refused: Refused } => {
  const { member } = actor;
  return actor.kind === 'delegate' && member !== undefined && entryOf(body.members, member)?.role === 'member'
    ? { member }
    : { refused: refuse('actor.notMember', { kind: actor.kind }) };
};

/** SIT-5: who is not on the roll takes no part. */
export const absenceRefusal = (state: SittingState, member: MemberId): Refused | undefined =>
  entryOf(state.present, member) === undefined ? refuse('presence.absent', { member }) : undefined;

/** SIT-16, SIT-21: while a point of order waits for its ruling, or a vote is under way, nothing is decided. */
export const undecidedRefusal = (state: SittingState): Refused | undefined => {
  const point = waitingPoint(state);
  if (point !== undefined) return refuse('point.waiting', { point: point.id });
  const vote = openVote(state);
  return vote === undefined ? undefined : refuse('vote.underWay', { vote: vote.id });
};

/** SIT-16, SIT-21, SIT-27: nor is anything else done while it is asked whether anybody objects to a motion. */
export const busyRefusal = (state: SittingState): Refused | undefined =>
  undecidedRefusal(state) ??
  (state.question === undefined ? undefined : refuse('motion.asked', { motion: state.question.motion }));

/** The point of order that waits for its ruling; at most one does. */
export const waitingPoint = (state: SittingState) => {
  const last = state.points.at(-1);
  return last !== undefined && last.ruling === undefined ? last : undefined;
};

/** The vote on procedure that is under way; at most one is. */
export const openVote = (state: SittingState) => {
  const last = state.votes.at(-1);
  return last !== undefined && last.closedAt === undefined ? last : undefined;
};
