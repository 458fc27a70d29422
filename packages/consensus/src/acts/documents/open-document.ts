import type { Actor, BodyState, DeliberationState, MemberId } from '../../types.ts';
import type { DocumentKind } from '../../vocabulary.ts';
import { conductRefusal, idRefusal, limitRefusal, refuse, type Refused } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { documentAudience } from '../visibility.ts';
import { draftingMember, isWritable } from './document-access.ts';

/** Whose document it will be, nobody's for a working text; or why this actor opens none of this kind. */
const ownerOf = (
  kind: DocumentKind,
  actor: Actor,
  body: BodyState,
): { readonly owner: MemberId | undefined } | { readonly refused: Refused } => {
  if (kind !== 'workingText') {
    const drafting = draftingMember(actor, body);
    return 'refused' in drafting ? drafting : { owner: drafting.member };
  }
  const refused = conductRefusal(actor, 'chair', 'facilitator', 'secretariat');
  return refused === undefined ? { owner: undefined } : { refused };
};

/** DOC-1, DOC-2: what keeps one more document from being opened beside those that are there. */
const besideOthers = (
  state: DeliberationState,
  kind: DocumentKind,
  lang: string,
  owner: MemberId | undefined,
): Refused | undefined => {
  const documents = Object.values(state.documents);
  if (owner === undefined) {
    const texts = documents.filter((document) => document.owner === undefined);
    if (texts.length >= ACT_LIMITS.DOCUMENTS_MAX) return limitRefusal('DOCUMENTS_MAX');
    const other = documents.find(
      (document) => document.kind === kind && document.lang === lang && isWritable(state, document),
    );
    return other === undefined ? undefined : refuse('document.exists', { document: other.id, lang });
  }
  const own = documents.filter((document) => document.owner === owner);
  if (own.length >= ACT_LIMITS.DRAFTS_PER_MEMBER_MAX) return limitRefusal('DRAFTS_PER_MEMBER_MAX');
  const open = own.filter(({ closedAt }) => closedAt === undefined);
  return open.length >= ACT_LIMITS.OPEN_DRAFTS_PER_MEMBER_MAX
    ? limitRefusal('OPEN_DRAFTS_PER_MEMBER_MAX')
    : undefined;
};

/**
 * DOC-1, DOC-2: those who conduct open the working text, one for each language at a time; a delegation opens drafts of its
 * own. A working text and an amendment begin from the revision in force, a statement from nothing.
 */
export const openDocument: AdmitAct<'openDocument'> = (state, act, { actor, body }) => {
  const { id, kind, lang, title } = act;
  const owning = ownerOf(kind, actor, body);
  if ('refused' in owning) return owning.refused;
  const malformed = idRefusal(id);
  if (malformed !== undefined) return malformed;
  if (title.trim() === '') return refuse('document.untitled');
  if (title.length > ACT_LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX)
    return limitRefusal('DOCUMENT_TITLE_CHARACTERS_MAX');
  if (kind !== 'statementDraft') {
    if (state.revision === undefined) return refuse('text.none');
    if (state.phase === 'adopted') return refuse('act.outOfOrder', { act: act.type, phase: state.phase });
  }
  if (entryOf(state.documents, id) !== undefined) return refuse('document.taken', { document: id });
  const { owner } = owning;
  const refused = besideOthers(state, kind, lang, owner);
  if (refused !== undefined) return refused;
  const base = kind === 'statementDraft' ? undefined : state.revision?.hash;
  const document = {
    id,
    kind,
    lang,
    title,
    ...(owner === undefined ? { readers: act.readers ?? 'members' } : { owner }),
    sharedWith: [],
    formerly: [],
    ...(base === undefined ? {} : { base }),
  };
  return {
    admitted: true,
    events: [{ type: 'documentOpened', payload: { document }, audience: documentAudience(document) }],
  };
};
