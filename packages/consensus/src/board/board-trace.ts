import type { BoardPlan } from './board-plan.ts';
import type { BoardRow, FigureTrace } from './row.ts';
import { countsOf, foldStances } from './stance-counts.ts';

type Figures = Omit<BoardRow, 'trace'>;

/** Formulas and inputs of a row's figures (engine-spec 3): F for, A against, N neither, U silent, S spoken, T all. */
export const boardTrace = (
  row: Figures,
  { rule, slots, room }: BoardPlan,
  sums: Float64Array,
): readonly FigureTrace[] => {
  const { F, A, N, U, S, T } = foldStances(row.counts);
  const { support, accept, oppose, object } = row.counts;
  const floor = row.groupFloor;
  return [
    { figure: 'support', formula: 'F/S', inputs: { F, S } },
    { figure: 'coverage', formula: 'S/T', inputs: { S, T } },
    { figure: 'bounds', formula: '[F/T, (F+U)/T]', inputs: { F, U, T } },
    { figure: 'agreement', formula: '(max(F,A,N)-(S-max)/2)/S', inputs: { F, A, N, S } },
    {
      figure: 'leik',
      formula: '1-2*sum(min(c_i,S-c_i))/(4*S)',
      inputs: { support, accept, neither: N, oppose, object, S },
    },
    {
      figure: 'polarisation',
      formula: '1-leik',
      inputs: { support, accept, neither: N, oppose, object, S },
    },
    {
      figure: 'eta',
      formula:
        'sum_g(S_g*(y_g-y)^2)/sum((y-mean)^2), levels support 0, accept 1, neither 2, oppose 3, object 4',
      inputs: Object.fromEntries(
        slots.partition.flatMap((slot) => {
          const group = room.groups[slot - 1]?.group ?? '';
          return Object.entries(countsOf(sums, slot)).map(([stance, count]) => [`${stance}_${group}`, count]);
        }),
      ),
    },
    {
      figure: 'groupFloor',
      formula: 'min_g(F_g/T_g)',
      inputs: floor === null ? {} : { group: floor.group, F: foldStances(floor.counts).F, T: floor.members },
    },
    {
      figure: 'groupMean',
      formula: 'geometricMean_g((F_g+1)/(S_g+2))',
      inputs: Object.fromEntries(
        row.groups.flatMap(({ group, counts }) => {
          const inGroup = foldStances(counts);
          return [
            [`F_${group}`, inGroup.F],
            [`S_${group}`, inGroup.S],
          ];
        }),
      ),
    },
    {
      figure: 'robustness',
      formula: 'the rule with all silent against, and with all silent for',
      inputs: { rule: rule.id, for: F, against: oppose, object: row.objectors.length, neither: N, silent: U },
    },
    {
      figure: 'moves',
      formula: 'least members to for such that the rule adopts',
      inputs: { rule: rule.id, for: F, against: oppose, object: row.objectors.length, neither: N, silent: U },
    },
  ];
};
