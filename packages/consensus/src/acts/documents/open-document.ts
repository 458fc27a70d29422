import type { Fact, DeliberationEvent } from '../../types.ts';
import { conductRefusal, limitRefusal, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { ACT_LIMITS } from '../limits.ts';
import { documentAudience } from '../visibility.ts';
import { draftingMember, isWritable } from './document-access.ts';

/**
 * DOC-1, DOC-2: those who conduct open the working text, one for each language at a time; a delegation opens drafts of its
 * own. A working text and an amendment begin from the revision in force, a statement from nothing.
 */
export const openDocument: AdmitAct<'openDocument'> = (state, act, { actor, body }) => {
  const { kind, lang, title } = act;
  if (title.trim() === '') return refuse('document.untitled');
  if (title.length > ACT_LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX)
    return limitRefusal('DOCUMENT_TITLE_CHARACTERS_MAX');
  const documents = Object.values(state.documents);
  if (documents.length >= ACT_LIMITS.DOCUMENTS_MAX) return limitRefusal('DOCUMENTS_MAX');
  if (kind !== 'statementDraft' && state.revision === undefined) return refuse('text.none');
  const id = `doc${documents.length + 1}`;
  const base = kind === 'statementDraft' ? undefined : state.revision?.hash;
  const common = {
    id,
    kind,
    lang,
    title,
    sharedWith: [],
    formerly: [],
    ...(base === undefined ? {} : { base }),
  };
  const opened = (
    document: Extract<DeliberationEvent, { type: 'documentOpened' }>['payload']['document'],
  ) => ({
    admitted: true as const,
    events: [
      { type: 'documentOpened', payload: { document }, audience: documentAudience(document) },
    ] satisfies readonly Fact<DeliberationEvent>[],
  });
  if (kind === 'workingText') {
    const refused = conductRefusal(actor, 'chair', 'facilitator', 'secretariat');
    if (refused !== undefined) return refused;
    if (state.phase === 'adopted') return refuse('act.outOfOrder', { act: act.type, phase: state.phase });
    const other = documents.find(
      (document) => document.kind === kind && document.lang === lang && isWritable(state, document),
    );
    if (other !== undefined) return refuse('document.exists', { document: other.id, lang });
    return opened({ ...common, readers: act.readers ?? 'members' });
  }
  const drafting = draftingMember(actor, body);
  if ('refused' in drafting) return drafting.refused;
  if (kind === 'amendmentDraft' && state.phase === 'adopted')
    return refuse('act.outOfOrder', { act: act.type, phase: state.phase });
  const own = documents.filter(({ owner, closedAt }) => owner === drafting.member && closedAt === undefined);
  if (own.length >= ACT_LIMITS.OPEN_DRAFTS_PER_MEMBER_MAX) return limitRefusal('OPEN_DRAFTS_PER_MEMBER_MAX');
  return opened({ ...common, owner: drafting.member });
};
