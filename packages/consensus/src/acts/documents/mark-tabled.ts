import { admitPublic, bindingMember, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { documentAudience } from '../visibility.ts';
import { hasAccess, openDocumentOf } from './document-access.ts';

/**
 * DOC-29: an empowered delegate of a delegation that writes in an amendment in preparation says which amendment of its own
 * came of it. Its parties alone are told: what was written together, and with whom, stays theirs.
 */
export const markTabled: AdmitAct<'markTabled'> = (state, { document: id, amendment }, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const found = openDocumentOf(state, id, actor);
  if ('refused' in found) return found.refused;
  const { document } = found;
  if (document.kind !== 'amendmentDraft' || !hasAccess(document, member))
    return refuse('document.unknown', { document: id });
  const tabled = entryOf(state.amendments, amendment);
  if (tabled === undefined) return refuse('amendment.unknown', { amendment });
  if (!tabled.sponsors.includes(member)) return refuse('amendment.notSponsor', { amendment, member });
  if (document.tabledAs?.includes(amendment) === true) return admitPublic();
  return {
    admitted: true,
    events: [
      {
        type: 'draftTabled',
        payload: { document: id, amendment },
        audience: documentAudience(document),
      },
    ],
  };
};
