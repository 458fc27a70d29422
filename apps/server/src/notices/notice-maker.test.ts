import type { ConsultationState } from '@plenary/consensus';
import type { StoredEvent } from '@plenary/db';
import { afterEach, expect, test } from 'vitest';
import { startNoticeMaker, type NoticeMaker, type NoticeMakerParts } from './notice-maker.ts';

const AT = '2026-01-15T09:00:00.000Z';
const BODY = 'body:assembly';

let maker: NoticeMaker | undefined;
afterEach(() => maker?.stop());

/** Streams of one event each, told by a maker whose parts may misbehave. */
const telling = (change: (parts: NoticeMakerParts) => Partial<NoticeMakerParts> = () => ({})) => {
  const told: string[] = [];
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
      cursor: async () => 0,
      tell: async (stream: string) => {
        told.push(stream);
        return true;
      },
      keep: async () => 0,
    } as unknown as NoticeMakerParts['notices'],
    deliberations: async () => ['deliberation:a', 'deliberation:b'],
    consultations: {
      streams: async () => ['consultation:c', 'consultation:d'],
      state: async () =>
        ({ id: 'c', comments: [], opensAt: AT, closesAt: AT }) as unknown as ConsultationState,
      authors: async () => new Map(),
    },
    deliberation: async () => ({ version: 0, state: undefined }),
    body: async () => undefined,
    people: async () => [],
    correspondence: { followers: async () => new Map(), letters: async () => [], ofBody: async () => [] },
    bodyStream: async () => BODY,
    clock: () => AT,
    told: () => undefined,
    onFault: (error) => void faults.push(error),
  };
  maker = startNoticeMaker({ ...parts, ...change(parts) });
  return { maker, told, faults };
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
