import fastify from 'fastify';
import { expect, test } from 'vitest';
import { encodedAnswers } from './encoded-answers.ts';

const DELEGATIONS = 193;

/** Asks for the answer of each name in turn; how often each was made. */
const made = async (names: readonly string[], words: string, bytesMax?: number) => {
  const app = fastify();
  const answer = encodedAnswers(bytesMax);
  const count = new Map<string, number>();
  app.get<{ Params: { name: string } }>('/:name', (request, reply) =>
    answer(request, reply, request.params.name, () => {
      const { name } = request.params;
      count.set(name, (count.get(name) ?? 0) + 1);
      return { name, words };
    }),
  );
  for (const name of names) expect((await app.inject(`/${name}`)).statusCode).toBe(200);
  await app.close();
  return count;
};

test('[SRV-72] each delegation of a large body has its own answer, which is made once for all of its people', async () => {
  const names = Array.from({ length: DELEGATIONS }, (_, at) => `own${at}`);
  const count = await made([...names, ...names], 'x');
  expect(new Set(count.values())).toEqual(new Set([1]));
});

test('[SRV-72] answers are kept up to so many bytes, those used last the longest', async () => {
  const words = 'x'.repeat(1_000);
  const count = await made(['a', 'b', 'a', 'c', 'a', 'b'], words, 5_000);
  expect(Object.fromEntries(count)).toEqual({ a: 1, b: 2, c: 1 });
});
