import { EventEmitter } from 'node:events';
import type { Recorded } from '@plenary/consensus';
import type { EventsMessage } from '@plenary/protocol';
import { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { audienceClassOf, sameSight } from './audience-class.ts';
import { clientAddress } from './client-address.ts';
import { fanOut } from './fan-out.ts';
import { BACKLOG_CHARACTERS_MAX, whenBehind } from './slow-reader.ts';
import { tokenBucket } from './token-bucket.ts';

const event = (audience: Recorded['audience']): Recorded =>
  ({
    type: 'soundingGiven',
    stream: 'deliberation:x',
    version: 1,
    at: '2026-01-01T00:00:00.000Z',
    actor: { kind: 'delegate' },
    audience,
    payload: { member: 'FRA', item: 'p1', stance: 'support', reason: '', textHash: '' },
  }) as const;

test('[SRV-16] viewers fall into classes by what they may see', () => {
  const account = { account: 'a', session: 's', mayBind: false };
  expect(audienceClassOf({ kind: 'public' })).toBe('public');
  expect(audienceClassOf({ kind: 'observer', member: 'OBS', ...account })).toBe('observers');
  expect(audienceClassOf({ kind: 'facilitator', ...account })).toBe('conduct');
  expect(audienceClassOf({ kind: 'operator', ...account })).toBe('public');
  expect(audienceClassOf({ kind: 'chair', ...account })).toBe('conduct');
  expect(audienceClassOf({ kind: 'secretariat', ...account })).toBe('conduct');
  expect(audienceClassOf({ kind: 'delegate', member: 'FRA', ...account })).toBe('own:FRA');
});

test('[SRV-16] classes that see the same of a batch are served together', () => {
  const classes = ['public', 'conduct', 'own:FRA', 'own:KEN'] as const;
  expect(sameSight(classes, [event('public')])).toEqual([[...classes]]);
  expect(sameSight(classes, [event('public'), event('own:FRA')])).toEqual([
    ['public', 'own:KEN'],
    ['conduct', 'own:FRA'],
  ]);
  expect(sameSight(classes, [event('members')])).toEqual([['public'], ['conduct', 'own:FRA', 'own:KEN']]);
  expect(sameSight(classes, [event('chair')])).toEqual([['public', 'own:FRA', 'own:KEN'], ['conduct']]);
});

test('[SRV-17] a bucket gives a burst of twice its rate and then fills at its rate', () => {
  let now = 0;
  const take = tokenBucket(10, () => now);
  const taken = (tries: number): number => Array.from({ length: tries }, take).filter(Boolean).length;
  expect(taken(30)).toBe(20);
  now = 500;
  expect(taken(30)).toBe(5);
  now = 60_000;
  expect(taken(30)).toBe(20);
});

test('[SRV-14] an address is the nearest hop that is no trusted proxy', () => {
  const header = '203.0.113.9, 198.51.100.2, 10.0.0.5';
  expect(clientAddress(false)('::ffff:10.0.0.1', header)).toBe('10.0.0.1');
  expect(clientAddress(1)('10.0.0.1', header)).toBe('10.0.0.5');
  expect(clientAddress(2)('10.0.0.1', header)).toBe('198.51.100.2');
  expect(clientAddress(9)('10.0.0.1', header)).toBe('203.0.113.9');
  expect(clientAddress('10.0.0.0/8')('10.0.0.1', header)).toBe('198.51.100.2');
  expect(clientAddress('10.0.0.0/8')('192.0.2.1', header)).toBe('192.0.2.1');
  expect(clientAddress('2001:db8::1, 10.0.0.1')('2001:db8::1', '203.0.113.9')).toBe('203.0.113.9');
  expect(clientAddress(1)('10.0.0.1', undefined)).toBe('10.0.0.1');
});

test('[SRV-17] a reader that does not keep up is closed once too much waits for it', () => {
  const line = new EventEmitter();
  let closed = 0;
  whenBehind(line, () => (closed += 1));
  const half = { data: 'x'.repeat(BACKLOG_CHARACTERS_MAX / 2) };
  line.emit('packetCreate', half);
  line.emit('packetCreate', half);
  line.emit('drain', {});
  line.emit('packetCreate', half);
  line.emit('packetCreate', { data: undefined });
  line.emit('packetCreate', half);
  expect(closed).toBe(0);
  line.emit('packetCreate', { data: 'y' });
  expect(closed).toBe(1);
});

test('[SRV-15] what was gathered leaves before somebody joins who has seen it', () => {
  const io = new Server();
  const sent: number[] = [];
  const room = io.to('nobody');
  io.to = () => room;
  room.emit = (_name, message: EventsMessage) => sent.push(message.events.length) > 0;
  const out = fanOut(io, () => ['public']);
  out.deliver('deliberation:x', [event('public')]);
  out.deliver('deliberation:x', [event('public'), event('public')]);
  expect(sent).toEqual([1]);
  out.release('deliberation:x');
  out.release('deliberation:x');
  out.flush();
  expect(sent).toEqual([1, 2]);
});
