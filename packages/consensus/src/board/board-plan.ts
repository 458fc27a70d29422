import { compileRule, type CompiledRule } from '../tallies/compile-rule.ts';
import type { FigureSlots } from '../tallies/item-figures.ts';
import { tallyPlan, type TallyPlan, type TallySlot } from '../tallies/tally-plan.ts';
import type { BodyState, DecisionRule } from '../types.ts';
import type { GroupKind } from '../vocabulary.ts';
import { gainsFromSupport } from './robustness.ts';
import { roomOf, type Room, type SeatedGroup } from './room.ts';

/** What all rows of a board have in common, worked out once: who sits where, the slots, the rule as closures. */
export interface BoardPlan {
  readonly room: Room;
  readonly rule: DecisionRule;
  /** Undefined for a rule that can only be judged member by member. */
  readonly compiled: CompiledRule | undefined;
  readonly plan: TallyPlan;
  /** The groups whose figures are shown, in the order of their slots. */
  readonly groups: readonly SeatedGroup[];
  readonly slots: FigureSlots;
  /** The first slot of the rule. */
  readonly first: number;
  /** Whether more support can only help under the rule. */
  readonly gains: boolean;
  /** What the rule requires beside the positions, taken as met: it is no matter of a paragraph. */
  readonly flags: Readonly<Record<string, boolean>>;
}

const headsOf = (seats: readonly number[]): TallySlot => ({ seats, weights: seats.map(() => 1) });

/** Groups that share out members between them; with a member in two of them there is nothing to compare. */
const partitionOf = (groups: readonly SeatedGroup[]): readonly number[] => {
  const regional = groups.flatMap(({ kind, seats }, at) =>
    kind === 'regional' ? [{ slot: at + 1, seats }] : [],
  );
  const seats = regional.flatMap((group) => group.seats);
  return new Set(seats).size === seats.length ? regional.map(({ slot }) => slot) : [];
};

/** The plan of a board of this body under a rule, with the groups of one kind or all of them shown. */
export const boardPlan = (body: BodyState, rule: DecisionRule, groupKind?: GroupKind): BoardPlan => {
  const room = roomOf(body);
  const compiled = compileRule(rule, room.members);
  const slots = [
    headsOf(room.members.map((_, seat) => seat)),
    ...room.groups.map(({ seats }) => headsOf(seats)),
    ...(compiled?.slots ?? []),
  ];
  const shown = room.groups.flatMap((group, at) =>
    groupKind === undefined || group.kind === groupKind ? [{ group, slot: at + 1 }] : [],
  );
  return {
    room,
    rule,
    compiled,
    plan: tallyPlan(room.members.length, slots),
    groups: shown.map(({ group }) => group),
    slots: { all: 0, groups: shown.map(({ slot }) => slot), partition: partitionOf(room.groups) },
    first: room.groups.length + 1,
    gains: gainsFromSupport(rule),
    flags: Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true])),
  };
};
