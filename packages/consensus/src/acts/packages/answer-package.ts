import { admitPublic, bindingMember, limitRefusal, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { needsReason } from '../stance-taken.ts';
import { standingPackage } from './share-package.ts';

/**
 * PKP-5: an empowered delegate of a named delegation says where it stands on the package, for those who conduct alone;
 * the last word counts, and it is no position on the text. To others the package is not there.
 */
export const answerPackage: AdmitAct<'answerPackage'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const isNamed = entryOf(state.packages, act.package)?.sharedWith.includes(member) === true;
  if (!isNamed) return refuse('keptPackage.unknown', { package: act.package });
  const found = standingPackage(state, act.package);
  if ('refused' in found) return found.refused;
  const { stance, reason } = act;
  if (needsReason(stance) && reason.trim() === '') return refuse('position.reasonNeeded', { stance });
  if (reason.length > ACT_LIMITS.REASON_CHARACTERS_MAX) return limitRefusal('REASON_CHARACTERS_MAX');
  const held = entryOf(entryOf(state.packageAnswers, act.package) ?? {}, member);
  if (held?.stance === stance && held.reason === reason) return admitPublic();
  return {
    admitted: true,
    events: [
      {
        type: 'packageAnswered',
        payload: { package: act.package, member, stance, reason },
        audience: `own:${member}`,
      },
    ],
  };
};
