import { bindingMember, limitRefusal, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { documentAudience } from '../visibility.ts';
import { openDocumentOf } from './document-access.ts';

/**
 * DOC-3: an empowered delegate of the owner invites another delegation to a draft, on record. Whoever was ever a party
 * sees who has access; the invited delegation sees the whole record of the document.
 */
export const shareDocument: AdmitAct<'shareDocument'> = (
  state,
  { document: id, member },
  { actor, body },
) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const found = openDocumentOf(state, id, actor);
  if ('refused' in found) return found.refused;
  const { document } = found;
  if (document.owner !== binding.member) return refuse('document.notOwner', { document: id });
  if (entryOf(body.members, member)?.role !== 'member')
    return refuse('member.unknown', { members: [member] });
  if (member === document.owner || document.sharedWith.includes(member))
    return refuse('document.shared', { document: id, member });
  if (document.sharedWith.length >= ACT_LIMITS.DOCUMENT_PARTNERS_MAX)
    return limitRefusal('DOCUMENT_PARTNERS_MAX');
  const shared = {
    ...document,
    sharedWith: [...document.sharedWith, member],
    formerly: document.formerly.filter((other) => other !== member),
  };
  return {
    admitted: true,
    events: [
      { type: 'documentShared', payload: { document: shared, member }, audience: documentAudience(shared) },
    ],
  };
};

/** DOC-3: an invitation is taken back by the owner, or given back by the invited; the draft closes for them at once. */
export const unshareDocument: AdmitAct<'unshareDocument'> = (
  state,
  { document: id, member },
  { actor, body },
) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const found = openDocumentOf(state, id, actor);
  if ('refused' in found) return found.refused;
  const { document } = found;
  if (document.owner !== binding.member && member !== binding.member)
    return refuse('document.notOwner', { document: id });
  if (!document.sharedWith.includes(member)) return refuse('document.notShared', { document: id, member });
  return {
    admitted: true,
    events: [
      {
        type: 'documentUnshared',
        payload: { document: id, member },
        audience: documentAudience(document),
      },
    ],
  };
};
