import { createHash } from 'node:crypto';
import {
  bytesToHex,
  canonicalJson,
  commitmentOf,
  hexToBytes,
  leafHash,
  openCheckpoint,
  parseExport,
  verifyConsistency,
  verifyInclusion,
  verifyReceipt,
  type Envelope,
} from '@plenary/ledger';
import type {
  ActAnswer,
  ConsistencyAnswer,
  EntriesAnswer,
  InclusionAnswer,
  RecordAnswer,
} from '@plenary/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf, startTestService, TEST_BODY, TEST_DELIBERATION, type TestService } from '../testing.ts';
import { keptExports } from './kept-exports.ts';
import { nodeSigner } from './node-signer.ts';
import { GATHER_MILLISECONDS, startSequencer } from './sequencer.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

let said = 0;
const speak = (type: 'statePosition' | 'giveSounding' = 'statePosition') =>
  service.act('kenya', TEST_DELIBERATION, {
    type,
    item: 'p3',
    stance: 'reserve',
    reason: `confided ${(said += 1)}`,
    textHash: hashOf('p3'),
  });
const record = async () => (await service.get('/api/record')).json<RecordAnswer>();
const inclusionOf = (version: number, stream = TEST_DELIBERATION) =>
  service.get(`/api/record/inclusion?stream=${stream}&version=${version}`);

/** Resolves when the record proves the event; each turn asks anew. */
const included = async (version: number): Promise<InclusionAnswer> => {
  for (;;) {
    const answer = await inclusionOf(version);
    if (answer.statusCode === 200) return answer.json<InclusionAnswer>();
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test('[SRV-19] what was acknowledged is proven to be in the log, under a checkpoint signed by the same key', async () => {
  const { receipt } = (await speak()).json<ActAnswer>();
  const { verifierKey } = await record();
  expect(verifyReceipt(receipt, verifierKey)).toBe(true);
  const proof = await included(receipt.toVersion);
  const checkpoint = openCheckpoint(proof.checkpoint, verifierKey);
  const envelope = proof.envelope as Envelope;
  expect(envelope).toMatchObject({
    stream: TEST_DELIBERATION,
    version: receipt.toVersion,
    type: 'positionStated',
  });
  expect(envelope.commitment).toBe(receipt.commitments[0]);
  if (checkpoint === undefined) throw new Error('the checkpoint is not signed by the key of the record');
  const path = proof.path.map(hexToBytes);
  expect(verifyInclusion(leafHash(envelope), proof.seq, proof.size, path, checkpoint.root)).toBe(true);
  const forged = { ...envelope, type: 'positionWithdrawn' };
  expect(verifyInclusion(leafHash(forged), proof.seq, proof.size, path, checkpoint.root)).toBe(false);
});

test('[SRV-19] an event waits for company in the log at most a fifth of a second', () => {
  expect(GATHER_MILLISECONDS).toBeLessThanOrEqual(200);
});

test('[SRV-19] every earlier log is proven to be the beginning of every later one', async () => {
  const { size } = await record();
  for (let from = 0; from <= size; from += 1) {
    const answer = await service.get(`/api/record/consistency?from=${from}&to=${size}`);
    const { path, fromRoot, toRoot } = answer.json<ConsistencyAnswer>();
    const [first, last] = [hexToBytes(fromRoot), hexToBytes(toRoot)];
    expect(verifyConsistency(from, size, path.map(hexToBytes), first, last)).toBe(true);
  }
});

test('[SRV-19] the checkpoint and the key are there as text for other tools', async () => {
  const { checkpoint, verifierKey } = await record();
  const [text, key] = [await service.get('/api/record/checkpoint'), await service.get('/api/record/key')];
  expect([text.body, text.headers['content-type']]).toEqual([checkpoint, 'text/plain; charset=utf-8']);
  expect(key.body).toBe(`${verifierKey}\n`);
});

test('[SRV-19] the entries of the log come in order and page by page', async () => {
  const { size } = await record();
  const seen: number[] = [];
  while (seen.length < size) {
    const page = await service.get(`/api/record/entries?from=${seen.length}&limit=3`);
    seen.push(...page.json<EntriesAnswer>().entries.map(({ seq }) => seq));
  }
  expect(seen).toEqual(Array.from({ length: size }, (_, seq) => seq));
});

test('[SRV-20] two sequencers on one log leave it dense, and doing it again changes nothing', async () => {
  const { ledger, signer, clock, store } = service.running;
  const other = startSequencer({
    ledger,
    signer,
    clock,
    onFault: (error) => {
      throw error;
    },
  });
  await Promise.all(Array.from({ length: 20 }, () => speak()));
  await Promise.all([service.running.sequencer.flush(), other.flush()]);
  await service.running.sequencer.flush();
  const before = await record();
  await Promise.all([service.running.sequencer.flush(), other.flush()]);
  expect(await record()).toEqual(before);
  await other.stop();
  const events = (await store.version(TEST_BODY)) + (await store.version(TEST_DELIBERATION));
  expect(before.size).toBe(events);
  expect(await ledger.waiting()).toBe(0);
});

test('[SRV-20] a sequencer that stopped in the middle of a step wrote nothing of it', async () => {
  const { ledger, signer, sequencer } = service.running;
  const before = await ledger.size();
  const faults: unknown[] = [];
  const broken = startSequencer({
    ledger,
    signer,
    clock: () => {
      throw new Error('stopped here');
    },
    onFault: (error) => faults.push(error),
  });
  // Held back from the sequencer of the service, so that the broken one comes first.
  const { store } = service.running;
  const salt = new Uint8Array(32).fill(7);
  const event = {
    stream: 'deliberation:apart',
    version: 1,
    type: 'deliberationOpened',
    at: '2026-01-15T09:00:00.000Z',
    actor: { kind: 'chair' as const },
    audience: 'public' as const,
    payload: {},
    salt,
    commitment: commitmentOf(salt, {}),
  };
  await store.append([event], []);
  await broken.flush();
  await broken.stop();
  expect(faults).toHaveLength(1);
  expect(await ledger.size()).toBe(before);
  await sequencer.flush();
  expect(await ledger.size()).toBe(before + 1);
});

test('[SRV-21] an export holds the whole log as leaves and its own entries with what they say', async () => {
  await speak('giveSounding');
  const confided = `confided ${said}`;
  const answer = await service.get('/api/deliberations/charter/export');
  expect(answer.headers['content-disposition']).toBe('attachment; filename="charter.plenary-record.json"');
  const parsed = parseExport(JSON.parse(answer.body));
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.expected}`);
  const { entries, otherLeaves, checkpoint, verifierKey } = parsed.record;
  const opened = openCheckpoint(checkpoint, verifierKey);
  expect(entries.length + otherLeaves.length).toBe(opened?.size);
  const { store } = service.running;
  expect(entries.length).toBe((await store.version(TEST_BODY)) + (await store.version(TEST_DELIBERATION)));
  for (const { envelope, payload, salt } of entries) {
    if (salt === undefined) expect(envelope.type).toBe('soundingGiven');
    else expect(commitmentOf(hexToBytes(salt), payload)).toBe(envelope.commitment);
  }
  expect(answer.body).not.toContain(confided);
  expect(answer.body).toBe(canonicalJson(parsed.record));
});

test('[SRV-21] an export made right after an act has that act', async () => {
  const { receipt } = (await speak()).json<ActAnswer>();
  const { entries } = (await service.get('/api/deliberations/charter/export')).json<{
    entries: { envelope: Envelope }[];
  }>();
  expect(entries.at(-1)?.envelope).toMatchObject({
    version: receipt.toVersion,
    commitment: receipt.commitments[0],
  });
});

test('[SRV-21] an export is made once for all who ask while nothing has changed, and anew afterwards', async () => {
  let made = 0;
  const kept = keptExports(async ({ body, deliberation }) => {
    made += 1;
    if (made === 1) throw new Error('the database is away');
    return {
      format: 'plenary-record/1',
      body,
      deliberation,
      verifierKey: '',
      checkpoint: '',
      entries: [],
      otherLeaves: [],
    };
  });
  const ask = (at: string, deliberation = 'deliberation:x') =>
    kept({ body: 'body:b', deliberation, sittings: [], consultations: [], at });
  await expect(ask('1')).rejects.toThrow('the database is away');
  const texts = await Promise.all([ask('1'), ask('1'), ask('1')]);
  expect([new Set(texts).size, made]).toEqual([1, 2]);
  await ask('2');
  expect(made).toBe(3);
  for (let other = 0; other < 9; other += 1) await ask('2', `deliberation:${other}`);
  await ask('2');
  expect(made).toBe(13);
});

test('[SRV-19] the signer of the node signs as any Ed25519 implementation would', () => {
  const seed = new Uint8Array(createHash('sha256').update('seed').digest());
  const signer = nodeSigner('test', seed);
  // RFC 8032 signatures are deterministic: the same seed gives the same key and the same signature.
  expect(bytesToHex(nodeSigner('test', seed).sign(new Uint8Array([1])))).toBe(
    bytesToHex(signer.sign(new Uint8Array([1]))),
  );
  expect(signer.publicKey).toHaveLength(32);
});
