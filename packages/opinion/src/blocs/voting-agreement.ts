/** What a member cast in one roll-call. */
export const ROLL_CALL_CHOICES = ['for', 'against', 'abstain'] as const;
export type RollCallChoice = (typeof ROLL_CALL_CHOICES)[number];

/** How alike members vote, pair by pair in a triangle: the pair (i, j), i < j, stands at `pairAt(i, j)`. */
export interface VotingAgreement {
  readonly members: readonly string[];
  /** Roll-calls in which both cast a ballot. */
  readonly common: Int32Array;
  /** Share of those in which both cast the same; NaN below `COMMON_MIN`. */
  readonly raw: Float64Array;
  /** (raw − expected) ÷ (1 − expected): 1 always alike, 0 as often as chance would have it; NaN below `COMMON_MIN`. */
  readonly corrected: Float64Array;
}

/** Pairs with fewer ballots in common are not judged. */
export const COMMON_MIN = 10;

/** Place of the pair i < j in a triangle without its diagonal. */
export const pairAt = (i: number, j: number): number => (j * (j - 1)) / 2 + i;

const BITS = 32;

const bitCount = (word: number): number => {
  const twos = word - ((word >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** Chance that two ballots drawn from a roll-call are the same: Σ share² over what was cast; 0 where nobody cast any. */
const chanceOf = (cast: readonly (RollCallChoice | undefined)[]): number => {
  const present = cast.filter((choice) => choice !== undefined).length;
  if (present === 0) return 0;
  return ROLL_CALL_CHOICES.reduce((sum, choice) => {
    const share = cast.filter((one) => one === choice).length / present;
    return sum + share * share;
  }, 0);
};

/** Where a chance this near to 1 is all there is, nobody can be beyond it. */
const CERTAIN = 1 - 1e-12;

/** Who cast what, as bits: for each member so many words, one bit for each roll-call. */
const bitSets = (
  members: number,
  rollCalls: readonly (readonly (RollCallChoice | undefined)[])[],
  words: number,
) => {
  const sets = {
    for: new Int32Array(members * words),
    against: new Int32Array(members * words),
    abstain: new Int32Array(members * words),
  };
  rollCalls.forEach((cast, call) => {
    if (cast.length !== members) throw new RangeError(`roll-call ${call}: one entry per member is expected`);
    cast.forEach((choice, member) => {
      if (choice === undefined) return;
      const at = member * words + Math.floor(call / BITS);
      sets[choice][at] = (sets[choice][at] ?? 0) | (1 << (call % BITS));
    });
  });
  return sets;
};

/**
 * OPI-21: how alike the members vote, beyond what chance gives (engine specification 7). Ballots are held as bits, so
 * that a pair costs a few words for each choice.
 * @param rollCalls for each roll-call what each member cast, in the order of `members`; undefined for nothing
 * @throws RangeError for a roll-call with another number of entries
 */
export const votingAgreement = (
  members: readonly string[],
  rollCalls: readonly (readonly (RollCallChoice | undefined)[])[],
): VotingAgreement => {
  const words = Math.ceil(rollCalls.length / BITS);
  const { for: yes, against: no, abstain } = bitSets(members.length, rollCalls, words);
  const present = yes.map((word, at) => word | (no[at] ?? 0) | (abstain[at] ?? 0));
  const chances = Float64Array.from(rollCalls, chanceOf);
  const wholeChance = chances.reduce((sum, chance) => sum + chance, 0);
  const pairs = pairAt(0, members.length);
  const [common, raw, corrected] = [
    new Int32Array(pairs),
    new Float64Array(pairs).fill(Number.NaN),
    new Float64Array(pairs).fill(Number.NaN),
  ];
  for (let j = 1; j < members.length; j += 1)
    for (let i = 0; i < j; i += 1) {
      let both = 0;
      let same = 0;
      let missedChance = 0;
      for (let word = 0; word < words; word += 1) {
        const a = i * words + word;
        const b = j * words + word;
        const together = (present[a] ?? 0) & (present[b] ?? 0);
        both += bitCount(together);
        same +=
          bitCount((yes[a] ?? 0) & (yes[b] ?? 0)) +
          bitCount((no[a] ?? 0) & (no[b] ?? 0)) +
          bitCount((abstain[a] ?? 0) & (abstain[b] ?? 0));
        // Roll-calls that one of them missed are few: their chances are taken from the whole.
        for (let missed = ~together; missed !== 0; missed &= missed - 1)
          missedChance += chances[word * BITS + 31 - Math.clz32(missed & -missed)] ?? 0;
      }
      const pair = pairAt(i, j);
      common[pair] = both;
      if (both < COMMON_MIN) continue;
      const expected = (wholeChance - missedChance) / both;
      const share = same / both;
      raw[pair] = share;
      corrected[pair] = expected >= CERTAIN ? 0 : (share - expected) / (1 - expected);
    }
  return { members, common, raw, corrected };
};
