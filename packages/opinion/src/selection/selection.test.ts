import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyRow, simulatedVotes, tableOf } from '../simulated.fixture.ts';
import { NO_GROUP } from '../statements/group-counts.ts';
import { EMPTY_TABLE, withVotes } from '../votes/vote-table.ts';
import { approvalsOf, listAt, listCount, type Approvals } from './approvals.ts';
import { equalShares, priceOf } from './equal-shares.ts';
import { leastOf } from './least.ts';
import { phragmen } from './phragmen.ts';
import { agreedCounts, proportionalityViolations } from './proportionality.ts';
import { SELECTED_MAX, SELECTION_METHODS, selectStatements } from './selection.ts';

type Sheet = readonly (readonly boolean[])[];

const approvals = (sheet: Sheet): Approvals =>
  approvalsOf(tableOf(sheet.map((row) => row.map((yes) => (yes ? 1 : -1)))), everyRow(sheet.length));

/** Exact fractions, for doing by the book what is done in doubles. */
interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}
const ratio = (n: number | bigint, d: number | bigint = 1): Ratio => ({ n: BigInt(n), d: BigInt(d) });
const plus = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { n: -b.n, d: b.d });
const over = (a: Ratio, by: number): Ratio => ({ n: a.n, d: a.d * BigInt(by) });
const isBelow = (a: Ratio, b: Ratio): boolean => a.n * b.d < b.n * a.d;
const supportersOf = (sheet: Sheet, statement: number): readonly number[] =>
  sheet.flatMap((row, voter) => (row[statement] === true ? [voter] : []));

const phragmenByTheBook = (sheet: Sheet, count: number): readonly number[] => {
  const loads = sheet.map(() => ratio(0));
  const chosen: number[] = [];
  while (chosen.length < count) {
    let best: { readonly statement: number; readonly load: Ratio } | undefined;
    for (const statement of (sheet[0] ?? []).keys()) {
      const who = supportersOf(sheet, statement);
      if (chosen.includes(statement) || who.length === 0) continue;
      const load = over(
        who.reduce((sum, voter) => plus(sum, loads[voter] ?? ratio(0)), ratio(1)),
        who.length,
      );
      if (best === undefined || isBelow(load, best.load)) best = { statement, load };
    }
    if (best === undefined) return chosen;
    for (const voter of supportersOf(sheet, best.statement)) loads[voter] = best.load;
    chosen.push(best.statement);
  }
  return chosen;
};

/** Least price that supporters pay each, with what they have, so that together it is 1. */
const exactPrice = (money: readonly Ratio[]): Ratio | undefined => {
  const sorted = [...money].sort((a, b) => (isBelow(a, b) ? -1 : isBelow(b, a) ? 1 : 0));
  let paid = ratio(0);
  for (const [at, own] of sorted.entries()) {
    const price = over(minus(ratio(1), paid), sorted.length - at);
    if (!isBelow(own, price)) return price;
    paid = plus(paid, own);
  }
  return undefined;
};

const boughtByTheBook = (sheet: Sheet, count: number): readonly number[] => {
  const budgets = sheet.map(() => ratio(count, sheet.length));
  const bought: number[] = [];
  while (bought.length < count) {
    let best: { readonly statement: number; readonly price: Ratio } | undefined;
    for (const statement of (sheet[0] ?? []).keys()) {
      if (bought.includes(statement)) continue;
      const price = exactPrice(supportersOf(sheet, statement).map((voter) => budgets[voter] ?? ratio(0)));
      if (price !== undefined && (best === undefined || isBelow(price, best.price)))
        best = { statement, price };
    }
    if (best === undefined) return bought;
    for (const voter of supportersOf(sheet, best.statement)) {
      const own = budgets[voter] ?? ratio(0);
      budgets[voter] = isBelow(own, best.price) ? ratio(0) : minus(own, best.price);
    }
    bought.push(best.statement);
  }
  return bought;
};

/** Every group of people, every number of places that it deserves, every statement that all of it agrees with. */
const violationsByTheBook = (sheet: Sheet, chosen: readonly number[], places: number): readonly number[] => {
  const statements = Array.from((sheet[0] ?? []).keys());
  return statements.filter((statement) => {
    if (chosen.includes(statement)) return false;
    for (let group = 1; group < 2 ** sheet.length; group += 1) {
      const people = sheet.filter((_, voter) => ((group >> voter) & 1) === 1);
      if (!people.every((row) => row[statement] === true)) continue;
      for (let deserved = 1; deserved <= places; deserved += 1)
        if (
          people.length * places >= deserved * sheet.length &&
          people.every((row) => chosen.filter((one) => row[one] === true).length < deserved)
        )
          return true;
    }
    return false;
  });
};

const sheets = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }))
  .chain(([people, statements]) =>
    fc.array(fc.array(fc.boolean(), { minLength: statements, maxLength: statements }), {
      minLength: people,
      maxLength: people,
    }),
  );

test('[OPI-16] Phragmén takes what exact fractions take, ties to the first', () => {
  fc.assert(
    fc.property(sheets, fc.integer({ min: 1, max: 6 }), (sheet, count) => {
      expect(phragmen(approvals(sheet), count)).toEqual(phragmenByTheBook(sheet, count));
    }),
    { numRuns: 400 },
  );
});

test('[OPI-16] a large side does not take every place', () => {
  // Six people agree with 0, 1, 2; three with 3, 4.
  const sheet = Array.from({ length: 9 }, (_, voter) =>
    [0, 1, 2, 3, 4].map((one) => (one < 3 ? voter < 6 : voter >= 6)),
  );
  expect(phragmen(approvals(sheet), 3)).toEqual([0, 1, 3]);
});

test('[OPI-16] what nobody agrees with is never taken, and where nothing is left it ends', () => {
  const sheet = [
    [false, true, false],
    [false, false, false],
  ];
  expect(phragmen(approvals(sheet), 3)).toEqual([1]);
});

test('[OPI-17] equal shares buys what exact fractions buy, and fills the other places by Phragmén', () => {
  fc.assert(
    fc.property(sheets, fc.integer({ min: 1, max: 5 }), (sheet, count) => {
      const bought = boughtByTheBook(sheet, count);
      const rest = phragmenByTheBook(sheet, 6).filter((statement) => !bought.includes(statement));
      const found = equalShares(approvals(sheet), count);
      expect(found.chosen.slice(0, found.bought)).toEqual(bought);
      expect(found.chosen).toEqual([...bought, ...rest.slice(0, count - bought.length)]);
    }),
    { numRuns: 400 },
  );
});

test('[OPI-17] a price is shared equally except by those who have less', () => {
  const budgets = Float64Array.of(0.1, 0.6, 0.6, 0.2);
  expect(priceOf(Int32Array.of(0, 1, 2), budgets)).toBeCloseTo(0.45, 15);
  expect(priceOf(Int32Array.of(1, 2), budgets)).toBeCloseTo(0.5, 15);
  expect(priceOf(Int32Array.of(0, 3), budgets)).toBe(Number.POSITIVE_INFINITY);
  expect(priceOf(new Int32Array(), budgets)).toBe(Number.POSITIVE_INFINITY);
  // A tenth, three tenths and six tenths are one, though 1 − 0.1 − 0.3 is more than 0.6 in doubles.
  expect(1 - 0.1 - 0.3).toBeGreaterThan(0.6);
  expect(priceOf(Int32Array.of(0, 1, 2), Float64Array.of(0.6, 0.1, 0.3))).toBe(0.6);
  expect(priceOf(Int32Array.of(0, 1, 2), new Float64Array(3).fill(1 / 3))).toBeCloseTo(1 / 3, 12);
  expect(priceOf(Int32Array.of(0, 1, 2), new Float64Array(3).fill(0.33333))).toBe(Number.POSITIVE_INFINITY);
});

test('[OPI-18] violations are those that trying every group of people finds', () => {
  fc.assert(
    fc.property(sheets, fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), (sheet, drawn) => {
      const chosen = [...new Set(drawn)].filter((statement) => statement < (sheet[0]?.length ?? 0));
      const places = Math.max(1, chosen.length);
      expect(proportionalityViolations(approvals(sheet), chosen, places)).toEqual(
        violationsByTheBook(sheet, chosen, places),
      );
    }),
    { numRuns: 400 },
  );
});

test('[OPI-18] equal shares is proportional whatever people agree with', () => {
  fc.assert(
    fc.property(sheets, fc.integer({ min: 1, max: 5 }), (sheet, count) => {
      const given = approvals(sheet);
      expect(proportionalityViolations(given, equalShares(given, count).chosen, count)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('[OPI-18] a third of the people with a statement of their own deserve one of three places', () => {
  const sheet = Array.from({ length: 9 }, (_, voter) =>
    [0, 1, 2, 3].map((one) => (one < 3 ? voter < 6 : voter >= 6)),
  );
  expect(proportionalityViolations(approvals(sheet), [0, 1, 2], 3)).toEqual([3]);
  expect(proportionalityViolations(approvals(sheet), [0, 1, 3], 3)).toEqual([]);
});

test('[OPI-18] where nobody counts nobody is passed over', () => {
  const nobody = approvalsOf(tableOf([[1, 1]]), everyRow(0));
  expect(proportionalityViolations(nobody, [], 3)).toEqual([]);
});

test('[OPI-16] agreements are listed both ways for those who count', () => {
  const table = tableOf([
    [1, 0, 1],
    [-1, 1, 1],
    [1, 1, undefined],
  ]);
  const { ofVoter, ofStatement } = approvalsOf(table, Int32Array.of(0, 2));
  expect([listCount(ofVoter), listCount(ofStatement)]).toEqual([2, 3]);
  expect([0, 1].map((voter) => Array.from(listAt(ofVoter, voter)))).toEqual([
    [0, 2],
    [0, 1],
  ]);
  expect([0, 1, 2].map((one) => Array.from(listAt(ofStatement, one)))).toEqual([[0, 1], [1], [0]]);
  expect(Array.from(agreedCounts({ ofVoter, ofStatement }, [0, 1]))).toEqual([1, 2]);
});

test('[OPI-16] sums of the same parts in another order are one number, and the first of them is taken', () => {
  const nobody = (): boolean => false;
  expect(leastOf(Float64Array.of(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1), nobody)).toBe(0);
  expect(leastOf(Float64Array.of(0.5, 0.5 - 1e-12, 0.4), nobody)).toBe(2);
  expect(leastOf(Float64Array.of(0.5, 0.5 - 1e-6), nobody)).toBe(1);
  expect(leastOf(Float64Array.of(1, 2), (place) => place === 0)).toBe(1);
  expect(leastOf(Float64Array.of(Number.POSITIVE_INFINITY), nobody)).toBeUndefined();
  expect(leastOf(new Float64Array(), nobody)).toBeUndefined();
});

test('[OPI-19] a selection tells what it covers, in all and for each group, and whether it is proportional', () => {
  const table = tableOf([
    [1, -1, undefined],
    [1, 0, undefined],
    [-1, 1, undefined],
    [-1, -1, -1],
    [1, undefined, undefined],
  ]);
  const groups = { letters: ['A', 'B', 'C'], groups: Int32Array.of(0, 0, 1, 1, NO_GROUP) };
  const found = selectStatements({ table, rows: everyRow(5), groups }, 1);
  expect(found).toEqual({
    method: 'phragmen',
    chosen: [0],
    ids: ['s0'],
    coverage: 3 / 5,
    groups: [
      { letter: 'A', participants: 2, coverage: 1 },
      { letter: 'B', participants: 2, coverage: 0 },
      { letter: 'C', participants: 0, coverage: null },
    ],
    violations: [],
    isProportional: true,
  });
  const all = selectStatements({ table, rows: everyRow(5), groups }, 3, 'equalShares');
  expect([all.method, all.ids, all.coverage]).toEqual(['equalShares', ['s0', 's1'], 4 / 5]);
  expect(selectStatements({ table, rows: everyRow(0), groups }, 1)).toMatchObject({
    chosen: [],
    coverage: null,
  });
  expect(SELECTION_METHODS).toEqual(['phragmen', 'equalShares']);
});

test('[OPI-18] Phragmén is not always proportional, and says so: the example of Brill, Freeman, Janson and Lackner', () => {
  // 24 people, 12 places: four agree with the last two and with one other each. They deserve two of what they share.
  const people = (count: number, isAgreed: (statement: number) => boolean) =>
    Array.from({ length: count }, () =>
      Array.from({ length: 14 }, (_, statement): 1 | -1 => (isAgreed(statement) ? 1 : -1)),
    );
  const table = tableOf([
    ...people(2, (one) => one === 0 || one > 11),
    ...people(2, (one) => one === 1 || one > 11),
    ...people(6, (one) => one < 12),
    ...people(5, (one) => one > 0 && one < 12),
    ...people(9, (one) => one > 1 && one < 12),
  ]);
  const given = { table, rows: everyRow(24), groups: { letters: [], groups: new Int32Array(24) } };
  const sequential = selectStatements(given, 12);
  expect([...sequential.chosen].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  expect(sequential).toMatchObject({ violations: [12, 13], isProportional: false });
  const equal = selectStatements(given, 12, 'equalShares');
  expect(equal.chosen).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(equal).toMatchObject({ violations: [], isProportional: true });
});

test('[OPI-19] one to a hundred statements can be asked for', () => {
  const given = { table: EMPTY_TABLE, rows: everyRow(0), groups: { letters: [], groups: new Int32Array() } };
  expect(SELECTED_MAX).toBe(100);
  for (const count of [0, 101, 1.5, Number.NaN])
    expect(() => selectStatements(given, count)).toThrow('statements: a whole number from 1 to 100');
  for (const count of [1, 100]) expect(selectStatements(given, count).chosen).toEqual([]);
});

test('[OPI-19] the order of participants does not change what is selected', () => {
  const votes = simulatedVotes({ participants: 70, statements: 30, groups: 3, share: 0.5, seed: 31 });
  const table = withVotes(EMPTY_TABLE, votes);
  const people = [...table.participants.ids].reverse();
  const turned = withVotes(
    withVotes(
      EMPTY_TABLE,
      table.statements.ids.map((statement) => ({ participant: 'x', statement, value: 0 })),
    ),
    people.flatMap((id) => votes.filter(({ participant }) => participant === id)),
  );
  const groups = { letters: [], groups: new Int32Array() };
  for (const method of SELECTION_METHODS)
    expect(
      selectStatements({ table: turned, rows: Int32Array.from(everyRow(71).slice(1)), groups }, 10, method)
        .ids,
    ).toEqual(selectStatements({ table, rows: everyRow(70), groups }, 10, method).ids);
});
