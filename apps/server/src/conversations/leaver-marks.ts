import { createHmac } from 'node:crypto';
import type { ConversationNumber } from '@plenary/db';

/**
 * CON-70: by its mark the service knows the account of whoever erased their part in a conversation again; without the
 * secret of the service nobody does, and of two conversations the marks of one account have nothing in common.
 */
export type LeaverMarks = (conversation: ConversationNumber, account: string) => string;

export const leaverMarks =
  (secret: string): LeaverMarks =>
  (conversation, account) =>
    createHmac('sha256', secret).update(`left.${conversation}.${account}`).digest('base64url');
