import { createHmac, timingSafeEqual } from 'node:crypto';
import { proofBits } from '@plenary/ledger';
import { LIMITS } from '@plenary/protocol';

/** Tasks that cost whoever solves them some seconds, so that one person cannot cheaply be many. Nothing is kept of them. */
export interface ProofOfWork {
  /** Zero bits that a solution needs. */
  readonly bits: number;
  /** A new task for one conversation, good for some minutes. */
  readonly task: (conversation: number, at: number) => string;
  /** Whether the nonce solves a task that was given for this conversation and is not over. */
  readonly isSolved: (conversation: number, task: string, nonce: string, at: number) => boolean;
}

/** CON-4: tasks are signed with a secret of the service, so that any node can check what another gave. */
export const proofOfWork = (
  secret: string,
  randomBytes: (count: number) => Uint8Array,
  bits: number,
): ProofOfWork => {
  const signed = (conversation: number, salt: string, until: string): string =>
    createHmac('sha256', secret).update(`${conversation}.${salt}.${until}`).digest('base64url');
  return {
    bits,
    task: (conversation, at) => {
      const salt = Buffer.from(randomBytes(12)).toString('base64url');
      const until = String(at + LIMITS.PROOF_OF_WORK_SECONDS * 1_000);
      return `${salt}.${until}.${signed(conversation, salt, until)}`;
    },
    isSolved: (conversation, task, nonce, at) => {
      const [salt = '', until = '', given = ''] = task.split('.');
      const expected = Buffer.from(signed(conversation, salt, until));
      const said = Buffer.from(given);
      if (expected.length !== said.length || !timingSafeEqual(expected, said)) return false;
      if (!(Number(until) >= at)) return false;
      return proofBits(task, nonce) >= bits;
    },
  };
};
