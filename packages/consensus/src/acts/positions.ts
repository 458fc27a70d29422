import type {
  Admission,
  DeliberationAct,
  DeliberationEvent,
  DeliberationState,
  ItemId,
  TextHash,
} from '../types.ts';
import type { Stance } from '../vocabulary.ts';
import { admitPublic, bindingMember, refuse, type DeliberationCircumstances } from './admission.ts';
import { ACT_LIMITS } from './limits.ts';
import { currentHash } from './standing.ts';

type ActOf<T extends DeliberationAct['type']> = Extract<DeliberationAct, { type: T }>;
type Answer = Admission<DeliberationEvent>;

/** ACT-14: stances that hold up agreement say why. */
const NEEDS_REASON: readonly Stance[] = ['reserve', 'oppose', 'object'];

interface Said {
  readonly item: ItemId;
  readonly stance: Stance;
  readonly reason: string;
  readonly textHash: TextHash;
}

/** What is wrong with a stance on an item, whoever takes it: unknown item, words that have changed, no reason. */
const saidRefusal = (state: DeliberationState, said: Said): ReturnType<typeof refuse> | undefined => {
  const hash = currentHash(state, said.item);
  if (hash === undefined) return refuse('position.noItem', { item: said.item });
  if (said.textHash !== hash) return refuse('position.staleText', { item: said.item, expected: hash });
  if (NEEDS_REASON.includes(said.stance) && said.reason.trim() === '')
    return refuse('position.reasonNeeded', { stance: said.stance });
  if (said.reason.length > ACT_LIMITS.REASON_CHARACTERS_MAX)
    return refuse('act.limit', { limit: 'REASON_CHARACTERS_MAX', max: ACT_LIMITS.REASON_CHARACTERS_MAX });
  return undefined;
};

const said = ({ item, stance, reason, textHash }: Said): Said => ({ item, stance, reason, textHash });

export const statePosition = (
  state: DeliberationState,
  act: ActOf<'statePosition'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const refused = saidRefusal(state, act);
  if (refused !== undefined) return refused;
  const held = state.positions[act.item]?.[binding.member];
  // ACT-15: saying the same again is no new event; the act is admitted and nothing changes.
  if (held?.stance === act.stance && held.reason === act.reason && held.textHash === act.textHash)
    return admitPublic();
  return admitPublic({ type: 'positionStated', payload: { member: binding.member, ...said(act) } });
};

export const withdrawPosition = (
  state: DeliberationState,
  act: ActOf<'withdrawPosition'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  if (state.positions[act.item]?.[binding.member] === undefined)
    return refuse('position.none', { item: act.item });
  return admitPublic({ type: 'positionWithdrawn', payload: { member: binding.member, item: act.item } });
};

/** ACT-16: a sounding is for the chair and the secretariat; it enters no public figure. */
export const giveSounding = (
  state: DeliberationState,
  act: ActOf<'giveSounding'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const refused = saidRefusal(state, act);
  if (refused !== undefined) return refused;
  const { member } = binding;
  return {
    admitted: true,
    events: [{ type: 'soundingGiven', payload: { member, ...said(act) }, audience: `own:${member}` }],
  };
};

export const stateGroupPosition = (
  state: DeliberationState,
  act: ActOf<'stateGroupPosition'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const group = body.groups[act.group];
  if (group === undefined) return refuse('group.unknown', { group: act.group });
  if (!group.members.includes(binding.member)) return refuse('group.notMember', { group: group.id });
  if (group.chair !== undefined && group.chair !== binding.member)
    return refuse('group.notChair', { group: group.id, chair: group.chair });
  const refused = saidRefusal(state, act);
  if (refused !== undefined) return refused;
  const members = group.members.filter((id) => body.members[id]?.role === 'member');
  const id = `g${Object.keys(state.groupStatements).length + 1}`;
  return admitPublic({
    type: 'groupPositionStated',
    payload: { id, group: group.id, speaker: binding.member, members, ...said(act) },
  });
};

export const alignWithStatement = (
  state: DeliberationState,
  act: ActOf<'alignWithStatement'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const statement = state.groupStatements[act.statement];
  if (statement === undefined) return refuse('statement.unknown', { statement: act.statement });
  const { member } = binding;
  const isCovered = statement.members.includes(member) || statement.aligned.includes(member);
  if (isCovered && !statement.dissociated.includes(member))
    return refuse('statement.aligned', { statement: statement.id });
  return admitPublic({ type: 'alignedWithStatement', payload: { member, statement: statement.id } });
};

export const dissociateFromStatement = (
  state: DeliberationState,
  act: ActOf<'dissociateFromStatement'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const statement = state.groupStatements[act.statement];
  if (statement === undefined) return refuse('statement.unknown', { statement: act.statement });
  const { member } = binding;
  const isCovered = statement.members.includes(member) || statement.aligned.includes(member);
  if (!isCovered || statement.dissociated.includes(member))
    return refuse('statement.notCovered', { statement: statement.id });
  return admitPublic({ type: 'dissociatedFromStatement', payload: { member, statement: statement.id } });
};
