import {
  admitBody,
  admitDeliberation,
  evolveBody,
  evolveDeliberation,
  type BodyAct,
  type BodyState,
  type Condition,
  type DecisionRule,
  type DeliberationAct,
  type DeliberationState,
  type Stance,
  type TextEngine,
} from '@plenary/consensus';
import { expect, test } from 'vitest';
import { assessPackage } from '../answer/assess-package.ts';
import { packageSearch } from '../package-search.ts';
import { PACKAGE_LIMITS } from '../problem/package-limits.ts';
import type { PackageProblem } from '../problem/package-problem.ts';
import { amendmentLeaving, amendmentWordings, stanceOnAll } from './amendment-wordings.ts';
import { bracketStances } from './bracket-stances.ts';
import { conditionIn } from './condition-in.ts';
import { alternativeFor, packageQuestion, wordingsRefusal, type PackageScope } from './package-question.ts';
import type { TabledWords } from './whole-amendments.ts';
import type { Wording } from './wording.ts';

const AT = '2026-03-02T10:00:00.000Z';
const CONSENSUS: DecisionRule = {
  id: 'consensus',
  method: 'consensus',
  pass: { set: 'object', op: '==', value: '0' },
};
const HALF: DecisionRule = {
  id: 'half',
  method: 'ballot',
  pass: { set: 'for', of: 'eligible', op: '>=', value: '1/2' },
};
/** A hash as far as form goes: the beginning of the words. */
const hash = (text: string): string =>
  Array.from(text, (sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 64)
    .padEnd(64, '0');

/** Reads amendments as far as it matters here; nothing is put to the vote. */
const TEXTS: TextEngine = {
  read: (_state, { id, changes }) => ({
    ok: true,
    value: {
      hash: hash(`amendment ${id}`),
      touches: changes.flatMap((change) => ('paragraph' in change ? [change.paragraph] : [])),
    },
  }),
  twin: () => undefined,
  compare: () => [],
  near: (_state, amendment) => [amendment],
  adopt: () => ({ ok: true, value: { lapsed: [] } }),
  lapsing: () => [],
  without: () => ({ changed: [], order: [], hash: '' }),
  narrowed: () => undefined,
  digest: (words) => words,
};

/** A text of five paragraphs, of which OP2 has two items, before four members in two groups. */
const TEXT = [
  { kind: 'title', level: 0, label: '', text: 'A text' },
  { kind: 'operative', level: 0, label: 'OP1', text: 'Decides [now][soon] to act;' },
  { kind: 'operative', level: 0, label: 'OP2', text: 'Requests:' },
  { kind: 'item', level: 1, label: 'OP2 (a)', text: 'A report;' },
  { kind: 'item', level: 1, label: 'OP2 (b)', text: 'A fund;' },
  { kind: 'operative', level: 0, label: 'OP3', text: 'Remains seized.' },
] as const;

const table = ({ members = ['AAA', 'BBB', 'CCC', 'DDD'] }: { readonly members?: readonly string[] } = {}) => {
  let body: BodyState | undefined;
  let state: DeliberationState | undefined;
  let version = 0;
  const bodyAct = (act: BodyAct): void => {
    const actor = { kind: 'secretariat' } as const;
    const admission = admitBody(body, act, { at: AT, actor });
    if (!admission.admitted) throw new Error(JSON.stringify(admission.refusal));
    for (const fact of admission.events)
      body = evolveBody(body, { ...fact, stream: 'body:x', version: (version += 1), at: AT, actor });
  };
  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('nothing was founded');
    return value;
  };
  const act = (one: DeliberationAct, member?: string): void => {
    const actor =
      member === undefined
        ? ({ kind: 'secretariat' } as const)
        : ({ kind: 'delegate', member, mayBind: true } as const);
    const admission = admitDeliberation(state, one, { at: AT, actor, body: present(body), texts: TEXTS });
    if (!admission.admitted) throw new Error(JSON.stringify(admission.refusal));
    for (const fact of admission.events)
      state = evolveDeliberation(state, {
        ...fact,
        stream: 'deliberation:x',
        version: (version += 1),
        at: AT,
        actor,
      });
  };
  bodyAct({
    type: 'foundBody',
    id: 'x',
    names: { en: 'X' },
    exercise: true,
    rules: [CONSENSUS, HALF],
    defaultRule: 'consensus',
  });
  bodyAct({
    type: 'admitMembers',
    members: [
      ...members.map((id) => ({
        id,
        role: 'member' as const,
        class: 'government' as const,
        names: { en: `State of ${id}`, fr: `État ${id}` },
        attrs: {},
      })),
      { id: 'OBS', role: 'observer', class: 'civilOrganization', names: { en: 'Obs' }, attrs: {} },
    ],
  });
  const group = (id: string, kind: 'regional' | 'negotiating', inside: readonly string[]): void =>
    bodyAct({
      type: 'declareGroup',
      group: {
        id,
        kind,
        names: { en: id },
        members: inside,
        chair: inside[0] ?? '',
        asOf: '2026-01-01',
        source: 'Annex',
      },
    });
  group('friends', 'negotiating', ['BBB', 'CCC']);
  group('north', 'regional', ['AAA', 'BBB']);
  group('south', 'regional', ['CCC', 'DDD']);
  act({ type: 'openDeliberation', id: 'x', title: { en: 'A text' } });
  act({
    type: 'importText',
    symbol: 'X/L.1',
    lang: 'en',
    hash: hash('whole'),
    paragraphs: TEXT.map((paragraph) => ({ ...paragraph, hash: hash(paragraph.text) })),
  });
  const say = (
    member: string,
    item: string,
    stance: Stance,
    conditional?: { readonly condition: Condition; readonly fallback: Stance },
  ): void => {
    const textHash = item === 'text' ? hash('whole') : hash(TEXT[Number(item.slice(1)) - 1]?.text ?? '');
    act(
      {
        type: 'statePosition',
        item,
        stance,
        reason: 'So instructed.',
        textHash,
        ...(conditional === undefined ? {} : { conditional }),
      },
      member,
    );
  };
  const wording = (words: string, stances: Wording['stances'] = {}): Wording => ({
    words,
    hash: hash(words),
    adopts: [],
    stances,
  });
  const ask = (
    scope: PackageScope,
    {
      rule = CONSENSUS,
      wordings,
      apart,
    }: {
      readonly rule?: DecisionRule;
      readonly wordings?: Readonly<Record<string, readonly Wording[]>>;
      /** Amendments that cannot be adopted together; with them the amendments on the table are weighed. */
      readonly apart?: readonly (readonly [string, string])[];
    } = {},
  ) =>
    packageQuestion({
      body: present(body),
      deliberation: present(state),
      scope,
      rule,
      wordingsOf: ({ pid }) => wordings?.[pid] ?? (apart === undefined ? [] : tabled(pid)),
      leavingOf: ({ pid }) => leaving(pid),
      ...(apart === undefined ? {} : { tabled: texts(apart) }),
    });
  const question = (...asked: Parameters<typeof ask>) => {
    const answer = ask(...asked);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    return answer.question;
  };
  const tabled = (pid: string): readonly Wording[] => {
    const paragraph = present(state).revision?.paragraphs.find((one) => one.pid === pid);
    if (paragraph === undefined) return [];
    return amendmentWordings(present(body), present(state), paragraph, { hashOf: hash, wordsWith });
  };
  /** Words one after another; what begins with "Only" stands alone. */
  const wordsWith = (ids: readonly string[]): string | undefined => {
    const news = ids.map((id) => {
      const [change] = present(state).amendments[id]?.changes ?? [];
      return change !== undefined && 'new' in change ? change.new : '';
    });
    return news.length > 1 && news.some((words) => words.startsWith('Only')) ? undefined : news.join(' ');
  };
  /** What amendments make of the text, one change after the other. */
  const texts = (apart: readonly (readonly [string, string])[]): TabledWords => ({
    hashOf: hash,
    apartFrom: (id) => apart.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : [])),
    adopting: (ids) => {
      const after = new Map(present(state).revision?.paragraphs.map(({ pid, text }) => [pid, text]));
      for (const change of ids.flatMap((id) => present(state).amendments[id]?.changes ?? [])) {
        if ('insert' in change) after.set(change.pid, change.insert);
        else if ('new' in change) after.set(change.paragraph, change.new);
        else if ('delete' in change) after.delete(change.paragraph);
      }
      return after;
    },
  });
  const submit = (
    by: string,
    changes: Extract<DeliberationAct, { type: 'submitAmendment' }>['changes'],
    amends?: string,
    {
      needs = [],
      excludes = [],
    }: { readonly needs?: readonly string[]; readonly excludes?: readonly string[] } = {},
  ): void =>
    act(
      {
        type: 'submitAmendment',
        changes,
        reason: '',
        textHash: amends === undefined ? hash('whole') : (present(state).amendments[amends]?.hash ?? ''),
        needs,
        excludes,
        ...(amends === undefined ? {} : { amends }),
      },
      by,
    );
  const on = (member: string, amendment: string, stance: Stance): void => {
    const textHash = present(state).amendments[amendment]?.hash ?? '';
    act({ type: 'statePosition', item: amendment, stance, reason: 'So instructed.', textHash }, member);
  };
  const leaving = (pid: string) => {
    const paragraph = present(state).revision?.paragraphs.find((one) => one.pid === pid);
    return paragraph && amendmentLeaving(present(body), present(state), paragraph);
  };
  return {
    act,
    say,
    on,
    submit,
    leaving,
    ask,
    question,
    wording,
    tabled,
    body: () => present(body),
    state: () => present(state),
  };
};

const alternativesOf = (problem: PackageProblem, item: string) =>
  problem.items.find(({ id }) => id === item)?.alternatives.map(({ id }) => id);

const best = (problem: PackageProblem) => {
  const begun = packageSearch(problem, {}, { now: () => 0 });
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusal));
  while (!begun.search.step(1_000).done);
  return begun.search.answer();
};
const chosen = (problem: PackageProblem) =>
  best(problem).package?.chosen.map(({ alternative }) => alternative);

test('[PDL-1] open paragraphs that say something may be settled; what is agreed may not', () => {
  const room = table();
  expect(room.question('all').paragraphs).toEqual(['p2', 'p3', 'p4', 'p5', 'p6']);
  room.act({ type: 'agreeAdRef', pid: 'p6' });
  expect(room.question('all').paragraphs).toEqual(['p2', 'p3', 'p4', 'p5']);
  expect(room.ask(['p6'])).toEqual({ ok: false, refusal: { code: 'finder.nothingOpen', facts: {} } });
  expect(room.ask(['p1'])).toEqual({ ok: false, refusal: { code: 'finder.nothingOpen', facts: {} } });
  expect(room.ask(['p99'])).toEqual({
    ok: false,
    refusal: { code: 'finder.unknownParagraph', facts: { paragraph: 'p99' } },
  });
});

test('[PDL-2] a paragraph is kept, has one of its other words, or goes; words that it has already are none', () => {
  const room = table();
  const { problem, meanings } = room.question(['p2', 'p6'], {
    wordings: {
      p2: [room.wording('Decides now to act;'), room.wording('Decides soon to act;')],
      p6: [room.wording('Remains seized.')],
    },
  });
  expect(alternativesOf(problem, 'p2')).toEqual(['p2:kept', 'p2:w1', 'p2:w2', 'p2:out']);
  expect(alternativesOf(problem, 'p6')).toEqual(['p6:kept', 'p6:out']);
  expect(problem.items.map(({ base }) => base)).toEqual(['p2:kept', 'p6:kept']);
  expect(meanings.get('p2:w2')).toEqual({
    item: 'p2',
    outcome: 'reworded',
    words: 'Decides soon to act;',
    hash: hash('Decides soon to act;'),
  });
  expect(meanings.get('p2:out')).toEqual({ item: 'p2', outcome: 'leftOut' });
});

test('[PDL-2] the alternative with an outcome and its words is found again, and none where there is none now', () => {
  const room = table();
  const question = room.question(['p2'], { wordings: { p2: [room.wording('Decides now to act;')] } });
  expect(alternativeFor(question, { paragraph: 'p2', outcome: 'kept' })).toBe('p2:kept');
  expect(
    alternativeFor(question, { paragraph: 'p2', outcome: 'reworded', words: 'Decides now to act;' }),
  ).toBe('p2:w1');
  expect(
    alternativeFor(question, { paragraph: 'p2', outcome: 'reworded', words: 'Other words.' }),
  ).toBeUndefined();
  expect(alternativeFor(question, { paragraph: 'p3', outcome: 'kept' })).toBeUndefined();
});

test('[PDL-3] a paragraph goes with all that stands under it, and only where all of that may be settled', () => {
  const room = table();
  expect(alternativesOf(room.question(['p3', 'p4']).problem, 'p3')).toEqual(['p3:kept']);
  const { problem } = room.question('all');
  expect(alternativesOf(problem, 'p3')).toEqual(['p3:kept', 'p3:out']);
  expect(problem.conflicts).toEqual([
    ['p3:out', 'p4:kept'],
    ['p3:out', 'p5:kept'],
  ]);
  room.say('AAA', 'p3', 'object');
  expect(chosen(room.question('all').problem)).toEqual(['p2:kept', 'p3:out', 'p4:out', 'p5:out', 'p6:kept']);
});

test('[PDL-4] stances come from the record; those on leaving out follow from them and draw no red line', () => {
  const room = table();
  const stances: readonly Stance[] = ['support', 'accept', 'reserve', 'object'];
  for (const [seat, member] of ['AAA', 'BBB', 'CCC', 'DDD'].entries())
    room.say(member, 'p6', stances[seat] ?? 'accept');
  const { problem } = room.question(['p6']);
  expect(problem.stances).toEqual([
    { member: 'AAA', alternative: 'p6:kept', stance: 'support' },
    { member: 'AAA', alternative: 'p6:out', stance: 'oppose' },
    { member: 'BBB', alternative: 'p6:kept', stance: 'accept' },
    { member: 'BBB', alternative: 'p6:out', stance: 'abstain' },
    { member: 'CCC', alternative: 'p6:kept', stance: 'reserve' },
    { member: 'CCC', alternative: 'p6:out', stance: 'accept' },
    { member: 'DDD', alternative: 'p6:kept', stance: 'object' },
    { member: 'DDD', alternative: 'p6:out', stance: 'support' },
  ]);
  // Left out: 5 + 2 + 1 + 0. North has (5 + 2) / 2 = 3.5, South (1 + 0) / 2 = 0.5, the friends (2 + 1) / 2 = 1.5.
  const answer = best(problem);
  expect(answer.package).toMatchObject({
    chosen: [{ item: 'p6', alternative: 'p6:out', departure: true }],
    groups: [
      { group: 'north', figure: 35_000 },
      { group: 'south', figure: 5_000 },
      { group: 'friends', figure: 15_000 },
    ],
    worst: 35_000,
    total: 8,
    outcome: 'adopted',
  });
  expect(answer).toMatchObject({ status: 'found', proven: true });
});

test('[PDL-4] a statement of a group counts for its members until they speak; whoever is silent has no stance', () => {
  const room = table();
  expect(room.question(['p6']).problem.stances).toEqual([]);
  room.act(
    {
      type: 'stateGroupPosition',
      group: 'friends',
      item: 'p6',
      stance: 'support',
      reason: 'For the group.',
      textHash: hash(TEXT[5].text),
    },
    'BBB',
  );
  room.say('BBB', 'p6', 'object');
  const { problem } = room.question(['p6']);
  expect(problem.stances.filter(({ alternative }) => alternative === 'p6:kept')).toEqual([
    { member: 'BBB', alternative: 'p6:kept', stance: 'object' },
    { member: 'CCC', alternative: 'p6:kept', stance: 'support' },
  ]);
});

test('[PDL-4] on other words counts only what was said of those words', () => {
  const room = table();
  room.say('AAA', 'p2', 'object');
  room.say('BBB', 'p2', 'support');
  const wordings = {
    p2: [
      room.wording('Decides now to act;', { AAA: 'oppose', BBB: 'support' }),
      room.wording('Decides soon to act;', { AAA: 'support', BBB: 'oppose' }),
    ],
  };
  const { problem } = room.question(['p2'], { wordings });
  expect(problem.stances.filter(({ alternative }) => alternative === 'p2:w2')).toEqual([
    { member: 'AAA', alternative: 'p2:w2', stance: 'support' },
    { member: 'BBB', alternative: 'p2:w2', stance: 'oppose' },
  ]);
  const assessed = assessPackage(problem, ['p2:w2']);
  expect(assessed.unheard).toEqual([{ item: 'p2', members: ['CCC', 'DDD'] }]);
});

test('[PDL-5] a paragraph outside joins as it stands where a position on it hangs on what is settled', () => {
  const room = table();
  const keeps = (pid: string): Condition => ({
    paragraph: pid,
    is: 'kept',
    textHash: hash(TEXT[Number(pid.slice(1)) - 1]?.text ?? ''),
  });
  room.say('AAA', 'p2', 'accept', { condition: keeps('p6'), fallback: 'object' });
  room.say('BBB', 'p6', 'object');
  expect(room.question(['p3']).problem.items.map(({ id }) => id)).toEqual(['p3']);
  const { problem } = room.question(['p6']);
  expect(problem.items.map(({ id }) => id)).toEqual(['p2', 'p6']);
  expect(alternativesOf(problem, 'p2')).toEqual(['p2:kept']);
  // Kept, BBB objects; left out, AAA does, on OP1: under consensus nothing holds.
  const answer = best(problem);
  expect(answer.status).toBe('infeasible');
  expect(answer.infeasibility?.because).toBe('redLines');
  expect(assessPackage(problem, ['p2:kept', 'p6:out']).redLines).toEqual([
    { item: 'p2', member: 'AAA', conditional: true },
  ]);
});

test('[PDL-5] of positions on the whole text those count whose condition is about what is settled', () => {
  const room = table();
  room.say('AAA', 'text', 'accept', {
    condition: { paragraph: 'p6', is: 'deleted', textHash: hash('Remains seized.') },
    fallback: 'object',
  });
  room.say('BBB', 'text', 'object');
  const { problem } = room.question(['p6']);
  expect(problem.items.map(({ id }) => id)).toEqual(['p6', 'text']);
  expect(problem.stances.map(({ member, alternative }) => [member, alternative])).toEqual([
    ['AAA', 'text:kept'],
  ]);
  expect(chosen(problem)).toEqual(['p6:out', 'text:kept']);
  expect(room.question(['p2']).problem.items.map(({ id }) => id)).toEqual(['p2']);
});

test('[PDL-6] a condition is met by the alternative that is chosen, measured against the words it names', () => {
  const room = table();
  const changes: Condition = { paragraph: 'p2', is: 'changed', textHash: hash(TEXT[1].text) };
  room.say('AAA', 'p6', 'accept', { condition: changes, fallback: 'object' });
  const wordings = { p2: [room.wording('Decides now to act;')] };
  const { problem } = room.question(['p2', 'p6'], { wordings });
  const met = (alternative: string) =>
    assessPackage(problem, [alternative, 'p6:kept']).conditions.map((condition) => condition.met);
  expect(['p2:kept', 'p2:w1', 'p2:out'].map(met)).toEqual([[false], [true], [false]]);
  // What is not to be settled is as it is: the words of OP1 have not changed.
  expect(assessPackage(room.question(['p6']).problem, ['p6:kept']).redLines).toEqual([
    { item: 'p6', member: 'AAA', conditional: true },
  ]);
});

test('[PDL-6] an amendment is adopted by the alternative that adopts it; one in no alternative is open', () => {
  const room = table();
  const condition: Condition = {
    all: [{ amendment: 'A1', is: 'adopted' }, { not: { amendment: 'A2', is: 'rejected' } }],
  };
  room.say('AAA', 'p6', 'accept', { condition, fallback: 'object' });
  const wordings = { p2: [{ ...room.wording('Decides now to act;'), adopts: ['A1'] }] };
  const { problem } = room.question(['p2', 'p6'], { wordings });
  expect(assessPackage(problem, ['p2:w1', 'p6:kept']).conditions).toEqual([
    { item: 'p6', member: 'AAA', met: true },
  ]);
  expect(assessPackage(problem, ['p2:kept', 'p6:kept']).conditions).toEqual([
    { item: 'p6', member: 'AAA', met: false },
  ]);
});

test('[PDL-7] every member has one voice, observers none; regional groups come first; the rule is the one asked for', () => {
  const { problem } = table().question(['p6'], { rule: HALF });
  expect(problem.members.map(({ id, weight }) => [id, weight])).toEqual([
    ['AAA', 1],
    ['BBB', 1],
    ['CCC', 1],
    ['DDD', 1],
  ]);
  expect(problem.groups).toEqual([
    { id: 'north', members: ['AAA', 'BBB'] },
    { id: 'south', members: ['CCC', 'DDD'] },
    { id: 'friends', members: ['BBB', 'CCC'] },
  ]);
  expect(problem.rule.id).toBe('half');
});

test('[PDL-8] who holds a bracket supports the wordings that have its words and opposes those that do not', () => {
  const body = table().body();
  const parties = { sought: ['State of AAA', 'BBB', 'Nobody'], dropped: ['État CCC', 'BBB'] };
  expect(bracketStances(body, 'fr', parties)).toEqual({ AAA: 'support', CCC: 'oppose' });
  expect(bracketStances(body, 'en', parties)).toEqual({ AAA: 'support' });
});

test('[PDL-10] an amendment that rewords one paragraph alone is one of its other words, with the positions on it', () => {
  const room = table();
  const submit = (changes: Extract<DeliberationAct, { type: 'submitAmendment' }>['changes'], by: string) =>
    room.act(
      { type: 'submitAmendment', changes, reason: '', textHash: hash('whole'), needs: [], excludes: [] },
      by,
    );
  submit([{ paragraph: 'p6', new: 'Decides to meet again.' }], 'AAA');
  submit([{ paragraph: 'p6', delete: true }], 'BBB');
  submit(
    [
      { paragraph: 'p2', new: 'Decides to act now;' },
      { paragraph: 'p6', new: 'Decides to end.' },
    ],
    'CCC',
  );
  const words = room.state().amendments['A1']?.hash ?? '';
  room.act({ type: 'statePosition', item: 'A1', stance: 'oppose', reason: 'No.', textHash: words }, 'DDD');
  expect(room.tabled('p6')).toEqual([
    {
      words: 'Decides to meet again.',
      hash: hash('Decides to meet again.'),
      adopts: ['A1'],
      stances: { AAA: 'support', DDD: 'oppose' },
    },
  ]);
  expect(room.tabled('p2')).toEqual([]);
});

test('[PDL-11] amendments that can be adopted together give words together, and stand where the least satisfied does', () => {
  const room = table();
  room.submit('AAA', [{ paragraph: 'p6', new: 'Meets.' }]);
  room.submit('BBB', [{ paragraph: 'p6', new: 'Eats.' }]);
  room.submit('CCC', [{ paragraph: 'p6', new: 'Only ends.' }]);
  room.submit('DDD', [{ paragraph: 'p6', new: 'Meets again.' }], 'A1');
  room.on('AAA', 'A2', 'accept');
  room.on('DDD', 'A2', 'object');
  const found = room.tabled('p6');
  expect(found.map(({ words, adopts }) => [adopts.join(), words])).toEqual([
    ['A1', 'Meets.'],
    ['A2', 'Eats.'],
    ['A3', 'Only ends.'],
    ['A1,A4', 'Meets. Meets again.'],
    ['A1,A2', 'Meets. Eats.'],
  ]);
  // AAA supports its own and accepts the other; BBB said nothing on the first; DDD objects to one, so to both.
  expect(found.at(-1)?.stances).toEqual({ AAA: 'accept', DDD: 'object' });
  expect(stanceOnAll(['support', undefined])).toBeUndefined();
  expect(stanceOnAll(['support', 'reserve', 'accept'])).toBe('reserve');
});

test('[PDL-11] twelve are taken together at most, and fewer where many are on the table', () => {
  const room = table();
  const counts = Array.from({ length: 26 }, (_, at) => {
    room.submit('AAA', [{ paragraph: 'p6', new: `Word ${at}.` }]);
    const found = room.tabled('p6');
    return found.length - at - 1;
  });
  expect([counts[0], counts[1], counts[2], counts[9], counts[19], counts[25]]).toEqual([0, 1, 4, 12, 5, 0]);
});

test('[PDL-12] leaving a paragraph out adopts the amendment that does just that, with the positions on it', () => {
  const room = table();
  room.submit('BBB', [{ paragraph: 'p6', delete: true }]);
  room.submit('BBB', [{ paragraph: 'p3', delete: true }]);
  room.say('AAA', 'p6', 'support');
  room.on('AAA', 'A1', 'accept');
  room.say('CCC', 'p6', 'support');
  const { problem } = room.question(['p3', 'p4', 'p5', 'p6']);
  const adopts = (item: string, id: string) =>
    problem.items.find((one) => one.id === item)?.alternatives.find((one) => one.id === id)?.adopts;
  expect(adopts('p6', 'p6:out')).toEqual(['A1']);
  // What stands under a paragraph goes with it, which is more than the amendment does.
  expect(adopts('p3', 'p3:out')).toEqual([]);
  const onGoing = problem.stances.filter(({ alternative }) => alternative === 'p6:out');
  expect(onGoing.map(({ member, stance }) => [member, stance])).toEqual([
    ['AAA', 'accept'],
    ['BBB', 'support'],
    ['CCC', 'oppose'],
  ]);
});

test('[PDL-42] amendments that cannot be adopted together are in no package together, also on two paragraphs', () => {
  const room = table();
  room.submit('AAA', [{ paragraph: 'p2', new: 'Decides on one;' }]);
  room.submit('BBB', [{ paragraph: 'p6', new: 'Requests the other.' }], undefined, { excludes: ['A1'] });
  for (const pid of ['p2', 'p6'])
    for (const member of ['AAA', 'BBB', 'CCC', 'DDD']) room.say(member, pid, 'oppose');
  for (const id of ['A1', 'A2']) for (const member of ['CCC', 'DDD']) room.on(member, id, 'support');
  const both = ['p2:w1', 'p6:w1'];
  const { problem } = room.question(['p2', 'p6'], { apart: [['A1', 'A2']] });
  expect(problem.conflicts).toEqual([both]);
  expect(chosen(problem)).not.toEqual(both);
  expect(assessPackage(problem, both).package.feasible).toBe(false);
  // Where nothing keeps them apart nothing is said against both.
  const free = room.question(['p2', 'p6'], { apart: [] }).problem;
  expect(assessPackage(free, both).package.feasible).toBe(true);
});

test('[PDL-42] what needs another is adopted with any alternative that adopts that one, and else not at all', () => {
  const room = table();
  room.submit('AAA', [{ paragraph: 'p2', new: 'Meets.' }]);
  room.submit('BBB', [{ paragraph: 'p2', new: 'Eats.' }]);
  room.submit('CCC', [{ paragraph: 'p6', new: 'Pays for it.' }], undefined, { needs: ['A1'] });
  room.submit('DDD', [{ paragraph: 'p5', new: 'A purse;' }], undefined, { needs: ['A3'] });
  const { problem } = room.question('all', { apart: [] });
  // A1 is adopted by itself and with A2.
  expect(alternativesOf(problem, 'p2')).toEqual(['p2:kept', 'p2:w1', 'p2:w2', 'p2:w3', 'p2:out']);
  const holds = (...wanted: readonly string[]) =>
    assessPackage(
      problem,
      problem.items.map(
        ({ base, alternatives }) => alternatives.find(({ id }) => wanted.includes(id))?.id ?? base,
      ),
    ).package;
  expect(holds('p6:w1').feasible).toBe(false);
  expect(holds('p6:w1', 'p2:w2').feasible).toBe(false);
  expect(holds('p6:w1', 'p2:out').feasible).toBe(false);
  expect(holds('p6:w1', 'p2:w1').feasible).toBe(true);
  expect(holds('p6:w1', 'p2:w3').feasible).toBe(true);
  expect(holds('p5:w1', 'p2:w1').brokenNeeds).toEqual([{ alternative: 'p5:w1', needs: 'p6:w1' }]);
  expect(holds('p5:w1', 'p6:w1', 'p2:w1').feasible).toBe(true);
  // What it needs is not to be settled: it is no alternative, and what needs it neither.
  const narrow = room.question(['p5', 'p6'], { apart: [] });
  expect(alternativesOf(narrow.problem, 'p6')).toEqual(['p6:kept', 'p6:out']);
  expect(alternativesOf(narrow.problem, 'p5')).toEqual(['p5:kept', 'p5:out']);
  expect(narrow.unweighed).toEqual([
    { amendment: 'A3', because: 'words' },
    { amendment: 'A4', because: 'words' },
  ]);
});

test('[PDL-43] an amendment that brings a paragraph is taken or not, with the stances on it, and conditions hang on it', () => {
  const room = table();
  room.submit('AAA', [{ after: 'p3', kind: 'item', level: 1, insert: 'A seat;' }]);
  room.on('BBB', 'A1', 'oppose');
  room.say('CCC', 'p6', 'accept', {
    condition: { amendment: 'A1', is: 'adopted' },
    fallback: 'object',
  });
  const { problem, meanings } = room.question('all', { apart: [] });
  expect(problem.items.at(-1)).toEqual({
    id: 'A1',
    base: 'A1:not',
    alternatives: [
      { id: 'A1:not', adopts: [], changes: [], deletes: [] },
      { id: 'A1:taken', adopts: ['A1'], changes: [], deletes: [] },
    ],
  });
  expect(meanings.get('A1:taken')).toEqual({ item: 'A1', outcome: 'taken' });
  const said = problem.stances.filter(({ alternative }) => alternative.startsWith('A1:'));
  expect(said.map(({ member, alternative, stance }) => [member, alternative, stance])).toEqual([
    ['AAA', 'A1:taken', 'support'],
    ['AAA', 'A1:not', 'oppose'],
    ['BBB', 'A1:taken', 'oppose'],
    ['BBB', 'A1:not', 'support'],
  ]);
  // What is put under OP2 keeps OP2.
  expect(problem.conflicts).toContainEqual(['A1:taken', 'p3:out']);
  const conditions = (taking: string) =>
    assessPackage(problem, [...problem.items.map(({ base }) => base).slice(0, -1), taking]).conditions;
  expect(conditions('A1:taken')).toEqual([{ item: 'p6', member: 'CCC', met: true }]);
  expect(conditions('A1:not')).toEqual([{ item: 'p6', member: 'CCC', met: false }]);
  // A scope is about what is put beside its paragraphs; a position that hangs on it joins.
  expect(room.question(['p3', 'p4', 'p5'], { apart: [] }).problem.items.map(({ id }) => id)).toEqual([
    'p3',
    'p4',
    'p5',
    'p6',
    'A1',
  ]);
  expect(room.question(['p2'], { apart: [] }).problem.items.map(({ id }) => id)).toEqual(['p2']);
});

test('[PDL-43] a condition that a paragraph stays which an amendment would bring is met where it is taken', () => {
  const room = table();
  room.submit('AAA', [{ after: 'p6', kind: 'operative', level: 0, insert: 'Ends.' }]);
  const { problem } = room.question('all', { apart: [] });
  const brought = conditionIn(
    { paragraph: 'p7', is: 'kept', textHash: hash('Ends.') },
    {
      paragraphNow: () => undefined,
      alternativesOf: new Map([['p7', [{ id: 'A1:not' }, { id: 'A1:taken', hash: hash('Ends.') }]]]),
      adopted: new Set(['A1']),
    },
  );
  expect(brought).toEqual({ any: [{ alternative: 'A1:taken', is: 'chosen' }] });
  expect(alternativesOf(problem, 'A1')).toEqual(['A1:not', 'A1:taken']);
});

test('[PDL-43] an amendment to several paragraphs is taken in all of them or in none', () => {
  const room = table();
  room.submit('AAA', [
    { paragraph: 'p2', new: 'Decides to act at once;' },
    { paragraph: 'p6', delete: true },
    { after: 'p6', kind: 'operative', level: 0, insert: 'Ends.' },
  ]);
  room.submit('BBB', [{ paragraph: 'p7', new: 'Ends here.' }], 'A1');
  const question = room.question(['p2', 'p6'], { apart: [] });
  const { problem, meanings, unweighed } = question;
  expect(alternativesOf(problem, 'p2')).toEqual(['p2:kept', 'p2:A1', 'p2:out']);
  expect(meanings.get('p6:A1')).toEqual({ item: 'p6', outcome: 'leftOut' });
  expect(problem.needs).toEqual([
    { alternative: 'A1:taken', needs: 'p2:A1' },
    { alternative: 'p2:A1', needs: 'p6:A1' },
    { alternative: 'p6:A1', needs: 'A1:taken' },
  ]);
  expect(problem.stances.filter(({ alternative }) => alternative === 'p2:A1')).toEqual([
    { member: 'AAA', alternative: 'p2:A1', stance: 'support' },
  ]);
  // What amends it would change other words than those that are weighed.
  expect(unweighed).toEqual([{ amendment: 'A2', because: 'words' }]);
  const found = { paragraph: 'p6', outcome: 'leftOut' } as const;
  expect(alternativeFor(question, { ...found, amendments: ['A1'] })).toBe('p6:A1');
  expect(alternativeFor(question, { ...found, amendments: [] })).toBe('p6:out');
  // Half of it is not to be settled.
  const half = room.question(['p2'], { apart: [] });
  expect(alternativesOf(half.problem, 'p2')).toEqual(['p2:kept', 'p2:out']);
  expect(half.unweighed).toEqual([{ amendment: 'A1', because: 'scope' }]);
});

test('[PDL-43] what amends an amendment that is taken as a whole is taken with it alone', () => {
  const room = table();
  room.submit('AAA', [{ after: 'p6', kind: 'operative', level: 0, insert: 'Ends.' }]);
  room.submit('BBB', [{ paragraph: 'p7', new: 'Ends here.' }], 'A1');
  const { problem } = room.question('all', { apart: [] });
  expect(problem.items.slice(-2).map(({ id }) => id)).toEqual(['A1', 'A2']);
  expect(problem.needs).toEqual([{ alternative: 'A2:taken', needs: 'A1:taken' }]);
});

test('[PDL-44] where there is room for some alone, the first in the order of submission are weighed and the others named', () => {
  const room = table();
  for (let at = 0; at < PACKAGE_LIMITS.ITEMS_MAX; at += 1)
    room.submit('AAA', [{ after: 'p6', kind: 'operative', level: 0, insert: `Ends ${at}.` }]);
  const { problem, unweighed } = room.question('all', { apart: [] });
  expect(problem.items.length).toBeLessThanOrEqual(PACKAGE_LIMITS.ITEMS_MAX);
  const weighed = problem.items.length - 5;
  expect(weighed).toBeGreaterThan(PACKAGE_LIMITS.ITEMS_MAX - 10);
  expect(unweighed[0]).toEqual({ amendment: `A${weighed + 1}`, because: 'limit' });
  expect(unweighed).toHaveLength(PACKAGE_LIMITS.ITEMS_MAX - weighed);
});

test('[PDL-9] more than the search takes on is refused with the bound', () => {
  const room = table();
  const many = Array.from({ length: PACKAGE_LIMITS.ALTERNATIVES_PER_ITEM_MAX }, (_, at) =>
    room.wording(`Words ${at}`),
  );
  expect(room.ask(['p6'], { wordings: { p6: many } })).toEqual({
    ok: false,
    refusal: {
      code: 'finder.tooMuch',
      facts: { limit: 'ALTERNATIVES_PER_ITEM_MAX', max: PACKAGE_LIMITS.ALTERNATIVES_PER_ITEM_MAX },
    },
  });
});

test('[PDL-50] how many words there are is refused before anything is built of them', () => {
  const refusal = (...wordings: readonly number[]) => wordingsRefusal(wordings)?.facts;
  const each = PACKAGE_LIMITS.ALTERNATIVES_PER_ITEM_MAX;
  expect(refusal(each - 1)).toBeUndefined();
  expect(refusal(each)).toEqual({ limit: 'ALTERNATIVES_PER_ITEM_MAX', max: each });
  const full = Array.from({ length: PACKAGE_LIMITS.ALTERNATIVES_MAX / 20 }, () => 19);
  expect(refusal(...full)).toBeUndefined();
  expect(refusal(...full, 0)).toEqual({ limit: 'ALTERNATIVES_MAX', max: PACKAGE_LIMITS.ALTERNATIVES_MAX });
  const long = Array.from({ length: PACKAGE_LIMITS.ITEMS_MAX + 1 }, () => 0);
  expect(refusal(...long)).toEqual({ limit: 'ITEMS_MAX', max: PACKAGE_LIMITS.ITEMS_MAX });
  const room = table();
  const many = Array.from({ length: each }, (_, at) => room.wording(`Words ${at}`));
  const answer = room.ask(['p6'], { wordings: { p6: many } });
  expect(answer.ok || answer.refusal.code).toBe('finder.tooMuch');
});

test('[PKG-18] a package is counted also where it does not hold; a package without an item is a fault', () => {
  const room = table();
  room.say('DDD', 'p6', 'object');
  room.say('CCC', 'p6', 'oppose');
  const { problem } = room.question(['p6']);
  const assessed = assessPackage(problem, ['p6:kept']);
  expect(assessed.package).toMatchObject({ feasible: false, outcome: 'not_adopted', refusing: ['DDD'] });
  expect(assessed.worstGroups).toEqual(['south']);
  expect(assessed.leastSatisfied[0]).toEqual({
    member: 'DDD',
    accepting: false,
    dissatisfaction: 8,
    items: [{ item: 'p6', alternative: 'p6:kept', stance: 'object', cost: 8 }],
  });
  expect(assessed.unheard).toEqual([]);
  expect(() => assessPackage(problem, [])).toThrow('p6');
});
