import type { BodyState, ConsultationComment, ConsultationState } from '@plenary/consensus';
import { expect, test } from 'vitest';
import type { Commenter } from '../identity/commenter.ts';
import { consultationAnswer, ownComments, type ConsultationReading } from './reading.ts';

const AT = '2026-01-15T09:00:00.000Z';
const IDS = ['one', 'two', 'three'];
const comment = {
  id: 'c1',
  by: { kind: 'commenter' },
  at: AT,
  about: { on: 'text' },
  lang: 'en',
  supporters: [],
  madeOwn: [],
};

/** Consultations with one comment each, which say how often comments are read, and words that say how often they are asked. */
const reading = () => {
  const seen = { counted: 0, asked: [] as string[] };
  const state = (id: string) => {
    const comments = new Proxy([comment as unknown as ConsultationComment], {
      get: (list, name, receiver) => {
        if (name === 'map' || name === 'filter') seen.counted += 1;
        return Reflect.get(list, name, receiver) as unknown;
      },
    });
    return { id, deliberation: 'charter', title: {}, opensAt: AT, closesAt: AT, comments };
  };
  const states = new Map(IDS.map((id) => [id, state(id) as unknown as ConsultationState]));
  const body = { consultations: IDS, members: {} } as unknown as BodyState;
  const parts = {
    held: {
      get: async (stream: string) =>
        stream.startsWith('body:')
          ? { kind: 'body', version: 1, at: AT, state: body }
          : {
              kind: 'consultation',
              version: 1,
              at: AT,
              state: states.get(stream.slice('consultation:'.length)),
            },
    },
    bodyStream: async () => 'body:assembly',
    words: {
      consultationsOf: async () => new Set(['two']),
      ownedBy: async (id: string) => {
        seen.asked.push(id);
        return [1];
      },
      words: async () => [],
    },
    now: () => AT,
    clock: () => AT,
  } as unknown as ConsultationReading; // nothing else is asked of it
  return { parts, seen };
};

test('[CNS-73] what is counted of the comments is counted once for all who read the same', async () => {
  const { parts, seen } = reading();
  const first = (await consultationAnswer(parts, 'one')).value();
  const { counted } = seen;
  expect(counted).toBeGreaterThan(0);
  expect((await consultationAnswer(parts, 'one')).value()).toEqual(first);
  expect(seen.counted).toBe(counted);
});

test('[CNS-73] own comments are looked for where there are any, and nowhere else', async () => {
  const { parts, seen } = reading();
  const commenter = { owners: ['a'], supportersOf: () => ['s'] } as unknown as Commenter;
  const { comments } = await ownComments(parts, { viewer: { kind: 'public' }, commenter });
  expect(comments.map(({ consultation }) => consultation)).toEqual(['two']);
  expect(seen.asked).toEqual(['two']);
});
