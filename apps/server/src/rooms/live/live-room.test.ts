import { importParagraphs, newYDoc, NO_ROW, type DraftRights } from '@plenary/drafting';
import {
  decodeFrame,
  decodeUpdates,
  decodeWords,
  FROM_SERVER_KINDS,
  LIMITS,
  type Frame,
} from '@plenary/protocol';
import type { Socket } from 'socket.io';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { LiveLine } from './live-line.ts';
import { liveRoom } from './live-room.ts';
import type { LiveSeat } from './live-seat.ts';

const RIGHTS = { role: 'edit', delegation: 'chair', person: 'a', closed: [], opened: [] } as const;
const DRAFT_RIGHTS: DraftRights = { ...RIGHTS, closed: new Set(), opened: new Set() };

/** A room whose clock and whose log are in the hands of the test. */
const roomWith = () => {
  const time = { now: 0, isCut: false };
  const doc = newYDoc();
  let ids = 0;
  doc.clientID = 1;
  importParagraphs(
    doc,
    [{ id: 'p1', kind: 'operative', level: 0, text: 'Decides;' }],
    () => `s${(ids += 1)}`,
  );
  const refusals: string[] = [];
  const room = liveRoom({
    number: 1,
    handle: 7,
    deliberation: 'charter',
    document: 'working',
    doc,
    head: { seq: 1, hash: NO_ROW },
    snapshotSeq: 0,
    wake: () => undefined,
    announcePresence: () => undefined,
    isCut: () => time.isCut,
    recover: () => Promise.resolve('entry'),
    clock: () => 0,
    now: () => time.now,
    noteRefusal: (code) => refusals.push(code),
    noteSaved: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  return { room, refusals, time };
};

const seatIn = (room: ReturnType<typeof liveRoom>, client: number) => {
  const heard: Frame[] = [];
  let backlog = 0;
  const state = { isClosed: false };
  const line: LiveLine = {
    socket: {} as Socket,
    send: ({ message }) => {
      const frame = decodeFrame(message);
      if (frame !== undefined) heard.push(frame);
      return backlog === 0;
    },
    backlog: () => backlog,
    admitLarge: () => undefined,
    close: () => {
      state.isClosed = true;
    },
  };
  const seat: LiveSeat = {
    line,
    viewer: { kind: 'chair', account: 'a', session: 's', mayBind: false },
    client,
    leases: new Set([client]),
    rights: RIGHTS,
    draftRights: DRAFT_RIGHTS,
    isRefused: false,
  };
  room.knowLeases([{ client, account: 'a', delegation: 'chair', session: 's' }]);
  room.enter(seat);
  const copy = newYDoc();
  copy.clientID = client;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.text()));
  const write = (words: string): Uint8Array => {
    const updates: Uint8Array[] = [];
    const take = (update: Uint8Array): void => void updates.push(update);
    copy.on('update', take);
    copy.getMap<Y.Text>('texts').get('p1')?.insert(0, words);
    copy.off('update', take);
    const [update] = updates;
    if (update === undefined) throw new Error('nothing was written');
    return update;
  };
  return {
    seat,
    heard,
    write,
    state,
    wait: (bytes: number): void => {
      backlog = bytes;
    },
  };
};
const kinds = (frames: readonly Frame[]): readonly number[] => frames.map(({ kind }) => kind);

test('[LTX-70] a write of the service that fails when it is judged again is told to whoever waits, and holds nothing up', async () => {
  const { room } = roomWith();
  const { seat, write } = seatIn(room, 9);
  let tries = 0;
  const lease = { client: 5, account: '', delegation: '', session: '' };
  const insert = (copy: Y.Doc): void => copy.getMap<Y.Text>('texts').get('p1')?.insert(0, 'Also ');
  room.knowLeases([lease]);
  const written = room.writeAsService(lease, (copy) => {
    tries += 1;
    if (tries > 1) throw new Error('the paragraph is gone');
    insert(copy);
  });
  room.receive(seat, 1, [write('x')]);
  room.noteBehind();
  await Promise.all([
    expect(written).rejects.toThrow('the paragraph is gone'),
    room.catchUp(() => Promise.resolve([])),
  ]);
  expect(room.group()?.updates).toHaveLength(1);
  room.close();
});

test('[SRV-27] of one document so many batches wait to be stored, and one more is refused as busy', async () => {
  const { room, refusals } = roomWith();
  const { seat, heard, write } = seatIn(room, 9);
  for (let at = 1; at <= LIMITS.BATCHES_WAITING_MAX; at += 1) room.receive(seat, at, [write('x')]);
  expect(refusals).toEqual([]);
  room.receive(seat, LIMITS.BATCHES_WAITING_MAX + 1, [write('y')]);
  expect(refusals).toEqual(['document.busy']);
  await expect.poll(() => kinds(heard)).toEqual([FROM_SERVER_KINDS.refused]);
  expect(JSON.parse(decodeWords(heard[0]?.body ?? new Uint8Array()) ?? '')).toMatchObject({
    refusal: { code: 'document.busy', facts: { limit: LIMITS.BATCHES_WAITING_MAX } },
  });
  room.close();
});

test('[LTX-14] two seconds behind its log a document takes nothing, and takes again when the log has been read', async () => {
  const { room, refusals, time } = roomWith();
  const [one, two, three] = [seatIn(room, 9), seatIn(room, 10), seatIn(room, 11)];
  room.noteBehind();
  time.now = 1_999;
  // Until then it waits, and is judged when the log has been read.
  expect(room.receive(one.seat, 1, [one.write('a')])).toBe(true);
  time.now = 2_000;
  expect(room.receive(two.seat, 1, [two.write('b')])).toBe(false);
  expect(refusals).toEqual(['document.behind']);
  await expect.poll(() => kinds(two.heard)).toEqual([FROM_SERVER_KINDS.refused]);
  expect(JSON.parse(decodeWords(two.heard[0]?.body ?? new Uint8Array()) ?? '')).toEqual({
    batch: 1,
    refusal: { code: 'document.behind', facts: { seconds: LIMITS.LIVE_LAG_SECONDS_MAX } },
    text: '',
  });
  await room.catchUp(() => Promise.resolve([]));
  expect(room.group()?.updates.length).toBe(1);
  room.stored();
  expect(room.receive(three.seat, 1, [three.write('c')])).toBe(true);
  time.isCut = true;
  expect(room.receive(three.seat, 2, [three.write('d')])).toBe(false);
  expect(refusals).toEqual(['document.behind', 'document.behind']);
  room.close();
});

test('[LTX-1] nobody hears of anything before it is stored; what came together is one message, and not to its writer', () => {
  const { room } = roomWith();
  const [one, two] = [seatIn(room, 9), seatIn(room, 10)];
  for (const words of ['a', 'b', 'c']) room.receive(one.seat, 1, [one.write(words)]);
  const group = room.group();
  expect(group).toMatchObject({ was: 1, becomes: { seq: 4 } });
  expect([...one.heard, ...two.heard]).toEqual([]);
  room.stored();
  expect(kinds(one.heard)).toEqual([FROM_SERVER_KINDS.saved]);
  expect(kinds(two.heard)).toEqual([FROM_SERVER_KINDS.updates]);
  expect(decodeUpdates(two.heard[0]?.body ?? new Uint8Array())).toHaveLength(3);
  room.close();
});

test('[LTX-1] what several wrote goes to all of them', async () => {
  const { room, time } = roomWith();
  const [one, two] = [seatIn(room, 9), seatIn(room, 10)];
  const store = (): void => {
    room.group();
    room.stored();
  };
  room.receive(one.seat, 1, [one.write('a')]);
  room.receive(two.seat, 1, [two.write('b')]);
  store();
  for (const { heard } of [one, two]) {
    await expect.poll(() => kinds(heard)).toEqual([FROM_SERVER_KINDS.saved, FROM_SERVER_KINDS.updates]);
    expect(decodeUpdates(heard[1]?.body ?? new Uint8Array())).toHaveLength(2);
  }
  time.now = 1_000;
  room.receive(two.seat, 2, [two.write('c')]);
  store();
  expect(kinds(one.heard).slice(2)).toEqual([FROM_SERVER_KINDS.updates]);
  expect(kinds(two.heard).slice(2)).toEqual([FROM_SERVER_KINDS.saved]);
  room.close();
});

test('[LTX-8] a reader that asks again and takes nothing is not sent the document again', async () => {
  const { room } = roomWith();
  const { seat, heard, wait } = seatIn(room, 9);
  const nothing = Y.encodeStateVector(new Map());
  expect(await room.sync(seat, nothing)).toBe(true);
  expect(kinds(heard)).toEqual([FROM_SERVER_KINDS.state]);
  wait(LIMITS.READER_BYTES_MAX + 1);
  for (let times = 0; times < 3; times += 1) expect(await room.sync(seat, nothing)).toBe(true);
  expect(kinds(heard)).toEqual([FROM_SERVER_KINDS.state]);
  wait(0);
  room.tend();
  expect(kinds(heard)).toEqual([FROM_SERVER_KINDS.state, FROM_SERVER_KINDS.resync]);
  expect(await room.sync(seat, nothing)).toBe(true);
  expect(kinds(heard).at(-1)).toBe(FROM_SERVER_KINDS.state);
  room.close();
});

test('[LTX-8] beyond one measure a reader is left out, beyond another it is closed and counted', () => {
  const { room, refusals, time } = roomWith();
  const { seat, heard, write, wait, state } = seatIn(room, 9);
  const store = (): void => {
    room.receive(seat, 1, [write('x')]);
    room.group();
    room.stored();
  };
  wait(LIMITS.READER_BYTES_MAX + 1);
  store();
  expect(seat.behindSince).toBe(0);
  heard.length = 0;
  store();
  expect(kinds(heard)).toEqual([FROM_SERVER_KINDS.saved]);
  wait(0);
  room.tend();
  expect(kinds(heard)).toEqual([FROM_SERVER_KINDS.saved, FROM_SERVER_KINDS.resync]);
  expect(seat.behindSince).toBeUndefined();
  expect(state.isClosed).toBe(false);
  wait(LIMITS.READER_BYTES_CLOSED + 1);
  store();
  expect(state.isClosed).toBe(true);
  expect(refusals).toEqual(['socket.tooMany']);
  expect(room.seats().size).toBe(0);
  const stalled = seatIn(room, 10);
  stalled.wait(LIMITS.READER_BYTES_MAX + 1);
  room.receive(stalled.seat, 1, [stalled.write('y')]);
  room.group();
  room.stored();
  time.now = LIMITS.READER_STALLED_SECONDS * 1_000;
  room.tend();
  expect(stalled.state.isClosed).toBe(false);
  time.now += 1;
  room.tend();
  expect(stalled.state.isClosed).toBe(true);
  expect(refusals).toEqual(['socket.tooMany', 'socket.tooMany']);
  room.close();
});
