import { refused } from '../refused.ts';
import type { CastVote } from '../conversations/cast-vote.ts';

const VALUES = [-1, 0, 1] as const;

/**
 * A vote as a plain form says it.
 * @throws Refused `request.malformed`
 */
export const voteIn = (body: unknown): CastVote => {
  const fields = body instanceof URLSearchParams ? body : new URLSearchParams();
  const statement = fields.get('statement') ?? '';
  const value = VALUES.find((one) => String(one) === fields.get('value'));
  if (!/^[1-9]\d{0,5}$/u.test(statement) || value === undefined)
    throw refused('request.malformed', {
      place: 'statement',
      problem: 'expected a statement with agree, disagree or pass',
    });
  return { statement: Number(statement), value };
};
