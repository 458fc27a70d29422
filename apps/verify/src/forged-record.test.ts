import { TEXT_EFFECT_TYPES } from '@plenary/consensus';
import { describe, expect, test } from 'vitest';
import {
  CHAIR,
  DELIBERATION,
  head,
  openRoom,
  recordOf,
  SECRETARIAT,
  TEXT,
  wholeMeeting,
  type Told,
  SITTING,
} from './record.fixture.ts';
import { verifyRecord } from './verify-record.ts';

// Everything here is signed by the key of the log: the service itself lies. Only the rules can tell.

const { told } = wholeMeeting();
const failure = (events: readonly Told[]) => verifyRecord(recordOf(events)).checks.find(({ ok }) => !ok);
/** Place of the n-th event of a type. */
const placeOf = (type: string, nth = 0): number => {
  const places = [...told.keys()].filter((at) => told[at]?.type === type);
  const place = places.at(nth);
  if (place === undefined) throw new Error(`no ${type}`);
  return place;
};
const eventOf = (type: string, nth = 0): Told => {
  const event = told[placeOf(type, nth)];
  if (event === undefined) throw new Error(`no ${type}`);
  return event;
};
type Json = Record<string, unknown>;
const payloadOf = (event: Told): Json => event.payload as Json;
/** The meeting with one event told otherwise. */
const instead = (type: string, change: Partial<Told>, nth = 0): readonly Told[] =>
  told.map((event, at) => (at === placeOf(type, nth) ? { ...event, ...change } : event));
const saying = (type: string, change: Json, nth = 0): readonly Told[] =>
  instead(type, { payload: { ...payloadOf(eventOf(type, nth)), ...change } }, nth);
const without = (type: string, nth = 0): readonly Told[] => told.filter((_, at) => at !== placeOf(type, nth));
/** The meeting up to an event, and then this instead of what followed. */
const then = (type: string, nth: number, ...more: readonly Told[]): readonly Told[] => [
  ...told.slice(0, placeOf(type, nth) + 1),
  ...more,
];

describe('streams', () => {
  const last = eventOf('explained');
  test.each<[string, readonly Told[], string]>([
    ['a version left out', [...told, { ...last, version: 99 }], 'gap'],
    ['a version twice', [...told, { ...last, version: 1 }], 'gap'],
    ['an event of a third stream', [...told, { ...last, stream: 'deliberation:y' }], 'foreign'],
    ['an instant before the one before', instead('explained', { at: '2026-03-02T10:00:00.000Z' }), 'time'],
  ])('[VER-5] a record with %s does not hold', (_name, events, problem) => {
    expect(failure(events)).toMatchObject({ code: 'streams', facts: { problem } });
  });

  test('[VER-5] a record whose entries change places does not hold', () => {
    const record = recordOf(told);
    const place = placeOf('deliberationListed');
    const [before, after] = [record.entries.slice(0, place - 1), record.entries.slice(place + 1)];
    const entries = [...before, ...record.entries.slice(place - 1, place + 1).toReversed(), ...after];
    expect(verifyRecord({ ...record, entries }).checks.at(-1)).toMatchObject({
      code: 'streams',
      facts: { problem: 'order' },
    });
    expect(verifyRecord({ ...record, body: record.deliberation }).checks.at(-1)).toMatchObject({
      code: 'streams',
      facts: { problem: 'sameStream' },
    });
  });

  test('[VER-5] only the listing of a deliberation may carry an earlier instant', () => {
    const early = instead('deliberationListed', { at: '2026-03-02T09:59:59.000Z' });
    expect(failure(early)).toBeUndefined();
  });
});

describe('acts that the rules do not admit', () => {
  const france = head('AAA');
  const refused = (code: string) => ({ problem: 'refused', code });
  test.each<[string, readonly Told[], Json]>([
    [
      'a ballot of a delegate who may not bind',
      instead('ballotCast', { actor: { ...france, mayBind: false } }),
      refused('actor.mayNotBind'),
    ],
    [
      'a ballot of an observer',
      instead('ballotCast', { actor: { kind: 'observer', member: 'OBS' } }),
      refused('actor.notMember'),
    ],
    [
      'a ballot by somebody else',
      instead('ballotCast', { actor: { ...head('BBB') } }),
      { problem: 'differs' },
    ],
    ['a ballot for somebody else', saying('ballotCast', { member: 'BBB' }), { problem: 'differs' }],
    [
      'a ballot after the close',
      instead('ballotCast', { at: '2026-03-02T15:00:00.000Z' }, -1).slice(0, placeOf('ballotCast', -1) + 1),
      refused('ballot.closed'),
    ],
    [
      'a position on other words',
      saying('positionStated', { textHash: '00'.repeat(32) }),
      refused('position.staleText'),
    ],
    [
      'a position that no list knows',
      saying('positionStated', { stance: 'perhaps' }),
      { problem: 'payload' },
    ],
    ['a position with a field too many', saying('positionStated', { weight: 2 }), { problem: 'differs' }],
    [
      'a position twice in the same words',
      then('positionStated', 0, eventOf('positionStated')),
      { problem: 'differs' },
    ],
    [
      'an adoption by the secretariat',
      instead('textAdopted', { actor: { ...SECRETARIAT } }),
      refused('actor.notConducting'),
    ],
    [
      'an adoption before its time',
      then('adoptionProposed', 0, {
        ...eventOf('textAdopted'),
        at: eventOf('adoptionProposed').at,
        payload: Object.assign({}, eventOf('textAdopted').payload, { decision: 'd1' }),
      }),
      refused('adoption.early'),
    ],
    ['a proposal left out', without('adoptionProposed', 1), refused('decision.unknown')],
    ['a text imported twice', then('textImported', 0, eventOf('textImported')), refused('text.imported')],
    [
      'paragraphs of other names',
      saying('textImported', {
        paragraphs: (payloadOf(eventOf('textImported'))['paragraphs'] as Json[]).map((paragraph) => ({
          ...paragraph,
          pid: 'p1',
        })),
      }),
      { problem: 'differs' },
    ],
    ['electors left out', saying('ballotOpened', { electors: [] }), { problem: 'differs' }],
    [
      'a close that was not announced so',
      saying('ballotOpened', { closesAt: '2026-03-02T10:00:00.500Z' }),
      { problem: 'payload' },
    ],
    [
      'a rule in force despite an objection',
      instead('ruleRejected', { type: 'ruleAdopted', payload: { rule: 'other' } }),
      refused('adoption.notPassed'),
    ],
    [
      'a rule that says something else when applied',
      saying(
        'adoptionProposed',
        {
          rule: {
            ...(payloadOf(eventOf('adoptionProposed', 2))['rule'] as Json),
            pass: { set: 'for', op: '>', value: '0' },
          },
        },
        2,
      ),
      { problem: 'differs' },
    ],
    [
      'a member admitted twice',
      then('membersAdmitted', 0, eventOf('membersAdmitted')),
      refused('member.taken'),
    ],
    [
      'a member admitted by the chair',
      instead('membersAdmitted', { actor: { ...CHAIR } }),
      refused('actor.notConducting'),
    ],
    [
      'a deliberation listed by a delegate',
      instead('deliberationListed', { actor: { ...france } }),
      refused('actor.notConducting'),
    ],
    [
      'a deliberation listed twice',
      then('deliberationListed', 0, eventOf('deliberationListed')),
      refused('deliberation.exists'),
    ],
    ['a listing of nothing', instead('deliberationListed', { payload: {} }), { problem: 'payload' }],
    ['an event of an unknown type', instead('explained', { type: 'forgotten' }), { problem: 'type' }],
    [
      'an event named like something every object has',
      instead('explained', { type: 'constructor' }),
      { problem: 'type' },
    ],
    [
      'an event of the body in the deliberation',
      then('textImported', 0, { ...eventOf('groupDeclared'), stream: DELIBERATION }),
      { problem: 'type' },
    ],
    ['an actor of an unknown kind', instead('explained', { actor: { kind: 'king' } }), { problem: 'actor' }],
    [
      'an actor with a name',
      instead('explained', { actor: { ...head('DDD'), name: 'somebody' } }),
      { problem: 'actor' },
    ],
    ['a payload that is a list', instead('explained', { payload: [] }), { problem: 'payload' }],
    [
      'a public act told to the chair only',
      instead('explained', { audience: 'chair' }),
      { problem: 'audience' },
    ],
    [
      'a sounding told to everyone',
      instead('soundingGiven', { audience: 'public', withheld: false }),
      { problem: 'audience' },
    ],
  ])('[VER-6] %s does not hold', (_name, events, facts) => {
    expect(failure(events)).toMatchObject({ code: 'lawful', facts });
  });

  test('[VER-6] an event told twice is found, unless it may be said twice', () => {
    // Withheld words may be other words; a group may be declared, a paragraph opened, again as it was; a speaker may be
    // given more time once more; a comment may be answered once more in the same words.
    const answers = ['commentAnswered', 'commentsGrouped', 'commentsDisposed'];
    const repeatable = [
      'groupDeclared',
      'attributesChanged',
      'sittingChanged',
      'paragraphOpened',
      'timeExtended',
      ...answers,
    ];
    for (const [place, event] of told.entries()) {
      const check = failure(told.toSpliced(place, 0, event));
      expect(check === undefined, `${place} ${event.type}`).toBe(
        event.withheld === true || repeatable.includes(event.type),
      );
    }
  });

  test('[VER-6] a finding says where', () => {
    const place = told.slice(0, placeOf('textAdopted') + 1).filter(({ stream }) => stream === DELIBERATION);
    expect(failure(instead('textAdopted', { actor: { ...SECRETARIAT } }))?.facts).toEqual({
      problem: 'refused',
      code: 'actor.notConducting',
      stream: DELIBERATION,
      version: place.length,
    });
  });

  test('[VER-6] streams bear the names of what they hold, and the body lists the deliberation and the sitting', () => {
    const renamed = (from: string, to: string) =>
      told.map((event) => (event.stream === from ? { ...event, stream: to } : event));
    const named = { ...recordOf(renamed(DELIBERATION, 'deliberation:y')), deliberation: 'deliberation:y' };
    expect(verifyRecord(named).checks.at(-1)).toMatchObject({ code: 'lawful', facts: { problem: 'name' } });
    const body = { ...recordOf(renamed('body:x', 'body:y')), body: 'body:y' };
    expect(verifyRecord(body).checks.at(-1)).toMatchObject({ code: 'lawful', facts: { problem: 'name' } });
    const ofSitting: readonly string[] = ['sittingListed', ...TEXT_EFFECT_TYPES];
    const unplanned = told.filter(({ stream, type }) => stream !== SITTING && !ofSitting.includes(type));
    expect(failure(unplanned)).toBeUndefined();
    const unlisted = unplanned.filter(({ type }) => type !== 'deliberationListed');
    expect(failure(unlisted)).toMatchObject({ facts: { problem: 'unlisted', stream: DELIBERATION } });
    expect(failure(without('sittingListed'))).toMatchObject({
      facts: { problem: 'unlisted', stream: SITTING },
    });
    const sitting = { ...recordOf(renamed(SITTING, 'sitting:y')), sittings: ['sitting:y'] };
    expect(verifyRecord(sitting).checks.at(-1)).toMatchObject({ code: 'lawful', facts: { problem: 'name' } });
    const twice = { ...recordOf(told), sittings: [SITTING, SITTING] };
    expect(verifyRecord(twice).checks.at(-1)).toMatchObject({
      code: 'streams',
      facts: { problem: 'sameStream' },
    });
    expect(failure([])).toMatchObject({ code: 'lawful', facts: { problem: 'empty' } });
  });
});

describe('what is withheld', () => {
  test.each<[string, readonly Told[], Json]>([
    ['an objection', instead('objected', { audience: 'chair', withheld: true }), { problem: 'withheld' }],
    ['a ballot', instead('ballotCast', { audience: 'own:AAA', withheld: true }), { problem: 'withheld' }],
    [
      'an event of the body',
      instead('groupDeclared', { audience: 'members', withheld: true }),
      { problem: 'withheld' },
    ],
    [
      'a sounding kept for others',
      instead('soundingGiven', { audience: 'own:BBB' }),
      { problem: 'withheld' },
    ],
    [
      'a sounding kept for the chair',
      instead('soundingGiven', { audience: 'chair' }),
      { problem: 'withheld' },
    ],
    [
      'a sounding of a delegate who may not bind',
      instead('soundingGiven', { actor: { ...head('AAA'), mayBind: false } }),
      { problem: 'refused' },
    ],
    [
      'a sounding of an observer',
      instead('soundingGiven', { actor: { ...head('OBS') }, audience: 'own:OBS' }),
      { problem: 'refused' },
    ],
    [
      'a sounding of nobody',
      instead('soundingGiven', { actor: { ...head('constructor') }, audience: 'own:constructor' }),
      { problem: 'refused' },
    ],
    [
      'a sounding after adoption',
      [...told, { ...eventOf('soundingGiven'), at: eventOf('explained').at }],
      { problem: 'refused' },
    ],
    [
      'a package kept by a delegation',
      instead('packageKept', { actor: { ...head('AAA') } }),
      { problem: 'refused' },
    ],
    [
      'a note on a package for the delegations named',
      instead('packageAnnotated', { audience: 'own:AAA+BBB' }),
      { problem: 'withheld' },
    ],
    ['a package kept for members', instead('packageKept', { audience: 'members' }), { problem: 'withheld' }],
    [
      'a package shared with an observer',
      instead('packageShared', { audience: 'own:AAA+OBS' }),
      { problem: 'withheld' },
    ],
    ['a package shared with nobody', instead('packageShared', { audience: 'own:' }), { problem: 'withheld' }],
    [
      'a package shared by a delegation',
      instead('packageShared', { actor: { ...head('AAA') } }),
      { problem: 'refused' },
    ],
    [
      'an answer for others',
      instead('packageAnswered', { audience: 'own:AAA+BBB' }),
      { problem: 'withheld' },
    ],
    [
      'an answer of those who conduct',
      instead('packageAnswered', { actor: { ...SECRETARIAT } }),
      { problem: 'withheld' },
    ],
    [
      'a package withdrawn by a delegation',
      instead('packageWithdrawn', { actor: { ...head('AAA') } }),
      { problem: 'refused' },
    ],
  ])('[VER-7] %s cannot be withheld', (_name, events, facts) => {
    expect(failure(events)).toMatchObject({ code: 'lawful', facts });
  });
});

describe('words', () => {
  const [first, ...rest] = TEXT.paragraphs;
  const imported = (change: object) => openRoom({ ...TEXT, ...change }).told;
  test.each([
    [
      'a paragraph',
      { paragraphs: [{ ...first, text: 'Another text' }, ...rest] },
      { problem: 'words', paragraph: 'p1' },
    ],
    [
      'a space',
      { paragraphs: [{ ...first, text: 'A  text' }, ...rest] },
      { problem: 'words', paragraph: 'p1' },
    ],
    ['the revision', { hash: '00'.repeat(32) }, { problem: 'revision' }],
    ['the order', { paragraphs: TEXT.paragraphs.toReversed() }, { problem: 'revision' }],
  ])('[VER-8] the hash of other words for %s is found', (_name, change, facts) => {
    expect(failure(imported(change))).toMatchObject({ code: 'texts', facts });
  });
});

describe('amendments', () => {
  const adopted = payloadOf(eventOf('amendmentAdopted'));
  const submitted = payloadOf(eventOf('amendmentSubmitted'))['amendment'] as Json;
  const text = adopted['text'] as Json;
  const [changed] = text['changed'] as Json[];
  test.each<[string, readonly Told[]]>([
    [
      'other words than it brings',
      saying('amendmentAdopted', { text: { ...text, changed: [{ ...changed, text: 'Decides;' }] } }),
    ],
    ['another order', saying('amendmentAdopted', { text: { ...text, order: [] } })],
    ['another hash', saying('amendmentAdopted', { text: { ...text, hash: '00'.repeat(32) } })],
    ['nothing that lapses', saying('amendmentAdopted', { lapsed: [] })],
    ['no words at all', instead('amendmentAdopted', { payload: { ...adopted, text: null } })],
    [
      'an amendment on words that were not there',
      saying('amendmentSubmitted', { amendment: { ...submitted, textHash: '00'.repeat(32) } }),
    ],
    [
      'an amendment for somebody else',
      saying('amendmentSubmitted', { amendment: { ...submitted, sponsors: ['BBB'] } }),
    ],
    [
      'an amendment made from the floor that was not',
      saying('amendmentSubmitted', { amendment: { ...submitted, oral: true } }),
    ],
    [
      'an amendment that touches something else',
      saying('amendmentSubmitted', { amendment: { ...submitted, touches: [] } }),
    ],
    ['an amendment that was submitted by nobody', without('amendmentSubmitted')],
    ['a sponsor who did not join', without('amendmentCoSponsored')],
    ['a revision that was not made', without('amendmentRevised')],
    ['an order that nobody ruled', saying('orderRuled', { amendments: ['A5'] })],
  ])('[VER-6] a record with %s does not hold', (_name, events) => {
    expect(failure(events)).toMatchObject({ ok: false });
  });
});

describe('what is taken up', () => {
  const item = '1';
  test.each<[string, Json, string]>([
    ['a motion for division that nobody made', { item, division: 'D999' }, 'division.none'],
    ['a paragraph that never was', { item, division: null, paragraph: 'p999' }, 'paragraph.unknown'],
    ['an amendment that nobody submitted', { item, amendment: 'A999' }, 'amendment.unknown'],
    ['a paragraph and a motion', { item, division: 'D1', paragraph: 'p3' }, 'agenda.several'],
  ])('[SIT-30] a record in which %s is taken up does not hold', (_name, said, code) => {
    const payload = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
    expect(failure(instead('takenUp', { payload }))).toMatchObject({
      code: 'lawful',
      facts: { problem: 'refused', code },
    });
  });

  test('[SIT-30] what was decided between the admission and the place in the record holds', () => {
    const gone = { ...eventOf('divisionWithdrawn'), at: eventOf('takenUp').at };
    const events = told.flatMap((event, at) => {
      if (at === placeOf('divisionWithdrawn')) return [];
      return at === placeOf('takenUp') ? [gone, event] : [event];
    });
    expect(failure(events)).toBeUndefined();
  });
});

describe('divisions', () => {
  const part = payloadOf(eventOf('partDecided'));
  const [first, ...others] = payloadOf(eventOf('divisionCarried'))['parts'] as Json[];
  const { text } = payloadOf(eventOf('partDecided', 1));
  test.each<[string, readonly Told[]]>([
    ['a motion that nobody made', without('divisionRequested', 2)],
    ['a motion that was not taken back', without('divisionWithdrawn')],
    [
      'a motion for somebody else',
      saying('divisionRequested', {
        division: { ...(payloadOf(eventOf('divisionRequested'))['division'] as Json), member: 'AAA' },
      }),
    ],
    ['other parts than were asked for', saying('divisionCarried', { parts: [first] })],
    ['a part of other words', saying('divisionCarried', { parts: [{ ...first, units: ['p3'] }, ...others] })],
    ['a motion carried that was lost', instead('divisionLost', { type: 'divisionCarried' })],
    ['a part that was never put', without('partDecided')],
    ['a part adopted that fell', saying('partDecided', { outcome: 'adopted' })],
    ['a part for another', saying('partDecided', { part: '2' })],
    ['a part put that left the whole rejected', saying('partDecided', { whole: 'rejected' }, 1)],
    ['a part that fell and stays in the text', saying('partDecided', { text: null }, 1)],
    [
      'another text than the parts leave',
      saying('partDecided', { text: { ...(text as Json), hash: '00'.repeat(32) } }, 1),
    ],
    ['a part decided for no reason', saying('partDecided', { ...part, note: '' })],
  ])('[VER-6] a record with %s does not hold', (_name, events) => {
    expect(failure(events)).toMatchObject({ ok: false });
  });
});

describe('silence', () => {
  const ended = payloadOf(eventOf('silenceEnded'));
  test.each<[string, Json, string]>([
    ['says it was kept', { broken: false }, 'silence'],
    ['names somebody else who broke it', { broke: ['AAA'] }, 'silence'],
    ['leaves out who kept it', { silent: [] }, 'silence'],
    ['reopens what nobody named', { reopened: [{ pid: 'p2', reason: 'One word.' }] }, 'silence'],
    ['counts otherwise', { equalVoice: { ...(ended['equalVoice'] as Json), object: 0 } }, 'tally'],
    ['has another result', { result: { ...(ended['result'] as Json), outcome: 'adopted' } }, 'result'],
  ])('[VER-9] a report of a silence that %s is named for what it is', (_name, change, problem) => {
    expect(failure(saying('silenceEnded', change))).toMatchObject({
      code: 'decisions',
      facts: { problem },
    });
  });
});

/** Ballots on motions for division and on parts come first. */
const ON_TEXT = 3;

describe('decisions', () => {
  const result = payloadOf(eventOf('ballotClosed', ON_TEXT))['result'] as Json;
  const tally = result['tally'] as Json;
  const [trace] = result['tests'] as Json[];
  const equalVoice = payloadOf(eventOf('ballotClosed', ON_TEXT))['equalVoice'] as Json;
  test.each<[string, readonly Told[], Json]>([
    [
      'one more in favour',
      saying('ballotClosed', { result: { ...result, tally: { ...tally, for: 3 } } }, ON_TEXT),
      { problem: 'result' },
    ],
    [
      'another side of a comparison',
      saying('ballotClosed', { result: { ...result, tests: [{ ...trace, left: '1' }] } }, ON_TEXT),
      { problem: 'result' },
    ],
    [
      'another outcome',
      saying('ballotClosed', { result: { ...result, outcome: 'not_adopted' } }, ON_TEXT),
      { problem: 'result' },
    ],
    ['no trace', saying('textAdopted', { result: { ...result, tests: [] } }), { problem: 'result' }],
    ['no result', saying('textAdopted', { result: null }), { problem: 'result' }],
    [
      'another equal voice',
      saying('textAdopted', { equalVoice: { ...equalVoice, against: 1 } }),
      { problem: 'tally' },
    ],
    ['a ballot turned round', saying('ballotCast', { choice: 'against' }, ON_TEXT), { problem: 'result' }],
    ['a ballot left out', without('ballotCast', ON_TEXT), { problem: 'result' }],
    ['an objection left out', without('objected'), { problem: 'outcome', code: 'rejection.passed' }],
    [
      'an adoption that the rule does not give',
      then('objectionWithdrawn', 0, {
        ...eventOf('textAdopted'),
        at: eventOf('adoptionRejected', -1).at,
        payload: payloadOf(eventOf('adoptionRejected', -1)),
      }),
      { problem: 'outcome', code: 'adoption.notPassed' },
    ],
    [
      'a rejection against the rule',
      then('ballotClosed', -1, {
        ...eventOf('adoptionRejected'),
        at: eventOf('textAdopted').at,
        payload: { ...payloadOf(eventOf('textAdopted')), note: 'No.' },
      }),
      { problem: 'outcome', code: 'rejection.passed' },
    ],
  ])('[VER-9] a record with %s does not hold', (_name, events, facts) => {
    const check = failure(events);
    expect(check).toMatchObject({ code: 'decisions', facts });
    expect(check?.facts).toHaveProperty('version');
  });

  test('[VER-9] what is told after a wrong decision is not believed', () => {
    const report = verifyRecord(recordOf(saying('ballotClosed', { result: null })));
    expect([report.ok, report.state, report.body, report.summary]).toEqual([
      false,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the register of documents', () => {
  const documents = (event: Told): Json[] => payloadOf(event)['documents'] as Json[];
  const registering = (change: Json): readonly Told[] =>
    saying(
      'documentsRegistered',
      { documents: [{ ...documents(eventOf('documentsRegistered', 1))[0], ...change }] },
      1,
    );
  test.each<[string, Json, string]>([
    ['another symbol than the next', { symbol: 'X/L.1/Rev.9' }, 'differs'],
    ['a document that is not there', { reference: 'r99' }, 'unknownDocument'],
    ['a document in another language', { lang: 'fr' }, 'unknownDocument'],
    ['a kind that does not exist', { kind: 'letter' }, 'payload'],
  ])('[VER-13] a record that registers %s does not hold', (_name, change, problem) => {
    expect(failure(registering(change))).toMatchObject({ code: 'lawful', facts: { problem } });
  });

  test('[VER-13] documents of deliberations whose streams are not in the record are registered under the next symbol', () => {
    const other = (symbol: string): readonly Told[] => [
      ...told,
      {
        ...eventOf('documentsRegistered'),
        at: told.at(-1)?.at ?? '',
        payload: {
          documents: [{ symbol, kind: 'statement', deliberation: 'other', reference: 'e1', lang: 'en' }],
        },
      },
    ];
    const given = told
      .filter(({ type }) => type === 'documentsRegistered')
      .flatMap(documents)
      .filter(({ kind }) => kind === 'statement' || kind === 'groupStatement').length;
    expect(failure(other(`X/CONF.1/1/INF.${given + 1}`))).toBeUndefined();
    expect(failure(other(`X/CONF.1/1/INF.${given + 2}`))).toMatchObject({ facts: { problem: 'differs' } });
  });
});
