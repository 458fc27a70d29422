import { admitPublic, conductRefusal, reasonRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { paragraphOf } from './items.ts';
import { statusOf } from './parked-paragraphs.ts';

/**
 * ACT-29, ACT-53: what was agreed ad referendum is reopened with a reason for the record; so is what was proposed for
 * deletion, as long as it was not deleted.
 */
export const reopenParagraph: AdmitAct<'reopenParagraph'> = (state, { pid, reason }, { actor }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  if (paragraphOf(state, pid) === undefined) return refuse('paragraph.unknown', { pid });
  const status = statusOf(state, pid);
  // ACT-52: what was deferred is released with all that was deferred with it.
  if (status === 'deferred') return refuse('paragraph.deferred', { pid });
  if (status !== 'agreedAdRef' && status !== 'deletionProposed')
    return refuse('paragraph.notAgreed', { pid });
  return reasonRefusal(reason) ?? admitPublic({ type: 'paragraphReopened', payload: { pid, reason } });
};
