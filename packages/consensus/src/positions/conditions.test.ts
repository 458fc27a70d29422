import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectiveStance } from '../acts/effective-stance.ts';
import { CHAIR, head, meeting, type Meeting } from '../acts/meeting.fixture.ts';
import { paragraphBoard } from '../board/paragraph-board.ts';
import type { Condition, Conditional, DeliberationState, Paragraph } from '../types.ts';
import { CONDITION_STATUSES, STANCES, type Stance } from '../vocabulary.ts';
import { namedItems } from './condition-names.ts';
import { brokenConditions, conditionCycles, standingConditions } from './condition-report.ts';
import { conditionFacts, conditionStatus, type ConditionFacts } from './condition-status.ts';
import { conditionSubjects } from './condition-subjects.ts';
import { canonicalCondition, formatCondition, formatPosition } from './format-condition.ts';
import { parseCondition } from './parse-condition.ts';
import { EXPECTED, PLAIN_CHARACTERS_MAX, readCondition, readPosition } from './read-condition.ts';

const hash = (place: number): string => String(place).padStart(64, '0');
const kept = (paragraph: string, textHash = hash(4)): Condition => ({ paragraph, is: 'kept', textHash });
const adopted = (amendment: string): Condition => ({ amendment, is: 'adopted' });
const NAMES = [
  { item: 'text', label: 'the text', textHash: hash(99) },
  { item: 'p5', label: 'OP5', textHash: hash(5) },
  { item: 'p6', label: 'OP5 (a)', textHash: hash(6) },
  { item: 'p7', label: 'OP7', textHash: hash(7) },
  { item: 'p8', label: 'OP7 bis', textHash: hash(8) },
  { item: 'p9', label: 'OP9', textHash: hash(9) },
];
const hold = (
  room: Meeting,
  member: string,
  item: string,
  stance: Stance,
  condition: Condition,
  fallback: Stance,
): void =>
  room.take(
    {
      type: 'statePosition',
      item,
      stance,
      reason: 'So instructed.',
      textHash: namedItems(room.state).find((name) => name.item === item)?.textHash ?? '',
      conditional: { condition, fallback },
    },
    head(member),
  );
/** The same deliberation after its text was changed in some way. */
const withParagraphs = (
  state: DeliberationState,
  change: (paragraphs: readonly Paragraph[]) => readonly Paragraph[],
): DeliberationState => {
  if (state.revision === undefined) throw new Error('no text');
  return { ...state, revision: { ...state.revision, paragraphs: change(state.revision.paragraphs) } };
};
const without = (state: DeliberationState, pid: string): DeliberationState =>
  withParagraphs(state, (paragraphs) => paragraphs.filter((paragraph) => paragraph.pid !== pid));

test('[CND-1] a condition is read as it is, and reading changes nothing', () => {
  const condition: Condition = {
    all: [kept('p4'), { any: [adopted('A12'), { not: { amendment: 'A3', is: 'rejected' } }] }],
  };
  expect(parseCondition(JSON.parse(JSON.stringify(condition)))).toEqual({ ok: true, condition });
});

test.each([
  [null, 'condition'],
  [[], 'condition'],
  [{}, 'condition.paragraph'],
  [{ all: [] }, 'condition.all'],
  [{ all: [kept('p4'), 7] }, 'condition.all[1]'],
  [{ any: 'x' }, 'condition.any'],
  [{ not: { amendment: 'A0', is: 'adopted' } }, 'condition.not.amendment'],
  [{ not: kept('p4'), all: [] }, 'condition.not'],
  [{ amendment: 'A1', is: 'kept' }, 'condition.is'],
  [{ amendment: 'A1', is: 'adopted', by: 'X' }, 'condition.by'],
  [{ paragraph: 'text', is: 'kept', textHash: hash(1) }, 'condition.paragraph'],
  [{ paragraph: 'p1', is: 'adopted', textHash: hash(1) }, 'condition.is'],
  [{ paragraph: 'p1', is: 'kept' }, 'condition.textHash'],
])('[CND-1] what is no condition is refused with its place: %j', (json, path) => {
  expect(parseCondition(json)).toEqual({
    ok: false,
    refusal: { code: 'condition.malformed', facts: { path } },
  });
});

test('[CND-1] a condition has at most 32 terms and names at most 6 subjects', () => {
  const amendments = (count: number): Condition => ({
    all: Array.from({ length: count }, (_, at) => adopted(`A${at + 1}`)),
  });
  const limit = (json: unknown) => {
    const parsed = parseCondition(json);
    return parsed.ok ? undefined : parsed.refusal.facts['limit'];
  };
  expect(limit(amendments(6))).toBeUndefined();
  expect(limit(amendments(7))).toBe('CONDITION_SUBJECTS_MAX');
  const same = (count: number): Condition => ({ any: Array.from({ length: count }, () => kept('p4')) });
  expect(limit(same(31))).toBeUndefined();
  expect(limit(same(32))).toBe('CONDITION_TERMS_MAX');
  let deep: unknown = kept('p4');
  for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
  expect(limit(deep)).toBe('CONDITION_TERMS_MAX');
});

const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc
      .constantFrom(...NAMES.slice(1))
      .chain(({ item, textHash }) =>
        fc
          .constantFrom('kept' as const, 'changed' as const, 'deleted' as const)
          .map((is): Condition => ({ paragraph: item, is, textHash })),
      ),
    fc.record({
      amendment: fc.constantFrom('A1', 'A12'),
      is: fc.constantFrom('adopted' as const, 'rejected' as const),
    }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition;

test('[CND-2] what is written is read back as the canonical form, and written again the same', () => {
  fc.assert(
    fc.property(
      condition,
      fc.constantFrom(...STANCES),
      fc.constantFrom(...STANCES),
      (drawn, stance, fallback) => {
        fc.pre(parseCondition(drawn).ok);
        const text = formatCondition(drawn, NAMES);
        const read = readCondition(text, NAMES);
        expect(read).toEqual({ ok: true, value: canonicalCondition(drawn) });
        if (read.ok) expect(formatCondition(read.value, NAMES)).toBe(text);
        const said = { stance, item: 'p9', conditional: { condition: canonicalCondition(drawn), fallback } };
        expect(readPosition(formatPosition(said, NAMES), NAMES)).toEqual({ ok: true, value: said });
      },
    ),
    { numRuns: 500 },
  );
});

test('[CND-2] the two examples of the field are read', () => {
  expect(readPosition('accept OP5 if OP7 bis is kept', NAMES)).toEqual({
    ok: true,
    value: {
      stance: 'accept',
      item: 'p5',
      conditional: { condition: { paragraph: 'p8', is: 'kept', textHash: hash(8) }, fallback: 'object' },
    },
  });
  const unless = readPosition('Object to OP9 unless a12 is adopted', NAMES);
  expect(unless).toEqual({
    ok: true,
    value: {
      stance: 'object',
      item: 'p9',
      conditional: { condition: { not: adopted('A12') }, fallback: 'accept' },
    },
  });
  if (unless.ok)
    expect(formatPosition(unless.value, NAMES)).toBe('object OP9 if not A12 is adopted, else accept');
});

test('[CND-2] and binds more closely than or, labels are read as the longest, and spaces and case do not matter', () => {
  const read = (text: string) => {
    const found = readCondition(text, NAMES);
    return found.ok ? formatCondition(found.value, NAMES) : found.refusal;
  };
  expect(read('A1 is adopted or OP5 (a) IS  changed AND not OP7  bis is deleted')).toBe(
    'A1 is adopted or (OP5 (a) is changed and not OP7 bis is deleted)',
  );
  expect(read('((A1 is adopted))')).toBe('A1 is adopted');
  expect(read('not (A1 is adopted or A2 is adopted)')).toBe('not (A1 is adopted or A2 is adopted)');
  expect(readPosition('support the text', NAMES)).toEqual({
    ok: true,
    value: { stance: 'support', item: 'text' },
  });
});

test.each([
  ['', 'stance', 1, ''],
  ['like OP5', 'stance', 1, 'like'],
  ['accepted OP5', 'stance', 1, 'accepted'],
  ['accept OP6 if A1 is adopted', 'item', 8, 'OP6'],
  ['accept OP5 when A1 is adopted', 'if', 12, 'when'],
  ['accept OP5 if', 'subject', 14, ''],
  ['accept OP5 if the text is kept', 'subject', 15, 'the'],
  ['accept OP5 if A0 is adopted', 'subject', 15, 'A0'],
  ['accept OP5 if OP7 ter is kept', 'is', 19, 'ter'],
  ['accept OP5 if OP7 is adopted', 'fate', 22, 'adopted'],
  ['accept OP5 if A1 is kept', 'fate', 21, 'kept'],
  ['accept OP5 if (A1 is adopted', 'bracket', 29, ''],
  ['accept OP5 if A1 is adopted, object', 'else', 30, 'object'],
  ['accept OP5 if A1 is adopted else maybe', 'stance', 34, 'maybe'],
  ['accept OP5 if A1 is adopted A2', 'end', 29, 'A2'],
  [`accept OP5 if ${'not '.repeat(20)}A1 is adopted`, 'shorter', 79, 'not'],
  [`accept OP5 if ${' '.repeat(PLAIN_CHARACTERS_MAX)}A1`, 'shorter', PLAIN_CHARACTERS_MAX + 15, 'A1'],
])('[CND-2] %s: %s is expected at %i', (text, expected, at, found) => {
  expect(readPosition(text, NAMES)).toEqual({
    ok: false,
    refusal: { code: 'condition.expected', facts: { at, expected, found } },
  });
  expect(EXPECTED).toContain(expected);
});

test('[CND-3] a condition that holds leaves the stance, and once it does not the fallback counts', () => {
  const room = meeting();
  hold(room, 'AAA', 'p3', 'accept', kept('p4'), 'object');
  hold(room, 'BBB', 'p3', 'accept', adopted('A12'), 'object');
  expect(effectiveStance(room.state, 'p3', 'AAA')).toMatchObject({ stance: 'accept', condition: 'holds' });
  expect(effectiveStance(room.state, 'p3', 'BBB')).toMatchObject({ stance: 'object', condition: 'waits' });
  const row = paragraphBoard(room.body, room.state).find(({ item }) => item === 'p3');
  expect(row).toMatchObject({ counts: { accept: 1, object: 1 }, objectors: ['BBB'] });
  const gone = without(room.state, 'p4');
  expect(effectiveStance(gone, 'p3', 'AAA')).toMatchObject({ stance: 'object', condition: 'broken' });
  expect(effectiveStance(room.state, 'p3', 'AAA').position?.conditional?.fallback).toBe('object');
});

test('[CND-3] a conditional objection to the whole text stops its adoption only while it stands', () => {
  const room = meeting();
  hold(
    room,
    'AAA',
    'text',
    'object',
    { not: { paragraph: 'p4', is: 'changed', textHash: hash(4) } },
    'accept',
  );
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }, CHAIR);
  room.wait(2);
  expect(room.refusal({ type: 'adopt' }, CHAIR)).toMatchObject({
    code: 'adoption.notPassed',
    facts: { objectors: ['AAA'] },
  });
  const reworded = withParagraphs(room.state, (paragraphs) =>
    paragraphs.map((paragraph) => (paragraph.pid === 'p4' ? { ...paragraph, hash: hash(44) } : paragraph)),
  );
  const [whole] = paragraphBoard(room.body, reworded);
  expect(whole).toMatchObject({ objectors: [], counts: { accept: 1, object: 0 } });
});

test('[CND-3] a group statement has its condition for every member it covers', () => {
  const room = meeting();
  const conditional: Conditional = { condition: adopted('A1'), fallback: 'reserve' };
  room.take(
    {
      type: 'stateGroupPosition',
      group: 'friends',
      item: 'p3',
      stance: 'support',
      reason: '',
      textHash: hash(3),
      conditional,
    },
    head('BBB'),
  );
  expect(effectiveStance(room.state, 'p3', 'CCC')).toMatchObject({
    stance: 'reserve',
    source: 'group',
    condition: 'waits',
  });
  expect(standingConditions(room.body, room.state).map(({ member, source }) => [member, source])).toEqual([
    ['BBB', 'group'],
    ['CCC', 'group'],
  ]);
});

const facts = (
  paragraphs: Readonly<Record<string, { readonly textHash: string | undefined; readonly final: boolean }>>,
  outcomes: Readonly<Record<string, 'adopted' | 'rejected'>> = {},
  isFinal = false,
): ConditionFacts => ({
  paragraph: (pid) => paragraphs[pid] ?? { textHash: undefined, final: true },
  amendment: (id) => ({ outcome: outcomes[id] ?? 'pending', final: isFinal || outcomes[id] !== undefined }),
});

test('[CND-4] a condition on a paragraph holds, waits, is met or is broken by what can still become of it', () => {
  const here = { p4: { textHash: hash(4), final: false } };
  const is = (fate: 'kept' | 'changed' | 'deleted'): Condition => ({
    paragraph: 'p4',
    is: fate,
    textHash: hash(4),
  });
  const all = (given: ConditionFacts) =>
    [is('kept'), is('changed'), is('deleted')].map((test) => conditionStatus(test, given));
  expect(all(facts(here))).toEqual(['holds', 'waits', 'waits']);
  expect(all(facts({ p4: { textHash: hash(5), final: false } }))).toEqual(['holds', 'holds', 'waits']);
  expect(all(facts({}))).toEqual(['broken', 'broken', 'met']);
  expect(all(facts({ p4: { textHash: hash(4), final: true } }))).toEqual(['met', 'broken', 'broken']);
});

test('[CND-4] a condition on an amendment waits until the amendment is decided, or nothing can be any more', () => {
  const all = (given: ConditionFacts) =>
    [adopted('A1'), { amendment: 'A1', is: 'rejected' } as const].map((test) => conditionStatus(test, given));
  expect(all(facts({}))).toEqual(['waits', 'waits']);
  expect(all(facts({}, { A1: 'adopted' }))).toEqual(['met', 'broken']);
  expect(all(facts({}, { A1: 'rejected' }))).toEqual(['broken', 'met']);
  expect(all(facts({}, {}, true))).toEqual(['broken', 'broken']);
});

test('[CND-4] what contradicts itself is broken at once, what holds either way is met', () => {
  const both: Condition = { all: [kept('p4'), { paragraph: 'p4', is: 'deleted', textHash: hash(4) }] };
  const either: Condition = { any: [adopted('A1'), { not: adopted('A1') }] };
  const here = facts({ p4: { textHash: hash(4), final: false } });
  expect(conditionStatus(both, here)).toBe('broken');
  expect(conditionStatus(either, here)).toBe('met');
});

test('[CND-4] once the text is adopted nothing is left open', () => {
  const room = meeting();
  fc.assert(
    fc.property(condition, (drawn) => {
      fc.pre(parseCondition(drawn).ok);
      const open = conditionStatus(drawn, conditionFacts(room.state));
      expect(CONDITION_STATUSES).toContain(open);
      const closed = conditionStatus(drawn, conditionFacts({ ...room.state, phase: 'adopted' }));
      expect(['met', 'broken']).toContain(closed);
      if (open === 'met' || open === 'broken')
        expect(
          conditionStatus(
            drawn,
            conditionFacts(room.state, () => 'adopted'),
          ),
        ).toBe(open);
    }),
    { numRuns: 300 },
  );
});

test('[CND-5] conditions that cannot be meant are refused', () => {
  const room = meeting();
  const refusal = (test: unknown, fallback: Stance = 'object', item = 'p3') =>
    room.refusal(
      {
        type: 'statePosition',
        item,
        stance: 'accept',
        reason: '',
        textHash: hash(Number(item.slice(1))),
        conditional: { condition: test as Condition, fallback },
      },
      head('AAA'),
    );
  expect(refusal(adopted('A7'))).toBeUndefined();
  expect(refusal({ amendment: 'A7' })).toEqual({
    code: 'condition.malformed',
    facts: { path: 'condition.is' },
  });
  expect(refusal(kept('p4'), 'accept')).toEqual({
    code: 'condition.sameStance',
    facts: { stance: 'accept' },
  });
  expect(refusal(kept('p3', hash(3)))).toEqual({ code: 'condition.ownItem', facts: { item: 'p3' } });
  expect(refusal(kept('p40'))).toEqual({ code: 'condition.unknownParagraph', facts: { paragraph: 'p40' } });
  expect(refusal(kept('p1', hash(1)))).toMatchObject({ code: 'condition.unknownParagraph' });
  expect(refusal(kept('p4', hash(5)))).toEqual({
    code: 'condition.staleText',
    facts: { paragraph: 'p4', expected: hash(4) },
  });
  expect(refusal({ all: [adopted('A1'), { not: adopted('A1') }] })).toEqual({
    code: 'condition.broken',
    facts: { item: 'p3' },
  });
});

test('[CND-5] the same position with another condition is a new one, with the same condition it is none', () => {
  const room = meeting();
  hold(room, 'AAA', 'p3', 'accept', kept('p4'), 'object');
  const events = room.events.length;
  hold(room, 'AAA', 'p3', 'accept', kept('p4'), 'object');
  expect(room.events).toHaveLength(events);
  hold(room, 'AAA', 'p3', 'accept', kept('p4'), 'oppose');
  hold(room, 'AAA', 'p3', 'accept', { not: kept('p4') }, 'oppose');
  room.say('AAA', 'p3', 'accept');
  expect(room.events).toHaveLength(events + 3);
  expect(room.state.positions['p3']?.['AAA']).not.toHaveProperty('conditional');
});

test('[CND-6] two delegations that wait for one another are a circle; decided items are none', () => {
  const room = meeting();
  hold(room, 'AAA', 'p3', 'accept', kept('p4'), 'object');
  expect(conditionCycles(standingConditions(room.body, room.state))).toEqual([]);
  hold(room, 'BBB', 'p4', 'accept', { not: { paragraph: 'p3', is: 'deleted', textHash: hash(3) } }, 'object');
  hold(room, 'CCC', 'p4', 'accept', kept('p2', hash(2)), 'object');
  expect(conditionCycles(standingConditions(room.body, room.state))).toEqual([
    { items: ['p3', 'p4'], members: ['AAA', 'BBB'] },
  ]);
  const decided: DeliberationState = { ...room.state, phase: 'adopted' };
  expect(conditionCycles(standingConditions(room.body, decided))).toEqual([]);
});

test('[CND-6] a circle of three is found whichever way it is entered, beside another one', () => {
  const link = (member: string, item: string, on: string) => ({
    member,
    item,
    stance: 'accept' as const,
    condition: kept(on),
    fallback: 'object' as const,
    status: 'holds' as const,
    source: 'own' as const,
  });
  const links = [link('C', 'p1', 'p2'), link('B', 'p2', 'p3'), link('A', 'p3', 'p1'), link('D', 'p9', 'p1')];
  const other = [link('E', 'p5', 'p6'), link('E', 'p6', 'p5')];
  const expected = [
    { items: ['p1', 'p2', 'p3'], members: ['A', 'B', 'C'] },
    { items: ['p5', 'p6'], members: ['E'] },
  ];
  expect(conditionCycles([...links, ...other])).toEqual(expected);
  const turned = conditionCycles([...other, ...links.toReversed()]);
  expect(turned.map(({ members }) => members).sort()).toEqual(expected.map(({ members }) => members).sort());
});

test('[CND-7] standing conditions come in the order of the text and of the members; broken ones are found', () => {
  const room = meeting();
  hold(room, 'DDD', 'p3', 'accept', kept('p4'), 'oppose');
  hold(room, 'AAA', 'p3', 'support', adopted('A2'), 'object');
  hold(room, 'CCC', 'p2', 'accept', kept('p4'), 'object');
  room.say('BBB', 'p2', 'support');
  expect(standingConditions(room.body, room.state)).toEqual([
    {
      member: 'CCC',
      item: 'p2',
      stance: 'accept',
      condition: kept('p4'),
      fallback: 'object',
      status: 'holds',
      source: 'own',
    },
    {
      member: 'AAA',
      item: 'p3',
      stance: 'support',
      condition: adopted('A2'),
      fallback: 'object',
      status: 'waits',
      source: 'own',
    },
    {
      member: 'DDD',
      item: 'p3',
      stance: 'accept',
      condition: kept('p4'),
      fallback: 'oppose',
      status: 'holds',
      source: 'own',
    },
  ]);
  expect(brokenConditions(room.body, room.state)).toEqual([]);
  const gone = without(room.state, 'p4');
  expect(brokenConditions(room.body, gone).map(({ member, item }) => [member, item])).toEqual([
    ['CCC', 'p2'],
    ['DDD', 'p3'],
  ]);
  const reworded = withParagraphs(room.state, (paragraphs) =>
    paragraphs.map((paragraph) => (paragraph.pid === 'p3' ? { ...paragraph, hash: hash(33) } : paragraph)),
  );
  expect(standingConditions(room.body, reworded).map(({ item }) => item)).toEqual(['p2']);
  expect(conditionSubjects({ all: [adopted('A2'), kept('p4'), adopted('A2')] })).toEqual(['A2', 'p4']);
});
