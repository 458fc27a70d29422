import { hangingOrder } from './hanging-order.ts';
import {
  TEXT_START,
  type AmendableParagraph,
  type AmendableText,
  type Amendment,
  type InsertParagraphOperation,
  type ParagraphId,
  type Place,
  type PlaceId,
  type TextOperation,
  type Token,
} from './model.ts';
import { originOf, PARAGRAPH_START, tokenId, type AmendmentNumber, type TokenId } from './token-id.ts';

const ordered = (tokens: readonly Token[], paragraphOrigin: AmendmentNumber): readonly Token[] =>
  hangingOrder(tokens, {
    id: ({ id }) => id,
    anchor: ({ anchor }) => anchor,
    side: ({ side }) => side,
    origin: ({ id }) => originOf(id),
    rank: ({ id }) => id,
    start: PARAGRAPH_START,
    startOrigin: paragraphOrigin,
  });

const orderedPlaces = (places: readonly Place[]): readonly Place[] =>
  hangingOrder(places, {
    id: ({ id }) => id,
    anchor: ({ anchor }) => anchor,
    side: ({ side }) => side,
    origin: ({ origin }) => origin,
    rank: ({ operation }) => operation,
    start: TEXT_START,
    startOrigin: 0,
  });

const brought = (
  amendment: AmendmentNumber,
  operation: number,
  words: readonly string[],
  first: Pick<Token, 'anchor' | 'side'>,
): readonly Token[] =>
  words.map((text, index) => ({
    id: tokenId(amendment, operation, index),
    text,
    anchor: index === 0 ? first.anchor : tokenId(amendment, operation, index - 1),
    side: index === 0 ? first.side : 'after',
    deadBy: 0,
  }));

const hangsOn = <Id>(after: Id, before: Id | undefined): { anchor: Id; side: 'before' | 'after' } =>
  before === undefined ? { anchor: after, side: 'after' } : { anchor: before, side: 'before' };

/** The place to which an operation moves a paragraph. */
export const movedPlace = (paragraph: ParagraphId, amendment: AmendmentNumber, operation: number): PlaceId =>
  `${paragraph}@${amendment}.${operation}`;

/** What comes and goes in one paragraph. */
interface WordChanges {
  readonly came: Token[];
  readonly gone: Map<TokenId, AmendmentNumber>;
}

const changed = (paragraph: AmendableParagraph, { came, gone }: WordChanges): AmendableParagraph => {
  const ends = (token: Token): Token => {
    const deadBy = token.deadBy === 0 ? gone.get(token.id) : undefined;
    return deadBy === undefined ? token : { ...token, deadBy };
  };
  const tokens = came.length === 0 ? paragraph.tokens : [...paragraph.tokens, ...came];
  const ended = gone.size === 0 ? tokens : tokens.map(ends);
  return { ...paragraph, tokens: came.length === 0 ? ended : ordered(ended, paragraph.origin) };
};

/** A text while amendments are applied to it; what is not touched is shared with the text before. */
class Draft {
  readonly paragraphs: Map<ParagraphId, AmendableParagraph>;
  readonly places: Place[] = [];
  private readonly words = new Map<ParagraphId, WordChanges>();

  constructor(text: AmendableText) {
    this.paragraphs = new Map(text.paragraphs);
  }

  apply({ number, operations }: Amendment): void {
    operations.forEach((operation, at) => {
      switch (operation.type) {
        case 'text':
          return this.changeWords(number, at, operation);
        case 'insertParagraph':
          return this.insert(number, at, operation);
        case 'deleteParagraph': {
          const paragraph = this.paragraphs.get(operation.paragraph);
          if (paragraph?.deadBy === 0) this.paragraphs.set(paragraph.id, { ...paragraph, deadBy: number });
          return undefined;
        }
        case 'moveParagraph':
          this.places.push({
            id: movedPlace(operation.paragraph, number, at),
            paragraph: operation.paragraph,
            ...hangsOn(operation.after, operation.before),
            origin: number,
            operation: at,
          });
      }
    });
  }

  private changeWords(
    number: AmendmentNumber,
    at: number,
    { paragraph, left, before, del, ins }: TextOperation,
  ): void {
    let changes = this.words.get(paragraph);
    if (changes === undefined) {
      changes = { came: [], gone: new Map() };
      this.words.set(paragraph, changes);
    }
    for (const id of del) if (!changes.gone.has(id)) changes.gone.set(id, number);
    // 1.4: a replacement hangs before the first token that it replaces, an insertion after its left neighbour.
    const hangs = hangsOn(left, del[0] ?? before);
    for (const token of brought(number, at, ins, hangs)) changes.came.push(token);
  }

  private insert(number: AmendmentNumber, at: number, operation: InsertParagraphOperation): void {
    const { paragraph: id, kind, level, after, before, ins } = operation;
    const tokens = brought(number, at, ins, { anchor: PARAGRAPH_START, side: 'after' });
    this.paragraphs.set(id, { id, kind, level, origin: number, deadBy: 0, tokens });
    this.places.push({ id, paragraph: id, ...hangsOn(after, before), origin: number, operation: at });
  }

  finish(): ReadonlyMap<ParagraphId, AmendableParagraph> {
    for (const [id, changes] of this.words) {
      const paragraph = this.paragraphs.get(id);
      if (paragraph !== undefined) this.paragraphs.set(id, changed(paragraph, changes));
    }
    return this.paragraphs;
  }
}

/** Amended amendments before those that amend them, for these name tokens of those; else by number. */
const inDepth = (amendments: readonly Amendment[]): readonly Amendment[] => {
  const ascending = (a: Amendment, b: Amendment): number => a.number - b.number;
  if (amendments.every(({ parent }) => parent === undefined)) return amendments.toSorted(ascending);
  const parents = new Map(amendments.map(({ number, parent }) => [number, parent]));
  const depths = new Map<AmendmentNumber, number>();
  for (const { number, parent } of amendments) {
    let depth = 0;
    for (let at = parent; at !== undefined && depth < amendments.length; at = parents.get(at)) depth += 1;
    depths.set(number, depth);
  }
  return amendments.toSorted(
    (a, b) => (depths.get(a.number) ?? 0) - (depths.get(b.number) ?? 0) || ascending(a, b),
  );
};

/**
 * AMD-2: the text with these amendments in it, as one revision more. Asks for nothing: conflicts, needs and standing
 * are for `adoptAmendments`. The order in which amendments are given changes nothing.
 */
export const applyAmendments = (text: AmendableText, amendments: readonly Amendment[]): AmendableText => {
  const draft = new Draft(text);
  for (const amendment of inDepth(amendments)) draft.apply(amendment);
  const revision = text.revision + 1;
  const adopted = new Map(text.adopted);
  for (const { number } of amendments) adopted.set(number, revision);
  return {
    ...text,
    revision,
    paragraphs: draft.finish(),
    places: draft.places.length === 0 ? text.places : orderedPlaces([...text.places, ...draft.places]),
    adopted,
  };
};
