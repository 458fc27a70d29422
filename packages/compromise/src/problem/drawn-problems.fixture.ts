import { catalogueRule, STANCES, type DecisionRule, type RuleTest, type Stance } from '@plenary/consensus';
import fc from 'fast-check';
import type { PackageProblem } from './package-problem.ts';
import { parseProblem } from './parse-problem.ts';

/** How large a drawn problem may be. */
export interface DrawnSize {
  readonly items: number;
  readonly alternatives: number;
  readonly members: number;
  /** As many items and alternatives as said, instead of at most so many. */
  readonly isFull?: boolean;
}

const consensus = catalogueRule('consensus');
const ballot = (pass: RuleTest, more: Partial<DecisionRule> = {}): DecisionRule => ({
  id: 'drawn',
  method: 'ballot',
  pass,
  ...more,
});
const half: RuleTest = { set: 'for', of: 'eligible', op: '>', value: '1/2' };

/** Rules that everybody's acceptance decides, and rules that count. */
const rules: readonly (DecisionRule | undefined)[] = [
  consensus,
  consensus,
  ballot({ set: 'for', of: 'eligible', op: '==', value: '1' }),
  {
    ...ballot({ set: 'object', op: '==', value: '0' }),
    method: 'consensus',
    eligible: { attr: 'part', ne: 'a' },
  },
  ballot(half),
  ballot({ set: 'for', of: 'voting', op: '>=', value: '2/3' }),
  ballot({ set: 'for', of: 'eligible', weight: 'votes', op: '>=', value: '3/5' }),
  ballot({
    any: [
      { all: [half, { set: 'for', weight: 'votes', op: '>=', value: '5' }] },
      { set: 'against', op: '<', value: '2' },
    ],
  }),
  ballot({ each: 'part', test: { set: 'for', of: 'eligible', op: '>=', value: '1/2' } }),
  ballot(half, { blocks: [{ position: 'against', where: { attr: 'part', eq: 'b' } }] }),
  ballot({ not: { set: 'for', of: 'eligible', op: '>', value: '2/3' } }),
  ballot({ set: 'for', op: '==', value: '2' }),
];
const drawnRule = fc.constantFrom(...rules.filter((rule) => rule !== undefined));

const stance: fc.Arbitrary<Stance> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...STANCES.filter((word) => word !== 'object')) },
  { weight: 1, arbitrary: fc.constant('object' as const) },
);

const condition = (alternatives: readonly string[]): fc.Arbitrary<unknown> => {
  const test = fc.oneof(
    fc.record({ alternative: fc.constantFrom(...alternatives), is: fc.constantFrom('chosen', 'left') }),
    fc.record({ amendment: fc.constantFrom('A1', 'A2', 'A9'), is: fc.constantFrom('adopted', 'rejected') }),
    fc.record({ paragraph: fc.constantFrom('p1', 'p2'), is: fc.constantFrom('kept', 'changed', 'deleted') }),
  );
  return fc.letrec<{ whole: unknown }>((tie) => ({
    whole: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      test,
      fc.record({ all: fc.array(tie('whole'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ any: fc.array(tie('whole'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('whole') }),
    ),
  })).whole;
};

const entry = (alternatives: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 9, arbitrary: stance },
    {
      weight: 1,
      arbitrary: fc
        .record({ stance, if: condition(alternatives), else: stance })
        .filter((given) => given.stance !== given.else),
    },
  );

const memberCount = (max: number) => fc.integer({ min: 1, max });

/** The input of a problem as JSON, small enough to try every package. */
export const drawnJson = ({
  items,
  alternatives,
  members,
  isFull = false,
}: DrawnSize): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.array(fc.integer({ min: isFull ? alternatives : 1, max: alternatives }), {
        minLength: isFull ? items : 1,
        maxLength: items,
      }),
      memberCount(members),
    )
    .chain(([sizes, count]) => {
      const names = sizes.map((size, item) => Array.from({ length: size }, (_, at) => `i${item}a${at}`));
      const all = names.flat();
      const ids = Array.from({ length: count }, (_, at) => `m${at}`);
      const doings = fc.record({
        adopts: fc.constantFrom([], [], ['A1'], ['A2']),
        changes: fc.constantFrom([], [], ['p1'], ['p2']),
        deletes: fc.constantFrom([], [], [], ['p1'], ['p2']),
      });
      const pair = fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all));
      const itemOf = (id: string): number => names.findIndex((own) => own.includes(id));
      return fc.record({
        items: fc.tuple(
          ...names.map((own, item) =>
            fc.tuple(fc.constantFrom(...own), ...own.map(() => doings)).map(([base, ...does]) => ({
              id: `i${item}`,
              base,
              alternatives: own.map((id, at) => ({ id, ...does[at] })),
            })),
          ),
        ),
        members: fc.tuple(
          ...ids.map((id) =>
            fc.record({
              id: fc.constant(id),
              weight: fc.integer({ min: 0, max: 3 }),
              part: fc.constantFrom('a', 'b', 'c'),
              votes: fc.integer({ min: 0, max: 4 }),
            }),
          ),
        ),
        groups: fc
          .array(fc.subarray(ids), { maxLength: 4 })
          .map((groups) => groups.map((own, at) => ({ id: `g${at}`, members: own }))),
        stances: fc
          .tuple(...ids.map(() => fc.tuple(...all.map(() => fc.option(entry(all), { freq: 5 })))))
          .map((given) =>
            Object.fromEntries(
              given.map((own, seat) => [
                `m${seat}`,
                Object.fromEntries(
                  own.flatMap((value, at) => (value === null ? [] : [[all[at] ?? '', value]])),
                ),
              ]),
            ),
          ),
        conflicts: fc
          .array(pair, { maxLength: 4 })
          .map((pairs) => pairs.filter(([one, other]) => one !== other)),
        // An alternative needs only those of later items: so there is no circle.
        needs: fc
          .array(pair, { maxLength: 3 })
          .map((pairs) =>
            pairs
              .filter(([one, other]) => itemOf(one) < itemOf(other))
              .map(([alternative, needs]) => ({ alternative, needs })),
          ),
        settled: fc.constant({ A9: 'adopted' }),
        rule: drawnRule,
      });
    })
    // Conditions may name amendments that nothing adopts: those are settled as rejected.
    .map((json) => {
      const adopted = new Set<string>(
        json.items.flatMap((item) => item.alternatives.flatMap((each) => each.adopts ?? [])),
      );
      const settled: Record<string, string> = { ...json.settled };
      for (const name of ['A1', 'A2']) if (!adopted.has(name)) settled[name] = 'rejected';
      return { ...json, settled };
    });

/** The problem itself. */
export const drawnProblem = (size: DrawnSize): fc.Arbitrary<PackageProblem> =>
  drawnJson(size).map((json) => {
    const parsed = parseProblem(JSON.parse(JSON.stringify(json)));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
    return parsed.problem;
  });
