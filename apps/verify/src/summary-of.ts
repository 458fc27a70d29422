import type { DeliberationState } from '@plenary/consensus';
import type { Summary } from './report.ts';

/** The end of a deliberation in figures. */
export const summaryOf = (state: DeliberationState): Summary => {
  const outcome = state.decisions.at(-1)?.outcome;
  return {
    paragraphs: state.revision?.paragraphs.length ?? 0,
    positions: Object.values(state.positions).reduce(
      (sum, byMember) => sum + Object.keys(byMember).length,
      0,
    ),
    groupStatements: Object.keys(state.groupStatements).length,
    explanations: state.explanations.length,
    decisions: state.decisions.length,
    ...(outcome === undefined ? {} : { outcome }),
  };
};
