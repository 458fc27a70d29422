import {
  adoptsOf,
  assessPackage,
  type AlternativeId,
  type PackageAnswer,
  type PackageQuestion,
  type PackageView,
} from '@plenary/compromise';
import type { PackageSearchAnswer, PackageSheet } from '@plenary/protocol';

type Kind = PackageSheet['kind'];

/** What an alternative does, in the words of the contract. */
const outcomeOf = ({ meanings }: PackageQuestion, id: AlternativeId) => {
  const meaning = meanings.get(id);
  if (meaning === undefined) throw new RangeError(`${id} is no alternative`);
  const { item, outcome, words } = meaning;
  return { item, outcome, ...(words === undefined ? {} : { words }) };
};

const chosenOf = (view: PackageView): readonly AlternativeId[] =>
  view.chosen.map(({ alternative }) => alternative);

/** A package by its alternatives, with everything that is said about it. */
export const packageSheet = (
  question: PackageQuestion,
  chosen: readonly AlternativeId[],
  { kind, proven }: { readonly kind: Kind; readonly proven: boolean },
): PackageSheet => {
  const assessed = assessPackage(question.problem, chosen);
  const { package: view, worstGroups, leastSatisfied, redLines, conditions, unheard } = assessed;
  return {
    kind,
    proven,
    choices: view.chosen.map(({ alternative, departure }) => ({
      ...outcomeOf(question, alternative),
      departure,
      adopts: adoptsOf(question, alternative),
    })),
    groups: view.groups,
    worst: view.worst,
    worstGroups,
    total: view.total,
    departures: view.departures,
    accepting: { count: view.accepting.weight, of: view.accepting.of },
    refusing: view.refusing,
    outcome: view.outcome,
    holds: view.feasible,
    leastSatisfied: leastSatisfied.map(({ member, accepting, dissatisfaction, items }) => ({
      member,
      accepting,
      dissatisfaction,
      items: items.map(({ alternative, stance, cost }) => ({
        ...outcomeOf(question, alternative),
        stance,
        cost,
      })),
    })),
    redLines,
    conditions,
    unheard,
  };
};

/** The packages worth laying side by side, each once, the found one first and the text as it is last. */
const sheetsOf = (question: PackageQuestion, answer: PackageAnswer): readonly PackageSheet[] => {
  const { explanation, infeasibility, proven } = answer;
  const { nextBest, leastTotal } = explanation ?? { nextBest: null, leastTotal: null };
  const few = infeasibility?.fewestRedLines;
  const most = infeasibility?.mostAccepting;
  const listed: readonly { kind: Kind; view: PackageView; proven: boolean }[] = [
    ...(answer.package === null ? [] : [{ kind: 'best' as const, view: answer.package, proven }]),
    ...(few ? [{ kind: 'fewestRedLines' as const, view: few.package, proven: few.proven }] : []),
    ...(most ? [{ kind: 'mostAccepting' as const, view: most.package, proven: most.proven }] : []),
    ...(nextBest === null
      ? []
      : [{ kind: 'nextBest' as const, view: nextBest.package, proven: nextBest.proven }]),
    ...(leastTotal === null
      ? []
      : [{ kind: 'leastTotal' as const, view: leastTotal.package, proven: leastTotal.proven }]),
  ];
  const seen = new Set<string>();
  const sheets = listed.flatMap(({ kind, view, proven: isProven }) => {
    const chosen = chosenOf(view);
    const key = chosen.join(' ');
    if (seen.has(key)) return [];
    seen.add(key);
    return [packageSheet(question, chosen, { kind, proven: isProven })];
  });
  const bases = question.problem.items.map(({ base }) => base);
  return seen.has(bases.join(' '))
    ? sheets
    : [...sheets, packageSheet(question, bases, { kind: 'asItStands', proven: true })];
};

/** So many alternatives of an item are ranked by name. */
const RANKED_MAX = 4;

/** How members would rank the alternatives of each item, beside what the package chooses (engine-spec 5.3). */
const adviceOf = (question: PackageQuestion, { advice, package: best }: PackageAnswer) => {
  const chosen = new Set(best === null ? [] : chosenOf(best));
  return advice.map(({ item, condorcet, ranking }): PackageSearchAnswer['advice'][number] => ({
    item,
    beatsAll: condorcet !== null,
    ranking: ranking.slice(0, RANKED_MAX).map(({ alternative, objections }) => {
      const { item: _, ...outcome } = outcomeOf(question, alternative);
      return { ...outcome, objections, chosen: chosen.has(alternative) };
    }),
    further: Math.max(0, ranking.length - RANKED_MAX),
  }));
};

/** The answer of a search in the words of the contract. */
export const searchAnswer = (
  question: PackageQuestion,
  answer: PackageAnswer,
  at: { readonly version: number; readonly textHash: string },
): PackageSearchAnswer => {
  const { rule, objective, status, proven, stopped, method, value, bound, gap, nodes, timeMs } = answer;
  const { problem } = question;
  return {
    ...at,
    rule,
    objective,
    status,
    proven,
    stopped,
    method,
    value,
    bound,
    gap,
    nodes,
    timeMs,
    size: {
      paragraphs: question.paragraphs.length,
      alternatives: problem.items.reduce((sum, { alternatives }) => sum + alternatives.length, 0),
      members: problem.members.length,
      conditions: problem.stances.filter(({ conditional }) => conditional !== undefined).length,
    },
    sheets: sheetsOf(question, answer),
    seconds: (answer.explanation?.seconds ?? []).flatMap(({ alternative, holds, change }) =>
      alternative === null || change === null
        ? []
        : [
            {
              ...outcomeOf(question, alternative),
              holds,
              change: { worst: change.worst, total: change.total },
            },
          ],
    ),
    unweighed: question.unweighed,
    advice: adviceOf(question, answer),
    infeasibility:
      answer.infeasibility === null
        ? null
        : {
            because: answer.infeasibility.because,
            lines: (answer.infeasibility.fewestRedLines?.lines ?? []).map(
              ({ member, alternative, conditional }) => ({
                item: outcomeOf(question, alternative).item,
                member,
                conditional,
              }),
            ),
          },
  };
};
