import type { AttributeValue, Ballot, DecisionRule } from '../types.ts';
import { BALLOT_POSITIONS, type BallotPosition } from '../vocabulary.ts';
import { VOTE_OUTCOMES, type OrderedAmendment, type VoteOutcome } from '../amendments/order-of-voting.ts';
import { parseInstant } from './instant.ts';
import { parseRule } from './parse-rule.ts';
import { SILENCE_EVENTS, type SilenceEvent } from './silence.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Most members that one case may expand to. */
export const CASE_MEMBERS_MAX = 100_000;

/** What cases share: rules by name and fixed lists of members. */
export interface CaseFile {
  readonly rules: Json;
  readonly fixtures: Json;
}

/** A case that cannot be read; the message says what was expected where. */
export class CaseProblem extends Error {}
export const problem = (text: string): never => {
  throw new CaseProblem(text);
};

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (json: Json, key: string): unknown => (Object.hasOwn(json, key) ? json[key] : undefined);

export const numberAt = (json: Json, key: string, otherwise?: number): number => {
  const value = own(json, key) ?? otherwise;
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : problem(`inputs.${key}: a number was expected`);
};
export const numbersAt = (json: Json, key: string): readonly number[] => {
  const value = own(json, key);
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number' && Number.isFinite(entry))
    ? value
    : problem(`inputs.${key}: a list of numbers was expected`);
};
export const objectsAt = (json: Json, key: string): readonly Json[] => {
  const value = own(json, key);
  return Array.isArray(value) && value.every(isObject)
    ? value
    : problem(`inputs.${key}: a list of objects was expected`);
};
const objectAt = (json: Json, key: string): Json => {
  const value = own(json, key) ?? {};
  return isObject(value) ? value : problem(`inputs.${key}: an object was expected`);
};
/** A list of words, a single word, or nothing. */
const wordsAt = (json: Json, key: string): readonly string[] => {
  const value = own(json, key) ?? [];
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  return words.map((word) =>
    typeof word === 'string' ? word : problem(`inputs.${key}: a list of words was expected`),
  );
};
const wordAt = (json: Json, key: string): string => {
  const value = own(json, key);
  return typeof value === 'string' ? value : problem(`inputs.${key}: a word was expected`);
};

const isPosition = (value: unknown): value is BallotPosition =>
  BALLOT_POSITIONS.some((word) => word === value);
const isAttribute = (value: unknown): value is AttributeValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const BALLOT_KEYS = ['id', 'position', 'present', 'reasoned', 'addressed', 'n', 'attrs'];

/** Attributes may stand beside the ballot's fields or in `attrs`. */
const ballotOf = (id: string, entry: Json, position: unknown): Ballot => {
  if (!isPosition(position)) return problem(`${id}: ${String(position)} is no position`);
  const attrs: Record<string, AttributeValue> = {};
  for (const [key, value] of [...Object.entries(entry), ...Object.entries(objectAt(entry, 'attrs'))]) {
    if (BALLOT_KEYS.includes(key)) continue;
    attrs[key] = isAttribute(value) ? value : problem(`${id}: ${key} is no attribute`);
  }
  const flag = (key: 'present' | 'reasoned' | 'addressed') => {
    const value = own(entry, key) ?? own(objectAt(entry, 'attrs'), key);
    return typeof value === 'boolean' ? { [key]: value } : {};
  };
  return { id, attrs, position, ...flag('present'), ...flag('reasoned'), ...flag('addressed') };
};

const cohortBallots = (inputs: Json): readonly Ballot[] => {
  if (own(inputs, 'cohorts') === undefined) return [];
  let members = 0;
  return objectsAt(inputs, 'cohorts').flatMap((cohort, place) => {
    const count = numberAt(cohort, 'n', 1);
    members += count;
    if (!Number.isSafeInteger(count) || count < 0 || members > CASE_MEMBERS_MAX)
      return problem(`inputs.cohorts[${place}].n: 0 to ${CASE_MEMBERS_MAX} members were expected`);
    const one = ballotOf(`cohorts[${place}]`, cohort, cohort['position'] ?? 'none');
    return Array.from({ length: count }, (_, at) => ({ ...one, id: `c${place + 1}-${at + 1}` }));
  });
};

const listedMembers = (inputs: Json, file: CaseFile): readonly Json[] => {
  const fixture = own(inputs, 'fixture');
  if (fixture === undefined) return own(inputs, 'members') === undefined ? [] : objectsAt(inputs, 'members');
  const name = String(fixture);
  const members = own(file.fixtures, name);
  return Array.isArray(members) && members.every(isObject)
    ? members
    : problem(`inputs.fixture: unknown fixture ${name}`);
};

const memberBallots = (inputs: Json, file: CaseFile): readonly Ballot[] => {
  const positions = objectAt(inputs, 'positions');
  const attrs = objectAt(inputs, 'attrs');
  const byDefault = own(inputs, 'default') ?? 'none';
  const members = listedMembers(inputs, file);
  if (members.length > CASE_MEMBERS_MAX) return problem(`more than ${CASE_MEMBERS_MAX} members`);
  const ids = members.map((member) => wordAt(member, 'id'));
  const known = new Set(ids);
  if (known.size !== ids.length) return problem('two members have the same id');
  for (const id of [...Object.keys(positions), ...Object.keys(attrs)])
    if (!known.has(id)) return problem(`inputs.positions: unknown member ${id}`);
  return members.map((member, place) => {
    const id = ids[place] ?? '';
    const given = own(positions, id) ?? member['position'] ?? byDefault;
    const whole = { ...member, ...objectAt(attrs, id), ...(isObject(given) ? given : {}) };
    return ballotOf(id, whole, isObject(given) ? (given['position'] ?? byDefault) : given);
  });
};

const listedBallots = (inputs: Json): readonly Ballot[] =>
  own(inputs, 'ballots') === undefined
    ? []
    : objectsAt(inputs, 'ballots').map((entry, place) =>
        ballotOf(String(entry['id'] ?? `b${place + 1}`), entry, entry['position'] ?? 'none'),
      );

/** The ballots of a case: cohorts of identical members, members or a fixture with positions, or ballots one by one. */
export const ballotsOf = (inputs: Json, file: CaseFile): readonly Ballot[] => {
  const ballots = [...cohortBallots(inputs), ...memberBallots(inputs, file), ...listedBallots(inputs)];
  const absent = new Set(wordsAt(inputs, 'absent'));
  return absent.size === 0
    ? ballots
    : ballots.map((ballot) => (absent.has(ballot.id) ? { ...ballot, present: false } : ballot));
};

/** The rule of a case: by name from the file, or written out in place. */
export const ruleOf = (rule: unknown, file: CaseFile): DecisionRule => {
  const json = typeof rule === 'string' ? own(file.rules, rule) : rule;
  if (json === undefined) return problem(`unknown rule ${String(rule)}`);
  // A rule written out for one case needs neither an id nor a method.
  const parsed = parseRule(isObject(json) ? { id: 'case', method: 'ballot', ...json } : json);
  return parsed.ok
    ? parsed.rule
    : problem(`${parsed.refusal.code} at ${String(parsed.refusal.facts['path'])}`);
};

/** Flags by name, or a list of those that stand. */
export const flagsOf = (inputs: Json): Readonly<Record<string, boolean>> => {
  const flags = own(inputs, 'flags');
  return isObject(flags)
    ? Object.fromEntries(Object.entries(flags).map(([flag, value]) => [flag, value === true]))
    : Object.fromEntries(wordsAt(inputs, 'flags').map((flag) => [flag, true]));
};

export const instantAt = (json: Json, key: string): string => {
  const value = wordAt(json, key);
  return parseInstant(value) === undefined ? problem(`inputs.${key}: an instant in UTC was expected`) : value;
};

export const silenceEventsOf = (inputs: Json): readonly SilenceEvent[] =>
  own(inputs, 'events') === undefined
    ? []
    : objectsAt(inputs, 'events').map((event): SilenceEvent => {
        const type = SILENCE_EVENTS.find((word) => word === event['type']);
        const at = instantAt(event, 'at');
        const by = event['by'] === undefined && type !== 'break' ? 'chair' : wordAt(event, 'by');
        if (type === 'extend') return { type, by, at, to: instantAt(event, 'to') };
        return type === undefined
          ? problem(`${String(event['type'])} is no event of silence`)
          : { type, by, at };
      });

/** Other words for what an amendment needs, and for the amendment it amends, are read alike. */
const NEEDS = ['needs', 'dependsOn', 'requires'] as const;
const AMENDS = ['amends', 'parent', 'subAmendmentOf', 'subAmendmentTo'] as const;

/** Every name in a list of amendments must be one of theirs, each of them once, and none may wait for itself. */
const checkAmendments = (amendments: readonly OrderedAmendment[]): void => {
  const byId = new Map(amendments.map((amendment) => [amendment.id, amendment]));
  if (byId.size < amendments.length) problem('inputs.amendments: two have the same id');
  const waitsFor = ({ needs = [], amends }: OrderedAmendment): readonly string[] => [
    ...needs,
    ...(amends === undefined ? [] : [amends]),
  ];
  for (const amendment of amendments)
    for (const name of [...waitsFor(amendment), ...(amendment.excludesIfAdopted ?? [])])
      if (!byId.has(name) || name === amendment.id)
        problem(`inputs.amendments: ${amendment.id} names ${name}, another amendment was expected`);
  // Whoever waits for nobody that is left can go; in a circle nobody can.
  let left = amendments;
  for (;;) {
    const names = new Set(left.map(({ id }) => id));
    const waiting = left.filter((amendment) => waitsFor(amendment).some((name) => names.has(name)));
    if (waiting.length === 0) return;
    if (waiting.length === left.length)
      problem(`inputs.amendments: ${left.map(({ id }) => id).join(', ')} wait for one another`);
    left = waiting;
  }
};

const amendmentsAt = (inputs: Json): readonly OrderedAmendment[] =>
  objectsAt(inputs, 'amendments').map((entry, place): OrderedAmendment => {
    const [amends] = AMENDS.flatMap((key) => wordsAt(entry, key));
    return {
      id: wordAt(entry, 'id'),
      distance: numberAt(entry, 'distance', 0),
      submitted: numberAt(entry, 'submitted', place + 1),
      excludesIfAdopted: wordsAt(entry, 'excludesIfAdopted'),
      needs: NEEDS.flatMap((key) => wordsAt(entry, key)),
      ...(amends === undefined ? {} : { amends }),
    };
  });

/** The amendments of a case about the order of voting. */
export const amendmentsOf = (inputs: Json): readonly OrderedAmendment[] => {
  const amendments = amendmentsAt(inputs);
  checkAmendments(amendments);
  return amendments;
};

export const votesOf = (inputs: Json): Readonly<Record<string, VoteOutcome>> =>
  Object.fromEntries(
    Object.entries(objectAt(inputs, 'votes')).map(([id, vote]) => [
      id,
      VOTE_OUTCOMES.find((word) => word === vote) ??
        problem(`inputs.votes.${id}: ${String(vote)} is no outcome`),
    ]),
  );

/** A number or a rational text, as a rational text. */
export const rationalAt = (json: Json, key: string): string => {
  const value = own(json, key);
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : problem(`${key}: a number was expected`);
};
