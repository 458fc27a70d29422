import {
  alikeAccounts,
  bothWays,
  consensusScore,
  groupCounts,
  GROUPS_MAX,
  NO_GROUP,
  openOpinion,
  SELECTED_MAX,
  SELECTION_METHODS,
  SHOWN_PARTICIPANTS_MIN,
  straightLiners,
  TOLERANCE_REPORT,
  withoutParticipants,
  withoutStatements,
  type NamedGroups,
  type Representative,
  type ScoreVariant,
  type Selection,
  type StatementScore,
  type VoteTable,
} from '@plenary/opinion';
import { optionAt, subjectAt, type Call, type Given, type Print } from '../call.ts';
import { InputError } from '../input.ts';
import { inOrder, readAsideCsv, readGroupsCsv, readModeratedCsv, readVotes } from '../votes-csv.ts';

/** Most groups that a file may declare. */
const DECLARED_GROUPS_MAX = 250;
const MIN_VOTES_MAX = 1_000;

const wholeOption = (given: Given, name: string, max: number): number | undefined => {
  const text = optionAt(given, name);
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > max)
    throw new InputError(`--${name} ${text}: expected a whole number from 1 to ${max}`);
  return value;
};

/** A, B, … Z, AA, AB, …: the letter of a declared group by its place. */
const letterAt = (place: number): string =>
  (place < 26 ? '' : letterAt(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));

/** The groups of a file, with the letters they are given and the names they had. */
interface Declared extends NamedGroups {
  readonly ids: readonly string[];
}

const declaredBy = async (path: string, votes: string, table: VoteTable): Promise<Declared> => {
  const read = await readGroupsCsv(path);
  const ids = inOrder(new Set(table.participants.ids.flatMap((id) => read.get(id) ?? [])));
  if (ids.length === 0) throw new InputError(`${path}: expected a group-id for a participant of ${votes}`);
  if (ids.length > DECLARED_GROUPS_MAX)
    throw new InputError(`${path}: expected at most ${DECLARED_GROUPS_MAX} groups, there are ${ids.length}`);
  const places = new Map(ids.map((id, place) => [id, place]));
  return {
    ids,
    letters: ids.map((_, place) => letterAt(place)),
    groups: Int32Array.from(table.participants.ids, (id) => places.get(read.get(id) ?? '') ?? NO_GROUP),
  };
};

const shownRepresentative = (table: VoteTable, one: Representative) => ({
  statement: table.statements.ids[one.statement],
  direction: one.direction,
  ratio: one.ratio,
  zMajority: one.zMajority,
  zDifference: one.zDifference,
  weight: one.weight,
});

interface Shown {
  readonly table: VoteTable;
  readonly groups: NamedGroups;
  /** Names that declared groups had in their file. */
  readonly ids: readonly string[] | undefined;
  readonly scores: readonly StatementScore[];
  readonly bridging: Float64Array;
  readonly variant: ScoreVariant;
}

const shownGroups = ({ table, groups, ids, scores }: Shown) =>
  groups.letters.map((letter, group) => {
    const members = table.participants.ids.filter((_, person) => groups.groups[person] === group);
    const representative = scores
      .flatMap(({ representativeOf }) => representativeOf)
      .filter((one) => one.letter === letter)
      .sort(
        (a, b) =>
          Number(a.direction === 'disagree') - Number(b.direction === 'disagree') || b.weight - a.weight,
      );
    return {
      letter,
      ...(ids === undefined ? {} : { id: ids[group] }),
      size: members.length,
      members,
      representative: representative.map((one) => shownRepresentative(table, one)),
    };
  });

/** Statements by group-informed consensus, the highest first; those without one last. */
const shownStatements = ({ table, groups, scores, bridging, variant }: Shown, flagged: readonly number[]) => {
  const isFlagged = new Set(flagged);
  const rest = groupCounts(table, {
    letters: groups.letters,
    groups: groups.groups.map((group, person) => (isFlagged.has(person) ? NO_GROUP : group)),
  });
  return scores
    .map((score, statement) => {
      const { all, withoutFlagged } = bothWays(
        score.groupInformedConsensus,
        consensusScore(rest, statement, variant).groupInformedConsensus,
      );
      return {
        id: score.id,
        agree: score.agree,
        disagree: score.disagree,
        pass: score.pass,
        groupInformedConsensus: all,
        ...(withoutFlagged === undefined ? {} : { withoutFlagged }),
        minGroup: score.minGroup,
        leftOut: score.leftOut,
        representativeOf: score.representativeOf.map(({ letter }) => letter),
        bridging: bridging[statement] ?? 0,
        priority: score.priority,
      };
    })
    .sort((a, b) => (b.groupInformedConsensus ?? -1) - (a.groupInformedConsensus ?? -1));
};

const shownSelection = ({ method, ids, coverage, groups, violations, isProportional }: Selection) => ({
  method,
  statements: ids,
  coverage,
  groups,
  violations: violations.length,
  isProportional,
});

const methodAt = (given: Given) => {
  const word = optionAt(given, 'method');
  const method = SELECTION_METHODS.find((one) => one === (word ?? 'phragmen'));
  if (method === undefined)
    throw new InputError(`--method ${word}: expected one of ${SELECTION_METHODS.join(', ')}`);
  return method;
};

const run = async (given: Given, print: Print): Promise<number> => {
  const path = subjectAt(given, 0);
  const k = wholeOption(given, 'k', GROUPS_MAX);
  const votesMin = wholeOption(given, 'min-votes', MIN_VOTES_MAX);
  const count = wholeOption(given, 'select', SELECTED_MAX);
  const method = methodAt(given);
  const groupsPath = optionAt(given, 'groups');
  const commentsPath = optionAt(given, 'comments');
  if (k !== undefined && groupsPath !== undefined)
    throw new InputError('--k: expected none beside --groups, which says what the groups are');
  const variant: ScoreVariant = given.options['products'] === true ? 'published' : 'own';
  const { table: votes, hours } = await readVotes(path);
  const everybody =
    commentsPath === undefined ? votes : withoutStatements(votes, await readModeratedCsv(commentsPath));
  const asidePath = optionAt(given, 'aside');
  const aside = asidePath === undefined ? new Set<string>() : await readAsideCsv(asidePath);
  const table = withoutParticipants(everybody, aside);
  const declared = groupsPath === undefined ? undefined : await declaredBy(groupsPath, path, table);
  const opinion = openOpinion({
    table,
    tolerance: TOLERANCE_REPORT,
    variant,
    ...(k === undefined ? {} : { k }),
    ...(votesMin === undefined ? {} : { votesMin }),
  });
  const groups = declared ?? opinion.computedGroups();
  const scores = opinion.scores(declared);
  // Flags are over everybody: that somebody was set aside makes nobody else look more usual.
  const idOf = (person: number): string => everybody.participants.ids[person] ?? '';
  const straight = straightLiners(everybody).map(idOf);
  const alike =
    hours === undefined
      ? []
      : alikeAccounts(everybody, (person) => hours.get(idOf(person)) ?? 0).map((family) => family.map(idOf));
  const flagged = [...new Set([...straight, ...alike.flat()])].flatMap(
    (id) => table.participants.places.get(id) ?? [],
  );
  const shown: Shown = {
    table,
    groups,
    ids: declared?.ids,
    scores,
    bridging: opinion.bridging().scores,
    variant,
  };
  print(
    JSON.stringify(
      {
        format: 'plenary-opinion/1',
        participants: table.participants.ids.length,
        placed: opinion.placed().length,
        statementCount: table.statements.ids.length,
        votes: table.col.length,
        variant,
        outcome: declared === undefined ? opinion.groups().outcome : 'declared',
        k: groups.letters.length,
        diagnostic: declared === undefined,
        showable: declared !== undefined || opinion.placed().length >= SHOWN_PARTICIPANTS_MIN,
        silhouette: declared === undefined ? (opinion.groups().silhouette ?? null) : null,
        survival: declared === undefined ? (opinion.survival() ?? null) : null,
        flagged: { straightLining: straight, alike },
        ...(asidePath === undefined
          ? {}
          : { setAside: everybody.participants.ids.filter((id) => aside.has(id)) }),
        groups: shownGroups(shown),
        statements: shownStatements(shown, flagged),
        ...(count === undefined
          ? {}
          : { selection: shownSelection(opinion.select(count, method, declared)) }),
      },
      null,
      2,
    ),
  );
  return 0;
};

export const opinion: Call = {
  takes:
    'VOTES.csv [--k K] [--min-votes N] [--groups FILE.csv] [--products] [--comments FILE.csv] [--aside FILE.csv] [--select N]',
  subjects: 1,
  help: `Votes on statements → opinion groups, statements by group-informed consensus, what each group stands for
(format plenary-opinion/1). VOTES.csv has one vote a line (comment-id, voter-id, vote, timestamp where known) or one person
a line (participant, then a column for each statement); 1 agrees, 0 passes, -1 disagrees. A file .csv.gz is unpacked.
--k asks for a number of groups, --min-votes for the votes that place a participant (7).
--groups scores under the groups of a file (participant, group-id) instead of computing them.
--products gives the figures as others publish them: products, every group, each test on its own.
--comments leaves out the statements with -1 under moderated (comment-id, moderated).
--aside leaves out the votes of the participants of a file (participant), whom a person set aside.
--select N selects statements that stand for all, --method phragmen or equalShares. Schema: docs/schemas/opinion.schema.json.`,
  options: {
    k: { type: 'string' },
    'min-votes': { type: 'string' },
    groups: { type: 'string' },
    products: { type: 'boolean' },
    comments: { type: 'string' },
    aside: { type: 'string' },
    select: { type: 'string' },
    method: { type: 'string' },
  },
  run,
};
