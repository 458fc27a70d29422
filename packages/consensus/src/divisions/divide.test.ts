import { expect, test } from 'vitest';
import { divideText, dividedVote } from './divide.ts';
import type { TextPart } from './types.ts';

const PARAGRAPHS = [
  { id: 'pp1', kind: 'preambular', level: 0 },
  { id: 'op1', kind: 'operative', level: 0 },
  { id: 'op1a', kind: 'item', level: 1 },
  { id: 'op1b', kind: 'item', level: 1 },
  { id: 'op2', kind: 'operative', level: 0 },
];
const parts = (...requested: readonly (readonly string[])[]): readonly TextPart[] => {
  const divided = divideText(PARAGRAPHS, requested);
  if (!divided.ok) throw new Error(divided.refusal.code);
  return divided.parts;
};

test('[DIV-1] what is asked for is a part, the rest another, and sub-paragraphs go with their paragraph', () => {
  expect(parts(['op1'], ['pp1'])).toEqual([
    { id: '1', units: ['op1', 'op1a', 'op1b'], isOperative: true, isRest: false },
    { id: '2', units: ['pp1'], isOperative: false, isRest: false },
    { id: '3', units: ['op2'], isOperative: true, isRest: true },
  ]);
  expect(parts(['op1b'])).toEqual([
    { id: '1', units: ['op1b'], isOperative: true, isRest: false },
    { id: '2', units: ['pp1', 'op1', 'op1a', 'op2'], isOperative: true, isRest: true },
  ]);
  expect(parts(['pp1', 'op1', 'op2']).map(({ id }) => id)).toEqual(['1']);
});

test('[DIV-1] a paragraph that is unknown or named twice is refused', () => {
  expect(divideText(PARAGRAPHS, [['op9']])).toEqual({
    ok: false,
    refusal: { code: 'division.unknown', facts: { paragraph: 'op9' } },
  });
  expect(divideText(PARAGRAPHS, [['op1'], ['op1']])).toEqual({
    ok: false,
    refusal: { code: 'division.twice', facts: { paragraph: 'op1' } },
  });
});

test('[DIV-2] adopted parts are put as a whole, and what fell is gone', () => {
  const divided = parts(['op1'], ['pp1']);
  expect(dividedVote(divided, { 1: 'rejected', 2: 'adopted', 3: 'adopted' })).toEqual({
    remaining: ['2', '3'],
    removed: ['op1', 'op1a', 'op1b'],
    whole: 'put',
  });
  expect(dividedVote(divided, { 1: 'rejected' })).toMatchObject({ whole: 'pending' });
});

test('[DIV-2] when all operative parts fall the proposal is rejected, whatever becomes of the preamble', () => {
  const divided = parts(['op1'], ['pp1']);
  const votes = { 1: 'rejected', 2: 'adopted', 3: 'rejected' } as const;
  expect(dividedVote(divided, votes).whole).toBe('rejected');
  const preamble = [
    { id: 'a', units: ['pp1'], isOperative: false, isRest: false },
    { id: 'b', units: ['pp2'], isOperative: false, isRest: false },
  ];
  expect(dividedVote(preamble, { a: 'adopted', b: 'rejected' }).whole).toBe('put');
  expect(dividedVote(preamble, { a: 'rejected', b: 'rejected' }).whole).toBe('rejected');
});
