import { expect, test } from 'vitest';
import {
  START,
  CHAIR,
  CONSENSUS,
  head,
  MAJORITY,
  meeting,
  memberNamed,
  TEXT,
  WEIGHTED,
  type Meeting,
} from '../acts/meeting.fixture.ts';
import type { DecisionRule, RuleTest, WrittenAmendmentChange } from '../types.ts';
import { STANCES, type Stance } from '../vocabulary.ts';
import type { BoardOptions } from './board-row.ts';
import type { BoardRow } from './row.ts';
import { memberCells } from './member-cells.ts';
import { paragraphBoard } from './paragraph-board.ts';
import { ruleInView } from './rule-in-view.ts';
import { gainsFromSupport } from './robustness.ts';
import { stateJudge } from './state-judge.ts';
import { amendmentItems, waitingFor, weighedAmendments } from './waiting-for.ts';

const hashOf = (place: number): string => String(place).padStart(64, '0');
const rowOf = (room: Meeting, item = 'p3', options: BoardOptions = {}): BoardRow => {
  const row = paragraphBoard(room.body, room.state, options).find((candidate) => candidate.item === item);
  if (row === undefined) throw new Error(`no row of ${item}`);
  return row;
};
/** A room of 193 members in five regions of their own, `count` of whom hold each stance on p3. */
const crowd = (counts: Partial<Record<Stance, number>>): Meeting => {
  const ids = Array.from({ length: 193 }, (_, at) => `M${String(at).padStart(3, '0')}`);
  const room = meeting({
    members: ids.map((id) => memberNamed(id, 1)),
    groups: Array.from({ length: 5 }, (_, at) => ({
      id: `r${at}`,
      kind: 'regional',
      names: { en: 'Region' },
      members: ids.filter((_id, seat) => seat % 5 === at),
      asOf: '2026-01-01',
      source: 'List',
    })),
  });
  let next = 0;
  for (const stance of STANCES)
    for (let said = 0; said < (counts[stance] ?? 0); said += 1, next += 1)
      room.say(ids[next] ?? '', 'p3', stance);
  return room;
};
const speak = (room: Meeting, stance: Stance) =>
  room.take(
    {
      type: 'stateGroupPosition',
      group: 'friends',
      item: 'p3',
      stance,
      reason: 'For the group.',
      textHash: hashOf(3),
    },
    head('BBB'),
  );
const reworded = (room: Meeting): Meeting['state'] => {
  const { revision } = room.state;
  if (revision === undefined) throw new Error('no text');
  const paragraphs = revision.paragraphs.map((p) => (p.pid === 'p3' ? { ...p, hash: hashOf(33) } : p));
  return { ...room.state, revision: { ...revision, paragraphs } };
};

test('[BRD-1] the seven counts add up to the members, overall and in each group, observers aside', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  speak(room, 'reserve');
  const row = rowOf(room);
  expect(row.counts).toEqual({
    support: 1,
    accept: 0,
    abstain: 0,
    reserve: 2,
    oppose: 0,
    object: 0,
    silent: 1,
  });
  expect(row.members).toBe(4);
  expect(row.groups.map(({ group, members, counts }) => [group, members, counts.reserve])).toEqual([
    ['friends', 2, 2],
    ['north', 2, 1],
    ['south', 2, 1],
  ]);
  for (const { counts, members } of row.groups)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(members);
});

test('[BRD-1] groups of one kind can be chosen', () => {
  const groups = (options: BoardOptions) => rowOf(meeting(), 'p3', options).groups.map(({ group }) => group);
  expect(groups({ groupKind: 'regional' })).toEqual(['north', 'south']);
  expect(groups({ groupKind: 'negotiating' })).toEqual(['friends']);
});

test('[BRD-2] objections come with their members and the regional groups among them', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'object');
  room.say('BBB', 'p3', 'object');
  expect(rowOf(room)).toMatchObject({ objectors: ['AAA', 'BBB'], spread: ['north'] });
  room.say('DDD', 'p3', 'object');
  expect(rowOf(room).spread).toEqual(['north', 'south']);
});

test('[BRD-2] on the whole text an objection to the proposal counts, a group statement does not', () => {
  const room = meeting();
  const said = { item: 'text', stance: 'object', reason: 'No.', textHash: TEXT.hash } as const;
  room.take({ type: 'stateGroupPosition', group: 'friends', ...said }, head('BBB'));
  expect(rowOf(room, 'text')).toMatchObject({ objectors: [], moves: 0, counts: { object: 2 } });
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.say('DDD', 'text', 'accept');
  room.take({ type: 'object', reason: 'No.' }, head('DDD'));
  const row = rowOf(room, 'text');
  expect(row).toMatchObject({ objectors: ['DDD'], moves: 1, pivotal: ['DDD'], state: 'contested' });
  expect(row.missing).toMatchObject([{ code: 'missing.objections', facts: { count: 1, members: ['DDD'] } }]);
});

test('[BRD-3] moves to adoption and the pivotal members are those of the rule in view', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'object');
  expect(ruleInView(room.body, room.state).id).toBe('consensus');
  expect(rowOf(room)).toMatchObject({ moves: 1, movesProven: true, pivotal: ['AAA'] });
  expect(rowOf(room, 'p3', { rule: WEIGHTED })).toMatchObject({ moves: 1 });
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR);
  expect(ruleInView(room.body, room.state).id).toBe('weighted');
  expect(paragraphBoard(room.body, room.state)).toEqual(
    paragraphBoard(room.body, room.state, { rule: WEIGHTED }),
  );
});

test('[BRD-3] of a large pivotal set the first fifty are named', () => {
  const row = rowOf(crowd({ object: 60 }));
  expect(row.moves).toBe(60);
  expect(row.pivotal).toHaveLength(50);
});

test('[BRD-4] figures of 100 for, 40 neither, 30 against and 23 silent', () => {
  const row = rowOf(crowd({ support: 60, accept: 40, abstain: 30, reserve: 10, oppose: 25, object: 5 }));
  expect(row.support).toBe(100 / 170);
  expect(row.coverage).toBe(170 / 193);
  expect(row.bounds).toEqual([100 / 193, 123 / 193]);
  expect(row.agreement).toBeCloseTo((100 - 70 / 2) / 170, 6);
  // Cumulated 60, 100, 140, 165 of 170: the smaller sides are 60, 70, 30, 5.
  expect(row.leik).toBeCloseTo(1 - (2 * 165) / (4 * 170), 6);
});

test('[BRD-4] of nobody who spoke there are no figures, never zeros', () => {
  expect(rowOf(meeting())).toMatchObject({
    support: null,
    agreement: null,
    leik: null,
    coverage: 0,
    bounds: [0, 1],
    state: 'open',
  });
});

test('[BRD-4] a body without members has a board', () => {
  const room = meeting({ members: [memberNamed('OBS', 0, { role: 'observer' })], groups: [] });
  expect(rowOf(room)).toMatchObject({
    members: 0,
    coverage: null,
    bounds: null,
    groupFloor: null,
    groupMean: null,
    state: 'open',
  });
});

test('[BRD-5] the floor is the group with the lowest favour, and the mean falls where one stands apart', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  room.say('BBB', 'p3', 'accept');
  room.say('CCC', 'p3', 'oppose');
  const row = rowOf(room, 'p3', { groupKind: 'regional' });
  expect(row.groupFloor).toMatchObject({ group: 'south', favour: 0, members: 2 });
  expect(row.groupMean).toBeCloseTo(Math.sqrt((3 / 4) * (1 / 3)), 12);
});

test('[BRD-5] of groups equally low the larger is the floor, then the lower id', () => {
  const group = (id: string, ...members: string[]) => ({
    id,
    kind: 'regional' as const,
    names: { en: id },
    members,
    asOf: '2026-01-01',
    source: 'List',
  });
  const floor = (...groups: ReturnType<typeof group>[]) => rowOf(meeting({ groups })).groupFloor?.group;
  expect(floor(group('a', 'AAA'), group('b', 'BBB', 'CCC'))).toBe('b');
  expect(floor(group('b', 'BBB', 'CCC'), group('a', 'AAA', 'DDD'))).toBe('a');
  expect(floor(group('a'), group('b', 'BBB'))).toBe('b');
});

test('[BRD-6] the silent and those whose words have changed are listed', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  room.say('BBB', 'p3', 'support');
  expect(rowOf(room)).toMatchObject({ silent: ['CCC', 'DDD'], stale: [] });
  const [row] = paragraphBoard(room.body, reworded(room)).filter(({ item }) => item === 'p3');
  expect(row).toMatchObject({ silent: ['AAA', 'BBB', 'CCC', 'DDD'], stale: ['AAA', 'BBB'], support: null });
});

test('[BRD-7] robustness asks for the worst and the best that the silent could do', () => {
  const under = (counts: Partial<Record<Stance, number>>, rule: DecisionRule) =>
    rowOf(crowd(counts), 'p3', { rule }).robustness;
  expect(under({ support: 97 }, MAJORITY)).toBe('adopted');
  expect(under({ support: 96 }, MAJORITY)).toBe('open');
  expect(under({ oppose: 97 }, MAJORITY)).toBe('impossible');
  expect(under({ support: 192 }, CONSENSUS)).toBe('open');
  expect(under({ support: 100, abstain: 93 }, CONSENSUS)).toBe('adopted');
  expect(under({ support: 192, object: 1 }, CONSENSUS)).toBe('impossible');
});

test('[BRD-7] where more support could harm there is no robustness', () => {
  const gains = (pass: RuleTest, rest: Partial<DecisionRule> = {}) =>
    gainsFromSupport({ id: 'r', method: 'ballot', pass, ...rest });
  const half: RuleTest = { set: 'for', of: 'voting', op: '>', value: '1/2' };
  expect(gains(half)).toBe(true);
  expect(gains({ all: [half, { set: 'against', of: 'voting', op: '<=', value: '1/4' }] })).toBe(true);
  expect(gains({ set: 'for', of: 'eligible', op: '==', value: '1' })).toBe(true);
  expect(gains({ each: 'chamber', test: half })).toBe(true);
  expect(gains({ not: half })).toBe(false);
  expect(gains({ any: [half, { set: 'for', op: '<', value: '9' }] })).toBe(false);
  expect(gains({ set: 'for', op: '==', value: '9' })).toBe(false);
  expect(gains({ set: 'against', op: '>=', value: '1' })).toBe(false);
  expect(gains(half, { quorum: { set: 'absent', op: '>', value: '1' } })).toBe(false);
  expect(gains(half, { blocks: [{ position: 'for', min: 3 }] })).toBe(false);
  const capped: DecisionRule = { id: 'r', method: 'ballot', pass: { set: 'for', op: '<', value: '2' } };
  expect(rowOf(meeting(), 'p3', { rule: capped }).robustness).toBeNull();
});

test('[BRD-8] a paragraph goes from open over pending or contested to acceptable, agreed and adopted', () => {
  const room = meeting();
  expect(rowOf(room).state).toBe('open');
  room.say('AAA', 'p3', 'support');
  expect(rowOf(room).state).toBe('pending');
  room.say('BBB', 'p3', 'object');
  expect(rowOf(room).state).toBe('contested');
  for (const id of ['BBB', 'CCC', 'DDD']) room.say(id, 'p3', 'accept');
  expect(rowOf(room).state).toBe('acceptable');
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  expect(rowOf(room).state).toBe('agreedAdRef');
  room.take({ type: 'reopenParagraph', pid: 'p3', reason: 'New words.' }, CHAIR);
  expect(rowOf(room).state).toBe('acceptable');
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }, CHAIR);
  room.wait(2);
  room.take({ type: 'adopt' }, CHAIR);
  expect(paragraphBoard(room.body, room.state).map(({ state }) => state)).toEqual(Array(4).fill('adopted'));
});

test('[BRD-8] what a ballot rule can no longer adopt is contested, what the silent decide is pending', () => {
  const state = (counts: Partial<Record<Stance, number>>) =>
    rowOf(crowd(counts), 'p3', { rule: MAJORITY }).state;
  expect(state({ oppose: 97 })).toBe('contested');
  expect(state({ oppose: 50 })).toBe('pending');
  expect(state({ support: 50 })).toBe('pending');
  expect(state({ support: 97 })).toBe('acceptable');
  expect(state({ support: 90, oppose: 103 })).toBe('contested');
});

test('[BRD-9] every figure comes with its formula and inputs from which it is found again', () => {
  const row = rowOf(crowd({ support: 60, accept: 40, reserve: 40, oppose: 25, object: 5 }));
  const inputs = (figure: string) => row.trace.find((entry) => entry.figure === figure)?.inputs ?? {};
  const number = (figure: string, name: string) => Number(inputs(figure)[name]);
  expect(row.trace.map(({ figure }) => figure)).toEqual([
    'support',
    'coverage',
    'bounds',
    'agreement',
    'leik',
    'polarisation',
    'eta',
    'groupFloor',
    'groupMean',
    'robustness',
    'moves',
  ]);
  expect(number('support', 'F') / number('support', 'S')).toBe(row.support);
  expect(number('coverage', 'S') / number('coverage', 'T')).toBe(row.coverage);
  expect(number('groupFloor', 'F') / number('groupFloor', 'T')).toBe(row.groupFloor?.favour);
  expect(inputs('groupFloor')['group']).toBe(row.groupFloor?.group);
  const product = ['r0', 'r1', 'r2', 'r3', 'r4'].reduce(
    (sum, id) => (sum * (number('groupMean', `F_${id}`) + 1)) / (number('groupMean', `S_${id}`) + 2),
    1,
  );
  expect(product ** (1 / 5)).toBeCloseTo(row.groupMean ?? 0, 12);
  expect(inputs('moves')).toEqual({
    rule: 'consensus',
    for: 100,
    against: 25,
    object: 5,
    neither: 40,
    silent: 23,
  });
});

test('[BRD-9] what a rule requires beside the positions is told on the whole text alone', () => {
  const room = meeting();
  for (const id of ['AAA', 'BBB', 'CCC']) {
    room.say(id, 'text', 'support');
    room.say(id, 'p3', 'support');
  }
  expect(rowOf(room, 'text', { rule: MAJORITY }).missing).toEqual([
    { code: 'missing.flag', facts: { flag: 'consensusExhausted' } },
  ]);
  expect(rowOf(room, 'p3', { rule: MAJORITY })).toMatchObject({ missing: [], moves: 0 });
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }, CHAIR);
  room.take({ type: 'object', reason: 'No.' }, head('DDD'));
  room.wait(2);
  room.take({ type: 'reject', note: 'No consensus.' }, CHAIR);
  expect(rowOf(room, 'text', { rule: MAJORITY }).missing).toEqual([]);
});

test('[BRD-10] what waits is listed by deadline, then where the member is pivotal, then in the order of the text', () => {
  const room = meeting();
  const waits = (id: string) =>
    waitingFor(room.body, room.state, id, room.at).map(
      ({ kind, item, pivotal }) => `${kind} ${item}${pivotal ? '!' : ''}`,
    );
  expect(waits('CCC')).toEqual(['silent text', 'silent p2', 'silent p3', 'silent p4']);
  speak(room, 'object');
  expect(waits('CCC')).toEqual(['statementInOurName p3!', 'silent text', 'silent p2', 'silent p4']);
  expect(waits('BBB')).toEqual(['silent text', 'silent p2', 'silent p4']);
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  expect(waits('CCC')[0]).toBe('objection text');
  room.take({ type: 'object', reason: 'No.' }, head('CCC'));
  expect(waits('CCC').slice(0, 2)).toEqual(['silent text!', 'statementInOurName p3!']);
  room.wait(61);
  expect(waits('DDD')[0]).toBe('silent text');
  expect(waits('OBS')).toEqual([]);
  expect(waits('ZZZ')).toEqual([]);
});

test('[BRD-10] an open ballot waits for whoever has not cast, until its close', () => {
  const room = meeting();
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR);
  const first = (id: string) => waitingFor(room.body, room.state, id, room.at)[0];
  expect(first('AAA')?.kind).toBe('silent');
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  expect(first('AAA')).toMatchObject({ kind: 'ballot', item: 'text', until: '2026-03-02T10:01:00.000Z' });
  room.take({ type: 'castBallot', choice: 'for' }, head('AAA'));
  expect(first('AAA')?.kind).toBe('silent');
  room.wait(61);
  expect(first('BBB')?.kind).toBe('silent');
  room.take({ type: 'closeBallot' }, CHAIR);
  expect(first('BBB')).toBeUndefined();
});

test('[BRD-51] amendments that are pending wait after the text, and are told by the rule under which they are put', () => {
  const room = meeting();
  const submit = (member: string, paragraph: string, words: string): void =>
    room.take(
      {
        type: 'submitAmendment',
        changes: [{ paragraph, new: words }],
        reason: '',
        textHash: TEXT.hash,
        needs: [],
        excludes: [],
      },
      head(member),
    );
  submit('AAA', 'p3', 'Decides to wait;');
  submit('BBB', 'p4', 'Requests nothing.');
  const waits = (id: string) =>
    waitingFor(room.body, room.state, id, room.at).map(
      ({ kind, item, pivotal }) => `${kind} ${item}${pivotal ? '!' : ''}`,
    );
  expect(waits('CCC').slice(-2)).toEqual(['silent A1', 'silent A2']);
  room.say('CCC', 'A1', 'support');
  expect(waits('CCC').slice(-1)).toEqual(['silent A2']);
  // Under the weights AAA alone carries it; the default of the body, by which nobody objects, says nothing of that.
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60, item: 'A2' }, CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  for (const member of ['BBB', 'CCC', 'DDD']) room.say(member, 'A2', 'oppose');
  expect([waits('AAA')[0], waits('BBB')[0]]).toEqual(['ballot A2!', 'ballot A2']);
  expect(amendmentItems(room.state)).toEqual(['A1', 'A2']);
  const [first] = Object.values(room.state.amendments);
  if (first === undefined) throw new Error('nothing was submitted');
  const many = Array.from({ length: 120 }, (_, at) => ({ ...first, id: `A${at + 1}` }));
  const crowded = { ...room.state, amendments: Object.fromEntries(many.map((one) => [one.id, one])) };
  expect([amendmentItems(crowded).length, weighedAmendments(crowded).length]).toEqual([120, 100]);
});

test('[BRD-10] what was said, agreed or joined waits no longer, and what has become stale waits again', () => {
  const room = meeting();
  room.say('CCC', 'p2', 'accept');
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  speak(room, 'support');
  room.take({ type: 'alignWithStatement', statement: 'g1' }, head('AAA'));
  const items = (id: string, state = room.state) =>
    waitingFor(room.body, state, id, START).map(({ kind, item }) => `${kind} ${item}`);
  expect(items('CCC')).toEqual(['silent text', 'statementInOurName p3']);
  expect(items('AAA')).toEqual(['silent text', 'silent p2']);
  room.say('CCC', 'p3', 'support');
  expect(items('CCC', reworded(room))).toEqual(['silent text', 'stale p3']);
});

test('[BRD-11] cells say of each member where it stands, whence, and whether it is stale', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  speak(room, 'oppose');
  const rows = memberCells(room.body, room.state);
  expect(rows.map(({ item }) => item)).toEqual(['text', 'p2', 'p3', 'p4']);
  expect(rows[2]?.cells).toEqual([
    { member: 'AAA', stance: 'support', source: 'own', stale: false },
    { member: 'BBB', stance: 'oppose', source: 'group', stale: false },
    { member: 'CCC', stance: 'oppose', source: 'group', stale: false },
    { member: 'DDD', stance: 'silent', source: 'none', stale: false },
  ]);
  expect(memberCells(room.body, reworded(room))[2]?.cells[0]).toEqual({
    member: 'AAA',
    stance: 'silent',
    source: 'none',
    stale: true,
  });
});

test('[BRD-13] the clean share comes from the counter that is passed in', () => {
  const room = meeting();
  const counted: string[] = [];
  const share = (text: string): number => {
    counted.push(text);
    return text.includes('[') ? 0.5 : 1;
  };
  expect(rowOf(room, 'p3', { cleanShare: share }).cleanShare).toBe(0.5);
  expect(counted.slice(0, 2)).toEqual([
    TEXT.paragraphs.map(({ text }) => text).join('\n'),
    'Recalling what was said,',
  ]);
  expect(rowOf(room, 'p2', { cleanShare: share }).cleanShare).toBe(1);
  expect(rowOf(room).cleanShare).toBeNull();
  expect(rowOf(room, 'p2', { cleanShare: () => null }).cleanShare).toBeNull();
});

test('[BRD-14] a board has a row for the text and each paragraph that holds positions, in the order of the text', () => {
  const paragraphs = Array.from({ length: 30 }, (_, at) => ({
    kind: 'operative' as const,
    level: 0,
    label: `OP${at + 1}`,
    text: 'Decides.',
    hash: hashOf(at + 1),
  }));
  const ids = Array.from({ length: 193 }, (_, at) => `M${at}`);
  const room = meeting({
    text: { ...TEXT, paragraphs },
    members: ids.map((id) => memberNamed(id, 1)),
    groups: [],
  });
  const rows = paragraphBoard(room.body, room.state);
  expect(rows.map(({ label }) => label)).toEqual(['', ...paragraphs.map(({ label }) => label)]);
  expect(rows.map(({ members }) => members)).toEqual(Array(31).fill(193));
  expect(paragraphBoard(meeting({ text: null }).body, meeting({ text: null }).state)).toEqual([]);
});

test('[BRD-16] brackets in the words make an item bracketed until the record declares it agreed', () => {
  const room = meeting();
  const cleanShare = (text: string): number => (text.includes('[') ? 0.5 : 1);
  const states = (): readonly string[] =>
    ['text', 'p2', 'p3'].map((item) => rowOf(room, item, { cleanShare }).state);
  expect(states()).toEqual(['bracketed', 'open', 'bracketed']);
  for (const member of ['AAA', 'BBB', 'CCC', 'DDD']) room.say(member, 'p3', 'support');
  expect(states()).toEqual(['bracketed', 'open', 'bracketed']);
  expect(rowOf(room).state).toBe('acceptable');
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  expect(states()).toEqual(['bracketed', 'open', 'agreedAdRef']);
});

test('[BRD-16] a paragraph that the record declares agreed while somebody objects keeps its state, with a warning', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  expect(rowOf(room)).toMatchObject({ state: 'agreedAdRef', contradicted: false });
  room.say('DDD', 'p3', 'object');
  expect(rowOf(room)).toMatchObject({ state: 'agreedAdRef', contradicted: true });
  expect(rowOf(room, 'p4')).toMatchObject({ contradicted: false });
});

test('[BRD-16] under a ballot rule it is contradicted when no more votes could adopt it', () => {
  const room = meeting();
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  const majority: DecisionRule = { ...MAJORITY, requires: [] };
  room.say('AAA', 'p3', 'oppose');
  expect(rowOf(room, 'p3', { rule: majority }).contradicted).toBe(false);
  for (const member of ['BBB', 'CCC', 'DDD']) room.say(member, 'p3', 'oppose');
  expect(rowOf(room, 'p3', { rule: majority })).toMatchObject({ state: 'agreedAdRef', contradicted: true });
});

test('[BRD-16] a paragraph with amendments pending is bracketed, and the whole text with any, until they are decided', () => {
  const room = meeting();
  for (const member of ['AAA', 'BBB', 'CCC', 'DDD'])
    for (const item of ['p3', 'p4']) room.say(member, item, 'support');
  const judge = stateJudge(room.body);
  const states = (): readonly string[] =>
    ['text', 'p3', 'p4'].map((item) => {
      const { state } = rowOf(room, item);
      expect(judge(room.state, item)).toBe(state);
      return state;
    });
  const submits = (changes: readonly WrittenAmendmentChange[]): void =>
    room.take(
      {
        type: 'submitAmendment',
        changes,
        reason: '',
        textHash: room.state.revision?.hash ?? '',
        needs: [],
        excludes: [],
      },
      head('AAA'),
    );
  expect(states()).toEqual(['open', 'acceptable', 'acceptable']);
  submits([{ paragraph: 'p3', new: 'Urges all [to act];' }]);
  expect(states()).toEqual(['bracketed', 'bracketed', 'acceptable']);
  submits([{ after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet.' }]);
  room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
  expect(states()).toEqual(['bracketed', 'acceptable', 'acceptable']);
  room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('AAA'));
  expect(states()).toEqual(['open', 'acceptable', 'acceptable']);
});
