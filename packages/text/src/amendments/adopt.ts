import { applyAmendments } from './apply-operations.ts';
import { conflictsBetween } from './conflicts.ts';
import type {
  AmendableText,
  Amendment,
  AmendmentRefusal,
  AmendmentRefusalCode,
  AmendmentResult,
} from './model.ts';
import { ADOPTABLE, standingIn } from './standing.ts';

const refuse = <T>(code: AmendmentRefusalCode, facts: AmendmentRefusal['facts']): AmendmentResult<T> => ({
  ok: false,
  refusal: { code, facts },
});

/** The text that each amendment was written on: for a sub-amendment, as those that it amends leave it. */
const writtenOn = (
  text: AmendableText,
  amendments: readonly Amendment[],
): ((amendment: Amendment) => AmendableText) => {
  const byNumber = new Map(amendments.map((amendment) => [amendment.number, amendment]));
  const texts = new Map<number, AmendableText>();
  return ({ parent }) => {
    const above: Amendment[] = [];
    for (let at = parent; at !== undefined && above.length < amendments.length; at = above.at(-1)?.parent) {
      const one = byNumber.get(at);
      if (one === undefined) break;
      above.push(one);
    }
    const key = above[0]?.number;
    if (key === undefined) return text;
    const known = texts.get(key) ?? applyAmendments(text, above);
    texts.set(key, known);
    return known;
  };
};

/**
 * AMD-7: the text with these amendments adopted together. Refused whole when two of them conflict hard, when one lacks
 * what it needs or amends, was adopted before, or no longer stands in the text; then nothing has changed. The result is
 * that of adopting them one by one in any order that these rules admit.
 */
export const adoptAmendments = (
  text: AmendableText,
  amendments: readonly Amendment[],
): AmendmentResult<AmendableText> => {
  const numbers = new Set(amendments.map(({ number }) => number));
  const isThere = (number: number): boolean => numbers.has(number) || text.adopted.has(number);
  for (const { number, needs = [], parent } of amendments) {
    if (text.adopted.has(number)) return refuse('amendment.adopted', { amendment: number });
    const needed = needs.find((need) => !isThere(need));
    if (needed !== undefined) return refuse('amendment.needs', { amendment: number, needed });
    if (parent !== undefined && !isThere(parent))
      return refuse('amendment.parent', { amendment: number, parent });
  }
  const hard = conflictsBetween(text, amendments).find((conflict) => conflict.hard);
  if (hard !== undefined)
    return refuse('amendment.conflict', { amendment: hard.a, other: hard.b, kind: hard.kind });
  const written = writtenOn(text, amendments);
  for (const amendment of amendments) {
    const standing = standingIn(written(amendment))(amendment);
    if (!ADOPTABLE.includes(standing))
      return refuse('amendment.overtaken', { amendment: amendment.number, standing });
  }
  return { ok: true, value: applyAmendments(text, amendments) };
};
