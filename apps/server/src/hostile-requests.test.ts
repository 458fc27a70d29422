import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  hashOf,
  startTestService,
  TEST_DELIBERATION,
  TEST_TEXT,
  type TestSeat,
  type TestService,
} from './testing.ts';

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

test.each([
  '/',
  '/documents',
  '/deliberations/charter',
  '/deliberations/charter/consultations',
  '/deliberations/nowhere',
])('[HOS-67] the page %s is kept by no cache between', async (path) => {
  const { headers } = await service.get(path);
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(String(headers['vary'])).toMatch(/\bCookie\b/);
});

/** Words that were said in confidence, and who may read them. */
const CONFIDENTIAL: Readonly<Record<string, readonly TestSeat[]>> = {
  'what France told those who conduct': ['france', 'franceAdviser', 'chair', 'facilitator', 'secretariat'],
  'what Kenya prepares': ['kenya'],
  'what the chair keeps': ['chair', 'facilitator', 'secretariat'],
};
const ENCODINGS = ['identity', 'br', 'gzip', 'gzip, deflate, br', 'br;q=0', '*'] as const;

test('[HOS-68] of all who ask at once, packed or not, each is given what they may see and nothing else', async () => {
  const acts = [
    [
      'france',
      {
        type: 'giveSounding',
        item: 'p3',
        stance: 'oppose',
        reason: 'what France told those who conduct',
        textHash: hashOf('p3'),
      },
    ],
    [
      'kenya',
      {
        type: 'prepareStatement',
        id: 's1',
        kind: 'reservation',
        text: 'what Kenya prepares',
        lang: 'en',
        paragraphs: ['p3'],
      },
    ],
    [
      'chair',
      {
        type: 'keepPackage',
        title: 'what the chair keeps',
        note: '',
        rule: 'consensus',
        textHash: TEST_TEXT.hash,
        choices: [{ paragraph: 'p3', textHash: hashOf('p3'), outcome: 'leftOut' }],
      },
    ],
  ] as const;
  for (const [seat, act] of acts) {
    const { statusCode, body } = await service.act(seat, TEST_DELIBERATION, { ...act });
    expect(statusCode, body).toBe(201);
  }
  const seats: readonly (TestSeat | undefined)[] = [
    undefined,
    'france',
    'franceAdviser',
    'kenya',
    'fiji',
    'observer',
    'chair',
    'facilitator',
    'secretariat',
    'operator',
  ];
  const cookies = new Map(
    await Promise.all(
      seats.map(
        async (seat) => [seat, seat === undefined ? {} : { cookie: await service.enter(seat) }] as const,
      ),
    ),
  );
  const ask = async (seat: TestSeat | undefined, headers: Readonly<Record<string, string>>) =>
    service.running.app.inject({
      url: '/api/deliberations/charter',
      headers: { ...cookies.get(seat), ...headers },
    });
  // One order and its reverse, so that each is once the first for whom an answer is made.
  const asked = seats.flatMap((seat) => ENCODINGS.map((encoding) => ({ seat, encoding })));
  const answers = await Promise.all(
    [...asked, ...asked.toReversed()].map(async ({ seat, encoding }) => {
      const { rawPayload, headers } = await ask(seat, { 'accept-encoding': encoding });
      const packed = headers['content-encoding'];
      const bytes =
        packed === 'br'
          ? brotliDecompressSync(rawPayload)
          : packed === 'gzip'
            ? gunzipSync(rawPayload)
            : rawPayload;
      return { seat, text: bytes.toString(), tag: String(headers['etag']), vary: String(headers['vary']) };
    }),
  );
  for (const { seat, text, vary } of answers) {
    expect(vary).toMatch(/cookie/i);
    for (const [words, readers] of Object.entries(CONFIDENTIAL))
      expect([seat, words, text.includes(words)]).toEqual([
        seat,
        words,
        seat !== undefined && readers.includes(seat),
      ]);
  }
  for (const seat of seats)
    expect(new Set(answers.filter((one) => one.seat === seat).map(({ text }) => text)).size).toBe(1);
  for (const one of seats)
    for (const other of seats) {
      const made = answers.find(({ seat }) => seat === one);
      const seen = answers.find(({ seat }) => seat === other);
      const { statusCode } = await ask(other, { 'if-none-match': made?.tag ?? '' });
      expect([one, other, statusCode]).toEqual([one, other, made?.text === seen?.text ? 304 : 200]);
    }
});

test.each(['new', 'reason'])(
  '[HOS-70] signs that nobody sees and that can hold whole sentences are refused in the %s of an amendment',
  async (place) => {
    const unseen = [...'and everything else'].map((sign) =>
      String.fromCodePoint(0xe_00_00 + (sign.codePointAt(0) ?? 0)),
    );
    const words = { new: 'Decides that every act is answered twice;', reason: 'So that it is sure.' };
    const said = { ...words, [place]: `${words[place === 'new' ? 'new' : 'reason']}${unseen.join('')}` };
    const before = await service.running.store.version(TEST_DELIBERATION);
    const answer = await service.act('france', TEST_DELIBERATION, {
      type: 'submitAmendment',
      changes: [{ paragraph: 'p3', new: said.new }],
      reason: said.reason,
      textHash: TEST_TEXT.hash,
      needs: [],
      excludes: [],
    });
    expect([answer.statusCode, codeOf(answer)]).toEqual([400, 'request.malformed']);
    expect(await service.running.store.version(TEST_DELIBERATION)).toBe(before);
  },
);
