import { BASE_VIEW, paragraphText, readDraft, type Draft } from '@plenary/drafting';
import type { Revision } from '@plenary/consensus';
import type { DocumentHistoryAnswer } from '@plenary/protocol';
import { revisionHash, textHash } from '@plenary/text';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Text } from 'yjs';
import {
  startTestService,
  TEST_DELIBERATION,
  TEST_TEXT,
  type TestSeat,
  type TestService,
} from '../../testing.ts';
import { openLine, type Line } from './line.fixture.ts';

let service: TestService;
const sockets: Socket[] = [];
beforeAll(async () => {
  service = await startTestService();
  await act('secretariat', {
    type: 'openDocument',
    id: 'working',
    kind: 'workingText',
    lang: 'en',
    title: 'w',
  });
  await act('secretariat', {
    type: 'openDocument',
    id: 'french',
    kind: 'workingText',
    lang: 'fr',
    title: 'f',
  });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(() => service.close());

const act = async (seat: TestSeat, what: Record<string, unknown>): Promise<void> => {
  const answer = await service.act(seat, TEST_DELIBERATION, what);
  expect(answer.statusCode, answer.body).toBe(201);
};
const line = async (seat: TestSeat, document = 'working'): Promise<Line> => {
  const opened = await openLine(service, seat, document);
  sockets.push(opened.socket);
  return opened;
};
const hashNow = async (): Promise<string> => {
  const answer = await service.get('/api/deliberations/charter');
  return answer.json<{ state: { revision: { hash: string } } }>().state.revision.hash;
};
const submit = (changes: readonly unknown[], textHash: string) =>
  act('france', { type: 'submitAmendment', changes, reason: '', textHash, needs: [], excludes: [] });
const accept = (amendment: string) => act('chair', { type: 'acceptAmendment', amendment });
const draftOf = ({ doc }: Line): Draft => readDraft(doc, BASE_VIEW);
const words = (opened: Line): readonly string[] => draftOf(opened).paragraphs.map(paragraphText);

test('[LTX-15] words adopted while nobody had the text open are there when somebody opens it, once', async () => {
  const first = await line('facilitator');
  const before = words(first);
  first.socket.disconnect();
  await expect.poll(() => service.running.live.drop('charter', 'working')).toBe(true);
  await submit([{ paragraph: 'p3', new: 'Decides that every act is answered at once;' }], TEST_TEXT.hash);
  await accept('A1');
  const second = await line('facilitator');
  expect(words(second)).toEqual(before.with(2, 'Decides that every act is answered at once;'));
  expect(draftOf(second).decisions.get('A1')).toEqual({ paragraphs: ['p3'], displaced: [], unmade: [] });
  const { seq } = service.running.live.peek('charter', 'working')?.head() ?? { seq: 0 };
  second.socket.disconnect();
  await expect.poll(() => service.running.live.drop('charter', 'working')).toBe(true);
  const third = await line('facilitator');
  expect(words(third)).toEqual(words(second));
  expect(service.running.live.peek('charter', 'working')?.head().seq).toBe(seq);
});

test('[LTX-15] a decision is written also where the paragraph is closed, and one in another language waits for translators', async () => {
  const [writer, french] = [await line('facilitator'), await line('facilitator', 'french')];
  const inFrench = words(french);
  await submit([{ paragraph: 'p2', new: 'Recalling that a test is small,' }], await hashNow());
  await act('chair', { type: 'agreeAdRef', pid: 'p4' });
  await accept('A2');
  await expect.poll(() => draftOf(writer).decisions.has('A2')).toBe(true);
  expect(words(writer)[1]).toBe('Recalling that a test is small,');
  expect(words(french)).toEqual(inFrench);
  // The log knows no person for it, and the page that wrote before goes on writing.
  const number = service.running.live.peek('charter', 'working')?.number ?? 0;
  const rows = await service.running.documents.read(number, 1, 1_000);
  expect(rows.some(({ lease }) => lease.delegation === '' && lease.account === undefined)).toBe(true);
  await writer.write((doc) => doc.getMap<Text>('texts').get('p1')?.insert(0, 'A '));
});

test('[DOCS-3] the history names the decisions whose words the service wrote, each a sitting of its own', async () => {
  const answer = await service.get('/api/deliberations/charter/documents/working/history', 'kenya');
  expect(answer.json<DocumentHistoryAnswer>().sittings).toMatchObject([
    { from: 1, to: 1, delegation: '' },
    { delegation: '', person: '', decisions: ['A1'] },
    { delegation: '', person: '', decisions: ['A2'] },
    { delegation: 'facilitator' },
  ]);
});

test('[LTX-15] a working text that is opened on an amended text begins with the words in force', async () => {
  await act('secretariat', { type: 'closeDocument', document: 'working' });
  await act('secretariat', { type: 'openDocument', id: 'next', kind: 'workingText', lang: 'en', title: 'n' });
  const opened = await line('facilitator', 'next');
  expect(words(opened).slice(1, 3)).toEqual([
    'Recalling that a test is small,',
    'Decides that every act is answered at once;',
  ]);
  expect(draftOf(opened).decisions.size).toBe(0);
});

test('[LTX-47] the words of a revision issued from elsewhere come into the working text; of one issued from it they are there', async () => {
  const writer = await line('facilitator', 'next');
  const issue = async (symbol: string, change: Readonly<Record<string, string>>, more: object = {}) => {
    const answer = await service.get('/api/deliberations/charter');
    const { revision } = answer.json<{ state: { revision: Revision } }>().state;
    const paragraphs = revision.paragraphs.map(({ pid, kind, level, label, text }) => {
      const now = change[pid] ?? text;
      return { source: pid, kind, level, label, text: now, hash: textHash(now) };
    });
    const hash = revisionHash(paragraphs.map((paragraph) => paragraph.hash));
    await act('secretariat', { type: 'issueRevision', symbol, lang: 'en', paragraphs, hash, ...more });
  };
  await issue('A/TEST/1/Rev.1', { p3: 'Decides that every act of a package is answered;' });
  await expect.poll(() => draftOf(writer).decisions.has('R1')).toBe(true);
  expect(words(writer)[2]).toBe('Decides that every act of a package is answered;');
  expect(draftOf(writer).decisions.get('R1')).toEqual({ paragraphs: ['p3'], displaced: [], unmade: [] });
  // The words on which the next one is issued from this text are in it, and so is what was written since.
  await writer.write((doc) => doc.getMap<Text>('texts').get('p1')?.insert(0, 'The '));
  await issue('A/TEST/1/Rev.2', { p2: 'Recalling that a test is smaller,' }, { document: 'next' });
  await submit([{ paragraph: 'p3', new: 'Decides that every act is weighed;' }], await hashNow());
  await accept('A3');
  await expect.poll(() => draftOf(writer).decisions.has('A3')).toBe(true);
  expect(draftOf(writer).decisions.has('R2')).toBe(false);
  expect(words(writer)[1]).toBe('Recalling that a test is small,');
});

test('[GATE-14] a page that says of itself that a decision is in is refused', async () => {
  const writer = await line('facilitator', 'next');
  const refused = await writer.refused((doc) => doc.getMap('decisions').set('A9/paragraphs', ['p1']));
  expect(refused.refusal.code).toBe('gate.root');
});
