import type { Decision, Instant } from '../types.ts';
import { refuse, type Refused } from './admission.ts';

/**
 * ACT-35: why a decision cannot be taken yet, one way or the other: without a ballot the announced time must have
 * passed, with one it must be closed.
 */
export const outcomeRefusal = (decision: Decision, at: Instant): Refused | undefined => {
  const { rule, ballot, objectionsUntil, silence } = decision;
  if (rule.method === 'ballot')
    return ballot?.closedAt === undefined ? refuse('adoption.noBallot', { rule: rule.id }) : undefined;
  // SIL-8: no gavel before the report of a silence.
  const isEarly = rule.method === 'silence' ? silence === undefined : at <= objectionsUntil;
  return isEarly ? refuse('adoption.early', { until: objectionsUntil }) : undefined;
};
