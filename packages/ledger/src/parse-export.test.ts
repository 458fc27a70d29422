import { describe, expect, test } from 'vitest';
import { EXPORT_FORMAT } from './export.ts';
import { parseExport } from './parse-export.ts';

const hash = '0a'.repeat(32);
const envelope = {
  seq: 0,
  stream: 'body:b',
  version: 1,
  type: 'bodyFounded',
  at: '2026-01-15T09:00:00.000Z',
  actor: { kind: 'secretariat' },
  audience: 'public',
  commitment: hash,
};
const entry = { envelope, payload: { id: 'b' }, salt: hash };
const whole = {
  format: EXPORT_FORMAT,
  body: 'body:b',
  deliberation: 'deliberation:d',
  verifierKey: 'name+00000000+AA==',
  checkpoint: 'x',
  entries: [entry, { envelope: { ...envelope, seq: 2, version: 2 } }],
  otherLeaves: [[1, hash]],
};
const without = (field: string, json: object): object =>
  Object.fromEntries(Object.entries(json).filter(([name]) => name !== field));

describe('an export', () => {
  test('[LED-8] is read as it was written', () => {
    expect(parseExport(whole)).toEqual({ ok: true, record: whole });
    expect(parseExport({ ...whole, entries: [], otherLeaves: [] }).ok).toBe(true);
    const withLogs = { ...whole, logs: { c1: '{}\n' } };
    expect(parseExport(withLogs)).toEqual({ ok: true, record: withLogs });
  });

  test('[LED-8] whatever its payload is, is read with it: null is a value', () => {
    const parsed = parseExport({ ...whole, entries: [{ ...entry, payload: null }] });
    expect(parsed).toMatchObject({ ok: true, record: { entries: [{ payload: null }] } });
  });

  test('[LED-8] without any one of its fields is refused with the path', () => {
    for (const field of Object.keys(whole))
      expect(parseExport(without(field, whole))).toMatchObject({ ok: false, path: `$.${field}` });
    for (const field of Object.keys(envelope))
      expect(
        parseExport({ ...whole, entries: [{ ...entry, envelope: without(field, envelope) }] }),
      ).toMatchObject({ ok: false, path: `$.entries[0].envelope.${field}` });
  });

  test.each<[string, unknown, string]>([
    ['with logs that are a list', { ...whole, logs: [] }, '$.logs'],
    ['with a log of no conversation', { ...whole, logs: { p1: '' } }, '$.logs.p1'],
    ['with a log that is no text', { ...whole, logs: { c1: 1 } }, '$.logs.c1'],
    ['that is a list', [], '$'],
    ['that is nothing', null, '$'],
    ['with a field too many', { ...whole, extra: 1 }, '$.extra'],
    ['of another format', { ...whole, format: 'plenary-record/2' }, '$.format'],
    ['with an empty stream', { ...whole, body: '' }, '$.body'],
    ['with a number for the key', { ...whole, verifierKey: 1 }, '$.verifierKey'],
    ['with entries that are no list', { ...whole, entries: {} }, '$.entries'],
    [
      'with an entry that has a field too many',
      { ...whole, entries: [{ ...entry, x: 1 }] },
      '$.entries[0].x',
    ],
    ['with a payload but no salt', { ...whole, entries: [without('salt', entry)] }, '$.entries[0]'],
    ['with a salt but no payload', { ...whole, entries: [without('payload', entry)] }, '$.entries[0]'],
    ['with a short salt', { ...whole, entries: [{ ...entry, salt: '0a' }] }, '$.entries[0].salt'],
    [
      'with a leaf that is no hash',
      {
        ...whole,
        otherLeaves: [
          [1, hash],
          [2, 'xyz'],
        ],
      },
      '$.otherLeaves[1][1]',
    ],
    ['with a leaf in capitals', { ...whole, otherLeaves: [[1, hash.toUpperCase()]] }, '$.otherLeaves[0][1]'],
    ['with a leaf below zero', { ...whole, otherLeaves: [[-1, hash]] }, '$.otherLeaves[0][0]'],
    ['with a leaf of three parts', { ...whole, otherLeaves: [[1, hash, 1]] }, '$.otherLeaves[0]'],
    ['with a leaf of one part', { ...whole, otherLeaves: [[1]] }, '$.otherLeaves[0][1]'],
  ])('[LED-8] %s is refused with the path', (_name, json, path) => {
    expect(parseExport(json)).toMatchObject({ ok: false, path });
  });

  test.each<[string, unknown]>([
    ['seq', 0.5],
    ['seq', '0'],
    ['version', 0],
    ['version', 2 ** 53],
    ['stream', 7],
    ['type', ''],
    ['at', '2026-01-15'],
    ['at', '2026-01-15T09:00:00.000Z '],
    ['actor', []],
    ['actor', 'chair'],
    ['audience', null],
    ['commitment', hash.slice(2)],
    ['commitment', `${hash}\n`],
  ])('[LED-8] with %s of an envelope as %j is refused with the path', (field, value) => {
    const entries = [{ ...entry, envelope: { ...envelope, [field]: value } }];
    expect(parseExport({ ...whole, entries })).toMatchObject({
      ok: false,
      path: `$.entries[0].envelope.${field}`,
    });
  });
});
