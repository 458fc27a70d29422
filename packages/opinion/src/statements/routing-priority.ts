import { COMPONENTS, type Components } from '../map/components.ts';
import { BLOCK } from '../map/pass.ts';

/** What was said to a statement so far. */
export interface StatementCounts {
  readonly agree: number;
  readonly disagree: number;
  readonly pass: number;
}

/** How much sooner a statement without votes is shown, and after how many votes that is half as much. */
const NEW_BOOST = 8;
const NEW_HALVED_AFTER = 5;

/**
 * OPI-15: how soon a statement is put to the next person: few passes, far from the middle of the map, agreed, and new
 * ones first (engine specification 6.5).
 * @param extremity length of the statement's projection on the map
 */
export const routingPriority = ({ agree, disagree, pass }: StatementCounts, extremity: number): number => {
  const seen = agree + disagree + pass;
  const score =
    (1 - (pass + 1) / (seen + 2)) *
    (extremity + 1) *
    ((agree + 1) / (seen + 2)) *
    (1 + NEW_BOOST * 2 ** (-seen / NEW_HALVED_AFTER));
  return score * score;
};

/**
 * OPI-15: length of a statement's projection: where someone would stand who agreed with it and saw nothing else, by
 * the scaling √statements of `scaledPositions`.
 */
export const statementExtremity = (
  { vectors, means }: Pick<Components, 'vectors' | 'means'>,
  statement: number,
): number => {
  let sum = 0;
  for (let component = 0; component < COMPONENTS; component += 1) {
    const entry = vectors[statement * BLOCK + component] ?? 0;
    sum += entry * entry;
  }
  return (1 - (means[statement] ?? 0)) * Math.sqrt(means.length * sum);
};
