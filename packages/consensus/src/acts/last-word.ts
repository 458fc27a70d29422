import type { BodyState, Decision } from '../types.ts';

/**
 * AMP-34, DIV-7: whether a rejection is the last word: after a vote it is; without one an objection leaves what was put to the
 * vote, unless the body has no rule by which it votes (domain F9: an attempt at consensus comes before any vote).
 */
export const isLastWord = ({ rule }: Pick<Decision, 'rule'>, { rules }: Pick<BodyState, 'rules'>): boolean =>
  rule.method === 'ballot' || Object.values(rules).every(({ method }) => method !== 'ballot');
