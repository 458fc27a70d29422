import { admitPublic, conductRefusal, limitRefusal } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { ACT_LIMITS } from '../limits.ts';
import { standingPackage } from './share-package.ts';

/**
 * PKP-37: whoever conducts writes another note on a package. It is for those who conduct alone, also once the package is
 * shared; the newest is shown, and the earlier ones stay in the record.
 */
export const annotatePackage: AdmitAct<'annotatePackage'> = (state, act, { actor }) => {
  const notConducting = conductRefusal(actor, 'chair', 'facilitator', 'secretariat');
  if (notConducting !== undefined) return notConducting;
  const found = standingPackage(state, act.package);
  if ('refused' in found) return found.refused;
  const { note } = act;
  if (note.length > ACT_LIMITS.REASON_CHARACTERS_MAX) return limitRefusal('REASON_CHARACTERS_MAX');
  if (note === (found.kept.note ?? '')) return admitPublic();
  return {
    admitted: true,
    events: [{ type: 'packageAnnotated', payload: { package: act.package, note }, audience: 'chair' }],
  };
};
