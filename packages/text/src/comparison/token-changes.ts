import { commonTokens } from './common-tokens.ts';

/** A range of the old tokens that gives way to new ones; one of the two may be empty, never both. */
export interface TokenChange {
  /** Index of the first old token that goes, or before which the new ones come. */
  readonly at: number;
  /** How many old tokens go. */
  readonly remove: number;
  readonly insert: readonly string[];
}

/** Changes with fewer unchanged tokens between them are one change. */
const UNCHANGED_MIN = 2;

/**
 * CMP-2: what turns the old tokens into the new ones, in order and apart: making the changes gives the new tokens
 * exactly. Changes with one unchanged token between them are joined, for people read phrases, not fragments.
 */
export const tokenChanges = (old: readonly string[], next: readonly string[]): readonly TokenChange[] => {
  const changes: { at: number; remove: number; from: number; to: number }[] = [];
  let [place, other] = [0, 0];
  const change = (oldTo: number, newTo: number): void => {
    if (place === oldTo && other === newTo) return;
    const last = changes.at(-1);
    if (last !== undefined && place - (last.at + last.remove) < UNCHANGED_MIN) {
      last.remove = oldTo - last.at;
      last.to = newTo;
    } else changes.push({ at: place, remove: oldTo - place, from: other, to: newTo });
  };
  for (const [oldAt, newAt] of commonTokens(old, next)) {
    change(oldAt, newAt);
    place = oldAt + 1;
    other = newAt + 1;
  }
  change(old.length, next.length);
  return changes.map(({ at, remove, from, to }) => ({ at, remove, insert: next.slice(from, to) }));
};
