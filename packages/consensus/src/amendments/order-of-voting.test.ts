import { expect, test } from 'vitest';
import { chairsOrder, orderOfVoting, voteInOrder, type OrderedAmendment } from './order-of-voting.ts';

const amendment = (
  id: string,
  distance: number,
  submitted: number,
  rest: Partial<OrderedAmendment> = {},
) => ({
  id,
  distance,
  submitted,
  ...rest,
});

test('[ORD-1] the amendment furthest removed is put first, ties in order of submission', () => {
  const all = [amendment('A', 1, 1), amendment('B', 12, 3), amendment('C', 12, 2), amendment('D', 18, 4)];
  const votes = { A: 'adopted', B: 'adopted', C: 'adopted', D: 'adopted' } as const;
  expect(voteInOrder(all, votes).applied).toEqual(['D', 'C', 'B', 'A']);
});

test('[ORD-2] what the adoption of another necessarily rejects is not put; its rejection leaves all open', () => {
  const all = [amendment('delete', 3, 2, { excludesIfAdopted: ['urges'] }), amendment('urges', 2, 1)];
  expect(voteInOrder(all, { delete: 'adopted', urges: 'adopted' })).toEqual({
    sequence: [
      ['delete', 'adopted'],
      ['urges', 'not_put'],
    ],
    applied: ['delete'],
    finalVote: 'amended',
  });
  expect(voteInOrder(all, { delete: 'rejected', urges: 'adopted' }).applied).toEqual(['urges']);
});

test('[ORD-2] an amendment withdrawn or never voted on changes nothing, and the text is put as it was', () => {
  const all = [amendment('A', 2, 1), amendment('B', 1, 2)];
  expect(voteInOrder(all, { A: 'withdrawn' })).toEqual({
    sequence: [
      ['A', 'withdrawn'],
      ['B', 'not_put'],
    ],
    applied: [],
    finalVote: 'original',
  });
});

test('[ORD-3] what an amendment needs is decided before it, and without it the amendment is not put', () => {
  const all = [amendment('uses', 9, 1, { needs: ['defines'] }), amendment('defines', 1, 2)];
  expect(voteInOrder(all, { uses: 'adopted', defines: 'rejected' }).sequence).toEqual([
    ['defines', 'rejected'],
    ['uses', 'not_put'],
  ]);
  expect(voteInOrder(all, { uses: 'adopted', defines: 'adopted' }).applied).toEqual(['defines', 'uses']);
});

test('[ORD-3] amendments that need each other are both not put', () => {
  const all = [amendment('A', 2, 1, { needs: ['B'] }), amendment('B', 1, 2, { needs: ['A'] })];
  expect(voteInOrder(all, { A: 'adopted', B: 'adopted' }).applied).toEqual([]);
});

test('[ORD-4] a sub-amendment is put directly before what it amends, however far removed', () => {
  const all = [amendment('sub', 99, 3, { amends: 'low' }), amendment('high', 5, 1), amendment('low', 1, 2)];
  const votes = { sub: 'adopted', high: 'adopted', low: 'adopted' } as const;
  expect(voteInOrder(all, votes).applied).toEqual(['high', 'sub', 'low']);
});

test('[ORD-4] a sub-amendment falls with what it amends', () => {
  const all = [
    amendment('high', 5, 1, { excludesIfAdopted: ['low'] }),
    amendment('low', 1, 2),
    amendment('sub', 1, 3, { amends: 'low' }),
  ];
  const votes = { high: 'adopted', low: 'adopted', sub: 'adopted' } as const;
  expect(voteInOrder(all, votes).sequence).toEqual([
    ['high', 'adopted'],
    ['sub', 'not_put'],
    ['low', 'not_put'],
  ]);
  expect(voteInOrder(all, { ...votes, high: 'rejected', low: 'rejected' })).toMatchObject({
    applied: [],
    finalVote: 'original',
  });
});

test('[ORD-4] sub-amendments that amend one another in a ring are still all accounted for', () => {
  const all = [amendment('A', 2, 1, { amends: 'B' }), amendment('B', 1, 2, { amends: 'A' })];
  const { sequence, applied } = voteInOrder(all, { A: 'adopted', B: 'adopted' });
  expect(sequence.map(([id]) => id).sort()).toEqual(['A', 'B']);
  expect(applied).toEqual([]);
});

test('[ORD-1] what is decided together comes in the order of the text, before any distance', () => {
  const all = [
    amendment('late', 90, 1, { component: 2 }),
    amendment('early', 1, 2, { component: 1 }),
    amendment('earlier', 5, 3, { component: 1 }),
  ];
  expect(orderOfVoting(all).map(({ id }) => id)).toEqual(['earlier', 'early', 'late']);
});

test('[ORD-5] each place has the rule that put it before the next of its component', () => {
  const all = [
    amendment('far', 9, 6),
    amendment('shift', 5, 5, { numberShift: 18n }),
    amendment('words', 5, 4, { numberShift: 12n, wordsRemoved: 3 }),
    amendment('first', 5, 1, { numberShift: 12n, wordsRemoved: 2 }),
    amendment('second', 5, 2, { numberShift: 12n, wordsRemoved: 2 }),
    amendment('sub', 99, 7, { amends: 'second' }),
    amendment('used', 1, 8),
    amendment('uses', 3, 9, { needs: ['used'] }),
    amendment('alone', 1, 10, { component: 1 }),
  ];
  expect(orderOfVoting(all)).toEqual([
    { id: 'far', why: 'furtherRemoved', than: 'shift' },
    { id: 'shift', why: 'largerShift', than: 'words' },
    { id: 'words', why: 'moreWordsRemoved', than: 'first' },
    { id: 'first', why: 'submittedEarlier', than: 'second' },
    { id: 'sub', why: 'beforeAmended', than: 'second' },
    { id: 'second', why: 'furtherRemoved', than: 'uses' },
    { id: 'used', why: 'neededBy', than: 'uses' },
    { id: 'uses', why: 'furtherRemoved', than: 'used' },
    { id: 'alone', why: 'alone' },
  ]);
  expect(orderOfVoting([amendment('A', 2, 1), amendment('B', 1, 2)])).toEqual([
    { id: 'A', why: 'furtherRemoved', than: 'B' },
    { id: 'B', why: 'nearest', than: 'A' },
  ]);
});

test('[ORD-5] the order does not depend on the order in which amendments are given', () => {
  const all = Array.from({ length: 6 }, (_, at) => amendment(`A${at}`, at % 3, at));
  expect(orderOfVoting(all.toReversed())).toEqual(orderOfVoting(all));
});

test('[ORD-6] the chair rules another order, and votes follow it', () => {
  const all = [
    amendment('delete', 9, 1, { excludesIfAdopted: ['urges'] }),
    amendment('urges', 2, 2, { excludesIfAdopted: ['delete'] }),
  ];
  expect(chairsOrder(all, { ids: ['urges', 'delete'], reason: 'as agreed' })).toEqual({
    ok: true,
    order: [
      { id: 'urges', why: 'chair' },
      { id: 'delete', why: 'chair' },
    ],
  });
  const votes = { delete: 'adopted', urges: 'adopted' } as const;
  expect(voteInOrder(all, votes, ['urges', 'delete']).applied).toEqual(['urges']);
});

test.each([
  [['A', 'S'], 'order.missing', { amendment: 'B' }],
  [['S', 'A', 'B', 'C'], 'order.unknown', { amendment: 'C' }],
  [['S', 'A', 'B', 'A'], 'order.unknown', { amendment: 'A' }],
  [['A', 'S', 'B'], 'order.subAfterAmended', { amendment: 'S', amended: 'A' }],
  [['B', 'S', 'A'], 'order.beforeNeeded', { amendment: 'B', needed: 'A' }],
])('[ORD-6] the order %j is refused', (ids, code, facts) => {
  const all = [
    amendment('A', 2, 1),
    amendment('B', 1, 2, { needs: ['A'] }),
    amendment('S', 1, 3, { amends: 'A' }),
  ];
  expect(chairsOrder(all, { ids, reason: '' })).toEqual({ ok: false, refusal: { code, facts } });
});

test('[ORD-3] a chain of needs as long as the list is put in its order', () => {
  const count = 20_000;
  const chain = Array.from({ length: count }, (_, at) => ({
    id: `A${at}`,
    distance: 1,
    submitted: at,
    ...(at + 1 < count ? { needs: [`A${at + 1}`] } : {}),
  }));
  const order = orderOfVoting(chain);
  expect(order.map(({ id }) => id)).toEqual(chain.map(({ id }) => id).reverse());
  expect(order[0]).toEqual({ id: `A${count - 1}`, why: 'neededBy', than: `A${count - 2}` });
});
