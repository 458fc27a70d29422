import {
  BALLOT_POSITIONS,
  checkWeights,
  evaluateRule,
  movesToAdoption,
  type Ballot,
  type Distance,
  type Missing,
} from '@plenary/consensus';
import { sentence, type Messages } from '@plenary/i18n';
import missing from '@plenary/i18n/messages/en/missing.json' with { type: 'json' };
import { attributesAt, flagAt } from '../attributes-at.ts';
import { BALLOTS_MAX, readBallotsCsv } from '../ballots-csv.ts';
import { optionAt, subjectAt, type Call, type Print } from '../call.ts';
import { InputError, listAt, objectAt, onlyFields, readJson } from '../input.ts';
import { ruleAt } from '../rule-at.ts';

const FIELDS = ['id', 'position', 'present', 'reasoned', 'addressed', 'attrs'];
/** With more ballots the fewest moves are not looked for. */
const MOVES_BALLOTS_MAX = 20_000;
const FLAGS = ['present', 'reasoned', 'addressed'] as const;

const ballotAt = (path: string, index: number, value: unknown): Ballot => {
  const place = `$.ballots[${index}]`;
  const entry = objectAt(path, place, value);
  const id = entry['id'];
  if (typeof id !== 'string' || id === '')
    throw new InputError(`${path}: ${place}.id: expected a word that names the member`);
  const position = BALLOT_POSITIONS.find((word) => word === entry['position']);
  if (position === undefined)
    throw new InputError(`${path}: ${place}.position: expected one of ${BALLOT_POSITIONS.join(', ')}`);
  const flags: Partial<Record<(typeof FLAGS)[number], boolean>> = {};
  for (const name of FLAGS) {
    const flag = flagAt(path, place, entry, name);
    if (flag !== undefined) flags[name] = flag;
  }
  return { id, attrs: attributesAt(path, place, entry, FIELDS), position, ...flags };
};

/** Everyone once: a second ballot of a member is no ballot. */
const ballotsAt = (path: string, values: readonly unknown[]): readonly Ballot[] => {
  if (values.length > BALLOTS_MAX)
    throw new InputError(`${path}: $.ballots: expected at most ${BALLOTS_MAX} ballots`);
  const seen = new Map<string, number>();
  return values.map((value, index) => {
    const ballot = ballotAt(path, index, value);
    const first = seen.get(ballot.id);
    if (first !== undefined)
      throw new InputError(
        `${path}: $.ballots[${index}].id: expected ${ballot.id} once, it is also at ${first}`,
      );
    seen.set(ballot.id, index);
    return ballot;
  });
};

const flagsAt = (path: string, value: unknown): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    Object.entries(objectAt(path, '$.flags', value ?? {})).map(([name, flag]) => {
      if (typeof flag !== 'boolean') throw new InputError(`${path}: $.flags.${name}: expected true or false`);
      return [name, flag];
    }),
  );

const say = ({ code, facts }: Missing): string => {
  const words = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.join(', ') : value,
    ]),
  );
  return sentence(missing as Messages, code, words, 'en') ?? code;
};

const run = (path: string, csv: string | undefined, print: Print): number => {
  const json = objectAt(path, '$', readJson(path));
  onlyFields(path, '$', json, ['rule', 'ballots', 'flags']);
  if (csv !== undefined && json['ballots'] !== undefined)
    throw new InputError(`${path}: $.ballots: expected none beside --ballots`);
  const rule = ruleAt(path, json['rule']);
  const ballots =
    csv === undefined
      ? ballotsAt(path, listAt(path, '$.ballots', json['ballots']))
      : ballotsAt(csv, readBallotsCsv(csv));
  const weights = checkWeights(rule, ballots);
  if (weights !== undefined)
    throw new InputError(
      `${csv ?? path}: $.ballots: expected weights of zero or more, as numbers (whole ones up to 9007199254740991) or exact fractions as text (${weights.code} ${JSON.stringify(weights.facts)})`,
    );
  const result = evaluateRule(rule, ballots, flagsAt(path, json['flags']));
  const what =
    result.missing.length === 0
      ? (sentence(missing as Messages, 'missing.nothing', {}, 'en') ?? '')
      : result.missing.map(say).join(' ');
  const isCounted = result.outcome === 'adopted' || ballots.length <= MOVES_BALLOTS_MAX;
  const moves: Distance = isCounted
    ? movesToAdoption(rule, ballots)
    : { moves: null, set: [], proven: false };
  const answer = { ...result, movesToAdoption: moves, sentence: what };
  print(JSON.stringify(answer, null, 2));
  return 0;
};

export const decide: Call = {
  takes: 'FILE.json [--ballots FILE.csv]',
  subjects: 1,
  help: `{rule, ballots, flags?} → outcome, tally, every test with both sides as exact fractions, what is missing,
the fewest moves to adoption, and the sentence in English.
--ballots reads the ballots from CSV: columns id, position, then present, reasoned, addressed and attributes as needed.
Positions: ${BALLOT_POSITIONS.join(', ')}. A rule is written out or named by its id in the catalogue. Schema: docs/schemas/decide.schema.json.`,
  options: { ballots: { type: 'string' } },
  run: (given, print) => run(subjectAt(given, 0), optionAt(given, 'ballots'), print),
};
