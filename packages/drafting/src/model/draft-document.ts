import * as Y from 'yjs';

/**
 * The shared types of a working text. Elements of a sequence are never deleted and everything else is a register, so
 * that two people who act at the same time can neither lose nor double a character (docs/decisions/0009).
 *
 * - `texts`: text id → sequence of characters and embeds. A paragraph's own text has the id of the paragraph; words
 *   suggested by a delegation stand in a text of their own named `SUGGESTION.n`.
 * - `places`: the places at which paragraphs can stand, in their order; never removed.
 * - `props`: `PARAGRAPH/name` → register of a paragraph.
 * - `cuts`: `TEXT/id` → the elements taken out, by id.
 * - `marks`: `TEXT/id` → emphasis laid on or taken off a stretch.
 * - `suggestions`: `SUGGESTION/name` → register of a suggestion.
 * - `brackets`: `BRACKET/name` → register of a bracket.
 * - `decisions`: `AMENDMENT/name` → what the words of a decision changed here; written by the service alone.
 * - `restores`: `PARAGRAPH/id` → the moment whose words the paragraph was given back.
 */
export interface DraftDocument {
  readonly doc: Y.Doc;
  readonly texts: Y.Map<Y.Text>;
  readonly places: Y.Array<string>;
  readonly props: Y.Map<unknown>;
  readonly cuts: Y.Map<unknown>;
  readonly marks: Y.Map<unknown>;
  readonly suggestions: Y.Map<unknown>;
  readonly brackets: Y.Map<unknown>;
  readonly decisions: Y.Map<unknown>;
  readonly restores: Y.Map<unknown>;
}

/**
 * Raised with every kind of content, register or embed that is added. A client of another version is told to reload: it
 * would show less than there is.
 */
export const DRAFT_SCHEMA_VERSION = 4;

/** The root maps whose values are registers. */
export const REGISTER_ROOTS = [
  'props',
  'cuts',
  'marks',
  'suggestions',
  'brackets',
  'decisions',
  'restores',
] as const;
export type RegisterRoot = (typeof REGISTER_ROOTS)[number];

/** The root names of a working text; any other is refused by the gate. */
export const DRAFT_ROOTS = ['texts', 'places', ...REGISTER_ROOTS] as const;
export type DraftRoot = (typeof DRAFT_ROOTS)[number];

/** A Yjs document as every party must hold it: nothing is collected, for anchors and history name what was cut. */
export const newYDoc = (): Y.Doc => new Y.Doc({ gc: false });

/** The typed roots of a Yjs document; asking for them writes nothing. */
export const draftDocument = (doc: Y.Doc): DraftDocument => ({
  doc,
  texts: doc.getMap<Y.Text>('texts'),
  places: doc.getArray<string>('places'),
  props: doc.getMap('props'),
  cuts: doc.getMap('cuts'),
  marks: doc.getMap('marks'),
  suggestions: doc.getMap('suggestions'),
  brackets: doc.getMap('brackets'),
  decisions: doc.getMap('decisions'),
  restores: doc.getMap('restores'),
});

/** Ids of paragraphs, places, suggestions and brackets: 1 to 32 letters, digits, `_` or `-`. */
export const ID = /^[A-Za-z0-9_-]{1,32}$/;
/** Ids of texts: that of a paragraph, or that of a suggestion, a point and another such id. */
export const TEXT_ID = /^[A-Za-z0-9_-]{1,32}(?:\.[A-Za-z0-9_-]{1,32})?$/;

/** The suggestion whose words a text holds; undefined for the text of a paragraph. */
export const suggestionOfText = (text: string): string | undefined => {
  const at = text.indexOf('.');
  return at === -1 ? undefined : text.slice(0, at);
};

/** `owner/name` → its two parts; undefined when there is no `/`. */
export const parseKey = (key: string): { readonly owner: string; readonly name: string } | undefined => {
  const at = key.indexOf('/');
  return at === -1 ? undefined : { owner: key.slice(0, at), name: key.slice(at + 1) };
};
