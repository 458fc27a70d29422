import type { Instant, Member } from '@plenary/consensus';

/** Attribute of a member that holds the time zone of its capital, as the IANA database names it: `Africa/Nairobi`. */
const ZONE = 'zone';

/** One wall-clock time and the members in whose capitals it is shown at an instant. */
export interface LocalTime {
  readonly time: string;
  readonly members: readonly string[];
}

/** Clocks by language and zone, made once: a hundred and ninety-three capitals make a wait of them. */
const keptClocks = new Map<string, Intl.DateTimeFormat | undefined>();

const makeClock = (zone: string, lang: string): Intl.DateTimeFormat | undefined => {
  try {
    return new Intl.DateTimeFormat(lang, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
    });
  } catch (error) {
    // A zone that this device does not know; any other error is a fault.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const clockOf = (zone: string, lang: string): Intl.DateTimeFormat | undefined => {
  const key = `${lang} ${zone}`;
  if (!keptClocks.has(key)) keptClocks.set(key, makeClock(zone, lang));
  return keptClocks.get(key);
};

const keptWallClocks = new Map<string, Intl.DateTimeFormat>();
const wallClockOf = (zone: string): Intl.DateTimeFormat => {
  const known =
    keptWallClocks.get(zone) ??
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  keptWallClocks.set(zone, known);
  return known;
};

/** Minutes by which a zone is ahead of UTC at an instant, whatever its clocks show at other times. */
const offsetOf = (zone: string, at: Date): number => {
  const parts = wallClockOf(zone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall - at.getTime()) / 60_000);
};

/**
 * What the clocks of the capitals show at an instant, from west to east, and who has said no zone that this device knows.
 * The instant is the same everywhere: a change of clocks changes what is shown, never when it is.
 */
export const localTimes = (
  members: readonly Pick<Member, 'id' | 'attrs'>[],
  at: Instant,
  lang: string,
): { readonly times: readonly LocalTime[]; readonly without: readonly string[] } => {
  const date = new Date(at);
  const byOffset = new Map<number, { time: string; members: string[] }>();
  const without: string[] = [];
  for (const { id, attrs } of members) {
    const zone = attrs[ZONE];
    const clock = typeof zone === 'string' && zone !== '' ? clockOf(zone, lang) : undefined;
    if (typeof zone !== 'string' || clock === undefined) {
      without.push(id);
      continue;
    }
    const offset = offsetOf(zone, date);
    const row = byOffset.get(offset);
    if (row === undefined) byOffset.set(offset, { time: clock.format(date), members: [id] });
    else row.members.push(id);
  }
  return {
    times: [...byOffset].sort(([a], [b]) => a - b).map(([, row]) => row),
    without,
  };
};
