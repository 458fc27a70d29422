import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from './testing.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const codeOf = (answer: { readonly json: () => unknown }): string =>
  (answer.json() as { error?: { code?: string } }).error?.code ?? '';

test.each([
  '/deliberations/%00',
  '/deliberations/a%00b/consultations',
  '/deliberations/charter/consultations/%00',
  '/deliberations/%00/conversations/c1',
  '/documents?q=%00',
  '/api/documents?q=a%00',
  '/api/consultations/first/comments?q=%00',
  '/api/consultations/first/comment-ids?q=%00',
  '/api/events?stream=%00',
])('[HOS-65] a zero sign in the address %s is refused and is no fault', async (path) => {
  const answer = await service.get(path);
  expect([answer.statusCode, codeOf(answer)]).toEqual([400, 'request.malformed']);
  expect(answer.json()).toMatchObject({
    error: { facts: { place: path.includes('?') ? 'query' : 'path' } },
  });
});
