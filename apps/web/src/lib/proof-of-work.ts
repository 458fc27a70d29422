import type { ProofTaskAnswer } from '@plenary/protocol';
import { get } from './api.ts';

/** Nonces tried between two breaths of the page. */
const TRIES = 2_000;

const solve = async ({ task, bits }: ProofTaskAnswer): Promise<{ task: string; nonce: string }> => {
  const { proofBits } = await import('@plenary/ledger');
  for (let nonce = 0; ; nonce += 1) {
    if (proofBits(task, String(nonce)) >= bits) return { task, nonce: String(nonce) };
    if (nonce % TRIES === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
};

/** A task of the service, solved: what a browser hands in in which nobody is signed in. */
export const solvedTask = async (path: string): Promise<{ task: string; nonce: string }> =>
  solve(await get<ProofTaskAnswer>(path));
