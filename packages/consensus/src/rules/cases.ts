import type { Weight } from '../types.ts';
import { voteInOrder } from '../amendments/order-of-voting.ts';
import {
  amendmentsOf,
  ballotsOf,
  CaseProblem,
  flagsOf,
  instantAt,
  isObject,
  numberAt,
  numbersAt,
  objectsAt,
  problem,
  rationalAt,
  ruleOf,
  silenceEventsOf,
  votesOf,
  type CaseFile,
  type Json,
} from './case-inputs.ts';
import { movesToAdoption } from './distance.ts';
import { eligibleBallots, equalVoiceTally, evaluateRule } from './evaluate.ts';
import { firstDifference } from './first-difference.ts';
import { formatFraction, toDecimal, type Fraction } from './fraction.ts';
import {
  agreementIndex,
  consensusLevel,
  gini,
  groupInformedConsensus,
  leikConsensus,
  lijphartIndex,
  riceIndex,
  sScore,
  voiceRatio,
} from './metrics.ts';
import { parseWeight } from './parse-rule.ts';
import { powerOf, type PowerAnswer } from '../power/power-of.ts';
import type { MemberPower } from '../power/voting-power.ts';
import { weightedPower } from '../power/weighted-power.ts';
import { silenceOutcome } from './silence.ts';
import { leastAtLeast, leastMoreThan } from './threshold.ts';
import { weightShares } from './weights.ts';

export type { CaseFile } from './case-inputs.ts';
export { firstDifference } from './first-difference.ts';

/** One worked case in the format `plenary-cases/1`. */
export interface WorkedCase {
  readonly id: string;
  readonly name?: string;
  readonly kind: string;
  readonly rule: unknown;
  readonly inputs: Json;
  readonly expected: Json;
  readonly tolerance?: number;
}
/** What the engine answers, or why it cannot. `undefined` when the case belongs to another package. */
export type CaseAnswer = { readonly answer: Json } | { readonly problem: string } | undefined;

const silence = (test: WorkedCase, file: CaseFile): Json => {
  const { inputs } = test;
  const rule = ruleOf(test.rule, file);
  const listed: unknown = inputs['eligible'];
  const { outcome } = silenceOutcome({
    openedAt: instantAt(inputs, 'openedAt'),
    hours: numberAt(inputs, 'hours', rule.period?.hours),
    minHours: numberAt(inputs, 'minHours', rule.period?.minHours ?? 0),
    extendable: rule.period?.extendable ?? false,
    eligible: Array.isArray(listed)
      ? listed.map(String)
      : eligibleBallots(rule, ballotsOf(inputs, file)).map(({ id }) => id),
    events: silenceEventsOf(inputs),
    asOf: instantAt(inputs, 'asOf'),
  });
  return { outcome };
};

const decision = (test: WorkedCase, file: CaseFile): Json => {
  const rule = ruleOf(test.rule, file);
  if (rule.method === 'silence' && 'openedAt' in test.inputs) return silence(test, file);
  const ballots = ballotsOf(test.inputs, file);
  const result = evaluateRule(rule, ballots, flagsOf(test.inputs));
  return { ...result, equalVoice: equalVoiceTally(rule, ballots) };
};

const distance = (test: WorkedCase, file: CaseFile): Json => {
  const fixed = new Set(Array.isArray(test.inputs['fixed']) ? test.inputs['fixed'].map(String) : []);
  return {
    ...movesToAdoption(ruleOf(test.rule, file), ballotsOf(test.inputs, file), {
      mayMove: (ballot) => !fixed.has(ballot.id),
    }),
  };
};

const counts = (inputs: Json) => ({
  for: numberAt(inputs, 'for'),
  against: numberAt(inputs, 'against', 0),
  abstain: numberAt(inputs, 'abstain', 0),
});

const leik = (inputs: Json): object | null => leikConsensus(numbersAt(inputs, 'counts'));

const METRICS: ReadonlyMap<string, (inputs: Json) => object | null> = new Map([
  ['agreementIndex', (inputs: Json): object | null => agreementIndex(counts(inputs))],
  ['rice', (inputs) => riceIndex(counts(inputs))],
  [
    'groupInformedConsensus',
    (inputs) =>
      groupInformedConsensus(
        objectsAt(inputs, 'groups').map((group) => ({
          agree: numberAt(group, 'agree'),
          seen: numberAt(group, 'seen'),
        })),
      ),
  ],
  [
    'sScore',
    (inputs) =>
      sScore(
        numbersAt(inputs, 'a'),
        numbersAt(inputs, 'b'),
        numberAt(inputs, 'dmax'),
        inputs['weights'] === undefined ? undefined : numbersAt(inputs, 'weights'),
      ),
  ],
  [
    'lijphart',
    (inputs) =>
      lijphartIndex(numberAt(inputs, 'full'), numberAt(inputs, 'partial', 0), numberAt(inputs, 'total')),
  ],
  ['gini', (inputs) => gini(numbersAt(inputs, 'values'))],
  ['leik', leik],
  ['leikConsensus', leik],
  [
    'voiceRatio',
    (inputs) =>
      voiceRatio(
        numberAt(inputs, 'groupSeconds'),
        numberAt(inputs, 'totalSeconds'),
        numberAt(inputs, 'groupDelegations'),
        numberAt(inputs, 'totalDelegations'),
      ),
  ],
  [
    'consensusLevel',
    (inputs) => ({
      level: consensusLevel(
        numberAt('support' in inputs ? inputs : { support: inputs['for'] }, 'support'),
        numberAt('opposed' in inputs ? inputs : { opposed: inputs['against'] }, 'opposed'),
        inputs['total'] === undefined ? undefined : numberAt(inputs, 'total'),
      ),
    }),
  ],
]);
/** Figures of a text are the text package's to answer. */
const METRICS_OF_TEXT: readonly string[] = ['cleanShare'];

const metric = (test: WorkedCase): Json | undefined => {
  const name = String(test.rule);
  if (METRICS_OF_TEXT.includes(name)) return undefined;
  const compute = METRICS.get(name);
  if (compute === undefined) return problem(`unknown metric ${name}`);
  return { ...(compute(test.inputs) ?? { value: null }) };
};

const THRESHOLDS = new Map([
  ['atLeast', leastAtLeast],
  ['moreThan', leastMoreThan],
]);

const threshold = (test: WorkedCase): Json => {
  const least = THRESHOLDS.get(String(test.rule));
  if (least === undefined) return problem(`unknown threshold ${String(test.rule)}`);
  const whole = numberAt(test.inputs, 'of');
  if (!Number.isSafeInteger(whole)) return problem('inputs.of: a whole number was expected');
  const min = least(rationalAt(test.inputs, 'share'), BigInt(whole));
  return min === undefined ? problem('inputs.share: a rational was expected') : { min: Number(min) };
};

/** A weight in place, an attribute by name, or the weight of a named rule. */
const weightOf = (rule: unknown, file: CaseFile): Weight => {
  const isRule =
    typeof rule === 'string' ? Object.hasOwn(file.rules, rule) : isObject(rule) && 'pass' in rule;
  if (isRule) return ruleOf(rule, file).weight ?? 'one';
  const parsed = parseWeight(rule);
  return parsed.ok
    ? parsed.weight
    : problem(`${parsed.refusal.code} at ${String(parsed.refusal.facts['path'])}`);
};

const powerAnswer = (test: WorkedCase, file: CaseFile): PowerAnswer => {
  const { rule } = test;
  if (isObject(rule) && isObject(rule['weights'])) {
    const { weights } = rule;
    if (!isObject(weights)) return problem('rule.weights: an object was expected');
    const texts = Object.keys(weights).map((id): [string, string] => [id, rationalAt(weights, id)]);
    return weightedPower(rationalAt(rule, 'quota'), Object.fromEntries(texts));
  }
  const named = isObject(rule) && 'rule' in rule ? rule : { rule };
  const members = ballotsOf({ ...named, ...test.inputs }, file);
  return powerOf(ruleOf(named['rule'], file), members);
};

const power = (test: WorkedCase, file: CaseFile): Json => {
  const answer = powerAnswer(test, file);
  if (!answer.ok) return problem(`${answer.refusal.code} ${JSON.stringify(answer.refusal.facts)}`);
  const each = <T>(read: (member: MemberPower) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(answer.power.members.map((entry) => [entry.member, read(entry)]));
  const index = (name: 'banzhaf' | 'absoluteBanzhaf' | 'shapley', show: (value: Fraction) => string) =>
    each((member) => show(member[name]));
  const shown = (count: bigint | null): number | string | null =>
    count === null ? null : count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : String(count);
  return {
    banzhaf: index('banzhaf', toDecimal),
    absoluteBanzhaf: index('absoluteBanzhaf', toDecimal),
    shapley: index('shapley', toDecimal),
    exact: {
      banzhaf: index('banzhaf', formatFraction),
      absoluteBanzhaf: index('absoluteBanzhaf', formatFraction),
      shapley: index('shapley', formatFraction),
      powerToAct: formatFraction(answer.power.powerToAct),
    },
    swings: each(({ swings }) => shown(swings)),
    winningCoalitions: shown(answer.power.winningCoalitions),
    powerToAct: toDecimal(answer.power.powerToAct),
  };
};

const answerOf = (test: WorkedCase, file: CaseFile): Json | undefined => {
  switch (test.kind) {
    case 'decision':
      return decision(test, file);
    case 'metric':
      return metric(test);
    case 'threshold':
      return threshold(test);
    case 'weights':
      return { shares: weightShares(weightOf(test.rule, file), ballotsOf(test.inputs, file)) };
    case 'distance':
      return distance(test, file);
    case 'power':
      return power(test, file);
    case 'amendment-order':
      return { ...voteInOrder(amendmentsOf(test.inputs), votesOf(test.inputs)) };
    default:
      return undefined;
  }
};

/** The engine's own answer to a case of its kinds; the caller compares it with what is expected. */
export const answerCase = (test: WorkedCase, file: CaseFile): CaseAnswer => {
  try {
    const answer = answerOf(test, file);
    return answer === undefined ? undefined : { answer };
  } catch (error) {
    // RangeError: a number that the engine cannot take, such as a weight below zero.
    if (error instanceof CaseProblem || error instanceof RangeError) return { problem: error.message };
    throw error;
  }
};

/** `notMine` when another package answers cases of this kind. */
export type CaseResult =
  | { readonly id: string; readonly status: 'passed' | 'notMine' }
  | { readonly id: string; readonly status: 'failed'; readonly message: string };

/** Runs one case as it was read from a file; a case that cannot be read fails with what was expected of it. */
export const runCase = (json: unknown, file: CaseFile): CaseResult => {
  if (!isObject(json)) return { id: '', status: 'failed', message: 'a case is an object' };
  const id = typeof json['id'] === 'string' ? json['id'] : '';
  const failed = (message: string): CaseResult => ({ id, status: 'failed', message });
  const { kind, rule, inputs = {}, expected, tolerance = 0 } = json;
  if (typeof kind !== 'string') return failed('kind: a word was expected');
  if (!isObject(inputs)) return failed('inputs: an object was expected');
  if (!isObject(expected) || Object.keys(expected).length === 0)
    return failed('expected: an object with at least one entry was expected');
  const allowed = Number(tolerance);
  if (!(allowed >= 0)) return failed('tolerance: a number was expected');
  const answered = answerCase({ id, kind, rule, inputs, expected }, file);
  if (answered === undefined) return { id, status: 'notMine' };
  if ('problem' in answered) return failed(answered.problem);
  const difference = firstDifference(expected, answered.answer, allowed);
  return difference === undefined ? { id, status: 'passed' } : failed(difference);
};
