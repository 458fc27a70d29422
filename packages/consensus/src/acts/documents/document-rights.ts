import type { BodyState, DeliberationState, DraftingDocument, ParagraphId } from '../../types.ts';
import { entryOf } from '../entry-of.ts';
import { maySee, wordsAudience, type Onlooker } from '../visibility.ts';
import { hasAccess, isWritable } from './document-access.ts';

export const DOCUMENT_ROLES = ['edit', 'suggest', 'read'] as const;
/** `edit`: change the text; `suggest`: propose only; `read`: nothing. */
export type DocumentRole = (typeof DOCUMENT_ROLES)[number];

/** What somebody may do in a live document, in this state of the deliberation. */
export interface DocumentRights {
  readonly role: DocumentRole;
  /** Paragraphs, by their ids in the live text, that are closed to everyone. */
  readonly closed: readonly string[];
  /** Paragraphs that somebody who may only suggest may edit all the same. */
  readonly opened: readonly string[];
}

const NONE: readonly string[] = [];

/** Ids in the live text of the paragraphs that are not open: agreed ad referendum, set aside, deleted or adopted. */
const closedParagraphs = ({ marks, sources }: DeliberationState): readonly string[] => {
  const isClosed = (pid: ParagraphId): boolean => {
    const status = entryOf(marks, pid)?.status ?? 'open';
    return status !== 'open';
  };
  const issued = Object.keys(marks).filter(isClosed);
  const fromLiveText = Object.entries(sources).flatMap(([source, pid]) => (isClosed(pid) ? [source] : []));
  return [...issued, ...fromLiveText].sort();
};

/** DOC-7, DOC-8: of a draft, its parties; it is theirs alone, and they write it as they like. */
const draftRights = (
  state: DeliberationState,
  document: DraftingDocument,
  { kind, member }: Onlooker,
): DocumentRights | undefined => {
  if (kind !== 'delegate' || member === undefined || !hasAccess(document, member)) return undefined;
  return { role: isWritable(state, document) ? 'edit' : 'read', closed: NONE, opened: NONE };
};

/**
 * DOC-7 to DOC-9: what somebody may do in a live document; undefined for whoever may not even read it. Asked anew whenever
 * the deliberation goes on: a right that is gone is gone at once.
 */
export const documentRights = (
  state: DeliberationState,
  document: DraftingDocument,
  viewer: Onlooker,
  body: BodyState,
): DocumentRights | undefined => {
  if (document.owner !== undefined) return draftRights(state, document, viewer);
  const { kind, member } = viewer;
  if (!maySee(viewer, wordsAudience(document))) return undefined;
  const closed = closedParagraphs(state);
  if (!isWritable(state, document)) return { role: 'read', closed, opened: NONE };
  if (kind === 'chair' || kind === 'facilitator' || kind === 'secretariat')
    return { role: 'edit', closed, opened: NONE };
  if (kind !== 'delegate' || member === undefined || entryOf(body.members, member)?.role !== 'member')
    return { role: 'read', closed, opened: NONE };
  const opened = Object.entries(state.openedParagraphs).flatMap(([paragraph, members]) =>
    members.includes(member) && !closed.includes(paragraph) ? [paragraph] : [],
  );
  return { role: 'suggest', closed, opened: opened.sort() };
};
