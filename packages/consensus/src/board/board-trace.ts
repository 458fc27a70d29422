import type { BoardRow, FigureTrace } from './row.ts';
import { foldStances } from './stance-counts.ts';

type Figures = Omit<BoardRow, 'trace'>;

/** Formulas and inputs of a row's figures (engine-spec 3): F for, A against, N neither, U silent, S spoken, T all. */
export const boardTrace = (row: Figures, rule: string): readonly FigureTrace[] => {
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
      figure: 'moves',
      formula: 'least members to for such that the rule adopts',
      inputs: { rule, for: F, against: oppose, object: row.objectors.length, neither: N, silent: U },
    },
  ];
};
