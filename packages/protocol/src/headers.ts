/** Header of an act that makes it happen once however often it is sent. */
export const KEY_HEADER = 'idempotency-key';

/**
 * Header of an act with the id of the account whose page sends it. The session alone says who acts; where the two
 * differ, somebody else has signed in meanwhile in the same browser, and the act is refused with `session.changed`.
 */
export const ACCOUNT_HEADER = 'plenary-account';
