import type { ChoiceModel } from '../model/choice-model.ts';

/**
 * Which options are still open. What is removed goes on a trail and comes back by `undo`. Between `mark` and `undo`
 * the caller owns what happened; after a failed `propagate` it must undo.
 */
export interface Domains {
  /** 1 for an open option. */
  readonly open: Uint8Array;
  /** Open options of each choice. */
  readonly count: Int32Array;
  readonly mark: () => number;
  readonly undo: (mark: number) => void;
  /** Closes an option; false when its choice has none left. */
  readonly remove: (option: number) => boolean;
  /** Closes all others of its choice. */
  readonly take: (option: number) => boolean;
  /** Draws what the clauses force; false when one of them cannot hold. */
  readonly propagate: () => boolean;
}

/** The clauses that each option makes false when it is closed, and when it is taken. */
const occurrences = ({ options, clauseStarts, literals }: ChoiceModel) => {
  const whenClosed: number[][] = Array.from({ length: options }, () => []);
  const whenTaken: number[][] = Array.from({ length: options }, () => []);
  for (let clause = 0; clause < clauseStarts.length - 1; clause += 1)
    for (let at = clauseStarts[clause] ?? 0; at < (clauseStarts[clause + 1] ?? 0); at += 1) {
      const literal = literals[at] ?? 0;
      (literal >= 0 ? whenClosed[literal] : whenTaken[~literal])?.push(clause);
    }
  return { whenClosed, whenTaken };
};

/** All options open, with every clause still to be looked at by the first `propagate`. */
export const openDomains = (model: ChoiceModel): Domains => {
  const { options, choices, starts, choiceOf, clauseStarts, literals } = model;
  const { whenClosed, whenTaken } = occurrences(model);
  const open = new Uint8Array(options).fill(1);
  const count = new Int32Array(choices);
  for (let choice = 0; choice < choices; choice += 1)
    count[choice] = (starts[choice + 1] ?? 0) - (starts[choice] ?? 0);
  const trail: number[] = [];
  const waiting: number[] = Array.from({ length: clauseStarts.length - 1 }, (_, clause) => clause);

  const remove = (option: number): boolean => {
    if (open[option] === 0) return true;
    open[option] = 0;
    trail.push(option);
    const choice = choiceOf[option] ?? 0;
    const left = (count[choice] ?? 0) - 1;
    count[choice] = left;
    if (left === 0) return false;
    for (const clause of whenClosed[option] ?? []) waiting.push(clause);
    if (left === 1)
      for (let last = starts[choice] ?? 0; last < (starts[choice + 1] ?? 0); last += 1)
        if (open[last] === 1) for (const clause of whenTaken[last] ?? []) waiting.push(clause);
    return true;
  };
  const take = (option: number): boolean => {
    if (open[option] === 0) return false;
    const choice = choiceOf[option] ?? 0;
    for (let other = starts[choice] ?? 0; other < (starts[choice + 1] ?? 0); other += 1)
      if (other !== option && !remove(other)) return false;
    return true;
  };
  const isIn = (clause: number, literal: number): boolean => {
    for (let at = clauseStarts[clause] ?? 0; at < (clauseStarts[clause + 1] ?? 0); at += 1)
      if (literals[at] === literal) return true;
    return false;
  };
  /** One of several open options of a choice must be taken: all others of it are closed. */
  const keepOnly = (clause: number, choice: number): boolean => {
    for (let option = starts[choice] ?? 0; option < (starts[choice + 1] ?? 0); option += 1)
      if (open[option] === 1 && !isIn(clause, option) && !remove(option)) return false;
    return true;
  };
  /** Looks at one clause: false where it cannot hold any more; what it forces is drawn. */
  const look = (clause: number): boolean => {
    let [undecided, last, within] = [0, 0, -1];
    for (let at = clauseStarts[clause] ?? 0; at < (clauseStarts[clause + 1] ?? 0); at += 1) {
      const literal = literals[at] ?? 0;
      const option = literal >= 0 ? literal : ~literal;
      const choice = choiceOf[option] ?? 0;
      const isOpen = open[option] === 1;
      if (!isOpen || count[choice] === 1) {
        if (literal >= 0 === isOpen) return true;
        continue;
      }
      within = undecided === 0 && literal >= 0 ? choice : within === choice && literal >= 0 ? choice : -2;
      undecided += 1;
      last = literal;
    }
    if (undecided === 0) return false;
    if (undecided === 1) return last >= 0 ? take(last) : remove(~last);
    return within < 0 || keepOnly(clause, within);
  };
  return {
    open,
    count,
    mark: () => trail.length,
    undo: (mark) => {
      waiting.length = 0;
      while (trail.length > mark) {
        const option = trail.pop() ?? 0;
        open[option] = 1;
        const choice = choiceOf[option] ?? 0;
        count[choice] = (count[choice] ?? 0) + 1;
      }
    },
    remove,
    take,
    propagate: () => {
      for (let clause = waiting.pop(); clause !== undefined; clause = waiting.pop())
        if (!look(clause)) {
          waiting.length = 0;
          return false;
        }
      return true;
    },
  };
};
