import type { BodyEvent, BodyState, Recorded } from '../types.ts';

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> => {
  const { [key]: _gone, ...rest } = record;
  return rest;
};

/** The body after one more event. The first event founds it; any other on an empty stream is a fault of the record. */
export const evolveBody = (state: BodyState | undefined, event: Recorded<BodyEvent>): BodyState => {
  if (event.type === 'bodyFounded') {
    const { id, names, exercise, rules, defaultRule } = event.payload;
    return {
      id,
      names,
      exercise,
      foundedAt: event.at,
      members: {},
      groups: {},
      rules: Object.fromEntries(rules.map((rule) => [rule.id, rule])),
      defaultRule,
      ruleProposals: {},
      deliberations: [],
    };
  }
  if (state === undefined) throw new Error(`${event.type} on a body that was not founded`);
  switch (event.type) {
    case 'membersAdmitted':
      return {
        ...state,
        members: {
          ...state.members,
          ...Object.fromEntries(
            event.payload.members.map((member) => [member.id, { ...member, admittedAt: event.at }]),
          ),
        },
      };
    case 'groupDeclared':
      return { ...state, groups: { ...state.groups, [event.payload.group.id]: event.payload.group } };
    case 'ruleProposed': {
      const { rule, objectionsUntil } = event.payload;
      const proposal = { rule, proposedAt: event.at, objectionsUntil, objections: {} };
      return { ...state, ruleProposals: { ...state.ruleProposals, [rule.id]: proposal } };
    }
    case 'ruleObjected': {
      const { rule, member, reason } = event.payload;
      const proposal = state.ruleProposals[rule];
      if (proposal === undefined) throw new Error(`objection to a rule that was not proposed: ${rule}`);
      const objections = { ...proposal.objections, [member]: { at: event.at, reason } };
      return { ...state, ruleProposals: { ...state.ruleProposals, [rule]: { ...proposal, objections } } };
    }
    case 'ruleAdopted': {
      const proposal = state.ruleProposals[event.payload.rule];
      if (proposal === undefined) throw new Error(`a rule that was not proposed: ${event.payload.rule}`);
      return {
        ...state,
        rules: { ...state.rules, [event.payload.rule]: proposal.rule },
        ruleProposals: without(state.ruleProposals, event.payload.rule),
      };
    }
    case 'ruleRejected':
      return { ...state, ruleProposals: without(state.ruleProposals, event.payload.rule) };
    case 'deliberationListed':
      return { ...state, deliberations: [...state.deliberations, event.payload.deliberation] };
  }
};
