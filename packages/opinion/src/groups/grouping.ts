import { divisionsOf, isAdmissible, type Division } from './divisions.ts';
import { groupLetters, LETTERS } from './letters.ts';

/** Fewer participants are not divided. */
export const PARTICIPANTS_MIN = 15;
/** Numbers of groups that are tried. */
export const GROUPS_TRIED = [2, 3, 4, 5] as const;
/** Most groups that may be asked for. */
export const GROUPS_MAX = LETTERS.length;
/** Updates running that another number of groups must win before it is shown. */
export const WINS_NEEDED = 4;
/** Computed groups are not shown to the public where fewer participants stand on the map. */
export const SHOWN_PARTICIPANTS_MIN = 50;

/** Why the groups are what they are: the number was asked for, was the best, or nobody is separated, and why not. */
export type GroupingOutcome = 'asked' | 'separate' | 'tooFewParticipants' | 'noSeparateGroups';

/** Groups of those who stand on the map. Diagnostic: they never feed a rule of decision. */
export interface Grouping {
  readonly outcome: GroupingOutcome;
  /** Number of groups; 1 where nobody is separated. */
  readonly k: number;
  /** Group of each participant on the map, 0 to k − 1. */
  readonly groups: Int32Array;
  /** Letter of each group, ascending. */
  readonly letters: readonly string[];
  /** How well the groups are separated, −1 to 1; undefined where there is one group. */
  readonly silhouette: number | undefined;
}

/** What the next update has to know of the last one, beside the letters. */
export interface GroupingMemory {
  /** Number of groups that was shown, 1 for none; undefined before any division was tried. */
  readonly k: number | undefined;
  /** The number of groups that would have won instead, and how many updates running. */
  readonly challenger: { readonly k: number; readonly wins: number } | undefined;
}

export const NO_MEMORY: GroupingMemory = { k: undefined, challenger: undefined };

/** The admissible division of largest silhouette; fewer groups of equals. */
const bestOf = (divisions: readonly Division[]): Division | undefined =>
  divisions
    .filter(isAdmissible)
    .reduce<Division | undefined>(
      (best, division) =>
        best === undefined || (division.silhouette ?? 0) > (best.silhouette ?? 0) ? division : best,
      undefined,
    );

interface Choice {
  /** Undefined for no separate groups. */
  readonly division: Division | undefined;
  readonly challenger: GroupingMemory['challenger'];
}

/**
 * OPI-8: another number of groups than was shown must be the best `WINS_NEEDED` updates running. A number that is no
 * longer admissible gives way at once.
 */
const chosen = (divisions: readonly Division[], before: GroupingMemory): Choice => {
  const best = bestOf(divisions);
  if (best === undefined || before.k === undefined || before.k === best.k)
    return { division: best, challenger: undefined };
  const wins = before.challenger?.k === best.k ? before.challenger.wins + 1 : 1;
  const standing = divisions.find((division) => division.k === before.k && isAdmissible(division));
  const givesWay = standing === undefined && before.k !== 1;
  if (wins >= WINS_NEEDED || givesWay) return { division: best, challenger: undefined };
  return { division: standing, challenger: { k: best.k, wins } };
};

const choiceOf = (
  points: Float64Array,
  before: GroupingMemory,
  asked: number | undefined,
): Choice & { readonly outcome: GroupingOutcome; readonly tried: boolean } => {
  if (asked !== undefined) {
    const [division] = divisionsOf(points, [asked]);
    return { division, challenger: undefined, outcome: 'asked', tried: true };
  }
  if (points.length / 2 < PARTICIPANTS_MIN)
    return { division: undefined, challenger: undefined, outcome: 'tooFewParticipants', tried: false };
  const choice = chosen(divisionsOf(points, GROUPS_TRIED), before);
  const outcome = choice.division === undefined ? 'noSeparateGroups' : 'separate';
  return { ...choice, outcome, tried: true };
};

/** What is remembered of earlier groups, and what is asked for. */
export interface GroupingOptions {
  readonly memory?: GroupingMemory;
  /** Letter of each participant in the last groups as a place in `LETTERS`, `NO_LETTER` for none. */
  readonly letters?: Int8Array;
  /** Number of groups; then neither silhouette nor size decides. */
  readonly asked?: number;
}

/**
 * OPI-8: the groups on the map, and what the next update has to remember.
 * @param points x and y of each participant
 * @throws RangeError for a number of groups that cannot be asked for
 */
export const groupingOf = (
  points: Float64Array,
  { memory = NO_MEMORY, letters: before = new Int8Array(), asked }: GroupingOptions = {},
): { readonly grouping: Grouping; readonly memory: GroupingMemory } => {
  if (asked !== undefined && (!Number.isInteger(asked) || asked < 1 || asked > GROUPS_MAX))
    throw new RangeError(`groups: a whole number from 1 to ${GROUPS_MAX} is expected`);
  const { division, challenger, outcome, tried } = choiceOf(points, memory, asked);
  const { k, groups, silhouette } = division ?? {
    k: 1,
    groups: new Int32Array(points.length / 2),
    silhouette: undefined,
  };
  const letters = k < 2 ? [0] : groupLetters(groups, k, before);
  const inOrder = [...letters].sort((a, b) => a - b);
  const places = letters.map((letter) => inOrder.indexOf(letter));
  return {
    grouping: {
      outcome,
      k,
      groups: groups.map((group) => places[group] ?? 0),
      letters: inOrder.map((letter) => LETTERS[letter] ?? ''),
      silhouette,
    },
    memory: { k: tried ? k : undefined, challenger },
  };
};
