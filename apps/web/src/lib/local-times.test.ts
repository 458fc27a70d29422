import { expect, test } from 'vitest';
import { localTimes } from './local-times.ts';

const member = (id: string, zone?: string | number) => ({ id, attrs: zone === undefined ? {} : { zone } });

test('[DCN-1] the end of a silence is told in the time of every capital, from west to east', () => {
  const { times, without } = localTimes(
    [
      member('FRA', 'Europe/Paris'),
      member('USA', 'America/New_York'),
      member('DEU', 'Europe/Berlin'),
      member('NPL', 'Asia/Kathmandu'),
    ],
    '2026-03-10T15:00:00.000Z',
    'en-GB',
  );
  expect(without).toEqual([]);
  expect(times.map(({ members }) => members)).toEqual([['USA'], ['FRA', 'DEU'], ['NPL']]);
  expect(times.map(({ time }) => time.slice(-5))).toEqual(['11:00', '16:00', '20:45']);
});

test('[DCN-1] a change of clocks during a silence changes what is shown, not the instant', () => {
  const paris = [member('FRA', 'Europe/Paris')];
  const shown = (at: string) => localTimes(paris, at, 'en-GB').times[0]?.time.slice(-5);
  // 72 hours over the night of 28 to 29 March 2026.
  expect([shown('2026-03-27T12:00:00.000Z'), shown('2026-03-30T12:00:00.000Z')]).toEqual(['13:00', '14:00']);
});

test('[DCN-1] who has said no zone, or one that does not exist, is listed', () => {
  const { times, without } = localTimes(
    [member('AAA'), member('BBB', 7), member('CCC', 'Moon/Tranquility'), member('DDD', '')],
    '2026-03-10T15:00:00.000Z',
    'en',
  );
  expect(times).toEqual([]);
  expect(without).toEqual(['AAA', 'BBB', 'CCC', 'DDD']);
});
