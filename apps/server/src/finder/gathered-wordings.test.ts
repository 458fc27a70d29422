import type { Paragraph } from '@plenary/consensus';
import { PACKAGE_LIMITS, type Wording } from '@plenary/compromise';
import { expect, test } from 'vitest';
import { Refused } from '../refused.ts';
import { gatheredWordings } from './gathered-wordings.ts';

const paragraphs = (count: number): readonly Paragraph[] =>
  Array.from({ length: count }, (_, at) => ({
    pid: `p${at + 1}`,
    kind: 'operative',
    level: 0,
    label: `OP${at + 1}`,
    text: 'Decides;',
    hash: String(at),
  }));
const wordings = (count: number): readonly Wording[] =>
  Array.from({ length: count }, (_, at) => ({
    words: `Words ${at}`,
    hash: `w${at}`,
    adopts: [],
    stances: {},
  }));

test('[PFD-50] more than a search takes on is refused as soon as it is counted, and no paragraph behind is looked at', async () => {
  const asked: string[] = [];
  let pauses = 0;
  const gathering = gatheredWordings(
    paragraphs(100),
    ({ pid }) => {
      asked.push(pid);
      return wordings(19);
    },
    () => {
      pauses += 1;
      return Promise.resolve();
    },
  );
  const refusal = await gathering.catch((error: unknown) =>
    error instanceof Refused ? error.refusal : error,
  );
  expect(refusal).toEqual({
    code: 'finder.tooMuch',
    facts: { limit: 'ALTERNATIVES_MAX', max: PACKAGE_LIMITS.ALTERNATIVES_MAX },
  });
  // Fifty paragraphs with twenty alternatives each are a thousand; the next one is too much.
  expect([asked.length, pauses]).toEqual([51, 50]);
});

test('[PFD-50] what a search takes on is gathered with a pause behind each paragraph', async () => {
  let pauses = 0;
  const gathered = await gatheredWordings(
    paragraphs(3),
    () => wordings(2),
    () => {
      pauses += 1;
      return Promise.resolve();
    },
  );
  expect([[...gathered.keys()], pauses]).toEqual([['p1', 'p2', 'p3'], 3]);
});
