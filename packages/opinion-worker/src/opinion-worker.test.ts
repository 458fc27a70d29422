import { afterAll, expect, test } from 'vitest';
import { keptOpinion, type FiguresAsked, type VoteBatch } from './kept-opinion.ts';
import { startOpinionWorker } from './opinion-worker.ts';
import { toldPlaces } from './told-places.ts';
import { withheldCells } from './withheld-cells.ts';

const EXEC_ARGV = [
  '--conditions=plenary-source',
  '--import',
  new URL('../../../infra/run/source-loader.mjs', import.meta.url).href,
];
const worker = startOpinionWorker({ execArgv: EXEC_ARGV });
afterAll(() => worker.close());

const HOUR = 3_600_000;
/** Two camps of `each` people on twelve statements: what one agrees with the other does not, and all agree with 12. */
const camps = (each: number, from = 0): readonly (readonly [string, number, number, number])[] =>
  Array.from({ length: each * 2 }, (_, person) =>
    Array.from({ length: 12 }, (_unused, place): readonly [string, number, number, number] => {
      const own = person % 2 === 0 ? 1 : -1;
      const value = place === 11 ? 1 : place % 2 === 0 ? own : -own;
      return [`p${from + person}`, place + 1, value, (person % 9) * HOUR];
    }),
  ).flat();
const batchOf = (
  votes: readonly (readonly [string, number, number, number])[],
  position: number,
): VoteBatch => ({
  position,
  participants: votes.map(([participant]) => participant),
  statements: Int32Array.from(votes, ([, statement]) => statement),
  values: Int8Array.from(votes, ([, , value]) => value),
  at: Float64Array.from(votes, ([, , , at]) => at),
});
const asked = (more: Partial<FiguresAsked> = {}): FiguresAsked => ({
  absent: [],
  groups: ['civil', 'business'],
  declared: new Map(Array.from({ length: 100 }, (_, at) => [`p${at}`, at % 2 === 0 ? 'civil' : 'business'])),
  ...more,
});

test('[OPW-1] votes in parts give the figures that they give at once, in a thread or not', async () => {
  const votes = camps(30);
  worker.add(1, batchOf(votes.slice(0, 100), 100));
  await worker.figures(1, asked());
  worker.add(1, batchOf(votes.slice(100), votes.length));
  worker.add(2, batchOf(camps(3), 72));
  const figures = await worker.figures(1, asked());
  const alone = keptOpinion();
  alone.add(batchOf(votes, votes.length));
  const once = alone.figures(asked());
  // How soon a statement is put to people follows the map, which is the same within a tolerance.
  const exact = ({ statements }: typeof once) => statements.map((one) => ({ ...one, priority: 0 }));
  expect(exact(figures)).toEqual(exact(once));
  expect(figures).toMatchObject({ position: 720, participants: 60, placed: 60, votes: 720 });
  expect(figures.outcome).toBe('separate');
  expect(figures.computed.map(({ size }) => size)).toEqual([30, 30]);
  expect(figures.points).toHaveLength(60);
  const consensus = figures.statements.find(({ statement }) => statement === 12)?.declared.consensus;
  expect(consensus).toBeCloseTo(31 / 32, 12);
  const [x] = (await worker.place(1, 'p0')) ?? [0];
  const [other] = (await worker.place(1, 'p1')) ?? [0];
  expect(Math.sign(x)).toBe(-Math.sign(other));
  expect(await worker.place(1, 'nobody')).toBeUndefined();
  expect(await worker.groups(1)).toHaveLength(60);
});

test('[OPW-1] a statement that is moderated out counts nowhere', () => {
  const kept = keptOpinion();
  kept.add(batchOf(camps(30), 720));
  const figures = kept.figures(asked({ absent: [12] }));
  expect(figures.statements.map(({ statement }) => statement)).not.toContain(12);
  expect(figures.votes).toBe(660);
});

test('[OPW-35] who is in a group of fewer than five people weighs in what no other group holds', () => {
  // Two camps of nine, and four people in a group of their own who say what the second camp says.
  // Six more declare no group, among whom the four are not found.
  const votes = [...camps(11), ...camps(3, 100)];
  const groupOf = (person: number): string =>
    person >= 18 ? 'few' : person % 2 === 0 ? 'civil' : 'business';
  const groups = ['civil', 'business', 'few'];
  const people = Array.from({ length: 22 }, (_, person) => person);
  const declared = new Map(people.map((person) => [`p${person}`, groupOf(person)]));
  const told = new Map([...declared].filter(([, group]) => group !== 'few'));
  const kept = keptOpinion();
  kept.add(batchOf(votes, votes.length));
  const withFew = kept.figures(asked({ groups, declared })).declared;
  const without = kept.figures(asked({ groups: ['civil', 'business'], declared: told })).declared;
  expect(withFew.map(({ size }) => size)).toEqual([9, 9, null]);
  expect(withFew.map(({ holds }) => holds)).toEqual([...without.map(({ holds }) => holds), []]);
  expect(without.some(({ holds }) => holds.length > 0)).toBe(true);
});

test('[OPW-2] a small cell is withheld, and never alone', () => {
  const cell = (seen: number) => ({ agree: seen, disagree: 0, seen });
  const told = (cells: readonly number[], all: number) =>
    withheldCells(cells.map(cell), all).map((one) => one?.seen ?? null);
  expect(told([9, 8, 7], 24)).toEqual([9, 8, 7]);
  expect(told([9, 4, 7], 20)).toEqual([9, null, null]);
  expect(told([9, 4, 3], 16)).toEqual([9, null, null]);
  expect(told([9, 4, 7], 30)).toEqual([9, null, 7]);
  expect(told([9, 0, 7], 16)).toEqual([9, null, 7]);
});

test('[OPW-3] under fifty participants nothing is told of computed groups', () => {
  const kept = keptOpinion();
  kept.add(batchOf(camps(24), 576));
  const few = kept.figures(asked());
  expect(few).toMatchObject({
    outcome: 'notShown',
    computed: [],
    points: [],
    silhouette: null,
    survival: null,
  });
  expect(few.statements.every(({ computed }) => computed === undefined)).toBe(true);
  kept.add(batchOf(camps(1, 48), 600));
  expect(kept.figures(asked()).outcome).toBe('separate');
});

test('[OPW-4] a question that fails is answered with its fault, and the thread goes on', async () => {
  const bad: unknown = { absent: null };
  await expect(worker.figures(3, bad as FiguresAsked)).rejects.toThrow('the opinion worker failed');
  expect((await worker.figures(4, asked())).votes).toBe(0);
  const ended = startOpinionWorker({ execArgv: EXEC_ARGV });
  const open = ended.figures(1, asked());
  await ended.close();
  await expect(open).rejects.toThrow('ended');
  await expect(ended.figures(1, asked())).rejects.toThrow('ended');
});

test('[OPW-5] straight-lining is flagged, and a share that moves without it is told both ways', () => {
  const kept = keptOpinion();
  const lines = Array.from({ length: 20 }, (_, person) =>
    Array.from({ length: 24 }, (_unused, place): readonly [string, number, number, number] => [
      `s${person}`,
      place + 1,
      1,
      0,
    ]),
  ).flat();
  kept.add(batchOf([...camps(30), ...lines], 1_200));
  const figures = kept.figures(asked());
  expect(figures.straightLining).toBe(20);
  expect(figures.statements[0]).toMatchObject({ agree: 50, disagree: 30, agreeShareWithoutFlagged: 0.5 });
});

test('[OPW-5] a thousand accounts of one hand are flagged, told both ways, and all still there', () => {
  const kept = keptOpinion();
  const bots = Array.from({ length: 1_000 }, (_, account) =>
    Array.from({ length: 12 }, (_unused, place): readonly [string, number, number, number] => [
      `bot${account}`,
      place + 1,
      place % 3 === 0 ? -1 : 1,
      20 * HOUR,
    ]),
  ).flat();
  kept.add(batchOf([...camps(30), ...bots], 720 + bots.length));
  const figures = kept.figures(asked());
  expect(figures).toMatchObject({ participants: 1_060, votes: 12_720, straightLining: 0 });
  expect(figures).toMatchObject({ alike: 1_000, alikeFamilies: 1, arrivalBursts: 1 });
  expect(figures.statements[0]).toMatchObject({ agree: 30, disagree: 1_030, agreeShareWithoutFlagged: 0.5 });
});

test('[OPW-5] two camps that came over many hours are not flagged, though each says the very same', () => {
  const kept = keptOpinion();
  kept.add(batchOf(camps(30), 720));
  expect(kept.figures(asked())).toMatchObject({ alike: 0, alikeFamilies: 0, arrivalBursts: 0 });
});

test('[OPW-55] who is set aside counts nowhere but beside the figures, and counts again when taken back', () => {
  const kept = keptOpinion();
  const votes = camps(30);
  kept.add(batchOf(votes, votes.length));
  const before = kept.figures(asked());
  const aside = ['p0', 'p2', 'p4', 'p6', 'p8', 'p10'];
  const figures = kept.figures(asked({ aside }));
  const alone = keptOpinion();
  const others = votes.filter(([person]) => !aside.includes(person));
  alone.add(batchOf(others, votes.length));
  const without = alone.figures(asked());
  expect(figures).toMatchObject({ participants: 54, votes: 648, aside: 6, asideVotes: 72 });
  figures.statements.forEach((one, place) => {
    const same = without.statements[place];
    const all = before.statements[place];
    expect(one.declared.consensus).toBeCloseTo(same?.declared.consensus ?? -1, 12);
    expect(one.declared.cells).toEqual(same?.declared.cells);
    expect(one.declared.withAside).toBeCloseTo(all?.declared.consensus ?? -1, 12);
    expect(one.withAside).toEqual({ agree: all?.agree, disagree: all?.disagree, pass: all?.pass });
  });
  expect(kept.placeOf('p0')).toBeUndefined();
  // Votes that come while somebody is set aside are kept with all others.
  kept.add(
    batchOf(
      [
        ['p0', 12, -1, HOUR],
        ['p1', 12, -1, HOUR],
      ],
      votes.length + 2,
    ),
  );
  const later = kept.figures(asked({ aside })).statements.find(({ statement }) => statement === 12);
  expect(later).toMatchObject({ agree: 53, disagree: 1, withAside: { agree: 58, disagree: 2, pass: 0 } });
  const back = kept.figures(asked());
  expect(back).toMatchObject({ participants: 60, votes: 720, aside: 0, asideVotes: 0 });
  expect(back.statements.find(({ statement }) => statement === 12)).toMatchObject({ agree: 58, disagree: 2 });
  expect(
    back.statements.every((one) => one.withAside === undefined && one.declared.withAside === undefined),
  ).toBe(true);
});

test('[OPW-56] flagged accounts are named, also while they are set aside', async () => {
  const few = Array.from({ length: 40 }, (_, person): (readonly [string, number, number, number])[] =>
    Array.from({ length: 12 }, (_unused, place) => [
      `u${person}`,
      place + 1,
      ((person + place) % 3) - 1,
      (person % 20) * HOUR,
    ]),
  ).flat();
  const hand = Array.from({ length: 60 }, (_, person): (readonly [string, number, number, number])[] =>
    Array.from({ length: 8 }, (_unused, place) => [
      `h${person}`,
      place + 1,
      place % 2 === 0 ? 1 : -1,
      30 * HOUR,
    ]),
  ).flat();
  worker.add(9, batchOf([...few, ...hand], few.length + hand.length));
  const names = Array.from({ length: 60 }, (_, person) => `h${person}`);
  await worker.figures(9, asked());
  expect(await worker.flags(9)).toEqual({
    straightLining: [],
    alike: [names],
    bursts: [{ at: 30 * HOUR, accounts: names }],
  });
  expect(await worker.figures(9, asked({ aside: names }))).toMatchObject({
    participants: 40,
    aside: 60,
    alike: 0,
    flagged: 0,
    arrivalBursts: 1,
  });
  expect((await worker.flags(9)).alike).toEqual([names]);
});

test('[OPW-58] nobody of a group of fewer than five is found by what is missing', () => {
  expect([...toldPlaces([30, 20, 4], 60)]).toEqual([0, 1]);
  // All have a group: the four who are not named would be those of the small one.
  expect([...toldPlaces([30, 20, 4], 54)]).toEqual([0]);
  expect([...toldPlaces([30, 20, 4], 58)]).toEqual([0]);
  // Of two small groups each is hidden by the other only where that has five.
  expect([...toldPlaces([30, 20, 4, 3], 57)]).toEqual([0]);
  expect([...toldPlaces([4], 4)]).toEqual([]);
  expect([...toldPlaces([30, 20, 0], 50)]).toEqual([0, 1]);
});

test('[OPW-57] a group that is too small without those who are set aside is told nowhere', () => {
  const kept = keptOpinion();
  // Ten more declare no group, among whom the four are not found.
  const votes = [...camps(10), ...camps(5, 100)];
  kept.add(batchOf(votes, votes.length));
  // Six of the ten people of one group: four are left.
  const aside = ['p0', 'p2', 'p4', 'p6', 'p8', 'p10'];
  const figures = kept.figures(asked({ aside }));
  expect(figures.declared.map(({ size }) => size)).toEqual([null, 10]);
  const business = keptOpinion();
  business.add(
    batchOf(
      votes.filter(([person]) => Number(person.slice(1)) % 2 === 1),
      1,
    ),
  );
  const alone = business.figures(asked());
  figures.statements.forEach((one, place) =>
    expect(one.declared.withAside).toBeCloseTo(alone.statements[place]?.declared.consensus ?? -1, 12),
  );
});
