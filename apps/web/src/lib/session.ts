import type { SessionAnswer } from '@plenary/protocol';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { get, send } from './api.ts';
import { forgetSeen } from './forget-seen.ts';
import { thisDevice } from './live-text/own-device.ts';
import { ownOutbox } from './outbox.ts';
import { onConnect, onSessionEnded, reconnect } from './socket.ts';

const SESSION = 'session';
export const sessionQuery = queryOptions({
  queryKey: [SESSION],
  queryFn: () => get<SessionAnswer>('/api/session'),
  staleTime: 60_000,
});

/** Who is signed in here; undefined while unknown. */
export const useSession = (): SessionAnswer | undefined => useQuery(sessionQuery).data;

/**
 * Keeps up with who is signed in: asks again when the session of this page has ended elsewhere (another tab, another
 * device), and whenever the line is back, since the new session may not have been there yet. What somebody else may see
 * is then fetched anew, and acts wait and go out for that account alone. Used once, around all pages.
 */
export const useSessionKept = (): void => {
  const client = useQueryClient();
  const session = useSession();
  const account = session?.account?.id;
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    const ask = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    const offEnded = onSessionEnded(ask);
    const offConnect = onConnect(ask);
    return () => {
      offEnded();
      offConnect();
    };
  }, [client]);
  useEffect(() => {
    if (session === undefined) return;
    ownOutbox(account);
    const now = account ?? '';
    void thisDevice().own(now);
    if (before.current !== undefined) void forgetSeen(client, SESSION, { before: before.current, now });
    before.current = now;
  }, [client, session, account]);
};

/** After signing in or out: the page asks who it is now, and opens its socket anew. */
export const useRightsChanged = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return async () => {
    reconnect();
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
};

export const useSignOut = (): (() => Promise<void>) => {
  const rightsChanged = useRightsChanged();
  return async () => {
    await send('DELETE', '/api/session');
    await rightsChanged();
  };
};
