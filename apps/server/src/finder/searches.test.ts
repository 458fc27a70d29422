import { parseProblem, type PackageProblem } from '@plenary/compromise';
import { LIMITS } from '@plenary/protocol';
import type { PackageReply, PackageWorker } from '@plenary/package-worker';
import { expect, test } from 'vitest';
import { packageSearches, type SearchWishes } from './searches.ts';

const parsed = parseProblem({ items: [{ id: 'x', alternatives: ['x0', 'x1'] }], members: ['a'] });
if (!parsed.ok) throw new Error(parsed.refusal.code);
const problem: PackageProblem = parsed.problem;
const REPLY: PackageReply = {
  ok: false,
  refusal: { code: 'package.ruleTooWide', facts: { path: 'rule', expected: 'narrowerRule' } },
};

/** A thread that answers when it is stopped, or when a test says so. */
const standing = () => {
  let started = 0;
  let closed = 0;
  const worker: PackageWorker = {
    warmUpMs: 1,
    solve: (_problem, _options, wishes) =>
      new Promise((resolve) => {
        if (wishes?.signal?.aborted === true) resolve(REPLY);
        wishes?.signal?.addEventListener('abort', () => resolve(REPLY));
      }),
    close: async () => void (closed += 1),
  };
  const start = async () => {
    started += 1;
    return worker;
  };
  return { start, worker, counts: () => [started, closed] };
};
const wishes = (id: string, account = id): SearchWishes => ({
  id,
  account,
  problem,
  options: {},
  onProgress: () => undefined,
});

test('[PFD-3] one person has one search at a time, one node so many; who comes later is told', async () => {
  const thread = standing();
  const searches = packageSearches(thread.start);
  const begun = Array.from({ length: LIMITS.SEARCHES_MAX }, (_, at) => searches.begin(wishes(`s${at}`)));
  expect(() => searches.begin(wishes('other', 's1'))).toThrow('finder.yours');
  expect(() => searches.begin(wishes('s1', 'somebody'))).toThrow('finder.yours');
  expect(() => searches.begin(wishes('more'))).toThrow('finder.busy');
  begun[0]?.stop();
  await begun[0]?.answered;
  searches.begin(wishes('more'));
  expect(() => searches.begin(wishes('again'))).toThrow('finder.busy');
  await searches.close();
  expect(thread.counts()).toEqual([1, 1]);
});

test('[PFD-4] a search is stopped by whoever began it, and by nobody else', async () => {
  const searches = packageSearches(standing().start);
  const { answered } = searches.begin(wishes('mine', 'a'));
  expect(searches.stop('mine', 'b')).toBe(false);
  expect(searches.stop('other', 'a')).toBe(false);
  expect(searches.stop('mine', 'a')).toBe(true);
  expect(await answered).toBe(REPLY);
  await searches.close();
});

test('[PFD-4] closing ends what is under way with what it has; then nothing begins', async () => {
  const searches = packageSearches(standing().start);
  const { answered } = searches.begin(wishes('mine'));
  await searches.close();
  expect(await answered).toBe(REPLY);
  expect(() => searches.begin(wishes('later'))).toThrow('server.stopping');
});

test('[PFD-5] a thread that broke down, or could not be started, is started again by the next search', async () => {
  const thread = standing();
  let tries = 0;
  const searches = packageSearches(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no thread');
    if (tries === 2) return { ...thread.worker, solve: () => Promise.reject(new Error('it broke')) };
    return thread.worker;
  });
  await expect(searches.begin(wishes('one')).answered).rejects.toThrow('no thread');
  await expect(searches.begin(wishes('two')).answered).rejects.toThrow('it broke');
  const { answered, stop } = searches.begin(wishes('three'));
  stop();
  expect(await answered).toBe(REPLY);
  expect(tries).toBe(3);
  await searches.close();
});
