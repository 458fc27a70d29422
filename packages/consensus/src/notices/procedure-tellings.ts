import { divisionOf } from '../divisions/division-of.ts';
import { WHOLE_TEXT } from '../acts/items.ts';
import { addSeconds } from '../rules/instant.ts';
import type { DeliberationEvent, DeliberationState, Recorded } from '../types.ts';
import { isDelegate, ofMembers, telling, type Telling } from './telling.ts';
import type { Notice } from './types.ts';
import { DEADLINE_LEAD_HOURS, type NoticeCode } from './vocabulary.ts';

type OfProcedure =
  | 'adoptionProposed'
  | 'ballotOpened'
  | 'proposalWithdrawn'
  | 'textWithdrawn'
  | 'textReintroduced'
  | 'textBarred'
  | 'textReconsidered'
  | 'amendmentAdopted'
  | 'textAdopted'
  | 'adoptionRejected'
  | 'silenceExtended'
  | 'silenceEnded'
  | 'divisionRequested'
  | 'divisionCarried'
  | 'divisionLost'
  | 'partDecided'
  | 'paragraphAgreedAdRef'
  | 'paragraphReopened'
  | 'paragraphsDeferred'
  | 'paragraphsReleased'
  | 'deletionProposed'
  | 'deletionObjected'
  | 'paragraphDeleted';
type ProcedureEvent = Extract<Recorded<DeliberationEvent>, { readonly type: OfProcedure }>;

/** Whether a time to act is longer than the first lead before its end: of a shorter one the deadline tells at once. */
const isLong = (since: string, until: string): boolean =>
  addSeconds(since, DEADLINE_LEAD_HOURS[0] * 3_600) < until;

/** NTC-30: what is opened for longer than a day is told when it is opened; what is shorter is told as a deadline. */
const openingTelling = (
  event: Extract<ProcedureEvent, { readonly type: 'adoptionProposed' | 'ballotOpened' }>,
  path: string,
): Telling | undefined => {
  const until = event.type === 'ballotOpened' ? event.payload.closesAt : event.payload.objectionsUntil;
  if (!isLong(event.at, until)) return undefined;
  const told = (code: NoticeCode) => ({ kind: 'deadlineNear', code, facts: { until }, path }) as const;
  if (event.type === 'ballotOpened')
    return telling(ofMembers(event.payload.electors.map(({ id }) => id)), told('ballotOpened'));
  const { rule } = event.payload;
  // An objection to what is put to the ballot is for the record: the ballot is told when it opens.
  if (rule.method === 'ballot') return undefined;
  return telling(isDelegate, told(rule.method === 'silence' ? 'silenceOpened' : 'adoptionProposed'));
};

/** The number of a paragraph, also of one that has left the text since. */
const labelOf = (state: DeliberationState, pid: string): string => {
  const revisions = [
    ...(state.revision === undefined ? [] : [state.revision]),
    ...[...state.revisions].reverse(),
  ];
  const found = revisions.flatMap(({ paragraphs }) => paragraphs.find((one) => one.pid === pid) ?? []);
  const label = found[0]?.label ?? '';
  return label === '' ? pid : label;
};

/** NTC-33: what the record says of one paragraph. */
const ofParagraph = (state: DeliberationState, code: NoticeCode, pid: string) =>
  ({
    kind: 'decisionTaken',
    code,
    facts: { paragraph: labelOf(state, pid) },
    path: `/deliberations/${state.id}#${pid}`,
  }) as const;

const decisionTelling = (
  state: DeliberationState,
  event: Extract<ProcedureEvent, { readonly type: 'amendmentAdopted' | 'textAdopted' | 'adoptionRejected' }>,
  everybody: (code: NoticeCode, facts: Notice['facts']) => Telling,
): Telling | undefined => {
  const decision = state.decisions.find(({ id }) => id === event.payload.decision);
  const isAdopted = event.type !== 'adoptionRejected';
  // DIV-7: a motion for division or a part waits for its vote; what became of it is told then.
  if (decision !== undefined && divisionOf(state, decision.item) !== undefined) return undefined;
  const amendment = decision === undefined || decision.item === WHOLE_TEXT ? undefined : decision.item;
  if (amendment === undefined) return everybody(isAdopted ? 'adopted' : 'rejected', {});
  const waits = event.type === 'adoptionRejected' && event.payload.waits === true;
  const code = isAdopted ? 'amendmentAdopted' : waits ? 'amendmentUndecided' : 'amendmentRejected';
  return everybody(code, { amendment });
};

/**
 * NTC-3, NTC-6, NTC-30, NTC-33: decisions; silences that were extended or broken; the course of a division; proposals and
 * ballots that were opened for long or withdrawn; paragraphs that were agreed or opened again. What silence adopted is a
 * decision.
 */
export const procedureTelling = (state: DeliberationState, event: ProcedureEvent): Telling | undefined => {
  const path = `/deliberations/${state.id}/adoption`;
  const everybody = (code: NoticeCode, facts: Notice['facts']): Telling =>
    telling(() => true, { kind: 'decisionTaken', code, facts, path });
  switch (event.type) {
    case 'adoptionProposed':
    case 'ballotOpened':
      return openingTelling(event, path);
    case 'amendmentAdopted':
    case 'textAdopted':
    case 'adoptionRejected':
      return decisionTelling(state, event, everybody);
    case 'proposalWithdrawn':
      return everybody('proposalWithdrawn', {});
    case 'textBarred':
      return everybody(event.payload.outcome === 'noAction' ? 'textNoAction' : 'textNotPut', {});
    case 'textReconsidered':
    case 'textWithdrawn':
    case 'textReintroduced':
      return everybody(event.type, {});
    case 'silenceExtended':
      return telling(isDelegate, {
        kind: 'deadlineNear',
        code: 'silenceExtended',
        facts: { until: event.payload.until },
        path,
      });
    case 'silenceEnded':
      return event.payload.broken ? everybody('silenceBroken', {}) : undefined;
    case 'divisionRequested': {
      const { id, member } = event.payload.division;
      return everybody('divisionRequested', { division: id, owner: member });
    }
    case 'divisionCarried':
    case 'divisionLost':
      return everybody(event.type, { division: event.payload.division });
    case 'partDecided': {
      const { division, part, outcome } = event.payload;
      return everybody(outcome === 'adopted' ? 'partAdopted' : 'partRejected', { division, part });
    }
    case 'paragraphAgreedAdRef':
      return telling(isDelegate, ofParagraph(state, 'paragraphAgreed', event.payload.pid));
    case 'paragraphReopened':
      return telling(isDelegate, ofParagraph(state, 'paragraphReopened', event.payload.pid));
    case 'paragraphsDeferred':
    case 'paragraphsReleased':
      return telling(isDelegate, {
        kind: 'decisionTaken',
        code: event.type,
        facts: { paragraphs: event.payload.paragraphs.map((pid) => labelOf(state, pid)).join(' · ') },
        path: `/deliberations/${state.id}#${event.payload.paragraphs[0] ?? ''}`,
      });
    case 'deletionProposed': {
      const { pid, objectionsUntil: until } = event.payload;
      // NTC-50: as of any time to object, what is shorter than a day is told as a deadline.
      if (!isLong(event.at, until)) return undefined;
      return telling(isDelegate, {
        ...ofParagraph(state, 'deletionProposed', pid),
        kind: 'deadlineNear',
        facts: { paragraph: labelOf(state, pid), until },
        path: `/deliberations/${state.id}/board/${pid}`,
      });
    }
    case 'deletionObjected':
      return telling(isDelegate, ofParagraph(state, 'deletionStopped', event.payload.pid));
    case 'paragraphDeleted':
      return telling(isDelegate, {
        ...ofParagraph(state, 'paragraphDeleted', event.payload.pid),
        path: `/deliberations/${state.id}/board/${event.payload.pid}`,
      });
  }
};
