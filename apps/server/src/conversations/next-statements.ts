import { routingPriority } from '@plenary/opinion';

/** How soon a statement is put to people before anybody has voted on it. */
const UNSEEN = routingPriority({ agree: 0, disagree: 0, pass: 0 }, 0);

/**
 * CON-5: statements in the order in which they are put to a person: drawn without putting back, each as likely as its priority, so
 * that not everybody is asked the same.
 * @param draw a number from 0 up to 1, drawn by lot
 */
export const nextStatements = <S extends { readonly number: number }>(
  open: readonly S[],
  priorities: ReadonlyMap<number, number>,
  count: number,
  draw: () => number,
): readonly S[] =>
  open
    .map((statement) => {
      const priority = Math.max(priorities.get(statement.number) ?? UNSEEN, 1e-9);
      // Exponential race (Efraimidis and Spirakis): the least time wins.
      return { statement, time: -Math.log(1 - draw()) / priority };
    })
    .sort((a, b) => a.time - b.time)
    .slice(0, count)
    .map(({ statement }) => statement);
