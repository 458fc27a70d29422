import {
  COMPARISONS,
  RULE_SETS,
  type DecisionRule,
  type Filter,
  type Refusal,
  type RuleTest,
  type Weight,
} from '../types.ts';
import { BALLOT_POSITIONS, DECISION_METHODS } from '../vocabulary.ts';
import { isPartOf } from './evaluate.ts';
import { BALLOT_FIELDS } from './filter.ts';
import { add, compare, ONE, parseFraction, ZERO, type Fraction } from './fraction.ts';

/** Bounds of a rule: deeper or larger ones are refused, so that judging a rule always ends soon. */
export const RULE_DEPTH_MAX = 12;
export const RULE_NODES_MAX = 500;
export const RULE_WORD_CHARACTERS_MAX = 200;
export const RULE_LIST_ENTRIES_MAX = 500;
/** Most decimals of a square root. */
export const ROOT_DECIMALS_MAX = 6;

export type ParsedRule =
  { readonly ok: true; readonly rule: DecisionRule } | { readonly ok: false; readonly refusal: Refusal };

type Json = Readonly<Record<string, unknown>>;

/** Stops at the first thing that is not in the grammar; the path says where. */
class Unparsable extends Error {
  readonly code: string;
  readonly path: string;
  constructor(code: string, path: string) {
    super(`${code} at ${path}`);
    this.code = code;
    this.path = path;
  }
}
const fail = (code: string, path: string): never => {
  throw new Unparsable(code, path);
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: unknown, path: string): Json => {
  if (!isObject(value)) return fail('rule.notAnObject', path);
  return Object.keys(value).length > RULE_LIST_ENTRIES_MAX ? fail('rule.tooLarge', path) : value;
};
const onlyFields = (json: Json, known: readonly string[], path: string): void => {
  for (const key of Object.keys(json)) if (!known.includes(key)) fail('rule.unknownField', `${path}.${key}`);
};
const word = (value: unknown, path: string): string =>
  typeof value === 'string' && value.length > 0 && value.length <= RULE_WORD_CHARACTERS_MAX
    ? value
    : fail('rule.notAWord', path);
const list = (value: unknown, path: string): readonly unknown[] => {
  if (!Array.isArray(value) || value.length === 0) return fail('rule.notAList', path);
  return value.length > RULE_LIST_ENTRIES_MAX ? fail('rule.tooLarge', path) : value;
};
const oneOf = <T extends string>(words: readonly T[], value: unknown, path: string): T =>
  words.find((candidate) => candidate === value) ?? fail('rule.unknownWord', path);

interface Walk {
  nodes: number;
}
const step = (walk: Walk, depth: number, path: string): void => {
  walk.nodes += 1;
  if (depth > RULE_DEPTH_MAX || walk.nodes > RULE_NODES_MAX) fail('rule.tooLarge', path);
};

const checkScalar = (value: unknown, path: string): void => {
  if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) fail('rule.notAValue', path);
};

const checkFilter = (value: unknown, path: string, walk: Walk, depth: number): void => {
  step(walk, depth, path);
  const json = object(value, path);
  for (const key of ['and', 'or'] as const)
    if (key in json) {
      onlyFields(json, [key], path);
      list(json[key], `${path}.${key}`).forEach((part, index) =>
        checkFilter(part, `${path}.${key}[${index}]`, walk, depth + 1),
      );
      return;
    }
  if ('not' in json) {
    onlyFields(json, ['not'], path);
    checkFilter(json['not'], `${path}.not`, walk, depth + 1);
    return;
  }
  word(json['attr'], `${path}.attr`);
  const tests = ['eq', 'ne', 'in'].filter((key) => key in json);
  if (tests.length !== 1) fail('rule.notAFilter', path);
  onlyFields(json, ['attr', ...tests], path);
  if ('in' in json)
    list(json['in'], `${path}.in`).forEach((part, index) => checkScalar(part, `${path}.in[${index}]`));
  else checkScalar(json[tests[0] ?? ''], `${path}.${tests[0]}`);
};

/** A rational of zero or more. */
const amount = (value: unknown, path: string): Fraction => {
  const read = typeof value === 'string' ? parseFraction(value) : undefined;
  if (read === undefined) return fail('rule.notARational', path);
  return read.n < 0n ? fail('rule.notAShare', path) : read;
};
const share = (value: unknown, path: string): Fraction => {
  const read = amount(value, path);
  return compare(read, ONE) > 0 ? fail('rule.notAShare', path) : read;
};

const checkWeight = (value: unknown, path: string, walk: Walk, depth: number): void => {
  step(walk, depth, path);
  if (typeof value === 'string') {
    word(value, path);
    return;
  }
  const json = object(value, path);
  if ('cap' in json) {
    onlyFields(json, ['cap', 'base'], path);
    if (share(json['cap'], `${path}.cap`).n === 0n) fail('rule.notAShare', `${path}.cap`);
    checkWeight(json['base'], `${path}.base`, walk, depth + 1);
    return;
  }
  if ('mix' in json) {
    onlyFields(json, ['mix'], path);
    let sum = ZERO;
    list(json['mix'], `${path}.mix`).forEach((part, index) => {
      const place = `${path}.mix[${index}]`;
      const inside = object(part, place);
      onlyFields(inside, ['weight', 'share'], place);
      sum = add(sum, share(inside['share'], `${place}.share`));
      checkWeight(inside['weight'], `${place}.weight`, walk, depth + 1);
    });
    if (compare(sum, ONE) !== 0) fail('rule.sharesNotOne', `${path}.mix`);
    return;
  }
  if ('sqrt' in json) {
    onlyFields(json, ['sqrt', 'decimals'], path);
    const decimals = json['decimals'] ?? 0;
    if (
      typeof decimals !== 'number' ||
      !Number.isSafeInteger(decimals) ||
      decimals < 0 ||
      decimals > ROOT_DECIMALS_MAX
    )
      fail('rule.notACount', `${path}.decimals`);
    checkWeight(json['sqrt'], `${path}.sqrt`, walk, depth + 1);
    return;
  }
  if (!('normalise' in json)) fail('rule.notAWeight', path);
  onlyFields(json, ['normalise', 'base'], path);
  list(json['normalise'], `${path}.normalise`).forEach((part, index) => {
    const place = `${path}.normalise[${index}]`;
    const level = object(part, place);
    onlyFields(level, ['by', 'shares'], place);
    word(level['by'], `${place}.by`);
    if ('shares' in level)
      for (const [key, entry] of Object.entries(object(level['shares'], `${place}.shares`)))
        amount(entry, `${place}.shares.${key}`);
  });
  if ('base' in json) checkWeight(json['base'], `${path}.base`, walk, depth + 1);
};

const checkTest = (value: unknown, path: string, walk: Walk, depth: number): void => {
  step(walk, depth, path);
  const json = object(value, path);
  if ('label' in json) word(json['label'], `${path}.label`);
  for (const key of ['all', 'any'] as const)
    if (key in json) {
      onlyFields(json, [key, 'label'], path);
      list(json[key], `${path}.${key}`).forEach((part, index) =>
        checkTest(part, `${path}.${key}[${index}]`, walk, depth + 1),
      );
      return;
    }
  if ('not' in json) {
    onlyFields(json, ['not', 'label'], path);
    checkTest(json['not'], `${path}.not`, walk, depth + 1);
    return;
  }
  if ('each' in json) {
    onlyFields(json, ['each', 'test', 'label'], path);
    word(json['each'], `${path}.each`);
    checkTest(json['test'], `${path}.test`, walk, depth + 1);
    return;
  }
  onlyFields(json, ['set', 'of', 'weight', 'where', 'op', 'value', 'label'], path);
  const set = oneOf(RULE_SETS, json['set'], `${path}.set`);
  oneOf(COMPARISONS, json['op'], `${path}.op`);
  const read = amount(json['value'], `${path}.value`);
  if ('of' in json) {
    const whole = oneOf(RULE_SETS, json['of'], `${path}.of`);
    // "Twice as many for as against" is a threshold above one; of a whole that holds the set none can be.
    if (compare(read, ONE) > 0 && isPartOf(set, whole)) fail('rule.notAShare', `${path}.value`);
  }
  if ('weight' in json) checkWeight(json['weight'], `${path}.weight`, walk, depth + 1);
  if ('where' in json) checkFilter(json['where'], `${path}.where`, walk, depth + 1);
};

const RULE_FIELDS = [
  'id',
  'names',
  'basis',
  'method',
  'eligible',
  'requires',
  'discard',
  'weight',
  'quorum',
  'blocks',
  'pass',
  'period',
  'tie',
] as const;

const WEEKDAYS: readonly unknown[] = [1, 2, 3, 4, 5, 6, 7];
/** No clock on earth is further from UTC. */
const OFFSET_MINUTES_MAX = 14 * 60;

const checkPeriod = (value: unknown, path: string): void => {
  const period = object(value, path);
  onlyFields(period, ['hours', 'minHours', 'extendable', 'restDays', 'utcOffsetMinutes'], path);
  for (const key of ['hours', 'minHours'] as const) {
    const hours = period[key];
    if (typeof hours !== 'number' || !Number.isSafeInteger(hours) || hours < 1)
      fail('rule.notHours', `${path}.${key}`);
  }
  if (typeof period['extendable'] !== 'boolean') fail('rule.notAValue', `${path}.extendable`);
  if ('restDays' in period) {
    const days = list(period['restDays'], `${path}.restDays`);
    days.forEach((day, index) => {
      if (!WEEKDAYS.includes(day) || days.indexOf(day) !== index)
        fail('rule.notAValue', `${path}.restDays[${index}]`);
    });
    // SIL-7: a week must have a day that counts.
    if (days.length === WEEKDAYS.length) fail('rule.notAValue', `${path}.restDays`);
  }
  if ('utcOffsetMinutes' in period) {
    const minutes = period['utcOffsetMinutes'];
    if (
      typeof minutes !== 'number' ||
      !Number.isSafeInteger(minutes) ||
      Math.abs(minutes) > OFFSET_MINUTES_MAX
    )
      fail('rule.notAValue', `${path}.utcOffsetMinutes`);
  }
};

/** BAL-85: a second vote is within a bounded time, and only where heads are counted is a vote equally divided. */
const TIE_HOURS_MAX = 30 * 24;
const checkTie = (value: unknown, path: string): void => {
  const tie = object(value, path);
  onlyFields(tie, ['secondBallotHours'], path);
  const hours = tie['secondBallotHours'];
  if (typeof hours !== 'number' || !Number.isSafeInteger(hours) || hours < 1 || hours > TIE_HOURS_MAX)
    fail('rule.notHours', `${path}.secondBallotHours`);
};

const checkRule = (value: unknown): void => {
  const walk: Walk = { nodes: 0 };
  const json = object(value, 'rule');
  onlyFields(json, RULE_FIELDS, 'rule');
  word(json['id'], 'rule.id');
  oneOf(DECISION_METHODS, json['method'], 'rule.method');
  if ('names' in json)
    for (const [lang, name] of Object.entries(object(json['names'], 'rule.names')))
      word(name, `rule.names.${lang}`);
  if ('basis' in json) word(json['basis'], 'rule.basis');
  if ('eligible' in json) checkFilter(json['eligible'], 'rule.eligible', walk, 0);
  if ('requires' in json)
    list(json['requires'], 'rule.requires').forEach((flag, index) => word(flag, `rule.requires[${index}]`));
  if ('discard' in json)
    list(json['discard'], 'rule.discard').forEach((entry, index) => {
      const path = `rule.discard[${index}]`;
      const inside = object(entry, path);
      onlyFields(inside, ['position', 'where'], path);
      oneOf(BALLOT_POSITIONS, inside['position'], `${path}.position`);
      checkFilter(inside['where'], `${path}.where`, walk, 0);
    });
  if ('weight' in json) checkWeight(json['weight'], 'rule.weight', walk, 0);
  if ('quorum' in json) checkTest(json['quorum'], 'rule.quorum', walk, 0);
  if ('blocks' in json)
    list(json['blocks'], 'rule.blocks').forEach((entry, index) => {
      const path = `rule.blocks[${index}]`;
      const inside = object(entry, path);
      onlyFields(inside, ['position', 'where', 'min'], path);
      oneOf(BALLOT_POSITIONS, inside['position'], `${path}.position`);
      if ('where' in inside) checkFilter(inside['where'], `${path}.where`, walk, 0);
      const min = inside['min'] ?? 1;
      if (typeof min !== 'number' || !Number.isSafeInteger(min) || min < 1)
        fail('rule.notACount', `${path}.min`);
    });
  if (!('pass' in json)) fail('rule.noPass', 'rule.pass');
  checkTest(json['pass'], 'rule.pass', walk, 0);
  if ('period' in json) checkPeriod(json['period'], 'rule.period');
  if ('tie' in json) {
    checkTie(json['tie'], 'rule.tie');
    if (json['method'] !== 'ballot') fail('rule.notAValue', 'rule.tie');
  }
};

const refusedBy = (check: () => void): Refusal | undefined => {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Unparsable) return { code: error.code, facts: { path: error.path } };
    throw error;
  }
};

/** Reads a rule of decision in the language of domain 4.1; the refusal names the place that is wrong. */
export const parseRule = (json: unknown): ParsedRule => {
  const refusal = refusedBy(() => checkRule(json));
  if (refusal !== undefined) return { ok: false, refusal };
  // Every field was just checked against the grammar.
  const rule = json as DecisionRule;
  return rule.tie !== undefined && isWeighted(rule)
    ? { ok: false, refusal: { code: 'rule.notAValue', facts: { path: 'rule.tie' } } }
    : { ok: true, rule };
};

/** Reads a weight alone, as it stands in a rule. */
export const parseWeight = (
  json: unknown,
): { readonly ok: true; readonly weight: Weight } | { readonly ok: false; readonly refusal: Refusal } => {
  const refusal = refusedBy(() => checkWeight(json, 'weight', { nodes: 0 }, 0));
  return refusal === undefined ? { ok: true, weight: json as Weight } : { ok: false, refusal };
};

const filterAttributes = (filter: Filter): readonly string[] => {
  if ('and' in filter) return filter.and.flatMap(filterAttributes);
  if ('or' in filter) return filter.or.flatMap(filterAttributes);
  if ('not' in filter) return filterAttributes(filter.not);
  return [filter.attr];
};
const weightAttributes = (weight: Weight): readonly string[] => {
  if (weight === 'one') return [];
  if (typeof weight === 'string') return [weight];
  if ('cap' in weight) return weightAttributes(weight.base);
  if ('mix' in weight) return weight.mix.flatMap((part) => weightAttributes(part.weight));
  if ('sqrt' in weight) return weightAttributes(weight.sqrt);
  return [...weight.normalise.map((level) => level.by), ...weightAttributes(weight.base ?? 'one')];
};
const testAttributes = (test: RuleTest): readonly string[] => {
  if ('all' in test) return test.all.flatMap(testAttributes);
  if ('any' in test) return test.any.flatMap(testAttributes);
  if ('not' in test) return testAttributes(test.not);
  if ('each' in test) return [test.each, ...testAttributes(test.test)];
  return [
    ...(test.weight === undefined ? [] : weightAttributes(test.weight)),
    ...(test.where === undefined ? [] : filterAttributes(test.where)),
  ];
};

/** Attributes a rule reads, in code point order, without the fields every ballot has. */
export const ruleAttributes = (rule: DecisionRule): readonly string[] => {
  const all = [
    ...(rule.eligible === undefined ? [] : filterAttributes(rule.eligible)),
    ...(rule.discard ?? []).flatMap((entry) => filterAttributes(entry.where)),
    ...(rule.weight === undefined ? [] : weightAttributes(rule.weight)),
    ...(rule.quorum === undefined ? [] : testAttributes(rule.quorum)),
    ...(rule.blocks ?? []).flatMap((entry) =>
      entry.where === undefined ? [] : filterAttributes(entry.where),
    ),
    ...testAttributes(rule.pass),
  ];
  const fields: readonly string[] = BALLOT_FIELDS;
  return [...new Set(all)].filter((attr) => !fields.includes(attr)).sort();
};

const testWeights = (test: RuleTest): readonly Weight[] => {
  if ('all' in test) return test.all.flatMap(testWeights);
  if ('any' in test) return test.any.flatMap(testWeights);
  if ('not' in test) return testWeights(test.not);
  if ('each' in test) return testWeights(test.test);
  return test.weight === undefined ? [] : [test.weight];
};

/** Every weight the rule names other than `one`. */
export const ruleWeights = (rule: DecisionRule): readonly Weight[] =>
  [
    ...(rule.weight === undefined ? [] : [rule.weight]),
    ...(rule.quorum === undefined ? [] : testWeights(rule.quorum)),
    ...testWeights(rule.pass),
  ].filter((weight) => weight !== 'one');

/** Whether the rule gives weights, so that it must be adopted by the body and shown beside the equal voice. */
export const isWeighted = (rule: DecisionRule): boolean => ruleWeights(rule).length > 0;

/** Refuses a rule that reads an attribute which no member has: it would decide by accident. */
export const checkRuleAgainst = (
  rule: DecisionRule,
  attributesPresent: ReadonlySet<string>,
): Refusal | undefined => {
  const unknown = ruleAttributes(rule).filter((attr) => !attributesPresent.has(attr));
  return unknown.length === 0 ? undefined : { code: 'rule.unknownAttribute', facts: { attributes: unknown } };
};
