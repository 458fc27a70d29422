import type { ProblemIndex } from '../problem/problem-index.ts';
import { modelBuilder } from '../model/choice-model.ts';
import { openDomains, type Domains } from '../search/domains.ts';

/** Nodes of one test; where they run out, the constraints count as ones that can hold. */
const NODES_MAX = 20_000;

/** Conflicts and needs, by alternatives. */
export interface Constraints {
  readonly conflicts: readonly (readonly [number, number])[];
  readonly needs: readonly (readonly [number, number])[];
}

type Constraint = readonly [kind: 'conflict' | 'needs', one: number, other: number];

/** Whether a package holds these constraints; undefined where the nodes ran out. */
const canHold = (index: ProblemIndex, constraints: readonly Constraint[]): boolean | undefined => {
  const builder = modelBuilder(0, 1);
  for (const [item] of index.bases.entries())
    builder.addChoice(
      Array.from({ length: (index.starts[item + 1] ?? 0) - (index.starts[item] ?? 0) }, () => []),
    );
  for (const [kind, one, other] of constraints)
    builder.addClause(kind === 'conflict' ? [~one, ~other] : [~one, other]);
  const model = builder.build(index.bases.length);
  const domains: Domains = openDomains(model);
  let nodes = 0;
  const search = (): boolean | undefined => {
    nodes += 1;
    if (nodes > NODES_MAX) return undefined;
    if (!domains.propagate()) return false;
    let choice = 0;
    while (choice < model.choices && domains.count[choice] === 1) choice += 1;
    if (choice === model.choices) return true;
    for (let option = model.starts[choice] ?? 0; option < (model.starts[choice + 1] ?? 0); option += 1) {
      if (domains.open[option] !== 1) continue;
      const mark = domains.mark();
      const found = domains.take(option) ? search() : false;
      domains.undo(mark);
      if (found !== false) return found;
    }
    return false;
  };
  return search();
};

/**
 * Conflicts and needs that no package holds together, none of which could be left out: what has to be looked at where
 * the constraints alone exclude everything (PKG-12). Undefined where they do not.
 */
export const constraintCore = (index: ProblemIndex): Constraints | undefined => {
  let core: readonly Constraint[] = [
    ...index.conflicts.map(([a, b]): Constraint => ['conflict', a, b]),
    ...index.needs.map(([a, b]): Constraint => ['needs', a, b]),
  ];
  if (canHold(index, core) !== false) return undefined;
  // Ever smaller pieces are left out where the rest still excludes everything.
  for (let size = Math.ceil(core.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < core.length;) {
      const rest = [...core.slice(0, from), ...core.slice(from + size)];
      if (canHold(index, rest) === false) core = rest;
      else from += size;
    }
  const pairs = (kind: Constraint[0]): readonly (readonly [number, number])[] =>
    core.flatMap(([own, one, other]) => (own === kind ? [[one, other] as const] : []));
  return { conflicts: pairs('conflict'), needs: pairs('needs') };
};
