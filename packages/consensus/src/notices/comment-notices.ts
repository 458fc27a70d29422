import type { CommentId, ConsultationEvent, ConsultationState } from '../consultations/types.ts';
import { entryOf } from '../acts/entry-of.ts';
import { addSeconds } from '../rules/instant.ts';
import type { AmendmentId, DeliberationEvent, DeliberationState, Instant, Recorded } from '../types.ts';
import type { AddressedNotice, Notice, Person } from './types.ts';
import { DEADLINE_LEAD_HOURS, type NoticeCode } from './vocabulary.ts';

/** Accounts by the comments that they wrote, as far as the service knows: the record names nobody. */
export type CommentAuthors = ReadonlyMap<CommentId, string>;

type Told = Pick<Notice, 'code' | 'facts'>;

const pageOf = ({ id, deliberation }: ConsultationState, comment?: CommentId): string =>
  `/deliberations/${deliberation}/consultations/${id}${comment === undefined ? '' : `#${comment}`}`;

/** Comments that an event of a consultation is about; those whose authors are asked for. */
export const commentsIn = (event: ConsultationEvent): readonly CommentId[] => {
  switch (event.type) {
    case 'commentAnswered':
    case 'commentMadeOwn':
    case 'commentModerated':
      return [event.payload.comment];
    case 'commentsDisposed':
      return event.payload.comments;
    default:
      return [];
  }
};

/** What one author is told of an event, of which the first of `own` comments is named. */
const toldOf = (event: ConsultationEvent, comment: CommentId, count: number): Told | undefined => {
  switch (event.type) {
    case 'commentAnswered':
      return { code: 'commentReplied', facts: { comment } };
    case 'commentsDisposed':
      return { code: 'commentDisposed', facts: { comment, count } };
    case 'commentMadeOwn': {
      const { amendment, member } = event.payload;
      return { code: 'commentTaken', facts: { comment, amendment, owner: member } };
    }
    case 'commentModerated': {
      const { ground, final } = event.payload;
      const hidden = final === true ? 'commentUpheld' : 'commentHidden';
      return { code: ground === null ? 'commentShown' : hidden, facts: { comment } };
    }
    default:
      return undefined;
  }
};

const byAuthor = (
  comments: readonly CommentId[],
  authors: CommentAuthors,
): ReadonlyMap<string, readonly CommentId[]> => {
  const own = new Map<string, CommentId[]>();
  for (const comment of comments) {
    const account = authors.get(comment);
    if (account !== undefined) own.set(account, [...(own.get(account) ?? []), comment]);
  }
  return own;
};

/**
 * NTC-7: whoever wrote a comment is told of a reply, of what becomes of it, of a delegation that makes it its own, and of
 * moderation; of several comments in one act once.
 */
export const commentNotices = (
  state: ConsultationState,
  event: Recorded<ConsultationEvent>,
  authors: CommentAuthors,
): readonly AddressedNotice[] =>
  [...byAuthor(commentsIn(event), authors)].flatMap(([account, comments]) => {
    const [comment] = comments;
    const told = comment === undefined ? undefined : toldOf(event, comment, comments.length);
    return told === undefined || account === event.actor.person
      ? []
      : [
          {
            account,
            notice: {
              ...told,
              key: `${event.stream}:${event.version}`,
              kind: 'commentFollowed' as const,
              deliberation: state.deliberation,
              path: pageOf(state, comment),
              at: event.at,
            },
          },
        ];
  });

/** NTC-39: those who preside are told of an appeal to them. */
export const appealNotices = (
  state: ConsultationState,
  event: Recorded<ConsultationEvent>,
  people: readonly Person[],
): readonly AddressedNotice[] => {
  if (event.type !== 'commentAppealed') return [];
  const { comment } = event.payload;
  return people
    .filter(({ kind }) => kind === 'chair')
    .map(({ account }) => ({
      account,
      notice: {
        key: `${event.stream}:${event.version}`,
        kind: 'assigned',
        code: 'commentAppealed',
        deliberation: state.deliberation,
        facts: { comment },
        path: pageOf(state, comment),
        at: event.at,
      },
    }));
};

/** The amendment that an event put into the text: by a decision, or taken in by the chair without one. */
const amendmentOfChange = (
  { decisions, amendments }: Pick<DeliberationState, 'decisions' | 'amendments'>,
  event: DeliberationEvent,
): AmendmentId | undefined => {
  if (event.type !== 'amendmentAdopted' && event.type !== 'amendmentAccepted') return undefined;
  const amendment =
    event.type === 'amendmentAccepted'
      ? event.payload.amendment
      : decisions.find(({ id }) => id === event.payload.decision)?.item;
  // What amends an amendment changes that one; the text, when that one is adopted.
  return amendment === undefined || entryOf(amendments, amendment)?.amends !== undefined
    ? undefined
    : amendment;
};

/** Whether the words of an amendment came into the text with another one: it is that one, or was taken into it. */
const cameWith = (
  amendments: DeliberationState['amendments'],
  amendment: AmendmentId,
  adopted: AmendmentId,
): boolean => {
  if (amendment === adopted) return true;
  const { state, amends } = entryOf(amendments, amendment) ?? {};
  const isTakenIn = state === 'adopted' || state === 'acceptedBySponsors';
  return isTakenIn && amends !== undefined && cameWith(amendments, amends, adopted);
};

/** Comments of which delegations made the amendment that an event put into the text, or parts of it; with the amendment. */
export const commentsAdopted = (
  { comments }: Pick<ConsultationState, 'comments'>,
  deliberation: Pick<DeliberationState, 'decisions' | 'amendments'>,
  event: DeliberationEvent,
): { readonly amendment: string; readonly comments: readonly CommentId[] } | undefined => {
  const amendment = amendmentOfChange(deliberation, event);
  if (amendment === undefined) return undefined;
  const found = comments.flatMap(({ id, madeOwn }) =>
    madeOwn.some((one) => cameWith(deliberation.amendments, one.amendment, amendment)) ? [id] : [],
  );
  return found.length === 0 ? undefined : { amendment, comments: found };
};

/** NTC-8: whoever wrote a comment is told when the amendment that was made of it changed the text. */
export const changedTextNotices = (
  state: ConsultationState,
  deliberation: DeliberationState,
  event: Recorded<DeliberationEvent>,
  authors: CommentAuthors,
): readonly AddressedNotice[] => {
  const adopted = commentsAdopted(state, deliberation, event);
  if (adopted === undefined) return [];
  const { amendment } = adopted;
  const paragraph = deliberation.amendments[amendment]?.touches[0];
  return [...byAuthor(adopted.comments, authors)].map(([account, [comment = '']]) => ({
    account,
    notice: {
      key: `${event.stream}:${event.version}:${state.id}`,
      kind: 'commentFollowed',
      code: 'commentInText',
      deliberation: state.deliberation,
      // The page is that of the text: by the consultation it is found when the comment is erased.
      facts: { comment, amendment, consultation: state.id },
      path: `/deliberations/${state.deliberation}${paragraph === undefined ? '' : `#${paragraph}`}`,
      at: event.at,
    },
  }));
};

/**
 * NTC-9: delegates and observers are told 24 hours and 2 hours before a window closes, while it is open; of an extension
 * anew.
 */
export const windowNotices = (
  state: ConsultationState,
  people: readonly Person[],
  at: Instant,
): readonly AddressedNotice[] => {
  const { id, deliberation, opensAt, closesAt } = state;
  if (at < opensAt || at >= closesAt) return [];
  const lead = DEADLINE_LEAD_HOURS.findLast((hours) => addSeconds(closesAt, -hours * 3_600) <= at);
  if (lead === undefined) return [];
  const code: NoticeCode = 'windowCloses';
  return people
    .filter(({ kind }) => kind === 'delegate' || kind === 'observer')
    .map(({ account }) => ({
      account,
      notice: {
        key: `deadline:consultation:${id}:${closesAt}:${lead}`,
        kind: 'deadlineNear',
        code,
        deliberation,
        facts: { until: closesAt },
        path: pageOf(state),
        at,
      },
    }));
};
