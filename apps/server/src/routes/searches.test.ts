import { OBJECTIVES } from '@plenary/compromise';
import { startPackageWorker } from '@plenary/package-worker';
import {
  LIMITS,
  SEARCH_OBJECTIVES,
  type PackageSearchAnswer,
  type PackageSheetAnswer,
  type SearchLine,
} from '@plenary/protocol';
import { revisionHash } from '@plenary/text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  hashOf,
  startTestService,
  TEST_DELIBERATION,
  TEST_TEXT,
  type TestSeat,
  type TestService,
} from '../testing.ts';

/** The tests run from sources, whose threads need a loader. */
const EXEC_ARGV = [
  '--conditions=plenary-source',
  '--import',
  new URL('../../../../infra/run/source-loader.mjs', import.meta.url).href,
];
const BASE = '/api/deliberations/charter';
const NAME = 'search-of-the-test';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ startWorker: () => startPackageWorker({ execArgv: EXEC_ARGV }) });
  for (const [seat, item, stance] of [
    ['france', 'p3', 'support'],
    ['kenya', 'p3', 'object'],
    ['fiji', 'p3', 'accept'],
    ['france', 'p4', 'accept'],
  ] as const)
    await service.act(seat, TEST_DELIBERATION, {
      type: 'statePosition',
      item,
      stance,
      reason: 'So instructed.',
      textHash: hashOf(item),
    });
});
afterAll(() => service.close());

const search = async (seat: TestSeat | undefined, more: object = {}) =>
  service.running.app.inject({
    method: 'POST',
    url: `${BASE}/searches`,
    headers: seat === undefined ? {} : { cookie: await service.enter(seat) },
    payload: { id: NAME, objective: 'minMax', seconds: 5, ...more },
  });
const linesOf = (body: string): readonly SearchLine[] =>
  body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SearchLine);
const answerOf = (body: string): PackageSearchAnswer => {
  const last = linesOf(body).at(-1);
  if (last === undefined || !('answer' in last)) throw new Error(body);
  return last.answer;
};
const codeOf = (body: string) => (JSON.parse(body) as { error: { code: string } }).error.code;

test('[PFD-1] chair, facilitators and the secretariat search; nobody else does', async () => {
  for (const seat of ['chair', 'facilitator', 'secretariat'] as const)
    expect((await search(seat)).statusCode).toBe(200);
  for (const seat of ['france', 'franceAdviser', 'observer', 'operator'] as const) {
    const answer = await search(seat);
    expect([answer.statusCode, codeOf(answer.body)]).toEqual([403, 'finder.notAllowed']);
  }
  expect(codeOf((await search(undefined)).body)).toBe('session.needed');
});

test('[PFD-2] a search tells how far it is, then its answer: packages side by side, what they ask of whom', async () => {
  const reply = await search('facilitator');
  expect(reply.headers['content-type']).toContain('application/x-ndjson');
  const lines = linesOf(reply.body);
  expect(lines[0]).toEqual({ progress: { phase: 'waiting', stages: [], nodes: 0, timeMs: 0 } });
  const answer = answerOf(reply.body);
  expect(answer).toMatchObject({
    status: 'found',
    proven: true,
    rule: 'consensus',
    stopped: null,
    textHash: TEST_TEXT.hash,
    size: { paragraphs: 3, alternatives: 6, members: 3, conditions: 0 },
  });
  const [best] = answer.sheets;
  // Kenya objects to OP1: under consensus it is left out, against the support of France.
  expect(best).toMatchObject({
    kind: 'best',
    holds: true,
    departures: 1,
    accepting: { count: 3, of: 3 },
    redLines: [],
  });
  expect(best?.choices.map(({ item, outcome }) => [item, outcome])).toEqual([
    ['p2', 'kept'],
    ['p3', 'leftOut'],
    ['p4', 'kept'],
  ]);
  expect(best?.leastSatisfied[0]).toMatchObject({
    member: 'FRA',
    items: [
      { item: 'p3', outcome: 'leftOut', stance: 'oppose', cost: 5 },
      { item: 'p2', outcome: 'kept', stance: 'silent', cost: 2 },
      { item: 'p4', outcome: 'kept', stance: 'accept', cost: 1 },
    ],
  });
  expect(answer.sheets.at(-1)).toMatchObject({
    kind: 'asItStands',
    holds: false,
    redLines: [{ item: 'p3', member: 'KEN', conditional: false }],
  });
});

test('[PFD-2] the scope, the rule and the objective are those asked for', async () => {
  const majority = answerOf((await search('chair', { paragraphs: ['p3'], rule: 'majority' })).body);
  expect(majority).toMatchObject({ rule: 'majority', size: { paragraphs: 1 } });
  expect(majority.sheets[0]?.outcome).toBe('adopted');
  for (const objective of SEARCH_OBJECTIVES)
    expect(answerOf((await search('chair', { objective })).body).objective).toBe(objective);
  expect([...SEARCH_OBJECTIVES].toSorted()).toEqual([...OBJECTIVES].toSorted());
});

test('[PFD-2] soundings enter no search', async () => {
  const before = answerOf((await search('chair')).body);
  await service.act('fiji', TEST_DELIBERATION, {
    type: 'giveSounding',
    item: 'p4',
    stance: 'object',
    reason: 'In confidence.',
    textHash: hashOf('p4'),
  });
  const after = answerOf((await search('chair')).body);
  expect(after.sheets).toEqual(before.sheets);
});

test('[PFD-3] what cannot be searched is refused with its code before anything begins', async () => {
  const refusal = async (more: object) => {
    const answer = await search('chair', more);
    return [answer.statusCode, codeOf(answer.body)];
  };
  expect(await refusal({ paragraphs: ['p99'] })).toEqual([404, 'finder.unknownParagraph']);
  expect(await refusal({ paragraphs: ['p1'] })).toEqual([422, 'finder.nothingOpen']);
  expect(await refusal({ rule: 'unheard' })).toEqual([422, 'rule.unknown']);
  expect(await refusal({ seconds: LIMITS.SEARCH_SECONDS_MAX + 1 })).toEqual([400, 'request.malformed']);
  expect(await refusal({ objective: 'best' })).toEqual([400, 'request.malformed']);
  expect(await refusal({ id: 'short' })).toEqual([400, 'request.malformed']);
});

test('[PFD-4] stopping is answered whether or not the search is here; a stranger stops nothing', async () => {
  const stop = async (seat: TestSeat) =>
    service.running.app.inject({
      method: 'DELETE',
      url: `${BASE}/searches/${NAME}`,
      headers: { cookie: await service.enter(seat) },
    });
  expect((await stop('chair')).statusCode).toBe(204);
  const refused = await stop('france');
  expect([refused.statusCode, codeOf(refused.body)]).toEqual([403, 'finder.notAllowed']);
});

test('[PFD-6] a kept package is counted anew from what is on record, for those who conduct', async () => {
  const kept = await service.act('facilitator', TEST_DELIBERATION, {
    type: 'keepPackage',
    title: 'A way through',
    note: '',
    rule: 'consensus',
    textHash: TEST_TEXT.hash,
    choices: [
      { paragraph: 'p3', textHash: hashOf('p3'), outcome: 'reworded', words: 'Decides to answer;' },
      { paragraph: 'p4', textHash: hashOf('p4'), outcome: 'kept' },
    ],
  });
  expect(kept.statusCode).toBe(201);
  const sheet = (await service.get(`${BASE}/packages/k1`, 'chair')).json<PackageSheetAnswer>().sheet;
  expect(sheet).toMatchObject({ kind: 'kept', departures: 1, holds: true });
  expect(sheet.choices[0]).toEqual({
    item: 'p3',
    outcome: 'reworded',
    words: 'Decides to answer;',
    departure: true,
    adopts: [],
  });
  // Nobody has spoken on the other words.
  expect(sheet.unheard).toEqual([{ item: 'p3', members: ['FJI', 'FRA', 'KEN'] }]);
  const refused = await service.get(`${BASE}/packages/k1`, 'france');
  expect([refused.statusCode, codeOf(refused.body)]).toEqual([403, 'finder.notAllowed']);
  expect(codeOf((await service.get(`${BASE}/packages/k9`, 'chair')).body)).toBe('keptPackage.unknown');
});

test('[PFD-7] a package that is shared reaches the named delegations and no others', async () => {
  const shared = await service.act('facilitator', TEST_DELIBERATION, {
    type: 'sharePackage',
    package: 'k1',
    members: ['FRA', 'KEN'],
    words: 'Could you live with this?',
  });
  expect(shared.statusCode).toBe(201);
  const seen = async (seat?: TestSeat) =>
    Object.keys((await service.get(BASE, seat)).json<{ state: { packages: object } }>().state.packages);
  expect(await seen('france')).toEqual(['k1']);
  expect(await seen('kenya')).toEqual(['k1']);
  expect(await seen('fiji')).toEqual([]);
  expect(await seen('observer')).toEqual([]);
  expect(await seen()).toEqual([]);
  const answer = { type: 'answerPackage', package: 'k1', stance: 'accept', reason: 'As a whole.' };
  expect((await service.act('france', TEST_DELIBERATION, answer)).statusCode).toBe(201);
  expect(codeOf((await service.act('fiji', TEST_DELIBERATION, answer)).body)).toBe('keptPackage.unknown');
});

test('[PFD-37] what amendments exclude and need binds a package, and one that brings a paragraph is taken as a whole', async () => {
  const submit = async (seat: TestSeat, changes: readonly object[], more: object = {}) => {
    const answer = await service.act(seat, TEST_DELIBERATION, {
      type: 'submitAmendment',
      changes,
      reason: '',
      textHash: TEST_TEXT.hash,
      needs: [],
      excludes: [],
      ...more,
    });
    expect(answer.statusCode, answer.body).toBe(201);
  };
  await submit('france', [{ paragraph: 'p3', new: 'Decides on one;' }]);
  await submit('fiji', [{ paragraph: 'p4', new: 'Requests the other.' }], { excludes: ['A1'] });
  await submit('kenya', [{ paragraph: 'p4', new: 'Requests a third.' }], { needs: ['A1'] });
  await submit('kenya', [{ after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet again.' }]);
  const answer = answerOf((await search('chair')).body);
  expect(answer.status).toBe('found');
  expect(answer.sheets.length).toBeGreaterThan(1);
  for (const { choices, holds, kind } of answer.sheets.filter((sheet) => sheet.holds)) {
    const adopted = choices.flatMap(({ adopts }) => adopts);
    expect([kind, holds, adopted.includes('A1') && adopted.includes('A2')]).toEqual([kind, true, false]);
    expect(!adopted.includes('A3') || adopted.includes('A1')).toBe(true);
  }
  const [best] = answer.sheets;
  expect(best?.choices.find(({ item }) => item === 'A4')).toEqual({
    item: 'A4',
    outcome: 'taken',
    departure: true,
    adopts: ['A4'],
  });
  expect(answer.unweighed).toEqual([]);
  expect(answer.advice.map(({ item }) => item)).toContain('p4');
  // Kept with what it adopts, it is counted again as it was found.
  const [kept] = [
    await service.act('chair', TEST_DELIBERATION, {
      type: 'keepPackage',
      title: 'With a meeting',
      note: '',
      rule: 'consensus',
      textHash: TEST_TEXT.hash,
      choices: (best?.choices ?? []).flatMap(({ item, outcome, words }) =>
        item.startsWith('p')
          ? [
              {
                paragraph: item,
                textHash: TEST_TEXT.paragraphs[Number(item.slice(1)) - 1]?.hash ?? '',
                outcome,
                ...(outcome === 'reworded' ? { words } : {}),
              },
            ]
          : [],
      ),
      amendments: [...new Set(best?.choices.flatMap(({ adopts }) => adopts))],
    }),
  ];
  expect(kept.statusCode, kept.body).toBe(201);
  const sheet = (await service.get(`${BASE}/packages/k2`, 'chair')).json<PackageSheetAnswer>().sheet;
  expect([sheet.total, sheet.worst, sheet.choices]).toEqual([best?.total, best?.worst, best?.choices]);
  const withdrawn = { type: 'withdrawAmendment', amendment: 'A4' };
  expect((await service.act('kenya', TEST_DELIBERATION, withdrawn)).statusCode).toBe(201);
  expect(codeOf((await service.get(`${BASE}/packages/k2`, 'chair')).body)).toBe('finder.amendmentGone');
});

test('[PFD-6] once the text has changed a kept package is counted no more', async () => {
  const paragraphs = TEST_TEXT.paragraphs.map((paragraph, at) => ({ ...paragraph, source: `p${at + 1}` }));
  const issued = await service.act('secretariat', TEST_DELIBERATION, {
    type: 'issueRevision',
    symbol: 'A/TEST/1/Rev.1',
    lang: 'en',
    paragraphs: paragraphs.slice(0, 3),
    hash: revisionHash(paragraphs.slice(0, 3).map(({ hash }) => hash)),
  });
  expect(issued.statusCode).toBe(201);
  const answer = await service.get(`${BASE}/packages/k1`, 'chair');
  expect(codeOf(answer.body)).toBe('finder.textChanged');
});
