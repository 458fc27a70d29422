import { standingsOn, statementsOn } from '../acts/effective-stance.ts';
import { entryOf } from '../acts/entry-of.ts';
import { itemsOf } from '../acts/items.ts';
import { votingMembers } from '../acts/voting-members.ts';
import type { BodyState, Condition, DeliberationState, ItemId, MemberId, Position } from '../types.ts';
import type { ConditionStatus, Stance } from '../vocabulary.ts';
import { conditionSubjects } from './condition-subjects.ts';

/** A position with a condition that stands now: what a package has to respect. */
export interface StandingCondition {
  readonly member: MemberId;
  readonly item: ItemId;
  /** The stance while the condition holds, and the one while it does not. */
  readonly stance: Stance;
  readonly condition: Condition;
  readonly fallback: Stance;
  /** Where the condition is as things stand. */
  readonly status: ConditionStatus;
  /** Whether a group said it for the member. */
  readonly source: 'own' | 'group';
}

/** Whether anybody stated a condition among these positions; they are another object whenever one of them changes. */
const known = new WeakMap<object, boolean>();
const isConditional = (positions: Readonly<Record<MemberId, Position>>): boolean => {
  const answer =
    known.get(positions) ?? Object.values(positions).some(({ conditional }) => conditional !== undefined);
  known.set(positions, answer);
  return answer;
};
/** Where nobody stated a condition, nobody's standing need be worked out: most items, on boards that change often. */
const hasConditions = (state: DeliberationState, item: ItemId): boolean => {
  const positions = entryOf(state.positions, item);
  return (
    (positions !== undefined && isConditional(positions)) ||
    statementsOn(state, item).some(({ conditional }) => conditional !== undefined)
  );
};

/** All conditions that stand in a deliberation, in the order of the text and of the members; stale positions have none. */
export const standingConditions = (
  body: BodyState,
  state: DeliberationState,
): readonly StandingCondition[] => {
  const members = votingMembers(body);
  const items = itemsOf(state).filter((item) => hasConditions(state, item));
  return items.flatMap((item) =>
    standingsOn(state, item, members).flatMap((standing, seat): readonly StandingCondition[] => {
      const { source, position, statement, condition: status } = standing;
      const said = source === 'own' ? position : statement;
      const member = members[seat]?.id;
      if (
        source === 'none' ||
        status === undefined ||
        said?.conditional === undefined ||
        member === undefined
      )
        return [];
      const { condition, fallback } = said.conditional;
      return [{ member, item, stance: said.stance, condition, fallback, status, source }];
    }),
  );
};

/** Conditions that can no longer be met: whoever stated them should speak again. */
export const brokenConditions = (body: BodyState, state: DeliberationState): readonly StandingCondition[] =>
  standingConditions(body, state).filter(({ status }) => status === 'broken');

/** Items whose positions wait for one another in a circle, with the members whose conditions close it. */
export interface ConditionCycle {
  /** In the order of the text. */
  readonly items: readonly ItemId[];
  readonly members: readonly MemberId[];
}

/**
 * Circles among conditions: a position on one item that waits for the fate of another, positions on which wait for the
 * fate of the first. Nobody can move first there; the way out is to decide the items together, as a package.
 */
export const conditionCycles = (conditions: readonly StandingCondition[]): readonly ConditionCycle[] => {
  const waitsFor = new Map<ItemId, Set<string>>();
  for (const { item, condition, status } of conditions) {
    if (status === 'met' || status === 'broken') continue;
    const subjects = waitsFor.get(item) ?? new Set();
    for (const subject of conditionSubjects(condition)) subjects.add(subject);
    waitsFor.set(item, subjects);
  }
  const reachedFrom = new Map<ItemId, ReadonlySet<string>>();
  for (const item of waitsFor.keys()) {
    const reached = new Set<string>();
    const open = [...(waitsFor.get(item) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(waitsFor.get(next) ?? []));
    }
    reachedFrom.set(item, reached);
  }
  const reaches = (from: ItemId, to: string): boolean => reachedFrom.get(from)?.has(to) === true;
  const cycles: ConditionCycle[] = [];
  const placed = new Set<ItemId>();
  for (const item of waitsFor.keys()) {
    if (placed.has(item) || !reaches(item, item)) continue;
    const items = [...waitsFor.keys()].filter((other) => reaches(item, other) && reaches(other, item));
    for (const other of items) placed.add(other);
    const members = conditions
      .filter(
        (condition) =>
          items.includes(condition.item) &&
          condition.status !== 'met' &&
          condition.status !== 'broken' &&
          conditionSubjects(condition.condition).some((subject) => items.includes(subject)),
      )
      .map(({ member }) => member);
    cycles.push({ items, members: [...new Set(members)].sort() });
  }
  return cycles;
};
