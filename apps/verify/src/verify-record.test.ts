import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  admitBody,
  admitDeliberation,
  evolveBody,
  evolveDeliberation,
  type Actor,
  type BodyAct,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
} from '@plenary/consensus';
import {
  appendLeaves,
  canonicalJson,
  commitmentOf,
  EMPTY_FRONTIER,
  bytesToHex,
  leafHash,
  rootOf,
  signCheckpoint,
  verifierKeyOf,
  type Envelope,
  type Signer,
} from '@plenary/ledger';
import { revisionHash, textHash } from '@plenary/text';
import { describe, expect, test } from 'vitest';
import { CHECKS, verifyRecord } from './verify-record.ts';

const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 5)]),
  format: 'der',
  type: 'pkcs8',
});
const signer: Signer = {
  name: 'example.org/log',
  publicKey: new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)),
  sign: (message) => new Uint8Array(sign(null, message, key)),
};
const instant = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`;

/** A small body adopts a text after one objection; one sounding is withheld. The log has one entry of another stream. */
const record = () => {
  let body: BodyState | undefined;
  let state: DeliberationState | undefined;
  const versions = new Map<string, number>();
  const entries: { envelope: Envelope; payload?: unknown; salt?: string }[] = [];
  const put = (
    stream: string,
    type: string,
    payload: unknown,
    at: string,
    actor: Actor,
    audience: string,
  ) => {
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    const salt = new Uint8Array(32).fill(entries.length + 1);
    const commitment = commitmentOf(salt, payload);
    const envelope = {
      seq: entries.length,
      stream,
      version,
      type,
      at,
      actor: { ...actor },
      audience,
      commitment,
    };
    entries.push({ envelope, ...(audience === 'public' ? { payload, salt: bytesToHex(salt) } : {}) });
    return { stream, version, at, actor };
  };
  const onBody = (act: BodyAct) => {
    const actor: Actor = { kind: 'secretariat' };
    const admission = admitBody(body, act, { at: instant(0), actor });
    if (!admission.admitted) throw new Error(admission.refusal.code);
    for (const event of admission.events)
      body = evolveBody(body, {
        ...event,
        ...put('body:b', event.type, event.payload, instant(0), actor, event.audience),
      });
  };
  const on = (second: number, act: DeliberationAct, actor: Actor) => {
    if (body === undefined) throw new Error('no body');
    const at = instant(second);
    const admission = admitDeliberation(state, act, { at, actor, body });
    if (!admission.admitted) throw new Error(admission.refusal.code);
    for (const event of admission.events)
      state = evolveDeliberation(state, {
        ...event,
        ...put('deliberation:d', event.type, event.payload, at, actor, event.audience),
      });
  };
  onBody({
    type: 'foundBody',
    id: 'b',
    names: { en: 'Body' },
    exercise: true,
    rules: [{ id: 'consensus', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } }],
    defaultRule: 'consensus',
  });
  onBody({
    type: 'admitMembers',
    members: ['AAA', 'BBB', 'CCC'].map((id) => ({
      id,
      role: 'member',
      class: 'government',
      names: { en: id },
      attrs: {},
    })),
  });
  const chair: Actor = { kind: 'chair' };
  const of = (member: string): Actor => ({ kind: 'delegate', member, mayBind: true });
  const words = textHash('Agrees to meet.');
  on(1, { type: 'openDeliberation', id: 'd', title: { en: 'Text' } }, chair);
  on(
    2,
    {
      type: 'importText',
      symbol: 'PLN/1',
      lang: 'en',
      paragraphs: [{ kind: 'operative', level: 0, label: 'OP1', text: 'Agrees to meet.', hash: words }],
      hash: revisionHash([words]),
    },
    chair,
  );
  on(3, { type: 'statePosition', item: 'p1', stance: 'support', reason: '', textHash: words }, of('AAA'));
  on(
    4,
    { type: 'giveSounding', item: 'p1', stance: 'oppose', reason: 'in confidence', textHash: words },
    of('BBB'),
  );
  on(5, { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }, chair);
  on(6, { type: 'object', reason: 'not yet' }, of('CCC'));
  on(8, { type: 'reject', note: 'one objection' }, chair);
  on(9, { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }, chair);
  on(12, { type: 'adopt' }, chair);
  const other = bytesToHex(new Uint8Array(32).fill(9));
  const leaves = [...entries.map(({ envelope }) => leafHash(envelope)), new Uint8Array(32).fill(9)];
  const { frontier } = appendLeaves(EMPTY_FRONTIER, leaves);
  return {
    format: 'plenary-record/1',
    body: 'body:b',
    deliberation: 'deliberation:d',
    verifierKey: verifierKeyOf(signer),
    checkpoint: signCheckpoint(
      { origin: signer.name, size: frontier.size, root: rootOf(frontier), at: instant(13) },
      signer,
    ),
    entries,
    otherLeaves: [[entries.length, other]],
  };
};

describe('verification of a record', () => {
  test('[VER-1] a record that is whole passes every check, with what is confidential withheld', () => {
    const report = verifyRecord(record());
    expect(report.checks.map(({ code, ok }) => [code, ok])).toEqual(CHECKS.map((code) => [code, true]));
    expect(report.state?.phase).toBe('adopted');
    expect(report.state?.soundings).toEqual({});
  });

  test('[VER-2] any single flipped bit of the file is found', () => {
    const bytes = Buffer.from(canonicalJson(record()));
    const found = { unreadable: 0, refused: 0 };
    for (let at = 0; at < bytes.length; at += 7)
      for (const bit of [0, 3, 5]) {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] ?? 0) ^ (1 << bit);
        let json: unknown;
        try {
          json = JSON.parse(copy.toString());
        } catch {
          found.unreadable += 1;
          continue;
        }
        expect(verifyRecord(json).ok, `bit ${bit} of byte ${at}`).toBe(false);
        found.refused += 1;
      }
    expect(found.refused).toBeGreaterThan(100);
  });

  test('[VER-3] what follows from a signed but wrong log is found: a tally, an outcome, words, a gap', () => {
    const forged = (change: (entries: ReturnType<typeof record>['entries']) => void) => {
      const whole = record();
      change(whole.entries);
      for (const entry of whole.entries)
        if (entry.salt !== undefined)
          entry.envelope = {
            ...entry.envelope,
            commitment: commitmentOf(Uint8Array.from(Buffer.from(entry.salt, 'hex')), entry.payload),
          };
      const leaves = [...whole.entries.map(({ envelope }) => leafHash(envelope)), new Uint8Array(32).fill(9)];
      const { frontier } = appendLeaves(EMPTY_FRONTIER, leaves);
      whole.checkpoint = signCheckpoint(
        { origin: signer.name, size: frontier.size, root: rootOf(frontier), at: instant(13) },
        signer,
      );
      return verifyRecord(whole).checks.find(({ ok }) => !ok)?.code;
    };
    const payload = (entries: ReturnType<typeof record>['entries'], type: string) =>
      entries.find(({ envelope }) => envelope.type === type)?.payload as Record<string, unknown>;
    expect(forged(() => undefined)).toBeUndefined();
    expect(
      forged((entries) =>
        Object.assign(payload(entries, 'adoptionRejected')['equalVoice'] ?? {}, { object: 0 }),
      ),
    ).toBe('decisions');
    expect(forged((entries) => Object.assign(payload(entries, 'objected'), { member: 'BBB' }))).toBe(
      'decisions',
    );
    expect(
      forged((entries) =>
        Object.assign((payload(entries, 'textImported')['paragraphs'] as object[])[0] ?? {}, {
          text: 'Agrees to part.',
        }),
      ),
    ).toBe('texts');
    expect(forged((entries) => Object.assign(entries.at(-1)?.envelope ?? {}, { version: 99 }))).toBe(
      'streams',
    );
  });
});
