import { addSeconds } from '@plenary/consensus';
import { KEY_HEADER, LIMITS, type ActAnswer, type DeliberationAnswer } from '@plenary/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, TEST_TEXT, type TestSeat, type TestService } from '../testing.ts';

let service: TestService;
let deliberations = 0;
let stream = '';
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
/** Every test has a deliberation of its own on the same text. */
beforeEach(async () => {
  deliberations += 1;
  const id = `charter${deliberations}`;
  stream = `deliberation:${id}`;
  for (const act of [{ type: 'openDeliberation', id, title: { en: 'Charter' } }, TEST_TEXT])
    expect((await service.act('secretariat', stream, act)).statusCode).toBe(201);
});

const urges = { paragraph: 'p3', new: 'Urges that every act be answered;' };
const submitting = (changes: readonly unknown[] = [urges], rest: object = {}) => ({
  type: 'submitAmendment',
  changes,
  reason: '',
  textHash: TEST_TEXT.hash,
  needs: [],
  excludes: [],
  ...rest,
});
const take = async (seat: TestSeat, act: Readonly<Record<string, unknown>>): Promise<ActAnswer> => {
  const answer = await service.act(seat, stream, act);
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<ActAnswer>();
};
const state = async () =>
  (await service.get(`/api/deliberations/charter${deliberations}`)).json<DeliberationAnswer>().state;
/** The act is answered with this code, and nothing has changed. */
const refused = async (
  seat: TestSeat | undefined,
  act: Readonly<Record<string, unknown>>,
  status: number,
  code: string,
): Promise<void> => {
  const before = await service.running.store.version(stream);
  const answer = await service.act(seat, stream, act);
  expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([status, code]);
  expect(await service.running.store.version(stream)).toBe(before);
};

describe('who tables, and when', () => {
  test('[AMP-1] after the announced instant an amendment is refused, and entered from the floor all the same', async () => {
    await take('secretariat', { type: 'closeSubmission', until: addSeconds(service.clock.now(), 60) });
    service.clock.turn(61);
    await refused('france', submitting(), 422, 'deadline.passed');
    await take('secretariat', { ...submitting(), type: 'enterOralAmendment', sponsors: ['FRA'] });
    expect((await state()).amendments['A1']).toMatchObject({ sponsors: ['FRA'], oral: true });
  });

  test('[AMP-1] who is not empowered, or not of a member, is refused at the door', async () => {
    for (const seat of [
      'franceAdviser',
      'observer',
      'chair',
      'secretariat',
      'facilitator',
      'operator',
    ] as const)
      await refused(seat, submitting(), 403, 'act.notAllowed');
    await refused(undefined, submitting(), 401, 'session.needed');
    await refused(
      'france',
      { ...submitting(), type: 'enterOralAmendment', sponsors: ['FRA'] },
      403,
      'act.notAllowed',
    );
  });
});

describe('on what it is tabled', () => {
  test('[AMP-4] an amendment to words that are no longer there is refused with the hash of those that are', async () => {
    await take('kenya', submitting([{ paragraph: 'p4', delete: true }]));
    await take('chair', { type: 'acceptAmendment', amendment: 'A1' });
    await refused('france', submitting(), 422, 'amendment.staleText');
  });

  test('[AMP-3] a paragraph agreed ad referendum is not amended', async () => {
    await take('chair', { type: 'agreeAdRef', pid: 'p3' });
    await refused('france', submitting(), 422, 'paragraph.agreed');
  });

  test('[AMP-6] a sub-amendment of the third degree is refused', async () => {
    await take('france', submitting());
    const hash = async (id: string) => (await state()).amendments[id]?.hash ?? '';
    const onFirst = { amends: 'A1', textHash: await hash('A1') };
    await take('kenya', submitting([{ paragraph: 'p3', new: 'Urges that all acts be answered;' }], onFirst));
    const onSecond = { amends: 'A2', textHash: await hash('A2') };
    await refused('fiji', submitting([urges], onSecond), 422, 'amendment.thirdDegree');
  });

  test('[AMP-15] words with controls are refused; script is kept as words, and no page runs it', async () => {
    const adding = (insert: string) => submitting([{ after: 'p3', kind: 'operative', level: 0, insert }]);
    await refused('france', adding('Decides\u0000;'), 400, 'request.malformed');
    for (const words of ['Decides\u202E;', 'Decides\u0007;', 'Decides\nmore;'])
      await refused('france', adding(words), 422, 'text.unfitCharacter');
    const script = '<script>alert("x")</script><img src=x onerror=alert(1)>';
    await take('france', adding(script));
    await take('chair', { type: 'acceptAmendment', amendment: 'A1' });
    const { revision } = await state();
    expect(revision?.paragraphs.some(({ text }) => text === script)).toBe(true);
    const page = await service.get(`/deliberations/charter${deliberations}`);
    expect(page.body).toContain('&lt;script&gt;alert');
    expect(page.body).not.toContain('<script>alert');
    expect(page.body).not.toContain('<img src=x');
  });

  test('[SRV-6] what is more than an amendment can be is refused before anybody reads it', async () => {
    const many = Array.from({ length: LIMITS.AMENDMENT_CHANGES_MAX + 1 }, () => urges);
    await refused('france', submitting(many), 400, 'request.malformed');
    await refused('france', submitting([]), 400, 'request.malformed');
    await refused('france', submitting([{ ...urges, delete: true }]), 400, 'request.malformed');
    await refused('france', submitting([{ paragraph: '__proto__', new: 'x' }]), 400, 'request.malformed');
    const long = 'x'.repeat(LIMITS.PARAGRAPH_CHARACTERS_MAX + 1);
    await refused('france', submitting([{ ...urges, new: long }]), 400, 'request.malformed');
    const version = await service.running.store.version(stream);
    const answer = await service.running.app.inject({
      method: 'POST',
      url: '/api/acts',
      headers: {
        'content-type': 'application/json',
        [KEY_HEADER]: 'ten-megabytes',
        cookie: await service.enter('france'),
      },
      payload: JSON.stringify({
        stream,
        act: submitting([urges], { reason: 'x'.repeat(10_000_000) }),
      }),
    });
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([
      413,
      'request.tooLarge',
    ]);
    expect(await service.running.store.version(stream)).toBe(version);
  });
});

describe('what becomes of it', () => {
  test('[AMP-9] once voting on it has begun an amendment is not withdrawn', async () => {
    await take('france', submitting());
    await take('chair', { type: 'proposeAdoption', rule: 'majority', objectionSeconds: 1, item: 'A1' });
    service.clock.turn(2);
    await take('chair', { type: 'putToBallot', openSeconds: 60 });
    await refused('france', { type: 'withdrawAmendment', amendment: 'A1' }, 422, 'amendment.votingBegan');
  });

  test('[AMP-9] a sponsor who left acts on the amendment no more', async () => {
    await take('france', submitting());
    await take('kenya', { type: 'coSponsorAmendment', amendment: 'A1' });
    await take('france', { type: 'leaveSponsors', amendment: 'A1' });
    await refused('france', { type: 'withdrawAmendment', amendment: 'A1' }, 422, 'amendment.notSponsor');
    await take('kenya', { type: 'withdrawAmendment', amendment: 'A1' });
    await refused('fiji', { type: 'coSponsorAmendment', amendment: 'A1' }, 422, 'amendment.closed');
    await take('fiji', { type: 'takeOverAmendment', amendment: 'A1' });
    expect((await state()).amendments['A1']).toMatchObject({ state: 'submitted', sponsors: ['FJI'] });
  });

  test('[AMP-12] of two chairs who take in amendments that exclude each other one is answered, the other refused', async () => {
    await take('france', submitting());
    await take('kenya', submitting([{ paragraph: 'p3', delete: true }]));
    const first = await service.enter('chair');
    service.forget('chair');
    const second = await service.enter('chair');
    expect(second).not.toBe(first);
    const accepting = (cookie: string, amendment: string) =>
      service.running.app.inject({
        method: 'POST',
        url: '/api/acts',
        headers: { cookie, [KEY_HEADER]: `accepts-${amendment}` },
        payload: { stream, act: { type: 'acceptAmendment', amendment } },
      });
    const answers = await Promise.all([accepting(first, 'A1'), accepting(second, 'A2')]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 422]);
    const loser = answers.find(({ statusCode }) => statusCode === 422);
    // Whoever is first: before the other its turn has not come, behind it nothing is left to put.
    expect([
      { code: 'amendment.closed', facts: { amendment: 'A1', state: 'notPut' } },
      { code: 'amendment.notNext', facts: { amendment: 'A1', next: 'A2' } },
    ]).toContainEqual(loser?.json<{ readonly error: unknown }>().error);
    const { amendments, textSteps } = await state();
    expect([amendments['A1']?.state, amendments['A2']?.state]).toEqual(['notPut', 'acceptedBySponsors']);
    expect(textSteps).toHaveLength(2);
  });
});
