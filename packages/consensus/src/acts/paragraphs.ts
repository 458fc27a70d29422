import type { Admission, DeliberationAct, DeliberationEvent, DeliberationState } from '../types.ts';
import { admitPublic, conducts, refuse, type DeliberationCircumstances } from './admission.ts';
import { ACT_LIMITS } from './limits.ts';
import { holdsPositions, paragraphOf, standingOf, votingMembers } from './standing.ts';

type ActOf<T extends DeliberationAct['type']> = Extract<DeliberationAct, { type: T }>;
type Answer = Admission<DeliberationEvent>;

export const importText = (
  state: DeliberationState,
  act: ActOf<'importText'>,
  { actor }: DeliberationCircumstances,
): Answer => {
  if (!conducts(actor, 'secretariat', 'chair')) return refuse('actor.notConducting', { kind: actor.kind });
  if (state.revision !== undefined) return refuse('text.imported', { symbol: state.revision.symbol });
  if (act.paragraphs.length === 0) return refuse('text.empty');
  if (act.paragraphs.length > ACT_LIMITS.PARAGRAPHS_MAX)
    return refuse('act.limit', { limit: 'PARAGRAPHS_MAX', max: ACT_LIMITS.PARAGRAPHS_MAX });
  const tooLong = act.paragraphs.findIndex(({ text }) => text.length > ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX);
  if (tooLong >= 0)
    return refuse('text.paragraphTooLong', {
      paragraph: tooLong + 1,
      max: ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX,
    });
  const empty = act.paragraphs.findIndex(({ text }) => text.trim() === '');
  if (empty >= 0) return refuse('text.paragraphEmpty', { paragraph: empty + 1 });
  const paragraphs = act.paragraphs.map((paragraph, index) => ({ pid: `p${index + 1}`, ...paragraph }));
  return admitPublic({
    type: 'textImported',
    payload: { symbol: act.symbol, lang: act.lang, paragraphs, hash: act.hash },
  });
};

export const agreeAdRef = (
  state: DeliberationState,
  act: ActOf<'agreeAdRef'>,
  { actor, body }: DeliberationCircumstances,
): Answer => {
  if (!conducts(actor, 'chair', 'secretariat')) return refuse('actor.notConducting', { kind: actor.kind });
  const paragraph = paragraphOf(state, act.pid);
  if (paragraph === undefined || !holdsPositions(paragraph))
    return refuse('paragraph.unknown', { pid: act.pid });
  if (state.marks[act.pid]?.status === 'agreedAdRef') return refuse('paragraph.agreed', { pid: act.pid });
  const objectors = votingMembers(body)
    .filter((member) => standingOf(state, act.pid, member.id).stance === 'object')
    .map((member) => member.id);
  if (objectors.length > 0) return refuse('paragraph.objected', { pid: act.pid, members: objectors });
  return admitPublic({ type: 'paragraphAgreedAdRef', payload: { pid: act.pid } });
};

export const reopenParagraph = (
  state: DeliberationState,
  act: ActOf<'reopenParagraph'>,
  { actor }: DeliberationCircumstances,
): Answer => {
  if (!conducts(actor, 'chair', 'secretariat')) return refuse('actor.notConducting', { kind: actor.kind });
  if (paragraphOf(state, act.pid) === undefined) return refuse('paragraph.unknown', { pid: act.pid });
  if (state.marks[act.pid]?.status !== 'agreedAdRef') return refuse('paragraph.notAgreed', { pid: act.pid });
  if (act.reason.trim() === '') return refuse('act.reasonNeeded');
  if (act.reason.length > ACT_LIMITS.REASON_CHARACTERS_MAX)
    return refuse('act.limit', { limit: 'REASON_CHARACTERS_MAX', max: ACT_LIMITS.REASON_CHARACTERS_MAX });
  return admitPublic({ type: 'paragraphReopened', payload: { pid: act.pid, reason: act.reason } });
};
