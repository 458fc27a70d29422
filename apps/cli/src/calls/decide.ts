import {
  checkWeights,
  evaluateRule,
  movesToAdoption,
  parseRule,
  type AttributeValue,
  type Ballot,
  type Missing,
  BALLOT_POSITIONS,
} from '@plenary/consensus';
import { sentence, type Messages } from '@plenary/i18n';
import missing from '@plenary/i18n/messages/en/missing.json' with { type: 'json' };
import { InputError, listAt, objectAt, readJson } from '../input.ts';

const FIELDS = ['id', 'position', 'present', 'reasoned', 'addressed', 'attrs'];

const ballotAt = (path: string, index: number, value: unknown): Ballot => {
  const place = `$.ballots[${index}]`;
  const entry = objectAt(path, place, value);
  const position = BALLOT_POSITIONS.find((word) => word === entry['position']);
  if (position === undefined)
    throw new InputError(`${path}: ${place}.position: expected one of ${BALLOT_POSITIONS.join(', ')}`);
  const nested = entry['attrs'] === undefined ? {} : objectAt(path, `${place}.attrs`, entry['attrs']);
  const attrs: Record<string, AttributeValue> = {};
  for (const [name, attribute] of [...Object.entries(entry), ...Object.entries(nested)]) {
    if (FIELDS.includes(name)) continue;
    if (attribute !== null && !['string', 'number', 'boolean'].includes(typeof attribute))
      throw new InputError(`${path}: ${place}.${name}: expected a word, a number, true, false or null`);
    attrs[name] = attribute as AttributeValue;
  }
  const flag = (name: 'present' | 'reasoned' | 'addressed') =>
    typeof entry[name] === 'boolean' ? { [name]: entry[name] } : {};
  return {
    id: String(entry['id'] ?? `ballot ${index + 1}`),
    attrs,
    position,
    ...flag('present'),
    ...flag('reasoned'),
    ...flag('addressed'),
  };
};

const say = ({ code, facts }: Missing): string => {
  const words = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.join(', ') : value,
    ]),
  );
  return sentence(missing as Messages, code, words, 'en') ?? code;
};

/** `plenary decide FILE.json`: `{rule, ballots, flags?}` → outcome, tally, tests with both sides, moves, the sentence. */
export const decide = (path: string, print: (line: string) => void): number => {
  const json = objectAt(path, '$', readJson(path));
  const parsed = parseRule(json['rule']);
  if (!parsed.ok)
    throw new InputError(`${path}: $.${String(parsed.refusal.facts['path'])}: ${parsed.refusal.code}`);
  const ballots = listAt(path, '$.ballots', json['ballots']).map((entry, index) =>
    ballotAt(path, index, entry),
  );
  const weights = checkWeights(parsed.rule, ballots);
  if (weights !== undefined)
    throw new InputError(`${path}: $.ballots: ${weights.code} ${JSON.stringify(weights.facts)}`);
  const given = objectAt(path, '$.flags', json['flags'] ?? {});
  const flags = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === true]));
  const result = evaluateRule(parsed.rule, ballots, flags);
  const distance = movesToAdoption(parsed.rule, ballots);
  const what =
    result.missing.length === 0
      ? (sentence(missing as Messages, 'missing.nothing', {}, 'en') ?? '')
      : result.missing.map(say).join(' ');
  print(JSON.stringify({ ...result, movesToAdoption: distance, sentence: what }, null, 2));
  return 0;
};
