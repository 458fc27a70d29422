import { equalVoiceTally, evaluateRule } from '../rules/evaluate.ts';
import { addSeconds } from '../rules/instant.ts';
import { ruleAttributes } from '../rules/parse-rule.ts';
import type {
  Admission,
  Decision,
  DeliberationAct,
  DeliberationEvent,
  DeliberationState,
  Elector,
} from '../types.ts';
import { admitPublic, bindingMember, conducts, refuse, type DeliberationCircumstances } from './admission.ts';
import { ACT_LIMITS } from './limits.ts';
import {
  decisionBallots,
  decisionFlags,
  memberAttributes,
  objectorsOf,
  openDecision,
  votingMembers,
} from './standing.ts';

type ActOf<T extends DeliberationAct['type']> = Extract<DeliberationAct, { type: T }>;
type Answer = Admission<DeliberationEvent>;

const secondsRefusal = (seconds: number): ReturnType<typeof refuse> | undefined =>
  seconds >= ACT_LIMITS.SECONDS_MIN && seconds <= ACT_LIMITS.SECONDS_MAX
    ? undefined
    : refuse('act.limit', { limit: 'SECONDS_MAX', max: ACT_LIMITS.SECONDS_MAX });

const noteRefusal = (note: string): ReturnType<typeof refuse> | undefined => {
  if (note.trim() === '') return refuse('act.reasonNeeded');
  return note.length > ACT_LIMITS.REASON_CHARACTERS_MAX
    ? refuse('act.limit', { limit: 'REASON_CHARACTERS_MAX', max: ACT_LIMITS.REASON_CHARACTERS_MAX })
    : undefined;
};

/** The phase table promises an open decision in every phase in which these acts are in order. */
const theDecision = (state: DeliberationState): Decision => {
  const decision = openDecision(state);
  if (decision === undefined) throw new Error(`no open decision in phase ${state.phase}`);
  return decision;
};

const judged = (state: DeliberationState, decision: Decision, { body }: DeliberationCircumstances) => {
  const ballots = decisionBallots(body, state, decision);
  return {
    result: evaluateRule(decision.rule, ballots, decisionFlags(state, decision)),
    equalVoice: equalVoiceTally(decision.rule, ballots),
  };
};

export const proposeAdoption = (
  state: DeliberationState,
  act: ActOf<'proposeAdoption'>,
  { actor, at, body }: DeliberationCircumstances,
): Answer => {
  if (!conducts(actor, 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  if (state.revision === undefined) return refuse('text.none');
  const rule = body.rules[act.rule];
  if (rule === undefined) return refuse('rule.unknown', { rule: act.rule });
  if (rule.method !== 'consensus' && rule.method !== 'ballot')
    return refuse('rule.methodUnavailable', { rule: rule.id, method: rule.method });
  const refused = secondsRefusal(act.objectionSeconds);
  if (refused !== undefined) return refused;
  if (state.decisions.length >= ACT_LIMITS.DECISIONS_MAX)
    return refuse('act.limit', { limit: 'DECISIONS_MAX', max: ACT_LIMITS.DECISIONS_MAX });
  return admitPublic({
    type: 'adoptionProposed',
    payload: {
      decision: `d${state.decisions.length + 1}`,
      rule,
      textHash: state.revision.hash,
      objectionsUntil: addSeconds(at, act.objectionSeconds),
    },
  });
};

export const object = (
  state: DeliberationState,
  act: ActOf<'object'>,
  { actor, at, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const decision = theDecision(state);
  if (at > decision.objectionsUntil)
    return refuse('deadline.passed', { deadline: decision.objectionsUntil, at });
  if (decision.objections[binding.member] !== undefined)
    return refuse('objection.standing', { member: binding.member });
  const refused = noteRefusal(act.reason);
  if (refused !== undefined) return refused;
  return admitPublic({
    type: 'objected',
    payload: { decision: decision.id, member: binding.member, reason: act.reason },
  });
};

export const withdrawObjection = (
  state: DeliberationState,
  _act: ActOf<'withdrawObjection'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const decision = theDecision(state);
  if (decision.objections[binding.member] === undefined)
    return refuse('objection.none', { member: binding.member });
  return admitPublic({
    type: 'objectionWithdrawn',
    payload: { decision: decision.id, member: binding.member },
  });
};

const byEnglishName =
  (body: DeliberationCircumstances['body']) =>
  (a: { id: string }, b: { id: string }): number => {
    const [left, right] = [body.members[a.id]?.names['en'] ?? '', body.members[b.id]?.names['en'] ?? ''];
    return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1;
  };

export const putToBallot = (
  state: DeliberationState,
  act: ActOf<'putToBallot'>,
  { actor, at, body }: DeliberationCircumstances,
): Answer => {
  if (!conducts(actor, 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  const decision = theDecision(state);
  if (decision.rule.method !== 'ballot')
    return refuse('rule.methodUnavailable', { rule: decision.rule.id, method: decision.rule.method });
  const flags = decisionFlags(state, decision);
  const unmet = (decision.rule.requires ?? []).filter((flag) => flags[flag] !== true);
  if (unmet.length > 0) return refuse('ballot.requires', { flags: unmet });
  const refused = secondsRefusal(act.openSeconds);
  if (refused !== undefined) return refused;
  // ACT-25: who votes and with what weight is frozen now; only attributes that the rule reads are kept.
  const read = new Set([...ruleAttributes(decision.rule), 'role']);
  const electors: Elector[] = votingMembers(body)
    .map((member) => ({
      id: member.id,
      attrs: Object.fromEntries(Object.entries(memberAttributes(member)).filter(([attr]) => read.has(attr))),
    }))
    .sort(byEnglishName(body));
  return admitPublic({
    type: 'ballotOpened',
    payload: { decision: decision.id, closesAt: addSeconds(at, act.openSeconds), electors },
  });
};

export const castBallot = (
  state: DeliberationState,
  act: ActOf<'castBallot'>,
  { actor, at, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const decision = theDecision(state);
  const { ballot } = decision;
  if (ballot === undefined) throw new Error('balloting without a ballot');
  if (at > ballot.closesAt) return refuse('ballot.closed', { deadline: ballot.closesAt, at });
  const { member } = binding;
  if (!ballot.electors.some((elector) => elector.id === member))
    return refuse('ballot.notElector', { member });
  if (ballot.cast[member]?.choice === act.choice) return admitPublic();
  return admitPublic({ type: 'ballotCast', payload: { decision: decision.id, member, choice: act.choice } });
};

export const closeBallot = (
  state: DeliberationState,
  _act: ActOf<'closeBallot'>,
  circumstances: DeliberationCircumstances,
): Answer => {
  const { actor, at } = circumstances;
  if (!conducts(actor, 'chair', 'deadline')) return refuse('actor.notConducting', { kind: actor.kind });
  const decision = theDecision(state);
  const { ballot } = decision;
  if (ballot === undefined) throw new Error('balloting without a ballot');
  const everyoneCast = ballot.electors.every(({ id }) => ballot.cast[id] !== undefined);
  // ACT-27: before its announced end a ballot closes only when everyone has cast.
  if (at <= ballot.closesAt && !(everyoneCast && actor.kind === 'chair'))
    return refuse('ballot.early', { until: ballot.closesAt });
  return admitPublic({
    type: 'ballotClosed',
    payload: { decision: decision.id, ...judged(state, decision, circumstances) },
  });
};

/** The chair's gavel: never automatic, and only when the rule holds. */
export const adopt = (
  state: DeliberationState,
  _act: ActOf<'adopt'>,
  circumstances: DeliberationCircumstances,
): Answer => {
  const { actor, at } = circumstances;
  if (!conducts(actor, 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  const decision = theDecision(state);
  if (decision.rule.method === 'ballot' && decision.ballot?.closedAt === undefined)
    return refuse('adoption.noBallot', { rule: decision.rule.id });
  if (at <= decision.objectionsUntil) return refuse('adoption.early', { until: decision.objectionsUntil });
  const { result, equalVoice } = judged(state, decision, circumstances);
  if (result.outcome !== 'adopted')
    return refuse('adoption.notPassed', { outcome: result.outcome, objectors: objectorsOf(state, decision) });
  return admitPublic({ type: 'textAdopted', payload: { decision: decision.id, result, equalVoice } });
};

export const reject = (
  state: DeliberationState,
  act: ActOf<'reject'>,
  circumstances: DeliberationCircumstances,
): Answer => {
  const { actor, at } = circumstances;
  if (!conducts(actor, 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  const decision = theDecision(state);
  if (decision.rule.method === 'ballot' && decision.ballot?.closedAt === undefined)
    return refuse('adoption.noBallot', { rule: decision.rule.id });
  if (at <= decision.objectionsUntil) return refuse('adoption.early', { until: decision.objectionsUntil });
  const refused = noteRefusal(act.note);
  if (refused !== undefined) return refused;
  const { result, equalVoice } = judged(state, decision, circumstances);
  if (result.outcome === 'adopted') return refuse('rejection.passed', { rule: decision.rule.id });
  return admitPublic({
    type: 'adoptionRejected',
    payload: { decision: decision.id, result, equalVoice, note: act.note },
  });
};

export const withdrawProposal = (
  state: DeliberationState,
  act: ActOf<'withdrawProposal'>,
  { actor }: DeliberationCircumstances,
): Answer => {
  if (!conducts(actor, 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  const refused = noteRefusal(act.note);
  if (refused !== undefined) return refused;
  return admitPublic({
    type: 'proposalWithdrawn',
    payload: { decision: theDecision(state).id, note: act.note },
  });
};

export const explain = (
  state: DeliberationState,
  act: ActOf<'explain'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  if (state.revision === undefined) return refuse('text.none');
  if (act.text.trim() === '') return refuse('act.reasonNeeded');
  if (act.text.length > ACT_LIMITS.EXPLANATION_CHARACTERS_MAX)
    return refuse('act.limit', {
      limit: 'EXPLANATION_CHARACTERS_MAX',
      max: ACT_LIMITS.EXPLANATION_CHARACTERS_MAX,
    });
  const known = new Set(state.revision.paragraphs.map((paragraph) => paragraph.pid));
  const unknown = act.paragraphs.filter((pid) => !known.has(pid));
  if (unknown.length > 0) return refuse('paragraph.unknown', { pid: unknown.join(', ') });
  const { member } = binding;
  const filed = state.explanations.filter((explanation) => explanation.member === member).length;
  if (filed >= ACT_LIMITS.EXPLANATIONS_PER_MEMBER_MAX)
    return refuse('act.limit', {
      limit: 'EXPLANATIONS_PER_MEMBER_MAX',
      max: ACT_LIMITS.EXPLANATIONS_PER_MEMBER_MAX,
    });
  const decision = state.decisions.at(-1)?.id;
  return admitPublic({
    type: 'explained',
    payload: {
      id: `e${state.explanations.length + 1}`,
      member,
      kind: act.kind,
      text: act.text,
      lang: act.lang,
      paragraphs: act.paragraphs,
      ...(decision === undefined ? {} : { decision }),
    },
  });
};
