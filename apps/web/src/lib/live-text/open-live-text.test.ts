import { startTestService, TEST_DELIBERATION, type TestService } from '@plenary/server/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isLive, pages, readingOf, textIn, until } from './live-service.fixture.ts';

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
