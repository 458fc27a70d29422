import type { Refusal } from '../types.ts';
import type { DividedWhole, PartOutcome } from '../vocabulary.ts';
import type { TextPart } from './types.ts';

/** A paragraph, or a change of an amendment, as division sees it. */
export interface DividedUnit {
  readonly id: string;
  readonly kind: string;
  /** 0 for a whole paragraph, above that a sub-paragraph of the last whole one before it. */
  readonly level: number;
}

/** Kinds of paragraph that state something to be done. */
const OPERATIVE_KINDS: readonly string[] = ['operative', 'item', 'statement'];

/**
 * DIV-1: the parts into which a text is divided when these paragraphs are asked for separately (GA rule 89): each list
 * is a part, and what nobody asked for is the last one. A sub-paragraph goes with its paragraph unless it is named
 * itself. Refused when a paragraph is unknown or named twice.
 */
export const divideText = (
  units: readonly DividedUnit[],
  requested: readonly (readonly string[])[],
):
  | { readonly ok: true; readonly parts: readonly TextPart[] }
  | { readonly ok: false; readonly refusal: Refusal } => {
  const known = new Set(units.map(({ id }) => id));
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
  const parts = requested.map(() => [] as DividedUnit[]);
  const rest: DividedUnit[] = [];
  let above: DividedUnit[] = rest;
  for (const unit of units) {
    const own = partOf.get(unit.id);
    const part = own === undefined ? (unit.level > 0 ? above : rest) : (parts[own] ?? rest);
    if (unit.level === 0) above = part;
    part.push(unit);
  }
  const asPart = (list: readonly DividedUnit[], at: number): TextPart => ({
    id: String(at + 1),
    units: list.map(({ id }) => id),
    isOperative: list.some(({ kind }) => OPERATIVE_KINDS.includes(kind)),
    isRest: list === rest,
  });
  return {
    ok: true,
    parts: [...parts, ...(rest.length === 0 ? [] : [rest])].map(asPart),
  };
};

export interface DividedVote {
  /** Parts that remain, in the order given; they are then put as a whole. */
  readonly remaining: readonly string[];
  /** Paragraphs or changes that go. */
  readonly removed: readonly string[];
  /**
   * `put`: what remains is put as a whole; `rejected`: every operative part fell, so the proposal is rejected as a
   * whole; `pending`: parts are still to be voted on.
   */
  readonly whole: DividedWhole;
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
    removed: fallen.flatMap(({ units }) => units),
    whole: remaining.length + fallen.length < parts.length ? 'pending' : isRejected ? 'rejected' : 'put',
  };
};
