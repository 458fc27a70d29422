import type { DeliberationState, TabledAmendment } from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import { expect, test, vi } from 'vitest';
import { readTabled } from './tabled-words.ts';

const tabled = (number: number): TabledAmendment =>
  ({
    id: `A${number}`,
    sponsors: ['FRA'],
    changes: [{ paragraph: `p${number + 1}`, new: `Decides otherwise ${number};` }],
    reason: '',
    base: 1,
    textHash: 'h',
    hash: `h${number}`,
    touches: [`p${number + 1}`],
    needs: [],
    excludes: [],
    submittedAt: '2026-03-03T10:00:00.000Z',
    state: 'submitted',
  }) as unknown as TabledAmendment; // nothing else of it is read

const deliberation = (count: number): DeliberationState => {
  const paragraphs = Array.from({ length: count + 1 }, (_, at) => ({
    pid: `p${at + 1}`,
    kind: 'operative',
    level: 0,
    label: `OP${at + 1}`,
    text: `Decides ${at};`,
    hash: `t${at}`,
  }));
  const revision = { number: 1, lang: 'en', symbol: 'S/1', paragraphs, hash: 'h' };
  return {
    revision,
    revisions: [revision],
    textSteps: [{ revision: 0 }],
    orderRulings: [],
    amendments: Object.fromEntries(Array.from({ length: count }, (_, at) => [`A${at + 1}`, tabled(at + 1)])),
  } as unknown as DeliberationState; // a text and its amendments, and nothing else is read
};

test('[ORD-105] what is pending is read a few at a time, so that others are served between', async () => {
  const pause = vi.fn(() => Promise.resolve());
  const state = deliberation(40);
  await readTabled(state, pause);
  // Three portions of at most sixteen, once for the words and once for what meets.
  expect(pause).toHaveBeenCalledTimes(6);
  expect(TEXTS.compare(state, ['A1'])).toMatchObject([{ id: 'A1', excludesIfAdopted: [] }]);
});
