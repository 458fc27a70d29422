import {
  bodyAt,
  evolveBody,
  evolveDeliberation,
  type BodyEvent,
  type BodyState,
  type DeliberationEvent,
  type DeliberationState,
  type Recorded,
  type Withheld,
} from '@plenary/consensus';
import type {
  BodyAnswer,
  CourseAnswer,
  DeliberationAnswer,
  DeliberationListAnswer,
  SittingListAnswer,
  TrendsAnswer,
} from '@plenary/protocol';
import {
  queryOptions,
  replaceEqualDeep,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { get } from './api.ts';
import { follow, isConnected, onConnect, onEvents, showing } from './socket.ts';

/**
 * States held by this page: fetched once, then evolved by the events as they arrive, with the same code that the
 * service runs. A gap in the versions means something was missed: the state is then fetched again.
 */
interface Held<State> {
  readonly stream: string;
  readonly version: number;
  readonly state: State;
}

/**
 * What is held after an answer: an answer that was made before what this page has evolved to since is an old one, and is not
 * put in its place.
 */
export const newest = (before: unknown, after: unknown): unknown => {
  const [held, came] = [before, after] as [Held<unknown> | undefined, Held<unknown>]; // of the queries below alone
  return held !== undefined && came.version < held.version ? held : replaceEqualDeep(held, came);
};

export const bodyQuery = queryOptions({
  queryKey: ['body'],
  queryFn: () => get<BodyAnswer>('/api/body'),
  staleTime: Infinity,
  structuralSharing: newest,
});

/** A deliberation as the service has it now, asked anew. */
export const deliberationNow = (id: string): Promise<DeliberationAnswer> =>
  get<DeliberationAnswer>(`/api/deliberations/${encodeURIComponent(id)}`);

export const deliberationQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliberation', id],
    queryFn: () => deliberationNow(id),
    staleTime: Infinity,
    structuralSharing: newest,
  });

/** How support moved of late; asked again when a page that shows it is opened after half a minute. */
export const trendsQuery = (id: string) =>
  queryOptions({
    queryKey: ['trends', id],
    queryFn: () => get<TrendsAnswer>(`/api/deliberations/${encodeURIComponent(id)}/trends`),
    staleTime: 30_000,
  });

/**
 * The course of one item. `seen` is what the page shows of it now: with something else there the answer is asked for anew,
 * and the last one stays in sight meanwhile.
 */
export const courseQuery = (id: string, item: string, seen: string) =>
  queryOptions({
    queryKey: ['course', id, item, seen],
    queryFn: () =>
      get<CourseAnswer>(
        `/api/deliberations/${encodeURIComponent(id)}/items/${encodeURIComponent(item)}/course`,
      ),
    staleTime: 30_000,
    placeholderData: (before, query) =>
      query?.queryKey[1] === id && query.queryKey[2] === item ? before : undefined,
  });

export const deliberationsQuery = queryOptions({
  queryKey: ['deliberations'],
  queryFn: () => get<DeliberationListAnswer>('/api/deliberations'),
  staleTime: 30_000,
});

/** The calendar; pages that show it ask again from time to time. */
export const sittingsQuery = queryOptions({
  queryKey: ['sittings'],
  queryFn: () => get<SittingListAnswer>('/api/sittings'),
  staleTime: 15_000,
});

export type AnyEvent = Recorded | Withheld;

const fold = <State, H extends Held<State>>(
  held: H,
  events: readonly AnyEvent[],
  evolve: (state: State, event: AnyEvent) => State,
): H | 'gap' => {
  let { version, state } = held;
  for (const event of events) {
    if (event.version <= version) continue;
    if (event.version !== version + 1) return 'gap';
    state = evolve(state, event);
    version = event.version;
  }
  return version === held.version ? held : { ...held, version, state };
};

const evolveWithheld = (state: BodyState, event: AnyEvent): BodyState =>
  'withheld' in event ? state : evolveBody(state, event as Recorded<BodyEvent>);

const evolveVisible = (state: DeliberationState, event: AnyEvent): DeliberationState =>
  evolveDeliberation(state, event as Recorded<DeliberationEvent> | Withheld);

/** Keeps what is held of a stream up to date until the answer is called. */
const startFollowing = <State>(
  client: QueryClient,
  key: readonly unknown[],
  stream: string,
  evolve: (state: State, event: AnyEvent) => State,
): (() => void) => {
  let stopped = false;
  // What is being asked for already is not asked for again: on a busy stream no answer would ever arrive.
  const refetch = () => void client.invalidateQueries({ queryKey: key }, { cancelRefetch: false });
  const take = (events: readonly AnyEvent[]) => {
    const current = client.getQueryData<Held<State>>(key);
    if (stopped || current === undefined) return;
    const next = fold(current, events, evolve);
    if (next === 'gap') refetch();
    else if (next !== current) client.setQueryData(key, next);
  };
  const catchUp = () => {
    const current = client.getQueryData<Held<State>>(key);
    if (current === undefined) return;
    follow(stream, current.version).then(
      (answer) => {
        if (answer.ok) take(answer.events);
        else refetch();
      },
      () => undefined, // no answer in time: the next connection catches up
    );
  };
  const offEvents = onEvents((message) => {
    if (message.stream === stream) take(message.events);
  });
  const offConnect = onConnect(catchUp);
  const release = showing(stream);
  if (isConnected()) catchUp();
  return () => {
    stopped = true;
    offEvents();
    offConnect();
    release();
  };
};

/** Streams that are followed, each with how many parts of the page show it. */
const followed = new WeakMap<QueryClient, Map<string, { users: number; readonly stop: () => void }>>();

/**
 * Follows the stream of what is held, once for the whole page however many of its parts show it: the service hangs up on
 * whoever asks for everything again and again.
 */
export const useFollow = <State>(
  client: QueryClient,
  key: readonly unknown[],
  held: Held<State> | undefined,
  evolve: (state: State, event: AnyEvent) => State,
): void => {
  const stream = held?.stream;
  useEffect(() => {
    if (stream === undefined) return undefined;
    const streams = followed.get(client) ?? new Map<string, { users: number; readonly stop: () => void }>();
    followed.set(client, streams);
    const own = streams.get(stream) ?? { users: 0, stop: startFollowing(client, key, stream, evolve) };
    streams.set(stream, own);
    own.users += 1;
    return () => {
      own.users -= 1;
      if (own.users > 0) return;
      streams.delete(stream);
      own.stop();
    };
  }, [client, stream, key, evolve]);
};

/** The body with its members, groups and rules, live. Undefined while it loads. */
export const useBody = (): BodyAnswer | undefined => {
  const client = useQueryClient();
  const held = useQuery(bodyQuery).data;
  useFollow(client, bodyQuery.queryKey, held, evolveWithheld);
  const [openedAt] = useState(() => new Date().toISOString());
  // BOD-50: pages show the attributes in force when they were opened.
  return useMemo(
    () => (held === undefined ? undefined : { ...held, state: bodyAt(held.state, openedAt) }),
    [held, openedAt],
  );
};

/** One deliberation as this person may see it, live. `error` holds a `Refused` when there is none. */
export const useDeliberation = (
  id: string,
): { held: DeliberationAnswer | undefined; error: Error | null } => {
  const client = useQueryClient();
  // A new query on every render would follow the stream anew each time.
  const query = useMemo(() => deliberationQuery(id), [id]);
  const { data, error } = useQuery(query);
  useFollow(client, query.queryKey, data, evolveVisible);
  return { held: data, error };
};
