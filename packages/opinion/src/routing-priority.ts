import { BLOCK, COMPONENTS } from './components.ts';

/**
 * OPI-13: how soon a statement is shown to the next person: few passes, far from the middle of the map, agreed, and new
 * ones first (engine specification 6.5).
 * @param extremity length of the statement's projection on the map
 */
export const routingPriority = (
  { agree, pass, seen }: { readonly agree: number; readonly pass: number; readonly seen: number },
  extremity: number,
): number => {
  const score =
    (1 - (pass + 1) / (seen + 2)) *
    (extremity + 1) *
    ((agree + 1) / (seen + 2)) *
    (1 + 8 * 2 ** (-seen / 5));
  return score * score;
};

/** Length of a statement's projection: its entry in the two components, in units of an even statement. */
export const extremityOf = (vectors: Float64Array, statement: number): number => {
  let sum = 0;
  for (let component = 0; component < COMPONENTS; component += 1) {
    const entry = vectors[statement * BLOCK + component] ?? 0;
    sum += entry * entry;
  }
  // An even statement has entries of 1/√statements, as the columns have length 1.
  return Math.sqrt((sum * vectors.length) / BLOCK);
};
