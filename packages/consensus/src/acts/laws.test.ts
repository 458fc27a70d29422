import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paragraphBoard } from '../board/paragraph-board.ts';
import type {
  Actor,
  BodyAct,
  DeliberationAct,
  DeliberationState,
  Recorded,
  DeliberationEvent,
} from '../types.ts';
import { EXPLANATION_KINDS, STANCES } from '../vocabulary.ts';
import { evolveBody, replayBody } from './body/evolve-body.ts';
import { evolveDeliberation, replayDeliberation } from './evolve-deliberation.ts';
import { currentHash } from './items.ts';
import {
  CHAIR,
  CONSENSUS,
  DEADLINE,
  head,
  meeting,
  memberNamed,
  SECRETARIAT,
  type Meeting,
} from './meeting.fixture.ts';
import { visibleState, visibleTo, type Onlooker } from './visibility.ts';

const MEMBERS = ['AAA', 'BBB', 'CCC', 'DDD'];
const member = fc.constantFrom(...MEMBERS);
const item = fc.constantFrom('text', 'p2', 'p3', 'p4');
const stance = fc.constantFrom(...STANCES);
const statement = fc.constantFrom('g1', 'g2', 'g3');
const pid = fc.constantFrom('p2', 'p3', 'p4');

type Step = { readonly act: DeliberationAct; readonly actor: Actor; readonly seconds: number };
const hashes: Readonly<Record<string, string>> = Object.fromEntries(
  ['text', 'p2', 'p3', 'p4'].map((id) => [id, currentHash(meeting().state, id) ?? '']),
);
const said = (id: string, held: (typeof STANCES)[number]) => ({
  item: id,
  stance: held,
  reason: 'So instructed.',
  textHash: hashes[id] ?? '',
});
const by = (actor: fc.Arbitrary<Actor>, act: fc.Arbitrary<DeliberationAct>): fc.Arbitrary<Step> =>
  fc.record({ act, actor, seconds: fc.nat({ max: 40 }) });
const delegate = member.map(head);
const only = (actor: Actor): fc.Arbitrary<Actor> => fc.constant(actor);

/** Acts of every kind; many are refused where they come, which is part of the life of a meeting. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: by(
      delegate,
      fc.tuple(item, stance).map(([at, held]) => ({ type: 'statePosition', ...said(at, held) })),
    ),
  },
  {
    weight: 3,
    arbitrary: by(
      delegate,
      item.map((at) => ({ type: 'withdrawPosition', item: at })),
    ),
  },
  {
    weight: 3,
    arbitrary: by(
      delegate,
      fc.tuple(item, stance).map(([at, held]) => ({ type: 'giveSounding', ...said(at, held) })),
    ),
  },
  {
    weight: 3,
    arbitrary: by(
      delegate,
      fc
        .tuple(item, stance, fc.constantFrom('friends', 'north', 'south'))
        .map(([at, held, group]) => ({ type: 'stateGroupPosition', group, ...said(at, held) })),
    ),
  },
  by(
    delegate,
    statement.map((id) => ({ type: 'alignWithStatement', statement: id })),
  ),
  by(
    delegate,
    statement.map((id) => ({ type: 'dissociateFromStatement', statement: id })),
  ),
  by(
    only(CHAIR),
    pid.map((id) => ({ type: 'agreeAdRef', pid: id })),
  ),
  by(
    only(CHAIR),
    pid.map((id) => ({ type: 'reopenParagraph', pid: id, reason: 'New words.' })),
  ),
  {
    weight: 2,
    arbitrary: by(
      only(CHAIR),
      fc
        .constantFrom('consensus', 'majority', 'weighted')
        .map((rule) => ({ type: 'proposeAdoption', rule, objectionSeconds: 30 })),
    ),
  },
  by(delegate, fc.constant({ type: 'object', reason: 'No.' })),
  by(delegate, fc.constant({ type: 'withdrawObjection' })),
  { weight: 2, arbitrary: by(only(CHAIR), fc.constant({ type: 'putToBallot', openSeconds: 60 })) },
  {
    weight: 4,
    arbitrary: by(
      delegate,
      fc.constantFrom('for', 'against', 'abstain').map((choice) => ({ type: 'castBallot', choice })),
    ),
  },
  { weight: 2, arbitrary: by(only(DEADLINE), fc.constant({ type: 'closeBallot' })) },
  by(only(CHAIR), fc.constant({ type: 'adopt' })),
  { weight: 2, arbitrary: by(only(CHAIR), fc.constant({ type: 'reject', note: 'Not carried.' })) },
  by(only(CHAIR), fc.constant({ type: 'withdrawProposal', note: 'More time.' })),
  by(
    delegate,
    fc.tuple(fc.constantFrom(...EXPLANATION_KINDS), fc.subarray(['p2', 'p3'])).map(([kind, paragraphs]) => ({
      type: 'explain',
      kind,
      text: 'For the record.',
      lang: 'en',
      paragraphs,
    })),
  ),
  by(
    delegate,
    fc.tuple(fc.constantFrom('r1', 'r2'), fc.constantFrom(...EXPLANATION_KINDS)).map(([id, kind]) => ({
      type: 'prepareStatement',
      id,
      kind,
      text: 'In preparation.',
      lang: 'en',
      paragraphs: [],
    })),
  ),
  by(
    delegate,
    fc.constantFrom('r1', 'r2').map((id) => ({ type: 'discardStatement', id })),
  ),
  by(
    delegate,
    fc.constantFrom('r1', 'r2').map((prepared) => ({
      type: 'explain',
      kind: 'reservation',
      text: 'Prepared.',
      lang: 'en',
      paragraphs: [],
      prepared,
    })),
  ),
);
/** Documents, their parties and brackets, and revisions from them. */
const drafting: fc.Arbitrary<Step> = fc.oneof(
  by(
    fc.oneof(delegate, only(SECRETARIAT)),
    fc
      .tuple(
        fc.constantFrom('k1', 'k2', 'k3'),
        fc.constantFrom('workingText', 'amendmentDraft', 'statementDraft'),
        fc.constantFrom('members', 'observers', 'public'),
      )
      .map(([id, kind, readers]) => ({
        type: 'openDocument',
        id,
        kind,
        lang: 'en',
        title: 'A draft',
        readers,
      })),
  ),
  by(
    delegate,
    fc
      .tuple(fc.constantFrom('k1', 'k2', 'k3'), member, fc.constantFrom('shareDocument', 'unshareDocument'))
      .map(([document, other, type]) => ({ type, document, member: other })),
  ),
  by(
    fc.oneof(delegate, only(SECRETARIAT)),
    fc.constantFrom('k1', 'k2', 'k3').map((document) => ({ type: 'closeDocument', document })),
  ),
  by(
    only(SECRETARIAT),
    fc.subarray(MEMBERS).map((members) => ({ type: 'openParagraph', paragraph: 'p3', members })),
  ),
  by(
    delegate,
    fc
      .tuple(fc.constantFrom('k1', 'k2', 'k3'), fc.constantFrom('hold', 'support'))
      .map(([document, stand]) => ({ type: 'holdBracket', document, bracket: 'b1', stand })),
  ),
  by(
    delegate,
    fc.constantFrom('k1', 'k2').map((document) => ({ type: 'releaseBracket', document, bracket: 'b1' })),
  ),
  by(only(SECRETARIAT), fc.constant({ type: 'closeParagraph', paragraph: 'p3' })),
  by(
    only(SECRETARIAT),
    fc
      .tuple(fc.nat({ max: 5 }), fc.subarray(['p2', 'p3', 'p4', 'n1'], { minLength: 1 }))
      .map(([at, sources]) => ({
        type: 'issueRevision',
        symbol: `X/L.1/Rev.${at}`,
        lang: 'en',
        hash: String(at).padStart(64, 'e'),
        paragraphs: sources.map((source) => ({
          source,
          kind: 'operative' as const,
          level: 0,
          label: source,
          text: `Words of ${source}.`,
          hash: hashes[source] ?? String(at).padStart(64, 'd'),
        })),
      })),
  ),
);
/** Packages that are kept, shared, answered and taken back. */
const packaging: fc.Arbitrary<Step> = fc.oneof(
  by(
    only(CHAIR),
    pid.map((id) => ({
      type: 'keepPackage',
      title: 'A way',
      note: 'Ask them first.',
      rule: 'consensus',
      textHash: hashes['text'] ?? '',
      choices: [{ paragraph: id, textHash: hashes[id] ?? '', outcome: 'leftOut' }],
    })),
  ),
  by(
    only(SECRETARIAT),
    fc
      .tuple(fc.constantFrom('k1', 'k2'), fc.constantFrom('', 'Not before Friday.'))
      .map(([id, note]) => ({ type: 'annotatePackage', package: id, note })),
  ),
  by(
    only(SECRETARIAT),
    fc
      .tuple(fc.constantFrom('k1', 'k2'), fc.subarray(MEMBERS, { minLength: 1 }))
      .map(([id, members]) => ({ type: 'sharePackage', package: id, members, words: 'What do you say?' })),
  ),
  by(
    delegate,
    fc
      .tuple(fc.constantFrom('k1', 'k2'), stance)
      .map(([id, held]) => ({ type: 'answerPackage', package: id, stance: held, reason: 'So instructed.' })),
  ),
  by(
    only(CHAIR),
    fc.constantFrom('k1', 'k2').map((id) => ({ type: 'withdrawPackage', package: id, reason: 'Overtaken.' })),
  ),
  by(
    only(SECRETARIAT),
    fc.constantFrom<DeliberationAct>(
      {
        type: 'openConversation',
        title: { en: 'Testing' },
        question: { en: 'What should be tested?' },
        languages: ['en'],
        audience: 'public',
        moderation: 'after',
        policy: { en: 'One idea each.' },
        groups: [],
        opensAt: '2026-03-02T10:00:00.000Z',
        closesAt: '2027-03-02T10:00:00.000Z',
      },
      { type: 'closeConversation', conversation: 'c1', reason: 'Enough.' },
    ),
  ),
  by(
    only({ kind: 'deadline' }),
    fc
      .constantFrom(1, 3)
      .map((from) => ({ type: 'enterVotes', conversation: 'c1', from, upTo: 2, hash: 'a'.repeat(64) })),
  ),
);
const conducted = (act: DeliberationAct, seconds = 0, actor: Actor = CHAIR): Step => ({
  act,
  actor,
  seconds,
});
/** A draft among partners and a bracket that is held, with whatever happens in between. */
const partnership: fc.Arbitrary<readonly Step[]> = fc
  .record({ between: fc.array(fc.oneof(step, drafting), { maxLength: 6 }), owner: member, partner: member })
  .map(({ between, owner, partner }) => [
    conducted(
      { type: 'openDocument', id: 'k1', kind: 'amendmentDraft', lang: 'en', title: 'A' },
      0,
      head(owner),
    ),
    conducted(
      { type: 'openDocument', id: 'k2', kind: 'workingText', lang: 'en', title: 'W' },
      0,
      SECRETARIAT,
    ),
    conducted({ type: 'shareDocument', document: 'k1', member: partner }, 0, head(owner)),
    conducted({ type: 'holdBracket', document: 'k2', bracket: 'b1', stand: 'hold' }, 0, head(owner)),
    ...between,
    conducted({ type: 'unshareDocument', document: 'k1', member: partner }, 0, head(owner)),
    conducted({ type: 'releaseBracket', document: 'k2', bracket: 'b1' }, 0, head(owner)),
  ]);
/** From a proposal to its outcome, with whatever happens in between. */
const course: fc.Arbitrary<readonly Step[]> = fc
  .record({
    between: fc.array(step, { maxLength: 8 }),
    isBallot: fc.boolean(),
    carried: fc.boolean(),
    relenting: fc.option(delegate),
  })
  .map(({ between, isBallot, carried, relenting }) => {
    const rule = isBallot ? 'weighted' : 'consensus';
    const outcome = carried
      ? conducted({ type: 'adopt' })
      : conducted({ type: 'reject', note: 'Not carried.' });
    return [
      conducted({ type: 'proposeAdoption', rule, objectionSeconds: 30 }),
      ...(relenting === null
        ? []
        : [
            conducted({ type: 'object', reason: 'Not yet.' }, 0, relenting),
            conducted({ type: 'withdrawObjection' }, 0, relenting),
          ]),
      ...(isBallot ? [conducted({ type: 'putToBallot', openSeconds: 90 })] : []),
      ...between,
      conducted({ type: 'closeBallot' }, 100, DEADLINE),
      outcome,
    ];
  });
const life = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: step.map((one) => [one]) },
      { weight: 2, arbitrary: drafting.map((one) => [one]) },
      { weight: 1, arbitrary: fc.array(packaging, { minLength: 1, maxLength: 6 }) },
      { weight: 1, arbitrary: course },
      { weight: 1, arbitrary: partnership },
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((parts): readonly Step[] => parts.flat());

const live = (steps: readonly Step[], room: Meeting = meeting()): Meeting => {
  for (const { act, actor, seconds } of steps) {
    room.wait(seconds);
    room.try(act, actor);
  }
  return room;
};
const after = (
  events: readonly Recorded<DeliberationEvent>[],
  from?: DeliberationState,
): DeliberationState => {
  const state = replayDeliberation(events, from);
  if (state === undefined) throw new Error('nothing was opened');
  return state;
};

test('[ACT-1] the same acts give the same events and the same state', () => {
  fc.assert(
    fc.property(life, (steps) => {
      const [once, again] = [live(steps), live(steps)];
      expect(again.events).toEqual(once.events);
      expect(again.state).toEqual(once.state);
    }),
    { numRuns: 100 },
  );
});

test('[ACT-1] replay in one batch, in two parts, after a store and one by one gives one state', () => {
  fc.assert(
    fc.property(life, fc.nat(), (steps, cut) => {
      const { events, state } = live(steps);
      const at = 1 + (cut % events.length);
      const snapshot = JSON.parse(JSON.stringify(after(events.slice(0, at)))) as DeliberationState;
      expect(after(events)).toEqual(state);
      expect(after(events.slice(at), after(events.slice(0, at)))).toEqual(state);
      expect(after(events.slice(at), snapshot)).toEqual(state);
    }),
    { numRuns: 100 },
  );
});

test('[ACT-1] no state is changed by what comes after it', () => {
  fc.assert(
    fc.property(life, (steps) => {
      const { events } = live(steps);
      const states: (readonly [DeliberationState, string])[] = [];
      let state: DeliberationState | undefined;
      for (const event of events) {
        state = evolveDeliberation(state, event);
        states.push([state, JSON.stringify(state)]);
      }
      const [middle] = states[Math.floor(states.length / 2)] ?? [];
      replayDeliberation(events.slice(Math.floor(states.length / 2) + 1), middle);
      for (const [earlier, written] of states) expect(JSON.stringify(earlier)).toBe(written);
    }),
    { numRuns: 50 },
  );
});

test('[ACT-1] a body replayed in one batch is the body evolved one by one', () => {
  const room = meeting();
  const acts: readonly (readonly [BodyAct, Actor])[] = [
    [{ type: 'proposeRule', rule: { ...CONSENSUS, id: 'r1' }, objectionSeconds: 1 }, CHAIR],
    [{ type: 'proposeRule', rule: { ...CONSENSUS, id: 'r2' }, objectionSeconds: 1 }, CHAIR],
    [{ type: 'objectToRule', rule: 'r2', reason: 'No.' }, head('AAA')],
    [{ type: 'rejectRule', rule: 'r2' }, CHAIR],
    [{ type: 'admitMembers', members: [memberNamed('EEE', 1)] }, SECRETARIAT],
  ];
  for (const [act, actor] of acts) room.takeBody(act, actor);
  room.wait(2);
  room.takeBody({ type: 'adoptRule', rule: 'r1' }, CHAIR);
  const [first, ...rest] = room.bodyEvents;
  if (first === undefined) throw new Error('nothing was founded');
  const founded = evolveBody(undefined, first);
  const written = JSON.stringify(founded);
  expect(replayBody(room.bodyEvents)).toEqual(room.body);
  expect(replayBody(rest, founded)).toEqual(room.body);
  expect(JSON.stringify(founded)).toBe(written);
  expect(replayBody([])).toBeUndefined();
});

test('[ACT-1] a million positions of 193 members on 30 items are replayed to the last word of each', () => {
  const opening = meeting().events;
  const at = '2026-03-03T00:00:00.000Z';
  function* stream() {
    yield* opening;
    for (let index = 0; index < 1_000_000; index += 1) {
      const event: Recorded<DeliberationEvent> = {
        type: 'positionStated',
        payload: {
          member: `M${index % 193}`,
          item: `p${Math.floor(index / 193) % 30}`,
          stance: STANCES[index % 6] ?? 'accept',
          reason: '',
          textHash: '',
        },
        stream: 'deliberation:x',
        version: opening.length + index + 1,
        at,
        actor: CHAIR,
        audience: 'public',
      };
      yield event;
    }
  }
  const state = replayDeliberation(stream());
  expect(Object.keys(state?.positions ?? {})).toHaveLength(30);
  expect(Object.values(state?.positions ?? {}).map((held) => Object.keys(held).length)).toEqual(
    Array(30).fill(193),
  );
  const last = 999_999;
  expect(state?.positions[`p${Math.floor(last / 193) % 30}`]?.[`M${last % 193}`]?.stance).toBe(
    STANCES[last % 6],
  );
});

test('[ACT-3] an unknown event, a second opening and an event out of place are faults', () => {
  const { events, state, bodyEvents, body } = meeting();
  const [opened] = events;
  const [founded] = bodyEvents;
  if (opened === undefined || founded === undefined) throw new Error('nothing was opened');
  const strange = { ...opened, type: 'textSung' } as unknown as Recorded<DeliberationEvent>;
  expect(() => evolveDeliberation(state, strange)).toThrow('unknown type');
  expect(() => evolveDeliberation(state, opened)).toThrow('opened once');
  expect(() => evolveDeliberation(undefined, events[1] as Recorded<DeliberationEvent>)).toThrow('not opened');
  expect(() => evolveBody(body, founded)).toThrow('founded once');
  expect(() => evolveBody(undefined, bodyEvents[1] ?? founded)).toThrow('not founded');
  const objected: Recorded<DeliberationEvent> = {
    ...opened,
    type: 'objected',
    payload: { decision: 'd1', member: 'AAA', reason: 'No.' },
  };
  expect(() => evolveDeliberation(state, objected)).toThrow('d1');
  const ruleAdopted = { ...founded, type: 'ruleAdopted' as const, payload: { rule: 'r' } };
  expect(() => evolveBody(body, ruleAdopted)).toThrow('not proposed');
});

const ONLOOKERS: readonly Onlooker[] = [
  { kind: 'public' },
  { kind: 'observer', member: 'OBS' },
  { kind: 'operator' },
  { kind: 'deadline' },
  { kind: 'chair' },
  { kind: 'secretariat' },
  { kind: 'delegate' },
  ...MEMBERS.map((id): Onlooker => ({ kind: 'delegate', member: id })),
  { kind: 'observer', member: 'AAA' },
];

test('[ACT-45] for every viewer, evolving what is visible gives the visible part of the state', () => {
  fc.assert(
    fc.property(life, (steps) => {
      const { events, state } = live(steps);
      for (const viewer of ONLOOKERS) {
        const seen = replayDeliberation(
          events.map((event) => visibleTo(viewer, event) as Recorded<DeliberationEvent>),
        );
        expect(seen).toEqual(visibleState(state, viewer));
      }
    }),
    { numRuns: 100 },
  );
});

test('[ACT-45] a sounding is seen by its delegation, the chair and the secretariat, by others only that it happened', () => {
  const room = meeting();
  room.take({ type: 'giveSounding', ...said('p3', 'object') }, head('AAA'));
  const event = room.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  const sees = (viewer: Onlooker) => 'payload' in visibleTo(viewer, event);
  expect(ONLOOKERS.filter(sees)).toEqual([
    { kind: 'chair' },
    { kind: 'secretariat' },
    { kind: 'delegate', member: 'AAA' },
  ]);
  const withheld = visibleTo({ kind: 'public' }, event);
  expect(withheld).toMatchObject({ withheld: true, type: 'soundingGiven', version: event.version });
  expect(JSON.stringify(withheld)).not.toContain('So instructed');
});

test('[ACT-3] a withheld event changes nothing, and none begins a deliberation', () => {
  const room = meeting();
  room.take({ type: 'giveSounding', ...said('p3', 'object') }, head('AAA'));
  const event = room.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  const withheld = visibleTo({ kind: 'public' }, event);
  if (!('withheld' in withheld)) throw new Error('it was shown');
  expect(evolveDeliberation(room.state, withheld)).toEqual(room.state);
  expect(() => evolveDeliberation(undefined, withheld)).toThrow('withheld');
});

test('[ACT-48] stating a first position and withdrawing it leaves state and board as they were', () => {
  fc.assert(
    fc.property(life, member, item, stance, (steps, id, at, held) => {
      const room = live(steps);
      const before = room.state;
      fc.pre(before.positions[at]?.[id] === undefined);
      const taken = room.try({ type: 'statePosition', ...said(at, held) }, head(id));
      fc.pre(taken.admitted);
      room.take({ type: 'withdrawPosition', item: at }, head(id));
      expect(room.state).toEqual(before);
      expect(paragraphBoard(room.body, room.state)).toEqual(paragraphBoard(room.body, before));
    }),
    { numRuns: 100 },
  );
});

test('[BRD-12] members under other ids have the same board and the same outcomes under those ids', () => {
  // Names stay with the members, so that the roll is called in the same order.
  const other: Readonly<Record<string, string>> = {
    AAA: 'ZED',
    BBB: 'MID',
    CCC: 'ABE',
    DDD: 'KIM',
    OBS: 'OBS',
  };
  const named = (id: string): string => other[id] ?? id;
  /** Acts that name members name them by their other ids. */
  const renamed = (act: DeliberationAct): DeliberationAct => {
    switch (act.type) {
      case 'openParagraph':
      case 'sharePackage':
        return { ...act, members: act.members.map(named) };
      case 'shareDocument':
      case 'unshareDocument':
        return { ...act, member: named(act.member) };
      default:
        return act;
    }
  };
  const plain = meeting();
  const members = Object.values(plain.body.members).map(({ admittedAt: _at, ...kept }) => ({
    ...kept,
    id: named(kept.id),
  }));
  const groups = Object.values(plain.body.groups).map((group) => ({
    ...group,
    members: group.members.map(named),
    ...(group.chair === undefined ? {} : { chair: named(group.chair) }),
  }));
  fc.assert(
    fc.property(life, (steps) => {
      const one = live(steps);
      const two = live(
        steps.map((taken) => ({
          ...taken,
          act: renamed(taken.act),
          actor: taken.actor.member === undefined ? taken.actor : head(named(taken.actor.member)),
        })),
        meeting({ members, groups }),
      );
      const bare = (room: Meeting, name: (id: string) => string) =>
        paragraphBoard(room.body, room.state).map(({ pivotal, missing, ...row }) => ({
          ...row,
          pivotal: pivotal.length,
          missing: missing.map(({ code }) => code),
          objectors: row.objectors.map(name).sort(),
          silent: row.silent.map(name).sort(),
          stale: row.stale.map(name).sort(),
        }));
      expect(bare(two, (id) => id)).toEqual(bare(one, named));
      expect(two.events.map(({ type }) => type)).toEqual(one.events.map(({ type }) => type));
      expect(two.state.decisions.map(({ outcome, equalVoice }) => ({ outcome, equalVoice }))).toEqual(
        one.state.decisions.map(({ outcome, equalVoice }) => ({ outcome, equalVoice })),
      );
    }),
    { numRuns: 100 },
  );
});

test('[ACT-1] the lives that the laws are tried on reach every phase and every event', () => {
  const seen = new Set<string>();
  for (const steps of fc.sample(life, { numRuns: 1_500, seed: 7 }))
    for (const event of live(steps).events) seen.add(event.type);
  expect([...seen].sort()).toEqual(
    [
      'deliberationOpened',
      'textImported',
      'positionStated',
      'positionWithdrawn',
      'soundingGiven',
      'groupPositionStated',
      'alignedWithStatement',
      'dissociatedFromStatement',
      'paragraphAgreedAdRef',
      'paragraphReopened',
      'adoptionProposed',
      'objected',
      'objectionWithdrawn',
      'ballotOpened',
      'ballotCast',
      'ballotClosed',
      'textAdopted',
      'adoptionRejected',
      'proposalWithdrawn',
      'explained',
      'statementPrepared',
      'statementDiscarded',
      'documentOpened',
      'documentShared',
      'documentUnshared',
      'documentClosed',
      'paragraphOpened',
      'paragraphClosed',
      'bracketHeld',
      'bracketReleased',
      'revisionIssued',
      'packageKept',
      'packageAnnotated',
      'packageShared',
      'packageAnswered',
      'packageWithdrawn',
      'conversationOpened',
      'conversationClosed',
      'votesEntered',
    ].sort(),
  );
});
