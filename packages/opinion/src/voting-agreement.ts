/** What a member cast in one roll-call; nothing for absent. */
export type RollCallChoice = 'for' | 'against' | 'abstain';

/** How alike members vote, pair by pair in a triangle: the pair (i, j), i < j, stands at `pairAt(i, j)`. */
export interface VotingAgreement {
  readonly members: readonly string[];
  /** Share of common ballots on which both cast the same; NaN below `COMMON_MIN`. */
  readonly raw: Float64Array;
  /** (raw − expected)/(1 − expected): 1 always alike, 0 as often as chance would have it; NaN below `COMMON_MIN`. */
  readonly corrected: Float64Array;
  readonly common: Int32Array;
}

/** Pairs with fewer ballots in common are not judged. */
export const COMMON_MIN = 10;

/** Place of the pair i < j in a triangle without its diagonal. */
export const pairAt = (i: number, j: number): number => (j * (j - 1)) / 2 + i;

const BITS = 32;
const CHOICES: readonly RollCallChoice[] = ['for', 'against', 'abstain'];

const bitCount = (word: number): number => {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** Chance that two ballots drawn from a roll-call are the same: Σ share² over what was cast. */
const chanceOf = (cast: readonly (RollCallChoice | undefined)[]): number => {
  const present = cast.filter((choice) => choice !== undefined).length;
  return CHOICES.reduce((sum, choice) => {
    const share = present === 0 ? 0 : cast.filter((one) => one === choice).length / present;
    return sum + share * share;
  }, 0);
};

/**
 * OPI-18: how alike the members vote, beyond what chance gives (engine specification 7). Votes are held as bits, so that
 * a pair costs a few words per choice.
 * @param rollCalls for each roll-call what each member cast, in the order of `members`
 */
export const votingAgreement = (
  members: readonly string[],
  rollCalls: readonly (readonly (RollCallChoice | undefined)[])[],
): VotingAgreement => {
  const words = Math.ceil(rollCalls.length / BITS);
  const sets = CHOICES.map(() => new Int32Array(members.length * words));
  rollCalls.forEach((cast, call) =>
    cast.forEach((choice, member) => {
      const set = choice === undefined ? undefined : sets[CHOICES.indexOf(choice)];
      const at = member * words + (call >>> 5);
      if (set !== undefined) set[at] = (set[at] ?? 0) | (1 << (call & 31));
    }),
  );
  const chances = Float64Array.from(rollCalls, chanceOf);
  const wholeChance = chances.reduce((sum, chance) => sum + chance, 0);
  const [yes = new Int32Array(0), no = yes, rest = yes] = sets;
  const present = yes.map((word, at) => word | (no[at] ?? 0) | (rest[at] ?? 0));
  const size = (members.length * (members.length - 1)) / 2;
  const agreement = {
    members,
    raw: new Float64Array(size).fill(Number.NaN),
    corrected: new Float64Array(size).fill(Number.NaN),
    common: new Int32Array(size),
  };
  for (let j = 1; j < members.length; j += 1)
    for (let i = 0; i < j; i += 1) {
      let [both, same, absent] = [0, 0, 0];
      for (let word = 0; word < words; word += 1) {
        const [a, b] = [i * words + word, j * words + word];
        const together = (present[a] ?? 0) & (present[b] ?? 0);
        both += bitCount(together);
        same +=
          bitCount((yes[a] ?? 0) & (yes[b] ?? 0)) +
          bitCount((no[a] ?? 0) & (no[b] ?? 0)) +
          bitCount((rest[a] ?? 0) & (rest[b] ?? 0));
        // Ballots that one of them missed are few: their chances are taken from the whole.
        for (let missed = ~together; missed !== 0; missed &= missed - 1)
          absent += chances[word * BITS + 31 - Math.clz32(missed & -missed)] ?? 0;
      }
      const pair = pairAt(i, j);
      agreement.common[pair] = both;
      if (both < COMMON_MIN) continue;
      const expected = (wholeChance - absent) / both;
      const raw = same / both;
      agreement.raw[pair] = raw;
      // Where chance alone makes everyone alike, nothing is beyond it.
      agreement.corrected[pair] = expected >= 1 - 1e-12 ? 0 : (raw - expected) / (1 - expected);
    }
  return agreement;
};
