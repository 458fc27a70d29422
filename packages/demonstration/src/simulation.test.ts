import { paragraphBoard, votingOrder, type BodyState, type DeliberationState } from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import { parseSymbol } from '@plenary/text';
import { beforeAll, expect, test } from 'vitest';
import { bodyWithText, foundedBody, meeting, opened, simulated } from './meeting.fixture.ts';
import { reviewActs } from './review-acts.ts';
import { REVIEW_AMENDMENTS, REVIEW_SYMBOL } from './review-text.ts';
import { STATES } from './members.ts';
import { seededDraws } from './random.ts';
import { simulatedActs } from './simulation.ts';

const SEED = 20_261_124;
let body: BodyState;
let before: DeliberationState;
let after: DeliberationState;
beforeAll(() => {
  body = foundedBody();
  before = opened(body).now();
  after = simulated(body, SEED);
});

const turned = <T>(byId: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(byId).toReversed());

test('[DMO-8] a seed draws the same in any order of members and groups, another seed draws otherwise', () => {
  const once = simulatedActs(body, before, SEED);
  const other = { ...body, members: turned(body.members), groups: turned(body.groups) };
  expect(simulatedActs(other, before, SEED)).toEqual(once);
  expect(simulatedActs(body, before, SEED + 1)).not.toEqual(once);
});

test('[DMO-8] the draws of a seed are these', () => {
  const draw = seededDraws(1);
  expect([draw(), draw(), draw()].map((value) => value.toFixed(9))).toEqual([
    '0.627073941',
    '0.002735721',
    '0.527447040',
  ]);
});

test.each([1, 2, 3])('[DMO-9] everything that seed %i draws is admitted', (seed) => {
  expect(() => simulated(body, seed)).not.toThrow();
});

test('[DMO-10] agreement, contest, silence and objections are all there', () => {
  const rows = paragraphBoard(body, after).filter(({ item }) => item !== 'text');
  const objectors = new Map(
    rows.map(({ item }) => [
      item,
      Object.entries(after.positions[item] ?? {})
        .filter(([, { stance }]) => stance === 'object')
        .map(([member]) => member),
    ]),
  );
  const contested = [...objectors.values()].filter((members) => members.length > 0);
  expect(contested.length).toBeGreaterThanOrEqual(4);
  expect(rows.length - contested.length).toBeGreaterThanOrEqual(20);
  expect(contested.flat().length).toBeLessThan(60);
  const regions = Object.values(body.groups).filter(({ kind }) => kind === 'regional');
  const regionsOf = (members: readonly string[]): number =>
    regions.filter((group) => members.some((member) => group.members.includes(member))).length;
  expect(contested.some((members) => regionsOf(members) > 1)).toBe(true);

  const places = rows.length * 193;
  const stated = rows.reduce((sum, { item }) => sum + Object.keys(after.positions[item] ?? {}).length, 0);
  expect((places - stated) / places).toBeGreaterThan(0.09);
  expect((places - stated) / places).toBeLessThan(0.16);
});

test('[DMO-11] two statements of groups, each with one apart and one aligned', () => {
  const statements = Object.values(after.groupStatements);
  expect(statements.map(({ group }) => group).toSorted()).toEqual(['aosis', 'g77']);
  for (const { dissociated, aligned, members, speaker, group } of statements) {
    expect(body.groups[group]?.chair).toBe(speaker);
    expect(dissociated).toHaveLength(1);
    expect(aligned).toHaveLength(1);
    expect(members).toEqual(expect.arrayContaining([...dissociated]));
    expect(members).not.toEqual(expect.arrayContaining([...aligned]));
  }
});

test('[DMO-13] in the deliberation on the follow-up amendments meet, need and amend one another', () => {
  const named = bodyWithText(body);
  const { enact, now } = meeting(named);
  const acts = reviewActs(named, SEED);
  for (const { actor, act } of acts) enact(act, actor);
  const review = now();
  expect(parseSymbol(REVIEW_SYMBOL)).toMatchObject({ organ: 'PLN', series: 'L', number: 2 });
  expect(Object.keys(review.amendments)).toHaveLength(REVIEW_AMENDMENTS.length);
  const states = new Set(Object.values(review.amendments).map(({ state }) => state));
  expect([...states].toSorted()).toEqual(['acceptedBySponsors', 'notPut', 'submitted', 'withdrawn']);
  const order = votingOrder(review, TEXTS);
  expect(order.filter((component) => component.length > 1).length).toBeGreaterThanOrEqual(4);
  expect(new Set(order.flat().map(({ why }) => why))).toContain('chair');
  for (const { id } of order.flat())
    expect(Object.keys(review.positions[id] ?? {}).length).toBeGreaterThan(30);
  const other = { ...named, members: turned(named.members), groups: turned(named.groups) };
  expect(reviewActs(other, SEED)).toEqual(acts);
  expect(reviewActs(named, SEED + 1)).not.toEqual(acts);
});

test('[DMO-12] no reason names a State or a group', () => {
  const reasons = new Set(
    Object.values(after.positions).flatMap((byMember) => Object.values(byMember).map(({ reason }) => reason)),
  );
  const names = [...STATES, ...Object.values(body.groups)].map((each) => each.names['en'] ?? '');
  expect(reasons.size).toBeGreaterThan(10);
  for (const reason of reasons) for (const name of names) expect(reason).not.toContain(name);
});
