import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OBJECTIVES } from '@plenary/compromise';
import { startPackageWorker, type PackageWorker } from '@plenary/package-worker';
import type { Given } from '../call.ts';
import { InputError } from '../input.ts';
import { packages, packagesCall } from './packages.ts';

let folder: string;
/** One thread for all tests; the call would start and close its own. */
let worker: PackageWorker;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-packages-'));
  worker = await startPackageWorker({
    execArgv: [
      '--conditions=plenary-source',
      '--import',
      new URL('../../../../infra/run/source-loader.mjs', import.meta.url).href,
    ],
  });
});
afterAll(async () => {
  await worker.close();
  rmSync(folder, { recursive: true, force: true });
});

const schemas = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
});
for (const name of ['rule', 'packages', 'packages-answer'])
  schemas.addSchema(
    JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as Record<string, unknown>,
  );
const fits = (value: unknown): boolean => schemas.validate('packages.schema.json', value);

interface Answer {
  readonly status: string;
  readonly proven: boolean;
  readonly objective: string;
  readonly method: string;
  readonly value: unknown;
  readonly stages: readonly { readonly name: string; readonly value: unknown }[];
  readonly package: {
    readonly chosen: readonly { readonly alternative: string }[];
    readonly groups: unknown;
    readonly worst: string;
    readonly refusing: readonly string[];
  } | null;
  readonly explanation: { readonly base: { readonly change: unknown }; readonly nextBest: unknown } | null;
  readonly infeasibility: unknown;
  readonly advice: readonly { readonly item: string; readonly condorcet: string | null }[];
}

const ask = async (
  content: unknown,
  options: Given['options'] = {},
): Promise<{ status: number; answer: Answer }> => {
  const path = join(folder, 'packages.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const lines: string[] = [];
  const call = packagesCall(() => Promise.resolve({ ...worker, close: () => Promise.resolve() }));
  const status = await call.run({ subjects: [path], options }, (line) => lines.push(line));
  const answer: unknown = JSON.parse(lines.join('\n'));
  expect(schemas.validate('packages-answer.schema.json', answer) || schemas.errors).toBe(true);
  return { status, answer: answer as Answer };
};
const problem = async (content: unknown, options: Given['options'] = {}): Promise<string> => {
  const caught: unknown = await ask(content, options).catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(InputError);
  return caught instanceof Error ? caught.message : '';
};

const SMALL = {
  items: [
    { id: 'OP1', alternatives: ['OP1', 'A1', 'A2'] },
    { id: 'OP2', alternatives: ['OP2', { id: 'A3', adopts: ['A3'], changes: ['p2'] }] },
  ],
  members: ['FRA', { id: 'KEN', weight: 2 }, { id: 'IND', votes: 3 }],
  groups: [{ id: 'all', members: ['FRA', 'KEN', 'IND'] }],
  stances: {
    FRA: { A1: 'support', OP1: 'oppose' },
    KEN: { A1: { stance: 'accept', if: { amendment: 'A3', is: 'adopted' }, else: 'oppose' }, A3: 'accept' },
    IND: { A2: 'object' },
  },
};

test('[CPK-1] a problem is answered with what is chosen, exact figures, the proof, and reasons', async () => {
  expect(fits(SMALL)).toBe(true);
  const { status, answer } = await ask(SMALL);
  expect(status).toBe(0);
  expect(answer).toMatchObject({
    status: 'found',
    proven: true,
    objective: 'minMax',
    method: 'tree',
    value: '2.5000',
    package: { groups: [{ group: 'all', dissatisfaction: '2.5000' }], worst: '2.5000', departures: 2 },
    explanation: { base: { change: { worst: '2.2500', departures: -2 } } },
    infeasibility: null,
  });
  expect(answer.package?.chosen.map(({ alternative }) => alternative)).toEqual(['A1', 'A3']);
  expect(answer.advice).toMatchObject([{ item: 'OP1', condorcet: 'A1' }]);
});

test('[CPK-1] the example of the documentation fits its schema and is answered with a proof', async () => {
  const example: unknown = JSON.parse(readFileSync('docs/examples/packages.json', 'utf8'));
  expect(fits(example) || schemas.errors).toBe(true);
  const { status, answer } = await ask(example);
  expect([status, answer.status, answer.proven]).toEqual([0, 'found', true]);
  expect(answer.package?.chosen.map(({ alternative }) => alternative)).toEqual([
    'A1: shall report',
    'A3: with national circumstances',
    'A5: a partnership',
  ]);
});

test.each(OBJECTIVES)(
  '[CPK-2] the objective %s may stand in the file or on the command line, which comes first',
  async (objective) => {
    const other = objective === 'minMax' ? 'leastTotal' : 'minMax';
    const [inFile, onLine] = await Promise.all([
      ask({ ...SMALL, objective }),
      ask({ ...SMALL, objective: other }, { objective }),
    ]);
    expect(inFile.answer.objective).toBe(objective);
    expect({ ...onLine.answer, effort: null }).toEqual({ ...inFile.answer, effort: null });
    expect(inFile.answer.proven).toBe(objective !== 'nash');
  },
);

test('[CPK-2] epsilon says how far capped may go', async () => {
  const stances = {
    FRA: { A1: 'support', OP1: 'oppose' },
    KEN: { A1: 'oppose', OP1: 'accept' },
    IND: { A1: 'support', OP1: 'oppose' },
  };
  const members = ['FRA', 'KEN', 'IND'];
  const groups = [
    { id: 'one', members: ['FRA', 'IND'] },
    { id: 'other', members: ['KEN'] },
  ];
  const given = { ...SMALL, members, groups, stances, objective: 'capped' };
  const chosen = async (epsilon: string) =>
    (await ask({ ...given, epsilon })).answer.package?.chosen[0]?.alternative;
  // A2 leaves everybody at 2; A1 costs less in all, and KEN 5.
  expect(await chosen('0')).toBe('A2');
  expect(await chosen('3/4')).toBe('A1');
  expect(fits({ ...given, epsilon: '0.05' })).toBe(true);
});

test('[CPK-3] where nothing holds, the answer says what stands in the way, with exit 1', async () => {
  const { status, answer } = await ask({ ...SMALL, stances: { FRA: { OP2: 'object', A3: 'object' } } });
  expect(status).toBe(1);
  expect(answer).toMatchObject({
    status: 'infeasible',
    package: null,
    explanation: null,
    value: null,
    infeasibility: { because: 'redLines', fewestRedLines: { lines: [{ member: 'FRA' }], proven: true } },
  });
});

test('[CPK-3] under a rule that counts, enough members have to accept', async () => {
  const stances = {
    FRA: { A1: 'object', OP1: 'oppose' },
    KEN: { A1: 'support', OP1: 'oppose' },
    IND: { A2: 'object' },
  };
  const rule = (pass: unknown) => ({ ...SMALL, stances, rule: { id: 'r', method: 'ballot', pass } });
  const most = await ask(rule({ set: 'for', of: 'eligible', op: '>', value: '1/2' }));
  expect(most.answer).toMatchObject({ status: 'found', proven: true, package: { refusing: ['FRA'] } });
  const all = await ask(rule({ set: 'for', of: 'eligible', op: '==', value: '1' }));
  expect(all.answer).toMatchObject({ status: 'found', package: { refusing: [] } });
  const two = await ask(rule({ set: 'against', op: '==', value: '2' }));
  expect(two).toMatchObject({ status: 1, answer: { status: 'infeasible', proven: true } });
});

const condition = (given: unknown) => ({
  ...SMALL,
  stances: { FRA: { A1: { stance: 'accept', if: given } } },
});

test.each([
  ['items', { members: ['FRA'] }, '$.items: expected at least one entry (package.empty)'],
  [
    'at least one alternative',
    { ...SMALL, items: [{ id: 'x', alternatives: [] }] },
    '$.items[0].alternatives: expected at least one entry',
  ],
  ['known fields', { ...SMALL, extra: 1 }, '$.extra: expected one of items, members'],
  ['an object', [], '$: expected an object'],
  ['members', { ...SMALL, members: {} }, '$.members: expected a list'],
  [
    'a whole weight',
    { ...SMALL, members: [{ id: 'FRA', weight: 0.5 }] },
    '$.members[0].weight: expected a whole number of zero or more',
  ],
  [
    'no negative weight',
    { ...SMALL, members: [{ id: 'FRA', weight: -1 }] },
    '$.members[0].weight: expected a whole number',
  ],
  [
    'a stance',
    { ...SMALL, stances: { FRA: { A1: 'yes' } } },
    '$.stances.FRA.A1: expected one of support, accept',
  ],
  ['a pair', { ...SMALL, conflicts: [['A1']] }, '$.conflicts[0]: expected two alternatives'],
  ['a condition', condition({ text: 1 }), '$.stances.FRA.A1.if: expected a condition'],
  [
    'a fate',
    condition({ amendment: 'A3', is: 'kept' }),
    '$.stances.FRA.A1.if.is: expected one of adopted, rejected',
  ],
  [
    'a fallback only with a condition',
    { ...SMALL, stances: { FRA: { A1: { stance: 'accept', else: 'object' } } } },
    '$.stances.FRA.A1.if: expected a condition',
  ],
  ['an objective', { ...SMALL, objective: 'fair' }, '$.objective: expected one of minMax'],
  ['milliseconds', { ...SMALL, timeMs: 0 }, '$.timeMs: expected milliseconds'],
  ['an epsilon of zero or more', { ...SMALL, epsilon: '-1/20' }, '$.epsilon: expected zero or more as text'],
  ['an epsilon as text', { ...SMALL, epsilon: 0.05 }, '$.epsilon: expected zero or more as text'],
  ['its format', { ...SMALL, format: 'plenary-packages/2' }, '$.format: expected plenary-packages/1'],
  [
    'a dissatisfaction',
    { ...SMALL, dissatisfaction: { oppose: 2_000 } },
    '$.dissatisfaction.oppose: expected a whole number of at most 1000',
  ],
  [
    'a fate of what is settled',
    { ...SMALL, settled: { A9: 'kept' } },
    '$.settled.A9: expected one of adopted, rejected',
  ],
  [
    'a rule that is read',
    { ...SMALL, rule: { id: 'r', method: 'ballot', pass: 1 } },
    '$.rule.pass: expected a rule that can be read',
  ],
] as const)('[CPK-4] packages wants %s, as its schema does', async (_, input, expected) => {
  expect(await problem(input)).toContain(expected);
  expect(fits(input)).toBe(false);
});

test.each([
  [
    'an unknown member',
    { ...SMALL, stances: { USA: {} } },
    '$.stances.USA: expected the id of a member, USA is none (package.unknown)',
  ],
  [
    'an unknown alternative',
    { ...SMALL, conflicts: [['A1', 'A9']] },
    '$.conflicts[0][1]: expected the id of an alternative there, A9 is none',
  ],
  [
    'an alternative twice',
    { ...SMALL, items: [...SMALL.items, { id: 'x', alternatives: ['A1'] }] },
    '$.items[2].alternatives[0]: expected A1 once',
  ],
  [
    'a circle of needs',
    {
      ...SMALL,
      needs: [
        { alternative: 'A1', needs: 'A3' },
        { alternative: 'A3', needs: 'A1' },
      ],
    },
    '$.needs[0]: expected no circle of alternatives that need one another (A1 → A3 → A1) (package.cycle)',
  ],
  [
    'a need within an item',
    { ...SMALL, needs: [{ alternative: 'A1', needs: 'A2' }] },
    '$.needs[0]: expected an alternative of another item than A2',
  ],
  [
    'weights beyond 2^53 together',
    { ...SMALL, members: [{ id: 'FRA', weight: 2 ** 51 }, 'KEN', 'IND'] },
    '$.members: expected smaller weights; together they are 2251799813685250 (package.weightsTooLarge)',
  ],
  [
    'a rule that nobody knows',
    { ...SMALL, rule: 'by-lot' },
    '$.rule: expected a rule or the id of one of the catalogue',
  ],
  [
    'a rule that splits by ballots',
    {
      ...SMALL,
      rule: {
        id: 'r',
        method: 'ballot',
        pass: { each: 'position', test: { set: 'for', op: '>=', value: '1' } },
      },
    },
    '$.rule: expected a rule that does not split members by their ballots',
  ],
] as const)('[CPK-4] %s is refused with its place', async (_, input, expected) => {
  expect(await problem(input)).toContain(expected);
});

test('[CPK-4] options that are none are refused before anything is solved', async () => {
  expect(await problem(SMALL, { objective: 'fair' })).toBe(
    '--objective fair: expected one of minMax, leastTotal, leximin, capped, nash',
  );
  for (const time of ['0', '-1', 'soon', '1.5', '3600001'])
    expect(await problem(SMALL, { time })).toContain(
      'expected milliseconds, a whole number from 1 to 3600000',
    );
});

test('[CPK-2] a time that is too short gives what is known, and says that time ran out', async () => {
  const items = Array.from({ length: 60 }, (_, item) => ({
    id: `i${item}`,
    alternatives: [0, 1, 2].map((at) => `i${item}a${at}`),
  }));
  const members = Array.from({ length: 120 }, (_, at) => `m${at}`);
  const words = ['support', 'accept', 'abstain', 'reserve', 'oppose'];
  const large = {
    items,
    members,
    groups: Array.from({ length: 10 }, (_, group) => ({
      id: `g${group}`,
      members: members.filter((_id, at) => at % 10 === group),
    })),
    stances: Object.fromEntries(
      members.map((id, member) => [
        id,
        Object.fromEntries(
          items.flatMap(({ alternatives }, item) =>
            alternatives.map((name, at) => [
              name,
              words[(member * member * 7 + item * item * 3 + at * 5 + member * item) % words.length],
            ]),
          ),
        ),
      ]),
    ),
  };
  const { answer } = await ask(large, { time: '1' });
  expect(answer).toMatchObject({ proven: false, stopped: 'time' });
  if (answer.status === 'unknown') expect(answer.package).toBeNull();
  else expect(answer.package).toMatchObject({ feasible: true });
});

test('[CPK-1] the call says what it takes, answers and where its schemas are', () => {
  expect(packages.takes).toBe('FILE.json [--objective minMax|leastTotal|leximin|capped|nash] [--time MS]');
  for (const word of ['--time', 'Exit 1', 'packages.schema.json', 'packages-answer.schema.json'])
    expect(packages.help).toContain(word);
});
