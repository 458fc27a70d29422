import { standingsOn } from '../acts/effective-stance.ts';
import { evolveDeliberation } from '../acts/evolve-deliberation.ts';
import { itemsOf, WHOLE_TEXT } from '../acts/items.ts';
import { parseInstant } from '../rules/instant.ts';
import type {
  DeliberationEvent,
  DeliberationState,
  Instant,
  ItemId,
  MemberId,
  Recorded,
  Withheld,
} from '../types.ts';
import type { ItemState } from './item-state.ts';
import type { ShownStance } from './stance-counts.ts';
import type { StateJudge } from './state-judge.ts';

/** A member's effective stance on an item became another. */
export interface StanceChange {
  readonly at: Instant;
  readonly member: MemberId;
  readonly from: ShownStance;
  readonly to: ShownStance;
}

/** An item passed into another state; `from` is missing where it comes into the text. */
export interface StateChange {
  readonly at: Instant;
  readonly from?: ItemState;
  readonly to: ItemState;
}

/** Events that change no stance and no state of any item, whatever they say. */
const STILL: ReadonlySet<DeliberationEvent['type']> = new Set<DeliberationEvent['type']>([
  'soundingGiven',
  'ballotCast',
  'explained',
  'statementPrepared',
  'statementDiscarded',
  'conversationOpened',
  'conversationClosed',
  'votesEntered',
  'handsEntered',
  'silenceExtended',
  // Who else stands behind an amendment changes nothing of what is pending; who leaves it can.
  'amendmentCoSponsored',
  'orderRuled',
  'submissionClosing',
  'divisionRequested',
  'divisionWithdrawn',
  'textSponsorsNamed',
  'textCoSponsored',
  'textSponsorLeft',
  'textReintroduced',
  'debateClosed',
  'debateReopened',
  'documentOpened',
  'documentShared',
  'documentUnshared',
  'documentClosed',
  'draftTabled',
  'paragraphOpened',
  'paragraphClosed',
  'packageKept',
  'packageAnnotated',
  'packageShared',
  'packageAnswered',
  'packageWithdrawn',
]);

/** The items on which an event can change stances or the state; a change of words, marks or decisions can through any condition. */
const itemsOfEvent = (event: Recorded<DeliberationEvent>, state: DeliberationState): readonly ItemId[] => {
  if (STILL.has(event.type)) return [];
  switch (event.type) {
    case 'positionStated':
    case 'positionWithdrawn':
    case 'groupPositionStated':
      return [event.payload.item];
    case 'objected':
    case 'objectionWithdrawn':
      return [WHOLE_TEXT];
    case 'alignedWithStatement':
    case 'dissociatedFromStatement': {
      const statement = state.groupStatements[event.payload.statement];
      return statement === undefined ? [] : [statement.item];
    }
    default:
      return itemsOf(state);
  }
};

/** Who stood where and when, kept up event by event. Begins with nothing and everybody silent. */
export interface StanceHistory {
  /** Version of the last event that was added; 0 before the first. */
  readonly version: number;
  readonly state: DeliberationState | undefined;
  /** Changes of effective stances by item, in the order of the record. */
  readonly changes: ReadonlyMap<ItemId, readonly StanceChange[]>;
  /** States that items passed through, in the order of the record; empty without a judge of them. */
  readonly states: ReadonlyMap<ItemId, readonly StateChange[]>;
}

export const EMPTY_HISTORY: StanceHistory = {
  version: 0,
  state: undefined,
  changes: new Map(),
  states: new Map(),
};

/** Where each member stands on an item after these changes. */
const stancesAfter = (changes: readonly StanceChange[]): ReadonlyMap<MemberId, ShownStance> =>
  new Map(changes.map(({ member, to }) => [member, to]));

const passInto = (states: Map<ItemId, StateChange[]>, item: ItemId, to: ItemState, at: Instant): void => {
  const list = states.get(item) ?? [];
  const from = list.at(-1)?.to;
  if (from !== to) list.push(from === undefined ? { at, to } : { at, from, to });
  states.set(item, list);
};

/**
 * BRD-15: a history with the events that follow it, event by event, so that whoever serves others as well can turn to them
 * in between. Withheld events change nothing. What is asked for is every change of these members' effective stances, whether
 * it came from themselves, from a group or through a condition; and, where a judge is given, every change of an item's state
 * (BRD-20). It returns the whole; what was given is not touched.
 */
export function* extendingHistory(
  history: StanceHistory,
  events: readonly (Recorded<DeliberationEvent> | Withheld)[],
  members: readonly { readonly id: MemberId }[],
  judge?: StateJudge,
): Generator<undefined, StanceHistory> {
  const states = new Map([...history.states].map(([item, list]) => [item, [...list]]));
  const changes = new Map([...history.changes].map(([item, list]) => [item, [...list]]));
  const standing = new Map([...changes].map(([item, list]) => [item, new Map(stancesAfter(list))]));
  let { state, version } = history;
  for (const event of events) {
    state = evolveDeliberation(state, event);
    version = event.version;
    if ('withheld' in event) continue;
    for (const item of itemsOfEvent(event, state)) {
      const stances = standing.get(item) ?? new Map<MemberId, ShownStance>();
      const list = changes.get(item) ?? [];
      standingsOn(state, item, members).forEach(({ stance: to }, seat) => {
        const member = members[seat]?.id ?? '';
        const from = stances.get(member) ?? 'silent';
        if (from === to) return;
        list.push({ at: event.at, member, from, to });
        stances.set(member, to);
      });
      standing.set(item, stances);
      changes.set(item, list);
      if (judge !== undefined) passInto(states, item, judge(state, item), event.at);
    }
    yield;
  }
  return { version, state, changes, states };
}

/** A history with all events that follow it, at once. */
export const extendHistory = (...given: Parameters<typeof extendingHistory>): StanceHistory => {
  const extending = extendingHistory(...given);
  for (;;) {
    const step = extending.next();
    if (step.done === true) return step.value;
  }
};

/** How support moved of late, and how far it usually moves: a description, never a forecast of its direction. */
export interface ItemTrend {
  /** Members in favour at the instant asked for. */
  readonly favour: number;
  /** Members in favour a horizon earlier. */
  readonly before: number;
  /** Members per day; positive when support grew. */
  readonly velocity: number;
  /** Changes of mind: stances that followed another one. */
  readonly changes: number;
  /** Days that members have held a stance, added up. */
  readonly memberDays: number;
  /** Changes to expect of one member in one day: (changes + 1) / (memberDays + 30). */
  readonly rate: number;
  /** The present number and what it may move by within a horizon: spoken · rate · days either way, within [F, F + U] bounds. */
  readonly range: readonly [number, number];
  readonly horizonDays: number;
}

const DAY = 86_400_000;
const HORIZON_DAYS = 7;
/** Changes and member-days that are assumed beside those on record, so that little evidence says little. */
const PRIOR_CHANGES = 1;
const PRIOR_DAYS = 30;

const isFavour = (stance: ShownStance): boolean => stance === 'support' || stance === 'accept';
const time = (instant: Instant): number => {
  const milliseconds = parseInstant(instant);
  if (milliseconds === undefined) throw new RangeError(`not an instant in UTC: ${instant}`);
  return milliseconds;
};

/**
 * BRD-15: velocity = (F(t) − F(t − h)) / h, and persistence: the present F with the range ± S·λ·h, λ = (changes + 1) /
 * (member-days + 30), clipped to what the members can still be (engine specification 3). No line is drawn into the
 * future. Counted in heads.
 * @param changes of one item, as a history holds them
 * @param members how many there are
 */
export const itemTrend = (
  changes: readonly StanceChange[],
  members: number,
  now: Instant,
  horizonDays = HORIZON_DAYS,
): ItemTrend => {
  const [end, start] = [time(now), time(now) - horizonDays * DAY];
  const held = new Map<MemberId, { stance: ShownStance; since: number }>();
  let [favour, before, changed, milliseconds] = [0, 0, 0, 0];
  for (const { at, member, from, to } of changes) {
    const instant = time(at);
    if (instant > end) break;
    const gain = Number(isFavour(to)) - Number(isFavour(from));
    favour += gain;
    if (instant <= start) before += gain;
    const last = held.get(member);
    if (last !== undefined && last.stance !== 'silent') {
      changed += 1;
      milliseconds += instant - last.since;
    }
    held.set(member, { stance: to, since: instant });
  }
  let spoken = 0;
  for (const { stance, since } of held.values())
    if (stance !== 'silent') {
      spoken += 1;
      milliseconds += end - since;
    }
  const memberDays = milliseconds / DAY;
  const rate = (changed + PRIOR_CHANGES) / (memberDays + PRIOR_DAYS);
  const reach = spoken * rate * horizonDays;
  return {
    favour,
    before,
    velocity: (favour - before) / horizonDays,
    changes: changed,
    memberDays,
    rate,
    range: [Math.max(0, favour - reach), Math.min(members, favour + reach)],
    horizonDays,
  };
};
