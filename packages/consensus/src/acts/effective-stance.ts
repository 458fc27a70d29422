import {
  conditionFacts,
  conditionStatus,
  isHolding,
  type ConditionFacts,
} from '../positions/condition-status.ts';
import type {
  Conditional,
  DeliberationState,
  GroupStatement,
  ItemId,
  MemberId,
  Position,
  TextHash,
} from '../types.ts';
import type { ConditionStatus, Stance } from '../vocabulary.ts';
import { entryOf } from './entry-of.ts';
import { currentHash } from './items.ts';

/** Where a member stands on an item, and where that comes from. */
export interface Standing {
  readonly stance: Stance | 'silent';
  readonly source: 'own' | 'group' | 'none';
  /** The member's own position, also when its words have changed since. */
  readonly position?: Position;
  /** The group statement from which the stance comes. */
  readonly statement?: GroupStatement;
  /** Where the condition is, when the position or statement has one; while it does not hold, `stance` is the fallback. */
  readonly condition?: ConditionStatus;
  /** An own position on words that have changed since: shown as last known, counted as silent. */
  readonly stale: boolean;
}

/** Whether a statement speaks for a member: of the group when it was made, or aligned, and not dissociated. */
export const covers = (statement: GroupStatement, member: MemberId): boolean =>
  !statement.dissociated.includes(member) &&
  (statement.members.includes(member) || statement.aligned.includes(member));

/** Ids are `g1`, `g2` …: the order in which the statements were made, whatever order a store gives them back in. */
const madeBefore = (a: GroupStatement, b: GroupStatement): number =>
  Number(a.id.slice(1)) - Number(b.id.slice(1));

/**
 * Group statements that stand on an item, in the order in which they were made. The latest of a group replaces its
 * earlier ones: whoever leaves it does not fall back on what the group said before.
 */
export const statementsOn = (state: DeliberationState, item: ItemId): readonly GroupStatement[] => {
  const latest = new Map<string, GroupStatement>();
  for (const statement of Object.values(state.groupStatements)) {
    if (statement.item !== item) continue;
    const other = latest.get(statement.group);
    if (other === undefined || madeBefore(other, statement) < 0) latest.set(statement.group, statement);
  }
  return [...latest.values()].sort(madeBefore);
};

/** CND-3: the stance as things stand: the fallback while the condition does not hold. */
const asThingsStand = (
  { stance, conditional }: { readonly stance: Stance; readonly conditional?: Conditional },
  facts: ConditionFacts,
): Pick<Standing, 'stance' | 'condition'> => {
  if (conditional === undefined) return { stance };
  const condition = conditionStatus(conditional.condition, facts);
  return { stance: isHolding(condition) ? stance : conditional.fallback, condition };
};

/** ACT-24: an own position on the current words wins; else the latest group statement on them; else silence. */
const standing = (
  facts: ConditionFacts,
  hash: TextHash | undefined,
  position: Position | undefined,
  statements: readonly GroupStatement[],
  member: MemberId,
): Standing => {
  if (position !== undefined && position.textHash === hash)
    return { ...asThingsStand(position, facts), source: 'own', position, stale: false };
  const lastKnown = position === undefined ? { stale: false } : { position, stale: true };
  const statement = statements.findLast(
    (candidate) => candidate.textHash === hash && covers(candidate, member),
  );
  return statement === undefined
    ? { stance: 'silent', source: 'none', ...lastKnown }
    : { ...asThingsStand(statement, facts), source: 'group', statement, ...lastKnown };
};

const holdsAny = (record: object): boolean => {
  for (const _ in record) return true;
  return false;
};

/** Of most items of a long text nobody said anything: one value says so of everybody. */
const NOTHING_SAID: Standing = { stance: 'silent', source: 'none', stale: false };

/** Where each of these members stands on an item, in the order given; on its words as they stand unless others are given. */
export const standingsOn = (
  state: DeliberationState,
  item: ItemId,
  members: readonly { readonly id: MemberId }[],
  hash = currentHash(state, item),
): readonly Standing[] => {
  const positions = entryOf(state.positions, item) ?? {};
  const statements = statementsOn(state, item);
  if (statements.length === 0 && !holdsAny(positions)) return members.map(() => NOTHING_SAID);
  const facts = conditionFacts(state);
  return members.map(({ id }) => standing(facts, hash, entryOf(positions, id), statements, id));
};

/** Where one member stands on an item. */
export const effectiveStance = (state: DeliberationState, item: ItemId, member: MemberId): Standing =>
  standing(
    conditionFacts(state),
    currentHash(state, item),
    entryOf(entryOf(state.positions, item) ?? {}, member),
    statementsOn(state, item),
    member,
  );
