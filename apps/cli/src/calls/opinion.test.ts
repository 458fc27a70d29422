import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../answer.ts';
import { InputError } from '../input.ts';
import { inOrder, PARTICIPANTS_MAX, STATEMENTS_MAX, VOTES_MAX } from '../votes-csv.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-opinion-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answered {
  readonly participants: number;
  readonly placed: number;
  readonly statementCount: number;
  readonly votes: number;
  readonly outcome: string;
  readonly k: number;
  readonly diagnostic: boolean;
  readonly showable: boolean;
  readonly silhouette: number | null;
  readonly survival: number | null;
  readonly flagged: {
    readonly straightLining: readonly string[];
    readonly alike: readonly (readonly string[])[];
  };
  readonly setAside?: readonly string[];
  readonly groups: readonly {
    readonly letter: string;
    readonly id?: string;
    readonly size: number;
    readonly members: readonly string[];
    readonly representative: readonly { readonly statement: string; readonly direction: string }[];
  }[];
  readonly statements: readonly {
    readonly id: string;
    readonly agree: number;
    readonly disagree: number;
    readonly pass: number;
    readonly groupInformedConsensus: number | null;
    readonly withoutFlagged?: number | null;
    readonly minGroup: { readonly letter: string; readonly value: number } | null;
    readonly leftOut: readonly string[];
    readonly representativeOf: readonly string[];
  }[];
  readonly selection?: {
    readonly method: string;
    readonly statements: readonly string[];
    readonly coverage: number | null;
    readonly violations: number;
  };
}

const fits = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('docs/schemas/opinion.schema.json', 'utf8')) as Record<string, unknown>,
);
const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
const opinion = async (...words: readonly string[]): Promise<Answered> => {
  const printed: string[] = [];
  expect(await answer(['opinion', ...words], (line) => printed.push(line))).toBe(0);
  const json: unknown = JSON.parse(printed.join('\n'));
  expect(fits(json), JSON.stringify(fits.errors)).toBe(true);
  return json as Answered;
};
const problem = async (...words: readonly string[]): Promise<string> => {
  const caught: unknown = await answer(['opinion', ...words], () => undefined).catch(
    (error: unknown) => error,
  );
  expect(caught).toBeInstanceOf(InputError);
  return caught instanceof Error ? caught.message : '';
};

/** Sixty people of two minds on ten statements; the last is common to both. Person 3 says yes to nearly everything. */
const MINDS: readonly (readonly string[])[] = Array.from({ length: 60 }, (_, person) =>
  Array.from({ length: 10 }, (__, statement) => {
    if ((person * 7 + statement * 3) % 11 === 0) return '';
    if (statement === 9) return person % 6 === 0 ? '0' : '1';
    return (person % 3 === 0) === statement < 5 ? '1' : '-1';
  }),
);
const wide = (minds = MINDS): readonly string[] => [
  ['participant', 'group-id', ...(minds[0] ?? []).map((_, statement) => String(statement))].join(','),
  ...minds.map((row, person) =>
    [person, person % 3 === 0 ? '10' : person % 5 === 0 ? '' : '9', ...row].join(','),
  ),
];
const long = (minds = MINDS): readonly string[] => [
  'timestamp,datetime,comment-id,voter-id,vote',
  ...minds
    .flatMap((row, person) =>
      row.flatMap((vote, statement) =>
        vote === '' ? [] : [`${1_000 + statement},"a, day",${statement},${person},${vote}`],
      ),
    )
    .reverse(),
];

test('[COP-1] two minds are two groups, named from the larger on, with members, silhouette and survival', async () => {
  const answered = await opinion(file('wide.csv', wide()));
  expect(answered).toMatchObject({
    participants: 60,
    placed: 60,
    statementCount: 10,
    k: 2,
    outcome: 'separate',
    diagnostic: true,
    showable: true,
  });
  expect(answered.votes).toBe(MINDS.flat().filter((vote) => vote !== '').length);
  expect(answered.groups.map(({ letter, size }) => [letter, size])).toEqual([
    ['A', 40],
    ['B', 20],
  ]);
  expect(answered.groups[1]?.members).toEqual(Array.from({ length: 20 }, (_, at) => String(at * 3)));
  expect(answered.silhouette).toBeGreaterThan(0.8);
  expect(answered.survival).toBeGreaterThan(0.9);
});

test('[COP-1] both layouts of one conversation have one answer, and of several votes the latest counts', async () => {
  const fromWide = await opinion(file('wide.csv', wide()));
  expect(await opinion(file('long.csv', long()))).toEqual(fromWide);
  const earlier = ['5,"a, day",0,1,0', '999,"a, day",9,58,-1'];
  expect(await opinion(file('again.csv', [...long(), ...earlier]))).toEqual(fromWide);
  const [heading = '', ...votes] = long();
  const untimed = [heading, ...votes].map((line) => line.split(',').slice(-3).join(','));
  expect(await opinion(file('untimed.csv', ['comment-id,voter-id,vote', ...untimed.slice(1)]))).toEqual(
    fromWide,
  );
  const changed = await opinion(file('changed.csv', [...long(), '9999,"a, day",9,1,-1']));
  const of = (answered: Answered) => answered.statements.find(({ id }) => id === '9')?.disagree;
  expect([of(fromWide), of(changed)]).toEqual([0, 1]);
});

test('[COP-1] statements stand by group-informed consensus, with counts, the least group and whom they represent', async () => {
  const { statements, groups } = await opinion(file('wide.csv', wide()));
  expect(statements[0]?.id).toBe('9');
  const scores = statements.map(({ groupInformedConsensus }) => groupInformedConsensus ?? -1);
  expect([...scores].sort((a, b) => b - a)).toEqual(scores);
  const first = statements.find(({ id }) => id === '0');
  const cast = MINDS.map((row, person) => ({ vote: row[0], left: person % 3 === 0 })).filter(
    ({ vote }) => vote !== '',
  );
  const [left, right] = [cast.filter((one) => one.left), cast.filter((one) => !one.left)];
  expect([first?.agree, first?.disagree, first?.pass]).toEqual([left.length, right.length, 0]);
  expect(first?.minGroup).toEqual({ letter: 'A', value: 1 / (right.length + 2) });
  expect(first?.groupInformedConsensus).toBeCloseTo(
    Math.sqrt(((left.length + 1) / (left.length + 2)) * (1 / (right.length + 2))),
    14,
  );
  for (const { id, representativeOf } of statements)
    expect(representativeOf).toEqual(
      groups.flatMap(({ letter, representative }) =>
        representative.some(({ statement }) => statement === id) ? [letter] : [],
      ),
    );
  for (const { representative } of groups) {
    const directions = representative.map(({ direction }) => direction);
    expect(directions).toEqual([...directions].sort());
  }
  expect(groups.every(({ representative }) => representative.length === 5)).toBe(true);
});

test('[COP-2] a number of groups is given when it is asked for', async () => {
  const answered = await opinion(file('wide.csv', wide()), '--k', '3');
  expect([answered.k, answered.outcome, answered.groups.length]).toEqual([3, 'asked', 3]);
  expect(answered.groups.map(({ letter }) => letter)).toEqual(['A', 'B', 'C']);
  for (const k of ['0', '9', 'two', '-1', '1.5'])
    expect(await problem(file('wide.csv', wide()), `--k=${k}`)).toBe(
      `--k ${k}: expected a whole number from 1 to 8`,
    );
});

test('[COP-2] the votes that place a participant may be set', async () => {
  const sparse = MINDS.map((row, person) => row.map((vote, at) => (at < 10 - (person % 8) ? vote : '')));
  const [seven, three] = [
    await opinion(file('sparse.csv', wide(sparse))),
    await opinion(file('sparse.csv', wide(sparse)), '--min-votes', '3'),
  ];
  const having = (least: number) =>
    sparse.filter((row) => row.filter((vote) => vote !== '').length >= least).length;
  expect([seven.placed, three.placed]).toEqual([having(7), having(3)]);
  expect(await problem(file('sparse.csv', wide(sparse)), '--min-votes', '0')).toContain('from 1 to 1000');
});

test('[COP-2] declared groups are scored instead of computed ones, in the order of their names', async () => {
  const path = file('wide.csv', wide());
  const answered = await opinion(path, '--groups', path);
  expect(answered).toMatchObject({
    outcome: 'declared',
    k: 2,
    diagnostic: false,
    silhouette: null,
    survival: null,
  });
  expect(answered.groups.map(({ letter, id, size }) => [letter, id, size])).toEqual([
    ['A', '9', 32],
    ['B', '10', 20],
  ]);
  expect(answered.groups[0]?.members).not.toContain('5');
  expect(await problem(path, '--groups', path, '--k', '2')).toContain('--k: expected none beside --groups');
});

test('[COP-2] products over every group are those that others publish', async () => {
  const path = file('wide.csv', wide());
  const few = MINDS.map((row, person) => [...row, person === 0 ? '1' : '']);
  const votes = file('few.csv', wide(few));
  const [own, published] = [
    await opinion(votes, '--groups', path),
    await opinion(votes, '--groups', path, '--products'),
  ];
  const of = (answered: Answered, id: string) => answered.statements.find((one) => one.id === id);
  for (const id of ['0', '4', '9'])
    expect(of(published, id)?.groupInformedConsensus).toBeCloseTo(
      (of(own, id)?.groupInformedConsensus ?? 0) ** 2,
      14,
    );
  expect(of(own, '10')).toMatchObject({ groupInformedConsensus: null, minGroup: null, leftOut: ['A', 'B'] });
  expect(own.statements.at(-1)?.id).toBe('10');
  expect(of(published, '10')).toMatchObject({ leftOut: [], minGroup: { letter: 'A', value: 1 / 2 } });
  expect(of(published, '10')?.groupInformedConsensus).toBeCloseTo((1 / 2) * (2 / 3), 15);
});

test('[COP-2] a published conversation is reproduced to the last figure', async () => {
  const path = 'packages/testkit/vectors/polis/bg2050-participants-votes.csv';
  const { statements, groups, statementCount } = await opinion(path, '--groups', path, '--products');
  expect([statementCount, groups.map(({ id, size }) => `${id} ${size}`)]).toEqual([371, ['0 100', '1 8']]);
  const published = readFileSync('packages/testkit/vectors/polis/bg2050-consensus.csv', 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  const mine = new Map(statements.map(({ id, groupInformedConsensus }) => [id, groupInformedConsensus]));
  for (const line of published) {
    const [id = '', , value] = line.split(',');
    expect(mine.get(id)).toBeCloseTo(Number(value), 14);
  }
});

test('[COP-2] more than twenty-six declared groups have two letters', async () => {
  const people = Array.from({ length: 30 }, (_, at) => `p${at},g${String(at).padStart(2, '0')},1`);
  const path = file('many.csv', ['participant,group-id,s1', ...people]);
  const { groups } = await opinion(path, '--groups', path);
  expect(groups.map(({ letter }) => letter).slice(24, 29)).toEqual(['Y', 'Z', 'AA', 'AB', 'AC']);
  expect(groups[26]?.members).toEqual(['p26']);
});

test('[COP-1] few people, one statement, or people of one mind are no separate groups', async () => {
  const few = await opinion(file('few.csv', ['participant,s1', 'a,1', 'b,-1', 'c,']));
  expect(few).toMatchObject({
    participants: 3,
    placed: 2,
    outcome: 'tooFewParticipants',
    k: 1,
    showable: false,
  });
  expect(few.groups).toEqual([{ letter: 'A', size: 2, members: ['a', 'b'], representative: [] }]);
  const same = await opinion(
    file('same.csv', ['participant,s1,s2', ...Array.from({ length: 20 }, (_, at) => `p${at},1,1`)]),
  );
  expect(same).toMatchObject({ outcome: 'noSeparateGroups', k: 1, silhouette: null, survival: null });
});

test.each([
  [
    'a known heading',
    ['id,vote', '1,1'],
    ':1: expected the columns comment-id, voter-id and vote, or participant',
  ],
  [
    'every column once',
    ['participant,1,1', 'a,1,1'],
    ':1: expected every column to be named once, 1 stands twice',
  ],
  ['a statement', ['participant,group-id', 'a,1'], ':1: expected a column for each statement'],
  ['a name for every column', ['participant,1,', 'a,1,1'], ':1: column 3: expected an id, the cell is empty'],
  [
    'every person once',
    ['participant,1', 'a,1', 'b,1', 'a,-1'],
    ':4: participant: expected every participant once, a stands twice',
  ],
  ['a person in every line', ['participant,1', ',1'], ':2: participant: expected an id'],
  ['as many cells as columns', ['participant,1,2', 'a,1'], ':2: expected 3 cells, there are 2'],
  [
    'a vote',
    ['participant,1', 'a,1', 'b,2'],
    ':3: statement 1: expected 1 (agree), 0 (pass) or -1 (disagree), there is "2"',
  ],
  ['a vote that is no word', ['participant,1', 'a,constructor'], ':2: statement 1: expected 1 (agree)'],
  ['at least one vote', ['participant,1', 'a,'], ': expected at least one vote'],
  [
    'a vote in every line',
    ['comment-id,voter-id,vote', '1,2,1', '1,3,'],
    ':3: vote: expected 1 (agree), 0 (pass) or -1 (disagree), there is ""',
  ],
  ['no hole', ['comment-id,voter-id,vote', '1,,1'], ':2: voter-id: expected an id, the cell is empty'],
  [
    'no hole in the statements',
    ['comment-id,voter-id,vote', ' ,1,1'],
    ':2: comment-id: expected an id, the cell is empty',
  ],
  [
    'a time',
    ['comment-id,voter-id,vote,timestamp', '1,1,1,noon'],
    ':2: timestamp: expected a whole number of milliseconds, there is "noon"',
  ],
  ['a heading', [], ':1: expected a line with the names of the columns'],
] as const)('[COP-3] votes want %s', async (_, lines, expected) => {
  expect(await problem(file('bad.csv', lines))).toContain(`bad.csv${expected}`);
});

test('[COP-3] a file that is not there, and groups or comments that cannot be used, are refused with their place', async () => {
  const votes = file('wide.csv', wide());
  expect(await problem(join(folder, 'none.csv'))).toContain(
    'none.csv: cannot be read (ENOENT); expected a CSV file',
  );
  const groups = (lines: readonly string[]) => problem(votes, '--groups', file('g.csv', lines));
  expect(await groups(['participant,group', '0,1'])).toContain('g.csv:1: expected a column group-id');
  expect(await groups(['group-id', '0'])).toContain('g.csv:1: expected a column participant');
  expect(await groups(['participant,group-id', '0,1', '0,1'])).toContain(
    'g.csv:3: participant: expected every participant once',
  );
  expect(await groups(['participant,group-id', ',1'])).toContain('g.csv:2: participant: expected an id');
  expect(await groups(['participant,group-id', 'nobody,1', '0,'])).toContain(
    'g.csv: expected a group-id for a participant of',
  );
  const many = Array.from({ length: 60 }, (_, at) => `${at},g${at}`);
  expect((await opinion(votes, '--groups', file('g.csv', ['participant,group-id', ...many]))).k).toBe(60);
  const comments = (lines: readonly string[]) => problem(votes, '--comments', file('c.csv', lines));
  expect(await comments(['comment-id', '0'])).toContain('c.csv:1: expected a column moderated');
  expect(await comments(['comment-id,moderated', '0,yes'])).toContain(
    'c.csv:2: moderated: expected 1 (accepted)',
  );
});

test('[COP-3] more than two hundred and fifty declared groups are refused', async () => {
  const people = Array.from({ length: 251 }, (_, at) => `p${at},g${at},1`);
  const path = file('many.csv', ['participant,group-id,s1', ...people]);
  expect(await problem(path, '--groups', path)).toContain('expected at most 250 groups, there are 251');
});

test('[COP-4] ids stand by number where all are numbers and by code points elsewhere; limits have names', () => {
  expect(inOrder(['10', '9', '2'])).toEqual(['2', '9', '10']);
  expect(inOrder(['10', '9', 'b', 'A'])).toEqual(['10', '9', 'A', 'b']);
  expect(inOrder(['1', '01', '2'])).toEqual(['01', '1', '2']);
  expect([VOTES_MAX, PARTICIPANTS_MAX, STATEMENTS_MAX]).toEqual([10_000_000, 2_000_000, 100_000]);
});

test('[COP-4] more statements than the limit are refused', async () => {
  const heading = `participant,${Array.from({ length: STATEMENTS_MAX + 1 }, (_, at) => at).join(',')}`;
  expect(await problem(file('broad.csv', [heading]))).toContain(
    `broad.csv:1: expected at most ${STATEMENTS_MAX} different ids in column ${STATEMENTS_MAX + 2}`,
  );
});

test('[COP-5] rejected statements are left out on request', async () => {
  const comments = file('comments.csv', [
    'comment-id,moderated,comment-body',
    '9,-1,"no, never"',
    '8,0,',
    '7,1,x',
  ]);
  const answered = await opinion(file('wide.csv', wide()), '--comments', comments);
  expect(answered.statementCount).toBe(9);
  expect(answered.statements.map(({ id }) => id)).not.toContain('9');
});

test('[COP-5] accounts that came within one hour and say the very same are named, where the file tells times', async () => {
  const lines = Array.from({ length: 30 }, (_, person) =>
    Array.from({ length: 8 }, (__, statement) => {
      const value = person < 12 ? (statement % 2) * 2 - 1 : (person + statement * person) % 3 === 0 ? 1 : -1;
      return `${person < 12 ? 7_200_000 : person * 3_600_000},${statement},p${person},${value}`;
    }),
  ).flat();
  const long = (head: string, rows: readonly string[]) =>
    opinion(file('bots.csv', [head, ...rows]), '--k', '1');
  const { flagged } = await long('timestamp,comment-id,voter-id,vote', lines);
  expect(flagged.alike).toHaveLength(1);
  expect(flagged.alike[0]).toHaveLength(12);
  const untimed = lines.map((line) => line.slice(line.indexOf(',') + 1));
  expect((await long('comment-id,voter-id,vote', untimed)).flagged.alike).toEqual([]);
});

test('[COP-5] accounts that say the same to nearly everything are named, and what moves without them is shown', async () => {
  const broad = Array.from({ length: 20 }, (_, person) =>
    Array.from({ length: 25 }, (__, statement) =>
      person < 4 ? '1' : (person + statement) % 2 === 0 ? '1' : '-1',
    ),
  );
  const { flagged, statements } = await opinion(file('broad.csv', wide(broad)), '--k', '1');
  expect(flagged.straightLining).toEqual(['0', '1', '2', '3']);
  // Of 20 people 12 agree, of the other 16 people 8.
  expect(statements[0]?.groupInformedConsensus).toBeCloseTo(13 / 22, 15);
  expect(statements[0]?.withoutFlagged).toBe(9 / 18);
  const calm = await opinion(file('wide.csv', wide()));
  expect(calm.flagged.straightLining).toEqual([]);
  expect(calm.statements.every((one) => one.withoutFlagged === undefined)).toBe(true);
});

test('[COP-5] a selection stands with what it covers', async () => {
  const path = file('wide.csv', wide());
  const { selection } = await opinion(path, '--select', '3');
  expect(selection).toMatchObject({ method: 'phragmen', violations: 0 });
  expect(selection?.statements).toHaveLength(3);
  expect(selection?.statements[0]).toBe('9');
  expect(selection?.coverage).toBeGreaterThan(0.9);
  const equal = await opinion(path, '--select', '3', '--method', 'equalShares');
  expect(equal.selection?.method).toBe('equalShares');
  expect(await problem(path, '--select', '101')).toContain('from 1 to 100');
  expect(await problem(path, '--method', 'lot')).toBe('--method lot: expected one of phragmen, equalShares');
  expect((await opinion(path)).selection).toBeUndefined();
});

test('[COP-55] accounts that were set aside are in no figure, and who is flagged is told over everybody', async () => {
  const lines = Array.from({ length: 30 }, (_, person) =>
    Array.from({ length: 8 }, (_unused, place) => {
      const value = person < 12 ? (place % 2 === 0 ? 1 : -1) : ((person * 5 + place * 7) % 3) - 1;
      return `${person < 12 ? 1_000 : (person + 1) * 3_600_000},${place},p${person},${value}`;
    }),
  ).flat();
  const votes = file('aside-votes.csv', ['timestamp,comment-id,voter-id,vote', ...lines]);
  const aside = file('aside.csv', [
    'participant,reason',
    ...Array.from({ length: 8 }, (_, at) => `p${at},x`),
  ]);
  const all = await opinion(votes);
  const rest = await opinion(votes, '--aside', aside);
  expect([all.participants, rest.participants]).toEqual([30, 22]);
  expect(all.setAside).toBeUndefined();
  expect(rest.setAside).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7']);
  expect(rest.flagged).toEqual(all.flagged);
  expect(rest.flagged.alike[0]).toHaveLength(12);
  const without = file('without-aside.csv', [
    'timestamp,comment-id,voter-id,vote',
    ...lines.filter((line) => !/,p[0-7],/.test(line)),
  ]);
  const figure = ({ statements }: Answered) =>
    statements.map(({ id, agree, disagree, pass }) => [id, agree, disagree, pass]).toSorted();
  expect(figure(rest)).toEqual(figure(await opinion(without)));
});
