import type { Refusal } from '../types.ts';

/** A part of a proposal that is voted on by itself. */
export interface TextPart {
  readonly id: string;
  /** Paragraphs of the part, in the order of the text. */
  readonly paragraphs: readonly string[];
  /** Whether it holds an operative paragraph. */
  readonly isOperative: boolean;
}

/** A paragraph as division sees it. */
export interface DividedParagraph {
  readonly id: string;
  readonly kind: string;
  /** 0 for a whole paragraph, above that a sub-paragraph of the last whole one before it. */
  readonly level: number;
}

/** Kinds of paragraph that state something to be done. */
const OPERATIVE_KINDS: readonly string[] = ['operative', 'item', 'statement'];

/**
 * DIV-1: the parts into which a text is divided when these paragraphs are asked for separately (GA rule 89): each list
 * is a part, what nobody asked for is the part `rest`. A sub-paragraph goes with its paragraph unless it is named
 * itself. Refused when a paragraph is unknown or named twice.
 */
export const divideText = (
  paragraphs: readonly DividedParagraph[],
  requested: readonly (readonly string[])[],
):
  | { readonly ok: true; readonly parts: readonly TextPart[] }
  | { readonly ok: false; readonly refusal: Refusal } => {
  const known = new Set(paragraphs.map(({ id }) => id));
  const partOf = new Map<string, number>();
  for (const [part, ids] of requested.entries())
    for (const id of ids) {
      if (!known.has(id) || partOf.has(id))
        return {
          ok: false,
          refusal: { code: known.has(id) ? 'division.twice' : 'division.unknown', facts: { paragraph: id } },
        };
      partOf.set(id, part);
    }
  const parts = requested.map(() => [] as DividedParagraph[]);
  const rest: DividedParagraph[] = [];
  let above: DividedParagraph[] = rest;
  for (const paragraph of paragraphs) {
    const own = partOf.get(paragraph.id);
    const part = own === undefined ? (paragraph.level > 0 ? above : rest) : (parts[own] ?? rest);
    if (paragraph.level === 0) above = part;
    part.push(paragraph);
  }
  const asPart = (id: string, list: readonly DividedParagraph[]): TextPart => ({
    id,
    paragraphs: list.map((paragraph) => paragraph.id),
    isOperative: list.some(({ kind }) => OPERATIVE_KINDS.includes(kind)),
  });
  return {
    ok: true,
    parts: [
      ...parts.map((list, at) => asPart(`part ${at + 1}`, list)),
      ...(rest.length === 0 ? [] : [asPart('rest', rest)]),
    ],
  };
};

export const PART_OUTCOMES = ['adopted', 'rejected'] as const;
export type PartOutcome = (typeof PART_OUTCOMES)[number];

export interface DividedVote {
  /** Parts that remain, in the order given; they are then put as a whole. */
  readonly remaining: readonly string[];
  /** Paragraphs that go. */
  readonly removed: readonly string[];
  /**
   * `put`: what remains is put as a whole; `rejected`: every operative part fell, so the proposal is rejected as a
   * whole; `pending`: parts are still to be voted on.
   */
  readonly whole: 'put' | 'rejected' | 'pending';
}

/** DIV-2: what becomes of a divided proposal by the votes on its parts. Without any operative part it is put as it remains. */
export const dividedVote = (
  parts: readonly TextPart[],
  votes: Readonly<Record<string, PartOutcome>>,
): DividedVote => {
  const outcome = ({ id }: TextPart): PartOutcome | undefined =>
    Object.hasOwn(votes, id) ? votes[id] : undefined;
  const remaining = parts.filter((part) => outcome(part) === 'adopted');
  const fallen = parts.filter((part) => outcome(part) === 'rejected');
  const operative = parts.filter(({ isOperative }) => isOperative);
  const isRejected =
    remaining.length + fallen.length === parts.length &&
    (remaining.length === 0 ||
      (operative.length > 0 && operative.every((part) => outcome(part) === 'rejected')));
  return {
    remaining: remaining.map(({ id }) => id),
    removed: fallen.flatMap(({ paragraphs }) => paragraphs),
    whole: remaining.length + fallen.length < parts.length ? 'pending' : isRejected ? 'rejected' : 'put',
  };
};
