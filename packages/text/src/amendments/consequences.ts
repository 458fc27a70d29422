import { applyAmendments } from './apply-operations.ts';
import { issuedParagraphs } from './amendable-text.ts';
import { conflictsBetween, type Conflict } from './conflicts.ts';
import type { AmendableText, Amendment } from './model.ts';
import { standingIn, STANDINGS } from './standing.ts';
import type { AmendmentNumber } from './token-id.ts';

/** What becomes of a pending amendment when others are adopted. */
export const AMENDMENT_CONSEQUENCES = [
  'excluded',
  'absorbed',
  'narrowed',
  'falls',
  'orphaned',
  'open',
] as const;
export type AmendmentConsequence = (typeof AMENDMENT_CONSEQUENCES)[number];

export interface Consequence {
  readonly amendment: AmendmentNumber;
  readonly fate: AmendmentConsequence;
  /** Amendments that brought it about, ascending; empty while it is open. */
  readonly because: readonly AmendmentNumber[];
}

const sameText = (one: AmendableText, other: AmendableText): boolean => {
  const [a, b] = [issuedParagraphs(one), issuedParagraphs(other)];
  return (
    a.length === b.length &&
    a.every((each, at) => b[at] === each || (b[at]?.id === each.id && b[at].text === each.text))
  );
};

/** Paragraphs whose words, presence or place an amendment would change. */
const touches = ({ operations }: Amendment): ReadonlySet<string> =>
  new Set(operations.map(({ paragraph }) => paragraph));

/**
 * AMD-12: what becomes of the pending amendments when these are adopted together (engine specification 1.11): excluded by
 * a hard conflict; fallen with what it amends or needs; absorbed when it would change nothing any more; narrowed when
 * words of others now stand in it or part of what it takes is gone; orphaned when what it hangs on is gone; else open.
 * Sub-amendments of what is adopted come before it in the order of voting, so those still pending fall with its vote.
 */
export const consequencesOfAdoption = (
  text: AmendableText,
  adopted: readonly Amendment[],
  pending: readonly Amendment[],
  conflicts: readonly Conflict[] = conflictsBetween(text, [...adopted, ...pending]),
): readonly Consequence[] => {
  const isAdopted = new Set(adopted.map(({ number }) => number));
  const excludedBy = new Map<AmendmentNumber, AmendmentNumber[]>();
  const exclude = (number: AmendmentNumber, by: AmendmentNumber): void => {
    const list = excludedBy.get(number);
    if (list === undefined) excludedBy.set(number, [by]);
    else list.push(by);
  };
  for (const { a, b, hard } of conflicts) {
    if (!hard) continue;
    if (isAdopted.has(a) && !isAdopted.has(b)) exclude(b, a);
    if (isAdopted.has(b) && !isAdopted.has(a)) exclude(a, b);
  }
  const after = adopted.length === 0 ? text : applyAmendments(text, adopted);
  const [stoodIn, standsIn] = [standingIn(text), standingIn(after)];
  const touchedBy = adopted.map((amendment) => ({ number: amendment.number, touched: touches(amendment) }));
  const touching = (amendment: Amendment): readonly AmendmentNumber[] => {
    const own = touches(amendment);
    return touchedBy.flatMap(({ number, touched }) =>
      [...own].some((one) => touched.has(one)) ? number : [],
    );
  };
  const fates = new Map<AmendmentNumber, Consequence>();
  const decided = (amendment: Amendment): Consequence => {
    const { number, parent } = amendment;
    const excluded = excludedBy.get(number);
    if (excluded !== undefined) return { amendment: number, fate: 'excluded', because: excluded };
    if (parent !== undefined && isAdopted.has(parent))
      return { amendment: number, fate: 'falls', because: [parent] };
    const open: Consequence = { amendment: number, fate: 'open', because: [] };
    const because = parent === undefined ? touching(amendment) : [];
    if (because.length === 0) return open;
    const standing = standsIn(amendment);
    if (standing === 'orphaned') return { amendment: number, fate: 'orphaned', because };
    if (standing === 'overtaken' || sameText(after, applyAmendments(after, [amendment])))
      return { amendment: number, fate: 'absorbed', because };
    const isWorse = STANDINGS.indexOf(standing) > STANDINGS.indexOf(stoodIn(amendment));
    return isWorse ? { amendment: number, fate: 'narrowed', because } : open;
  };
  for (const amendment of pending) fates.set(amendment.number, decided(amendment));
  const isLost = (number: AmendmentNumber): boolean => {
    const fate = fates.get(number)?.fate;
    return fate === 'excluded' || fate === 'falls' || fate === 'orphaned';
  };
  // What needs or amends something that is lost is lost with it, however long the chain.
  const restsOn = ({ parent, needs = [] }: Amendment): readonly AmendmentNumber[] => [
    ...(parent === undefined ? [] : [parent]),
    ...needs,
  ];
  const resting = new Map<AmendmentNumber, Amendment[]>();
  for (const amendment of pending)
    for (const below of restsOn(amendment)) {
      const list = resting.get(below);
      if (list === undefined) resting.set(below, [amendment]);
      else list.push(amendment);
    }
  const lost = pending.map(({ number }) => number).filter(isLost);
  const falling: Amendment[] = [];
  for (let number = lost.pop(); number !== undefined; number = lost.pop())
    for (const amendment of resting.get(number) ?? []) {
      if (isLost(amendment.number)) continue;
      fates.set(amendment.number, { amendment: amendment.number, fate: 'falls', because: [] });
      falling.push(amendment);
      lost.push(amendment.number);
    }
  for (const amendment of falling)
    fates.set(amendment.number, {
      amendment: amendment.number,
      fate: 'falls',
      because: restsOn(amendment).filter(isLost),
    });
  return pending.map(({ number }) => fates.get(number) ?? { amendment: number, fate: 'open', because: [] });
};
