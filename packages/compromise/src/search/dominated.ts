import { totalRow, departuresRow, type ChoiceModel } from '../model/choice-model.ts';

/** The clauses that an option helps to hold, and those that it helps to break. */
const clausesOf = ({ options, clauseStarts, literals }: ChoiceModel) => {
  const [helps, breaks] = [0, 1].map(() => Array.from({ length: options }, () => new Set<number>()));
  for (let clause = 0; clause < clauseStarts.length - 1; clause += 1)
    for (let at = clauseStarts[clause] ?? 0; at < (clauseStarts[clause + 1] ?? 0); at += 1) {
      const literal = literals[at] ?? 0;
      (literal >= 0 ? helps?.[literal] : breaks?.[~literal])?.add(clause);
    }
  return { helps: helps ?? [], breaks: breaks ?? [] };
};

const isWithin = (some: ReadonlySet<number> | undefined, all: ReadonlySet<number> | undefined): boolean =>
  [...(some ?? [])].every((clause) => all?.has(clause) === true);

/**
 * Alternatives to which another one of the item is to be preferred whatever else is chosen: its total is less, no row
 * more, and no clause is harder to hold (engine-spec 5.2). The departures from the base do not count: the total comes
 * before them.
 */
export const dominatedOptions = (model: ChoiceModel, open: ArrayLike<number>): readonly number[] => {
  const { items, groups, rows, costs, starts } = model;
  const { helps, breaks } = clausesOf(model);
  const [total, departures] = [totalRow(groups), departuresRow(groups)];
  const isBetter = (option: number, than: number): boolean => {
    for (let row = 0; row < rows; row += 1) {
      const difference = (costs[option * rows + row] ?? 0) - (costs[than * rows + row] ?? 0);
      if (row !== departures && (difference > 0 || (row === total && difference === 0))) return false;
    }
    return isWithin(helps[than], helps[option]) && isWithin(breaks[option], breaks[than]);
  };
  const dominated: number[] = [];
  for (let item = 0; item < items; item += 1)
    for (let option = starts[item] ?? 0; option < (starts[item + 1] ?? 0); option += 1) {
      if (open[option] !== 1) continue;
      for (let other = starts[item] ?? 0; other < (starts[item + 1] ?? 0); other += 1)
        if (other !== option && open[other] === 1 && isBetter(other, option)) {
          dominated.push(option);
          break;
        }
    }
  return dominated;
};
