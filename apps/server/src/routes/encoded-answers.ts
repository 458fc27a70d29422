import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Large answers kept as text: hundreds of readers of the same version cost one encoding. */
const ANSWERS_MAX = 24;

interface Encoded {
  readonly text: string;
  readonly tag: string;
}

/**
 * Answers with JSON under an entity tag. `name` must name everything the answer depends on: what, which version, as
 * seen by whom.
 */
export const encodedAnswers = () => {
  const kept = new Map<string, Encoded>();
  const encode = (name: string, make: () => unknown): Encoded => {
    const known = kept.get(name);
    if (known !== undefined) {
      // The map keeps the order of insertion: what was used last is dropped last.
      kept.delete(name);
      kept.set(name, known);
      return known;
    }
    const text = JSON.stringify(make());
    const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    const encoded = { text, tag };
    kept.set(name, encoded);
    const [oldest] = kept.keys();
    if (kept.size > ANSWERS_MAX && oldest !== undefined) kept.delete(oldest);
    return encoded;
  };
  return (request: FastifyRequest, reply: FastifyReply, name: string, make: () => unknown): FastifyReply => {
    const { text, tag } = encode(name, make);
    // Private: what somebody may see is nobody else's to keep; it is asked again each time.
    reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'cookie');
    const asked = request.headers['if-none-match']?.split(',').map((part) => part.trim());
    if (asked?.includes(tag) === true || asked?.includes('*') === true) return reply.status(304).send();
    return reply.type('application/json; charset=utf-8').send(text);
  };
};
export type EncodedAnswers = ReturnType<typeof encodedAnswers>;
