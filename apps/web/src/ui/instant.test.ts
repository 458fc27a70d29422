import { expect, test } from 'vitest';
import { LANGS } from '@plenary/i18n';
import { showDeadline } from './instant.ts';

test('[LNG-119] an instant until which something may be done names its zone, in every language', () => {
  const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'short' })
    .formatToParts(new Date('2026-03-01T12:00:00.000Z'))
    .find(({ type }) => type === 'timeZoneName')?.value;
  for (const lang of LANGS)
    expect(showDeadline('2026-03-01T12:00:00.000Z', lang)).toContain(zone ?? expect.unreachable());
});
