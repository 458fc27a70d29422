import { addSeconds } from '../rules/instant.ts';
import type { DeliberationState, ParagraphId } from '../types.ts';
import { pendingAmendments } from './amendments/amendment-records.ts';
import {
  admitPublic,
  bindingMember,
  conductRefusal,
  reasonRefusal,
  refuse,
  secondsRefusal,
  type Refused,
} from './admission.ts';
import { openParagraphRefusal } from './defer-paragraphs.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { statusOf } from './parked-paragraphs.ts';

/** Name of the deletion that comes next: `L1`, `L2` …, by those that the text remembers. */
export const nextDeletion = ({ textSteps }: Pick<DeliberationState, 'textSteps'>): string =>
  `L${1 + textSteps.filter((step) => 'division' in step && step.division.startsWith('L')).length}`;

/** AMP-3, ACT-53: what somebody still asks to change is decided before it goes. */
const amendedRefusal = (state: DeliberationState, pid: ParagraphId): Refused | undefined => {
  const amendments = pendingAmendments(state).flatMap(({ id, touches }) => (touches.includes(pid) ? id : []));
  return amendments.length === 0 ? undefined : refuse('paragraph.amended', { pid, amendments });
};

/** ACT-53: a paragraph is proposed for deletion with a reason and a time for objections. */
export const proposeDeletion: AdmitAct<'proposeDeletion'> = (state, act, { actor, at }) => {
  const { pid, reason, objectionSeconds } = act;
  return (
    conductRefusal(actor, 'chair', 'secretariat') ??
    secondsRefusal(objectionSeconds, 'OBJECTION_SECONDS_MAX') ??
    openParagraphRefusal(state, pid) ??
    amendedRefusal(state, pid) ??
    reasonRefusal(reason) ??
    admitPublic({
      type: 'deletionProposed',
      payload: { pid, reason, objectionsUntil: addSeconds(at, objectionSeconds) },
    })
  );
};

/** When objections to the deletion of a paragraph end, or the refusal: nobody proposed it. */
const proposedUntil = (
  state: DeliberationState,
  pid: ParagraphId,
): { readonly until: string } | { readonly refused: Refused } => {
  const until = entryOf(state.marks, pid)?.objectionsUntil;
  return statusOf(state, pid) !== 'deletionProposed' || until === undefined
    ? { refused: refuse('paragraph.deletionNotProposed', { pid }) }
    : { until };
};

/** ACT-54: one objection, with a reason, until the announced instant inclusive: the paragraph stays and is open again. */
export const objectToDeletion: AdmitAct<'objectToDeletion'> = (state, { pid, reason }, circumstances) => {
  const { actor, at, body } = circumstances;
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const proposed = proposedUntil(state, pid);
  if ('refused' in proposed) return proposed.refused;
  if (at > proposed.until) return refuse('deadline.passed', { deadline: proposed.until, at });
  return (
    reasonRefusal(reason) ??
    admitPublic({ type: 'deletionObjected', payload: { pid, member: binding.member, reason } })
  );
};

/** ACT-55: after the announced instant the chair takes the paragraph out of the text, which follows at once. */
export const deleteParagraph: AdmitAct<'deleteParagraph'> = (state, { pid }, { actor, at, texts }) => {
  const refused = conductRefusal(actor, 'chair');
  if (refused !== undefined) return refused;
  const proposed = proposedUntil(state, pid);
  if ('refused' in proposed) return proposed.refused;
  if (at <= proposed.until) return refuse('adoption.early', { until: proposed.until });
  const amended = amendedRefusal(state, pid);
  if (amended !== undefined) return amended;
  if ((state.revision?.paragraphs.length ?? 0) < 2) return refuse('text.empty');
  return admitPublic({
    type: 'paragraphDeleted',
    payload: { pid, text: texts.without(state, nextDeletion(state), [pid]) },
  });
};
