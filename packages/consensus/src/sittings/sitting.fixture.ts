import { addSeconds } from '../rules/instant.ts';
import { memberNamed, START } from '../acts/meeting.fixture.ts';
import { admitBody } from '../acts/body/admit-body.ts';
import { evolveBody } from '../acts/body/evolve-body.ts';
import { listDeliberation } from '../acts/body/list-deliberation.ts';
import { CATALOGUE } from '../rules/catalogue.ts';
import type {
  Actor,
  Admission,
  BodyEvent,
  BodyState,
  FloorRules,
  Group,
  Instant,
  Recorded,
  Refusal,
  SittingAct,
  SittingEvent,
  SittingState,
} from '../types.ts';
import { admitSitting } from './admit-sitting.ts';
import { evolveSitting } from './evolve-sitting.ts';

export const CHAIR: Actor = { kind: 'chair' };
export const SECRETARIAT: Actor = { kind: 'secretariat' };
export const head = (member: string): Actor => ({ kind: 'delegate', member, mayBind: true });
export const delegate = (member: string): Actor => ({ kind: 'delegate', member, mayBind: false });
export const OBSERVER: Actor = { kind: 'observer', member: 'OBS' };

export const RULES: FloorRules = {
  openingShare: '1/3',
  decidingShare: '1/2',
  groupsFirst: true,
  speechSeconds: 180,
  groupSeconds: 300,
  observerSeconds: 120,
  motionSeconds: 60,
  replySeconds: [600, 300],
  voteSeconds: 30,
};

export const PLAN: Extract<SittingAct, { readonly type: 'planSitting' }> = {
  type: 'planSitting',
  id: 'first',
  session: { en: 'First session' },
  meeting: 1,
  title: { en: 'Opening meeting' },
  opensAt: '2026-03-02T10:00:00.000Z',
  rules: RULES,
  agenda: [
    { id: '1', title: { en: 'Adoption of the agenda' } },
    { id: '2', title: { en: 'Draft declaration' }, deliberation: 'text' },
  ],
};

const GROUPS: readonly Group[] = [
  {
    id: 'friends',
    kind: 'negotiating',
    names: { en: 'Friends of the text' },
    members: ['M01', 'M02'],
    chair: 'M01',
    asOf: '2026-01-01',
    source: 'Letter of the group',
  },
];
const recordedIn = (event: BodyEvent, version: number): Recorded<BodyEvent> => ({
  ...event,
  stream: 'body:b',
  version,
  at: START,
  actor: SECRETARIAT,
  audience: 'public',
});

/** A body of so many members, `M01` …, and one observer, `OBS`, in which the deliberation `text` is open. */
export const bodyOf = (count: number): BodyState => {
  const members = Array.from({ length: count }, (_, at) =>
    memberNamed(`M${String(at + 1).padStart(2, '0')}`, 1),
  );
  let body: BodyState | undefined;
  const take = (admission: Admission<BodyEvent>): void => {
    if (!admission.admitted) throw new Error(JSON.stringify(admission.refusal));
    for (const event of admission.events) body = evolveBody(body, recordedIn(event, 1));
  };
  const circumstances = { at: START, actor: SECRETARIAT };
  take(
    admitBody(
      undefined,
      {
        type: 'foundBody',
        id: 'b',
        names: { en: 'Body' },
        exercise: false,
        rules: CATALOGUE.filter(({ id }) => id === 'consensus'),
        defaultRule: 'consensus',
      },
      circumstances,
    ),
  );
  const observer = memberNamed('OBS', 0, { role: 'observer', class: 'civilOrganization' });
  take(admitBody(body, { type: 'admitMembers', members: [...members, observer] }, circumstances));
  for (const group of GROUPS) take(admitBody(body, { type: 'declareGroup', group }, circumstances));
  if (body === undefined) throw new Error('no body');
  take(listDeliberation(body, 'text'));
  return body;
};

/** A sitting through which acts pass one by one, at an instant that a test moves on. */
export interface Room {
  readonly body: BodyState;
  readonly state: SittingState;
  readonly events: readonly Recorded<SittingEvent>[];
  readonly at: Instant;
  wait(seconds: number): void;
  /** The act must be admitted. */
  take(act: SittingAct, actor: Actor): void;
  /** The refusal the act meets, or undefined; nothing changes either way. */
  refusal(act: SittingAct, actor: Actor): Refusal | undefined;
  /** Everybody named votes so, and the chair closes. */
  vote(vote: string, choices: Readonly<Record<string, 'for' | 'against' | 'abstain'>>): void;
}

/** A sitting that is planned, in a body of ten members. */
export const plannedRoom = (plan: typeof PLAN = PLAN, body: BodyState = bodyOf(10)): Room => {
  let state: SittingState | undefined;
  let at = START;
  const events: Recorded<SittingEvent>[] = [];
  const room: Room = {
    body,
    get state() {
      if (state === undefined) throw new Error('nothing is planned');
      return state;
    },
    events,
    get at() {
      return at;
    },
    wait: (seconds) => {
      at = addSeconds(at, seconds);
    },
    refusal: (act, actor) => {
      const admission = admitSitting(state, act, { at, actor, body });
      return admission.admitted ? undefined : admission.refusal;
    },
    take: (act, actor) => {
      const admission = admitSitting(state, act, { at, actor, body });
      if (!admission.admitted) throw new Error(`${act.type}: ${JSON.stringify(admission.refusal)}`);
      for (const fact of admission.events) {
        const event = { ...fact, stream: `sitting:${plan.id}`, version: events.length + 1, at, actor };
        events.push(event);
        state = evolveSitting(state, event);
      }
    },
    vote: (vote, choices) => {
      for (const [member, choice] of Object.entries(choices))
        room.take({ type: 'castVote', vote, choice }, head(member));
      room.wait(plan.rules.voteSeconds);
      room.take({ type: 'closeVote', vote }, CHAIR);
    },
  };
  room.take(plan, SECRETARIAT);
  return room;
};

/** A meeting that is open, with members 1 to 8 of ten and the observer on the roll, and item 2 in hand. */
export const openRoom = (plan: typeof PLAN = PLAN, body?: BodyState): Room => {
  const room = plannedRoom(plan, body);
  const members = ['OBS', ...Array.from({ length: 8 }, (_, at) => `M0${at + 1}`)];
  room.take({ type: 'registerPresence', members, present: true }, SECRETARIAT);
  room.take({ type: 'openSitting' }, CHAIR);
  room.take({ type: 'takeUp', item: '2', paragraph: 'p3' }, CHAIR);
  return room;
};

/** Asks for the floor and gives the number of the request. */
export const asks = (
  room: Room,
  member: string,
  kind: 'speech' | 'reply' = 'speech',
  group?: string,
): string => {
  const actor = member === 'OBS' ? OBSERVER : head(member);
  room.take({ type: 'askForFloor', member, kind, ...(group === undefined ? {} : { group }) }, actor);
  return `q${room.state.asked}`;
};
