import { issuedLabels } from '@plenary/consensus';
import { makeBracket, MARKUP_VIEW, readDraft } from '@plenary/drafting';
import { act, asMode, find, people, type Person } from '@plenary/drafting/testing';
import { describe, expect, test } from 'vitest';
import { attributionsOf } from './attributions.ts';
import { sampledMoments } from './history/sampled-moments.ts';
import { nextPart, partsById } from './parts.ts';
import { writerIndex } from './use-writers.ts';

const START = [
  { id: 'p1', kind: 'operative', level: 0, text: 'Decides to meet again;' },
  { id: 'p2', kind: 'operative', level: 0, text: 'Requests a report.' },
] as const;

const meeting = (): Person => {
  const [chair] = people(1, START);
  if (chair === undefined) throw new Error('a person');
  chair.binding.write((recorder, draft, hand) => {
    makeBracket(draft, recorder, hand(), { paragraph: 'p1', from: 8, to: 15 });
  });
  chair.state = chair.binding.refresh(chair.state);
  asMode(chair, { mode: 'suggest', delegation: 'KEN', person: 'k', at: () => 1 });
  act(chair, (tr) => tr.insertText('full ', find(chair, 'report')));
  return chair;
};

describe('what stands beside the text', () => {
  test('[EDT-7] suggestions and brackets have their places, and one goes round from each to the next', () => {
    const draft = readDraft(meeting().doc, MARKUP_VIEW);
    const [bracket] = draft.brackets.keys();
    const [suggestion] = draft.suggestions.keys();
    const parts = partsById(draft);
    const [held] = [...parts].filter(([id]) => id !== suggestion);
    expect(held?.[1]).toEqual([{ paragraph: 'p1', from: 8, to: 17 }]);
    expect(bracket === undefined || bracket === held?.[0]).toBe(true);
    expect(parts.get(suggestion ?? '')).toEqual([{ paragraph: 'p2', from: 11, to: 16 }]);
    const all = [...parts.values()].flat();
    const first = nextPart(draft, all, undefined, 1);
    expect(first?.paragraph).toBe('p1');
    expect(nextPart(draft, all, first, 1)?.paragraph).toBe('p2');
    expect(nextPart(draft, all, { paragraph: 'p2', from: 11 }, 1)?.paragraph).toBe('p1');
    expect(nextPart(draft, all, first, -1)?.paragraph).toBe('p2');
    expect(nextPart(draft, [], first, 1)).toBeUndefined();
  });

  test('[EDT-8] who wrote a word is read from the ranges of the log, and what no range holds is nobody’s', () => {
    const writerOf = writerIndex(
      {
        authors: [
          { person: 'a', delegation: 'KEN' },
          { person: 'b', delegation: 'FRA' },
        ],
        ranges: [
          [9, 4, 8, 2, 1, 60],
          [9, 0, 4, 1, 0, 60],
          [7, 0, 3, 3, 0, 61],
        ],
      },
      (delegation, at) => `${delegation} ${at}`,
    );
    expect(writerOf(9, 3)).toEqual({ delegation: 'KEN', title: 'KEN 60000' });
    expect(writerOf(9, 4)?.delegation).toBe('FRA');
    expect(writerOf(7, 2)?.title).toBe('KEN 61000');
    for (const [client, clock] of [
      [9, 8],
      [7, 3],
      [1, 0],
    ] as const)
      expect(writerOf(client, clock)).toBeUndefined();
  });

  test('[EDT-9] an issued paragraph has its label under its id in the record and under that of the live text', () => {
    const labels = issuedLabels({
      sources: { n5: 'p2' },
      revision: {
        symbol: 'A/L.1',
        lang: 'en',
        hash: 'h',
        paragraphs: START.map(({ id, kind, level, text }, at) => ({
          pid: id,
          kind,
          level,
          text,
          label: `OP${at + 1}`,
          hash: 'h',
        })),
        issuedAt: '2026-01-01T00:00:00.000Z',
      },
    });
    expect([...labels]).toEqual([
      ['p1', 'OP1'],
      ['p2', 'OP2'],
      ['n5', 'OP2'],
    ]);
    expect(issuedLabels({ sources: {} }).size).toBe(0);
  });

  test('[EDT-10] a printed bracket names who holds it, who supports them, and what they ask', () => {
    const at = '2026-01-01T00:00:00.000Z';
    const attributions = attributionsOf(
      { b1: { KEN: { stand: 'hold', action: 'delete', at }, FRA: { stand: 'support', at } } },
      (id) => id.toLowerCase(),
    );
    expect(attributions.get('b1')).toEqual({ by: ['ken'], supportedBy: ['fra'], action: 'delete' });
    expect(attributionsOf(undefined, String).size).toBe(0);
  });

  test('[EDT-11] a long history is looked at in evenly spread moments, from the first to the last', () => {
    const sittings = Array.from({ length: 100 }, (_, at) => ({ to: at + 1 }));
    const moments = sampledMoments(sittings, 5);
    expect(moments).toEqual([1, 26, 51, 75, 100]);
    expect(sampledMoments(sittings.slice(0, 3), 5)).toEqual([1, 2, 3]);
    expect(sampledMoments([], 5)).toEqual([]);
  });
});
