import { expect, test } from 'vitest';
import { silenceOutcome, type SilenceEvent, type SilenceProcedure } from './silence.ts';

const procedure = (rest: Partial<SilenceProcedure>): SilenceProcedure => ({
  openedAt: '2024-06-03T14:00:00Z',
  hours: 72,
  minHours: 72,
  extendable: true,
  eligible: ['AAA', 'BBB', 'CCC'],
  events: [],
  asOf: '2024-06-30T00:00:00Z',
  ...rest,
});
const outcome = (rest: Partial<SilenceProcedure>) => silenceOutcome(procedure(rest)).outcome;
const broken = (at: string, by = 'BBB'): SilenceEvent => ({ type: 'break', by, at });
const extended = (at: string, to: string, by = 'chair'): SilenceEvent => ({ type: 'extend', by, at, to });
const withdrawn = (at: string, by = 'chair'): SilenceEvent => ({ type: 'withdraw', by, at });

const DEADLINE = '2024-06-06T14:00:00Z';
const AFTER = '2024-06-06T14:00:00.001Z';

test('[SIL-1] silence unbroken until after the deadline adopts, until then it is pending', () => {
  expect(outcome({ asOf: DEADLINE })).toBe('pending');
  expect(outcome({ asOf: AFTER })).toBe('adopted');
});

test('[SIL-2] a break at the very instant of the deadline counts, a millisecond later it does not', () => {
  expect(outcome({ events: [broken(DEADLINE)] })).toBe('broken');
  expect(outcome({ events: [broken(AFTER)] })).toBe('adopted');
});

test('[SIL-2] a break by somebody who is not eligible is ignored', () => {
  expect(outcome({ events: [broken('2024-06-04T00:00:00Z', 'OBS')] })).toBe('adopted');
});

test('[SIL-2] a break is terminal: neither extension nor withdrawal undoes it', () => {
  const events = [
    broken('2024-06-04T00:00:00Z'),
    extended('2024-06-05T00:00:00Z', '2024-06-20T00:00:00Z'),
    withdrawn('2024-06-05T00:00:00Z'),
  ];
  expect(outcome({ events })).toBe('broken');
});

test('[SIL-2] what has not happened yet at the instant asked is not counted', () => {
  expect(outcome({ events: [broken('2024-06-05T00:00:00Z')], asOf: '2024-06-04T00:00:00Z' })).toBe('pending');
});

test('[SIL-3] the chair extends while the period runs, and breaks count until the new deadline', () => {
  const extension = extended('2024-06-06T12:00:00Z', '2024-06-08T14:00:00Z');
  expect(outcome({ events: [extension, broken('2024-06-07T18:00:00Z', 'CCC')] })).toBe('broken');
  expect(outcome({ events: [extension], asOf: '2024-06-07T00:00:00Z' })).toBe('pending');
  expect(outcome({ events: [extension], asOf: '2024-06-08T14:00:01Z' })).toBe('adopted');
});

test.each([
  ['by a delegation', extended('2024-06-05T00:00:00Z', '2024-06-20T00:00:00Z', 'AAA')],
  ['after the deadline', extended('2024-06-06T15:00:00Z', '2024-06-20T00:00:00Z')],
  ['to an earlier instant', extended('2024-06-05T00:00:00Z', '2024-06-05T12:00:00Z')],
])('[SIL-3] an extension %s changes nothing', (_, extension) => {
  expect(outcome({ events: [extension, broken('2024-06-10T00:00:00Z')] })).toBe('adopted');
  expect(outcome({ events: [extension], asOf: DEADLINE })).toBe('pending');
});

test('[SIL-3] a period that the rule does not let extend stays as it is', () => {
  const events = [extended('2024-06-05T00:00:00Z', '2024-06-20T00:00:00Z'), broken('2024-06-10T00:00:00Z')];
  expect(outcome({ events, extendable: false })).toBe('adopted');
});

test('[SIL-4] a period shorter than the least is invalid whatever happened in it', () => {
  expect(outcome({ hours: 71 })).toBe('invalid');
  expect(outcome({ hours: 71, events: [broken('2024-06-04T00:00:00Z')] })).toBe('invalid');
});

test('[SIL-5] the chair withdraws before the deadline; nobody else does and nobody later', () => {
  expect(outcome({ events: [withdrawn('2024-06-05T00:00:00Z')] })).toBe('withdrawn');
  expect(outcome({ events: [withdrawn('2024-06-05T00:00:00Z', 'AAA')] })).toBe('adopted');
  expect(outcome({ events: [withdrawn('2024-06-07T00:00:00Z')] })).toBe('adopted');
});

test('[SIL-6] events count in the order of their instants, not of their arrival', () => {
  const late = broken('2024-06-07T18:00:00Z');
  const inTime = extended('2024-06-06T12:00:00Z', '2024-06-08T14:00:00Z');
  expect(outcome({ events: [late, inTime] })).toBe('broken');
});

test('[SIL-6] what is no instant is a fault of the caller', () => {
  expect(() => outcome({ asOf: 'soon' })).toThrow(RangeError);
});
