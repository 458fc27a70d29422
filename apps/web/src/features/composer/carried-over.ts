import type { DeliberationState, WrittenAmendmentChange } from '@plenary/consensus';
import { textAt, textInForce } from '@plenary/tabling';
import { applyAmendments, draftAmendment, issuedParagraphs, standingIn } from '@plenary/text';
import { groundAt, nextNumber, type Standing } from './ground.ts';
import { changesOf, rowsOf, type Changes, type Ground } from './rows.ts';

/** What was written on words that may have changed since. */
export interface Written {
  readonly changes: Changes;
  readonly textHash: string;
  readonly base: number;
}

/** The same on the words that stand now. */
export interface CarriedOver {
  readonly changes: Changes;
  /** Whether other words stand now than those it was written on. */
  readonly isCarried: boolean;
  /** Paragraphs that it changes and that others changed meanwhile, with the words that they had. */
  readonly touched: ReadonlyMap<string, string>;
  /** Words that were written in paragraphs that are there no longer. */
  readonly lost: readonly string[];
}

/** What a change of words would leave of the paragraph in the text in force; undefined where the two do not go together. */
const merged = (
  state: DeliberationState,
  base: number,
  change: Extract<WrittenAmendmentChange, { readonly new: string }>,
): string | undefined => {
  const drafted = draftAmendment(textAt(state, base), [change], { number: nextNumber(state), by: [] });
  if (!drafted.ok) return undefined;
  const text = textInForce(state);
  const standing = standingIn(text)(drafted.amendment);
  if (standing !== 'clean' && standing !== 'touched') return undefined;
  return issuedParagraphs(applyAmendments(text, [drafted.amendment])).find(
    ({ id }) => id === change.paragraph,
  )?.text;
};

/** The nearest paragraph before a place that still stands; the end where nobody knows what stood before it. */
const nearest = (ground: Ground, old: Ground | undefined, place: string): string | null => {
  if (old === undefined) return ground.at(-1)?.pid ?? null;
  const standing = new Set(ground.map(({ pid }) => pid));
  const at = old.findIndex(({ pid }) => pid === place);
  return old.slice(0, Math.max(at, 0)).findLast(({ pid }) => standing.has(pid))?.pid ?? null;
};

/**
 * What was written, on the words that stand now. Where the text moved on, what others changed stays and what was written here is
 * written into it; where the two meet in the same words, what was written here stands and is shown against the new words.
 */
export const carriedOver = (
  state: DeliberationState,
  { ground, textHash }: Standing,
  written: Written,
  amends?: string,
): CarriedOver => {
  if (written.textHash === textHash)
    return { changes: written.changes, isCarried: false, touched: new Map(), lost: [] };
  // Of an amendment that was revised the record of the page keeps the new words alone.
  const isKnown = amends === undefined && written.base >= 1 && written.base <= state.textSteps.length;
  const old = isKnown ? groundAt(state, written.base) : undefined;
  const before = new Map(old?.map(({ pid, text }) => [pid, text]));
  const now = new Map(ground.map(({ pid, text }) => [pid, text]));
  const names = new Set(written.changes.flatMap((change) => ('insert' in change ? (change.name ?? []) : [])));
  const touched = new Map<string, string>();
  const lost: string[] = [];
  const placed = (place: string | null): string | null =>
    place === null || now.has(place) || names.has(place) ? place : nearest(ground, old, place);
  const changes = written.changes.flatMap((change): readonly WrittenAmendmentChange[] => {
    if ('insert' in change) return [{ ...change, after: placed(change.after) }];
    const { paragraph } = change;
    const [had, has] = [before.get(paragraph), now.get(paragraph)];
    if (has === undefined) {
      if ('new' in change) lost.push(change.new);
      return [];
    }
    if (had !== undefined && had !== has && !('moveAfter' in change)) touched.set(paragraph, had);
    if ('moveAfter' in change) return [{ ...change, moveAfter: placed(change.moveAfter) }];
    if (!('new' in change)) return [change];
    const words = isKnown && had !== has ? merged(state, written.base, change) : undefined;
    return [{ ...change, new: words ?? change.new }];
  });
  return { changes: changesOf(rowsOf(ground, changes)), isCarried: true, touched, lost };
};
