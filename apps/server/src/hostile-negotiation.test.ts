import type { ActType } from '@plenary/consensus';
import { LIMITS, type ActAnswer } from '@plenary/protocol';
import { verifyRecord } from '@plenary/verify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { POLICIES, type Role } from './policies/policy-table.ts';
import {
  startTestService,
  TEST_BODY,
  TEST_DELIBERATION,
  TEST_FOUNDING,
  TEST_TEXT,
  type TestSeat,
  type TestService,
} from './testing.ts';

const SITTING = 'sitting:first';
const changes = [{ paragraph: 'p3', new: 'Urges that every act be answered;' }];
const handedIn = { changes, reason: '', textHash: TEST_TEXT.hash, needs: [], excludes: [] };
const series = { text: 'L', statement: 'CRP', report: 'DEC' };

/** One act of each kind of a negotiation, as a schema takes it. */
const ACTS = {
  setSymbolScheme: { scheme: { organ: 'TST', series } },
  setRendition: { symbol: 'A/TEST/1', lang: 'fr', status: 'present' },
  fileTranslation: {
    symbol: 'A/TEST/1',
    lang: 'fr',
    official: false,
    paragraphs: [{ label: '', words: 'Charte' }],
  },
  issueDocument: {
    kind: 'addendum',
    about: 'A/TEST/1',
    lang: 'en',
    title: 'More',
    words: 'More words.',
    corrects: [],
  },
  submitAmendment: handedIn,
  enterOralAmendment: { ...handedIn, sponsors: ['FRA'] },
  coSponsorAmendment: { amendment: 'A1' },
  leaveSponsors: { amendment: 'A1' },
  withdrawAmendment: { amendment: 'A1' },
  takeOverAmendment: { amendment: 'A1' },
  reviseAmendment: { amendment: 'A1', changes, reason: '', textHash: TEST_TEXT.hash },
  acceptAmendment: { amendment: 'A1' },
  ruleOrder: { amendments: ['A1'], reason: 'Agreed.' },
  closeSubmission: { until: null },
  proposeAdoption: { rule: 'consensus', objectionSeconds: 60, item: 'A1' },
  object: { reason: 'Not this.', paragraphs: ['p3'] },
  withdrawObjection: {},
  extendSilence: { until: '2026-01-16T09:00:00.000Z', reason: 'Asked for.' },
  endSilence: {},
  putToBallot: { openSeconds: 60, manner: 'rollCall' },
  castBallot: { choice: 'for' },
  enterHands: { for: 1, against: 0, abstain: 0 },
  closeBallot: {},
  adopt: {},
  reject: { note: 'Not carried.' },
  withdrawProposal: { note: 'Not now.' },
  explain: { kind: 'reservation', text: 'We say so.', lang: 'en', paragraphs: ['p3'] },
  prepareStatement: { id: 's1', kind: 'reservation', text: 'We say so.', lang: 'en', paragraphs: ['p3'] },
  discardStatement: { id: 's1' },
  keepPackage: {
    title: 'One way out',
    note: 'As discussed.',
    rule: 'consensus',
    textHash: TEST_TEXT.hash,
    choices: [{ paragraph: 'p3', textHash: TEST_TEXT.hash, outcome: 'kept' }],
  },
  annotatePackage: { package: 'k1', note: 'Ask first.' },
  sharePackage: { package: 'k1', members: ['FRA'], words: 'For you.' },
  answerPackage: { package: 'k1', stance: 'accept', reason: 'Fair.' },
  withdrawPackage: { package: 'k1', reason: 'Overtaken.' },
  planSitting: {
    id: 'first',
    session: { en: 'First session' },
    meeting: 1,
    title: { en: 'First meeting' },
    opensAt: '2026-01-15T10:00:00.000Z',
    rules: {
      openingShare: '1/3',
      decidingShare: '1/2',
      groupsFirst: true,
      speechSeconds: 180,
      groupSeconds: 300,
      observerSeconds: 120,
      motionSeconds: 60,
      replySeconds: [60],
      voteSeconds: 30,
    },
    agenda: [{ id: '1', title: { en: 'The charter' }, deliberation: 'charter' }],
  },
  registerPresence: { members: ['FRA'], present: true },
  openSitting: {},
  takeUp: { item: '1' },
  askForFloor: { member: 'FRA', kind: 'speech' },
  withdrawRequest: { request: 'q1' },
  setSpeakersList: { open: true },
  giveFloor: { request: 'q1' },
  endSpeech: { request: 'q1' },
  extendTime: { request: 'q1', seconds: 60 },
  raisePointOfOrder: { text: 'The rules.' },
  rulePoint: { point: 'o1', upheld: true, words: 'So be it.' },
  appealRuling: { point: 'o1' },
  moveMotion: { kind: 'suspendMeeting', reason: 'Coffee.' },
  withdrawMotion: { motion: 'm1' },
  askObjections: { motion: 'm1' },
  objectToMotion: { motion: 'm1' },
  carryMotion: { motion: 'm1' },
  putMotion: { motion: 'm1' },
  castVote: { vote: 'v1', choice: 'for' },
  closeVote: { vote: 'v1' },
  suspendSitting: {},
  resumeSitting: {},
  adjournSitting: {},
} as const satisfies Partial<Record<ActType, object>>;
type HostileAct = keyof typeof ACTS;
const ALL = Object.keys(ACTS) as HostileAct[];

const ON_THE_BODY: readonly string[] = [
  'setSymbolScheme',
  'setRendition',
  'fileTranslation',
  'issueDocument',
];
const SITTING_ACTS = ALL.slice(ALL.indexOf('planSitting'));
const streamOf = (type: HostileAct): string =>
  ON_THE_BODY.includes(type) ? TEST_BODY : SITTING_ACTS.includes(type) ? SITTING : TEST_DELIBERATION;

const SEATS: Readonly<Record<Exclude<Role, 'public'>, TestSeat>> = {
  bindingDelegate: 'france',
  delegate: 'franceAdviser',
  observer: 'observer',
  chair: 'chair',
  facilitator: 'facilitator',
  secretariat: 'secretariat',
  operator: 'operator',
};
const seatsThat = (type: HostileAct, may: boolean): readonly TestSeat[] =>
  Object.entries(SEATS).flatMap(([role, seat]) => (POLICIES[type][role as Role] === may ? [seat] : []));

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const STREAMS = [TEST_BODY, TEST_DELIBERATION, SITTING];
const versions = () => Promise.all(STREAMS.map((stream) => service.running.store.version(stream)));
const codeOf = (answer: { readonly json: () => unknown }): string =>
  (answer.json() as { error?: { code?: string } }).error?.code ?? '';
const send = (seat: TestSeat | undefined, type: HostileAct, rest: object = {}, stream = streamOf(type)) =>
  service.act(seat, stream, { type, ...ACTS[type], ...rest });
/** Refused with this code, and nothing of it is in the record. */
const isRefused = async (
  code: string,
  answering: () => Promise<{ readonly statusCode: number; readonly json: () => unknown }>,
): Promise<void> => {
  const before = await versions();
  const answer = await answering();
  expect([codeOf(answer), answer.statusCode < 500]).toEqual([code, true]);
  expect(await versions()).toEqual(before);
};

/** Everything in an act that can be put otherwise, as the act with it. */
const spoiled = (act: object, make: (value: unknown) => unknown): readonly object[] =>
  Object.entries(act).flatMap(([name, value]) => {
    const replaced = { ...act, [name]: make(value) };
    if (Array.isArray(value))
      return [
        replaced,
        ...value.flatMap((each: unknown, at) =>
          typeof each === 'object' && each !== null
            ? spoiled(each, make).map((one) => ({ ...act, [name]: value.with(at, one) }))
            : [{ ...act, [name]: value.with(at, make(each)) }],
        ),
      ];
    if (typeof value === 'object' && value !== null)
      return [replaced, ...spoiled(value, make).map((one) => ({ ...act, [name]: one }))];
    return [replaced];
  });

describe('who is nobody, or somebody else', () => {
  test.each(ALL)('[HOS-1] %s is refused to everybody to whom the table does not give it', async (type) => {
    await isRefused('session.needed', () => send(undefined, type));
    for (const seat of seatsThat(type, false)) await isRefused('act.notAllowed', () => send(seat, type));
  });

  test.each(ALL)(
    '[HOS-1] %s is refused on a stream of another kind, and on one that is not there',
    async (type) => {
      const [seat = 'chair'] = seatsThat(type, true);
      for (const stream of STREAMS.filter((each) => each !== streamOf(type)))
        await isRefused('request.malformed', () => send(seat, type, {}, stream));
      const [kind] = streamOf(type).split(':');
      for (const name of ['nowhere', '__proto__', 'constructor']) {
        const before = await versions();
        const answer = await send(seat, type, {}, `${kind}:${name}`);
        expect([400, 403, 404, 409, 422]).toContain(answer.statusCode);
        expect(await versions()).toEqual(before);
      }
    },
  );
});

describe('what is not as the contract has it', () => {
  test.each(ALL)('[HOS-2] %s with a field more, one less or one of another kind is refused', async (type) => {
    const [seat = 'chair'] = seatsThat(type, true);
    await isRefused('request.malformed', () => send(seat, type, { actor: { kind: 'chair' } }));
    for (const name of Object.keys(ACTS[type])) {
      const { [name]: _, ...rest } = { ...ACTS[type] } as Record<string, unknown>;
      const answer = await service.act(seat, streamOf(type), { type, ...rest });
      if (answer.statusCode >= 400) expect(answer.statusCode).toBeLessThan(500);
    }
    for (const wrong of spoiled(ACTS[type], (value) => (typeof value === 'number' ? '1' : 7)))
      await isRefused('request.malformed', () => send(seat, type, wrong));
  });

  test.each(ALL)('[HOS-2] %s with words beyond every limit is refused', async (type) => {
    const [seat = 'chair'] = seatsThat(type, true);
    // The longest that any act takes: the words of a paragraph in translation.
    const long = 'x'.repeat(LIMITS.TRANSLATION_CHARACTERS_MAX + 1);
    for (const wrong of spoiled(ACTS[type], (value) => (typeof value === 'string' ? long : Number.MAX_VALUE)))
      await isRefused('request.malformed', () => send(seat, type, wrong));
  });

  test('[HOS-2] a request larger than the limit is refused before it is read', async () => {
    const large = { changes: [{ paragraph: 'p3', new: 'x'.repeat(LIMITS.BODY_BYTES_MAX) }] };
    await isRefused('request.tooLarge', () => send('france', 'submitAmendment', large));
  });
});

test('[HOS-6] a body is founded under the name of its stream alone', async () => {
  const empty = await startTestService({ empty: true });
  const [founding] = TEST_FOUNDING;
  const refused = await empty.act('secretariat', 'body:other', { ...founding });
  expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'request.malformed']);
  expect((await empty.act('secretariat', TEST_BODY, { ...founding })).statusCode).toBe(201);
  await empty.close();
});

describe('names that were forged', () => {
  const FORGED = ['__proto__', 'hasOwnProperty', 'A999999', 'p999999', 'q9'];
  test.each(ALL)('[HOS-3] %s that names what is not there is answered with a refusal', async (type) => {
    const [seat = 'chair'] = seatsThat(type, true);
    for (const name of FORGED)
      for (const wrong of spoiled(ACTS[type], (value) => (typeof value === 'string' ? name : value))) {
        const answer = await send(seat, type, wrong);
        expect([answer.statusCode < 500, codeOf(answer) === 'server.fault'], answer.body).toEqual([
          true,
          false,
        ]);
      }
  });
});

describe('what was said before', () => {
  test('[HOS-4] a key under which something was done does nothing else, for nobody', async () => {
    const act = { type: 'submitAmendment', ...handedIn, changes: [{ paragraph: 'p4', delete: true }] };
    const first = await service.act('kenya', TEST_DELIBERATION, act, { key: 'hostile-key-1' });
    expect(first.statusCode).toBe(201);
    const before = await versions();
    const again = await service.act('kenya', TEST_DELIBERATION, act, { key: 'hostile-key-1' });
    expect([again.statusCode, again.json<ActAnswer>().receipt]).toEqual([
      200,
      first.json<ActAnswer>().receipt,
    ]);
    const other = { type: 'withdrawAmendment', amendment: 'A1' };
    for (const [stream, what] of [
      [TEST_DELIBERATION, other],
      [SITTING, { type: 'appealRuling', point: 'o1' }],
    ] as const)
      expect(codeOf(await service.act('kenya', stream, what, { key: 'hostile-key-1' }))).toBe(
        'act.keyReused',
      );
    expect(await versions()).toEqual(before);
  });

  test('[HOS-4] an act on what was seen before somebody else acted is refused', async () => {
    const version = await service.running.store.version(TEST_DELIBERATION);
    await isRefused('act.staleVersion', () =>
      service.act(
        'chair',
        TEST_DELIBERATION,
        { type: 'closeSubmission', until: null },
        { seen: version - 1 },
      ),
    );
  });
});

describe('two at once', () => {
  let room: TestService;
  beforeAll(async () => {
    room = await startTestService();
    for (const [seat, text] of [
      ['france', 'Urges that every act be answered;'],
      ['kenya', 'Begs that every act be answered;'],
    ] as const)
      await done(seat, { type: 'submitAmendment', ...handedIn, changes: [{ paragraph: 'p3', new: text }] });
  });
  afterAll(() => room.close());
  const answer = (seat: TestSeat, act: object, rest: object = {}) =>
    room.act(seat, TEST_DELIBERATION, { ...act }, rest);
  const done = async (seat: TestSeat, act: object): Promise<void> => {
    const { statusCode, body } = await answer(seat, act);
    expect(statusCode, body).toBe(201);
  };

  test('[HOS-30] of two chairs who rule different orders on what both saw, one is told that something was decided', async () => {
    const seen = await room.running.store.version(TEST_DELIBERATION);
    const rule = (amendments: readonly string[]) =>
      answer('chair', { type: 'ruleOrder', amendments, reason: 'As agreed.' }, { seen });
    const answers = await Promise.all([rule(['A2', 'A1']), rule(['A1', 'A2'])]);
    expect(answers.map((one) => codeOf(one) || String(one.statusCode)).toSorted()).toEqual([
      '201',
      'act.staleVersion',
    ]);
    expect(await room.running.store.version(TEST_DELIBERATION)).toBe(seen + 1);
  });

  test('[HOS-30] of a chair who adopts and a sponsor who withdraws one is told what has become of it', async () => {
    await done('kenya', { type: 'withdrawAmendment', amendment: 'A2' });
    await done('chair', { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item: 'A1' });
    room.clock.turn(61);
    const answers = await Promise.all([
      answer('chair', { type: 'adopt' }),
      answer('france', { type: 'withdrawAmendment', amendment: 'A1' }),
    ]);
    const codes = answers.map((one) => codeOf(one) || String(one.statusCode));
    expect([
      ['201', 'amendment.closed'],
      ['act.outOfOrder', '201'],
    ]).toContainEqual(codes);
  });

  test('[HOS-30] names of the floor that stand for nothing in the text are refused', async () => {
    await room.act('secretariat', SITTING, { type: 'planSitting', ...ACTS.planSitting });
    for (const [seat, act] of [
      ['france', { type: 'registerPresence', members: ['FRA'], present: true }],
      ['kenya', { type: 'registerPresence', members: ['KEN'], present: true }],
      ['fiji', { type: 'registerPresence', members: ['FJI'], present: true }],
      ['chair', { type: 'openSitting' }],
    ] as const)
      await room.act(seat, SITTING, act);
    const take = async (named: object): Promise<string> =>
      codeOf(await room.act('chair', SITTING, { type: 'takeUp', item: '1', ...named }));
    expect(await take({ division: 'D999' })).toBe('division.none');
    expect(await take({ paragraph: 'p999' })).toBe('paragraph.unknown');
    expect(await take({ amendment: 'A999' })).toBe('amendment.unknown');
    expect(await take({ paragraph: 'p3', division: 'D1' })).toBe('agenda.several');
    expect(await take({ paragraph: 'p3' })).toBe('');
  });
});

describe('at every moment of a negotiation', () => {
  test('[HOS-5] whatever is sent by whomever, no act is a fault, and the record holds', async () => {
    const everything = async (): Promise<void> => {
      const answers: string[] = [];
      for (const seat of Object.values(SEATS))
        for (const type of ALL) {
          // What would end the moment that is looked at is left to those who turn it.
          if (['adopt', 'reject', 'withdrawProposal', 'closeBallot', 'adjournSitting'].includes(type))
            continue;
          const answer = await send(seat, type);
          if (answer.statusCode >= 500) answers.push(`${seat} ${type}: ${answer.body}`);
        }
      expect(answers).toEqual([]);
    };
    const take = async (seat: TestSeat, type: HostileAct, rest: object = {}): Promise<void> => {
      const answer = await send(seat, type, rest);
      expect(answer.statusCode, answer.body).toBeLessThan(300);
    };
    await everything();
    service.clock.turn(120);
    for (const type of ['withdrawProposal', 'adjournSitting'] as const) await send('chair', type);
    await everything();
    service.clock.turn(120);
    await send('chair', 'withdrawProposal');
    // A ballot, with the acts of everybody between its moments.
    const whole = { item: 'text' };
    for (const { id } of Object.values((await pending()).amendments))
      for (const seat of ['france', 'kenya', 'fiji'] as const)
        await send(seat, 'withdrawAmendment', { amendment: id });
    await take('chair', 'proposeAdoption', { ...whole, rule: 'majority' });
    await everything();
    await send('chair', 'putToBallot');
    await everything();
    service.clock.turn(120);
    await send('chair', 'closeBallot');
    await everything();
    const answer = await service.get('/api/deliberations/charter/export');
    const { ok, checks } = verifyRecord(answer.json());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(ok).toBe(true);
  });

  const pending = async () =>
    (await service.get('/api/deliberations/charter')).json<{
      state: { amendments: Record<string, { id: string }> };
    }>().state;
});
