import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of a mark, and of the signature in a token; together they have the length of every token. */
const MARK_BYTES = 16;

/** One mailbox however it is written: letters have one size in it, and what follows a plus sign is a note to its owner. */
const mailbox = (address: string): string => {
  const [local = '', host = ''] = address.normalize('NFC').toLowerCase().split('@');
  return `${local.split('+')[0] ?? ''}@${host}`;
};

/**
 * CON-135: what a confirmed address makes of a browser. The same address gives the same token however often it is
 * confirmed, so that it is one voice; the token tells the address to nobody, and neither is kept by the service.
 */
export const addressProofs = (secret: string) => {
  const signed = (purpose: 'address' | 'token' | 'link', value: string): Buffer =>
    createHmac('sha256', secret).update(`confirmed ${purpose}.${value}`).digest();
  const isSame = (given: Buffer, expected: Buffer): boolean =>
    given.length === expected.length && timingSafeEqual(given, expected);
  const tokenOf = (mark: string): string =>
    Buffer.concat([Buffer.from(mark, 'base64url'), signed('token', mark).subarray(0, MARK_BYTES)]).toString(
      'base64url',
    );
  return {
    /** By what the service knows an address again, and nobody else does. */
    markOf: (address: string): string =>
      signed('address', mailbox(address)).subarray(0, MARK_BYTES).toString('base64url'),
    /** What a mail carries to the owner of the address: the same token until an instant, in milliseconds. */
    link: (mark: string, until: number): string =>
      `${mark}.${until}.${signed('link', `${mark}.${until}`).toString('base64url')}`,
    /** The token of a link that was mailed and is not over. */
    tokenIn: (link: string, at: number): string | undefined => {
      const [mark = '', until = '', given = ''] = link.split('.');
      const isOurs = isSame(Buffer.from(given, 'base64url'), signed('link', `${mark}.${until}`));
      return isOurs && Number(until) >= at ? tokenOf(mark) : undefined;
    },
    /** Whether a token is that of a confirmed address. */
    isToken: (token: string): boolean => {
      const mark = Buffer.from(token, 'base64url').subarray(0, MARK_BYTES).toString('base64url');
      return isSame(Buffer.from(token), Buffer.from(tokenOf(mark)));
    },
  };
};
export type AddressProofs = ReturnType<typeof addressProofs>;
