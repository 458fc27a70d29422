import { createHmac, timingSafeEqual } from 'node:crypto';
import { proofBits } from '@plenary/ledger';
import { LIMITS } from '@plenary/protocol';

/** What a solved task is good for: one conversation, by its number, or comments in all consultations. */
export type ProofPurpose = number | 'comments';

/** Tasks that cost whoever solves them some seconds, so that one person cannot cheaply be many. Nothing is kept of them. */
export interface ProofOfWork {
  /** Zero bits that a solution needs. */
  readonly bits: number;
  /** A new task for one purpose, a conversation or comments, good for some minutes. */
  readonly task: (purpose: ProofPurpose, at: number) => string;
  /** Whether the nonce solves a task that was given for this purpose and is not over. */
  readonly isSolved: (purpose: ProofPurpose, task: string, nonce: string, at: number) => boolean;
}

/** CON-4: tasks are signed with a secret of the service, so that any node can check what another gave. */
export const proofOfWork = (
  secret: string,
  randomBytes: (count: number) => Uint8Array,
  bits: number,
): ProofOfWork => {
  const signed = (purpose: ProofPurpose, salt: string, until: string): string =>
    createHmac('sha256', secret).update(`${purpose}.${salt}.${until}`).digest('base64url');
  return {
    bits,
    task: (purpose, at) => {
      const salt = Buffer.from(randomBytes(12)).toString('base64url');
      const until = String(at + LIMITS.PROOF_OF_WORK_SECONDS * 1_000);
      return `${salt}.${until}.${signed(purpose, salt, until)}`;
    },
    isSolved: (purpose, task, nonce, at) => {
      const [salt = '', until = '', given = ''] = task.split('.');
      const expected = Buffer.from(signed(purpose, salt, until));
      const said = Buffer.from(given);
      if (expected.length !== said.length || !timingSafeEqual(expected, said)) return false;
      if (!(Number(until) >= at)) return false;
      return proofBits(task, nonce) >= bits;
    },
  };
};
