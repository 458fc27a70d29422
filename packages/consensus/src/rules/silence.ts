import type { Instant, MemberId } from '../types.ts';
import { parseInstant } from './instant.ts';

export const SILENCE_OUTCOMES = ['adopted', 'broken', 'pending', 'invalid', 'withdrawn'] as const;
export type SilenceOutcome = (typeof SILENCE_OUTCOMES)[number];

export const SILENCE_EVENTS = ['break', 'extend', 'withdraw'] as const;
export type SilenceEvent =
  | { readonly type: 'break'; readonly by: MemberId; readonly at: Instant }
  | { readonly type: 'extend'; readonly by: string; readonly at: Instant; readonly to: Instant }
  | { readonly type: 'withdraw'; readonly by: string; readonly at: Instant };

export interface SilenceProcedure {
  readonly openedAt: Instant;
  readonly hours: number;
  readonly minHours: number;
  readonly extendable: boolean;
  readonly eligible: readonly MemberId[];
  readonly events: readonly SilenceEvent[];
  readonly asOf: Instant;
}

const must = (instant: Instant): number => {
  const read = parseInstant(instant);
  if (read === undefined) throw new RangeError(`not an instant in UTC: ${instant}`);
  return read;
};

/**
 * Where a silence procedure stands at `asOf` (domain 4.1). Events count in order of time. A break at the very instant
 * of the deadline counts; a later one, or one by somebody not eligible, is ignored. Only the chair (`by: 'chair'`)
 * extends or withdraws, while the period runs, and extends only to a later instant. `deadline` is in milliseconds
 * since 1970. Throws RangeError for what is no instant.
 */
export const silenceOutcome = (
  procedure: SilenceProcedure,
): { outcome: SilenceOutcome; deadline: number } => {
  const asOf = must(procedure.asOf);
  let deadline = must(procedure.openedAt) + procedure.hours * 3_600_000;
  if (procedure.hours < procedure.minHours) return { outcome: 'invalid', deadline };
  const timed = procedure.events.map((event, index) => ({ event, at: must(event.at), index }));
  timed.sort((a, b) => a.at - b.at || a.index - b.index);
  for (const { event, at } of timed) {
    if (at > asOf || at > deadline) continue;
    if (event.type === 'break' && procedure.eligible.includes(event.by))
      return { outcome: 'broken', deadline };
    if (event.by !== 'chair') continue;
    if (event.type === 'withdraw') return { outcome: 'withdrawn', deadline };
    if (event.type === 'extend' && procedure.extendable) deadline = Math.max(deadline, must(event.to));
  }
  return { outcome: asOf <= deadline ? 'pending' : 'adopted', deadline };
};
