import { tokenise, TOKENISER_VERSION } from '../tokens.ts';
import type { ParagraphKind } from '../kinds.ts';
import {
  TEXT_START,
  type AmendableParagraph,
  type AmendableText,
  type ParagraphId,
  type Place,
  type PlaceId,
  type Token,
} from './model.ts';
import { PARAGRAPH_START } from './token-id.ts';

/** A paragraph of an issued text, as it comes to the engine. */
export interface IssuedParagraph {
  readonly id: ParagraphId;
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly text: string;
}

/**
 * An issued revision as a text that can be amended. Tokens are numbered from 1 through the whole text; ids of
 * paragraphs must be different from each other (a fault of the caller otherwise).
 */
export const amendableText = (language: string, issued: readonly IssuedParagraph[]): AmendableText => {
  let next = PARAGRAPH_START + 1;
  const paragraphs = new Map<ParagraphId, AmendableParagraph>();
  const places: Place[] = [];
  let anchorPlace = TEXT_START;
  for (const { id, kind, level, text } of issued) {
    if (paragraphs.has(id)) throw new Error(`two paragraphs are named ${id}`);
    let anchor = PARAGRAPH_START;
    const tokens = tokenise(text.normalize('NFC')).map((word): Token => {
      const token = { id: next, text: word, anchor, side: 'after', deadBy: 0 } as const;
      anchor = next;
      next += 1;
      return token;
    });
    paragraphs.set(id, { id, kind, level, origin: 0, deadBy: 0, tokens });
    places.push({ id, paragraph: id, anchor: anchorPlace, side: 'after', origin: 0, operation: 0 });
    anchorPlace = id;
  }
  return { language, tokeniser: TOKENISER_VERSION, revision: 0, paragraphs, places, adopted: new Map() };
};

/** Tokens that stand, in order. */
export const liveTokens = ({ tokens }: AmendableParagraph): readonly Token[] =>
  tokens.every(({ deadBy }) => deadBy === 0) ? tokens : tokens.filter(({ deadBy }) => deadBy === 0);

/** The words of a paragraph. */
export const plainText = (paragraph: AmendableParagraph): string =>
  liveTokens(paragraph)
    .map(({ text }) => text)
    .join('');

/** Places and paragraphs are never changed: what follows from them alone is worked out once, for every text that shares them. */
const knownPlaces = new WeakMap<AmendableText['places'], ReadonlyMap<ParagraphId, Place>>();
const knownIssued = new WeakMap<AmendableParagraph, IssuedParagraph>();

/** The place where each paragraph stands: of several, that of the amendment with the highest number. */
export const livingPlaces = ({ places }: AmendableText): ReadonlyMap<ParagraphId, Place> => {
  const known = knownPlaces.get(places);
  if (known !== undefined) return known;
  const living = new Map<ParagraphId, Place>();
  for (const place of places) {
    const best = living.get(place.paragraph);
    if (
      best === undefined ||
      place.origin > best.origin ||
      (place.origin === best.origin && place.operation > best.operation)
    )
      living.set(place.paragraph, place);
  }
  knownPlaces.set(places, living);
  return living;
};

/** Paragraphs that stand, in order. */
export const standingParagraphs = (text: AmendableText): readonly AmendableParagraph[] => {
  const living = livingPlaces(text);
  return text.places.flatMap((place) => {
    const paragraph = text.paragraphs.get(place.paragraph);
    return paragraph === undefined || paragraph.deadBy !== 0 || living.get(place.paragraph) !== place
      ? []
      : [paragraph];
  });
};

const issued = (paragraph: AmendableParagraph): IssuedParagraph => {
  const known = knownIssued.get(paragraph);
  if (known !== undefined) return known;
  const { id, kind, level } = paragraph;
  const made = { id, kind, level, text: plainText(paragraph) };
  knownIssued.set(paragraph, made);
  return made;
};

/**
 * A text as it is issued: its standing paragraphs with their words. What did not change from one text to the next is the
 * very same value in both.
 */
export const issuedParagraphs = (text: AmendableText): readonly IssuedParagraph[] =>
  standingParagraphs(text).map(issued);

/** Where something hangs that is to stand directly behind an anchor. */
export interface Behind<Id> {
  readonly after: Id;
  readonly before?: Id;
}

/**
 * Directly behind an anchor is `after` it, unless something of another amendment hangs there already: then it is
 * `before` that.
 */
export const behind = <Id>(
  ordered: readonly { readonly id: Id; readonly anchor: Id; readonly side: 'before' | 'after' }[],
  anchor: Id,
  isForeign: (id: Id) => boolean,
  index: number,
): Behind<Id> => {
  const next = ordered[index + 1];
  const isTaken = ordered.some((one) => one.anchor === anchor && one.side === 'after' && isForeign(one.id));
  return isTaken && next !== undefined ? { after: anchor, before: next.id } : { after: anchor };
};

/** The place of a paragraph as an amendment to this revision names it; undefined when there is no such paragraph. */
export const placeOf = (text: AmendableText, paragraph: ParagraphId): PlaceId | undefined =>
  livingPlaces(text).get(paragraph)?.id;
