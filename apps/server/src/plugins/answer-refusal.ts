import type { Refusal } from '@plenary/consensus';
import { REFUSAL_STATUS, SERVICE_ERRORS, type ErrorAnswer } from '@plenary/protocol';
import type { FastifyReply } from 'fastify';
import { Refused } from '../refused.ts';

const statuses: ReadonlyMap<string, number> = new Map(
  Object.entries(SERVICE_ERRORS).map(([code, { status }]) => [code, status]),
);

/** HTTP status of a code: the service's own by the list of the contract, any other is a refusal by the rules. */
export const statusOf = (code: string): number => statuses.get(code) ?? REFUSAL_STATUS;

/** Answers with a refusal: its status, and its code and facts as the only body. */
export const answerRefusal = (
  reply: FastifyReply,
  refusal: Refusal,
  status = statusOf(refusal.code),
): FastifyReply => {
  const answer: ErrorAnswer = { error: refusal };
  return reply.status(status).type('application/json; charset=utf-8').send(answer);
};

/** A refusal on its way to the edge, with the status of its code. */
export const refusedWith = (refusal: Refusal): Refused => new Refused(refusal, statusOf(refusal.code));
