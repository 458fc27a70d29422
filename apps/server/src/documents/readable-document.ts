import type { BodyState, DeliberationState, DocumentRights, DraftingDocument } from '@plenary/consensus';
import { NO_ROW } from '@plenary/drafting';
import type { LiveTexts } from '../rooms/live/live-texts.ts';
import type { LiveRoom } from '../rooms/live/live-room.ts';
import { refusedByRules } from '../refused.ts';
import { knownBody, knownDeliberation, type ReadingParts } from '../routes/known-state.ts';
import type { Viewer } from '../viewer.ts';

/** A live document that the viewer may read, with everything that decides about it. */
export interface ReadableDocument {
  readonly deliberation: string;
  readonly stream: string;
  readonly version: number;
  readonly state: DeliberationState;
  readonly body: BodyState;
  readonly document: DraftingDocument;
  readonly rights: DocumentRights;
}

export interface DocumentParts extends ReadingParts {
  readonly live: LiveTexts;
}

/** @throws Refused `stream.unknown`; `document.unknown` also for a document that is not for this viewer */
export const readableDocument = async (
  parts: DocumentParts,
  viewer: Viewer,
  { id, document }: { readonly id: string; readonly document: string },
): Promise<ReadableDocument> => {
  const { stream, version, state } = await knownDeliberation(parts, id);
  const { state: body } = await knownBody(parts);
  const found = Object.hasOwn(state.documents, document) ? state.documents[document] : undefined;
  const rights = parts.live.rightsOf({ state, body }, document, viewer);
  if (found === undefined || rights === undefined)
    throw refusedByRules({ code: 'document.unknown', facts: { document } });
  return { deliberation: id, stream, version, state, body, document: found, rights };
};

/** The room of a document, read when it is not in memory. */
export const roomOf = (
  { live }: DocumentParts,
  { deliberation, document, state }: ReadableDocument,
): Promise<LiveRoom> => live.room(deliberation, document, state);

/** The number of a document in the log, without reading it. */
export const numberOf = async (
  { live }: DocumentParts,
  { deliberation, document }: ReadableDocument,
): Promise<number> => (await live.store.open(deliberation, document.id, NO_ROW)).id;
