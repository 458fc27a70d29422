import type { Instant, LocalisedText, MemberId, ParagraphId, RationalText, RuleResult } from '../types.ts';
import type { BallotChoice } from '../vocabulary.ts';

export const SITTING_PHASES = ['planned', 'open', 'suspended', 'adjourned'] as const;
export type SittingPhase = (typeof SITTING_PHASES)[number];

/** What the floor is asked for: to speak on the item, on a motion before the meeting, or in reply. */
export const FLOOR_KINDS = ['speech', 'onMotion', 'reply'] as const;
export type FloorKind = (typeof FLOOR_KINDS)[number];

/** Procedural motions, in the order in which they are put (GA rule 77). */
export const MOTION_KINDS = ['suspendMeeting', 'adjournMeeting', 'adjournDebate', 'closeDebate'] as const;
export type MotionKind = (typeof MOTION_KINDS)[number];

export const MOTION_SIDES = ['for', 'against'] as const;
export type MotionSide = (typeof MOTION_SIDES)[number];

/** What became of a motion. */
export const MOTION_FATES = ['pending', 'carried', 'lost', 'withdrawn', 'lapsed'] as const;
export type MotionFate = (typeof MOTION_FATES)[number];

/** The debate on an item: a debate adjourned is the result of a no-action motion. */
export const DEBATE_STATES = ['open', 'adjourned', 'closed'] as const;
export type DebateState = (typeof DEBATE_STATES)[number];

/** Number of a request for the floor: `q1`, `q2` …; a speech keeps the number of its request. */
export type RequestId = string;
/** Number of a point of order: `o1`, `o2` …. */
export type PointId = string;
/** Number of a motion: `m1`, `m2` …. */
export type MotionId = string;
/** Number of a vote on procedure: `v1`, `v2` …. */
export type VoteId = string;

/** How the floor is held in one sitting; announced with the sitting, the same for every member. */
export interface FloorRules {
  /** Share of the members that must be present for the meeting to open, equality included (GA rule 67: 1/3). */
  readonly openingShare: RationalText;
  /** Share of the members that must be exceeded by those present for a vote (GA rule 67: 1/2). */
  readonly decidingShare: RationalText;
  /** Whether those who speak for a group come before members that speak for themselves. */
  readonly groupsFirst: boolean;
  readonly speechSeconds: number;
  /** Of whoever speaks for a group. */
  readonly groupSeconds: number;
  readonly observerSeconds: number;
  /** Of whoever speaks for or against a motion. */
  readonly motionSeconds: number;
  /** Of the replies of one delegation on one item, the first first; there are no more of them than figures. */
  readonly replySeconds: readonly number[];
  /** Seconds after which the chair may close a vote in which not everybody present has voted. */
  readonly voteSeconds: number;
}

/** A numbered subject of the meeting. */
export interface AgendaItem {
  /** `1`, `2`, `3(a)` as printed, written without brackets: `3.a`. */
  readonly id: string;
  readonly title: LocalisedText;
  /** The deliberation whose text is dealt with under it. */
  readonly deliberation?: string;
}

/** What is dealt with now. */
export interface InHand {
  readonly item: string;
  /** Paragraph of the text of the item's deliberation. */
  readonly paragraph?: ParagraphId;
  readonly at: Instant;
}

export interface FloorRequest {
  readonly id: RequestId;
  readonly member: MemberId;
  readonly kind: FloorKind;
  /** The group on whose behalf the member speaks. */
  readonly group?: string;
  /** Of a request on a motion. */
  readonly motion?: MotionId;
  readonly side?: MotionSide;
  /** The item that was in hand when it was made. */
  readonly item?: string;
  readonly askedAt: Instant;
}

/** Time that has run: it runs on from `since`, and stands where there is none. */
export interface FloorClock {
  readonly usedMilliseconds: number;
  readonly since?: Instant;
}

/** Somebody who has the floor, or had it. */
export interface Speech extends FloorRequest {
  readonly paragraph?: ParagraphId;
  readonly startedAt: Instant;
  readonly limitSeconds: number;
  readonly clock: FloorClock;
  /** Why the chair called it before its turn. */
  readonly outOfTurn?: string;
  readonly endedAt?: Instant;
}

export interface PointOfOrder {
  readonly id: PointId;
  readonly member: MemberId;
  readonly text: string;
  readonly raisedAt: Instant;
  /** The chair's ruling. */
  readonly ruling?: { readonly upheld: boolean; readonly words: string; readonly at: Instant };
  /** The vote on an appeal against the ruling, and whether the ruling stands after it. */
  readonly appeal?: { readonly member: MemberId; readonly vote: VoteId; readonly stands?: boolean };
}

export interface Motion {
  readonly id: MotionId;
  readonly kind: MotionKind;
  readonly member: MemberId;
  readonly reason: string;
  /** The item whose debate it would end; of the motions on the debate alone. */
  readonly item?: string;
  readonly movedAt: Instant;
  readonly fate: MotionFate;
  readonly vote?: VoteId;
}

/** A vote on procedure by the members present and voting; for means for the motion, or for the appeal. */
export interface FloorVote {
  readonly id: VoteId;
  readonly on: { readonly motion: MotionId } | { readonly point: PointId };
  readonly openedAt: Instant;
  readonly cast: Readonly<Record<MemberId, BallotChoice>>;
  readonly closedAt?: Instant;
  readonly result?: RuleResult;
}

export interface SittingState {
  readonly id: string;
  readonly body: string;
  readonly session: LocalisedText;
  /** Number of the meeting in its session. */
  readonly meeting: number;
  readonly title: LocalisedText;
  readonly plannedAt: Instant;
  /** When it is to open, as announced. */
  readonly opensAt: Instant;
  readonly rules: FloorRules;
  readonly agenda: readonly AgendaItem[];
  readonly phase: SittingPhase;
  readonly openedAt?: Instant;
  readonly suspendedAt?: Instant;
  readonly adjournedAt?: Instant;
  /** Members and observers in the room, since when. */
  readonly present: Readonly<Record<MemberId, Instant>>;
  /** Everybody who was ever present, when first. */
  readonly attended: Readonly<Record<MemberId, Instant>>;
  readonly inHand?: InHand;
  /** Debates that have ended, by item. */
  readonly debates: Readonly<Record<string, DebateState>>;
  readonly listOpen: boolean;
  /** Requests that wait, in the order of asking. */
  readonly requests: readonly FloorRequest[];
  /** Requests ever made. */
  readonly asked: number;
  readonly speech?: Speech;
  /** Speeches that have ended, oldest first. */
  readonly spoken: readonly Speech[];
  readonly points: readonly PointOfOrder[];
  /** The point whose ruling may still be appealed against: nothing has been done since. */
  readonly freshRuling?: PointId;
  readonly motions: readonly Motion[];
  readonly votes: readonly FloorVote[];
}

export type SittingAct =
  | {
      readonly type: 'planSitting';
      readonly id: string;
      readonly session: LocalisedText;
      readonly meeting: number;
      readonly title: LocalisedText;
      readonly opensAt: Instant;
      readonly rules: FloorRules;
      readonly agenda: readonly AgendaItem[];
    }
  | {
      readonly type: 'registerPresence';
      readonly members: readonly MemberId[];
      readonly present: boolean;
    }
  | { readonly type: 'openSitting' }
  | { readonly type: 'takeUp'; readonly item: string; readonly paragraph?: ParagraphId }
  | {
      readonly type: 'askForFloor';
      readonly member: MemberId;
      readonly kind: FloorKind;
      readonly group?: string;
      readonly side?: MotionSide;
    }
  | { readonly type: 'withdrawRequest'; readonly request: RequestId }
  | { readonly type: 'setSpeakersList'; readonly open: boolean }
  | { readonly type: 'giveFloor'; readonly request: RequestId; readonly reason?: string }
  | { readonly type: 'endSpeech'; readonly request: RequestId }
  | { readonly type: 'extendTime'; readonly request: RequestId; readonly seconds: number }
  | { readonly type: 'raisePointOfOrder'; readonly text: string }
  | {
      readonly type: 'rulePoint';
      readonly point: PointId;
      readonly upheld: boolean;
      readonly words: string;
    }
  | { readonly type: 'appealRuling'; readonly point: PointId }
  | { readonly type: 'moveMotion'; readonly kind: MotionKind; readonly reason: string }
  | { readonly type: 'withdrawMotion'; readonly motion: MotionId }
  | { readonly type: 'putMotion'; readonly motion: MotionId }
  | { readonly type: 'castVote'; readonly vote: VoteId; readonly choice: BallotChoice }
  | { readonly type: 'closeVote'; readonly vote: VoteId }
  | { readonly type: 'suspendSitting' }
  | { readonly type: 'resumeSitting' }
  | { readonly type: 'adjournSitting' };

export type SittingEvent =
  | {
      readonly type: 'sittingPlanned';
      readonly payload: {
        readonly id: string;
        readonly body: string;
        readonly session: LocalisedText;
        readonly meeting: number;
        readonly title: LocalisedText;
        readonly opensAt: Instant;
        readonly rules: FloorRules;
        readonly agenda: readonly AgendaItem[];
      };
    }
  | {
      readonly type: 'presenceRegistered';
      readonly payload: { readonly members: readonly MemberId[]; readonly present: boolean };
    }
  | {
      readonly type: 'sittingOpened';
      readonly payload: { readonly present: number; readonly members: number };
    }
  | {
      readonly type: 'takenUp';
      readonly payload: { readonly item: string; readonly paragraph?: ParagraphId };
    }
  | {
      readonly type: 'floorAsked';
      readonly payload: Omit<FloorRequest, 'id' | 'askedAt'> & { readonly request: RequestId };
    }
  | {
      readonly type: 'requestWithdrawn';
      readonly payload: { readonly request: RequestId; readonly member: MemberId };
    }
  | { readonly type: 'speakersListSet'; readonly payload: { readonly open: boolean } }
  | {
      readonly type: 'floorGiven';
      readonly payload: {
        readonly request: RequestId;
        readonly member: MemberId;
        readonly limitSeconds: number;
        readonly reason?: string;
      };
    }
  | {
      readonly type: 'speechEnded';
      readonly payload: { readonly request: RequestId; readonly member: MemberId };
    }
  | {
      readonly type: 'timeExtended';
      readonly payload: {
        readonly request: RequestId;
        readonly member: MemberId;
        readonly seconds: number;
      };
    }
  | {
      readonly type: 'pointOfOrderRaised';
      readonly payload: { readonly point: PointId; readonly member: MemberId; readonly text: string };
    }
  | {
      readonly type: 'pointRuled';
      readonly payload: { readonly point: PointId; readonly upheld: boolean; readonly words: string };
    }
  | {
      readonly type: 'rulingAppealed';
      readonly payload: { readonly point: PointId; readonly vote: VoteId; readonly member: MemberId };
    }
  | {
      readonly type: 'motionMoved';
      readonly payload: {
        readonly motion: MotionId;
        readonly kind: MotionKind;
        readonly member: MemberId;
        readonly reason: string;
        readonly item?: string;
      };
    }
  | { readonly type: 'motionWithdrawn'; readonly payload: { readonly motion: MotionId } }
  | {
      readonly type: 'motionPut';
      readonly payload: { readonly motion: MotionId; readonly vote: VoteId };
    }
  | {
      readonly type: 'voteCast';
      readonly payload: {
        readonly vote: VoteId;
        readonly member: MemberId;
        readonly choice: BallotChoice;
      };
    }
  | {
      readonly type: 'voteClosed';
      readonly payload: { readonly vote: VoteId; readonly result: RuleResult };
    }
  | { readonly type: 'sittingSuspended'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'sittingResumed'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'sittingAdjourned'; readonly payload: Readonly<Record<string, never>> };
