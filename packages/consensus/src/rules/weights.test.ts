import { expect, test } from 'vitest';
import type { AttributeValue, Ballot } from '../types.ts';
import { memberWeights, WeightFault, weightShares } from './weights.ts';

const members = (
  all: Readonly<Record<string, Readonly<Record<string, AttributeValue>>>>,
): readonly Ballot[] => Object.entries(all).map(([id, attrs]) => ({ id, attrs, position: 'none' }));
const weighing = (weights: Readonly<Record<string, AttributeValue>>): readonly Ballot[] =>
  members(Object.fromEntries(Object.entries(weights).map(([id, w]) => [id, { w }])));
const four = weighing({ A: 50, B: 30, C: 10, D: 10 });

test('[WGT-1] one gives everybody the same share, an attribute its proportion', () => {
  expect(weightShares('one', four)).toEqual({ A: '1/4', B: '1/4', C: '1/4', D: '1/4' });
  expect(weightShares('w', four)).toEqual({ A: '1/2', B: '3/10', C: '1/10', D: '1/10' });
  expect(weightShares('w', weighing({ A: '1/3', B: '0.5' }))).toEqual({ A: '2/5', B: '3/5' });
});

test('[WGT-1] who lacks the attribute has no weight', () => {
  expect(weightShares('w', weighing({ A: null, B: 2 }))).toEqual({ A: '0', B: '1' });
  expect(weightShares('w', weighing({ A: null }))).toEqual({ A: '0' });
  expect(weightShares('toString', four)).toEqual({ A: '0', B: '0', C: '0', D: '0' });
});

test('[WGT-2] what exceeds the cap goes to the others in proportion', () => {
  expect(weightShares({ cap: '2/5', base: 'w' }, four)).toEqual({
    A: '2/5',
    B: '9/25',
    C: '3/25',
    D: '3/25',
  });
});

test('[WGT-2] a share that passes the cap by what it received is capped too', () => {
  expect(weightShares({ cap: '3/10', base: 'w' }, four)).toEqual({
    A: '3/10',
    B: '3/10',
    C: '1/5',
    D: '1/5',
  });
});

test('[WGT-2] a cap too low for all to share the whole makes those with weight equal', () => {
  const given = weighing({ A: 8, B: 2, C: 0 });
  expect(weightShares({ cap: '1/3', base: 'w' }, given)).toEqual({ A: '1/2', B: '1/2', C: '0' });
});

test('[WGT-3] a mix adds the shares of its parts', () => {
  const mix = [
    { weight: 'one', share: '1/10' },
    { weight: 'w', share: '9/10' },
  ];
  expect(weightShares({ mix }, weighing({ A: 60, B: 30, C: 9, D: 1 }))).toEqual({
    A: '113/200',
    B: '59/200',
    C: '53/500',
    D: '17/500',
  });
});

const chambers = members({
  e1: { chamber: 'economic', hemisphere: 'N', w: 3 },
  e2: { chamber: 'economic', hemisphere: 'N', w: 1 },
  e3: { chamber: 'economic', hemisphere: 'S', w: 9 },
  s1: { chamber: 'social', hemisphere: 'S', w: 1 },
});

test('[WGT-4] normalising gives each group with members the same total, level by level', () => {
  expect(weightShares({ normalise: [{ by: 'chamber' }, { by: 'hemisphere' }] }, chambers)).toEqual({
    e1: '1/8',
    e2: '1/8',
    e3: '1/4',
    s1: '1/2',
  });
});

test('[WGT-4] inside the last level the base weight decides', () => {
  expect(weightShares({ normalise: [{ by: 'chamber' }, { by: 'hemisphere' }], base: 'w' }, chambers)).toEqual(
    { e1: '3/16', e2: '1/16', e3: '1/4', s1: '1/2' },
  );
});

test('[WGT-4] listed shares keep their proportion among the groups that have members', () => {
  const shares = { economic: '1/4', social: '1/4', environmental: '1/2' };
  expect(weightShares({ normalise: [{ by: 'chamber', shares }] }, chambers)).toEqual({
    e1: '1/6',
    e2: '1/6',
    e3: '1/6',
    s1: '1/2',
  });
});

test('[WGT-4] listed shares may be proportions: two for governments, one each for employers and workers', () => {
  const shares = { government: '2', employers: '1', workers: '1' };
  const delegates = ['government', 'government', 'employers', 'workers'].map((side, at) => ({
    id: `d${at}`,
    attrs: { side },
    position: 'none' as const,
  }));
  expect(weightShares({ normalise: [{ by: 'side', shares }] }, delegates)).toEqual({
    d0: '1/4',
    d1: '1/4',
    d2: '1/4',
    d3: '1/4',
  });
});

test('[WGT-5] a weight that is no number, or below zero, is an error that names the value', () => {
  expect(() => weightShares('w', weighing({ A: 'much' }))).toThrow(WeightFault);
  expect(() => weightShares('w', weighing({ A: -1 }))).toThrow('members.A.attrs.w');
  expect(() => weightShares({ cap: '1/2', base: 'w' }, weighing({ A: true }))).toThrow(WeightFault);
  for (const unreadable of [2 ** 53, 1e21, 1e-7, NaN, Infinity, '1e3', '', ' 1', '1/0'])
    expect(() => weightShares('w', weighing({ A: unreadable }))).toThrow('members.A.attrs.w');
  expect(weightShares('w', weighing({ A: '9007199254740993', B: 2 ** 53 - 1 }))['A']).toBe(
    '9007199254740993/18014398509481984',
  );
});

test('[WGT-6] the square root of an attribute weighs, and decimals make roots of shares tell apart', () => {
  const states = weighing({ A: 100, B: 50, C: 0 });
  expect(weightShares({ sqrt: 'w' }, states)).toEqual({ A: '10/17', B: '7/17', C: '0' });
  expect(weightShares({ sqrt: 'w', decimals: 2 }, states)).toEqual({ A: '1000/1707', B: '707/1707', C: '0' });
  const cap = { cap: '1/2', base: 'w' } as const;
  expect(weightShares({ sqrt: cap, decimals: 1 }, weighing({ A: 9, B: 1 }))).toEqual({ A: '1/2', B: '1/2' });
});

test('[WGT-8] weights can be asked to refuse a member without the attribute', () => {
  for (const weight of [
    'w',
    { cap: '1/2', base: 'w' },
    { sqrt: 'w' },
    { mix: [{ weight: 'w', share: '1' }] },
    { normalise: [{ by: 'g' }], base: 'w' },
  ])
    expect(() => memberWeights(weight, weighing({ A: 1, B: null }), 'refused')).toThrow('members.B.attrs.w');
});
