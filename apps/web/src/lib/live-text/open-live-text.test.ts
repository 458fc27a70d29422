import {
  decodeFrame,
  encodeFrame,
  encodeWords,
  FRAME_EVENT,
  FROM_SERVER_KINDS,
  LIMITS,
} from '@plenary/protocol';
import {
  startTestService,
  TEST_DELIBERATION,
  type TestSeat,
  type TestService,
} from '@plenary/server/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { memoryStore } from './index.ts';
import { isLive, pages, readingOf, textIn, until, type Page } from './live-service.fixture.ts';
import { runSchedule } from './schedule.fixture.ts';

let service: TestService;
let house: ReturnType<typeof pages>;
beforeAll(async () => {
  service = await startTestService();
  house = pages(service);
  const answer = await service.act('secretariat', TEST_DELIBERATION, {
    type: 'openDocument',
    id: 'working',
    kind: 'workingText',
    lang: 'en',
    title: 'Working text',
  });
  expect(answer.statusCode).toBe(201);
});
afterEach(() => house.close());
afterAll(() => service.close());

test('[LIV-1] whoever opens a document receives it, and what others write, once it is stored', async () => {
  const writer = await house.page('facilitator', 'working');
  const reader = await house.page('kenya', 'working');
  await Promise.all([isLive(writer.text), isLive(reader.text)]);
  expect(readingOf(reader.text.doc.get())).toMatchObject({ p1: 'Draft charter of the test' });
  textIn(writer.text.doc.get(), 'p3').insert(0, 'Firmly ');
  expect(writer.text.state.get().saving).toEqual({ kind: 'saving', count: 1 });
  await writer.text.settled();
  expect(writer.text.state.get().saving).toEqual({ kind: 'saved' });
  await expect
    .poll(() => readingOf(reader.text.doc.get())['p3'])
    .toBe('Firmly Decides that every act is answered;');
  await until(writer.text.state, ({ saving }) => saving.kind === 'saved');
});

const act = async (seat: TestSeat, what: Record<string, unknown>): Promise<void> => {
  const answer = await service.act(seat, TEST_DELIBERATION, what);
  expect(answer.statusCode, answer.body).toBe(201);
};
const opened = async (...asked: Parameters<typeof house.page>): Promise<Page> => {
  const page = await house.page(...asked);
  await isLive(page.text);
  return page;
};
const write = ({ text }: Page, words: string, paragraph = 'p3'): void =>
  textIn(text.doc.get(), paragraph).insert(0, words);
const reading = ({ text }: Page, paragraph = 'p3'): string | undefined =>
  readingOf(text.doc.get())[paragraph];

test('[LIV-2] what was written without a line is kept, told as offline, and sent on return', async () => {
  const [writer, reader] = [await opened('facilitator', 'working'), await opened('kenya', 'working')];
  writer.socket.disconnect();
  await until(writer.text.state, ({ connection }) => connection === 'away');
  for (const words of ['three ', 'two ', 'one ']) write(writer, words);
  expect(writer.text.state.get().saving).toEqual({ kind: 'offline', count: 3 });
  write(reader.text === undefined ? writer : await opened('chair', 'working'), 'Meanwhile ', 'p4');
  writer.socket.connect();
  await writer.text.settled();
  await expect.poll(() => reading(reader)).toContain('one two three ');
  await expect.poll(() => reading(writer, 'p4')).toContain('Meanwhile ');
});

test('[LIV-2] what was not acknowledged outlives the page, and is sent under the number it was written with', async () => {
  const store = memoryStore();
  const first = await opened('facilitator', 'working', { store });
  const client = first.text.doc.get().clientID;
  first.socket.disconnect();
  await until(first.text.state, ({ connection }) => connection === 'away');
  write(first, 'Kept ');
  await first.text.close();
  const again = await opened('facilitator', 'working', { store });
  expect(again.text.doc.get().clientID).not.toBe(client);
  await again.text.settled();
  const reader = await opened('kenya', 'working');
  expect(reading(reader)).toMatch(/^Kept /);
  expect(Y.getState(reader.text.doc.get().store, client)).toBeGreaterThan(0);
});

const FULL = { add: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
test.each([
  ['that is full', FULL],
  ['that forgets with the page', { isPassing: true as const }],
])(
  '[DEV-126] what a device %s did not take is told apart, and is sent on return all the same',
  async (_, how) => {
    const writer = await opened('facilitator', 'working', { store: { ...memoryStore(), ...how } });
    writer.socket.disconnect();
    await until(writer.text.state, ({ connection }) => connection === 'away');
    write(writer, 'Unkept ');
    await until(writer.text.state, ({ saving }) => saving.kind === 'offline' && saving.isUnkept === true);
    writer.socket.connect();
    await writer.text.settled();
    expect(reading(await opened('kenya', 'working'))).toMatch(/^Unkept /);
  },
);

test('[LIV-3] of what is refused the words come back to their author, and everything else stays', async () => {
  const kenya = await opened('kenya', 'working');
  const before = reading(kenya);
  await act('facilitator', { type: 'openParagraph', paragraph: 'p4', members: ['KEN'] });
  await until(kenya.text.rights, (rights) => rights?.opened.includes('p4') === true);
  kenya.socket.disconnect();
  await until(kenya.text.state, ({ connection }) => connection === 'away');
  write(kenya, 'Allowed ', 'p4');
  write(kenya, 'Forbidden ');
  kenya.socket.connect();
  await until(kenya.text.refusals, (list) => list.length > 0);
  expect(kenya.text.refusals.get()).toMatchObject([
    { refusal: { code: 'gate.suggestOnly' }, text: 'Forbidden ' },
  ]);
  await kenya.text.settled();
  expect(reading(kenya)).toBe(before);
  expect(reading(kenya, 'p4')).toMatch(/^Allowed /);
  // The page goes on under its new number, and nothing of it is refused.
  write(kenya, 'Further ', 'p4');
  await kenya.text.settled();
  expect(kenya.text.refusals.get()).toHaveLength(1);
  const reader = await opened('france', 'working');
  expect(reading(reader, 'p4')).toMatch(/^Further Allowed /);
  const [first] = kenya.text.refusals.get();
  kenya.text.dismissRefusal(first?.id ?? '');
  expect(kenya.text.refusals.get()).toEqual([]);
  await act('facilitator', { type: 'closeParagraph', paragraph: 'p4' });
});

test('[LIV-4] rights that change arrive, and a right that ends closes the document here', async () => {
  await act('france', {
    type: 'openDocument',
    id: 'shared',
    kind: 'statementDraft',
    lang: 'en',
    title: 'Statement',
  });
  await act('france', { type: 'shareDocument', document: 'shared', member: 'KEN' });
  const guest = await opened('kenya', 'shared');
  expect(guest.text.rights.get()).toMatchObject({ role: 'edit', delegation: 'KEN' });
  await act('france', { type: 'unshareDocument', document: 'shared', member: 'KEN' });
  await until(guest.text.state, ({ connection }) => connection === 'closed');
  expect(guest.text.state.get().refusal).toMatchObject({ code: 'document.unknown' });
});

test('[LIV-5] others are shown with their carets, by the name of their session, until they leave', async () => {
  const [one, two] = [await opened('france', 'working'), await opened('kenya', 'working')];
  const caret = { paragraph: 'p3' };
  two.text.presence.set({ anchor: caret, head: caret });
  await until(one.text.presence.others, (others) => others.length === 1);
  expect(one.text.presence.others.get()).toMatchObject([
    { name: 'kenya', delegation: 'KEN', anchor: caret, client: two.text.doc.get().clientID },
  ]);
  two.socket.disconnect();
  await until(one.text.presence.others, (others) => others.length === 0);
});

test('[LIV-7] a service that is behind its log is waited for: the page says that it saves, and loses nothing', async () => {
  const [writer, reader] = [await opened('facilitator', 'working'), await opened('chair', 'working')];
  let handle: number | undefined;
  writer.socket.onAnyOutgoing((event: string, bytes: Uint8Array) => {
    if (event === FRAME_EVENT) handle = decodeFrame(bytes)?.handle;
  });
  const seen = new Set<string>();
  writer.text.state.subscribe(() => seen.add(writer.text.state.get().saving.kind));
  write(writer, 'Patiently ');
  if (handle === undefined) throw new Error('nothing was sent');
  const said = {
    batch: 1,
    refusal: { code: 'document.behind', facts: { seconds: LIMITS.LIVE_LAG_SECONDS_MAX } },
    text: '',
  };
  // As the service says it, before it answers what was sent.
  const frame = encodeFrame(FROM_SERVER_KINDS.refused, handle, encodeWords(JSON.stringify(said)));
  for (const hear of writer.socket.listeners(FRAME_EVENT)) hear(frame);
  write(writer, 'still ');
  await writer.text.settled();
  expect([...seen].toSorted()).toEqual(['saved', 'saving']);
  expect(writer.text.refusals.get()).toEqual([]);
  await expect.poll(() => reading(reader)).toContain('still Patiently ');
  write(writer, 'on ');
  await writer.text.settled();
  await expect.poll(() => reading(reader)).toContain('on still Patiently ');
});

test('[LIV-6] whatever is cut, delayed, written offline or forbidden, all end with the same bytes', async () => {
  for (let seed = 1; seed <= 6; seed += 1) await runSchedule(service, house, seed);
});
