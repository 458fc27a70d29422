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

/** Puts the tokens that an operation brings at the end of a list: a chain, whose first hangs as given. */
const bring = (
  list: Token[],
  amendment: AmendmentNumber,
  operation: number,
  words: readonly string[],
  { anchor: on, side: first }: Pick<Token, 'anchor' | 'side'>,
): void => {
  let [anchor, side] = [on, first];
  words.forEach((text, index) => {
    const id = tokenId(amendment, operation, index);
    list.push({ id, text, anchor, side, deadBy: 0 });
    [anchor, side] = [id, 'after'];
  });
};

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
  private readonly takes: boolean;

  /** With `takes` false what amendments take away stays, and only what they bring comes. */
  constructor(text: AmendableText, takes: boolean) {
    this.paragraphs = new Map(text.paragraphs);
    this.takes = takes;
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
          if (this.takes && paragraph?.deadBy === 0)
            this.paragraphs.set(paragraph.id, { ...paragraph, deadBy: number });
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
    if (this.takes) for (const id of del) if (!changes.gone.has(id)) changes.gone.set(id, number);
    // 1.4: a replacement hangs before the first token that it replaces, an insertion after its left neighbour.
    const hangs = hangsOn(left, del[0] ?? before);
    bring(changes.came, number, at, ins, hangs);
  }

  private insert(number: AmendmentNumber, at: number, operation: InsertParagraphOperation): void {
    const { paragraph: id, kind, level, after, before, ins } = operation;
    const tokens: Token[] = [];
    bring(tokens, number, at, ins, { anchor: PARAGRAPH_START, side: 'after' });
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

const amended = (text: AmendableText, amendments: readonly Amendment[], takes: boolean): AmendableText => {
  const draft = new Draft(text, takes);
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

/**
 * AMD-2: the text with these amendments in it, as one revision more. Asks for nothing: conflicts, needs and standing
 * are for `adoptAmendments`. The order in which amendments are given changes nothing.
 */
export const applyAmendments = (text: AmendableText, amendments: readonly Amendment[]): AmendableText =>
  amended(text, amendments, true);

/** The text with everything that these amendments bring and nothing of what they take away: where each of it would stand. */
export const withArrivals = (text: AmendableText, amendments: readonly Amendment[]): AmendableText =>
  amended(text, amendments, false);
