import {
  AMENDMENT_FATES,
  catalogueRule,
  checkRuleAgainst,
  checkWeights,
  PARAGRAPH_FATES,
  parseRule,
  ruleAttributes,
  SHOWN_STANCES,
  STANCES,
  type AttributeValue,
  type DecisionRule,
  type ShownStance,
} from '@plenary/consensus';
import { DISSATISFACTION, type Dissatisfaction } from './dissatisfaction.ts';
import { packageConditionAt, type Subjects } from './parse-package-condition.ts';
import { PACKAGE_LIMITS } from './package-limits.ts';
import type {
  Alternative,
  PackageGroup,
  PackageItem,
  PackageMember,
  PackageProblem,
  PackageStance,
  SettledFate,
} from './package-problem.ts';
import type { PackageRefusal } from './package-refusal.ts';
import {
  filledListAt,
  knownAt,
  listAt,
  objectAt,
  once,
  oneOfAt,
  Unreadable,
  wholeAt,
  wordAt,
  type Json,
} from './reading.ts';

export type ParsedProblem =
  | { readonly ok: true; readonly problem: PackageProblem }
  | { readonly ok: false; readonly refusal: PackageRefusal };

const FIELDS = [
  'items',
  'members',
  'groups',
  'stances',
  'conflicts',
  'needs',
  'settled',
  'dissatisfaction',
  'rule',
] as const;
const AMENDMENT = /^A[1-9][0-9]{0,6}$/;
const PARAGRAPH = /^p[1-9][0-9]{0,6}$/;

const namesAt = (
  value: unknown,
  path: string,
  form: RegExp,
  expected: 'amendment' | 'paragraph',
): readonly string[] => {
  const seen = new Set<string>();
  return listAt(value, path, 'ALTERNATIVES_MAX').map((name, at) => {
    if (typeof name !== 'string' || !form.test(name))
      throw new Unreadable('package.expected', `${path}[${at}]`, expected);
    return once(seen, name, `${path}[${at}]`);
  });
};

/** `"A3"` alone is an alternative that does nothing to amendments or paragraphs that conditions could name. */
const alternativeAt = (value: unknown, path: string, seen: Set<string>): Alternative => {
  if (typeof value === 'string')
    return { id: once(seen, wordAt(value, path), path), adopts: [], changes: [], deletes: [] };
  const json = objectAt(value, path, ['id', 'adopts', 'changes', 'deletes']);
  return {
    id: once(seen, wordAt(json['id'], `${path}.id`), `${path}.id`),
    adopts: namesAt(json['adopts'], `${path}.adopts`, AMENDMENT, 'amendment'),
    changes: namesAt(json['changes'], `${path}.changes`, PARAGRAPH, 'paragraph'),
    deletes: namesAt(json['deletes'], `${path}.deletes`, PARAGRAPH, 'paragraph'),
  };
};

const itemsAt = (value: unknown): readonly PackageItem[] => {
  const [items, alternatives] = [new Set<string>(), new Set<string>()];
  return filledListAt(value, 'items', 'ITEMS_MAX').map((entry, at): PackageItem => {
    const path = `items[${at}]`;
    const json = objectAt(entry, path, ['id', 'alternatives', 'base']);
    const id = once(items, wordAt(json['id'], `${path}.id`), `${path}.id`);
    const listed = filledListAt(
      json['alternatives'],
      `${path}.alternatives`,
      'ALTERNATIVES_PER_ITEM_MAX',
    ).map((each, place) => alternativeAt(each, `${path}.alternatives[${place}]`, alternatives));
    if (alternatives.size > PACKAGE_LIMITS.ALTERNATIVES_MAX)
      throw new Unreadable('package.limit', `${path}.alternatives`, 'fewer', {
        limit: 'ALTERNATIVES_MAX',
        max: PACKAGE_LIMITS.ALTERNATIVES_MAX,
      });
    const own = new Set(listed.map((alternative) => alternative.id));
    const base =
      json['base'] === undefined
        ? (listed[0]?.id ?? '')
        : knownAt(own, json['base'], `${path}.base`, 'alternative');
    return { id, alternatives: listed, base };
  });
};

const MEMBER_FIELDS = ['id', 'weight', 'tolerance', 'attrs'];

const attributesAt = (json: Json, path: string): Readonly<Record<string, AttributeValue>> => {
  const nested = json['attrs'] === undefined ? {} : objectAt(json['attrs'], `${path}.attrs`);
  const given = [
    ...Object.entries(json).filter(([name]) => !MEMBER_FIELDS.includes(name)),
    ...Object.entries(nested),
  ];
  return Object.fromEntries(
    given.map(([name, value]): [string, AttributeValue] => {
      if (
        value === null ||
        typeof value === 'string' ||
        typeof value === 'number' ||
        typeof value === 'boolean'
      )
        return [name, value];
      throw new Unreadable('package.expected', `${path}.${name}`, 'value');
    }),
  );
};

const membersAt = (value: unknown): readonly PackageMember[] => {
  const seen = new Set<string>();
  return filledListAt(value, 'members', 'MEMBERS_MAX').map((entry, at): PackageMember => {
    const path = `members[${at}]`;
    if (typeof entry === 'string') return { id: once(seen, wordAt(entry, path), path), weight: 1, attrs: {} };
    const json = objectAt(entry, path);
    return {
      id: once(seen, wordAt(json['id'], `${path}.id`), `${path}.id`),
      weight: json['weight'] === undefined ? 1 : wholeAt(json['weight'], `${path}.weight`),
      ...(json['tolerance'] === undefined
        ? {}
        : { tolerance: wholeAt(json['tolerance'], `${path}.tolerance`) }),
      attrs: attributesAt(json, path),
    };
  });
};

const groupsAt = (value: unknown, members: ReadonlySet<string>): readonly PackageGroup[] => {
  const seen = new Set<string>();
  return listAt(value, 'groups', 'GROUPS_MAX').map((entry, at): PackageGroup => {
    const path = `groups[${at}]`;
    const json = objectAt(entry, path, ['id', 'members']);
    const inside = new Set<string>();
    return {
      id: once(seen, wordAt(json['id'], `${path}.id`), `${path}.id`),
      members: listAt(json['members'], `${path}.members`, 'MEMBERS_MAX').map((member, place) => {
        const here = `${path}.members[${place}]`;
        return once(inside, knownAt(members, member, here, 'member'), here);
      }),
    };
  });
};

const stanceAt = (
  value: unknown,
  path: string,
  subjects: Subjects,
): Pick<PackageStance, 'stance' | 'conditional'> => {
  if (typeof value === 'string') return { stance: oneOfAt(STANCES, value, path, 'stance') };
  const json = objectAt(value, path, ['stance', 'if', 'else']);
  const stance = oneOfAt(STANCES, json['stance'], `${path}.stance`, 'stance');
  if (json['if'] === undefined) {
    if (json['else'] !== undefined) throw new Unreadable('package.expected', `${path}.if`, 'condition');
    return { stance };
  }
  const condition = packageConditionAt(json['if'], `${path}.if`, subjects);
  const fallback =
    json['else'] === undefined ? 'object' : oneOfAt(STANCES, json['else'], `${path}.else`, 'stance');
  if (fallback === stance)
    throw new Unreadable('package.sameStance', `${path}.else`, 'otherStance', { found: stance });
  return { stance, conditional: { condition, fallback } };
};

const stancesAt = (
  value: unknown,
  members: ReadonlySet<string>,
  subjects: Subjects,
): readonly PackageStance[] => {
  let conditions = 0;
  return Object.entries(objectAt(value ?? {}, 'stances')).flatMap(([member, given]) => {
    const path = `stances.${member}`;
    knownAt(members, member, path, 'member');
    return Object.entries(objectAt(given, path)).map(([alternative, entry]): PackageStance => {
      const here = `${path}.${alternative}`;
      knownAt(subjects.alternatives, alternative, here, 'alternative');
      const stance = stanceAt(entry, here, subjects);
      if (stance.conditional !== undefined) conditions += 1;
      if (conditions > PACKAGE_LIMITS.CONDITIONS_MAX)
        throw new Unreadable('package.limit', here, 'fewer', {
          limit: 'CONDITIONS_MAX',
          max: PACKAGE_LIMITS.CONDITIONS_MAX,
        });
      return { member, alternative, ...stance };
    });
  });
};

const conflictsAt = (value: unknown, alternatives: Subjects['alternatives']): PackageProblem['conflicts'] =>
  listAt(value, 'conflicts', 'CONFLICTS_MAX').map((entry, at) => {
    const path = `conflicts[${at}]`;
    if (!Array.isArray(entry) || entry.length !== 2) throw new Unreadable('package.expected', path, 'pair');
    const [one, other] = [0, 1].map((place) =>
      knownAt(alternatives, entry[place], `${path}[${place}]`, 'alternative'),
    );
    if (one === undefined || other === undefined) throw new Unreadable('package.expected', path, 'pair');
    if (one === other) throw new Unreadable('package.ownItem', path, 'otherItem', { found: one });
    return [one, other];
  });

const needsAt = (value: unknown, itemOf: ReadonlyMap<string, string>): PackageProblem['needs'] =>
  listAt(value, 'needs', 'NEEDS_MAX').map((entry, at) => {
    const path = `needs[${at}]`;
    const json = objectAt(entry, path, ['alternative', 'needs']);
    const alternative = knownAt(itemOf, json['alternative'], `${path}.alternative`, 'alternative');
    const needs = knownAt(itemOf, json['needs'], `${path}.needs`, 'alternative');
    if (itemOf.get(alternative) === itemOf.get(needs))
      throw new Unreadable('package.ownItem', path, 'otherItem', { found: needs });
    return { alternative, needs };
  });

/** Whoever needs itself by way of others can never be decided first. */
const refuseCircles = (needs: PackageProblem['needs']): void => {
  const after = new Map<string, string[]>();
  for (const need of needs) after.set(need.alternative, [...(after.get(need.alternative) ?? []), need.needs]);
  const done = new Set<string>();
  for (const [at, { alternative }] of needs.entries()) {
    const way: string[] = [];
    const open: { readonly id: string; readonly left: string[] }[] = [];
    const enter = (id: string): void => {
      if (done.has(id)) return;
      const circle = way.indexOf(id);
      if (circle >= 0)
        throw new Unreadable('package.cycle', `needs[${at}]`, 'noCircle', {
          found: [...way.slice(circle), id].join(' → '),
        });
      way.push(id);
      open.push({ id, left: [...(after.get(id) ?? [])] });
    };
    enter(alternative);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.left.pop();
      if (next !== undefined) {
        enter(next);
        continue;
      }
      done.add(top.id);
      way.pop();
      open.pop();
    }
  }
};

const settledAt = (value: unknown): PackageProblem['settled'] =>
  Object.fromEntries(
    Object.entries(objectAt(value ?? {}, 'settled')).map(([subject, fate]): [string, SettledFate] => {
      const path = `settled.${subject}`;
      if (AMENDMENT.test(subject)) return [subject, oneOfAt(AMENDMENT_FATES, fate, path, 'fate')];
      if (PARAGRAPH.test(subject)) return [subject, oneOfAt(PARAGRAPH_FATES, fate, path, 'fate')];
      throw new Unreadable('package.expected', path, 'paragraph');
    }),
  );

const dissatisfactionAt = (value: unknown): Dissatisfaction => {
  const given = objectAt(value ?? {}, 'dissatisfaction', SHOWN_STANCES);
  const costs: Record<ShownStance, number> = { ...DISSATISFACTION };
  for (const stance of SHOWN_STANCES)
    if (given[stance] !== undefined)
      costs[stance] = wholeAt(given[stance], `dissatisfaction.${stance}`, PACKAGE_LIMITS.DISSATISFACTION_MAX);
  return costs;
};

const ruleAt = (value: unknown): DecisionRule => {
  if (value === undefined || typeof value === 'string') {
    // Consensus is the default of the platform (domain 5).
    const known = catalogueRule(value ?? 'consensus');
    if (known === undefined) throw new Unreadable('package.expected', 'rule', 'ruleOfTheCatalogue');
    return known;
  }
  const parsed = parseRule(value);
  if (parsed.ok) return parsed.rule;
  throw new Unreadable('package.rule', String(parsed.refusal.facts['path'] ?? 'rule'), 'rule', {
    found: parsed.refusal.code,
  });
};

/** Eligibility may name what nobody has, such as the role of observers in a body without any. */
const checkRule = (rule: DecisionRule, members: readonly PackageMember[]): void => {
  const eligibility =
    rule.eligible === undefined ? [] : ruleAttributes({ ...ELIGIBILITY_ALONE, eligible: rule.eligible });
  const known = new Set([...eligibility, ...members.flatMap(({ attrs }) => Object.keys(attrs))]);
  const unknown = checkRuleAgainst(rule, known);
  if (unknown !== undefined)
    throw new Unreadable('package.rule', 'members', 'attributesOfTheRule', {
      found: JSON.stringify(unknown.facts['attributes']),
    });
  const weights = checkWeights(rule, members, { missing: 'refused' });
  if (weights !== undefined)
    throw new Unreadable('package.rule', String(weights.facts['path']), 'weightsOfTheRule');
};
const ELIGIBILITY_ALONE: DecisionRule = {
  id: 'eligibility',
  method: 'ballot',
  pass: { set: 'for', op: '>=', value: '0' },
};

/** Totals and what is added to them must stay whole and exact: the sum of everything, times the items, is below 2^51. */
const checkWeightsOf = ({ items, members, dissatisfaction }: PackageProblem): void => {
  const most = SHOWN_STANCES.reduce((largest, stance) => Math.max(largest, dissatisfaction[stance]), 1);
  const weight = members.reduce((sum, member) => sum + BigInt(member.weight), 0n);
  const largest = weight * BigInt(most) * BigInt(items.length) * BigInt(items.length + 1);
  if (largest >= 2n ** 51n)
    throw new Unreadable('package.weightsTooLarge', 'members', 'smallerWeights', { found: String(weight) });
};

const problemAt = (value: unknown): PackageProblem => {
  const json = objectAt(value, '', FIELDS);
  const items = itemsAt(json['items']);
  const itemOf = new Map(
    items.flatMap(({ id, alternatives }) => alternatives.map((alternative) => [alternative.id, id] as const)),
  );
  const members = membersAt(json['members']);
  const memberIds = new Set(members.map(({ id }) => id));
  const settled = settledAt(json['settled']);
  const amendments = new Set([
    ...items.flatMap(({ alternatives }) => alternatives.flatMap(({ adopts }) => adopts)),
    ...Object.keys(settled),
  ]);
  const needs = needsAt(json['needs'], itemOf);
  refuseCircles(needs);
  const problem: PackageProblem = {
    items,
    members,
    groups: groupsAt(json['groups'], memberIds),
    stances: stancesAt(json['stances'], memberIds, { alternatives: itemOf, amendments }),
    conflicts: conflictsAt(json['conflicts'], itemOf),
    needs,
    settled,
    dissatisfaction: dissatisfactionAt(json['dissatisfaction']),
    rule: ruleAt(json['rule']),
  };
  checkRule(problem.rule, members);
  checkWeightsOf(problem);
  return problem;
};

/** Reads a problem as it arrives (docs/formats.md); the refusal names the place and what was expected there. */
export const parseProblem = (json: unknown): ParsedProblem => {
  try {
    return { ok: true, problem: problemAt(json) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, refusal: error.refusal };
    throw error;
  }
};
