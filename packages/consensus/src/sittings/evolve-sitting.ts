import { entryOf } from '../acts/entry-of.ts';
import { unknownEvent } from '../acts/unknown-event.ts';
import type {
  FloorVote,
  Instant,
  Motion,
  MotionFate,
  MotionKind,
  PointOfOrder,
  Recorded,
  SittingEvent,
  SittingState,
  Speech,
  Withheld,
} from '../types.ts';
import { runClock, stopClock } from './floor-clock.ts';
import { openVote, waitingPoint } from './sitting-answer.ts';
import { isForItem } from './speakers.ts';

type Of<T extends SittingEvent['type']> = Extract<SittingEvent, { readonly type: T }>['payload'];

const must = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`an event names ${what}, which is not there`);
  return value;
};

const changed = <T extends { readonly id: string }>(
  all: readonly T[],
  id: string,
  change: (one: T) => T,
): readonly T[] => {
  must(
    all.find((one) => one.id === id),
    id,
  );
  return all.map((one) => (one.id === id ? change(one) : one));
};

const without = <T extends object, K extends keyof T>(record: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = record;
  return rest;
};

/** The speech, if any, is over and stands among those that were held. */
const speechOver = (state: SittingState, at: Instant): SittingState => {
  const { speech } = state;
  if (speech === undefined) return state;
  const held: Speech = { ...speech, clock: stopClock(speech.clock, at), endedAt: at };
  return { ...without(state, 'speech'), spoken: [...state.spoken, held] };
};

/** The clock of whoever speaks: it stands while the meeting is not theirs. */
const withClock = (state: SittingState, at: Instant, runs: boolean): SittingState => {
  const { speech } = state;
  if (speech === undefined) return state;
  const clock = runs ? runClock(speech.clock, at) : stopClock(speech.clock, at);
  return { ...state, speech: { ...speech, clock } };
};

/** SIT-15, SIT-24: the clock runs while the meeting is open and nothing interrupts. */
const goingOn = (state: SittingState, at: Instant): SittingState =>
  withClock(
    state,
    at,
    state.phase === 'open' && waitingPoint(state) === undefined && openVote(state) === undefined,
  );

const noFreshRuling = (state: SittingState): SittingState => without(state, 'freshRuling');

/** Nothing is asked any more. */
const answered = (state: SittingState): SittingState => without(state, 'question');

const withFate = (state: SittingState, motion: string, fate: MotionFate): SittingState => ({
  ...(state.question?.motion === motion ? answered(state) : state),
  motions: changed(state.motions, motion, (one: Motion): Motion => ({ ...one, fate })),
  // Nobody speaks any more on what is settled.
  requests: state.requests.filter((request) => request.motion !== motion),
});

const adjourned = (state: SittingState, at: Instant): SittingState => ({
  ...noFreshRuling(speechOver(state, at)),
  phase: 'adjourned',
  adjournedAt: at,
  requests: [],
  motions: state.motions.map((motion) =>
    motion.fate === 'pending' ? { ...motion, fate: 'lapsed' as const } : motion,
  ),
});

const suspended = (state: SittingState, at: Instant): SittingState =>
  goingOn({ ...state, phase: 'suspended', suspendedAt: at }, at);

/** Motions on an item that lose their object with the closure of its debate, and with its end without action. */
const END_WITH_CLOSURE: readonly MotionKind[] = ['adjournDebate', 'closeDebate'];
const END_WITH_DEBATE: readonly MotionKind[] = [...END_WITH_CLOSURE, 'noCompetence'];

/** SIT-23: what a motion that was carried brings about. */
const carried = (state: SittingState, motion: Motion, at: Instant): SittingState => {
  switch (motion.kind) {
    case 'suspendMeeting':
      return suspended(state, at);
    case 'adjournMeeting':
      return adjourned(state, at);
    case 'adjournDebate':
    case 'closeDebate':
    case 'noCompetence': {
      const item = must(motion.item, 'an item');
      const ends = motion.kind === 'closeDebate' ? END_WITH_CLOSURE : END_WITH_DEBATE;
      return {
        ...state,
        debates: { ...state.debates, [item]: motion.kind === 'adjournDebate' ? 'adjourned' : 'closed' },
        requests: state.requests.filter((one) => one.kind !== 'speech' || !isForItem(one, item)),
        // A motion on the other end of the same debate has lost its object.
        motions: state.motions.map((one) =>
          one.fate === 'pending' && one.item === item && ends.includes(one.kind)
            ? { ...one, fate: 'lapsed' as const }
            : one,
        ),
      };
    }
    // SIT-43: the debate on what is considered again is open again.
    case 'reconsider': {
      const item = must(motion.item, 'an item');
      return {
        ...state,
        debates: without(state.debates, item),
        listOpen: state.inHand?.item === item ? true : state.listOpen,
      };
    }
  }
};

const motionSettled = (state: SittingState, id: string, isCarried: boolean, at: Instant): SittingState => {
  const settled = withFate(state, id, isCarried ? 'carried' : 'lost');
  const motion = must(
    settled.motions.find((one) => one.id === id),
    id,
  );
  return goingOn(isCarried ? carried(settled, motion, at) : settled, at);
};

const afterVote = (state: SittingState, { on, result }: FloorVote, at: Instant): SittingState => {
  const isCarried = result?.outcome === 'adopted';
  if ('motion' in on) return motionSettled(state, on.motion, isCarried, at);
  // SIT-17: the ruling stands unless a majority was for the appeal.
  const points = changed(state.points, on.point, (point: PointOfOrder): PointOfOrder => ({
    ...point,
    appeal: { ...must(point.appeal, 'an appeal'), stands: !isCarried },
  }));
  return goingOn({ ...state, points }, at);
};

const voteClosed = (state: SittingState, { vote, result }: Of<'voteClosed'>, at: Instant): SittingState => {
  const votes = changed(state.votes, vote, (one: FloorVote): FloorVote => ({
    ...one,
    closedAt: at,
    result,
  }));
  return afterVote(
    { ...state, votes },
    must(
      votes.find(({ id }) => id === vote),
      vote,
    ),
    at,
  );
};

const floorGiven = (
  before: SittingState,
  { request, limitSeconds, reason }: Of<'floorGiven'>,
  at: Instant,
): SittingState => {
  const asked = must(
    before.requests.find(({ id }) => id === request),
    request,
  );
  const state = noFreshRuling(speechOver(before, at));
  const paragraph = state.inHand?.paragraph;
  return {
    ...state,
    requests: state.requests.filter(({ id }) => id !== request),
    speech: {
      ...asked,
      ...(paragraph === undefined ? {} : { paragraph }),
      startedAt: at,
      limitSeconds,
      clock: { usedMilliseconds: 0, since: at },
      ...(reason === undefined ? {} : { outOfTurn: reason }),
    },
  };
};

const presenceRegistered = (
  state: SittingState,
  { members, present }: Of<'presenceRegistered'>,
  at: Instant,
): SittingState => {
  const onRoll: Record<string, Instant> = { ...state.present };
  const attended: Record<string, Instant> = { ...state.attended };
  for (const member of members)
    if (present) {
      onRoll[member] = at;
      attended[member] = entryOf(state.attended, member) ?? at;
    } else delete onRoll[member];
  return { ...state, present: onRoll, attended };
};

/** SIT-28: whoever waits to speak on a motion for division no longer does when something else is taken up. */
const withoutDivision = (
  { inHand, requests }: SittingState,
  { item, division }: Of<'takenUp'>,
): SittingState['requests'] => {
  const left = inHand?.division;
  if (left === undefined || (inHand?.item === item && left === division)) return requests;
  return requests.filter((request) => request.motion !== left || request.item !== inHand?.item);
};

const takenUp = (state: SittingState, payload: Of<'takenUp'>, at: Instant): SittingState => {
  const { item, paragraph, amendment, division } = payload;
  return {
    ...noFreshRuling(state),
    inHand: {
      item,
      ...(paragraph === undefined ? {} : { paragraph }),
      ...(amendment === undefined ? {} : { amendment }),
      ...(division === undefined ? {} : { division }),
      at,
    },
    requests: withoutDivision(state, payload),
    // Each item has a list of its own, open until it is declared closed.
    listOpen: state.inHand?.item === item ? state.listOpen : true,
  };
};

/** The roll of a vote, where the record froze it. */
const frozen = (roll: FloorVote['roll']): Pick<FloorVote, 'roll'> => (roll === undefined ? {} : { roll });

/** The sitting after one event. Total: a forgotten event type does not compile, an unknown one is a fault. */
const applied = (state: SittingState, event: Recorded<SittingEvent>): SittingState => {
  const { at } = event;
  switch (event.type) {
    case 'sittingPlanned':
      throw new Error('a sitting is planned once');
    case 'sittingChanged': {
      const { opensAt, place, agenda, reason, before } = event.payload;
      const changes = [...(state.changes ?? []), { at, before, opensAt, reason }];
      const { place: _, ...kept } = state;
      return { ...kept, opensAt, agenda, changes, ...(place === undefined ? {} : { place }) };
    }
    case 'sittingCancelled':
      return { ...state, phase: 'cancelled', cancelled: { at, reason: event.payload.reason }, requests: [] };
    case 'presenceRegistered':
      return presenceRegistered(state, event.payload, at);
    case 'sittingOpened':
      return { ...state, phase: 'open', openedAt: at };
    case 'takenUp':
      return takenUp(state, event.payload, at);
    case 'floorAsked': {
      const { request, ...asked } = event.payload;
      return {
        ...state,
        asked: state.asked + 1,
        requests: [...state.requests, { ...asked, id: request, askedAt: at }],
      };
    }
    case 'requestWithdrawn':
      return { ...state, requests: state.requests.filter(({ id }) => id !== event.payload.request) };
    case 'speakersListSet':
      return { ...state, listOpen: event.payload.open };
    case 'floorGiven':
      return floorGiven(state, event.payload, at);
    case 'speechEnded':
      return noFreshRuling(speechOver(state, at));
    case 'timeExtended': {
      const speech = must(state.speech, 'a speech');
      return { ...state, speech: { ...speech, limitSeconds: speech.limitSeconds + event.payload.seconds } };
    }
    case 'pointOfOrderRaised': {
      const { point, member, text } = event.payload;
      const raised: PointOfOrder = { id: point, member, text, raisedAt: at };
      return goingOn({ ...noFreshRuling(state), points: [...state.points, raised] }, at);
    }
    case 'pointRuled': {
      const { point, upheld, words } = event.payload;
      const points = changed(state.points, point, (one: PointOfOrder): PointOfOrder => ({
        ...one,
        ruling: { upheld, words, at },
      }));
      return goingOn({ ...state, points, freshRuling: point }, at);
    }
    case 'rulingAppealed': {
      const { point, vote, member, roll } = event.payload;
      const points = changed(state.points, point, (one: PointOfOrder): PointOfOrder => ({
        ...one,
        appeal: { member, vote },
      }));
      const opened: FloorVote = { id: vote, on: { point }, openedAt: at, ...frozen(roll), cast: {} };
      return goingOn({ ...noFreshRuling(state), points, votes: [...state.votes, opened] }, at);
    }
    case 'motionMoved': {
      const { motion, ...moved } = event.payload;
      const entry: Motion = { ...moved, id: motion, movedAt: at, fate: 'pending' };
      return { ...state, motions: [...state.motions, entry] };
    }
    case 'motionWithdrawn':
      return withFate(state, event.payload.motion, 'withdrawn');
    case 'objectionsAsked':
      return { ...noFreshRuling(state), question: { motion: event.payload.motion, askedAt: at } };
    case 'motionObjected': {
      const { motion, member } = event.payload;
      const motions = changed(state.motions, motion, (one: Motion): Motion => ({
        ...one,
        objectedBy: member,
      }));
      return { ...answered(state), motions };
    }
    case 'motionCarried':
      return motionSettled(noFreshRuling(state), event.payload.motion, true, at);
    case 'motionPut': {
      const { motion, vote, roll } = event.payload;
      const motions = changed(state.motions, motion, (one: Motion): Motion => ({ ...one, vote }));
      const opened: FloorVote = { id: vote, on: { motion }, openedAt: at, ...frozen(roll), cast: {} };
      return { ...answered(noFreshRuling(state)), motions, votes: [...state.votes, opened] };
    }
    case 'voteCast': {
      const { vote, member, choice } = event.payload;
      const votes = changed(state.votes, vote, (one: FloorVote): FloorVote => ({
        ...one,
        cast: { ...one.cast, [member]: choice },
      }));
      return { ...state, votes };
    }
    case 'voteClosed':
      return voteClosed(state, event.payload, at);
    case 'sittingSuspended':
      return suspended(state, at);
    case 'sittingResumed':
      return goingOn({ ...without(state, 'suspendedAt'), phase: 'open' }, at);
    case 'sittingAdjourned':
      return adjourned(state, at);
    default:
      return unknownEvent(event);
  }
};

const planned = (event: Recorded<SittingEvent>): SittingState => {
  if (event.type !== 'sittingPlanned') throw new Error(`${event.type} on a sitting that was not planned`);
  return {
    ...event.payload,
    plannedAt: event.at,
    phase: 'planned',
    present: {},
    attended: {},
    debates: {},
    listOpen: true,
    requests: [],
    asked: 0,
    spoken: [],
    points: [],
    motions: [],
    votes: [],
  };
};

/** The sitting after one more event; what is withheld changes nothing. @throws when the event does not fit the record */
export const evolveSitting = (
  state: SittingState | undefined,
  event: Recorded<SittingEvent> | Withheld,
): SittingState => {
  if ('withheld' in event) return must(state, 'a sitting');
  return state === undefined ? planned(event) : applied(state, event);
};

/** The sitting after many events; `from` stays as it was. */
export const replaySitting = (
  events: Iterable<Recorded<SittingEvent> | Withheld>,
  from?: SittingState,
): SittingState | undefined => {
  let state = from;
  for (const event of events) state = evolveSitting(state, event);
  return state;
};
