import type { Lease, StoredUpdate } from '@plenary/db';
import { decodeSnapshot, newYDoc, NO_ROW } from '@plenary/drafting';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { foldHere, foldThread, type FoldThread } from './fold-thread.ts';
import { chainUpdates } from './log-chain.ts';

/** The tests run from sources, whose threads need a loader. */
const EXEC_ARGV = [
  '--conditions=plenary-source',
  '--import',
  new URL('../../../../../infra/run/source-loader.mjs', import.meta.url).href,
];
const PAGE = 7;
const LEASE: Lease = { client: 9, account: 'a', delegation: 'KEN', session: 's' };

let folds: FoldThread | undefined;
afterEach(async () => {
  await folds?.close();
  folds = undefined;
});

/** A document written a letter at a time, and its log. */
const written = (count: number): { readonly doc: Y.Doc; readonly log: readonly StoredUpdate[] } => {
  const doc = newYDoc();
  doc.clientID = LEASE.client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.getMap('texts').set('p1', new Y.Text());
  for (let at = 1; at < count; at += 1)
    doc
      .getMap<Y.Text>('texts')
      .get('p1')
      ?.insert(0, `${at % 10}`);
  const { updates: rows } = chainUpdates(
    1,
    { seq: 0, hash: NO_ROW },
    updates.map((update, at) => ({ update, lease: LEASE, at })),
  );
  return { doc, log: rows.map((row) => ({ ...row, lease: LEASE })) };
};
const pagesOf =
  (log: readonly StoredUpdate[], upTo = log.length) =>
  (after: number): Promise<readonly StoredUpdate[]> =>
    Promise.resolve(log.slice(after, Math.min(upTo, after + PAGE)));
const stateOf = (packed: Uint8Array) => {
  const snapshot = decodeSnapshot(new Uint8Array(gunzipSync(packed)));
  if (snapshot === undefined) throw new Error('it is no snapshot');
  const doc = newYDoc();
  Y.applyUpdate(doc, snapshot.state);
  return { seq: snapshot.number, bytes: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex') };
};

for (const [where, make] of [
  ['in a thread', () => foldThread({ execArgv: EXEC_ARGV })],
  ['on the loop', foldHere],
] as const) {
  test(`[LTX-16] ${where} a log becomes the snapshot of its document, from nothing and from an earlier one`, async () => {
    const { doc, log } = written(60);
    folds = make();
    folds.prepare();
    const whole = { seq: 60, bytes: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex') };
    const [all, half] = await Promise.all([
      folds.fold(undefined, pagesOf(log)),
      folds.fold(undefined, pagesOf(log, 31)),
    ]);
    expect(stateOf(all)).toEqual(whole);
    expect(stateOf(half).seq).toBe(31);
    const asked: number[] = [];
    const rest = await folds.fold(half, (after) => {
      asked.push(after);
      return pagesOf(log)(after);
    });
    expect(stateOf(rest)).toEqual(whole);
    // The row of the snapshot is read again: the next names its hash.
    expect(asked[0]).toBe(30);
  });

  test(`[LTX-16] ${where} a log with a changed row is not folded, and the next log is`, async () => {
    const { log } = written(20);
    folds = make();
    const forged = log.map((row) => (row.seq === 12 ? { ...row, at: row.at + 1 } : row));
    await expect(folds.fold(undefined, pagesOf(forged))).rejects.toThrow('row 13');
    await expect(folds.fold(undefined, pagesOf(log.filter(({ seq }) => seq !== 9)))).rejects.toThrow(
      'row 10',
    );
    const half = await folds.fold(undefined, pagesOf(log, 10));
    await expect(folds.fold(half, () => Promise.resolve([]))).rejects.toThrow('row 10 of its snapshot');
    await expect(folds.fold(Uint8Array.of(1, 2, 3), pagesOf(log))).rejects.toThrow('not folded');
    expect(stateOf(await folds.fold(half, pagesOf(log))).seq).toBe(20);
  });
}

test('[LTX-16] a thread that breaks down fails the log it had, and another takes the next', async () => {
  const { log } = written(20);
  folds = foldThread({ execArgv: ['--import', 'data:text/javascript,throw new Error("broken")'] });
  folds.prepare();
  await expect(folds.fold(undefined, pagesOf(log))).rejects.toThrow('not folded');
  await expect(folds.fold(undefined, pagesOf(log))).rejects.toThrow('broken');
});
