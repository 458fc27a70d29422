import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from './answer.ts';
import { BALLOTS_MAX } from './ballots-csv.ts';
import { CALLS } from './calls.ts';
import { InputError } from './input.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const say = async (...words: readonly string[]) => {
  const lines: string[] = [];
  const status = await answer(words, (line) => lines.push(line));
  return { status, text: lines.join('\n') };
};
const problem = async (...words: readonly string[]): Promise<string> => {
  const caught: unknown = await say(...words).catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(InputError);
  return caught instanceof Error ? caught.message : '';
};

const VECTORS = 'packages/testkit/vectors/domain-cases.json';
const RULE = { id: 'r', method: 'ballot', pass: { set: 'for', of: 'cast', op: '>=', value: '2/3' } };
const ballots = (yes: number, no: number) =>
  Array.from({ length: yes + no }, (_, at) => ({ id: `m${at}`, position: at < yes ? 'for' : 'against' }));

const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of ['rule', 'decide', 'cases', 'text', 'amendments'])
  schemas.addSchema(
    JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as Record<string, unknown>,
  );
const fits = (schema: string, value: unknown): boolean => schemas.validate(`${schema}.schema.json`, value);

test('[CLI-1] without a word the overview is shown with status 2, and asked for with status 0', async () => {
  for (const [words, status] of [
    [[], 2],
    [['help'], 0],
    [['--help'], 0],
  ] as const) {
    const said = await say(...words);
    expect(said.status).toBe(status);
    for (const name of Object.keys(CALLS)) expect(said.text).toContain(`plenary ${name}`);
  }
});

test.each(Object.keys(CALLS))('[CLI-1] plenary %s --help says what it takes', async (name) => {
  const { status, text } = await say(name, '--help');
  expect(status).toBe(0);
  expect(text.startsWith(`plenary ${name} `)).toBe(true);
  expect(text.split('\n').length).toBeGreaterThan(2);
});

test('[CLI-1] a "--" before the call is passed over', async () => {
  expect((await say('--', '--help')).status).toBe(0);
  expect((await say('--', 'decide', '--help')).text).toContain('plenary decide FILE.json');
});

test('[CLI-2] an unknown call, a missing word, a word too many and an unknown option are input errors', async () => {
  expect(await problem('vote', 'x')).toContain('expected one of cases, decide');
  expect(await problem('toString')).toContain('no such call');
  expect(await problem('decide')).toBe(
    'plenary decide: expected plenary decide FILE.json [--ballots FILE.csv]',
  );
  expect(await problem('cases', 'a', 'b')).toContain('expected plenary cases FILE.json');
  expect(await problem('text', 'a', '--colour')).toContain("Unknown option '--colour'");
});

test('[CLI-3] a file that is missing or no JSON is named with the line', async () => {
  expect(await problem('decide', join(folder, 'none.json'))).toContain('cannot be read (ENOENT)');
  expect(await problem('decide', file('bad.json', '{\n"rule": 1,\n}'))).toMatch(/bad\.json:3: not JSON/);
});

test('[CLI-3] bytes that are no UTF-8 are named with their line, and the mark at the head of a file is passed over', async () => {
  const path = join(folder, 'latin.json');
  writeFileSync(path, Buffer.from([0x7b, 0x0a, 0x22, 0xe9, 0x22, 0x7d]));
  expect(await problem('decide', path)).toContain('latin.json:2: not UTF-8; expected text in UTF-8');
  const marked = file('marked.json', `\uFEFF${JSON.stringify({ rule: RULE, ballots: ballots(2, 1) })}`);
  expect(JSON.parse((await say('decide', marked)).text)).toMatchObject({ outcome: 'adopted' });
});

test('[CLI-3] a text that cannot be read says what was expected', async () => {
  expect(await problem('text', file('none.txt', ' \n'))).toMatch(
    /none\.txt: expected words \(text\.empty\)$/,
  );
  expect(await problem('text', file('bell.txt', 'a\nb\u0007'))).toMatch(
    /bell\.txt:2: expected no control characters \(column 2\)/,
  );
  expect(await problem('text', file('lost.txt', 'a\uFFFD'))).toMatch(/lost\.txt:1: expected characters/);
});

test('[CLI-5] a rule says what was expected where its grammar is left', async () => {
  const asked = (rule: unknown) => problem('decide', file('rule.json', { rule, ballots: [] }));
  expect(await asked({ ...RULE, pass: { ...RULE.pass, op: '=>' } })).toContain(
    '$.rule.pass.op: expected one of >, >=, <, <=, == (rule.unknownWord)',
  );
  expect(await asked({ ...RULE, method: 'lot' })).toContain('$.rule.method: expected one of ballot,');
  expect(await asked({ ...RULE, pass: { ...RULE.pass, value: '1/0' } })).toContain(
    '$.rule.pass.value: expected an exact number as text',
  );
  expect(await asked('no-such-rule')).toContain('$.rule: expected a rule or the id of one of the catalogue');
});

test('[CLI-4] a rule of the catalogue decides by its id', async () => {
  const input = { rule: 'membership-majority', ballots: ballots(2, 1), flags: { consensusExhausted: true } };
  expect(fits('decide', input)).toBe(true);
  expect(JSON.parse((await say('decide', file('id.json', input))).text)).toMatchObject({
    outcome: 'adopted',
  });
});

test('[CLI-4] a decision is answered with outcome, both sides of every test, moves and a sentence', async () => {
  const { status, text } = await say('decide', file('d.json', { rule: RULE, ballots: ballots(6, 4) }));
  expect(status).toBe(0);
  expect(JSON.parse(text)).toMatchObject({
    outcome: 'not_adopted',
    tally: { for: 6, against: 4 },
    movesToAdoption: { moves: 1, set: ['m6'], proven: true },
    sentence: '1 more member in favour is needed.',
  });
  expect(fits('decide', { rule: RULE, ballots: ballots(6, 4) })).toBe(true);
});

test.each([
  ['a list', { rule: RULE, ballots: {} }, '$.ballots: expected a list'],
  [
    'a known field',
    { rule: RULE, ballots: [], extra: 1 },
    '$.extra: no such field; expected rule, ballots, flags',
  ],
  [
    'a rule that is read',
    { rule: { ...RULE, pass: 1 }, ballots: [] },
    '$.rule.pass: expected an object (rule.notAnObject)',
  ],
  [
    'a position',
    { rule: RULE, ballots: [{ id: 'a', position: 'yes' }] },
    '$.ballots[0].position: expected one of for,',
  ],
  ['an id', { rule: RULE, ballots: [{ position: 'for' }] }, '$.ballots[0].id: expected a word'],
  [
    'a flag',
    { rule: RULE, ballots: [{ id: 'a', position: 'for', present: 'yes' }] },
    '$.ballots[0].present: expected true or false',
  ],
  [
    'an attribute',
    { rule: RULE, ballots: [{ id: 'a', position: 'for', gdp: [1] }] },
    '$.ballots[0].gdp: expected a word',
  ],
  [
    'a certified flag',
    { rule: RULE, ballots: [], flags: { quorum: 1 } },
    '$.flags.quorum: expected true or false',
  ],
] as const)('[CLI-5] decide wants %s, as its schema does', async (_, input, expected) => {
  expect(await problem('decide', file('wrong.json', input))).toContain(expected);
  expect(fits('decide', input)).toBe(false);
});

test('[CLI-5] a member has one ballot', async () => {
  const twice = { rule: RULE, ballots: [...ballots(1, 0), ...ballots(1, 0)] };
  expect(await problem('decide', file('twice.json', twice))).toContain(
    '$.ballots[1].id: expected m0 once, it is also at 0',
  );
});

test('[CLI-6] ballots from CSV decide as the same ballots in JSON', async () => {
  const weighted = { ...RULE, weight: 'seats' };
  const rows = [
    { id: '7', position: 'for', seats: 3, region: 'west' },
    { id: 'b', position: 'against', seats: 1, region: null },
    { id: 'c', position: 'none', seats: 2, region: 'a, "b"', present: true },
  ];
  const csv = file(
    'ballots.csv',
    '\uFEFFid,position,seats,region,present\n7,for,3,west,\nb,against,1,,\nc,none,2,"a, ""b""",true\n',
  );
  const fromJson = await say('decide', file('w.json', { rule: weighted, ballots: rows }));
  const fromCsv = await say('decide', file('r.json', { rule: weighted }), '--ballots', csv);
  expect(fromCsv).toEqual(fromJson);
});

test('[CLI-6] a number in CSV that a double would round weighs exactly', async () => {
  const csv = file(
    'long.csv',
    'id,position,w\na,for,9007199254740993\nb,against,9007199254740992\nc,against,0.0000000000000000001\n',
  );
  const rule = {
    id: 'r',
    method: 'ballot',
    pass: { set: 'for', of: 'cast', op: '>', value: '1/2', weight: 'w' },
  };
  const said = await say('decide', file('long.json', { rule }), '--ballots', csv);
  expect(JSON.parse(said.text)).toMatchObject({
    outcome: 'adopted',
    tests: [{ numerator: '9007199254740993' }],
  });
});

test('[CLI-6] more ballots than the limit are refused, and many are decided without their moves', async () => {
  const rule = file('many.json', { rule: RULE });
  const csv = (count: number) =>
    file(
      'many.csv',
      `id,position\n${Array.from({ length: count }, (_, at) => `m${at},against`).join('\n')}\n`,
    );
  expect(await problem('decide', rule, '--ballots', csv(BALLOTS_MAX + 5))).toContain(
    'many.csv: expected at most 200000 ballots',
  );
  expect(JSON.parse((await say('decide', rule, '--ballots', csv(20_001))).text)).toMatchObject({
    outcome: 'not_adopted',
    movesToAdoption: { moves: null, proven: false },
  });
});

test('[CLI-6] CSV with a missing column, a hole or a broken quote is refused with its line', async () => {
  const rule = file('r2.json', { rule: RULE });
  const refused = (content: string) => problem('decide', rule, '--ballots', file('b.csv', content));
  expect(await refused('id,vote\na,for\n')).toContain('b.csv:1: expected a column position');
  expect(await refused('id,position,id\na,for,b\n')).toContain('every column to be named once');
  expect(await refused('id,position\na\n')).toMatch(/b\.csv: .*line 2.*expected CSV/);
  expect(await refused('id,position\n"a,for\n')).toMatch(/expected CSV/);
  expect(await refused('id,position\na,maybe\n')).toContain('$.ballots[0].position');
});

test('[CLI-7] the worked cases pass, fit their schema, and one with another answer fails with what differs', async () => {
  const { status, text } = await say('cases', VECTORS);
  expect({ status, last: text.split('\n').at(-1) }).toEqual({
    status: 0,
    last: expect.stringMatching(/^\d+ passed, 0 failed$/) as unknown,
  });
  const json = JSON.parse(readFileSync(VECTORS, 'utf8')) as { tests: { id: string; kind: string }[] };
  expect(fits('cases', json)).toBe(true);
  const first = json.tests.find(({ kind }) => kind === 'decision');
  const changed = { ...json, tests: [{ ...first, expected: { outcome: 'nonsense' } }] };
  const failed = await say('cases', file('cases.json', changed));
  expect(failed.status).toBe(1);
  expect(failed.text).toContain('nonsense');
  expect(failed.text.split('\n').at(-1)).toBe('0 passed, 1 failed');
});

test('[CLI-7] a file of cases without cases, or a case without its inputs, is refused with the path', async () => {
  expect(await problem('cases', file('c1.json', {}))).toContain('$.tests: expected a list');
  expect(await problem('cases', file('c2.json', { tests: [{ id: 'x', kind: 'power' }] }))).toContain(
    '$.tests[0].inputs',
  );
});

test('[CLI-8] a text becomes paragraphs in JSON and in Markdown; an unknown format is refused', async () => {
  const path = file(
    't.txt',
    'The General Assembly,\n\nRecalling its resolution 1/1,\n\n1. Decides to meet;\n',
  );
  const json = JSON.parse((await say('text', path)).text) as {
    format: string;
    paragraphs: { label: string }[];
  };
  expect(json.format).toBe('plenary-text/1');
  expect(json.paragraphs.map(({ label }) => label)).toContain('OP1');
  expect(fits('text', json)).toBe(true);
  expect(JSON.parse((await say('text', path, '--language', 'fr')).text)).toMatchObject({ language: 'fr' });
  expect(await problem('text', path, '--language', 'French')).toContain('expected a language tag such as en');
  expect((await say('text', path, '--format', 'md')).text).toContain('**OP1** Decides to meet;');
  expect(await problem('text', path, '--format', 'pdf')).toContain('expected');
});

test('[CLI-9] a record that is none does not hold, and is not brought in', async () => {
  const path = file('record.json', { format: 'plenary-record/1' });
  const { status, text } = await say('verify', path);
  expect(status).toBe(1);
  expect(text).toContain('FAIL format');
  expect(text.split('\n').at(-1)).toBe('the record does not hold');
  expect(await problem('import', path)).toContain('the record does not hold');
});

test('[CLI-9] a service that does not answer is an input error', async () => {
  expect(await problem('export', 'x', '--server', 'http://127.0.0.1:1')).toContain(
    'no service answers there',
  );
});
