import { equalVoiceTally, evaluateRule } from '../rules/evaluate.ts';
import type { BodyState, Decision, DeliberationState, RuleResult, Tally } from '../types.ts';
import { decisionBallots, openDecision } from './decision-ballots.ts';
import { metFlags } from './met-flags.ts';

export interface Judgement {
  readonly result: RuleResult;
  /** The same ballots as one State, one voice. */
  readonly equalVoice: Tally;
}

/** The decision that is open. The phase table promises one wherever this is asked; without it the record is broken. */
export const theDecision = (state: DeliberationState): Decision => {
  const decision = openDecision(state);
  if (decision === undefined) throw new Error(`no open decision in phase ${state.phase}`);
  return decision;
};

/** ACT-41: the rule over the ballots as they stand, always with the equal voice beside it. */
export const judgeDecision = (body: BodyState, state: DeliberationState, decision: Decision): Judgement => {
  // SIL-8: what a silence brought is as it was reported, whatever is said after it.
  const { silence, result, equalVoice } = decision;
  if (silence !== undefined && result !== undefined && equalVoice !== undefined)
    return { result, equalVoice };
  const ballots = decisionBallots(body, state, decision);
  return {
    result: evaluateRule(decision.rule, ballots, metFlags(body, state, decision)),
    equalVoice: equalVoiceTally(decision.rule, ballots),
  };
};
