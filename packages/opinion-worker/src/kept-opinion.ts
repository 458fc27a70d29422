import {
  alikeAccounts,
  bothWays,
  bursts,
  consensusScore,
  declaredGroups,
  groupCounts,
  NO_GROUP,
  openOpinion,
  SHOWN_PARTICIPANTS_MIN,
  straightLiners,
  statementCounts,
  withoutParticipants,
  type GroupCounts,
  type NamedGroups,
  type StatementCounts,
  type StatementScore,
  type Vote,
  type VoteTable,
} from '@plenary/opinion';
import {
  CELL_MIN,
  POINTS_MAX,
  type AccountFlags,
  type DividedFigures,
  type GroupFigures,
  type OpinionFigures,
  type StatementFigures,
} from './opinion-figures.ts';
import { toldPlaces } from './told-places.ts';
import { withheldCells } from './withheld-cells.ts';

/** Votes as they stand in the log, in its order. */
export interface VoteBatch {
  /** Position of the last entry that was read, whether it is a vote or not. */
  readonly position: number;
  /** Pseudonyms of who voted, and what they voted on. */
  readonly participants: readonly string[];
  readonly statements: Int32Array;
  readonly values: Int8Array;
  /** Milliseconds since 1970. */
  readonly at: Float64Array;
}

/** What is asked for beside the votes. */
export interface FiguresAsked {
  /** Statements that are not shown, and count nowhere. */
  readonly absent: readonly number[];
  /** Ids of the declared groups. */
  readonly groups: readonly string[];
  /** Groups that participants declared to be in. */
  readonly declared: ReadonlyMap<string, string>;
  /** Pseudonyms of those whom a person set aside; nobody where it is absent. */
  readonly aside?: readonly string[];
}

/** Opinions of one conversation, warm between votes. */
export interface KeptOpinion {
  readonly add: (batch: VoteBatch) => void;
  readonly figures: (asked: FiguresAsked) => OpinionFigures;
  /** Place on the map of one participant and of the computed group, −1 for none; undefined for who is not on it. */
  readonly placeOf: (pseudonym: string) => readonly [x: number, y: number, group: number] | undefined;
  /** The computed group of everybody on the map, as the last figures showed it. */
  readonly computedGroups: () => readonly (readonly [pseudonym: string, letter: string])[];
  /** Accounts that are flagged, also those that are set aside, as the last figures count them. */
  readonly flags: () => AccountFlags;
}

const NO_FLAGS: AccountFlags = { straightLining: [], alike: [], bursts: [] };

const HOUR_MILLISECONDS = 3_600_000;
/** Hours back to which bursts are looked for. */
const HOURS_MAX = 2_000;

const isVoteValue = (value: number): value is Vote['value'] => value === -1 || value === 0 || value === 1;

const without = (groups: NamedGroups, flagged: ReadonlySet<number>): NamedGroups => ({
  letters: groups.letters,
  groups: groups.groups.map((group, person) => (flagged.has(person) ? NO_GROUP : group)),
});

/**
 * OPW-35, OPW-58: the groups that are told; who is in another one is in none. Open data names no other, so that nobody in
 * another one weighs in what a group holds: who computes it anew counts them among everyone else neither.
 */
const onlyTold = ({ letters, groups }: NamedGroups): NamedGroups => {
  const sizes = letters.map(() => 0);
  for (const group of groups) if (group !== NO_GROUP) sizes[group] = (sizes[group] ?? 0) + 1;
  const told = toldPlaces(sizes, groups.length);
  return { letters, groups: groups.map((group) => (told.has(group) ? group : NO_GROUP)) };
};
/** Without the letters of groups in which nobody is, so that they are no groups of a comparison. */
const withPeople = ({ letters, groups }: NamedGroups): NamedGroups => {
  const used = letters.flatMap((_, place) => (groups.includes(place) ? [place] : []));
  return {
    letters: used.map((place) => letters[place] ?? ''),
    groups: groups.map((group) => used.indexOf(group)),
  };
};

/** The counts of a division: of who counts, of those not flagged among them, and with those who were set aside. */
interface DividedCounts {
  readonly counts: readonly GroupCounts[];
  readonly rest: readonly GroupCounts[];
  /** With the place of a statement in its table; absent where nobody is set aside. */
  readonly everybody?: { readonly counts: readonly GroupCounts[]; readonly placeOf: (id: string) => number };
}

/** Figures of one statement under one division. */
const divided = (
  { counts, rest, everybody }: DividedCounts,
  statement: number,
  { id, seenByAll }: { readonly id: string; readonly seenByAll: number },
): DividedFigures => {
  const { all, withoutFlagged } = bothWays(
    consensusScore(counts, statement).groupInformedConsensus,
    consensusScore(rest, statement).groupInformedConsensus,
  );
  const cells = counts.map(({ agree, disagree, seen }) => ({
    agree: agree[statement] ?? 0,
    disagree: disagree[statement] ?? 0,
    seen: seen[statement] ?? 0,
  }));
  return {
    consensus: all,
    ...(everybody === undefined
      ? {}
      : { withAside: consensusScore(everybody.counts, everybody.placeOf(id)).groupInformedConsensus }),
    ...(withoutFlagged === undefined ? {} : { withoutFlagged }),
    cells: withheldCells(cells, seenByAll),
  };
};

const groupFigures = (
  counts: readonly GroupCounts[],
  scores: readonly StatementScore[],
): readonly GroupFigures[] =>
  counts.map(({ letter, size }) => ({
    id: letter,
    size: size < CELL_MIN ? null : size,
    holds:
      size < CELL_MIN
        ? []
        : scores
            .flatMap(({ id, representativeOf }) =>
              representativeOf
                .filter((one) => one.letter === letter)
                .map(({ direction, weight }) => ({ statement: Number(id), direction, weight })),
            )
            .sort(
              (a, b) =>
                Number(a.direction === 'disagree') - Number(b.direction === 'disagree') ||
                b.weight - a.weight ||
                a.statement - b.statement,
            )
            .map(({ statement, direction }) => ({ statement, direction })),
  }));

const withAsideOf = (counts: StatementCounts | undefined): Pick<StatementFigures, 'withAside'> =>
  counts === undefined
    ? {}
    : { withAside: { agree: counts.agree, disagree: counts.disagree, pass: counts.pass } };

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Share that agrees of those who voted on it, null where nobody did. */
const agreeShare = (table: VoteTable, skip: ReadonlySet<number>): ((statement: number) => number | null) => {
  const agree = new Int32Array(table.statements.ids.length);
  const seen = new Int32Array(table.statements.ids.length);
  for (let row = 0; row + 1 < table.ptr.length; row += 1) {
    if (skip.has(row)) continue;
    for (let at = table.ptr[row] ?? 0; at < (table.ptr[row + 1] ?? 0); at += 1) {
      const statement = table.col[at] ?? 0;
      seen[statement] = (seen[statement] ?? 0) + 1;
      if (table.val[at] === 1) agree[statement] = (agree[statement] ?? 0) + 1;
    }
  }
  return (statement) => {
    const count = seen[statement] ?? 0;
    return count === 0 ? null : (agree[statement] ?? 0) / count;
  };
};

/** OPW-1: opens the opinions of one conversation. Statements are known to the opinion by their numbers as words. */
export const keptOpinion = (): KeptOpinion => {
  /** Votes of everybody; the opinions of those who count are the same until somebody is set aside. */
  const everybody = openOpinion();
  let opinion = everybody;
  let aside: ReadonlySet<string> = new Set();
  let flags = NO_FLAGS;
  const hours = new Map<number, Map<number, number>>();
  /** The hour in which each participant first voted. */
  const came = new Map<string, number>();
  let position = 0;
  let placed: ReadonlyMap<string, readonly [number, number, number]> = new Map();
  let letters: readonly string[] = [];

  const countHours = ({ participants, statements, at }: VoteBatch): void => {
    statements.forEach((statement, place) => {
      const hour = Math.floor((at[place] ?? 0) / HOUR_MILLISECONDS);
      const who = participants[place] ?? '';
      if (!came.has(who)) came.set(who, hour);
      const own = hours.get(statement) ?? new Map<number, number>();
      own.set(hour, (own.get(hour) ?? 0) + 1);
      hours.set(statement, own);
    });
  };
  /** Hours with a burst. */
  const burstsIn = (own: ReadonlyMap<number, number>): readonly number[] => {
    const known = [...own.keys()];
    if (known.length === 0) return [];
    const last = known.reduce((max, hour) => Math.max(max, hour), 0);
    const first = Math.max(
      known.reduce((min, hour) => Math.min(min, hour), last),
      last - HOURS_MAX + 1,
    );
    const counts = Array.from({ length: last - first + 1 }, (_, hour) => own.get(first + hour) ?? 0);
    // The first hour has nothing before it that would say what is usual.
    return bursts(counts).flatMap(({ window }) => (window > 0 ? [first + window] : []));
  };
  const arrivals = (): ReadonlyMap<number, number> => {
    const counts = new Map<number, number>();
    for (const hour of came.values()) counts.set(hour, (counts.get(hour) ?? 0) + 1);
    return counts;
  };

  /** OPW-55: from now on these do not count. The letters of the groups stay with the people. */
  const setAside = (asked: ReadonlySet<string>): void => {
    if (asked.size === aside.size && [...asked].every((one) => aside.has(one))) return;
    aside = asked;
    everybody.moderate([]);
    opinion =
      aside.size === 0
        ? everybody
        : openOpinion({ table: withoutParticipants(everybody.table(), aside), memory: opinion.memory() });
  };
  /** Flags by pseudonym, over everybody, whether they are set aside or not. */
  const flagsIn = (table: VoteTable, arrivalHours: readonly number[]): AccountFlags => {
    const nameOf = (row: number): string => table.participants.ids[row] ?? '';
    const atHour = new Map(arrivalHours.map((hour): [number, string[]] => [hour, []]));
    for (const [who, hour] of came) atHour.get(hour)?.push(who);
    return {
      straightLining: straightLiners(table).map(nameOf),
      alike: alikeAccounts(table, (row) => came.get(nameOf(row)) ?? 0).map((family) => family.map(nameOf)),
      bursts: [...atHour].map(([hour, accounts]) => ({ at: hour * HOUR_MILLISECONDS, accounts })),
    };
  };

  return {
    add: (batch) => {
      ({ position } = batch);
      countHours(batch);
      const votes = batch.participants.map((participant, place): Vote => {
        const value = batch.values[place] ?? 0;
        if (!isVoteValue(value)) throw new RangeError(`a vote of ${value}`);
        return { participant, statement: String(batch.statements[place] ?? 0), value };
      });
      everybody.update(votes);
      if (opinion !== everybody) opinion.update(votes.filter(({ participant }) => !aside.has(participant)));
    },
    figures: ({ absent, groups, declared, aside: asked = [] }) => {
      setAside(new Set(asked));
      opinion.moderate(absent.map(String));
      if (opinion !== everybody) everybody.moderate(absent.map(String));
      const table = opinion.table();
      const wholeTable = everybody.table();
      const rows = opinion.placed();
      const known = new Set(groups);
      /** Every group that the conversation declares is told, also one in which nobody is yet. */
      const declaredIn = (people: VoteTable): NamedGroups => {
        const named = declaredGroups(
          people,
          new Map(
            people.participants.ids.flatMap((id): (readonly [string, string])[] => {
              const group = declared.get(id);
              return group === undefined || !known.has(group) ? [] : [[id, group]];
            }),
          ),
        );
        return {
          letters: groups,
          groups: named.groups.map((group) =>
            group === NO_GROUP ? NO_GROUP : groups.indexOf(named.letters[group] ?? ''),
          ),
        };
      };
      const ofDeclared = onlyTold(declaredIn(table));
      const told = withPeople(ofDeclared);
      const isShown = rows.length >= SHOWN_PARTICIPANTS_MIN;
      const grouping = opinion.groups();
      const ofComputed = opinion.computedGroups();
      ({ letters } = ofComputed);
      const arrivalHours = burstsIn(arrivals());
      flags = flagsIn(wholeTable, arrivalHours);
      const counted = (ids: readonly string[]): readonly number[] =>
        ids.flatMap((id) => table.participants.places.get(id) ?? []);
      const straight = counted(flags.straightLining);
      const alike = flags.alike.map(counted).filter((family) => family.length > 0);
      const flagged = new Set([...straight, ...alike.flat()]);
      const shareOfAll = agreeShare(table, new Set());
      const shareOfRest = agreeShare(table, flagged);
      // A group that is too small to be told without those who were set aside is told nowhere with them.
      const toldWithAside = (): NamedGroups => {
        const { letters: all, groups: ofEach } = declaredIn(wholeTable);
        const isTold = all.map((letter) => told.letters.includes(letter));
        return { letters: all, groups: ofEach.map((group) => (isTold[group] === true ? group : NO_GROUP)) };
      };
      const byDeclared: DividedCounts = {
        counts: groupCounts(table, ofDeclared),
        rest: groupCounts(table, without(ofDeclared, flagged)),
        ...(opinion === everybody
          ? {}
          : {
              everybody: {
                counts: groupCounts(wholeTable, toldWithAside()),
                placeOf: (id) => wholeTable.statements.places.get(id) ?? -1,
              },
            }),
      };
      const byComputed: DividedCounts = {
        counts: isShown ? groupCounts(table, ofComputed) : [],
        rest: isShown ? groupCounts(table, without(ofComputed, flagged)) : [],
      };
      const countsWithAside = opinion === everybody ? undefined : statementCounts(wholeTable);
      const scores = opinion.scores(told);
      const computedScores = isShown && ofComputed.letters.length > 1 ? opinion.scores(ofComputed) : [];
      const positions = opinion.positions();
      placed = new Map(
        [...rows].map((row, place) => [
          table.participants.ids[row] ?? '',
          [
            rounded(positions[place * 2] ?? 0),
            rounded(positions[place * 2 + 1] ?? 0),
            ofComputed.letters.length > 1 ? (ofComputed.groups[row] ?? NO_GROUP) : NO_GROUP,
          ] as const,
        ]),
      );
      const places = [...placed.values()];
      const step = Math.max(1, places.length / POINTS_MAX);
      const points = Array.from(
        { length: Math.min(places.length, POINTS_MAX) },
        (_, at) => places[Math.floor(at * step)] ?? ([0, 0, NO_GROUP] as const),
      );
      return {
        position,
        participants: table.participants.ids.length,
        placed: rows.length,
        votes: table.col.length,
        declared: groupFigures(byDeclared.counts, scores),
        outcome: isShown ? grouping.outcome : 'notShown',
        computed: isShown ? groupFigures(byComputed.counts, computedScores) : [],
        silhouette: isShown ? (grouping.silhouette ?? null) : null,
        survival: isShown && grouping.k > 1 ? (opinion.survival() ?? null) : null,
        statements: scores.map((score, statement): StatementFigures => {
          const seen = score.agree + score.disagree + score.pass;
          const share = bothWays(shareOfAll(statement), shareOfRest(statement));
          return {
            statement: Number(score.id),
            agree: score.agree,
            disagree: score.disagree,
            pass: score.pass,
            ...withAsideOf(countsWithAside?.[wholeTable.statements.places.get(score.id) ?? -1]),
            ...(share.withoutFlagged === undefined ? {} : { agreeShareWithoutFlagged: share.withoutFlagged }),
            declared: divided(byDeclared, statement, { id: score.id, seenByAll: seen }),
            ...(isShown
              ? { computed: divided(byComputed, statement, { id: score.id, seenByAll: seen }) }
              : {}),
            priority: score.priority,
            bursts: burstsIn(hours.get(Number(score.id)) ?? new Map()).length,
          };
        }),
        aside: wholeTable.participants.ids.length - table.participants.ids.length,
        asideVotes: wholeTable.col.length - table.col.length,
        flagged: flagged.size,
        flaggedVotes: [...flagged].reduce(
          (sum, row) => sum + (table.ptr[row + 1] ?? 0) - (table.ptr[row] ?? 0),
          0,
        ),
        straightLining: straight.length,
        alike: alike.flat().length,
        alikeFamilies: alike.length,
        arrivalBursts: arrivalHours.length,
        points: isShown ? points : [],
      };
    },
    placeOf: (pseudonym) => placed.get(pseudonym),
    computedGroups: () =>
      [...placed].flatMap(([pseudonym, [, , group]]): (readonly [string, string])[] => {
        const letter = letters[group];
        return letter === undefined ? [] : [[pseudonym, letter]];
      }),
    flags: () => flags,
  };
};
