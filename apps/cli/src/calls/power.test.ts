import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../answer.ts';
import { InputError } from '../input.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-power-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Figure {
  readonly fraction: string;
  readonly decimal: string;
  readonly standardError?: string;
}
interface Power {
  readonly method: { readonly banzhaf: unknown; readonly shapley: unknown };
  readonly members: readonly {
    readonly member: string;
    readonly swings: number | string | null;
    readonly banzhaf: Figure;
    readonly absoluteBanzhaf: Figure;
    readonly shapley: Figure;
  }[];
  readonly winningCoalitions: number | string | null;
  readonly powerToAct: Figure;
  readonly sums: { readonly banzhaf: string; readonly shapley: string };
  readonly weights?: unknown;
}

const file = (content: unknown): string => {
  const path = join(folder, 'power.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const power = async (content: unknown, ...options: readonly string[]): Promise<Power> => {
  const lines: string[] = [];
  expect(await answer(['power', file(content), ...options], (line) => lines.push(line))).toBe(0);
  return JSON.parse(lines.join('\n')) as Power;
};
const problem = async (content: unknown, ...options: readonly string[]): Promise<string> => {
  const caught: unknown = await power(content, ...options).catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(InputError);
  return caught instanceof Error ? caught.message : '';
};

const schemas = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
});
for (const name of ['rule', 'power'])
  schemas.addSchema(
    JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as Record<string, unknown>,
  );
const fits = (value: unknown): boolean => schemas.validate('power.schema.json', value);

const COUNCIL = { quota: 12, weights: { DE: 4, FR: 4, IT: 4, BE: 2, NL: 2, LU: 1 } };

test('[CPW-1] the Council of six is answered with its published figures, in the order given', async () => {
  const answered = await power(COUNCIL);
  expect(fits(COUNCIL)).toBe(true);
  expect(answered.method).toEqual({ banzhaf: { kind: 'exact' }, shapley: { kind: 'exact' } });
  expect(answered.members.map(({ member }) => member).join(' ')).toBe('DE FR IT BE NL LU');
  expect(answered.members[0]).toEqual({
    member: 'DE',
    swings: 10,
    banzhaf: { fraction: '5/21', decimal: '0.238095' },
    absoluteBanzhaf: { fraction: '5/16', decimal: '0.312500' },
    shapley: { fraction: '7/30', decimal: '0.233333' },
  });
  expect(answered.members[5]?.shapley).toEqual({ fraction: '0', decimal: '0.000000' });
  expect(answered.winningCoalitions).toBe(14);
  expect(answered.powerToAct).toEqual({ fraction: '7/32', decimal: '0.218750' });
  expect(answered.sums).toEqual({ banzhaf: '1', shapley: '1' });
});

test('[CPW-1] weights in order call the members 1, 2, 3, and may be exact fractions', async () => {
  const listed = { quota: '0.51', weights: ['1/2', 0.49, '0.01'] };
  expect(fits(listed)).toBe(true);
  const { members } = await power(listed);
  expect(members.map(({ member, shapley }) => `${member} ${shapley.fraction}`)).toEqual([
    '1 2/3',
    '2 1/6',
    '3 1/6',
  ]);
});

test('[CPW-1] a count beyond 2^53 keeps every digit as text', async () => {
  const { winningCoalitions, members } = await power({
    quota: 97,
    weights: Array.from({ length: 193 }, () => 1),
  });
  expect(winningCoalitions).toBe(String(2n ** 192n));
  expect(members[0]?.shapley.fraction).toBe('1/193');
});

const members = (attrs: readonly Readonly<Record<string, unknown>>[]) =>
  attrs.map((given, at) => ({ id: `m${at}`, ...given }));
const WEIGHTED = {
  id: 'r',
  method: 'ballot',
  weight: 'votes',
  pass: { set: 'for', of: 'eligible', op: '>=', value: '85/100' },
};

test('[CPW-4] a rule is answered with the weights and exact shares of every member', async () => {
  const input = {
    rule: WEIGHTED,
    members: members([{ votes: 50 }, { votes: 35 }, { attrs: { votes: '15' } }]),
  };
  expect(fits(input)).toBe(true);
  const answered = await power(input);
  expect(answered.members.map(({ shapley }) => shapley.fraction)).toEqual(['1/2', '1/2', '0']);
  expect(answered.weights).toEqual([
    expect.objectContaining({ weight: 'one', total: '3' }),
    {
      weight: 'votes',
      total: '100',
      members: [
        { member: 'm0', weight: '50', share: '1/2' },
        { member: 'm1', weight: '35', share: '7/20' },
        { member: 'm2', weight: '15', share: '3/20' },
      ],
    },
  ]);
});

test('[CPW-4] a rule of the catalogue may be named, and only eligible members have power', async () => {
  const input = { rule: 'consensus', members: members([{}, {}, { role: 'observer' }]) };
  expect(fits(input)).toBe(true);
  const answered = await power(input);
  expect(answered.members.map(({ member, shapley }) => `${member} ${shapley.fraction}`)).toEqual([
    'm0 1/2',
    'm1 1/2',
  ]);
  // Without any observer nobody has a role, which eligibility may still name.
  expect((await power({ rule: 'consensus', members: members([{}, {}]) })).members).toHaveLength(2);
});

const LARGE = 10n ** 30n;
const spread = (factor: number) =>
  Array.from({ length: 60 }, (_, at) => String(LARGE + BigInt((at * factor) % 61) * 10n ** 28n + BigInt(at)));

test('[CPW-2] scaled figures say from which total to which, and count no swings', async () => {
  const weights = spread(7);
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const {
    method,
    members: found,
    winningCoalitions,
  } = await power({ quota: String(total / 2n + 1n), weights });
  expect(method.shapley).toMatchObject({ kind: 'scaled', total: String(total) });
  expect(method.banzhaf).toEqual(method.shapley);
  expect([found[0]?.swings, winningCoalitions]).toEqual([null, null]);
});

test('[CPW-2] estimated figures carry sample, seed and standard errors, and come again', async () => {
  const [first, second] = [spread(7), spread(11)];
  const rule = {
    id: 'r',
    method: 'ballot',
    pass: {
      all: ['first', 'second'].map((weight) => ({
        set: 'for',
        of: 'eligible',
        weight,
        op: '>',
        value: '1/2',
      })),
    },
  };
  const input = {
    rule,
    members: members(first.map((weight, at) => ({ first: weight, second: second[at] }))),
  };
  const options = ['--samples', '300', '--seed', '5'] as const;
  const answered = await power(input, ...options);
  expect(answered.method.shapley).toEqual({ kind: 'estimated', samples: 300, seed: 5 });
  expect(answered.members[0]?.shapley.standardError).toMatch(/^0\.\d{6}$/);
  expect(answered.powerToAct.standardError).toMatch(/^0\.0[0-9]{5}$/);
  expect(await power(input, ...options)).toEqual(answered);
});

test.each([
  ['a quota', { weights: { A: 1 } }, '$.quota: expected zero or more'],
  ['weights', { quota: 1 }, '$.weights: expected an object'],
  ['at least one weight', { quota: 1, weights: [] }, '$.weights: expected at least one member'],
  ['no negative weight', { quota: 1, weights: { A: 1, B: -1 } }, '$.weights.B: expected zero or more'],
  ['no weight in words', { quota: 1, weights: { A: 'much' } }, '$.weights.A: expected zero or more'],
  ['no weight that is a list', { quota: 1, weights: { A: [1] } }, '$.weights.A: expected zero or more'],
  ['no missing weight', { quota: 1, weights: [1, null] }, '$.weights.2: expected zero or more'],
  ['no weight beyond 2^53', { quota: 1, weights: { A: 2 ** 53 } }, '$.weights.A: expected zero or more'],
  ['no division by nothing', { quota: 1, weights: { A: '1/0' } }, '$.weights.A: expected zero or more'],
  ['known fields', { quota: 1, weights: { A: 1 }, extra: 1 }, '$.extra: no such field'],
  ['a rule or a quota, not both', { quota: 1, rule: WEIGHTED, members: [] }, '$.quota: no such field'],
  ['a rule of the catalogue', { rule: '', members: members([{}]) }, '$.rule: expected a rule or the id'],
  [
    'a rule that is read',
    { rule: { ...WEIGHTED, pass: 1 }, members: members([{}]) },
    '$.rule.pass: expected an object (rule.notAnObject)',
  ],
  ['members', { rule: WEIGHTED }, '$.members: expected a list'],
  ['at least one member', { rule: WEIGHTED, members: [] }, '$.members: expected at least one member'],
  ['an id', { rule: WEIGHTED, members: [{ votes: 1 }] }, '$.members[0].id: expected a word'],
  [
    'no position',
    { rule: WEIGHTED, members: members([{ votes: 1, position: 'for' }]) },
    '$.members[0].position: expected none',
  ],
  [
    'attributes that are no lists',
    { rule: WEIGHTED, members: members([{ votes: [1] }]) },
    '$.members[0].votes: expected a word, a number',
  ],
] as const)('[CPW-3] power wants %s, as its schema does', async (_, input, expected) => {
  expect(await problem(input)).toContain(expected);
  expect(fits(input)).toBe(false);
});

test.each([
  [
    'an attribute that nobody has',
    { rule: WEIGHTED, members: members([{}]) },
    'rule.unknownAttribute {"attributes":["votes"]}',
  ],
  [
    'a member without the weight',
    { rule: WEIGHTED, members: members([{ votes: 1 }, {}]) },
    '$.members.m1.attrs.votes: expected zero or more',
  ],
  [
    'a member twice',
    { rule: WEIGHTED, members: [...members([{ votes: 1 }]), ...members([{ votes: 1 }])] },
    '$.members.m0: expected every member once (power.twice)',
  ],
  [
    'a rule that support can harm',
    { rule: { ...WEIGHTED, pass: { set: 'for', op: '<', value: '1' } }, members: members([{ votes: 1 }]) },
    'expected a rule that more support never harms (power.notMonotone)',
  ],
  [
    'a rule that nobody knows',
    { rule: 'by-lot', members: members([{}]) },
    '$.rule: expected a rule or the id',
  ],
  [
    'too many members',
    { quota: 1, weights: Array.from({ length: 1_001 }, () => 1) },
    'expected at most 1000 members, there are 1001',
  ],
] as const)('[CPW-3] %s is refused', async (_, input, expected) => {
  expect(await problem(input)).toContain(expected);
});

test('[CPW-3] a size of sample that is none is refused', async () => {
  for (const samples of ['0', '-5', 'many', '1.5', '99999999999'])
    expect(await problem(COUNCIL, `--samples=${samples}`)).toContain('expected a whole number from 1 to');
});
