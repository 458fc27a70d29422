import { admitPublic, bindingMember, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { covers } from './effective-stance.ts';
import { entryOf } from './entry-of.ts';

/** ACT-26: a member outside the group joins its statement; one that had dissociated itself returns. */
export const alignWithStatement: AdmitAct<'alignWithStatement'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const statement = entryOf(state.groupStatements, act.statement);
  if (statement === undefined) return refuse('statement.unknown', { statement: act.statement });
  if (covers(statement, member)) return refuse('statement.aligned', { statement: statement.id });
  return admitPublic({ type: 'alignedWithStatement', payload: { member, statement: statement.id } });
};
