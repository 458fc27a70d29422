import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHAIR, head, meeting, START, type Meeting } from '../acts/meeting.fixture.ts';
import type { DeliberationAct, ItemId } from '../types.ts';
import { STANCES } from '../vocabulary.ts';
import { groupFair } from './group-fair.ts';
import { itemDistance } from './item-distance.ts';
import { keptStands, type KeptStands } from './item-stand.ts';
import { keptBoard, type KeptBoard } from './kept-board.ts';
import { paragraphBoard } from './paragraph-board.ts';
import { inOrder, ROW_ORDERS, whatIsLeft } from './row-order.ts';
import type { BoardRow } from './row.ts';
import { stateJudge } from './state-judge.ts';
import { EMPTY_HISTORY, extendHistory } from './trend.ts';

const hashOf = (place: number): string => String(place).padStart(64, '0');
const ITEMS: readonly ItemId[] = ['text', 'p2', 'p3', 'p4'];
const HASHES: Readonly<Record<ItemId, string>> = {
  text: hashOf(99),
  p2: hashOf(2),
  p3: hashOf(3),
  p4: hashOf(4),
};
const rowsOf = (room: Meeting): readonly BoardRow[] => paragraphBoard(room.body, room.state);
const itemsIn = (rows: readonly BoardRow[]): readonly ItemId[] => rows.map(({ item }) => item);

const item = fc.constantFrom(...ITEMS);
const stance = fc.constantFrom(...STANCES);
const member = fc.constantFrom('AAA', 'BBB', 'CCC', 'DDD');
const delegates = fc.oneof(
  fc.record({ item, stance }).map((said): DeliberationAct => ({
    type: 'statePosition',
    reason: 'Because.',
    ...said,
    textHash: HASHES[said.item] ?? '',
  })),
  fc.record({ item }).map((said): DeliberationAct => ({ type: 'withdrawPosition', ...said })),
  fc.record({ item, stance }).map((said): DeliberationAct => ({
    type: 'stateGroupPosition',
    group: 'friends',
    reason: 'Because.',
    ...said,
    textHash: HASHES[said.item] ?? '',
  })),
  fc.constantFrom<DeliberationAct>(
    { type: 'alignWithStatement', statement: 'g1' },
    { type: 'dissociateFromStatement', statement: 'g1' },
    { type: 'object', reason: 'Because.' },
    { type: 'withdrawObjection' },
  ),
);
const chairs = fc.constantFrom<DeliberationAct>(
  { type: 'agreeAdRef', pid: 'p4' },
  { type: 'reopenParagraph', pid: 'p4', reason: 'Again.' },
  { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 },
  { type: 'withdrawProposal', note: 'Later.' },
);
const spoken = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: delegates, actor: member.map(head) }) },
  { weight: 1, arbitrary: fc.record({ act: chairs, actor: fc.constant(CHAIR) }) },
);

test('[BRD-19] after each act of any meeting the kept board is the board made anew', () => {
  fc.assert(
    fc.property(fc.array(spoken, { maxLength: 25 }), (acts) => {
      const room = meeting();
      const options = {};
      let kept: KeptBoard | undefined;
      for (const { act, actor } of acts) {
        if (room.refusal(act, actor) === undefined) room.take(act, actor);
        kept = keptBoard(kept, room.body, room.state, options);
        expect(kept.rows).toEqual(rowsOf(room));
      }
    }),
    { numRuns: 60 },
  );
});

test('[BRD-105] after each act of any meeting where an item stands is what its row says', () => {
  fc.assert(
    fc.property(fc.array(spoken, { maxLength: 25 }), (acts) => {
      const room = meeting();
      const options = {};
      let kept: KeptStands | undefined;
      for (const { act, actor } of acts) {
        if (room.refusal(act, actor) === undefined) room.take(act, actor);
        kept = keptStands(kept, room.body, room.state, options);
        expect(kept.rows).toEqual(
          rowsOf(room).map(({ item: id, counts, members, objectors, stale, state }) => ({
            item: id,
            counts,
            members,
            objectors,
            stale,
            state,
          })),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('[BRD-19] one position makes one row anew, a group statement that of its item, and any other change all of them', () => {
  const room = meeting();
  const options = {};
  const first = keptBoard(undefined, room.body, room.state, options);
  room.say('AAA', 'p3', 'object');
  const second = keptBoard(first, room.body, room.state, options);
  const fresh = (before: KeptBoard, after: KeptBoard) =>
    after.rows.filter((row, at) => row !== before.rows[at]).map((row) => row.item);
  expect(fresh(first, second)).toEqual(['p3']);
  const speaks = { type: 'stateGroupPosition', group: 'friends', stance: 'accept', reason: '' } as const;
  room.take({ ...speaks, item: 'p4', textHash: hashOf(4) }, head('BBB'));
  const third = keptBoard(second, room.body, room.state, options);
  expect(fresh(second, third)).toEqual(['p4']);
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  expect(fresh(third, keptBoard(third, room.body, room.state, options))).toEqual([...ITEMS]);
  expect(keptBoard(third, third.body, third.state, options)).toBe(third);
});

test('[BRD-18] rows sort by distance, objections, changed words and silence, and rows alike stay as in the text', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'object');
  room.say('CCC', 'p3', 'object');
  room.say('DDD', 'p4', 'object');
  const rows = rowsOf(room);
  expect(itemsIn(inOrder(rows, 'text'))).toEqual([...ITEMS]);
  expect(itemsIn(inOrder(rows, 'distance'))).toEqual(['p3', 'p4', 'text', 'p2']);
  expect(itemsIn(inOrder(rows, 'objections'))).toEqual(['p3', 'p4', 'text', 'p2']);
  expect(itemsIn(inOrder(rows, 'silent'))).toEqual(['text', 'p2', 'p4', 'p3']);
  const out = rows.map((row) => (row.item === 'p2' ? { ...row, moves: null } : row));
  expect(itemsIn(inOrder(out, 'distance'))).toEqual(['p2', 'p3', 'p4', 'text']);
  const worded = rows.map((row) => (row.item === 'p4' ? { ...row, stale: ['AAA'] } : row));
  expect(itemsIn(inOrder(worded, 'stale'))).toEqual(['p4', 'text', 'p2', 'p3']);
  for (const order of ROW_ORDERS) expect(itemsIn(inOrder(rows, order)).toSorted()).toEqual(ITEMS.toSorted());
});

test('[BRD-18] what is left goes from the nearest to agreement to what cannot be reached, without what is agreed', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'object');
  room.say('AAA', 'p2', 'support');
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  expect(itemsIn(whatIsLeft(rowsOf(room)))).toEqual(['p2', 'p3']);
  const out = rowsOf(room).map((row) => (row.item === 'p2' ? { ...row, moves: null } : row));
  expect(itemsIn(whatIsLeft(out))).toEqual(['p3', 'p2']);
  // An agreement that the rule contradicts is work that is left.
  room.say('BBB', 'p4', 'object');
  expect(itemsIn(whatIsLeft(rowsOf(room)))).toEqual(['p2', 'p3', 'p4']);
});

test('[BRD-17] the bounds of the groups are the figures with all silent against and with all silent in favour', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  room.say('CCC', 'p3', 'oppose');
  const groups = rowsOf(room).find((row) => row.item === 'p3')?.groups ?? [];
  const north = groups.filter(({ group }) => group === 'north' || group === 'south');
  expect(groupFair(north)).toEqual({
    groups: [
      { group: 'north', bounds: [0.5, 1] },
      { group: 'south', bounds: [0, 0.5] },
    ],
    floor: [0, 0.5],
    // (1 + 1)/(2 + 2) · (0 + 1)/(2 + 2), and (2 + 1)/4 · (1 + 1)/4.
    mean: [expect.closeTo(Math.sqrt(1 / 8), 12), expect.closeTo(Math.sqrt(3 / 8), 12)],
  });
  expect(groupFair([])).toBeNull();
});

test('[BRD-17] once everybody has spoken the bounds meet at the figures of the row', () => {
  const room = meeting();
  for (const id of ['AAA', 'BBB', 'CCC']) room.say(id, 'p3', 'accept');
  room.say('DDD', 'p3', 'oppose');
  const row = rowsOf(room).find((candidate) => candidate.item === 'p3');
  const fair = groupFair(row?.groups ?? []);
  expect(fair?.floor).toEqual([row?.groupFloor?.favour, row?.groupFloor?.favour]);
  expect(fair?.mean).toEqual([row?.groupMean, row?.groupMean]);
});

test('[BRD-20] the states of an item follow its positions, its marks and the adoption', () => {
  const room = meeting();
  room.say('AAA', 'p4', 'support');
  room.wait(60);
  room.say('BBB', 'p4', 'object');
  room.wait(60);
  room.take({ type: 'withdrawPosition', item: 'p4' }, head('BBB'));
  room.wait(60);
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'object', reason: 'No.' }, head('DDD'));
  const members = Object.values(room.body.members).filter(({ role }) => role === 'member');
  const judge = stateJudge(room.body);
  const history = extendHistory(EMPTY_HISTORY, room.events, members, judge);
  expect(history.states.get('p4')).toMatchObject([
    { at: START, to: 'open' },
    { at: START, from: 'open', to: 'pending' },
    { from: 'pending', to: 'contested' },
    { from: 'contested', to: 'pending' },
    { from: 'pending', to: 'agreedAdRef' },
  ]);
  expect(history.states.get('text')?.map(({ to }) => to)).toEqual(['open', 'contested']);
  // The last state told is that of the board, whatever the pages in which the record was read.
  for (const row of rowsOf(room)) expect(history.states.get(row.item)?.at(-1)?.to).toBe(row.state);
  const [early, late] = [room.events.slice(0, 3), room.events.slice(3)];
  const half = extendHistory(EMPTY_HISTORY, early, members, judge);
  expect(extendHistory(half, late, members, judge)).toEqual(history);
});

test('[BRD-21] who could bring adoption about is asked of the positions as the rule sees them', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'object');
  room.say('CCC', 'p3', 'object');
  const far = itemDistance(room.body, room.state, 'p3');
  expect(far).toMatchObject({ needed: 2, neededProven: true, pivotality: { AAA: 'all', CCC: 'all' } });
  // A group that objects to the whole text objects for nobody: its members count as opposed.
  const objects = { type: 'stateGroupPosition', group: 'friends', item: 'text', stance: 'object' } as const;
  room.take({ ...objects, reason: 'No.', textHash: hashOf(99) }, head('BBB'));
  expect(itemDistance(room.body, room.state, 'text').needed).toBe(0);
  for (const row of rowsOf(room)) {
    const { needed } = itemDistance(room.body, room.state, row.item);
    expect(needed === 0).toBe(row.missing.length === 0);
    expect(needed ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(row.moves ?? Number.POSITIVE_INFINITY);
  }
});

test('[BRD-19] an amendment that comes or goes makes the rows anew, so that brackets are shown at once', () => {
  const room = meeting();
  const options = {};
  let kept = keptBoard(undefined, room.body, room.state, options);
  const stateOf = (item: ItemId) => kept.rows.find((row) => row.item === item)?.state;
  for (const [act, state] of [
    [
      {
        type: 'submitAmendment',
        changes: [{ paragraph: 'p4', delete: true }],
        reason: '',
        textHash: HASHES['text'] ?? '',
        needs: [],
        excludes: [],
      },
      'bracketed',
    ],
    [{ type: 'withdrawAmendment', amendment: 'A1' }, 'open'],
  ] satisfies readonly (readonly [DeliberationAct, string])[]) {
    room.take(act, head('AAA'));
    kept = keptBoard(kept, room.body, room.state, options);
    expect(kept.rows).toEqual(rowsOf(room));
    expect(stateOf('p4')).toBe(state);
    expect(stateOf('p3')).toBe('open');
  }
});
