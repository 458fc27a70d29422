import { seeded } from '@plenary/drafting/testing';
import { describe, expect, test } from 'vitest';
import { placeCards, type CardToPlace } from './place-cards.ts';

const GAP = 8;
const card = (id: string, wanted: number | undefined, height = 100): CardToPlace => ({ id, wanted, height });
const tops = (cards: readonly CardToPlace[], active?: string): Readonly<Record<string, number>> =>
  Object.fromEntries(placeCards(cards, active, GAP).tops);

describe('cards beside the text', () => {
  test('[EDT-13] a card stands at the height of its words, and is pushed down where another one stands', () => {
    expect(tops([card('a', 20), card('b', 400)])).toEqual({ a: 20, b: 400 });
    expect(tops([card('a', 20), card('b', 30), card('c', 40)])).toEqual({ a: 20, b: 128, c: 236 });
  });

  test('[EDT-13] the one in hand stands exactly at its words; those before it make room upwards', () => {
    const crowd = [card('a', 300), card('b', 310), card('c', 320), card('d', 330)];
    expect(tops(crowd, 'c')).toEqual({ a: 104, b: 212, c: 320, d: 428 });
  });

  test('[EDT-13] where there is no room above, all go down together and none overlaps', () => {
    expect(tops([card('a', 0), card('b', 10), card('c', 20)], 'c')).toEqual({ a: 0, b: 108, c: 216 });
  });

  test('[EDT-13] a card whose words are nowhere comes after all others', () => {
    expect(tops([card('gone', undefined), card('a', 50)])).toEqual({ a: 50, gone: 158 });
    expect(placeCards([card('gone', undefined), card('a', 50)], 'gone', GAP).end).toBe(258);
  });

  test('[EDT-13] whatever the heights: no card over another, none above the column, order kept', () => {
    const random = seeded(5);
    const draw = (below: number): number => Math.floor(random() * below);
    for (let round = 0; round < 300; round += 1) {
      let wanted = 0;
      const cards = Array.from({ length: 1 + draw(12) }, (_, at) => {
        wanted += draw(160);
        return card(`c${at}`, draw(10) === 0 ? undefined : wanted, 20 + draw(200));
      });
      const active = draw(3) === 0 ? undefined : `c${draw(cards.length)}`;
      const { tops: placed, end } = placeCards(cards, active, GAP);
      const shown = cards
        .map(({ id, height }) => ({ id, height, top: placed.get(id) ?? -1 }))
        .toSorted((a, b) => a.top - b.top);
      expect(shown[0]?.top).toBeGreaterThanOrEqual(0);
      shown.forEach(({ top, height }, at) => {
        const next = shown[at + 1];
        if (next !== undefined) expect(next.top).toBeGreaterThanOrEqual(top + height + GAP);
      });
      const order = shown.map(({ id }) =>
        cards.findIndex((one) => one.id === id && one.wanted !== undefined),
      );
      const known = order.filter((at) => at !== -1);
      expect(known).toEqual(known.toSorted((a, b) => a - b));
      expect(end).toBe(Math.max(...shown.map(({ top, height }) => top + height)));
    }
  });
});
