import { expect, test } from 'vitest';
import { openOpinion, type Opinion, type OpinionMemory } from './opinion.ts';
import { BLOCK, sparsePass as opinionPass } from './map/pass.ts';
import { declaredGroups } from './statements/group-counts.ts';
import { simulatedVotes, tableOf } from './simulated.fixture.ts';
import { EMPTY_TABLE, withVotes, type Vote } from './votes/vote-table.ts';

const SIMULATION = { participants: 120, statements: 40, groups: 3, share: 0.7, seed: 42 } as const;
const VOTES = simulatedVotes(SIMULATION);
const opened = (votes: readonly Vote[] = VOTES, options: Parameters<typeof openOpinion>[0] = {}): Opinion => {
  const opinion = openOpinion(options);
  opinion.update(votes);
  return opinion;
};
/** Letters by participant. */
const lettersOf = (opinion: Opinion): ReadonlyMap<string, string> => {
  const { groups, letters } = opinion.groups();
  const { participants } = opinion.table();
  return new Map(
    Array.from(opinion.placed(), (row, place) => [
      participants.ids[row] ?? '',
      letters[groups[place] ?? 0] ?? '',
    ]),
  );
};
/** First people, all statements: nobody is placed sooner in parts than at once. */
const parts = (count: number): readonly (readonly Vote[])[] => {
  const first = simulatedVotes({ ...SIMULATION, participants: 7, share: 1 });
  const rest = VOTES.filter(({ participant }) => !first.some((one) => one.participant === participant));
  const size = Math.ceil(rest.length / count);
  return [first, ...Array.from({ length: count }, (_, at) => rest.slice(at * size, (at + 1) * size))];
};

test('[OPI-31] votes in parts give the map, groups and scores that they give at once, within the tolerance', () => {
  const inParts = openOpinion({ tolerance: 1e-9 });
  for (const part of parts(9)) {
    inParts.update(part);
    inParts.components();
  }
  const atOnce = opened(parts(9).flat(), { tolerance: 1e-9 });
  expect(inParts.table().participants.ids).toEqual(atOnce.table().participants.ids);
  expect(Array.from(inParts.table().val)).toEqual(Array.from(atOnce.table().val));
  for (const [at, value] of inParts.positions().entries())
    expect(value).toBeCloseTo(atOnce.positions()[at] ?? 0, 7);
  expect(inParts.groups().k).toBe(3);
  expect(lettersOf(inParts)).toEqual(lettersOf(atOnce));
  expect(inParts.survival()).toBeCloseTo(atOnce.survival() ?? 0, 10);
  for (const [at, score] of inParts.scores().entries()) {
    const other = atOnce.scores()[at];
    expect(score.id).toBe(other?.id);
    expect(score.groupInformedConsensus).toBe(other?.groupInformedConsensus);
    expect(score.representativeOf).toEqual(other?.representativeOf);
    expect(score.priority).toBeCloseTo(other?.priority ?? 0, 6);
  }
  expect(inParts.select(8)).toEqual(atOnce.select(8));
});

test('[OPI-31] the planted groups are found, and the order of participants and statements does not matter', () => {
  const opinion = opened(VOTES, { tolerance: 1e-9 });
  const letters = lettersOf(opinion);
  const planted = new Map([0, 1, 2].map((group) => [group, letters.get(`p${group}`)]));
  const right = [...letters].filter(([id, letter]) => planted.get(Number(id.slice(1)) % 3) === letter).length;
  expect(right / letters.size).toBeGreaterThan(0.9);
  const turned = opened([...VOTES].reverse(), { tolerance: 1e-9 });
  const [scores, others] = [opinion.scores(), new Map(turned.scores().map((score) => [score.id, score]))];
  for (const score of scores)
    expect(others.get(score.id)?.groupInformedConsensus).toBeCloseTo(score.groupInformedConsensus ?? 0, 12);
  expect([...lettersOf(turned).keys()].sort()).toEqual([...letters.keys()].sort());
  // The sizes are equal, so which of them is A goes by the first participant: the parts are the same.
  const pairs = new Set([...lettersOf(turned)].map(([id, letter]) => `${letter} ${letters.get(id)}`));
  expect(pairs.size).toBe(3);
});

test('[OPI-31] an answer is computed once between two changes, and anew after one', () => {
  let passes = 0;
  const opinion = openOpinion({
    pass: (votes, block) => {
      passes += 1;
      const { table, rows, means } = votes;
      return opinionPass({ table, rows, means }, block);
    },
  });
  opinion.update(VOTES);
  expect(passes).toBe(0);
  const [first, groups] = [opinion.components(), opinion.groups()];
  expect(passes).toBe(first.passes);
  expect(opinion.components()).toBe(first);
  expect(opinion.groups()).toBe(groups);
  expect(opinion.bridging()).toBe(opinion.bridging());
  expect(opinion.survival()).toBe(opinion.survival());
  const fine = opinion.components(1e-10);
  expect(fine.passes).toBeGreaterThan(1);
  expect(opinion.components(1e-10)).toBe(fine);
  opinion.update([]);
  expect(opinion.groups()).toBe(groups);
  opinion.update([{ participant: 'p1', statement: 's1', value: 0 }]);
  expect(opinion.components()).not.toBe(first);
  expect(opinion.components().passes).toBeLessThan(first.passes);
});

test('[OPI-2] a participant once in stays in, when statements come and when votes are taken back from the map', () => {
  const opinion = openOpinion();
  opinion.update([{ participant: 'a', statement: 's0', value: 1 }]);
  expect(Array.from(opinion.placed())).toEqual([0]);
  opinion.update(
    Array.from({ length: 9 }, (_, at): Vote => ({ participant: 'b', statement: `s${at}`, value: -1 })).slice(
      0,
      6,
    ),
  );
  // Seven statements are not yet there: six of six place b; one of six does not place c.
  opinion.update([{ participant: 'c', statement: 's5', value: 1 }]);
  expect(Array.from(opinion.placed())).toEqual([0, 1]);
  opinion.update([{ participant: 'c', statement: 's9', value: 1 }]);
  expect(Array.from(opinion.placed())).toEqual([0, 1]);
  opinion.moderate(['s0', 's1', 's2', 's3', 's4', 's5']);
  expect(opinion.table().statements.ids).toEqual(['s9']);
  expect(Array.from(opinion.placed())).toEqual([0, 1, 2]);
  expect(opinion.components().converged).toBe(true);
  expect(Array.from(opinion.positions().slice(0, 4))).toEqual([0, 0, 0, 0]);
});

test('[OPI-3] what is moderated out is in no answer, and comes back with its votes', () => {
  const opinion = opened();
  const before = opinion.scores();
  opinion.moderate(['s3', 's7']);
  expect(opinion.scores().map(({ id }) => id)).not.toContain('s3');
  expect(opinion.scores()).toHaveLength(38);
  expect(opinion.components().vectors).toHaveLength(38 * BLOCK);
  const direct = opened(VOTES.filter(({ statement }) => statement !== 's3' && statement !== 's7'));
  expect(opinion.components(1e-10).values[0]).toBeCloseTo(direct.components(1e-10).values[0] ?? 0, 7);
  opinion.moderate([]);
  expect(opinion.scores().map(({ id, agree }) => `${id} ${agree}`)).toEqual(
    before.map(({ id, agree }) => `${id} ${agree}`),
  );
});

test('[OPI-9] letters stay with the people while votes arrive', () => {
  const opinion = openOpinion();
  const seen: ReadonlyMap<string, string>[] = [];
  for (const part of parts(6).slice(0, 4)) opinion.update(part);
  for (const part of parts(6).slice(4)) {
    opinion.update(part);
    seen.push(lettersOf(opinion));
  }
  const [first = new Map<string, string>(), last = new Map<string, string>()] = [seen[0], seen.at(-1)];
  const kept = [...first].filter(([id, letter]) => last.get(id) === letter).length;
  expect(kept / first.size).toBeGreaterThan(0.9);
});

test('[OPI-31] a process that goes on from what was remembered answers as if it had never stopped', () => {
  const before = openOpinion();
  const [head, tail] = [VOTES.slice(0, 2_000), VOTES.slice(2_000)];
  before.update(head);
  before.groups();
  const written = JSON.parse(JSON.stringify(before.memory())) as OpinionMemory;
  const after = openOpinion({ memory: written });
  after.update(head);
  expect(after.memory().placed).toEqual(written.placed);
  const resumed = openOpinion({ memory: written, table: withVotes(EMPTY_TABLE, head) });
  for (const opinion of [before, after, resumed]) opinion.update(tail);
  const expected = before.components();
  for (const opinion of [after, resumed]) {
    expect(opinion.components()).toEqual(expected);
    expect(opinion.groups()).toEqual(before.groups());
    expect(opinion.memory()).toEqual(before.memory());
  }
});

test('[OPI-31] what is remembered of people who have not come back yet waits for them', () => {
  const memory: OpinionMemory = {
    grouping: { k: 2, challenger: { k: 3, wins: 2 } },
    placed: [
      ['later', 'C'],
      ['never', null],
    ],
    block: [],
  };
  const opinion = openOpinion({ memory });
  expect(opinion.memory()).toEqual({ ...memory, placed: [] });
  opinion.update([{ participant: 'someone', statement: 's', value: 1 }]);
  opinion.update([
    { participant: 'new', statement: 't', value: 1 },
    { participant: 'later', statement: 's', value: 1 },
  ]);
  expect(opinion.memory().placed).toEqual([
    ['someone', null],
    ['later', 'C'],
  ]);
});

test('[OPI-11] declared groups stand before computed ones: scores and coverage are theirs when they are given', () => {
  const opinion = opened();
  const declared = declaredGroups(
    opinion.table(),
    new Map(Array.from({ length: 120 }, (_, at) => [`p${at}`, at < 60 ? 'west' : 'east'])),
  );
  const [score] = opinion.scores(declared);
  expect(score?.minGroup?.letter).toMatch(/^(east|west)$/);
  expect(
    opinion.select(5, 'phragmen', declared).groups.map(({ letter, participants }) => [letter, participants]),
  ).toEqual([
    ['east', 60],
    ['west', 60],
  ]);
  expect(opinion.select(5).groups.map(({ letter }) => letter)).toEqual([...opinion.groups().letters]);
});

test('[OPI-8] a number of groups may be asked for, and the scores may be those that others publish', () => {
  const opinion = opened(VOTES, { k: 2, variant: 'published' });
  expect(opinion.groups()).toMatchObject({ outcome: 'asked', k: 2 });
  const own = opened(VOTES, { k: 2 });
  const [published, mine] = [opinion.scores()[0], own.scores()[0]];
  expect(published?.groupInformedConsensus).toBeCloseTo((mine?.groupInformedConsensus ?? 0) ** 2, 12);
  expect(opened(VOTES, { votesMin: 35 }).placed().length).toBeLessThan(20);
});

test('[OPI-8] nobody, one person, one statement: there are no separate groups, and every question has an answer', () => {
  const tables = [EMPTY_TABLE, tableOf([[1]]), tableOf([[1, -1, 0]]), tableOf([[1], [1], [-1]])];
  for (const table of tables) {
    const opinion = openOpinion({ table });
    expect(opinion.groups()).toMatchObject({ outcome: 'tooFewParticipants', k: 1, letters: ['A'] });
    expect(opinion.survival()).toBeUndefined();
    expect(opinion.scores()).toHaveLength(table.statements.ids.length);
    expect(opinion.scores().every(({ priority }) => Number.isFinite(priority))).toBe(true);
    expect(opinion.bridging().scores.every(Number.isFinite)).toBe(true);
    expect(opinion.select(3).isProportional).toBe(true);
  }
});

test('[OPI-8] where everybody agrees with everything there are no separate groups', () => {
  const opinion = openOpinion({ table: tableOf(Array.from({ length: 40 }, () => [1, 1, 1, 1])) });
  expect(opinion.groups().outcome).toBe('noSeparateGroups');
  expect(opinion.scores()[0]).toMatchObject({
    agree: 40,
    groupInformedConsensus: 41 / 42,
    representativeOf: [],
  });
  expect(opinion.select(1)).toMatchObject({ ids: ['s0'], coverage: 1, isProportional: true });
});
