import {
  evolveSitting,
  type Recorded,
  type SittingEvent,
  type SittingState,
  type Withheld,
} from '@plenary/consensus';
import type { SittingAnswer } from '@plenary/protocol';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from './api.ts';
import { newest, useFollow, type AnyEvent } from './live.ts';

/** A sitting, with how far the service's clock is ahead of this device's, in milliseconds. */
export type LiveSitting = SittingAnswer & { readonly ahead: number };

export const sittingQuery = (id: string) =>
  queryOptions({
    queryKey: ['sitting', id],
    queryFn: async (): Promise<LiveSitting> => {
      const asked = Date.now();
      const answer = await get<SittingAnswer>(`/api/sittings/${encodeURIComponent(id)}`);
      // The service made its answer about half way between the question and its arrival.
      return { ...answer, ahead: Date.parse(answer.now) - (asked + Date.now()) / 2 };
    },
    staleTime: Infinity,
    structuralSharing: newest,
  });

const evolveFloor = (state: SittingState, event: AnyEvent): SittingState =>
  evolveSitting(state, event as Recorded<SittingEvent> | Withheld);

/** One sitting, live. `error` holds a `Refused` when there is none. */
export const useSitting = (id: string): { held: LiveSitting | undefined; error: Error | null } => {
  const client = useQueryClient();
  const query = useMemo(() => sittingQuery(id), [id]);
  const { data, error } = useQuery(query);
  useFollow(client, query.queryKey, data, evolveFloor);
  return { held: data, error };
};
