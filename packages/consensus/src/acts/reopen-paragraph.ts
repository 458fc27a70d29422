import { admitPublic, conductRefusal, reasonRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { paragraphOf } from './items.ts';

/** ACT-29: what was agreed ad referendum is reopened with a reason for the record. */
export const reopenParagraph: AdmitAct<'reopenParagraph'> = (state, { pid, reason }, { actor }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  if (paragraphOf(state, pid) === undefined) return refuse('paragraph.unknown', { pid });
  if (state.marks[pid]?.status !== 'agreedAdRef') return refuse('paragraph.notAgreed', { pid });
  return reasonRefusal(reason) ?? admitPublic({ type: 'paragraphReopened', payload: { pid, reason } });
};
