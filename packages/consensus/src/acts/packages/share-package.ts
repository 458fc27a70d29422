import type { DeliberationState, KeptPackage, SharedPackage } from '../../types.ts';
import { conductRefusal, limitRefusal, reasonRefusal, refuse, type Refused } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { packageAudience } from '../visibility.ts';

/** PKP-3: a package that is there and was not withdrawn, or the refusal. */
export const standingPackage = (
  { packages }: DeliberationState,
  id: string,
): { readonly kept: KeptPackage } | { readonly refused: Refused } => {
  const kept = entryOf(packages, id);
  if (kept === undefined) return { refused: refuse('keptPackage.unknown', { package: id }) };
  if (kept.withdrawn !== undefined) return { refused: refuse('keptPackage.withdrawn', { package: id }) };
  return { kept };
};

/** The package as delegations see it: the note is for those who conduct. */
const sharedPackage = (kept: KeptPackage): SharedPackage => {
  const { note: _, notedAt: _at, ...shared } = kept;
  return shared;
};

/**
 * PKP-4: whoever conducts shares a package with named delegations, as a proposal of theirs; later with more of them. All
 * who are named see the package and who else is named.
 */
export const sharePackage: AdmitAct<'sharePackage'> = (state, act, { actor, body, at }) => {
  const notConducting = conductRefusal(actor, 'chair', 'facilitator', 'secretariat');
  if (notConducting !== undefined) return notConducting;
  const found = standingPackage(state, act.package);
  if ('refused' in found) return found.refused;
  const { kept } = found;
  const unknown = act.members.filter((id) => entryOf(body.members, id)?.role !== 'member');
  if (unknown.length > 0) return refuse('member.unknown', { members: unknown });
  const members = [...new Set(act.members)].filter((id) => !kept.sharedWith.includes(id));
  if (members.length === 0) return refuse('keptPackage.shared', { package: kept.id });
  if (act.words.length > ACT_LIMITS.REASON_CHARACTERS_MAX) return limitRefusal('REASON_CHARACTERS_MAX');
  const shared = sharedPackage({
    ...kept,
    sharedWith: [...kept.sharedWith, ...members],
    words: act.words,
    sharedAt: at,
  });
  return {
    admitted: true,
    // The whole record, for whom it is new.
    events: [
      { type: 'packageShared', payload: { package: shared, members }, audience: packageAudience(shared) },
    ],
  };
};

/** PKP-6: whoever conducts takes a package back and says why; it stays on record. */
export const withdrawPackage: AdmitAct<'withdrawPackage'> = (state, act, { actor }) => {
  const notConducting = conductRefusal(actor, 'chair', 'facilitator', 'secretariat');
  if (notConducting !== undefined) return notConducting;
  const found = standingPackage(state, act.package);
  if ('refused' in found) return found.refused;
  const refused = reasonRefusal(act.reason);
  if (refused !== undefined) return refused;
  return {
    admitted: true,
    events: [
      {
        type: 'packageWithdrawn',
        payload: { package: act.package, reason: act.reason },
        audience: packageAudience(found.kept),
      },
    ],
  };
};
