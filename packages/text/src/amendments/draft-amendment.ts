import type { ParagraphKind } from '../kinds.ts';
import { tokenise } from '../tokens.ts';
import { behind, placeOf, standingParagraphs, type Behind } from './amendable-text.ts';
import { overlapsItself } from './conflicts.ts';
import { wordOperations } from './derive-operations.ts';
import {
  TEXT_START,
  type AmendableText,
  type Amendment,
  type AmendmentRefusal,
  type Operation,
  type ParagraphId,
  type PlaceId,
} from './model.ts';
import { AMENDMENT_LIMITS } from './token-id.ts';

/** A change as people write it; `null` after which something comes is the start of the text. */
export type WrittenChange =
  | { readonly paragraph: ParagraphId; readonly new: string }
  | { readonly paragraph: ParagraphId; readonly delete: true }
  | { readonly paragraph: ParagraphId; readonly moveAfter: ParagraphId | null }
  | {
      readonly after: ParagraphId | null;
      readonly kind: ParagraphKind;
      readonly level: number;
      readonly insert: string;
      /** Permanent id of the paragraph that comes; changes after this one may name it. */
      readonly id: ParagraphId;
    };

/** The operations of an amendment, or which of its changes cannot be taken and why. */
export type DraftedAmendment =
  | { readonly ok: true; readonly amendment: Amendment }
  | { readonly ok: false; readonly refusal: AmendmentRefusal; readonly change?: number };

type Derived = readonly Operation[] | AmendmentRefusal;

/** Where something hangs that is to stand directly behind this place of the text. */
const behindPlace = ({ places }: AmendableText, place: PlaceId): Behind<PlaceId> => {
  const origins = new Map(places.map(({ id, origin }) => [id, origin]));
  const own = origins.get(place) ?? 0;
  const index = places.findIndex(({ id }) => id === place);
  return behind(places, place, (id) => origins.get(id) !== own, index);
};

const derived = (
  text: AmendableText,
  number: number,
  change: WrittenChange,
  brought: ReadonlySet<ParagraphId>,
): Derived => {
  const refusal = (
    code: 'amendment.unknownParagraph' | 'amendment.paragraphTaken',
    paragraph: string,
  ): AmendmentRefusal => ({ code, facts: { amendment: number, paragraph } });
  const nothing = (code: 'amendment.changesNothing' | 'amendment.noWords'): AmendmentRefusal => ({
    code,
    facts: { amendment: number },
  });
  // Directly behind a paragraph is before what an earlier amendment put there.
  const placeBehind = (after: ParagraphId | null): Behind<PlaceId> | undefined => {
    if (after !== null && brought.has(after)) return { after };
    const place = after === null ? TEXT_START : placeOf(text, after);
    return place === undefined ? undefined : behindPlace(text, place);
  };
  if ('insert' in change) {
    const { id, kind, level, insert } = change;
    if (text.paragraphs.has(id) || brought.has(id)) return refusal('amendment.paragraphTaken', id);
    const hangs = placeBehind(change.after);
    if (hangs === undefined) return refusal('amendment.unknownParagraph', change.after ?? '');
    if (insert.trim() === '') return nothing('amendment.noWords');
    const ins = tokenise(insert.normalize('NFC'));
    return [{ type: 'insertParagraph', paragraph: id, ...hangs, kind, level, ins }];
  }
  const { paragraph } = change;
  if (text.paragraphs.get(paragraph)?.deadBy !== 0) return refusal('amendment.unknownParagraph', paragraph);
  if ('delete' in change) return [{ type: 'deleteParagraph', paragraph }];
  if ('moveAfter' in change) {
    if (change.moveAfter === paragraph) return nothing('amendment.changesNothing');
    const hangs = placeBehind(change.moveAfter);
    return hangs === undefined
      ? refusal('amendment.unknownParagraph', change.moveAfter ?? '')
      : [{ type: 'moveParagraph', paragraph, ...hangs }];
  }
  if (change.new.trim() === '') return nothing('amendment.noWords');
  const operations = wordOperations(text, paragraph, change.new) ?? [];
  return operations.length === 0 ? nothing('amendment.changesNothing') : operations;
};

/** The paragraph that an amendment would only move to where it stands; other changes of structure beside it may give such a move a sense. */
const moveToItsPlace = (text: AmendableText, operations: readonly Operation[]): ParagraphId | undefined => {
  const structural = operations.filter(({ type }) => type !== 'text');
  const [move] = structural;
  if (structural.length !== 1 || move?.type !== 'moveParagraph') return undefined;
  const standing = standingParagraphs(text);
  const last = standing[standing.findIndex(({ id }) => id === move.paragraph) - 1];
  const stands = last === undefined ? TEXT_START : placeOf(text, last.id);
  return move.after === stands ? move.paragraph : undefined;
};

/**
 * AMD-14: the amendment that these changes of whole paragraphs amount to, on the text that they were written on; refused with
 * the change that names what is not there, brings what is, has no words or changes nothing, and when changes meet each other.
 */
export const draftAmendment = (
  text: AmendableText,
  changes: readonly WrittenChange[],
  frame: Omit<Amendment, 'operations' | 'base'>,
): DraftedAmendment => {
  const operations: Operation[] = [];
  const brought = new Set<ParagraphId>();
  for (const [change, written] of changes.entries()) {
    const found = derived(text, frame.number, written, brought);
    if ('code' in found) return { ok: false, refusal: found, change };
    if ('insert' in written) brought.add(written.id);
    operations.push(...found);
  }
  const facts = { amendment: frame.number };
  const idle = moveToItsPlace(text, operations);
  if (idle !== undefined)
    return { ok: false, refusal: { code: 'amendment.movesNowhere', facts: { ...facts, paragraph: idle } } };
  const limit = AMENDMENT_LIMITS.OPERATIONS_PER_AMENDMENT_MAX;
  if (operations.length > limit)
    return { ok: false, refusal: { code: 'amendment.tooLarge', facts: { ...facts, limit } } };
  const amendment: Amendment = { ...frame, base: text.revision, operations };
  const paragraph = overlapsItself(text, amendment);
  return paragraph === undefined
    ? { ok: true, amendment }
    : { ok: false, refusal: { code: 'amendment.overlapsItself', facts: { ...facts, paragraph } } };
};
