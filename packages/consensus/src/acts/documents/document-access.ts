import type {
  Actor,
  BodyState,
  DeliberationState,
  DocumentId,
  DraftingDocument,
  MemberId,
} from '../../types.ts';
import { refuse, type Refused } from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import { documentAudience, maySee } from '../visibility.ts';

/** DOC-1: drafts are written by any delegate of a member. The member, or the refusal. */
export const draftingMember = (
  actor: Actor,
  body: BodyState,
): { readonly member: MemberId } | { readonly refused: Refused } => {
  const { member } = actor;
  return actor.kind !== 'delegate' || member === undefined || entryOf(body.members, member)?.role !== 'member'
    ? { refused: refuse('actor.notMember', { kind: actor.kind }) }
    : { member };
};

/**
 * DOC-4: whether a document can still be written in. With the adoption of the text its working texts and the amendments in
 * preparation are closed; statements are prepared for after it.
 */
export const isWritable = (state: DeliberationState, { kind, closedAt }: DraftingDocument): boolean =>
  closedAt === undefined && (kind === 'statementDraft' || state.phase !== 'adopted');

/** A document that is there for this actor and open, or the refusal; nobody is told of the drafts of others. */
export const openDocumentOf = (
  state: DeliberationState,
  id: DocumentId,
  { kind, member }: Actor,
): { readonly document: DraftingDocument } | { readonly refused: Refused } => {
  const document = entryOf(state.documents, id);
  const onlooker = member === undefined ? { kind } : { kind, member };
  if (document === undefined || !maySee(onlooker, documentAudience(document)))
    return { refused: refuse('document.unknown', { document: id }) };
  return isWritable(state, document)
    ? { document }
    : { refused: refuse('document.closed', { document: id }) };
};

/** Whether a delegation has access to a draft now. */
export const hasAccess = ({ owner, sharedWith }: DraftingDocument, member: MemberId): boolean =>
  owner === member || sharedWith.includes(member);
