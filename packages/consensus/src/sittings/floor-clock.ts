import { parseInstant } from '../rules/instant.ts';
import type { FloorClock, Instant, Speech } from '../types.ts';

const millisecondsOf = (instant: Instant): number => {
  const milliseconds = parseInstant(instant);
  if (milliseconds === undefined) throw new RangeError(`not an instant in UTC: ${instant}`);
  return milliseconds;
};

/** Milliseconds that a clock shows at an instant, itself in milliseconds since 1970; never less than what had run. */
export const clockAt = ({ usedMilliseconds, since }: FloorClock, now: number): number =>
  usedMilliseconds + (since === undefined ? 0 : Math.max(0, now - millisecondsOf(since)));

/** The clock, standing from this instant on. */
export const stopClock = (clock: FloorClock, at: Instant): FloorClock => ({
  usedMilliseconds: clockAt(clock, millisecondsOf(at)),
});

/** The clock, running on from this instant; one that runs goes on as it is. */
export const runClock = (clock: FloorClock, at: Instant): FloorClock =>
  clock.since === undefined ? { ...clock, since: at } : clock;

/** Seconds that a speaker has left at an instant in milliseconds since 1970, rounded up; below zero when over time. */
export const secondsLeft = ({ limitSeconds, clock }: Speech, now: number): number =>
  Math.ceil((limitSeconds * 1_000 - clockAt(clock, now)) / 1_000);
