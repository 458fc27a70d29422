import { parseFraction, toDecimal } from '@plenary/consensus';
import {
  FIGURE_UNIT,
  OBJECTIVES,
  PACKAGE_TIME_MS,
  parseProblem,
  type ComparedPackage,
  type Explanation,
  type Objective,
  type PackageAnswer,
  type PackageExpected,
  type PackageOptions,
  type PackageProblem,
  type PackageRefusal,
  type PackageView,
  type StageReport,
} from '@plenary/compromise';
import { startPackageWorker, type PackageReply, type PackageWorker } from '@plenary/package-worker';
import { optionAt, subjectAt, type Call, type Given } from '../call.ts';
import { InputError, objectAt, readJson } from '../input.ts';

type Json = Readonly<Record<string, unknown>>;

const FORMAT = 'plenary-packages/1';
const TIME_MAX_MS = 3_600_000;

/** What was expected at a place, in the words of the command. */
const EXPECTED: Readonly<Record<PackageExpected, (facts: PackageRefusal['facts']) => string>> = {
  object: () => 'an object',
  list: () => 'a list',
  word: () => 'a word',
  pair: () => 'two alternatives',
  value: () => 'a word, a number, true, false or null',
  wholeNumber: () => 'a whole number of zero or more',
  wholeNumberOrLess: ({ max }) => `a whole number of at most ${max}`,
  knownField: ({ among = [] }) => `one of ${among.join(', ')}; there is no such field`,
  stance: ({ among = [] }) => `one of ${among.join(', ')}`,
  alternative: ({ found }) => `the id of an alternative there, ${found} is none`,
  member: ({ found }) => `the id of a member, ${found} is none`,
  amendmentOfThePackage: ({ found }) =>
    `an amendment that an alternative adopts or that is settled, ${found} is neither`,
  amendment: () => 'the number of an amendment, like A12',
  paragraph: () => 'the id of a paragraph, like p7',
  fate: ({ among = [] }) => `one of ${among.join(', ')}`,
  chosenOrLeft: ({ among = [] }) => `one of ${among.join(', ')}`,
  condition: () => 'a condition: alternative, amendment, paragraph, all, any or not',
  rule: ({ found }) => `a rule that can be read (${found})`,
  ruleOfTheCatalogue: () => 'a rule or the id of one of the catalogue',
  attributesOfTheRule: ({ found }) => `the attributes that the rule reads: ${found}`,
  weightsOfTheRule: () => 'a weight of zero or more, as a number or an exact fraction as text',
  ruleWithoutBallots: () => 'a rule that does not split members by their ballots',
  once: ({ found }) => `${found} once`,
  entry: () => 'at least one entry',
  noCircle: ({ found }) => `no circle of alternatives that need one another (${found})`,
  otherItem: ({ found }) => `an alternative of another item than ${found}`,
  otherStance: ({ found }) => `another stance than ${found}`,
  smallerWeights: ({ found }) => `smaller weights; together they are ${found}`,
  narrowerRule: () => 'a rule with at most 64 ways to hold, and numbers below 2^53',
  fewer: ({ limit, max }) => `at most ${max} (${limit})`,
};

const refused = (file: string, { code, facts }: PackageRefusal): InputError =>
  new InputError(`${file}: $.${facts.path}: expected ${EXPECTED[facts.expected](facts)} (${code})`);

const objectiveFrom = (place: string, value: unknown): Objective => {
  const known = OBJECTIVES.find((word) => word === value);
  if (known === undefined) throw new InputError(`${place}: expected one of ${OBJECTIVES.join(', ')}`);
  return known;
};
const timeFrom = (place: string, value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1 || value > TIME_MAX_MS)
    throw new InputError(`${place}: expected milliseconds, a whole number from 1 to ${TIME_MAX_MS}`);
  return value;
};
const allowanceFrom = (place: string, value: unknown): NonNullable<PackageOptions['allowance']> => {
  const read = typeof value === 'string' ? parseFraction(value) : undefined;
  if (read === undefined || read.n < 0n)
    throw new InputError(`${place}: expected zero or more as text: "1/20", "0.05"`);
  return read;
};

/** What stands beside the problem in the file; options of the command line come before it. */
const optionsOf = (file: string, json: Json, given: Given): PackageOptions => {
  const [objective, time] = [optionAt(given, 'objective'), optionAt(given, 'time')];
  const options: { -readonly [Name in keyof PackageOptions]: PackageOptions[Name] } = {};
  if (json['objective'] !== undefined)
    options.objective = objectiveFrom(`${file}: $.objective`, json['objective']);
  if (json['timeMs'] !== undefined) options.timeMs = timeFrom(`${file}: $.timeMs`, json['timeMs']);
  if (json['epsilon'] !== undefined) options.allowance = allowanceFrom(`${file}: $.epsilon`, json['epsilon']);
  if (objective !== undefined) options.objective = objectiveFrom(`--objective ${objective}`, objective);
  if (time !== undefined)
    options.timeMs = timeFrom(`--time ${time}`, /^\d{1,10}$/.test(time) ? Number(time) : undefined);
  return options;
};

const problemOf = (file: string, json: Json): PackageProblem => {
  const { format, objective: _objective, timeMs: _timeMs, epsilon: _epsilon, ...rest } = json;
  if (format !== undefined && format !== FORMAT)
    throw new InputError(`${file}: $.format: expected ${FORMAT}`);
  const parsed = parseProblem(rest);
  if (!parsed.ok) throw refused(file, parsed.refusal);
  return parsed.problem;
};

/** Ten-thousandths as a decimal, which they are exactly. */
const figure = (tenThousandths: number): string =>
  toDecimal({ n: BigInt(tenThousandths), d: BigInt(FIGURE_UNIT) }, 4);
const figureOrNull = (tenThousandths: number | null): string | null =>
  tenThousandths === null ? null : figure(tenThousandths);

const FIGURES: readonly StageReport['name'][] = ['worstGroup', 'largestGroups'];
const stageShown = ({ name, groups, value, bound, proven }: StageReport) => ({
  name,
  ...(groups === undefined ? {} : { groups }),
  value: FIGURES.includes(name) ? figureOrNull(value) : value,
  bound: FIGURES.includes(name) ? figureOrNull(bound) : bound,
  proven,
});

const viewShown = (view: PackageView) => ({
  ...view,
  groups: view.groups.map(({ group, figure: own }) => ({ group, dissatisfaction: figureOrNull(own) })),
  worst: figure(view.worst),
});

const comparedShown = (compared: ComparedPackage) => ({
  ...compared,
  package: viewShown(compared.package),
  change: { ...compared.change, worst: figure(compared.change.worst) },
});
const comparedOrNull = (compared: ComparedPackage | null) =>
  compared === null ? null : comparedShown(compared);

const explanationShown = (explanation: Explanation) => ({
  ...explanation,
  seconds: explanation.seconds.map((second) => ({
    ...second,
    change: second.change === null ? null : { ...second.change, worst: figure(second.change.worst) },
  })),
  nextBest: comparedOrNull(explanation.nextBest),
  leastTotal: comparedOrNull(explanation.leastTotal),
  base: comparedShown(explanation.base),
});

const infeasibilityShown = ({
  fewestRedLines,
  mostAccepting,
  ...rest
}: NonNullable<PackageAnswer['infeasibility']>) => ({
  ...rest,
  fewestRedLines:
    fewestRedLines === null ? null : { ...fewestRedLines, package: viewShown(fewestRedLines.package) },
  mostAccepting:
    mostAccepting === null ? null : { ...mostAccepting, package: viewShown(mostAccepting.package) },
});

/** Whether the goal of the objective is a figure of groups, and not the total. */
const isFigure = ({ objective, stages }: PackageAnswer): boolean =>
  (objective === 'minMax' || objective === 'leximin') && stages.some(({ name }) => name === 'worstGroup');

const shown = (answer: PackageAnswer) => {
  const { explanation, infeasibility, gap } = answer;
  const inUnits = isFigure(answer) ? figureOrNull : (each: number | null) => each;
  return {
    format: FORMAT,
    objective: answer.objective,
    rule: answer.rule,
    status: answer.status,
    proven: answer.proven,
    stopped: answer.stopped,
    method: answer.method,
    value: inUnits(answer.value),
    bound: inUnits(answer.bound),
    gap: gap === null ? null : gap.toFixed(6),
    stages: answer.stages.map(stageShown),
    package: answer.package === null ? null : viewShown(answer.package),
    explanation: explanation === null ? null : explanationShown(explanation),
    infeasibility: infeasibility === null ? null : infeasibilityShown(infeasibility),
    advice: answer.advice,
    effort: { nodes: answer.nodes, timeMs: Math.round(answer.timeMs) },
  };
};

/** Asks the worker; an interrupt ends the search with the best package so far. */
const ask = async (
  worker: PackageWorker,
  problem: PackageProblem,
  options: PackageOptions,
): Promise<PackageReply> => {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    return await worker.solve(problem, options, { signal: stop.signal });
  } finally {
    process.removeListener('SIGINT', interrupt);
    await worker.close();
  }
};

/** The call, with whoever starts the worker. */
export const packagesCall = (startWorker: () => Promise<PackageWorker>): Call => ({
  takes: `FILE.json [--objective ${OBJECTIVES.join('|')}] [--time MS]`,
  subjects: 1,
  help: `{items, members, groups?, stances?, conflicts?, needs?, settled?, dissatisfaction?, rule?, objective?, epsilon?, timeMs?}
→ the best package: what is chosen for each item, the figure of each group, the total, who does not accept; how good that
is (value, bound, gap, proven); worst groups, least satisfied members with their costliest items, the price of every second
alternative, the next best package, that of least total, and the base; for items with more than two alternatives the
Condorcet winner and Schulze's ranking. Without objective the worst group comes first, then the total. Without rule it is
consensus. Exit 1 where no package holds: then the answer says which constraints or red lines stand in the way.
--time (${PACKAGE_TIME_MS}) is for the search, explaining may take as much again; an interrupt gives the best package so far.
Schemas: docs/schemas/packages.schema.json, docs/schemas/packages-answer.schema.json.`,
  options: { objective: { type: 'string' }, time: { type: 'string' } },
  run: async (given, print) => {
    const file = subjectAt(given, 0);
    const json = objectAt(file, '$', readJson(file));
    const options = optionsOf(file, json, given);
    const problem = problemOf(file, json);
    const reply = await ask(await startWorker(), problem, options);
    if (!reply.ok) throw refused(file, reply.refusal);
    print(JSON.stringify(shown(reply.answer), null, 2));
    return reply.answer.status === 'found' ? 0 : 1;
  },
});

export const packages: Call = packagesCall(() => startPackageWorker());
