import { packageSearch, parseProblem, type MilpSolver } from '@plenary/compromise';

const ITEMS = 12;
const MEMBERS = 24;
const ALTERNATIVES = 3;
const STANCES = ['support', 'accept', 'abstain', 'reserve', 'oppose'] as const;

/** Three blocs that want different things, by a formula: enough for every part of the search to have run. */
const stored = (rule: unknown): unknown => {
  const stanceOf = (member: number, item: number, at: number): string =>
    (member * 7 + item * 5 + at * 3) % 23 === 0
      ? 'object'
      : (STANCES[(((member % 3) * (item + 1) + at * 2 + (member % 5)) % 11) % STANCES.length] ?? 'accept');
  const members = Array.from({ length: MEMBERS }, (_, at) => `m${at}`);
  const items = Array.from({ length: ITEMS }, (_, item) => ({
    id: `i${item}`,
    alternatives: Array.from({ length: ALTERNATIVES }, (_unused, at) => `i${item}a${at}`),
  }));
  return {
    items,
    members,
    groups: [0, 1, 2].map((bloc) => ({
      id: `g${bloc}`,
      members: members.filter((_, at) => at % 3 === bloc),
    })),
    stances: Object.fromEntries(
      members.map((id, member) => [
        id,
        Object.fromEntries(
          items.flatMap(({ alternatives }, item) =>
            alternatives.map((name, at) => [name, stanceOf(member, item, at)]),
          ),
        ),
      ]),
    ),
    conflicts: [
      ['i0a1', 'i1a1'],
      ['i2a2', 'i3a1'],
    ],
    needs: [{ alternative: 'i4a1', needs: 'i5a2' }],
    rule,
  };
};

/** Rules of the stored problem: one that vetoes decide, one that counts. */
const RULES = [
  {
    id: 'vetoes',
    method: 'consensus',
    pass: { set: 'object', where: { attr: 'id', eq: 'm1' }, op: '==', value: '0' },
  },
  { id: 'counts', method: 'ballot', pass: { set: 'for', of: 'eligible', op: '>=', value: '1/4' } },
] as const;

/**
 * Solves one stored problem under each kind of rule: the first search of a process takes five to ten times as long as
 * later ones (engine-spec 5.2). Answers with the milliseconds it took.
 */
export const warmUp = (milp: MilpSolver, now: () => number): number => {
  const began = now();
  for (const rule of RULES) {
    const parsed = parseProblem(stored(rule));
    if (!parsed.ok) throw new Error(`the stored problem: ${JSON.stringify(parsed.refusal)}`);
    const begun = packageSearch(parsed.problem, {}, { now, milp, milpAfterNodes: 0 });
    if (!begun.ok) throw new Error(`the stored problem: ${JSON.stringify(begun.refusal)}`);
    while (!begun.search.step(1_000).done);
  }
  return now() - began;
};
