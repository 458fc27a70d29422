import type { DeliberationState, Recorded, SittingEvent } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { recordLines, recordTitle, recordWords } from './meeting-record.ts';
import type { Telling } from './sitting-sentence.ts';

/** Says the key and the facts: which sentence is told is what is tested, not its words. */
const t = ((key: string, facts: unknown) =>
  facts === undefined ? key : `${key} ${JSON.stringify(facts)}`) as unknown as Telling['t']; // a translator has overloads that no function meets

const AT = (minute: number): string => `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`;
const event = (version: number, type: string, payload: unknown): Recorded<SittingEvent> =>
  ({
    type,
    payload,
    version,
    at: AT(version),
    stream: 'sitting:s',
    actor: { kind: 'chair' },
    audience: 'public',
  }) as Recorded<SittingEvent>; // only what is told of an event is written here

const body = { members: { FRA: { names: { en: 'France' } } }, groups: {} } as unknown as Telling['body'];
const state = {
  id: 's',
  session: { en: 'First session' },
  meeting: 2,
  title: { en: 'Reading' },
  agenda: [{ id: '1', title: { en: 'Draft charter' }, deliberation: 'charter' }],
  attended: { FRA: AT(1) },
  openedAt: AT(2),
  adjournedAt: AT(9),
  motions: [],
} as unknown as Telling['state'];
const telling: Telling = { body, state, lang: 'en', t };
const decision = (id: string, at: string, outcome: string) => ({
  id,
  item: id === 'd1' ? 'text' : 'A1',
  outcome,
  decidedAt: at,
  rule: { id: 'consensus' },
});
const deliberation = {
  title: { en: 'Charter' },
  amendments: {
    A2: { id: 'A2', state: 'acceptedBySponsors', outcome: { at: AT(5) } },
  },
  decisions: [
    decision('d1', AT(8), 'adopted'),
    decision('d2', AT(1), 'rejected'),
    decision('d3', AT(4), 'rejected'),
  ],
} as unknown as DeliberationState;
const EVENTS = [
  event(2, 'sittingOpened', { present: 3, members: 5 }),
  event(3, 'floorAsked', { member: 'FRA', kind: 'speech' }),
  event(4, 'floorGiven', { member: 'FRA' }),
  event(9, 'sittingAdjourned', {}),
];

test('a record tells what the meeting did and what was decided while it was held, in order', () => {
  const lines = recordLines(EVENTS, [deliberation], telling);
  expect(lines.map(({ at, words }) => [at, words.split(' ')[0]])).toEqual([
    [AT(2), 'acts:sentence.sittingOpened'],
    [AT(4), 'acts:sentence.floorGiven'],
    [AT(4), 'floor:record.decision'],
    [AT(5), 'floor:record.takenIn'],
    [AT(8), 'floor:record.decision'],
    [AT(9), 'acts:sentence.sittingAdjourned'],
  ]);
});

test('a record is plain words without marks of direction, and says up to which event it was made', () => {
  const words = recordWords(recordLines(EVENTS, [deliberation], telling), { ...telling, head: 9 });
  expect(words).not.toMatch(/[\u2066-\u2069]/u);
  expect(words).toContain('1 Draft charter');
  expect(words.split('\n').at(-1)).toBe('floor:record.made {"head":9}');
  expect(recordTitle(state, telling)).toContain('First session');
});

test('[SIT-89] what was taken up is told by its number, and a vote by what it was on', () => {
  const text = {
    ...deliberation,
    id: 'charter',
    revision: { paragraphs: [{ pid: 'p3', label: 'OP1' }] },
    revisions: [{ paragraphs: [{ pid: 'p9', label: 'OP9' }] }],
    decisions: [],
    amendments: {},
  } as unknown as DeliberationState;
  const voted = {
    ...state,
    motions: [{ id: 'm1', kind: 'closeDebate', item: '1' }],
    votes: [
      { id: 'v1', on: { motion: 'm1' } },
      { id: 'v2', on: { point: 'o1' } },
    ],
  } as unknown as Telling['state'];
  const result = { tally: { for: 2, against: 1, abstain: 0 }, outcome: 'adopted' };
  const told = recordLines(
    [
      event(3, 'takenUp', { item: '1', paragraph: 'p3' }),
      event(4, 'takenUp', { item: '1', paragraph: 'p9' }),
      event(5, 'takenUp', { item: '1', paragraph: 'p7' }),
      event(6, 'voteClosed', { vote: 'v1', result }),
      event(7, 'voteClosed', { vote: 'v2', result }),
    ],
    [text],
    { ...telling, state: voted },
  ).map(({ words }) => words);
  expect(told[0]).toContain('1 · Draft charter · OP1');
  expect(told[1]).toContain('1 · Draft charter · OP9');
  expect(told[2]).not.toContain('p7');
  expect(told[3]).toContain('vocabulary:motion.closeDebate · 1 Draft charter');
  expect(told[4]).toContain('floor:appeal');
});
