import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageSearch, parseProblem, type PackageProgress } from '@plenary/compromise';
import { hardProblem } from './hard-problem.fixture.ts';
import { startPackageWorker, type PackageWorker } from './package-worker.ts';

/** The tests run from sources, whose threads need a loader. */
const EXEC_ARGV = [
  '--conditions=plenary-source',
  '--import',
  new URL('../../../infra/run/source-loader.mjs', import.meta.url).href,
];

let worker: PackageWorker;
beforeAll(async () => {
  worker = await startPackageWorker({ execArgv: EXEC_ARGV });
});
afterAll(() => worker.close());

const small = (value: string) => {
  const parsed = parseProblem({
    items: [
      { id: 'x', alternatives: ['x0', 'x1', 'x2'] },
      { id: 'y', alternatives: ['y0', 'y1'] },
    ],
    members: ['a', 'b', 'c'],
    groups: [{ id: 'g', members: ['a', 'b', 'c'] }],
    stances: { a: { x0: 'oppose', x1: 'support' }, b: { x1: 'object', y1: 'accept' }, c: { x2: 'oppose' } },
    rule: { id: 'r', method: 'ballot', pass: { set: 'for', of: 'eligible', op: '>=', value } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.problem;
};

test('[PWK-1] a problem is answered as the search itself answers it', async () => {
  expect(worker.warmUpMs).toBeGreaterThan(0);
  for (const value of ['1', '2/3', '1/3']) {
    const begun = packageSearch(small(value), {}, { now: () => 0 });
    if (!begun.ok) throw new Error(begun.refusal.code);
    while (!begun.search.step(100).done);
    const reply = await worker.solve(small(value));
    if (!reply.ok) throw new Error(reply.refusal.code);
    const { package: found, explanation, status, proven, advice } = begun.search.answer();
    expect(reply.answer).toMatchObject({ package: found, explanation, status, proven, advice });
  }
});

test('[PWK-1] several problems are answered in the order in which they come', async () => {
  const order: string[] = [];
  await Promise.all(
    ['1', '1/2', '1/3'].map(async (value) => {
      await worker.solve(small(value));
      order.push(value);
    }),
  );
  expect(order).toEqual(['1', '1/2', '1/3']);
});

test('[PWK-2] progress arrives while a problem is solved, and at last that it is done', async () => {
  const seen: PackageProgress[] = [];
  const problem = hardProblem(10, 24, 3);
  const reply = await worker.solve(problem, {}, { onProgress: (progress) => seen.push(progress) });
  expect(reply).toMatchObject({ ok: true, answer: { status: 'found', proven: true } });
  expect(seen.length).toBeGreaterThanOrEqual(2);
  const nodes = seen.map((progress) => progress.nodes);
  expect(nodes).toEqual([...nodes].sort((a, b) => a - b));
  expect(seen.map(({ done }) => done)).toEqual([...seen.slice(1).map(() => false), true]);
});

test('[PWK-3] cancelling gives the best package so far, labelled as not proven', async () => {
  const stop = new AbortController();
  const reply = await worker.solve(
    hardProblem(60, 193, 12),
    { timeMs: 600_000 },
    {
      signal: stop.signal,
      onProgress: ({ stages }) => {
        if (stages.some(({ value }) => value !== null)) stop.abort();
      },
    },
  );
  if (!reply.ok) throw new Error(reply.refusal.code);
  const { status, proven, stopped, package: found, value, bound, gap, explanation } = reply.answer;
  expect({ status, proven, stopped }).toEqual({ status: 'found', proven: false, stopped: 'cancelled' });
  expect(found?.feasible).toBe(true);
  expect(bound).toBeLessThan(value ?? 0);
  expect(gap).toBeGreaterThan(0);
  expect(explanation).toMatchObject({ nextBest: null, leastTotal: null });
});

test('[PWK-3] cancelling under a rule that counts does the same', async () => {
  const rule = {
    id: 'r',
    method: 'ballot',
    pass: {
      all: [
        { set: 'for', of: 'eligible', op: '>=', value: '1/2' },
        { not: { set: 'for', of: 'eligible', op: '==', value: '1' } },
      ],
    },
  };
  const problem = hardProblem(40, 90, 9, rule);
  // One member objects to every second alternative, so that the rule, which wants somebody to refuse, counts.
  const objecting = {
    ...problem,
    stances: problem.stances.map((given) =>
      given.member === 'm0' && given.alternative.endsWith('a1')
        ? { ...given, stance: 'object' as const }
        : given,
    ),
  };
  const stop = new AbortController();
  const reply = worker.solve(
    objecting,
    { timeMs: 600_000 },
    {
      signal: stop.signal,
      onProgress: ({ nodes }) => {
        if (nodes > 0) stop.abort();
      },
    },
  );
  expect(await reply).toMatchObject({ ok: true, answer: { proven: false, stopped: 'cancelled' } });
});

test('[PWK-3] a question cancelled before it is asked is answered with nothing known', async () => {
  const reply = await worker.solve(small('1'), {}, { signal: AbortSignal.abort() });
  expect(reply).toMatchObject({
    ok: true,
    answer: { status: 'unknown', package: null, stopped: 'cancelled' },
  });
});

test('[PWK-4] what cannot be looked for is refused', async () => {
  const problem = small('1');
  const rule = { id: 'r', method: 'ballot', pass: { each: 'position', test: problem.rule.pass } } as const;
  expect(await worker.solve({ ...problem, rule })).toMatchObject({
    ok: false,
    refusal: { code: 'package.rule', facts: { path: 'rule' } },
  });
});

test('[PWK-4] a fault rejects its own question, and the next one is answered', async () => {
  const broken = {
    ...small('1'),
    stances: [{ member: 'stranger', alternative: 'x0', stance: 'accept' as const }],
  };
  const [failed, next] = await Promise.allSettled([worker.solve(broken), worker.solve(small('1'))]);
  expect(failed).toMatchObject({ status: 'rejected' });
  expect(String(failed.status === 'rejected' ? failed.reason : '')).toContain(
    'stranger is not in the problem',
  );
  expect(next).toMatchObject({ status: 'fulfilled', value: { ok: true } });
});

test('[PWK-4] closing rejects what is open', async () => {
  const other = await startPackageWorker({ execArgv: EXEC_ARGV });
  const open = other.solve(hardProblem(60, 193, 12), { timeMs: 600_000 });
  const settled = Promise.allSettled([open]);
  await other.close();
  expect((await settled)[0]).toMatchObject({ status: 'rejected' });
});

test('[PWK-4] a worker that cannot start says so', async () => {
  // Without a loader a thread cannot read sources.
  await expect(startPackageWorker({ execArgv: [] })).rejects.toThrow('the package worker broke down');
});
