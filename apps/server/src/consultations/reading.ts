import {
  commentBreakdowns,
  commentOf,
  consultationFigures,
  consultationPhase,
  paragraphOrigins,
  type BodyState,
  type ConsultationComment,
  type ConsultationState,
} from '@plenary/consensus';
import type { ConsultationStore, KeptWords } from '@plenary/db';
import { createHash } from 'node:crypto';
import {
  LIMITS,
  type CommentIdsAnswer,
  type CommentPageAnswer,
  type ConsultationAnswer,
  type ConsultationListAnswer,
  type OriginsAnswer,
  type OwnCommentsAnswer,
  type ShownComment,
} from '@plenary/protocol';
import type { Commenter } from '../identity/commenter.ts';
import { refused, refusedByRules } from '../refused.ts';
import { knownBody, type Known, type ReadingParts } from '../routes/known-state.ts';
import type { Viewer } from '../viewer.ts';

export interface ConsultationReading extends ReadingParts {
  readonly words: ConsultationStore;
  readonly now: () => string;
  /** Ids of the comments that say nearly the same as one. */
  readonly familyOf: (state: ConsultationState, comment: string) => Promise<ReadonlySet<string>>;
}

/** A consultation as it stands. @throws Refused `stream.unknown` */
export const knownConsultation = async (
  { held }: ReadingParts,
  id: string,
): Promise<Known<ConsultationState>> => {
  const stream = `consultation:${id}`;
  const known = await held.get(stream);
  if (known.kind !== 'consultation' || known.state === undefined) throw refused('stream.unknown', { stream });
  return { stream, version: known.version, state: known.state };
};

const figures = new WeakMap<ConsultationState, ReturnType<typeof consultationFigures>>();
/** CNS-73: figures follow from the state alone. */
const figuresOf = (state: ConsultationState): ReturnType<typeof consultationFigures> => {
  const made = figures.get(state) ?? consultationFigures(state);
  figures.set(state, made);
  return made;
};

const headOf = ({ state, version }: Known<ConsultationState>, now: string) => ({
  id: state.id,
  deliberation: state.deliberation,
  title: state.title,
  opensAt: state.opensAt,
  closesAt: state.closesAt,
  audience: state.audience,
  phase: consultationPhase(state, now),
  figures: figuresOf(state),
  version,
});

const idsOf = async ({ held, bodyStream }: ReadingParts): Promise<readonly string[]> => {
  const body = await held.get(await bodyStream());
  return body.kind === 'body' ? (body.state?.consultations ?? []) : [];
};

/** What everybody may see alike, with a name for all that it depends on: made and packed once for all who ask. */
export interface NamedAnswer<Value> {
  readonly name: string;
  readonly value: () => Value;
}

/** What of a consultation everybody sees depends on: its events, and whether its window is open. */
const placeOf = ({ state, version }: Known<ConsultationState>, now: string): string =>
  `${state.id} ${version} ${consultationPhase(state, now)}`;

/** CNS-105: consultations, the one announced last first; of one deliberation where it is named. */
export const consultationList = async (
  parts: ConsultationReading,
  deliberation?: string,
): Promise<NamedAnswer<ConsultationListAnswer>> => {
  const known = await Promise.all((await idsOf(parts)).map((id) => knownConsultation(parts, id)));
  const now = parts.now();
  const found = known.filter(
    ({ state }) => deliberation === undefined || state.deliberation === deliberation,
  );
  const places = createHash('sha256').update(JSON.stringify(found.map((one) => placeOf(one, now))));
  return {
    name: `consultations ${places.digest('base64url')}`,
    value: () => ({ consultations: found.map((one) => headOf(one, now)).toReversed() }),
  };
};

/** Streams of the consultations on a deliberation, in the order in which they were announced. */
export const consultationsOn = async (
  parts: ReadingParts,
  deliberation: string,
): Promise<readonly string[]> => {
  const known = await Promise.all((await idsOf(parts)).map((id) => knownConsultation(parts, id)));
  return known.filter(({ state }) => state.deliberation === deliberation).map(({ stream }) => stream);
};

const counted = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** What a comment is about, in one word of a filter: `text`, a paragraph or an amendment. */
export const subjectOf = ({ about }: ConsultationComment): string => {
  if (about.on === 'text') return 'text';
  return about.on === 'amendment' ? about.amendment : about.paragraph;
};

interface CommentCounts {
  readonly body: BodyState;
  readonly themes: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, number>;
  readonly breakdowns: ConsultationAnswer['breakdowns'];
}
const counts = new WeakMap<ConsultationState, CommentCounts>();
/** CNS-73: counted once for all who read the same state, of up to twenty thousand comments. */
const countsOf = (state: ConsultationState, body: BodyState): CommentCounts => {
  const known = counts.get(state);
  if (known?.body === body) return known;
  const { comments } = state;
  const made = {
    body,
    themes: counted(comments.flatMap(({ theme }) => (theme === undefined ? [] : [theme]))),
    places: counted(comments.map(subjectOf)),
    breakdowns: commentBreakdowns(state, body),
  };
  counts.set(state, made);
  return made;
};

/** Signs of an instant that tell its minute. */
const MINUTE_SIGNS = '2026-01-01T00:00'.length;

/**
 * CNS-105: a consultation as it stands, without its comments. The same answer serves all who ask for it within a minute and
 * before anything happens; its instant is the first of them.
 */
export const consultationAnswer = async (
  parts: ConsultationReading,
  id: string,
): Promise<NamedAnswer<ConsultationAnswer>> => {
  const known = await knownConsultation(parts, id);
  const now = parts.now();
  const body = await knownBody(parts);
  return {
    name: `consultation ${placeOf(known, now)} ${body.version} ${now.slice(0, MINUTE_SIGNS)}`,
    value: () => {
      const { comments: _, ...state } = known.state;
      const { themes, places, breakdowns } = countsOf(known.state, body.state);
      return {
        ...headOf(known, now),
        stream: known.stream,
        state,
        themes: [...themes]
          .map(([theme, number]) => ({ theme, comments: number }))
          .sort((a, b) => b.comments - a.comments || (a.theme < b.theme ? -1 : 1)),
        onParagraphs: Object.fromEntries(places),
        breakdowns,
        now,
      };
    },
  };
};

/** What was done with the words of a comment, in one word of a filter. */
export const MODERATION_FILTERS = ['hidden', 'appealed'] as const;

/** What comments are asked for. */
export interface CommentFilter {
  /** `text`, a paragraph or an amendment. */
  readonly about?: string;
  readonly theme?: string;
  readonly kind?: string;
  /** A disposition, or `waiting`. */
  readonly disposition?: string;
  /** Number of the question that is answered. */
  readonly question?: number;
  readonly late?: boolean;
  /** Whether words are not shown, or an appeal to the chair waits. */
  readonly moderation?: (typeof MODERATION_FILTERS)[number];
  /** Words that everybody may read in it. */
  readonly q?: string;
  readonly own?: boolean;
  readonly comment?: string;
  /** Comments that say nearly the same as this one. */
  readonly family?: string;
  /** Answers to one question together, in the order of the questions; what answers none comes first. */
  readonly byQuestion?: boolean;
}

const meets = (
  comment: ConsultationComment,
  { about, theme, kind, disposition, question, late, moderation, comment: id }: CommentFilter,
): boolean =>
  (question === undefined || comment.question === question) &&
  (late === undefined || comment.late === late) &&
  (moderation !== 'hidden' || comment.hidden !== undefined) &&
  (moderation !== 'appealed' || comment.appeal?.open === true) &&
  (about === undefined || subjectOf(comment) === about) &&
  (theme === undefined || comment.theme === theme) &&
  (kind === undefined || comment.kind === kind) &&
  (id === undefined || comment.id === id) &&
  (disposition === undefined || (comment.disposition?.disposition ?? 'waiting') === disposition);

/** Who sees what is sealed, and what is hidden: the secretariat; the chair, who is appealed to, sees what is hidden. */
const mayRead = ({ kind }: Viewer, what: 'sealed' | 'hidden'): boolean =>
  kind === 'secretariat' || (what === 'hidden' && kind === 'chair');

const shownTo = (
  viewer: Viewer,
  comment: ConsultationComment,
  kept: KeptWords | undefined,
  asker: { readonly own: boolean; readonly supported: boolean },
): ShownComment => {
  const { words: _, sealed: __, supporters, ...fields } = comment;
  const isReadable = comment.hidden === undefined || asker.own || mayRead(viewer, 'hidden');
  return {
    ...fields,
    supporters: supporters.length,
    ...(kept === undefined || !isReadable ? {} : { words: kept.published }),
    ...(kept?.sealed === undefined || !(asker.own || mayRead(viewer, 'sealed'))
      ? {}
      : { sealed: kept.sealed }),
    ...asker,
  };
};

/** Numbers of the comments that somebody wrote. */
const ownedBy = async (
  { words }: ConsultationReading,
  id: string,
  commenter: Commenter | undefined,
): Promise<readonly number[]> =>
  (await Promise.all((commenter?.owners ?? []).map((owner) => words.ownedBy(id, owner)))).flat();

/** Who asks for comments. */
export interface CommentAsker {
  readonly viewer: Viewer;
  readonly commenter: Commenter | undefined;
}

const numberOf = ({ id }: ConsultationComment): number => Number(id.slice(1));

/** Comments that meet a filter, in the order of filing, and which of all are the asker's own. */
const commentsFound = async (
  parts: ConsultationReading,
  state: ConsultationState,
  { viewer, commenter }: CommentAsker,
  query: CommentFilter,
): Promise<{ readonly found: readonly ConsultationComment[]; readonly own: ReadonlySet<number> }> => {
  const { id } = state;
  const own = new Set(await ownedBy(parts, id, commenter));
  const alike = query.family === undefined ? undefined : await parts.familyOf(state, query.family);
  const words = query.q?.trim() ?? '';
  const holding = words === '' ? undefined : new Set(await parts.words.holding(id, words));
  // What a reader may not see is not found by guessing at it either.
  const mayFind = (comment: ConsultationComment): boolean =>
    comment.hidden === undefined || own.has(numberOf(comment)) || mayRead(viewer, 'hidden');
  const found = state.comments.filter(
    (comment) =>
      meets(comment, query) &&
      (query.own !== true || own.has(numberOf(comment))) &&
      (alike === undefined || alike.has(comment.id)) &&
      (holding === undefined || (holding.has(numberOf(comment)) && mayFind(comment))),
  );
  return {
    // CNS-60: the sort keeps the order of filing among answers to one question.
    found:
      query.byQuestion === true ? found.toSorted((a, b) => (a.question ?? 0) - (b.question ?? 0)) : found,
    own,
  };
};

/** Comments that meet a filter, as the viewer may see them. */
export const commentPage = async (
  parts: ConsultationReading,
  id: string,
  asker: CommentAsker,
  query: CommentFilter & { readonly offset: number; readonly limit: number },
): Promise<CommentPageAnswer> => {
  const { state } = await knownConsultation(parts, id);
  const { found, own } = await commentsFound(parts, state, asker, query);
  const { viewer, commenter } = asker;
  const page = found.slice(query.offset, query.offset + query.limit);
  const kept = await parts.words.words(id, page.map(numberOf));
  const byNumber = new Map(kept.map((words) => [words.comment, words]));
  const member = viewer.kind === 'public' ? undefined : viewer.member;
  return {
    total: found.length,
    comments: page.map((comment) =>
      shownTo(viewer, comment, byNumber.get(numberOf(comment)), {
        own: own.has(numberOf(comment)),
        supported:
          commenter !== undefined &&
          (member === undefined ? commenter.supportersOf(id, comment.id) : [member]).some((one) =>
            comment.supporters.includes(one),
          ),
      }),
    ),
  };
};

/** Ids of the comments that meet a filter, as many as one act may name, and how many there are. */
export const commentIds = async (
  parts: ConsultationReading,
  id: string,
  asker: CommentAsker,
  query: CommentFilter,
): Promise<CommentIdsAnswer> => {
  const { state } = await knownConsultation(parts, id);
  const { found } = await commentsFound(parts, state, asker, query);
  return {
    total: found.length,
    comments: found.slice(0, LIMITS.COMMENTS_PER_ACT_MAX).map((comment) => comment.id),
  };
};

/** An asker's own comments over all consultations, the newest window first; as many as one answer holds. */
export const ownComments = async (
  parts: ConsultationReading,
  asker: CommentAsker,
): Promise<OwnCommentsAnswer> => {
  const own: OwnCommentsAnswer['comments'][number][] = [];
  const places = await parts.words.consultationsOf(asker.commenter?.owners ?? []);
  for (const id of (await idsOf(parts)).filter((one) => places.has(one)).toReversed()) {
    const room = LIMITS.COMMENTS_PER_PAGE_MAX - own.length;
    if (room === 0) break;
    const { state } = await knownConsultation(parts, id);
    const { comments } = await commentPage(parts, id, asker, { own: true, offset: 0, limit: room });
    own.push(
      ...comments.map((comment) => ({
        consultation: id,
        deliberation: state.deliberation,
        title: state.title,
        comment,
      })),
    );
  }
  return { comments: own };
};

/** Where the words of paragraphs came from, over all consultations on a deliberation. */
export const originsOn = async (parts: ReadingParts, deliberation: string): Promise<OriginsAnswer> => {
  const known = await parts.held.get(`deliberation:${deliberation}`);
  if (known.kind !== 'deliberation' || known.state === undefined)
    throw refused('stream.unknown', { stream: `deliberation:${deliberation}` });
  const { state } = known;
  const streams = await consultationsOn(parts, deliberation);
  const origins = await Promise.all(
    streams.map(async (stream) => {
      const consultation = await knownConsultation(parts, stream.slice('consultation:'.length));
      return paragraphOrigins(consultation.state, state).map((origin) => ({
        consultation: consultation.state.id,
        ...origin,
      }));
    }),
  );
  return { origins: origins.flat() };
};

/** Whether a comment is somebody's own, or the refusal. @throws Refused `consultation.notOwn` */
export const ownComment = async (
  parts: ConsultationReading,
  id: string,
  comment: string,
  commenter: Commenter | undefined,
): Promise<Commenter> => {
  const { state } = await knownConsultation(parts, id);
  const own = await ownedBy(parts, id, commenter);
  const isOwn = commentOf(state, comment) !== undefined && own.includes(Number(comment.slice(1)));
  if (commenter === undefined || !isOwn) throw refused('consultation.notOwn', { comment });
  return commenter;
};

/** A comment as its author may see it, for whoever holds its private link; the link was checked. @throws Refused */
export const commentOfAuthor = async (
  parts: ConsultationReading,
  id: string,
  name: string,
): Promise<ShownComment> => {
  const { state } = await knownConsultation(parts, id);
  const comment = commentOf(state, name);
  if (comment === undefined)
    throw refusedByRules({ code: 'consultation.unknownComment', facts: { comment: name } });
  const [kept] = await parts.words.words(id, [Number(name.slice(1))]);
  return shownTo({ kind: 'public' }, comment, kept, { own: true, supported: false });
};
