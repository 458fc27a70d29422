import { countByHalves, fitsDoubles, halvesSteps } from './count-by-halves.ts';
import { countByKinds, kindStates } from './count-by-kinds.ts';
import { countByStates, stateCount, stateSteps } from './count-by-states.ts';
import { countByTable, tableSize, tableSteps } from './count-by-table.ts';
import type { SwingCounts } from './counts.ts';
import { kindsOf, type Game, type Kind } from './game.ts';
import { oneLimbOf, type OneLimb } from './one-limb.ts';

/** Most entries of a table, each 8 bytes and held twice. */
export const TABLE_ENTRIES_MAX = 4_000_000;
/** Most members whose halves are listed: 2^20 coalitions each. */
const HALVES_MEMBERS_MAX = 40;
const KIND_STATES_MAX = 2 ** 18;
/** An addition of big integers beside one of doubles. */
const BIG_STEP = 20;

interface Way {
  readonly steps: number;
  readonly count: () => SwingCounts;
}

const waysOfOneLimb = (game: OneLimb, kinds: readonly bigint[]): readonly Way[] => [
  ...(tableSize(game) <= BigInt(TABLE_ENTRIES_MAX)
    ? [{ steps: tableSteps(game), count: () => countByTable(game, kinds) }]
    : []),
  ...(game.weights.length <= HALVES_MEMBERS_MAX && fitsDoubles(game)
    ? [{ steps: halvesSteps(game), count: () => countByHalves(game, kinds) }]
    : []),
];

const cheapest = (ways: readonly Way[], stepsMax: number): SwingCounts | undefined =>
  ways
    .filter(({ steps }) => steps <= stepsMax)
    .reduce<Way | undefined>(
      (best, way) => (best === undefined || way.steps < best.steps ? way : best),
      undefined,
    )
    ?.count();

/** Counts a game of one limb for these distinct weights, the cheapest way; `undefined` beyond so many steps. */
export const exactOneLimb = (
  game: OneLimb,
  kinds: readonly bigint[],
  stepsMax: number,
): SwingCounts | undefined => cheapest(waysOfOneLimb(game, kinds), stepsMax);

/** Counts any game exactly, the cheapest way; `undefined` when every way takes more than so many steps. */
export const exactCounts = (
  game: Game,
  kinds: readonly Kind[] = kindsOf(game),
  stepsMax: number,
): SwingCounts | undefined => {
  const states = kindStates(kinds);
  const oneLimb = oneLimbOf(game);
  return cheapest(
    [
      ...(states <= KIND_STATES_MAX
        ? [
            {
              steps: states * (game.limbs.length + kinds.length + 4) * BIG_STEP,
              count: () => countByKinds(game, kinds),
            },
          ]
        : []),
      ...(oneLimb === undefined
        ? stateCount(game) <= BigInt(TABLE_ENTRIES_MAX)
          ? [{ steps: stateSteps(game, kinds), count: () => countByStates(game, kinds) }]
          : []
        : waysOfOneLimb(
            oneLimb,
            kinds.map(({ gains }) => gains[0] ?? 0n),
          )),
    ],
    stepsMax,
  );
};
