import { addSeconds } from '@plenary/consensus';
import { batchHash } from '@plenary/ledger';
import { expect, test } from 'vitest';
import { checkConversations } from './check-conversations.ts';
import { chained, hashAt, logLines, logText, type FixtureLine } from './conversation-log.fixture.ts';
import { recordOf, wholeMeeting } from './record.fixture.ts';
import { Failed, type Facts } from './report.ts';
import { verifyRecord } from './verify-record.ts';

const { told } = wholeMeeting();
const record = recordOf(told);
const { state } = verifyRecord(record);
const frame = state?.conversations['c1'];
if (state === undefined || frame === undefined) throw new Error('there is no conversation');
const whole = logLines(frame.opensAt);

const checked = (text: string, id = 'c1'): Facts => {
  try {
    return checkConversations(record, state, new Map([[id, text]]));
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return error.facts;
  }
};
const fault = (lines: readonly FixtureLine[], id?: string): Facts | undefined => {
  const facts = checked(logText(lines), id);
  return 'problem' in facts ? facts : undefined;
};
const changed = (position: number, entry: Partial<FixtureLine['entry']>): readonly FixtureLine[] =>
  whole.map((line) =>
    line.entry.position === position ? { ...line, entry: { ...line.entry, ...entry } } : line,
  );
const vote = (entry: Partial<FixtureLine['entry']> = {}): FixtureLine => ({
  entry: {
    position: 0,
    kind: 'vote',
    participant: 'zz',
    statement: 1,
    value: 1,
    detail: '',
    at: addSeconds(frame.opensAt, 90),
    ...entry,
  },
});

test('[VER-15] the log whose hashes the record holds is whole, and without it the check says what was not read', () => {
  expect(checked(logText(whole))).toEqual({ conversations: 1, logs: 1, entries: 8, younger: 0 });
  const { ok, checks } = verifyRecord(record, { logs: new Map([['c1', logText(whole.slice(1))]]) });
  expect([ok, checks.at(-1)?.code]).toEqual([false, 'conversations']);
  expect(verifyRecord(record).checks.at(-1)?.facts).toMatchObject({ conversations: 1, logs: 0 });
});

test('[VER-15] a vote that was changed, taken out, put in or cut off is named with its place', () => {
  expect(fault(changed(3, { value: -1 }))).toMatchObject({
    problem: 'chain',
    conversation: 'c1',
    position: 1,
  });
  expect(fault(changed(7, { participant: 'ab12' }))).toMatchObject({ problem: 'chain', position: 5 });
  expect(fault(whole.filter(({ entry }) => entry.position !== 7))).toMatchObject({
    problem: 'withheld',
    position: 8,
  });
  expect(fault(whole.slice(0, 4))).toMatchObject({ problem: 'withheld', position: 5 });
  expect(fault([])).toMatchObject({ problem: 'withheld', position: 1 });
  expect(fault([...whole, vote({ position: 9 })])).toMatchObject({ problem: 'chain', position: 9 });
});

test('[VER-15] a whole log of its own, whose chain fits, is not the one that the record names', () => {
  const another = chained(changed(3, { value: -1 }));
  expect(fault(another)).toMatchObject({ problem: 'otherLog', position: 4 });
  const later = chained(changed(8, { value: 0 }));
  expect(fault(later)).toMatchObject({ problem: 'otherLog', position: 8 });
  expect(fault(whole, 'c2')).toMatchObject({ problem: 'foreign', conversation: 'c2' });
});

test('[VER-16] what no service of ours would write is found, also where the chain fits and the record is behind it', () => {
  const judged = (line: FixtureLine) => {
    const entry = { ...line.entry, position: 9 };
    return fault([...whole, { entry, hash: batchHash(hashAt(whole, 8), [entry]) }]);
  };
  expect(judged(vote())).toBeUndefined();
  expect(judged(vote({ participant: '' }))).toMatchObject({ problem: 'entry', position: 9 });
  expect(judged(vote({ statement: 3 }))).toMatchObject({ problem: 'entry' });
  expect(judged(vote({ value: 2 }))).toMatchObject({ problem: 'entry' });
  expect(judged(vote({ kind: 'statement', statement: 2, value: null }))).toMatchObject({ problem: 'entry' });
  expect(judged(vote({ at: addSeconds(frame.closesAt, 1) }))).toMatchObject({ problem: 'time', position: 9 });
  expect(judged(vote({ at: addSeconds(frame.opensAt, -1) }))).toMatchObject({ problem: 'time' });
});

test('[VER-16] words that are not those committed to are found, and erased ones are not missed', () => {
  const lied = whole.map((line, place) => (place === 0 ? { ...line, words: 'No system is tested.' } : line));
  expect(fault(lied)).toMatchObject({ problem: 'commitment', conversation: 'c1', position: 1 });
  expect(
    fault(whole.map(({ entry, hash }) => ({ entry, ...(hash === undefined ? {} : { hash }) }))),
  ).toBeUndefined();
});

test('[VER-55] accounts are set aside by a person, for a reason, after they said something, and taken back after that', () => {
  const acts = (...said: readonly (readonly [participant: string, detail: object])[]) => {
    let lines: readonly FixtureLine[] = whole;
    for (const [participant, detail] of said) {
      const kind = participant === '' ? ('settingAside' as const) : ('accountAppeal' as const);
      const position = lines.length + 1;
      const entry = {
        ...vote({ kind, participant, statement: 0, value: null, detail: JSON.stringify(detail) }).entry,
        position,
      };
      lines = [...lines, { entry, hash: batchHash(hashAt(lines, position - 1), [entry]) }];
    }
    return fault(lines);
  };
  const aside = { accounts: ['cd34'], by: 'secretariat', outcome: 'setAside', reason: 'automated' };
  const back = { accounts: ['cd34'], by: 'secretariat', outcome: 'counted' };
  const appeal = ['cd34', { commitment: 'a' }] as const;
  expect(acts(['', aside], appeal, ['', { ...aside, by: 'chair' }], ['', back])).toBeUndefined();
  for (const bad of [
    { ...aside, by: 'deadline' },
    { ...aside, reason: 'opinion' },
    { ...aside, accounts: [] },
    { ...aside, accounts: ['cd34', 'cd34'] },
    { ...aside, accounts: ['nobody'] },
    back,
  ])
    expect(acts(['', bad])).toMatchObject({ problem: 'entry', position: 9 });
  expect(acts(appeal)).toMatchObject({ problem: 'entry', position: 9 });
  expect(acts(['', aside], ['', aside])).toMatchObject({ problem: 'entry', position: 10 });
  expect(acts(['', aside], ['', back], ['', back])).toMatchObject({ problem: 'entry', position: 11 });
});

test('[VER-16] a line of another form is named', () => {
  const text = (line: string) => checked(logText(whole) + line);
  for (const line of [
    'torn',
    '[]',
    '{"entry":{}}',
    JSON.stringify({ ...vote({ position: 9 }), more: 1 }),
    JSON.stringify({ ...vote({ position: 9 }), words: 'without a salt' }),
    JSON.stringify({ ...vote({ position: 9 }), hash: 'b' }),
    JSON.stringify(vote({ at: 'yesterday' })),
  ])
    expect(text(line)).toMatchObject({ problem: 'line', conversation: 'c1', line: 9 });
});
