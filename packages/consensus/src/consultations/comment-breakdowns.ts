import { entryOf } from '../acts/entry-of.ts';
import type { BodyState } from '../types.ts';
import type { StakeholderClass } from '../vocabulary.ts';
import type { ConsultationComment, ConsultationState } from './types.ts';

/** Fewest comments of which a breakdown tells a number (domain 7, protection). */
export const BREAKDOWN_CELL_MIN = 5;

/** From whom a comment came: a class of stakeholders, a seat that is not named, or somebody who is not signed in. */
export type CommentOrigin = StakeholderClass | 'unnamed' | 'public';

/** Comments of one kind; of kinds that are told together the name is absent. */
export interface BreakdownCell<Name extends string> {
  readonly name?: Name;
  readonly comments: number;
}
/** Comments by where they came from. No cell is smaller than `BREAKDOWN_CELL_MIN`, nor can one be made by subtraction. */
export interface CommentBreakdowns {
  readonly byOrigin: readonly BreakdownCell<CommentOrigin>[];
  readonly byLanguage: readonly BreakdownCell<string>[];
}

const originOf = ({ by: { kind, member } }: ConsultationComment, body: BodyState): CommentOrigin => {
  if (kind === 'commenter') return 'public';
  return (member === undefined ? undefined : entryOf(body.members, member)?.class) ?? 'unnamed';
};

/**
 * CSL-21: the largest cell first. Cells below the minimum are told together, and where they are still too few, or one
 * alone, with the next larger ones; where all are too few nothing is told.
 */
const cellsOf = <Name extends string>(names: readonly Name[]): readonly BreakdownCell<Name>[] => {
  const counts = new Map<Name, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ascending = [...counts].sort(([a, less], [b, more]) => less - more || (a < b ? -1 : 1));
  let together = 0;
  let gathered = 0;
  for (const [, comments] of ascending) {
    if (comments >= BREAKDOWN_CELL_MIN && (gathered === 0 || together >= BREAKDOWN_CELL_MIN)) break;
    together += comments;
    gathered += 1;
  }
  const named = ascending
    .slice(gathered)
    .map(([name, comments]): BreakdownCell<Name> => ({ name, comments }))
    .reverse();
  return together >= BREAKDOWN_CELL_MIN ? [...named, { comments: together }] : named;
};

/** Comments by the class of their authors and by language. */
export const commentBreakdowns = (
  { comments }: Pick<ConsultationState, 'comments'>,
  body: BodyState,
): CommentBreakdowns => ({
  byOrigin: cellsOf(comments.map((comment) => originOf(comment, body))),
  byLanguage: cellsOf(comments.map(({ lang }) => lang)),
});
