import { bindingMember, conductRefusal, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { documentAudience } from '../visibility.ts';
import { openDocumentOf } from './document-access.ts';

/** DOC-4: a working text is closed by those who conduct, a draft by an empowered delegate of its owner. */
export const closeDocument: AdmitAct<'closeDocument'> = (state, { document: id }, { actor, body }) => {
  const found = openDocumentOf(state, id, actor);
  if ('refused' in found) return found.refused;
  const { document } = found;
  if (document.owner === undefined) {
    const refused = conductRefusal(actor, 'chair', 'facilitator', 'secretariat');
    if (refused !== undefined) return refused;
  } else {
    const binding = bindingMember(actor, body);
    if ('refused' in binding) return binding.refused;
    if (binding.member !== document.owner) return refuse('document.notOwner', { document: id });
  }
  return {
    admitted: true,
    events: [{ type: 'documentClosed', payload: { document: id }, audience: documentAudience(document) }],
  };
};
