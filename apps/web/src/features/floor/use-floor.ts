import type { BodyState, SittingState } from '@plenary/consensus';
import { useEffect, useState } from 'react';
import { useBody } from '../../lib/live.ts';
import { useSitting } from '../../lib/live-sitting.ts';
import { useSession } from '../../lib/session.ts';

/** Who looks at the floor, and what that lets them do there. */
export interface Seat {
  readonly role: 'chair' | 'secretariat' | 'delegate' | 'observer' | 'reader';
  /** The delegation or observer that this person sits for. */
  readonly member?: string;
  readonly mayBind: boolean;
}

/** What the pages of a sitting show. */
export interface Floor {
  readonly stream: string;
  readonly body: BodyState;
  readonly state: SittingState;
  readonly seat: Seat;
  /** How far the service's clock is ahead of this device's, in milliseconds. */
  readonly ahead: number;
}

/** The sitting of this page, live; the error when there is none. */
export const useFloor = (id: string): { readonly floor: Floor | undefined; readonly error: Error | null } => {
  const { held, error } = useSitting(id);
  const body = useBody();
  const account = useSession()?.account;
  if (held === undefined || body === undefined) return { floor: undefined, error };
  const kind = account?.kind;
  const role =
    kind === 'chair' || kind === 'secretariat' || kind === 'delegate' || kind === 'observer'
      ? kind
      : 'reader';
  const seat: Seat = {
    role,
    mayBind: account?.mayBind === true,
    ...(account?.member === undefined ? {} : { member: account.member }),
  };
  return {
    floor: { stream: held.stream, body: body.state, state: held.state, seat, ahead: held.ahead },
    error,
  };
};

/**
 * The service's time, four times a second: clocks on all pages show the same. It is computed from the device's clock each
 * time and never counted, so that a phone that slept shows the right time when it wakes.
 */
export const useServiceNow = (ahead: number): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = (): void => setNow(Date.now());
    const timer = setInterval(tick, 250);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return now + ahead;
};
