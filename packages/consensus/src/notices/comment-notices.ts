import type { CommentId, ConsultationEvent, ConsultationState } from '../consultations/types.ts';
import { addSeconds } from '../rules/instant.ts';
import type { DeliberationEvent, DeliberationState, Instant, Recorded } from '../types.ts';
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
    case 'commentModerated':
      return { code: event.payload.ground === null ? 'commentShown' : 'commentHidden', facts: { comment } };
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

/** Comments that a delegation made the amendment of which an event adopted; with the amendment. */
export const commentsAdopted = (
  { comments }: Pick<ConsultationState, 'comments'>,
  { decisions }: Pick<DeliberationState, 'decisions'>,
  event: DeliberationEvent,
): { readonly amendment: string; readonly comments: readonly CommentId[] } | undefined => {
  if (event.type !== 'amendmentAdopted') return undefined;
  const amendment = decisions.find(({ id }) => id === event.payload.decision)?.item;
  if (amendment === undefined) return undefined;
  const found = comments.flatMap(({ id, madeOwn }) =>
    madeOwn.some((one) => one.amendment === amendment) ? [id] : [],
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
      facts: { comment, amendment },
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
