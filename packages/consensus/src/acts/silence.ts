import { eligibleBallots } from '../rules/evaluate.ts';
import { addSeconds, parseInstant } from '../rules/instant.ts';
import type { BodyState, Decision, DeliberationState, SilenceReport } from '../types.ts';
import {
  admitPublic,
  conductRefusal,
  limitRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from './admission.ts';
import { decisionBallots, objectorsOf } from './decision-ballots.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { WHOLE_TEXT } from './items.ts';
import { judgeDecision, theDecision } from './judge-decision.ts';
import { ACT_LIMITS } from './limits.ts';

/** Whether a silence procedure is running: proposed under a rule of silence and not yet reported on. */
export const isSilenceRunning = ({ rule, silence, outcome }: Decision): boolean =>
  rule.method === 'silence' && silence === undefined && outcome === undefined;

const runningRefusal = ({ rule, silence }: Decision): Refused | undefined => {
  if (rule.method !== 'silence')
    return refuse('rule.methodUnavailable', { rule: rule.id, method: rule.method });
  return silence === undefined ? undefined : refuse('silence.ended');
};

/**
 * SIL-9: what was agreed and is named by a break is open again, and nothing else; a break that names nothing is about the
 * whole text. A break of the silence on an amendment that names nothing leaves the text as it is.
 */
const reopenedBy = (
  state: DeliberationState,
  decision: Decision,
  broke: readonly string[],
): SilenceReport['reopened'] => {
  const objections = broke.flatMap((member) => entryOf(decision.objections, member) ?? []);
  return (state.revision?.paragraphs ?? []).flatMap(({ pid }) => {
    if (entryOf(state.marks, pid)?.status !== 'agreedAdRef') return [];
    const because = objections.find(({ paragraphs }) =>
      paragraphs === undefined ? decision.item === WHOLE_TEXT : paragraphs.includes(pid),
    );
    return because === undefined ? [] : [{ pid, reason: because.reason }];
  });
};

/** Who broke a silence and who kept it, among those whose voice counts under its rule. */
export const silenceOf = (
  body: BodyState,
  state: DeliberationState,
  decision: Decision,
): Pick<SilenceReport, 'broke' | 'silent'> => {
  const objectors = objectorsOf(body, state, decision);
  const eligible = eligibleBallots(decision.rule, decisionBallots(body, state, decision)).map(({ id }) => id);
  return {
    broke: eligible.filter((id) => objectors.includes(id)),
    silent: eligible.filter((id) => !objectors.includes(id)),
  };
};

/** SIL-3: the chair lets a silence run longer while it runs unbroken, where its rule allows it; it never becomes shorter. */
export const extendSilence: AdmitAct<'extendSilence'> = (state, { until, reason }, { actor, at, body }) => {
  const refused = conductRefusal(actor, 'chair') ?? reasonRefusal(reason);
  if (refused !== undefined) return refused;
  const decision = theDecision(state);
  const { id, rule, objectionsUntil } = decision;
  const over = runningRefusal(decision);
  if (over !== undefined) return over;
  if (rule.period?.extendable !== true) return refuse('silence.notExtendable', { rule: rule.id });
  if (at > objectionsUntil) return refuse('deadline.passed', { deadline: objectionsUntil, at });
  if (judgeDecision(body, state, decision).result.outcome !== 'adopted')
    return refuse('silence.broken', { members: silenceOf(body, state, decision).broke });
  if (parseInstant(until) === undefined || until <= objectionsUntil)
    return refuse('silence.notLater', { until: objectionsUntil });
  if (until > addSeconds(at, ACT_LIMITS.OBJECTION_SECONDS_MAX)) return limitRefusal('OBJECTION_SECONDS_MAX');
  return admitPublic({ type: 'silenceExtended', payload: { decision: id, until, reason } });
};

/**
 * SIL-8: after its time a silence is reported on, by the deadline as a rule; before it only by the chair, when it is
 * broken. Unbroken it waits for the gavel; broken it is over.
 */
export const endSilence: AdmitAct<'endSilence'> = (state, _act, { actor, at, body }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat', 'deadline');
  if (refused !== undefined) return refused;
  const decision = theDecision(state);
  const over = runningRefusal(decision);
  if (over !== undefined) return over;
  const judgement = judgeDecision(body, state, decision);
  const broken = judgement.result.outcome !== 'adopted';
  if (at <= decision.objectionsUntil && !(broken && actor.kind === 'chair'))
    return refuse('adoption.early', { until: decision.objectionsUntil });
  const { broke, silent } = silenceOf(body, state, decision);
  return admitPublic({
    type: 'silenceEnded',
    payload: {
      decision: decision.id,
      broken,
      ...judgement,
      broke,
      silent,
      reopened: broken ? reopenedBy(state, decision, broke) : [],
    },
  });
};
