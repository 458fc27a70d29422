import { unknownEvent } from '../acts/unknown-event.ts';
import type { Recorded, Withheld } from '../types.ts';
import { commentNumber, commentOf } from './consultation-answer.ts';
import type { CommentId, ConsultationComment, ConsultationEvent, ConsultationState } from './types.ts';

const changed = (
  state: ConsultationState,
  id: CommentId,
  change: (comment: ConsultationComment) => ConsultationComment,
): ConsultationState => {
  const comment = commentOf(state, id);
  if (comment === undefined) throw new Error(`an event names ${id}, which is not there`);
  return { ...state, comments: state.comments.with(commentNumber(id) - 1, change(comment)) };
};

const changedAll = (
  state: ConsultationState,
  ids: readonly CommentId[],
  change: (comment: ConsultationComment) => ConsultationComment,
): ConsultationState => {
  const comments = [...state.comments];
  for (const id of ids) {
    const comment = commentOf(state, id);
    if (comment === undefined) throw new Error(`an event names ${id}, which is not there`);
    comments[commentNumber(id) - 1] = change(comment);
  }
  return { ...state, comments };
};

const announced = (event: Recorded<ConsultationEvent>): ConsultationState => {
  if (event.type !== 'consultationAnnounced')
    throw new Error(`${event.type} in a consultation that was not announced`);
  return { ...event.payload, announcedAt: event.at, comments: [], extensions: [] };
};

const filed = (
  state: ConsultationState,
  { at, actor, payload }: Recorded<Extract<ConsultationEvent, { readonly type: 'commentFiled' }>>,
): ConsultationState => {
  const { comment: id, ...rest } = payload;
  if (id !== `c${state.comments.length + 1}`) throw new Error(`${id} is not the next comment`);
  const { kind, member } = actor;
  const by = member === undefined ? { kind } : { kind, member };
  const comment: ConsultationComment = { id, at, by, ...rest, supporters: [], replies: [], madeOwn: [] };
  return { ...state, comments: [...state.comments, comment] };
};

const withoutTheme = (comment: ConsultationComment): ConsultationComment => {
  const { theme: _, ...rest } = comment;
  return rest;
};
const shown = (comment: ConsultationComment): ConsultationComment => {
  const { hidden: _, ...rest } = comment;
  return rest;
};

/** CSL-19: the consultation after one more event. Total: a forgotten event does not compile, an unknown one is a fault. */
const applied = (state: ConsultationState, event: Recorded<ConsultationEvent>): ConsultationState => {
  const { at } = event;
  switch (event.type) {
    case 'consultationAnnounced':
      throw new Error('a consultation is announced once');
    case 'consultationExtended': {
      const { until, reason } = event.payload;
      return { ...state, closesAt: until, extensions: [...state.extensions, { at, until, reason }] };
    }
    case 'commentFiled':
      return filed(state, event);
    case 'commentSupported': {
      const { comment, by } = event.payload;
      return changed(state, comment, (one) => ({ ...one, supporters: [...one.supporters, by] }));
    }
    case 'commentAnswered': {
      const { comment, words } = event.payload;
      const reply = { by: event.actor.kind, words, at };
      return changed(state, comment, (one) => ({ ...one, replies: [...one.replies, reply] }));
    }
    case 'commentsGrouped': {
      const { comments, theme } = event.payload;
      return changedAll(state, comments, (one) => (theme === null ? withoutTheme(one) : { ...one, theme }));
    }
    case 'commentsDisposed': {
      const { comments, ...disposition } = event.payload;
      return changedAll(state, comments, (one) => ({ ...one, disposition: { ...disposition, at } }));
    }
    case 'commentMadeOwn': {
      const { comment, member, amendment } = event.payload;
      return changed(state, comment, (one) => ({
        ...one,
        madeOwn: [...one.madeOwn, { member, amendment, at }],
      }));
    }
    case 'commentModerated': {
      const { comment, ground, reason, final } = event.payload;
      return changed(state, comment, (one) => ({
        ...(ground === null ? shown(one) : { ...one, hidden: { ground, reason, at } }),
        ...(one.appeal === undefined ? {} : { appeal: { ...one.appeal, open: false } }),
        ...(final === true ? { ruledAt: at } : {}),
      }));
    }
    case 'commentAppealed':
      return changed(state, event.payload.comment, (one) => ({ ...one, appeal: { at, open: true } }));
    case 'commentErased':
      // What is erased is shown to nobody: there is nothing left to decide on.
      return changed(state, event.payload.comment, (one) => ({
        ...one,
        erasedAt: at,
        ...(event.payload.reason === undefined ? {} : { erasedWhy: event.payload.reason }),
        ...(one.appeal === undefined ? {} : { appeal: { ...one.appeal, open: false } }),
      }));
    case 'consultationProcessed':
      return { ...state, processedAt: at };
    default:
      return unknownEvent(event);
  }
};

/** The consultation after one more event. @throws when the event does not fit the record */
export const evolveConsultation = (
  state: ConsultationState | undefined,
  event: Recorded<ConsultationEvent> | Withheld,
): ConsultationState => {
  if ('withheld' in event) throw new Error('nothing of a consultation is withheld');
  return state === undefined ? announced(event) : applied(state, event);
};

/** The consultation after many events; `from` stays as it was. */
export const replayConsultation = (
  events: Iterable<Recorded<ConsultationEvent> | Withheld>,
  from?: ConsultationState,
): ConsultationState | undefined => {
  let state = from;
  for (const event of events) state = evolveConsultation(state, event);
  return state;
};
