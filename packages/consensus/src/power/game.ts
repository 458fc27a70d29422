import type { MemberId } from '../types.ts';
import type { Branch } from '../rules/requirements.ts';

/** What each player brings to one sum that decides: whole numbers, none negative, without a common divisor. */
export type Limb = readonly bigint[];

/** At least so much of a limb, named by its place among the limbs, or of heads. */
export interface Threshold {
  readonly limb: number | 'heads';
  readonly least: bigint;
}

/** A simple game: a coalition wins when it reaches every threshold of one of the ways. More players never harm. */
export interface Game {
  readonly players: readonly MemberId[];
  readonly limbs: readonly Limb[];
  readonly ways: readonly (readonly Threshold[])[];
}

/** Why a game has no computed power. */
export interface PowerRefusal {
  readonly code:
    | 'power.notMonotone'
    | 'power.notAWeight'
    | 'power.tooWide'
    | 'power.tooManyMembers'
    | 'power.tooLarge'
    | 'power.twice'
    | 'power.byPosition';
  readonly facts: Readonly<Record<string, string | number>>;
}
export type GameAnswer =
  { readonly ok: true; readonly game: Game } | { readonly ok: false; readonly refusal: PowerRefusal };

/** Most players of a game; the bound of the moduli that exact counting has. */
export const PLAYERS_MAX = 1_000;

export const commonDivisor = (values: readonly bigint[]): bigint =>
  values.reduce((common, value) => {
    let [x, y] = [common, value < 0n ? -value : value];
    while (y !== 0n) [x, y] = [y, x % y];
    return x;
  }, 0n);

export const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);

/** Least whole number not below a/b, b positive. */
export const ceilingOf = (a: bigint, b: bigint): bigint => (a > 0n ? (a + b - 1n) / b : a / b);

/**
 * The game that the branches of a rule describe. What holds whoever is in the coalition is left out, and so is a
 * branch that nobody can reach. A requirement that more members can break makes the rule no simple game.
 */
export const gameOf = (players: readonly MemberId[], branches: readonly Branch[]): GameAnswer => {
  if (players.length > PLAYERS_MAX)
    return {
      ok: false,
      refusal: { code: 'power.tooManyMembers', facts: { members: players.length, max: PLAYERS_MAX } },
    };
  const limbs: Limb[] = [];
  const places = new Map<string, number>();
  const placeOf = (limb: Limb): number => {
    const key = limb.join(',');
    const place = places.get(key) ?? limbs.length;
    if (place === limbs.length) limbs.push(limb);
    places.set(key, place);
    return place;
  };
  const ways: (readonly Threshold[])[] = [];
  for (const branch of branches) {
    const way: Threshold[] = [];
    let reachable = true;
    for (const { deficit, gains } of branch) {
      const negative = sumOf(gains.filter((gain) => gain < 0n));
      if (deficit <= negative) continue;
      if (negative < 0n) return { ok: false, refusal: { code: 'power.notMonotone', facts: {} } };
      const unit = commonDivisor(gains);
      if (unit === 0n || deficit > sumOf(gains)) {
        reachable = false;
        break;
      }
      const limb = gains.map((gain) => gain / unit);
      const least = ceilingOf(deficit, unit);
      way.push({ limb: limb.every((gain) => gain === 1n) ? 'heads' : placeOf(limb), least });
    }
    if (reachable) ways.push(way);
  }
  return { ok: true, game: { players, limbs, ways } };
};

/** Players who bring the same to every limb: interchangeable, so that one of them is counted for all. */
export interface Kind {
  readonly gains: readonly bigint[];
  readonly players: readonly number[];
}

export const kindsOf = ({ players, limbs }: Game): readonly Kind[] => {
  const kinds = new Map<string, { gains: readonly bigint[]; players: number[] }>();
  for (const player of players.keys()) {
    const gains = limbs.map((limb) => limb[player] ?? 0n);
    const key = gains.join(',');
    const kind = kinds.get(key) ?? { gains, players: [] };
    kind.players.push(player);
    kinds.set(key, kind);
  }
  return [...kinds.values()];
};
