import { admitPublic, bindingMember, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { covers } from './effective-stance.ts';
import { entryOf } from './entry-of.ts';

/** ACT-27: a member for whom a statement speaks leaves it and is silent until it speaks itself. */
export const dissociateFromStatement: AdmitAct<'dissociateFromStatement'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const statement = entryOf(state.groupStatements, act.statement);
  if (statement === undefined) return refuse('statement.unknown', { statement: act.statement });
  if (!covers(statement, member)) return refuse('statement.notCovered', { statement: statement.id });
  return admitPublic({ type: 'dissociatedFromStatement', payload: { member, statement: statement.id } });
};
