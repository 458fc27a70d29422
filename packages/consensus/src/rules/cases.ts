import type { AttributeValue, Ballot, DecisionRule, Weight } from '../types.ts';
import { BALLOT_POSITIONS, type BallotPosition } from '../vocabulary.ts';
import { voteInOrder, type OrderedAmendment, type VoteOutcome } from './amendment-order.ts';
import { movesToAdoption } from './distance.ts';
import { evaluateRule } from './evaluate.ts';
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
import { parseRule } from './parse-rule.ts';
import { silenceOutcome, type SilenceEvent } from './silence.ts';
import { leastAtLeast, leastMoreThan } from './threshold.ts';
import { weightShares } from './weights.ts';

type Json = Readonly<Record<string, unknown>>;

/** One worked case in the format `plenary-cases/1` (docs/formats.md). */
export interface WorkedCase {
  readonly id: string;
  readonly name?: string;
  readonly kind: string;
  readonly rule: unknown;
  readonly inputs: Json;
  readonly expected: Json;
  readonly tolerance?: number;
}
/** What cases share: rules by name and fixed lists of members. */
export interface CaseFile {
  readonly rules: Json;
  readonly fixtures: Json;
}
/** What the engine answers, or why it cannot. `undefined` when the kind belongs to another package. */
export type CaseAnswer = { readonly answer: Json } | { readonly problem: string } | undefined;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPosition = (value: unknown): value is BallotPosition =>
  BALLOT_POSITIONS.some((word) => word === value);

class CaseProblem extends Error {}
const problem = (text: string): never => {
  throw new CaseProblem(text);
};
const numbers = (value: unknown): number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number')
    ? value
    : problem('a list of numbers was expected');
const num = (value: unknown, name: string): number =>
  typeof value === 'number' ? value : problem(`inputs.${name} is no number`);
const objects = (value: unknown, name: string): readonly Json[] =>
  Array.isArray(value) && value.every(isObject) ? value : problem(`inputs.${name} is no list of objects`);

const BALLOT_KEYS = ['id', 'position', 'present', 'reasoned', 'addressed', 'n', 'attrs'];
const ballotOf = (id: string, entry: Json, position: unknown): Ballot => {
  if (!isPosition(position)) return problem(`${String(position)} is no position`);
  const attrs: Record<string, AttributeValue> = {};
  // Attributes may stand beside the ballot's fields or in `attrs`.
  const nested = isObject(entry['attrs']) ? entry['attrs'] : {};
  for (const [key, value] of [...Object.entries(entry), ...Object.entries(nested)])
    if (!BALLOT_KEYS.includes(key)) attrs[key] = value as AttributeValue;
  const bool = (key: string) => (typeof entry[key] === 'boolean' ? { [key]: entry[key] } : {});
  return { id, attrs, position, ...bool('present'), ...bool('reasoned'), ...bool('addressed') };
};

const ballotsOf = (inputs: Json, file: CaseFile): Ballot[] => {
  const ballots: Ballot[] = [];
  if ('cohorts' in inputs)
    for (const [place, cohort] of objects(inputs['cohorts'], 'cohorts').entries()) {
      const count = num(cohort['n'] ?? 1, `cohorts[${place}].n`);
      for (let at = 0; at < count; at += 1)
        ballots.push(ballotOf(`c${place + 1}-${at + 1}`, cohort, cohort['position'] ?? 'none'));
    }
  const listed = 'fixture' in inputs ? file.fixtures[String(inputs['fixture'])] : inputs['members'];
  if ('fixture' in inputs && listed === undefined) problem(`unknown fixture ${String(inputs['fixture'])}`);
  if (listed !== undefined) {
    const positions = isObject(inputs['positions']) ? inputs['positions'] : {};
    const overrides = isObject(inputs['attrs']) ? inputs['attrs'] : {};
    const byDefault = inputs['default'] ?? 'none';
    for (const member of objects(listed, 'members')) {
      const id = String(member['id']);
      const given = positions[id] ?? member['position'] ?? byDefault;
      const extra = isObject(overrides[id]) ? overrides[id] : {};
      const whole = isObject(given) ? { ...member, ...extra, ...given } : { ...member, ...extra };
      ballots.push(ballotOf(id, whole, isObject(given) ? (given['position'] ?? byDefault) : given));
    }
  }
  if (Array.isArray(inputs['ballots']))
    for (const [place, entry] of objects(inputs['ballots'], 'ballots').entries())
      ballots.push(ballotOf(String(entry['id'] ?? `b${place + 1}`), entry, entry['position'] ?? 'none'));
  return ballots;
};

const ruleOf = (rule: unknown, file: CaseFile): DecisionRule => {
  const json = typeof rule === 'string' ? file.rules[rule] : rule;
  if (json === undefined) return problem(`unknown rule ${String(rule)}`);
  const parsed = parseRule(isObject(json) && !('id' in json) ? { id: 'case', ...json } : json);
  return parsed.ok
    ? parsed.rule
    : problem(`${parsed.refusal.code} at ${String(parsed.refusal.facts['path'])}`);
};

const flagsOf = (inputs: Json): Record<string, boolean> =>
  isObject(inputs['flags'])
    ? Object.fromEntries(Object.entries(inputs['flags']).map(([flag, value]) => [flag, value === true]))
    : Array.isArray(inputs['flags'])
      ? Object.fromEntries(inputs['flags'].map((flag) => [String(flag), true]))
      : {};

const decide = (test: WorkedCase, file: CaseFile): Json => {
  const rule = ruleOf(test.rule, file);
  if (rule.method === 'silence' && 'openedAt' in test.inputs) {
    const { inputs } = test;
    const eligible = Array.isArray(inputs['eligible']) ? inputs['eligible'].map(String) : [];
    const { outcome } = silenceOutcome({
      openedAt: String(inputs['openedAt']),
      hours: num(inputs['hours'] ?? rule.period?.hours, 'hours'),
      minHours: rule.period?.minHours ?? 1,
      extendable: rule.period?.extendable ?? false,
      eligible,
      events: objects(inputs['events'] ?? [], 'events') as unknown as readonly SilenceEvent[],
      asOf: String(inputs['asOf']),
    });
    return { outcome };
  }
  const result = evaluateRule(rule, ballotsOf(test.inputs, file), flagsOf(test.inputs));
  return { outcome: result.outcome, tally: { ...result.tally } };
};

const counts = (inputs: Json) => ({
  for: num(inputs['for'], 'for'),
  against: num(inputs['against'], 'against'),
  abstain: num(inputs['abstain'] ?? 0, 'abstain'),
});

const METRICS: Readonly<Record<string, (inputs: Json) => object | null>> = {
  agreementIndex: (inputs) => agreementIndex(counts(inputs)),
  rice: (inputs) => riceIndex(counts(inputs)),
  groupInformedConsensus: (inputs) =>
    groupInformedConsensus(
      objects(inputs['groups'], 'groups').map((group) => ({
        agree: num(group['agree'], 'agree'),
        seen: num(group['seen'], 'seen'),
      })),
    ),
  sScore: (inputs) => sScore(numbers(inputs['a']), numbers(inputs['b']), num(inputs['dmax'], 'dmax')),
  lijphart: (inputs) =>
    lijphartIndex(
      num(inputs['full'], 'full'),
      num(inputs['partial'], 'partial'),
      num(inputs['total'], 'total'),
    ),
  gini: (inputs) => gini(numbers(inputs['values'])),
  leik: (inputs) => leikConsensus(numbers(inputs['counts'])),
  voiceRatio: (inputs) =>
    voiceRatio(
      num(inputs['groupSeconds'], 'groupSeconds'),
      num(inputs['totalSeconds'], 'totalSeconds'),
      num(inputs['groupDelegations'], 'groupDelegations'),
      num(inputs['totalDelegations'], 'totalDelegations'),
    ),
  consensusLevel: (inputs) => ({
    level: consensusLevel(
      num(inputs['support'] ?? inputs['for'], 'support'),
      num(inputs['opposed'] ?? inputs['against'], 'opposed'),
    ),
  }),
};

const metric = (test: WorkedCase): Json => {
  const name = String(test.rule);
  const compute = METRICS[name];
  if (compute === undefined) return problem(`unknown metric ${name}`);
  return { ...(compute(test.inputs) ?? { value: null }) };
};

const threshold = (test: WorkedCase): Json => {
  const share = String(test.inputs['share']);
  const of = BigInt(num(test.inputs['of'], 'of'));
  const min =
    test.rule === 'moreThan'
      ? leastMoreThan(share, of)
      : test.rule === 'atLeast'
        ? leastAtLeast(share, of)
        : undefined;
  return min === undefined
    ? problem(`unknown threshold ${String(test.rule)} of ${share}`)
    : { min: Number(min) };
};

const answerOf = (test: WorkedCase, file: CaseFile): Json | undefined => {
  switch (test.kind) {
    case 'decision':
      return decide(test, file);
    case 'metric':
      return metric(test);
    case 'threshold':
      return threshold(test);
    case 'weights':
      return {
        shares: weightShares(test.rule as Weight, ballotsOf({ ...test.inputs, default: 'none' }, file)),
      };
    case 'distance':
      return { moves: movesToAdoption(ruleOf(test.rule, file), ballotsOf(test.inputs, file)).moves };
    case 'amendment-order': {
      const amendments = objects(
        test.inputs['amendments'],
        'amendments',
      ) as unknown as readonly OrderedAmendment[];
      const votes = (isObject(test.inputs['votes']) ? test.inputs['votes'] : {}) as Readonly<
        Record<string, VoteOutcome>
      >;
      return { ...voteInOrder(amendments, votes) };
    }
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
    if (error instanceof CaseProblem || error instanceof RangeError) return { problem: error.message };
    throw error;
  }
};

const close = (expected: unknown, got: unknown, tolerance: number): boolean => {
  const [a, b] = [Number(expected), Number(got)];
  return Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= tolerance;
};

/** The first place where the answer is not what is expected; only what is expected is compared. */
export const firstDifference = (
  expected: unknown,
  got: unknown,
  tolerance: number,
  path = '',
): string | undefined => {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length)
      return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
    for (const [index, entry] of expected.entries()) {
      const difference = firstDifference(entry, got[index], tolerance, `${path}[${index}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (isObject(expected)) {
    if (!isObject(got)) return `${path}: expected an object, got ${JSON.stringify(got)}`;
    for (const [key, entry] of Object.entries(expected)) {
      const difference = firstDifference(entry, got[key], tolerance, path === '' ? key : `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (Object.is(expected, got)) return undefined;
  if (
    tolerance > 0 &&
    (typeof expected === 'number' || typeof expected === 'string') &&
    close(expected, got, tolerance)
  )
    return undefined;
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
};
