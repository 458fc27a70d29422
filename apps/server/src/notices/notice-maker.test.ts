import type { BodyState, ConsultationState, DeliberationState } from '@plenary/consensus';
import type { StoredEvent } from '@plenary/db';
import { afterEach, expect, test } from 'vitest';
import { heldPromise } from '../held-promise.fixture.ts';
import { turnedClock } from '../testing.ts';
import { startNoticeMaker, type LogToTell, type NoticeMaker, type NoticeMakerParts } from './notice-maker.ts';

const AT = '2026-01-15T09:00:00.000Z';
const BODY = 'body:assembly';
const CLOSES = '2026-01-18T09:00:00.000Z';
const STREAMS = [BODY, 'deliberation:a', 'deliberation:b', 'consultation:c', 'consultation:d'];
// Nothing is decided in the one, and nobody acts in the other.
const state = { decisions: [], conversations: {}, marks: {} } as unknown as DeliberationState;
const body = { members: {} } as unknown as BodyState;

let maker: NoticeMaker | undefined;
afterEach(() => maker?.stop());

/** Streams of one event each, told by a maker whose parts may misbehave. */
const telling = (change: (parts: NoticeMakerParts) => Partial<NoticeMakerParts> = () => ({})) => {
  const clock = turnedClock(AT);
  const told: string[] = [];
  const loaded: string[] = [];
  const faults: unknown[] = [];
  const parts: NoticeMakerParts = {
    store: {
      read: async (stream: string, after: number) =>
        after > 0
          ? []
          : [
              {
                stream,
                version: 1,
                type: stream.startsWith('deliberation:') ? 'deliberationOpened' : 'told to nobody',
                at: AT,
                actor: { kind: 'secretariat' },
                audience: 'public',
                payload: { id: stream, body: 'assembly', title: { en: stream } },
              } as unknown as StoredEvent, // of these kinds nobody is told anything
            ],
    } as unknown as NoticeMakerParts['store'], // nothing else is asked of it
    notices: {
      streams: async () =>
        STREAMS.map((stream) => ({ stream, version: 1, told: told.includes(stream) ? 1 : 0 })),
      cursor: async (stream: string) => (told.includes(stream) ? 1 : 0),
      tell: async (stream: string) => {
        told.push(stream);
        return true;
      },
      keep: async () => 0,
    } as unknown as NoticeMakerParts['notices'],
    consultations: {
      streams: async () => [],
      state: async (stream) => {
        loaded.push(stream);
        // What is asked of a consultation here is its window.
        return { id: 'c', comments: [], opensAt: AT, closesAt: CLOSES } as unknown as ConsultationState;
      },
      authors: async () => new Map(),
    },
    sittings: { state: async () => undefined },
    conversations: { logs: async () => [] },
    deliberation: async (stream) => {
      loaded.push(stream);
      return { version: 1, state };
    },
    body: async () => body,
    people: async () => [],
    correspondence: { followers: async () => new Map(), letters: async () => [], ofBody: async () => [] },
    clock: clock.now,
    told: () => undefined,
    onFault: (error) => void faults.push(error),
  };
  maker = startNoticeMaker({ ...parts, ...change(parts) });
  return { maker, clock, told, loaded, faults };
};

test('[NOT-71] a stream that cannot be told keeps no other from being told', async () => {
  const { maker, told, faults } = telling(({ notices }) => ({
    notices: {
      ...notices,
      tell: async (stream, ...more) => {
        if (stream === BODY || stream === 'deliberation:a' || stream === 'consultation:c')
          throw new Error(`poison in ${stream}`);
        return notices.tell(stream, ...more);
      },
    },
  }));
  await maker.round();
  expect(told).toEqual(['deliberation:b', 'consultation:d']);
  expect(faults).toHaveLength(3);
});

test('[NOT-72] what stands still and has no deadline near is not read again, and a stream that grew alone is', async () => {
  let sweeps = 0;
  const seen = heldPromise();
  const { maker, loaded } = telling(({ notices, deliberation }) => ({
    notices: {
      ...notices,
      streams: () => {
        sweeps += 1;
        return notices.streams();
      },
    },
    deliberation: async (stream) => {
      if (sweeps === 2) seen.release();
      return deliberation(stream);
    },
  }));
  await maker.round();
  expect(new Set(loaded)).toEqual(new Set(STREAMS.filter((stream) => stream !== BODY)));
  loaded.length = 0;
  await maker.round();
  expect(loaded).toEqual([]);
  maker.note('deliberation:b');
  await seen.promise;
  expect(loaded).toEqual(['deliberation:b']);
  expect(sweeps).toBe(2);
});

test('[NOT-72] a day before its end a window is looked at, however long nothing happened', async () => {
  const { maker, clock, loaded } = telling();
  await maker.round();
  loaded.length = 0;
  clock.turn(2 * 86_400 - 1);
  await maker.round();
  expect(loaded).toEqual([]);
  clock.turn(1);
  await maker.round();
  expect(loaded).toEqual(['consultation:c', 'consultation:d']);
});

test('[NOT-155] the log of a conversation that cannot be told keeps no other log from being told', async () => {
  let asked = 0;
  const log = (name: string, after: LogToTell['after']): LogToTell => ({ name, position: 1, after });
  const { maker, told, faults } = telling(() => ({
    conversations: {
      logs: async () => {
        asked += 1;
        return [
          log('conversation:1', async () => {
            throw new Error('poison in a log');
          }),
          log('conversation:2', async () => ({ upTo: 1, tellings: [] })),
          log('conversation:3', async () => ({ upTo: 1, tellings: [] })),
        ];
      },
    },
  }));
  await maker.round();
  expect(told).toEqual(expect.arrayContaining(['conversation:2', 'conversation:3']));
  expect(faults).toHaveLength(1);
  expect(asked).toBe(1);
});

test('[NOT-156] a stream that grows while a round asks what there is is told in the next one', async () => {
  const before = heldPromise();
  const asked = heldPromise();
  const seen = heldPromise();
  let sweeps = 0;
  const { maker } = telling(({ notices }) => ({
    notices: {
      ...notices,
      streams: async () => {
        sweeps += 1;
        if (sweeps > 1) {
          asked.release();
          await before.promise;
          return [];
        }
        return notices.streams();
      },
      cursor: async (stream) => {
        if (stream === 'deliberation:new') seen.release();
        return notices.cursor(stream);
      },
    },
  }));
  await maker.round();
  const second = maker.round();
  await asked.promise;
  maker.note('deliberation:new');
  before.release();
  await second;
  await seen.promise;
});
