import {
  TEXT_START,
  type AmendableParagraph,
  type AmendableText,
  type Amendment,
  type Operation,
  type ParagraphId,
  type PlaceId,
  type TextOperation,
  type Token,
} from './model.ts';
import { tokenIndex, type TokenIndex } from './token-index.ts';
import { originOf, PARAGRAPH_START, type AmendmentNumber } from './token-id.ts';

/** How a pending amendment stands in a later revision than its own, from best to worst. */
export const STANDINGS = ['clean', 'touched', 'partlyOvertaken', 'overtaken', 'orphaned'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Standings in which an amendment can still be adopted as it is. */
export const ADOPTABLE: readonly Standing[] = ['clean', 'touched', 'partlyOvertaken'];

export const worstStanding = (standings: readonly Standing[]): Standing =>
  standings.reduce<Standing>(
    (worst, one) => (STANDINGS.indexOf(one) > STANDINGS.indexOf(worst) ? one : worst),
    'clean',
  );

/** What the operations of one amendment are told by: where tokens stand, and what stood at its base. */
interface View {
  readonly paragraph: AmendableParagraph;
  readonly index: TokenIndex;
  /** Whether a token stood in the revision that the amendment is based on. */
  readonly stoodAtBase: (token: Token) => boolean;
}

const standingOfRange = ({ paragraph: { tokens }, index }: View, { del, ins }: TextOperation): Standing => {
  let [dead, isTouched] = [0, false];
  let behind: number | undefined;
  // The order of tokens never changes: what `del` names still stands in its order, with others between perhaps.
  for (const id of del) {
    const at = index(id);
    if (at === undefined) return 'orphaned';
    if (tokens[at]?.deadBy !== 0) dead += 1;
    for (let between = behind ?? at; between < at; between += 1) isTouched ||= tokens[between]?.deadBy === 0;
    behind = at + 1;
  }
  if (dead === del.length) return ins.length === 0 ? 'overtaken' : 'orphaned';
  if (dead > 0) return 'partlyOvertaken';
  return isTouched ? 'touched' : 'clean';
};

const standingOfInsertion = (
  { paragraph: { tokens }, index, stoodAtBase }: View,
  { left, before }: TextOperation,
): Standing => {
  const at = left === PARAGRAPH_START ? -1 : index(left);
  if (at === undefined) return 'orphaned';
  const isLeftDead = at >= 0 && tokens[at]?.deadBy !== 0;
  if (!isLeftDead) return 'clean';
  const right =
    before === undefined ? tokens.slice(at + 1).find(stoodAtBase) : tokens[index(before) ?? tokens.length];
  return right !== undefined && right.deadBy !== 0 ? 'orphaned' : 'touched';
};

/**
 * AMD-6: how pending amendments stand in this text: the worst of their operations (engine specification 1.8). `touched`:
 * words of others stand inside its range, or its left neighbour went alone; `partlyOvertaken`: some of what it takes
 * away is gone; `overtaken`: all is gone and it brings nothing; `orphaned`: what it hangs on is gone. Where it is clean
 * it applies as it is: nothing needs rewriting.
 */
export const standingIn = (text: AmendableText): ((amendment: Amendment) => Standing) => {
  const bornIn = (origin: AmendmentNumber): number => (origin === 0 ? 0 : (text.adopted.get(origin) ?? 0));
  const indexes = new Map<ParagraphId, View['index']>();
  const indexOf = (paragraph: AmendableParagraph): View['index'] => {
    let index = indexes.get(paragraph.id);
    if (index === undefined) {
      index = tokenIndex(paragraph.tokens);
      indexes.set(paragraph.id, index);
    }
    return index;
  };
  const places = new Set([TEXT_START, ...text.places.map(({ id }) => id)]);

  return ({ base, operations, number, parent }) => {
    // A sub-amendment was written on the text as the amendment that it amends would leave it.
    const stoodAtBase = ({ id, deadBy }: Token): boolean =>
      (originOf(id) === parent || bornIn(originOf(id)) <= base) &&
      (deadBy === 0 || (deadBy !== parent && bornIn(deadBy) > base));
    const isOwn = (place: PlaceId): boolean =>
      operations.some((operation) => operation.type === 'insertParagraph' && operation.paragraph === place);
    const standing = (operation: Operation): Standing => {
      if (operation.type === 'insertParagraph')
        return places.has(operation.after) || isOwn(operation.after) ? 'clean' : 'orphaned';
      const paragraph = text.paragraphs.get(operation.paragraph);
      if (paragraph === undefined) return 'orphaned';
      const isGone = paragraph.deadBy !== 0 && paragraph.deadBy !== number;
      if (operation.type === 'deleteParagraph') return isGone ? 'overtaken' : 'clean';
      if (isGone) return 'orphaned';
      if (operation.type === 'moveParagraph')
        return places.has(operation.after) || isOwn(operation.after) ? 'clean' : 'orphaned';
      const view = { paragraph, index: indexOf(paragraph), stoodAtBase };
      return operation.del.length > 0
        ? standingOfRange(view, operation)
        : standingOfInsertion(view, operation);
    };
    return worstStanding(operations.map(standing));
  };
};
