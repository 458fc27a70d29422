import type { DeliberationState, ParagraphId } from '../types.ts';
import { admitPublic, conductRefusal, reasonRefusal, refuse, type Refused } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { entryOf } from './entry-of.ts';
import { holdsPositions, paragraphOf } from './items.ts';
import { parkedRefusal, statusOf } from './parked-paragraphs.ts';

/** A paragraph that says something, is not agreed and not set aside already; or the refusal. */
export const openParagraphRefusal = (state: DeliberationState, pid: ParagraphId): Refused | undefined => {
  const paragraph = paragraphOf(state, pid);
  if (paragraph === undefined || !holdsPositions(paragraph)) return refuse('paragraph.unknown', { pid });
  if (statusOf(state, pid) === 'agreedAdRef') return refuse('paragraph.agreed', { pid });
  return parkedRefusal(state, [pid]);
};

/** ACT-51: paragraphs are deferred together, in the order of the text, with what they wait for. */
export const deferParagraphs: AdmitAct<'deferParagraphs'> = (state, { paragraphs, waitsFor }, { actor }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  if (paragraphs.length === 0) return refuse('paragraph.noneNamed');
  for (const pid of paragraphs) {
    const closed = openParagraphRefusal(state, pid);
    if (closed !== undefined) return closed;
  }
  const named = new Set(paragraphs);
  const inOrder = (state.revision?.paragraphs ?? []).flatMap(({ pid }) => (named.has(pid) ? [pid] : []));
  return (
    reasonRefusal(waitsFor) ??
    admitPublic({ type: 'paragraphsDeferred', payload: { paragraphs: inOrder, waitsFor } })
  );
};

/** ACT-52: what was deferred together is released together, with a reason. */
export const releaseParagraphs: AdmitAct<'releaseParagraphs'> = (state, { pid, reason }, { actor }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  if (paragraphOf(state, pid) === undefined) return refuse('paragraph.unknown', { pid });
  const mark = entryOf(state.marks, pid);
  if (mark?.status !== 'deferred') return refuse('paragraph.notDeferred', { pid });
  return (
    reasonRefusal(reason) ??
    admitPublic({ type: 'paragraphsReleased', payload: { pid, paragraphs: mark.together ?? [pid], reason } })
  );
};
