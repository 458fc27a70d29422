import type { ParagraphKind } from '../kinds.ts';
import type { AmendmentNumber, TokenId } from './token-id.ts';

/** Permanent id of a paragraph; its label is computed and may change. */
export type ParagraphId = string;

/**
 * Where a paragraph stands or once stood: the paragraph's own id for where it came into the text, and
 * `id@amendment.operation` for where a move put it.
 */
export type PlaceId = string;

/** The place before the first paragraph. */
export const TEXT_START: PlaceId = '';

/** A token of a paragraph. One that went stays as a tombstone, so that whatever named it keeps its place. */
export interface Token {
  readonly id: TokenId;
  readonly text: string;
  /** The token it hangs on; 0 is the start of the paragraph. */
  readonly anchor: TokenId;
  /** A replacement hangs before the first token that it replaces, all else after its anchor. */
  readonly side: 'before' | 'after';
  /** The amendment that took it away; 0 while it stands. */
  readonly deadBy: AmendmentNumber;
}

/** A paragraph with every token that was ever adopted into it, in the order of 1.4 of the engine. */
export interface AmendableParagraph {
  readonly id: ParagraphId;
  readonly kind: ParagraphKind;
  /** 0 for a whole paragraph, 1 to 4 for degrees of sub-paragraph. */
  readonly level: number;
  /** The amendment that brought it; 0 for the base. */
  readonly origin: AmendmentNumber;
  readonly deadBy: AmendmentNumber;
  readonly tokens: readonly Token[];
}

/** A place in the order of places; it stays when its paragraph moves on or goes. */
export interface Place {
  readonly id: PlaceId;
  readonly paragraph: ParagraphId;
  readonly anchor: PlaceId;
  readonly side: 'before' | 'after';
  readonly origin: AmendmentNumber;
  /** Place among the operations of its amendment. */
  readonly operation: number;
}

/**
 * A text that can be amended: a revision with what is needed to tell every later one from it. Values are never changed;
 * adopting gives a new one.
 */
export interface AmendableText {
  /** BCP 47 tag of the language; its list of force words weighs changes. */
  readonly language: string;
  /** Version of the cutting into tokens, see `TOKENISER_VERSION`. */
  readonly tokeniser: number;
  /** How many adoptions lie behind this revision. */
  readonly revision: number;
  readonly paragraphs: ReadonlyMap<ParagraphId, AmendableParagraph>;
  readonly places: readonly Place[];
  /** The revision that each adopted amendment brought. */
  readonly adopted: ReadonlyMap<AmendmentNumber, number>;
}

/** Words of a paragraph give way to others. `del` are neighbours in the revision the amendment is based on. */
export interface TextOperation {
  readonly type: 'text';
  readonly paragraph: ParagraphId;
  /** The live token before the range; 0 at the start of the paragraph. */
  readonly left: TokenId;
  /**
   * The token that follows `left`, where that one came by an earlier amendment: an insertion then hangs before it, for
   * behind `left` it would come to stand after it.
   */
  readonly before?: TokenId;
  readonly del: readonly TokenId[];
  readonly ins: readonly string[];
}
export interface InsertParagraphOperation {
  readonly type: 'insertParagraph';
  /** Id of the new paragraph. */
  readonly paragraph: ParagraphId;
  readonly after: PlaceId;
  /** The place that follows `after`, where that one came by an earlier amendment; as with words. */
  readonly before?: PlaceId;
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly ins: readonly string[];
}
export interface DeleteParagraphOperation {
  readonly type: 'deleteParagraph';
  readonly paragraph: ParagraphId;
}
export interface MoveParagraphOperation {
  readonly type: 'moveParagraph';
  readonly paragraph: ParagraphId;
  readonly after: PlaceId;
  readonly before?: PlaceId;
}
export type Operation =
  TextOperation | InsertParagraphOperation | DeleteParagraphOperation | MoveParagraphOperation;

/** A formal amendment: what it would do to the revision that it is based on, and for whom. */
export interface Amendment {
  readonly number: AmendmentNumber;
  /** Revision that its operations name tokens of. */
  readonly base: number;
  /** Sponsors, the main one first. */
  readonly by: readonly string[];
  readonly operations: readonly Operation[];
  /** The amendment that this one amends: its operations may name tokens which that one would bring. */
  readonly parent?: AmendmentNumber;
  /** Amendments without which this one makes no sense. */
  readonly needs?: readonly AmendmentNumber[];
  /** Amendments that its sponsors or the chair declare exclusive with it. */
  readonly excludes?: readonly AmendmentNumber[];
}

/** Why something cannot be done with a text or its amendments: a code and the facts. */
export interface AmendmentRefusal {
  readonly code: AmendmentRefusalCode;
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Codes of refusals with the facts that each names. */
export const AMENDMENT_REFUSALS = {
  'amendment.unknownParagraph': ['amendment', 'paragraph'],
  'amendment.unknownToken': ['amendment', 'paragraph'],
  'amendment.unknownPlace': ['amendment', 'place'],
  'amendment.paragraphTaken': ['amendment', 'paragraph'],
  'amendment.changesNothing': ['amendment'],
  'amendment.noWords': ['amendment'],
  'amendment.movesNowhere': ['amendment', 'paragraph'],
  'amendment.overlapsItself': ['amendment', 'paragraph'],
  'amendment.tooLarge': ['amendment', 'limit'],
  'amendment.conflict': ['amendment', 'other', 'kind'],
  'amendment.needs': ['amendment', 'needed'],
  'amendment.parent': ['amendment', 'parent'],
  'amendment.overtaken': ['amendment', 'standing'],
  'amendment.adopted': ['amendment'],
} as const;
export type AmendmentRefusalCode = keyof typeof AMENDMENT_REFUSALS;

export type AmendmentResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: AmendmentRefusal };
