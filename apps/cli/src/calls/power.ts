import {
  checkRuleAgainst,
  frozenWeights,
  formatFraction,
  powerOf,
  ruleAttributes,
  sumOfFractions,
  toDecimal,
  weightedPower,
  type Ballot,
  type DecisionRule,
  type Fraction,
  type MemberPower,
  type PowerAnswer,
  type PowerMethod,
  type PowerOptions,
  type PowerRefusal,
  type VotingPower,
  type WeightSheet,
} from '@plenary/consensus';
import { attributesAt, flagAt } from '../attributes-at.ts';
import { optionAt, subjectAt, type Call, type Given } from '../call.ts';
import { InputError, listAt, objectAt, onlyFields, readJson } from '../input.ts';
import { ruleAt } from '../rule-at.ts';

type Json = Readonly<Record<string, unknown>>;

const FIELDS = ['id', 'reasoned', 'addressed', 'attrs'];
const A_WEIGHT =
  'expected zero or more: a number (whole ones up to 9007199254740991) or an exact fraction as text';

/** What each refusal expected; the code stands behind it. */
const EXPECTED: Readonly<Record<PowerRefusal['code'], (facts: PowerRefusal['facts']) => string>> = {
  'power.notMonotone': () => '$.rule: expected a rule that more support never harms',
  'power.byPosition': ({ attribute }) =>
    `$.rule: expected groups and eligibility that do not read ${attribute}, which nobody has before a ballot`,
  'power.tooWide': () => '$.rule: expected a rule that unfolds into at most 64 ways to pass',
  'power.twice': ({ path }) => `$.${path}: expected every member once`,
  'power.notAWeight': ({ path }) => `$.${path}: ${A_WEIGHT}`,
  'power.tooManyMembers': ({ members, max }) => `expected at most ${max} members, there are ${members}`,
  'power.tooLarge': () => '$.weights: expected weights whose coalitions can be counted',
};

const memberAt = (path: string, index: number, value: unknown): Ballot => {
  const place = `$.members[${index}]`;
  const entry = objectAt(path, place, value);
  const { id } = entry;
  if (typeof id !== 'string' || id === '')
    throw new InputError(`${path}: ${place}.id: expected a word that names the member`);
  for (const field of ['position', 'present'])
    if (field in entry)
      throw new InputError(`${path}: ${place}.${field}: expected none; power is counted before any ballot`);
  const [reasoned, addressed] = ['reasoned', 'addressed'].map((name) => flagAt(path, place, entry, name));
  return {
    id,
    attrs: attributesAt(path, place, entry, FIELDS),
    position: 'none',
    ...(reasoned === undefined ? {} : { reasoned }),
    ...(addressed === undefined ? {} : { addressed }),
  };
};

/**
 * An attribute that the tests of a rule read and no member has is a slip of the pen, and would change the figures.
 * Eligibility may name what nobody has, such as the role of observers in a body without any.
 */
const checkAttributes = (path: string, rule: DecisionRule, members: readonly Ballot[]): void => {
  const eligibility =
    rule.eligible === undefined
      ? []
      : ruleAttributes({
          id: rule.id,
          method: rule.method,
          eligible: rule.eligible,
          pass: { set: 'for', op: '>=', value: '0' },
        });
  const known = new Set([...eligibility, ...members.flatMap(({ attrs }) => Object.keys(attrs))]);
  const unknown = checkRuleAgainst(rule, known);
  if (unknown !== undefined)
    throw new InputError(
      `${path}: $.members: expected the attributes that the rule reads (${unknown.code} ${JSON.stringify(unknown.facts)})`,
    );
};

const weightText = (path: string, place: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  // A whole number beyond 2^53 was rounded when it was read.
  if (typeof value !== 'number' || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw new InputError(`${path}: ${place}: ${A_WEIGHT}`);
  return String(value);
};

const weightsAt = (path: string, value: unknown): Readonly<Record<string, string>> => {
  const named: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((weight: unknown, at) => [String(at + 1), weight])
    : Object.entries(objectAt(path, '$.weights', value));
  return Object.fromEntries(named.map(([id, weight]) => [id, weightText(path, `$.weights.${id}`, weight)]));
};

/** Counts beyond 2^53 are text, so that reading them as JSON keeps every digit. */
const count = (value: bigint | null): number | string | null =>
  value !== null && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value === null
      ? null
      : String(value);

const figure = (value: Fraction, standardError?: number) => ({
  fraction: formatFraction(value),
  decimal: toDecimal(value),
  ...(standardError === undefined ? {} : { standardError: standardError.toFixed(6) }),
});

const method = (given: PowerMethod) =>
  given.kind === 'scaled'
    ? {
        kind: given.kind,
        total: String(given.total),
        scaledTo: String(given.scaledTo),
        largestShift: toDecimal(given.largestShift, 9),
      }
    : given;

const memberFigures = ({
  member,
  swings,
  banzhaf,
  absoluteBanzhaf,
  shapley,
  standardErrors,
}: MemberPower) => ({
  member,
  swings: count(swings),
  banzhaf: figure(banzhaf, standardErrors?.banzhaf),
  absoluteBanzhaf: figure(absoluteBanzhaf, standardErrors?.absoluteBanzhaf),
  shapley: figure(shapley, standardErrors?.shapley),
});

const shown = (power: VotingPower, sheets: readonly WeightSheet[] | undefined) => ({
  format: 'plenary-power/1',
  method: { banzhaf: method(power.banzhafMethod), shapley: method(power.shapleyMethod) },
  members: power.members.map(memberFigures),
  winningCoalitions: count(power.winningCoalitions),
  powerToAct: figure(power.powerToAct, power.powerToActError),
  sums: {
    banzhaf: formatFraction(sumOfFractions(power.members.map(({ banzhaf }) => banzhaf))),
    shapley: formatFraction(sumOfFractions(power.members.map(({ shapley }) => shapley))),
  },
  ...(sheets === undefined ? {} : { weights: sheets }),
});

const wholeOption = (given: Given, name: string, max: number): number | undefined => {
  const text = optionAt(given, name);
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > max)
    throw new InputError(`--${name} ${text}: expected a whole number from 1 to ${max}`);
  return value;
};

const optionsOf = (given: Given): PowerOptions => {
  const samples = wholeOption(given, 'samples', 10_000_000);
  const seed = wholeOption(given, 'seed', 2 ** 31 - 1);
  return { ...(samples === undefined ? {} : { samples }), ...(seed === undefined ? {} : { seed }) };
};

interface Answered {
  readonly answer: PowerAnswer;
  readonly sheets?: readonly WeightSheet[];
}

const underRule = (path: string, json: Json, options: PowerOptions): Answered => {
  onlyFields(path, '$', json, ['rule', 'members']);
  const rule = ruleAt(path, json['rule']);
  const members = listAt(path, '$.members', json['members']).map((entry, index) =>
    memberAt(path, index, entry),
  );
  if (members.length === 0) throw new InputError(`${path}: $.members: expected at least one member`);
  checkAttributes(path, rule, members);
  const answer = powerOf(rule, members, options);
  const frozen = frozenWeights(rule, members);
  return { answer, ...(frozen.ok ? { sheets: frozen.sheets } : {}) };
};

const ofWeights = (path: string, json: Json, options: PowerOptions): Answered => {
  onlyFields(path, '$', json, ['quota', 'weights']);
  const weights = weightsAt(path, json['weights']);
  if (Object.keys(weights).length === 0)
    throw new InputError(`${path}: $.weights: expected at least one member`);
  return { answer: weightedPower(weightText(path, '$.quota', json['quota']), weights, options) };
};

export const power: Call = {
  takes: 'FILE.json [--samples N] [--seed N]',
  subjects: 1,
  help: `{rule, members: [{id, attributes…}]} or {quota, weights: {id: weight}} → for each member swings, Banzhaf
(normalised and absolute) and Shapley–Shubik as exact fractions and decimals; winning coalitions; power to act; sums.
The method says exact, scaled (weights rounded to a smaller total) or estimated (with standard errors); --samples and
--seed are for estimates. A rule is written out or named by its id in the catalogue. Schema: docs/schemas/power.schema.json.`,
  options: { samples: { type: 'string' }, seed: { type: 'string' } },
  run: (given, print) => {
    const path = subjectAt(given, 0);
    const options = optionsOf(given);
    const json = objectAt(path, '$', readJson(path));
    const { answer, sheets } =
      'rule' in json ? underRule(path, json, options) : ofWeights(path, json, options);
    if (!answer.ok) {
      const { code, facts } = answer.refusal;
      throw new InputError(`${path}: ${EXPECTED[code](facts)} (${code})`);
    }
    print(JSON.stringify(shown(answer.power, sheets), null, 2));
    return 0;
  },
};
