import { addSeconds } from '../rules/instant.ts';
import type { DeliberationState, OfEdition, ParagraphId } from '../types.ts';
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
import { isOfEdition, RULES_EDITION } from './edition.ts';
import { entryOf } from './entry-of.ts';
import { holdsPositions } from './items.ts';
import { statusOf } from './parked-paragraphs.ts';

/** Name of the deletion that comes next: `L1`, `L2` …, by those that the text remembers. */
export const nextDeletion = ({ textSteps }: Pick<DeliberationState, 'textSteps'>): string =>
  `L${1 + textSteps.filter((step) => 'division' in step && step.division.startsWith('L')).length}`;

/** AMP-3, ACT-53: what somebody still asks to change is decided before it goes. */
const amendedRefusal = (state: DeliberationState, pid: ParagraphId): Refused | undefined => {
  const amendments = pendingAmendments(state).flatMap(({ id, touches }) => (touches.includes(pid) ? id : []));
  return amendments.length === 0 ? undefined : refuse('paragraph.amended', { pid, amendments });
};

/** The paragraphs below one: those that follow it on deeper levels. Notes stand between and are of no level. */
const subparagraphsOf = (state: DeliberationState, pid: ParagraphId): readonly ParagraphId[] => {
  const paragraphs = (state.revision?.paragraphs ?? []).filter(({ kind }) => kind !== 'note');
  const place = paragraphs.findIndex((paragraph) => paragraph.pid === pid);
  const above = paragraphs[place];
  if (above === undefined) return [];
  const after = paragraphs.slice(place + 1);
  const end = after.findIndex((paragraph) => !holdsPositions(paragraph) || paragraph.level <= above.level);
  return after.slice(0, end < 0 ? after.length : end).map((paragraph) => paragraph.pid);
};

/**
 * ACT-146: subparagraphs would pass under the paragraph before, and change what that one says; they go first. Deletions of
 * earlier editions were proposed without that.
 */
const subparagraphsRefusal = (
  state: DeliberationState,
  pid: ParagraphId,
  judged: OfEdition,
): Refused | undefined => {
  if (!isOfEdition(judged, 4)) return undefined;
  const paragraphs = subparagraphsOf(state, pid);
  return paragraphs.length === 0 ? undefined : refuse('paragraph.hasSubparagraphs', { pid, paragraphs });
};

/** ACT-53: a paragraph is proposed for deletion with a reason and a time for objections. */
export const proposeDeletion: AdmitAct<'proposeDeletion'> = (state, act, circumstances) => {
  const { actor, at, edition = RULES_EDITION } = circumstances;
  const { pid, reason, objectionSeconds } = act;
  return (
    conductRefusal(actor, 'chair', 'secretariat') ??
    secondsRefusal(objectionSeconds, 'OBJECTION_SECONDS_MAX') ??
    openParagraphRefusal(state, pid) ??
    amendedRefusal(state, pid) ??
    subparagraphsRefusal(state, pid, { edition }) ??
    reasonRefusal(reason) ??
    admitPublic({
      type: 'deletionProposed',
      payload: { pid, reason, objectionsUntil: addSeconds(at, objectionSeconds), edition },
    })
  );
};

/** The standing proposal to delete a paragraph, or the refusal: nobody proposed it. */
const proposedUntil = (
  state: DeliberationState,
  pid: ParagraphId,
): (OfEdition & { readonly until: string }) | { readonly refused: Refused } => {
  const { objectionsUntil: until, edition = 1 } = entryOf(state.marks, pid) ?? {};
  return statusOf(state, pid) !== 'deletionProposed' || until === undefined
    ? { refused: refuse('paragraph.deletionNotProposed', { pid }) }
    : { until, edition };
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
  const standing = amendedRefusal(state, pid) ?? subparagraphsRefusal(state, pid, proposed);
  if (standing !== undefined) return standing;
  if ((state.revision?.paragraphs.length ?? 0) < 2) return refuse('text.empty');
  return admitPublic({
    type: 'paragraphDeleted',
    payload: { pid, text: texts.without(state, nextDeletion(state), [pid]) },
  });
};
