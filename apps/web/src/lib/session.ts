import type { SessionAnswer } from '@plenary/protocol';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from './api.ts';
import { reconnect } from './socket.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => get<SessionAnswer>('/api/session'),
  staleTime: 60_000,
});

/** Who is signed in here; undefined while unknown. */
export const useSession = (): SessionAnswer | undefined => useQuery(sessionQuery).data;

/** After signing in or out everything is fetched again with the new rights, and the socket is opened anew. */
export const useRightsChanged = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return async () => {
    reconnect();
    await client.invalidateQueries();
  };
};

export const useSignOut = (): (() => Promise<void>) => {
  const rightsChanged = useRightsChanged();
  return async () => {
    await send('DELETE', '/api/session');
    await rightsChanged();
  };
};
