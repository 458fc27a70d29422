import { parseInstant } from '@plenary/consensus';

/** An entry of a calendar. */
export interface CalendarEntry {
  /** Never changes for what it stands for. */
  readonly uid: string;
  /** Instant of the last change of the entry. */
  readonly changedAt: string;
  readonly startsAt: string;
  /** Absent for an instant, such as a deadline. */
  readonly endsAt?: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  /** Where it takes place. */
  readonly location?: string;
  /** Raised by one with every change of the times, the place, what is told of it, or `cancelled`. */
  readonly sequence: number;
  readonly cancelled: boolean;
}

/** Octets of a line of a calendar without its end (RFC 5545, 3.1). */
const LINE_OCTETS_MAX = 75;

const octetsOf = (sign: string): number => new TextEncoder().encode(sign).length;

/** CAL-2: a line folded so that no part has more than 75 octets, and no sign is cut. */
export const foldLine = (line: string): string => {
  let folded = '';
  let octets = 0;
  for (const sign of line) {
    const more = octetsOf(sign);
    if (octets + more > LINE_OCTETS_MAX) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += sign;
    octets += more;
  }
  return folded;
};

/** CAL-2: text as the value of a property (RFC 5545, 3.3.11). */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');

/** An instant in UTC in the form of RFC 5545. @throws Error for what is no instant of the record */
const stamp = (instant: string): string => {
  if (parseInstant(instant) === undefined) throw new Error(`${instant} is no instant`);
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
};

const event = (entry: CalendarEntry): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(entry.uid)}`,
  `DTSTAMP:${stamp(entry.changedAt)}`,
  `LAST-MODIFIED:${stamp(entry.changedAt)}`,
  `SEQUENCE:${entry.sequence}`,
  `DTSTART:${stamp(entry.startsAt)}`,
  ...(entry.endsAt === undefined ? [] : [`DTEND:${stamp(entry.endsAt)}`]),
  `SUMMARY:${escapeText(entry.summary)}`,
  `DESCRIPTION:${escapeText(entry.description)}`,
  ...(entry.location === undefined ? [] : [`LOCATION:${escapeText(entry.location)}`]),
  `URL:${entry.url}`,
  `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** CAL-1: a calendar of these entries as iCalendar (RFC 5545). */
export const calendarText = (name: string, entries: readonly CalendarEntry[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenary//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(event),
    'END:VCALENDAR',
  ]
    .map((line) => `${foldLine(line)}\r\n`)
    .join('');
