import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, formatFraction, fraction, toNumber, ZERO, type Fraction } from '../rules/fraction.ts';
import { sumOf, type Game } from './game.ts';
import { drawnGame, enumerated } from './games.fixture.ts';
import { votingPower, type VotingPower } from './voting-power.ts';
import { weightedBanzhaf, weightedPower } from './weighted-power.ts';

const ok = <T>(answer: { readonly ok: true; readonly power: T } | { readonly ok: false }): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.power;
};
const named = (weights: readonly (number | bigint)[]): Record<string, string> =>
  Object.fromEntries(weights.map((weight, at) => [`m${at}`, String(weight)]));
const shown = ({ members }: VotingPower) =>
  members.map(({ swings, banzhaf, absoluteBanzhaf, shapley }) => [
    String(swings),
    ...[banzhaf, absoluteBanzhaf, shapley].map(formatFraction),
  ]);
const repeated = <T>(times: number, value: T): readonly T[] => Array.from({ length: times }, () => value);

test('[PWR-1] the Council of six of 1958 has its published indices, and Luxembourg none', () => {
  const power = ok(weightedPower('12', named([4, 4, 4, 2, 2, 1])));
  expect(shown(power)).toEqual([
    ...repeated(3, ['10', '5/21', '5/16', '7/30']),
    ...repeated(2, ['6', '1/7', '3/16', '3/20']),
    ['0', '0', '0', '0'],
  ]);
  expect(power.winningCoalitions).toBe(14n);
  expect(power.banzhafMethod).toEqual({ kind: 'exact' });
  expect(power.shapleyMethod).toEqual({ kind: 'exact' });
});

test('[PWR-1] the Security Council as a weighted game has its published indices and swings', () => {
  const power = ok(weightedPower('39', named([...repeated(5, 7), ...repeated(10, 1)])));
  expect(shown(power)).toEqual([
    ...repeated(5, ['848', '106/635', '53/1024', '421/2145']),
    ...repeated(10, ['84', '21/1270', '21/4096', '4/2145']),
  ]);
  expect([power.winningCoalitions, formatFraction(power.powerToAct)]).toEqual([848n, '53/2048']);
});

test('[PWR-1] games of the literature have their indices', () => {
  const both = (quota: string, weights: readonly number[]) =>
    ok(weightedPower(quota, named(weights))).members.map(({ banzhaf, shapley }) =>
      [banzhaf, shapley].map(formatFraction).join(' '),
    );
  expect(both('41', [10, 10, 10, 10, 5, 5, 3, 3, 2])).toEqual([
    ...repeated(4, '53/317 5/28'),
    ...repeated(2, '29/317 17/210'),
    ...repeated(2, '21/317 2/35'),
    '5/317 1/105',
  ]);
  expect(both('58', [31, 31, 28, 21, 2, 2])).toEqual([...repeated(3, '1/3 1/3'), ...repeated(3, '0 0')]);
  expect(both('51', [50, 49, 1])).toEqual(['3/5 2/3', '1/5 1/6', '1/5 1/6']);
  expect(both('50', [10, 10, 20, 30])).toEqual(['1/10 1/12', '1/10 1/12', '3/10 1/4', '1/2 7/12']);
  expect(both('5', [3, 1, 1, 1, 1, 1, 1])[0]).toBe('5/11 3/7');
});

test('[PWR-1] 193 equal members have equal power, counted exactly', () => {
  const power = ok(weightedPower('97', named(repeated(193, 1))));
  expect([power.winningCoalitions, formatFraction(power.powerToAct)]).toEqual([2n ** 192n, '1/2']);
  expect(new Set(power.members.map(({ shapley }) => formatFraction(shapley)))).toEqual(new Set(['1/193']));
});

test('[PWR-1] a game that everybody wins or nobody wins gives nobody power', () => {
  for (const [quota, winning] of [
    ['0', 4n],
    ['4', 0n],
  ] as const) {
    const power = ok(weightedPower(quota, { A: '1', B: '2' }));
    expect(power.winningCoalitions).toBe(winning);
    expect(shown(power)).toEqual(repeated(2, ['0', '0', '0', '0']));
  }
  expect(ok(weightedPower('1', {})).members).toEqual([]);
});

/** By the definitions of domain 5, from the swings that trying every coalition finds. */
const byDefinition = (game: Game) => {
  const n = game.players.length;
  const factorial = (of: number): bigint => (of < 2 ? 1n : BigInt(of) * factorial(of - 1));
  const { swings, winning } = enumerated(game);
  const all = sumOf(swings.map(sumOf));
  return {
    figures: swings.map((bySize) => [
      String(sumOf(bySize)),
      formatFraction(all === 0n ? ZERO : fraction(sumOf(bySize), all)),
      formatFraction(fraction(sumOf(bySize), 2 ** (n - 1))),
      formatFraction(
        bySize
          .map((count, size) => fraction(count * factorial(size) * factorial(n - 1 - size), factorial(n)))
          .reduce(add, ZERO),
      ),
    ]),
    powerToAct: formatFraction(fraction(winning, 2 ** n)),
  };
};

test('[PWR-1] every figure of a game with up to three limbs is that of its definition', () => {
  fc.assert(
    fc.property(drawnGame(3), (game) => {
      const power = votingPower(game);
      const { figures, powerToAct } = byDefinition(game);
      expect(shown(power)).toEqual(figures);
      expect(formatFraction(power.powerToAct)).toBe(powerToAct);
    }),
    { numRuns: 500 },
  );
});

const summed = (values: readonly Fraction[]): string => formatFraction(values.reduce(add, ZERO));

test('[PWR-3] both indices sum to one wherever anybody swings, exact or scaled or estimated', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(weights, fc.constantFrom(undefined, 0), (drawn, stepsMax) => {
      const quota = Math.floor(drawn.reduce((sum, value) => sum + value, 0) / 2) + 1;
      const { members } = ok(
        weightedPower(String(quota), named(drawn), {
          samples: 200,
          ...(stepsMax === undefined ? {} : { stepsMax }),
        }),
      );
      expect(summed(members.map(({ shapley }) => shapley))).toBe('1');
      expect(summed(members.map(({ banzhaf }) => banzhaf))).toBe('1');
    }),
    { numRuns: 200 },
  );
});

test('[PWR-5] multiplying all weights and the quota by one number changes nothing', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(
      weights,
      fc.nat({ max: 300 }),
      fc.bigInt({ min: 1n, max: 10n ** 30n }),
      (drawn, quota, factor) => {
        const before = ok(weightedPower(String(quota), named(drawn)));
        const after = ok(
          weightedPower(
            String(BigInt(quota) * factor),
            named(drawn.map((weight) => BigInt(weight) * factor)),
          ),
        );
        expect(after).toEqual(before);
      },
    ),
    { numRuns: 200 },
  );
});

test('[PWR-5] weights and quotas may be exact fractions', () => {
  expect(ok(weightedPower('0.51', { m0: '1/2', m1: '0.49', m2: '0.01' }))).toEqual(
    ok(weightedPower('51', named([50, 49, 1]))),
  );
});

test('[PWR-5] permuting members permutes the figures, estimated ones too', () => {
  fc.assert(
    fc.property(
      drawnGame(2),
      fc.infiniteStream(fc.nat()),
      fc.constantFrom({}, { stepsMax: 0, samples: 50 }),
      (game, draws, options) => {
        const order = game.players
          .map((_, at) => ({ at, key: draws.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ at }) => at);
        const permuted: Game = {
          players: order.map((at) => game.players[at] ?? ''),
          limbs: game.limbs.map((limb) => order.map((at) => limb[at] ?? 0n)),
          ways: game.ways,
        };
        const [before, after] = [votingPower(game, options), votingPower(permuted, options)];
        expect(after.members).toEqual(order.map((at) => before.members[at]));
        expect(after.powerToAct).toEqual(before.powerToAct);
      },
    ),
    { numRuns: 300 },
  );
});

/** 60 members, all of different weight, with a total far beyond any table. */
const large = named(
  Array.from({ length: 60 }, (_, at) => 10n ** 12n + BigInt(at * at) * 10n ** 9n + BigInt(at)),
);
const majority = String(
  Object.values(large)
    .map(BigInt)
    .reduce((sum, weight) => sum + weight, 0n) /
    2n +
    1n,
);

test('[PWR-6] beyond exact counting the weights are scaled, and the answer says so and counts no swings', () => {
  const power = ok(weightedPower(majority, large));
  const { banzhafMethod: method } = power;
  if (method.kind !== 'scaled') throw new Error(method.kind);
  expect(method.total).toBe(sumOf(Object.values(large).map(BigInt)));
  expect(method.scaledTo > 9_900n && method.scaledTo < 10_100n).toBe(true);
  expect(toNumber(method.largestShift) < 1e-4).toBe(true);
  expect(power.shapleyMethod).toEqual(method);
  expect(power.winningCoalitions).toBeNull();
  expect(power.members.every(({ swings }) => swings === null)).toBe(true);
  expect(summed(power.members.map(({ shapley }) => shapley))).toBe('1');
});

test('[PWR-6] scaled figures are near the exact ones of a game that can be counted', () => {
  const weights = Array.from({ length: 24 }, (_, at) => 100_000 + 7_919 * ((at * at) % 101));
  const quota = String(Math.ceil(weights.reduce((sum, value) => sum + value, 0) * 0.65));
  const exact = ok(weightedPower(quota, named(weights)));
  const scaled = ok(weightedPower(quota, named(weights), { stepsMax: 2_000_000 }));
  expect([exact.shapleyMethod.kind, scaled.shapleyMethod.kind]).toEqual(['exact', 'scaled']);
  scaled.members.forEach(({ shapley, banzhaf }, at) => {
    const own = exact.members[at];
    expect(toNumber(shapley)).toBeCloseTo(toNumber(own?.shapley ?? ZERO), 3);
    expect(toNumber(banzhaf)).toBeCloseTo(toNumber(own?.banzhaf ?? ZERO), 3);
  });
});

test('[PWR-6] swings that need no heads stay exact where the Shapley index is scaled', () => {
  const weights = Array.from({ length: 190 }, (_, at) => 50 + ((at * 7_919) % 1_000));
  const quota = String(Math.floor(weights.reduce((sum, value) => sum + value, 0) / 2) + 1);
  const stepsMax = 60_000_000;
  const power = ok(weightedPower(quota, named(weights), { stepsMax }));
  expect([power.banzhafMethod.kind, power.shapleyMethod.kind]).toEqual(['exact', 'scaled']);
  const alone = ok(weightedBanzhaf(quota, named(weights)));
  expect(alone.members.map(({ swings }) => swings)).toEqual(power.members.map(({ swings }) => swings));
  expect(alone.winningCoalitions).toBe(power.winningCoalitions);
});

test('[PWR-7] estimates are labelled, come again from their seed, and lie within five standard errors', () => {
  const game: Game = {
    players: Array.from({ length: 12 }, (_, at) => `m${at}`),
    limbs: [
      [40n, 30n, 20n, 15n, 10n, 10n, 8n, 7n, 5n, 3n, 2n, 1n],
      [1n, 2n, 3n, 5n, 7n, 8n, 10n, 10n, 15n, 20n, 30n, 40n],
    ],
    ways: [
      [
        { limb: 0, least: 80n },
        { limb: 1, least: 60n },
        { limb: 'heads', least: 5n },
      ],
    ],
  };
  const exact = votingPower(game);
  const options = { stepsMax: 0, samples: 20_000, seed: 11 };
  const power = votingPower(game, options);
  expect(power.banzhafMethod).toEqual({ kind: 'estimated', samples: 20_000, seed: 11 });
  expect(power.shapleyMethod).toEqual(power.banzhafMethod);
  expect(votingPower(game, options)).toEqual(power);
  expect(votingPower(game, { ...options, seed: 12 })).not.toEqual(power);
  const near = (estimate: Fraction, value: Fraction, error: number | undefined): void => {
    expect(error).toBeGreaterThan(0);
    expect(Math.abs(toNumber(estimate) - toNumber(value))).toBeLessThan(5 * (error ?? 0));
  };
  near(power.powerToAct, exact.powerToAct, power.powerToActError);
  power.members.forEach((member, at) => {
    const own = exact.members[at];
    if (own === undefined) throw new Error('a member is missing');
    expect(member.swings).toBeNull();
    near(member.shapley, own.shapley, member.standardErrors?.shapley);
    near(member.banzhaf, own.banzhaf, member.standardErrors?.banzhaf);
    near(member.absoluteBanzhaf, own.absoluteBanzhaf, member.standardErrors?.absoluteBanzhaf);
  });
});

test('[PWR-7] a game with two limbs too large for any table is estimated', () => {
  const limb = (factor: number): bigint[] =>
    Array.from({ length: 60 }, (_, at) => 10n ** 16n + BigInt(((at * factor) % 61) + 1));
  const [first, second] = [limb(7), limb(11)];
  const game: Game = {
    players: first.map((_, at) => `m${at}`),
    limbs: [first, second],
    ways: [
      [
        { limb: 0, least: sumOf(first) / 2n + 1n },
        { limb: 1, least: sumOf(second) / 2n + 1n },
      ],
    ],
  };
  const power = votingPower(game, { samples: 300 });
  expect(power.shapleyMethod).toEqual({ kind: 'estimated', samples: 300, seed: 1 });
  expect(summed(power.members.map(({ shapley }) => shapley))).toBe('1');
});
