import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link that was given to one person may do. */
export type TokenPurpose = 'confirm' | 'unsubscribe' | 'follow';

/**
 * Tokens of links: each holds for one purpose, one account or correspondent and one address, or for one consultation and
 * one comment of it, and is known without being kept.
 */
export const noticeTokens = (secret: string) => {
  const make = (purpose: TokenPurpose, account: string, address: string): string =>
    createHmac('sha256', secret).update(`${purpose}\n${account}\n${address}`).digest('base64url');
  return {
    make,
    isGood: (purpose: TokenPurpose, account: string, address: string, token: string): boolean => {
      const expected = Buffer.from(make(purpose, account, address));
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
};
export type NoticeTokens = ReturnType<typeof noticeTokens>;
