import { checkRuleAgainst, parseRule } from '../rules/parse-rule.ts';
import { addSeconds } from '../rules/instant.ts';
import type { Admission, BodyAct, BodyEvent, BodyState, DecisionRule, Member, Refusal } from '../types.ts';
import { admitPublic, bindingMember, conducts, refuse, type Circumstances } from './admission.ts';
import { ACT_LIMITS } from './limits.ts';

type ActOf<T extends BodyAct['type']> = Extract<BodyAct, { type: T }>;
type Answer = Admission<BodyEvent>;

/** Attributes every ballot has, whatever the body declares of its members. */
const ALWAYS_PRESENT = ['role', 'id', 'class', 'concerned'];

/** Attributes that at least one voting member has. */
const attributesOf = (members: Iterable<Omit<Member, 'admittedAt'>>): ReadonlySet<string> => {
  const present = new Set<string>(ALWAYS_PRESENT);
  for (const member of members)
    if (member.role === 'member')
      for (const [attr, value] of Object.entries(member.attrs)) if (value !== null) present.add(attr);
  return present;
};

const ruleRefusal = (rule: DecisionRule, present?: ReadonlySet<string>): Refusal | undefined => {
  const parsed = parseRule(rule);
  if (!parsed.ok) return parsed.refusal;
  return present === undefined ? undefined : checkRuleAgainst(rule, present);
};

const foundBody = (
  state: BodyState | undefined,
  act: ActOf<'foundBody'>,
  { actor }: Circumstances,
): Answer => {
  if (state !== undefined) return refuse('body.founded', { body: state.id });
  if (!conducts(actor, 'secretariat', 'operator')) return refuse('actor.notConducting', { kind: actor.kind });
  const ids = act.rules.map((rule) => rule.id);
  if (new Set(ids).size !== ids.length) return refuse('rule.duplicate', { rules: ids });
  for (const rule of act.rules) {
    const refusal = ruleRefusal(rule);
    if (refusal !== undefined) return { admitted: false, refusal };
  }
  if (!ids.includes(act.defaultRule)) return refuse('rule.unknown', { rule: act.defaultRule });
  const { id, names, exercise, rules, defaultRule } = act;
  return admitPublic({ type: 'bodyFounded', payload: { id, names, exercise, rules, defaultRule } });
};

const admitMembers = (state: BodyState, act: ActOf<'admitMembers'>, { actor }: Circumstances): Answer => {
  if (!conducts(actor, 'secretariat', 'operator')) return refuse('actor.notConducting', { kind: actor.kind });
  const ids = act.members.map((member) => member.id);
  const taken = ids.filter((id, index) => state.members[id] !== undefined || ids.indexOf(id) !== index);
  if (taken.length > 0) return refuse('member.taken', { members: taken });
  if (Object.keys(state.members).length + ids.length > ACT_LIMITS.MEMBERS_MAX)
    return refuse('act.limit', { limit: 'MEMBERS_MAX', max: ACT_LIMITS.MEMBERS_MAX });
  return admitPublic({ type: 'membersAdmitted', payload: { members: act.members } });
};

const declareGroup = (
  state: BodyState,
  { group }: ActOf<'declareGroup'>,
  { actor }: Circumstances,
): Answer => {
  if (!conducts(actor, 'secretariat', 'operator')) return refuse('actor.notConducting', { kind: actor.kind });
  if (state.groups[group.id] === undefined && Object.keys(state.groups).length >= ACT_LIMITS.GROUPS_MAX)
    return refuse('act.limit', { limit: 'GROUPS_MAX', max: ACT_LIMITS.GROUPS_MAX });
  if (new Set(group.members).size !== group.members.length)
    return refuse('group.duplicate', { group: group.id });
  const strangers = group.members.filter((id) => state.members[id] === undefined);
  if (strangers.length > 0) return refuse('member.unknown', { members: strangers });
  if (group.chair !== undefined && !group.members.includes(group.chair))
    return refuse('group.chairOutside', { group: group.id, member: group.chair });
  return admitPublic({ type: 'groupDeclared', payload: { group } });
};

const proposeRule = (state: BodyState, act: ActOf<'proposeRule'>, { actor, at }: Circumstances): Answer => {
  if (!conducts(actor, 'chair', 'secretariat')) return refuse('actor.notConducting', { kind: actor.kind });
  if (state.rules[act.rule.id] !== undefined || state.ruleProposals[act.rule.id] !== undefined)
    return refuse('rule.duplicate', { rules: [act.rule.id] });
  if (Object.keys(state.rules).length >= ACT_LIMITS.RULES_MAX)
    return refuse('act.limit', { limit: 'RULES_MAX', max: ACT_LIMITS.RULES_MAX });
  const refusal = ruleRefusal(act.rule, attributesOf(Object.values(state.members)));
  if (refusal !== undefined) return { admitted: false, refusal };
  const { objectionSeconds: seconds } = act;
  if (seconds < ACT_LIMITS.SECONDS_MIN || seconds > ACT_LIMITS.SECONDS_MAX)
    return refuse('act.limit', { limit: 'SECONDS_MAX', max: ACT_LIMITS.SECONDS_MAX });
  return admitPublic({
    type: 'ruleProposed',
    payload: { rule: act.rule, objectionsUntil: addSeconds(at, seconds) },
  });
};

const objectToRule = (state: BodyState, act: ActOf<'objectToRule'>, { actor, at }: Circumstances): Answer => {
  const binding = bindingMember(actor, state);
  if ('refused' in binding) return binding.refused;
  const proposal = state.ruleProposals[act.rule];
  if (proposal === undefined) return refuse('rule.notProposed', { rule: act.rule });
  if (at > proposal.objectionsUntil)
    return refuse('deadline.passed', { deadline: proposal.objectionsUntil, at });
  if (act.reason.trim() === '') return refuse('act.reasonNeeded');
  if (act.reason.length > ACT_LIMITS.REASON_CHARACTERS_MAX)
    return refuse('act.limit', { limit: 'REASON_CHARACTERS_MAX', max: ACT_LIMITS.REASON_CHARACTERS_MAX });
  return admitPublic({
    type: 'ruleObjected',
    payload: { rule: act.rule, member: binding.member, reason: act.reason },
  });
};

const adoptRule = (state: BodyState, act: ActOf<'adoptRule'>, { actor, at }: Circumstances): Answer => {
  if (!conducts(actor, 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  const proposal = state.ruleProposals[act.rule];
  if (proposal === undefined) return refuse('rule.notProposed', { rule: act.rule });
  if (at <= proposal.objectionsUntil) return refuse('adoption.early', { until: proposal.objectionsUntil });
  const objectors = Object.keys(proposal.objections).sort();
  if (objectors.length > 0) return refuse('adoption.notPassed', { outcome: 'not_adopted', objectors });
  return admitPublic({ type: 'ruleAdopted', payload: { rule: act.rule } });
};

const rejectRule = (state: BodyState, act: ActOf<'rejectRule'>, { actor }: Circumstances): Answer => {
  if (!conducts(actor, 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  const proposal = state.ruleProposals[act.rule];
  if (proposal === undefined) return refuse('rule.notProposed', { rule: act.rule });
  return admitPublic({
    type: 'ruleRejected',
    payload: { rule: act.rule, objectors: Object.keys(proposal.objections).sort() },
  });
};

/** Whether a body may take this act now; the events it brings about, or why not. */
export const admitBody = (
  state: BodyState | undefined,
  act: BodyAct,
  circumstances: Circumstances,
): Answer => {
  if (act.type === 'foundBody') return foundBody(state, act, circumstances);
  if (state === undefined) return refuse('body.notFounded');
  switch (act.type) {
    case 'admitMembers':
      return admitMembers(state, act, circumstances);
    case 'declareGroup':
      return declareGroup(state, act, circumstances);
    case 'proposeRule':
      return proposeRule(state, act, circumstances);
    case 'objectToRule':
      return objectToRule(state, act, circumstances);
    case 'adoptRule':
      return adoptRule(state, act, circumstances);
    case 'rejectRule':
      return rejectRule(state, act, circumstances);
  }
};

/** What the body's stream says when a deliberation is opened in it; appended in the same transaction. */
export const listDeliberation = (state: BodyState, deliberation: string): Answer =>
  state.deliberations.includes(deliberation)
    ? refuse('deliberation.exists', { deliberation })
    : admitPublic({ type: 'deliberationListed', payload: { deliberation } });
