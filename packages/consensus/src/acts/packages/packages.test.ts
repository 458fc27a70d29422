import { expect, test } from 'vitest';
import type { Actor, DeliberationAct, PackageChoice } from '../../types.ts';
import { CHAIR, head, meeting, SECRETARIAT, TEXT, type Meeting } from '../meeting.fixture.ts';
import { ACT_LIMITS } from '../limits.ts';
import { visibleState, visibleTo, type Onlooker } from '../visibility.ts';

const FACILITATOR: Actor = { kind: 'facilitator' };
const hashOf = (place: number): string => TEXT.paragraphs[place]?.hash ?? '';
const OUT: PackageChoice = { paragraph: 'p4', textHash: hashOf(3), outcome: 'leftOut' };
const WORDS: PackageChoice = {
  paragraph: 'p3',
  textHash: hashOf(2),
  outcome: 'reworded',
  words: 'Decides to act;',
};
type Keep = Extract<DeliberationAct, { readonly type: 'keepPackage' }>;
const keep = (more: Partial<Keep> = {}): Keep => ({
  type: 'keepPackage',
  title: 'A way through',
  note: 'Ask the south first.',
  rule: 'consensus',
  textHash: TEXT.hash,
  choices: [WORDS, OUT],
  ...more,
});
const share = (...members: readonly string[]): DeliberationAct => ({
  type: 'sharePackage',
  package: 'k1',
  members,
  words: 'Could you live with this?',
});
const answer = { type: 'answerPackage', package: 'k1', stance: 'accept', reason: 'As a whole.' } as const;
const withdraw = { type: 'withdrawPackage', package: 'k1', reason: 'Overtaken.' } as const;
const code = (room: Meeting, act: DeliberationAct, actor: Actor) => room.refusal(act, actor)?.code;

test('[PKP-1] those who conduct keep a package with its note, and only they see it', () => {
  for (const actor of [CHAIR, SECRETARIAT, FACILITATOR]) {
    const room = meeting();
    room.take(keep(), actor);
    expect(room.state.packages).toEqual({
      k1: {
        id: 'k1',
        title: 'A way through',
        note: 'Ask the south first.',
        rule: 'consensus',
        textHash: TEXT.hash,
        choices: [WORDS, OUT],
        keptAt: room.at,
        sharedWith: [],
      },
    });
    const sees = (viewer: Onlooker) => visibleState(room.state, viewer).packages['k1'] !== undefined;
    expect(sees({ kind: 'facilitator' })).toBe(true);
    expect(sees({ kind: 'delegate', member: 'AAA' })).toBe(false);
    expect(sees({ kind: 'public' })).toBe(false);
    room.take(keep(), actor);
    expect(Object.keys(room.state.packages)).toEqual(['k1', 'k2']);
  }
});

test('[PKP-1] a package has a title, is for the revision in force, and names a rule of the body', () => {
  const room = meeting();
  expect(code(room, keep({ title: ' ' }), CHAIR)).toBe('keptPackage.untitled');
  expect(room.refusal(keep({ title: 'x'.repeat(201) }), CHAIR)?.facts['limit']).toBe(
    'PACKAGE_TITLE_CHARACTERS_MAX',
  );
  expect(room.refusal(keep({ note: 'x'.repeat(5_001) }), CHAIR)?.facts['limit']).toBe(
    'REASON_CHARACTERS_MAX',
  );
  expect(room.refusal(keep({ textHash: hashOf(0) }), CHAIR)).toEqual({
    code: 'position.staleText',
    facts: { item: 'text', expected: TEXT.hash },
  });
  expect(code(room, keep({ rule: 'unheard' }), CHAIR)).toBe('rule.unknown');
  expect(code(meeting({ text: null }), keep(), CHAIR)).toBe('text.none');
});

test('[PKP-1] no more packages are kept than the limit says', () => {
  const room = meeting();
  for (let at = 0; at < ACT_LIMITS.PACKAGES_MAX; at += 1) room.take(keep(), CHAIR);
  expect(room.refusal(keep(), CHAIR)).toEqual({
    code: 'act.limit',
    facts: { limit: 'PACKAGES_MAX', max: ACT_LIMITS.PACKAGES_MAX },
  });
});

test('[PKP-2] each paragraph has one outcome, for the words it has, and other words are spelt out', () => {
  const room = meeting();
  const tried = (...choices: readonly PackageChoice[]) => code(room, keep({ choices }), CHAIR);
  expect(tried(OUT, OUT)).toBe('keptPackage.twice');
  expect(tried({ ...OUT, textHash: hashOf(0) })).toBe('position.staleText');
  expect(tried({ ...OUT, paragraph: 'p1', textHash: hashOf(0) })).toBe('paragraph.unknown');
  expect(tried({ ...OUT, paragraph: 'p99' })).toBe('paragraph.unknown');
  expect(tried({ ...OUT, words: 'None.' })).toBe('keptPackage.words');
  expect(tried({ ...WORDS, words: ' ' })).toBe('keptPackage.words');
  expect(tried({ paragraph: 'p3', textHash: hashOf(2), outcome: 'reworded' })).toBe('keptPackage.words');
  expect(tried({ ...WORDS, words: 'x'.repeat(20_001) })).toBe('act.limit');
  const many = Array.from({ length: ACT_LIMITS.PACKAGE_CHOICES_MAX + 1 }, () => OUT);
  expect(tried(...many)).toBe('act.limit');
});

test('[PKP-2] a package changes something, and nothing that is agreed', () => {
  const room = meeting();
  const kept: PackageChoice = { ...OUT, outcome: 'kept' };
  expect(code(room, keep({ choices: [kept] }), CHAIR)).toBe('keptPackage.nothing');
  expect(code(room, keep({ choices: [] }), CHAIR)).toBe('keptPackage.nothing');
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  expect(code(room, keep(), CHAIR)).toBe('paragraph.agreed');
  expect(code(room, keep({ choices: [WORDS, kept] }), CHAIR)).toBeUndefined();
});

test('[PKP-36] the amendments that it would adopt are on the table, each named once; they are enough of a change', () => {
  const room = meeting();
  const kept: PackageChoice = { ...OUT, outcome: 'kept' };
  room.take(
    {
      type: 'submitAmendment',
      changes: [{ after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet again;' }],
      reason: '',
      textHash: TEXT.hash,
      needs: [],
      excludes: [],
    },
    head('AAA'),
  );
  const tried = (...amendments: readonly string[]) =>
    room.refusal(keep({ choices: [kept], amendments }), CHAIR);
  expect(tried('A9')).toEqual({ code: 'amendment.unknown', facts: { amendment: 'A9' } });
  expect(tried('A1', 'A1')).toEqual({ code: 'amendment.namedTwice', facts: { amendment: 'A1' } });
  expect(tried()).toMatchObject({ code: 'keptPackage.nothing' });
  room.take(keep({ choices: [kept], amendments: ['A1'] }), CHAIR);
  room.take(share('BBB'), CHAIR);
  expect(visibleState(room.state, { kind: 'delegate', member: 'BBB' }).packages['k1']?.amendments).toEqual([
    'A1',
  ]);
  room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
  expect(tried('A1')).toEqual({
    code: 'amendment.closed',
    facts: { amendment: 'A1', state: 'withdrawn' },
  });
});

test('[PKP-37] a note is written anew for those who conduct alone, also on a package that is shared', () => {
  const room = meeting();
  const annotate = { type: 'annotatePackage', package: 'k1', note: 'The north agrees.' } as const;
  expect(code(room, annotate, CHAIR)).toBe('keptPackage.unknown');
  room.take(keep(), CHAIR);
  room.take(share('AAA'), CHAIR);
  room.take(annotate, FACILITATOR);
  const event = room.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  expect(event).toMatchObject({ type: 'packageAnnotated', audience: 'chair' });
  expect(room.state.packages['k1']).toMatchObject({ note: 'The north agrees.', notedAt: room.at });
  const seen = visibleState(room.state, { kind: 'delegate', member: 'AAA' }).packages['k1'];
  expect([seen?.note, seen?.notedAt]).toEqual([undefined, undefined]);
  expect(JSON.stringify(visibleTo({ kind: 'delegate', member: 'AAA' }, event))).not.toContain('north');
  // Who is named later sees no note either.
  room.take(share('BBB'), CHAIR);
  expect(JSON.stringify(room.events.at(-1))).not.toContain('north');
  expect(room.state.packages['k1']?.note).toBe('The north agrees.');
  const before = room.events.length;
  room.take(annotate, CHAIR);
  expect(room.events).toHaveLength(before);
  expect(code(room, { ...annotate, note: 'x'.repeat(5_001) }, CHAIR)).toBe('act.limit');
  room.take(withdraw, CHAIR);
  expect(code(room, annotate, CHAIR)).toBe('keptPackage.withdrawn');
});

test('[PKP-3] what is not there, or was withdrawn, is neither shared nor answered nor withdrawn', () => {
  const room = meeting();
  for (const act of [share('AAA'), withdraw]) expect(code(room, act, CHAIR)).toBe('keptPackage.unknown');
  expect(code(room, answer, head('AAA'))).toBe('keptPackage.unknown');
  room.take(keep(), CHAIR);
  room.take(share('AAA'), CHAIR);
  room.take(withdraw, CHAIR);
  for (const act of [share('BBB'), withdraw]) expect(code(room, act, CHAIR)).toBe('keptPackage.withdrawn');
  expect(code(room, answer, head('AAA'))).toBe('keptPackage.withdrawn');
});

test('[PKP-4] named delegations see the package and one another, not the note; others see that something happened', () => {
  const room = meeting();
  room.take(keep(), CHAIR);
  room.take(share('CCC', 'AAA'), FACILITATOR);
  const event = room.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  expect(event.audience).toBe('own:AAA+CCC');
  const seen = (member: string) => visibleState(room.state, { kind: 'delegate', member }).packages;
  const shared = {
    id: 'k1',
    title: 'A way through',
    rule: 'consensus',
    textHash: TEXT.hash,
    choices: [WORDS, OUT],
    keptAt: room.at,
    sharedWith: ['CCC', 'AAA'],
    words: 'Could you live with this?',
    sharedAt: room.at,
  };
  expect(seen('AAA')).toEqual({ k1: shared });
  expect(seen('CCC')).toEqual({ k1: shared });
  expect(seen('BBB')).toEqual({});
  expect(visibleState(room.state, { kind: 'secretariat' }).packages['k1']?.note).toBe('Ask the south first.');
  for (const viewer of [
    { kind: 'public' },
    { kind: 'observer', member: 'OBS' },
    { kind: 'delegate', member: 'BBB' },
  ] as const)
    expect(JSON.stringify(visibleTo(viewer, event))).not.toContain('A way through');
  expect(JSON.stringify(event)).not.toContain('Ask the south');
});

test('[PKP-4] it is shared with more delegations later, not twice with one, and with members alone', () => {
  const room = meeting();
  room.take(keep(), CHAIR);
  room.take(share('AAA'), CHAIR);
  expect(code(room, share('AAA'), CHAIR)).toBe('keptPackage.shared');
  expect(code(room, share(), CHAIR)).toBe('keptPackage.shared');
  expect(room.refusal(share('BBB', 'OBS', 'ZZZ'), CHAIR)).toEqual({
    code: 'member.unknown',
    facts: { members: ['OBS', 'ZZZ'] },
  });
  room.take(share('AAA', 'BBB', 'BBB'), CHAIR);
  expect(room.state.packages['k1']?.sharedWith).toEqual(['AAA', 'BBB']);
  const long = { ...share('CCC'), words: 'x'.repeat(5_001) } as DeliberationAct;
  expect(code(room, long, CHAIR)).toBe('act.limit');
});

test('[PKP-5] a named delegation answers in confidence; the last answer counts and is no position', () => {
  const room = meeting();
  room.take(keep(), CHAIR);
  room.take(share('AAA', 'BBB'), CHAIR);
  expect(code(room, answer, head('CCC'))).toBe('keptPackage.unknown');
  expect(code(room, { ...answer, stance: 'oppose', reason: ' ' }, head('AAA'))).toBe('position.reasonNeeded');
  expect(code(room, { ...answer, reason: 'x'.repeat(5_001) }, head('AAA'))).toBe('act.limit');
  room.take(answer, head('AAA'));
  room.take({ ...answer, stance: 'support' }, head('AAA'));
  const before = room.events.length;
  room.take({ ...answer, stance: 'support' }, head('AAA'));
  expect(room.events).toHaveLength(before);
  const reply = { stance: 'support', reason: 'As a whole.', at: room.at };
  expect(room.state.packageAnswers).toEqual({ k1: { AAA: reply } });
  expect(room.state.positions).toEqual({});
  const seen = (viewer: Onlooker) => visibleState(room.state, viewer).packageAnswers;
  expect(seen({ kind: 'chair' })).toEqual({ k1: { AAA: reply } });
  expect(seen({ kind: 'delegate', member: 'AAA' })).toEqual({ k1: { AAA: reply } });
  expect(seen({ kind: 'delegate', member: 'BBB' })).toEqual({});
});

test('[PKP-6] a package is withdrawn with a reason that the named delegations see, and stays on record', () => {
  const room = meeting();
  room.take(keep(), CHAIR);
  expect(code(room, { ...withdraw, reason: ' ' }, CHAIR)).toBe('act.reasonNeeded');
  room.take(share('AAA'), CHAIR);
  room.take(withdraw, CHAIR);
  const withdrawn = { at: room.at, reason: 'Overtaken.' };
  expect(room.state.packages['k1']?.withdrawn).toEqual(withdrawn);
  expect(visibleState(room.state, { kind: 'delegate', member: 'AAA' }).packages['k1']?.withdrawn).toEqual(
    withdrawn,
  );
  const other = meeting();
  other.take(keep(), CHAIR);
  other.take(withdraw, CHAIR);
  expect(other.events.at(-1)?.audience).toBe('chair');
});
