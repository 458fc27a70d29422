import type { Presence } from '@plenary/drafting';
import type { PresenceMessage } from '@plenary/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { presenceBoard, type PresenceBoard, type PresenceWord } from './presence-board.ts';

const person = (client: number, more: Partial<Presence> = {}): Presence => ({
  client,
  name: `N${client}`,
  delegation: 'KEN',
  colour: 'red',
  ...more,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two nodes with one document each, whose words to each other pass through the test. */
const nodes = () => {
  let time = 0;
  const make = (name: string) => {
    const sent: PresenceMessage[] = [];
    const said: PresenceWord[] = [];
    const board = presenceBoard({
      send: (message) => sent.push(message),
      announce: (word) => said.push(word),
      now: () => time,
    });
    return { name, board, sent, said };
  };
  const [a, b] = [make('a'), make('b')];
  const pass = (from: typeof a, to: typeof a): void => {
    for (const word of from.said.splice(0)) to.board.heard(from.name, word);
  };
  return {
    a,
    b,
    /** Lets a moment pass, in which everything that was said is heard. */
    moment: (milliseconds = 100): void => {
      time += milliseconds;
      for (let round = 0; round < 3; round += 1) {
        vi.advanceTimersByTime(100);
        pass(a, b);
        pass(b, a);
      }
    },
    lose: (): void => {
      a.said.length = 0;
      b.said.length = 0;
    },
  };
};
const shown = (board: PresenceBoard): readonly number[] =>
  (board.everybody()?.here ?? []).map(({ client }) => client).toSorted((x, y) => x - y);

test('[LTX-13] who is in a document on one node is shown on the other, moves there and leaves there', () => {
  const { a, b, moment } = nodes();
  a.board.move(person(1));
  moment();
  expect(shown(b.board)).toEqual([1]);
  expect(b.sent).toEqual([{ here: [person(1)], gone: [] }]);
  a.board.move(person(1, { anchor: { paragraph: 'p1' } }));
  a.board.move(person(1, { anchor: { paragraph: 'p2' } }));
  moment();
  expect(b.sent.at(-1)).toEqual({ here: [person(1, { anchor: { paragraph: 'p2' } })], gone: [] });
  a.board.leave(1);
  moment();
  expect(b.sent.at(-1)).toEqual({ here: [], gone: [1] });
  expect(b.board.everybody()).toBeUndefined();
});

test('[LTX-13] a node that opens a document later asks who is there; what was lost is told again', () => {
  const { a, b, moment, lose } = nodes();
  a.board.move(person(1));
  moment();
  const late: PresenceWord[] = [];
  const board = presenceBoard({ send: () => undefined, announce: (word) => late.push(word), now: () => 0 });
  for (const word of late) a.board.heard('c', word);
  vi.advanceTimersByTime(100);
  for (const word of a.said) board.heard('a', word);
  expect(shown(board)).toEqual([1]);
  board.close();
  a.board.move(person(2));
  vi.advanceTimersByTime(100);
  lose();
  expect(shown(b.board)).toEqual([1]);
  moment(9_000);
  a.board.tend();
  moment();
  expect(shown(b.board)).toEqual([1, 2]);
});

test('[LTX-13] a page that comes to another node is not taken away by the word of the one it left', () => {
  const { a, b, moment } = nodes();
  a.board.move(person(1));
  moment();
  b.board.move(person(1));
  a.board.leave(1);
  moment();
  expect(shown(b.board)).toEqual([1]);
  expect(shown(a.board)).toEqual([1]);
  expect(b.sent.flatMap(({ gone }) => gone)).toEqual([]);
});

test('[LTX-13] those of a node that is heard of no more are gone after a while', () => {
  const { a, b, moment, lose } = nodes();
  a.board.move(person(1));
  moment();
  lose();
  moment(19_000);
  b.board.tend();
  expect(shown(b.board)).toEqual([1]);
  moment(2_000);
  b.board.tend();
  moment();
  expect(b.board.everybody()).toBeUndefined();
  expect(b.sent.at(-1)).toEqual({ here: [], gone: [1] });
});

test('[LTX-13] a word to other nodes fits a notification, and a crowd is told in turn', () => {
  const { a, b, moment } = nodes();
  const crowd = Array.from({ length: 200 }, (_, at) => person(at + 1, { name: 'ن'.repeat(90) }));
  for (const one of crowd) a.board.move(one);
  vi.advanceTimersByTime(100);
  const words = a.said.slice(1);
  expect(words.length).toBe(4);
  for (const word of words) expect(Buffer.byteLength(JSON.stringify(word))).toBeLessThan(7_500);
  moment();
  moment();
  moment();
  expect(shown(b.board).length).toBe(200);
});
