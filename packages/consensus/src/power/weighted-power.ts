import { fraction, multiply, parseFraction, type Fraction } from '../rules/fraction.ts';
import type { MemberId, RationalText } from '../types.ts';
import { commonDivisor, gameOf, type GameAnswer, type PowerRefusal } from './game.ts';
import type { PowerAnswer } from './power-of.ts';
import {
  banzhafPower,
  POWER_STEPS_MAX,
  votingPower,
  type BanzhafPower,
  type PowerOptions,
} from './voting-power.ts';

export type { BanzhafPower } from './voting-power.ts';

type Weights = Readonly<Record<MemberId, RationalText>>;

const weightAt = (path: string, text: string): Fraction | GameAnswer => {
  const read = parseFraction(text);
  return read === undefined || read.n < 0n
    ? { ok: false, refusal: { code: 'power.notAWeight', facts: { path } } }
    : read;
};

/** A coalition wins when its weights reach the quota. Weights and quota are exact and become whole numbers. */
export const weightedGame = (quota: RationalText, weights: Weights): GameAnswer => {
  const read: Fraction[] = [];
  for (const [path, text] of [
    ['quota', quota] as const,
    ...Object.entries(weights).map(([id, text]) => [`weights.${id}`, text] as const),
  ]) {
    const value = weightAt(path, text);
    if ('ok' in value) return value;
    read.push(value);
  }
  const scale = read.reduce((common, { d }) => common * (d / commonDivisor([common, d])), 1n);
  const [deficit = 0n, ...gains] = read.map((value) => multiply(value, fraction(scale)).n);
  return gameOf(Object.keys(weights), [[{ deficit, gains }]]);
};

/** Voting power in a weighted game `[quota; weights]` (domain 5). A quota of zero is won by nobody's doing. */
export const weightedPower = (quota: RationalText, weights: Weights, options?: PowerOptions): PowerAnswer => {
  const answer = weightedGame(quota, weights);
  return answer.ok ? { ok: true, power: votingPower(answer.game, options) } : answer;
};

/** As `weightedPower`, without the Shapley index; `power.tooLarge` where not even that can be counted. */
export const weightedBanzhaf = (
  quota: RationalText,
  weights: Weights,
):
  | { readonly ok: true; readonly power: BanzhafPower }
  | { readonly ok: false; readonly refusal: PowerRefusal } => {
  const answer = weightedGame(quota, weights);
  if (!answer.ok) return answer;
  const power = banzhafPower(answer.game);
  return power === undefined
    ? { ok: false, refusal: { code: 'power.tooLarge', facts: { stepsMax: POWER_STEPS_MAX } } }
    : { ok: true, power };
};
