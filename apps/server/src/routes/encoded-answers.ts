import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BROTLI, PACKED_FROM_BYTES } from '../plugins/packing.ts';

const pack = promisify(brotliCompress);

/**
 * Answers kept as text and packed: thousands of readers of the same version cost one encoding and one packing. So many
 * that those of one version fit for every delegation of a large body, and so many bytes of them together.
 */
const ANSWERS_MAX = 1_024;
const BYTES_MAX = 96 * 1_024 * 1_024;
/** Of a string in memory: two for each character. */
const BYTES_PER_CHARACTER = 2;

interface Encoded {
  readonly text: string;
  readonly tag: string;
  /** The bytes for whoever takes brotli, from the first one who does. */
  packed?: Promise<Buffer>;
}

/** Whether a client takes brotli; one that ranks encodings otherwise is answered as the plugin for compression does. */
const takesBrotli = (accepted: string | string[] | undefined): boolean =>
  typeof accepted === 'string' && accepted.split(',').some((one) => one.trim() === 'br');

/**
 * Answers with JSON under an entity tag. `name` must name everything the answer depends on: what, which version, as
 * seen by whom.
 */
export const encodedAnswers = (bytesMax = BYTES_MAX) => {
  const kept = new Map<string, Encoded>();
  let bytes = 0;
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
    bytes += text.length * BYTES_PER_CHARACTER;
    for (const [oldest, { text: old }] of kept) {
      if (kept.size <= ANSWERS_MAX && bytes <= bytesMax) break;
      kept.delete(oldest);
      bytes -= old.length * BYTES_PER_CHARACTER;
    }
    return encoded;
  };
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    make: () => unknown,
  ): Promise<FastifyReply> => {
    const encoded = encode(name, make);
    const { text, tag } = encoded;
    // Private: what somebody may see is nobody else's to keep; it is asked again each time.
    reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'cookie');
    const asked = request.headers['if-none-match']?.split(',').map((part) => part.trim());
    if (asked?.includes(tag) === true || asked?.includes('*') === true) return reply.status(304).send();
    reply.type('application/json; charset=utf-8');
    if (text.length < PACKED_FROM_BYTES || !takesBrotli(request.headers['accept-encoding']))
      return reply.send(text);
    encoded.packed ??= pack(text, BROTLI);
    const bytes = await encoded.packed;
    return reply.header('vary', 'cookie, accept-encoding').header('content-encoding', 'br').send(bytes);
  };
};
export type EncodedAnswers = ReturnType<typeof encodedAnswers>;
