import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a mailed link may do. */
export type TokenPurpose = 'confirm' | 'unsubscribe';

/**
 * Tokens of mailed links: each holds for one purpose, one account and one address, and is known without being kept.
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
