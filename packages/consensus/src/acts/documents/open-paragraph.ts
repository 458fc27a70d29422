import { admitPublic, conductRefusal, idRefusal, limitRefusal, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';

/**
 * DOC-5: those who conduct open a paragraph of the working text to delegations, who may then edit it and not only suggest;
 * the latest list holds. A paragraph agreed ad referendum stays closed whatever the list says.
 */
export const openParagraph: AdmitAct<'openParagraph'> = (state, { paragraph, members }, { actor, body }) => {
  const refused = conductRefusal(actor, 'chair', 'facilitator', 'secretariat') ?? idRefusal(paragraph);
  if (refused !== undefined) return refused;
  if (members.length === 0) return refuse('member.none');
  const unknown = members.filter((member) => entryOf(body.members, member)?.role !== 'member');
  if (unknown.length > 0) return refuse('member.unknown', { members: unknown });
  const isNew = entryOf(state.openedParagraphs, paragraph) === undefined;
  if (isNew && Object.keys(state.openedParagraphs).length >= ACT_LIMITS.PARAGRAPHS_MAX)
    return limitRefusal('PARAGRAPHS_MAX');
  const listed = [...new Set(members)].sort();
  return admitPublic({ type: 'paragraphOpened', payload: { paragraph, members: listed } });
};

/** DOC-5: the paragraph is for suggestions again. */
export const closeParagraph: AdmitAct<'closeParagraph'> = (state, { paragraph }, { actor }) => {
  const refused = conductRefusal(actor, 'chair', 'facilitator', 'secretariat');
  if (refused !== undefined) return refused;
  if (entryOf(state.openedParagraphs, paragraph) === undefined)
    return refuse('document.paragraphClosed', { paragraph });
  return admitPublic({ type: 'paragraphClosed', payload: { paragraph } });
};
