import {
  parseInstant,
  formatInstant,
  type ConsultationComment,
  type ConsultationState,
} from '@plenary/consensus';
import { burstsBySubject, LISTED_MIN, WINDOWS_MAX } from '@plenary/opinion';
import { LIMITS, type CommentFamiliesAnswer } from '@plenary/protocol';
import { isReadable, type FamilyKeeper, type FoundFamilies } from './family-keeper.ts';
import { knownConsultation, subjectOf, type ConsultationReading } from './reading.ts';

const HOUR_SECONDS = 3_600;

interface Family {
  readonly sample: ConsultationComment;
  /** In the order of filing; only what everybody may still read. */
  readonly members: readonly ConsultationComment[];
}

/** Families of what may still be read: since they were found, comments may have been hidden or erased. */
const standing = ({ comments }: ConsultationState, { families }: FoundFamilies): readonly Family[] =>
  families.flatMap((ids) => {
    const members = ids.flatMap((id) => {
      const comment = comments[Number(id.slice(1)) - 1];
      return comment !== undefined && isReadable(comment) ? [comment] : [];
    });
    const [sample] = members;
    return sample === undefined || members.length < 2 ? [] : [{ sample, members }];
  });

const secondsOf = (at: string): number => Math.floor((parseInstant(at) ?? 0) / 1_000);

/** The hour in which the most of a family came, where that is far more than in the hours before (OPI-23). */
const burstsOf = (
  families: readonly Family[],
): ReadonlyMap<string, NonNullable<CommentFamiliesAnswer['families'][number]['burst']>> => {
  const acts = families.flatMap(({ sample, members }) =>
    members.map(({ at }) => ({ subject: sample.id, at: secondsOf(at) })),
  );
  const from = acts.reduce((least, { at }) => Math.min(least, at), Infinity);
  const to = acts.reduce((most, { at }) => Math.max(most, at), -Infinity) + 1;
  if (acts.length === 0) return new Map();
  const windowLength = Math.max(HOUR_SECONDS, Math.ceil((to - from) / WINDOWS_MAX));
  const found = burstsBySubject(acts, { from, to, windowLength });
  return new Map(
    [...found].flatMap(([subject, bursts]) => {
      const [strongest] = bursts.toSorted((a, b) => b.score - a.score);
      if (strongest === undefined) return [];
      const begin = from + strongest.window * windowLength;
      const comments = acts.filter(
        (act) => act.subject === subject && act.at >= begin && act.at < begin + windowLength,
      ).length;
      return [[subject, { at: formatInstant(begin * 1_000), comments, seconds: windowLength }]];
    }),
  );
};

/** How many comments each place has, and how many when every family is one: both are always told. */
const placesOf = (
  comments: readonly ConsultationComment[],
  families: readonly Family[],
): CommentFamiliesAnswer['places'] => {
  const standsFor = new Map(
    families.flatMap(({ sample, members }) => members.map(({ id }) => [id, sample.id])),
  );
  const texts = new Map<string, { comments: number; readonly distinct: Set<string> }>();
  for (const comment of comments) {
    const about = subjectOf(comment);
    const own = texts.get(about) ?? { comments: 0, distinct: new Set() };
    own.comments += 1;
    own.distinct.add(standsFor.get(comment.id) ?? comment.id);
    texts.set(about, own);
  }
  return [...texts]
    .map(([about, own]) => ({ about, comments: own.comments, distinct: own.distinct.size }))
    .sort((a, b) => b.comments - a.comments || (a.about < b.about ? -1 : 1));
};

/** What says nearly the same in a consultation, with figures of all comments and of each family as one. */
export const commentFamilies = async (
  parts: ConsultationReading & { readonly keeper: FamilyKeeper },
  id: string,
): Promise<CommentFamiliesAnswer> => {
  const { state } = await knownConsultation(parts, id);
  const found = await parts.keeper.families(state);
  const families = standing(state, found);
  const told = families.slice(0, LIMITS.COMMENT_FAMILIES_MAX);
  const readable = state.comments.slice(0, found.upTo).filter(isReadable);
  const bursts = burstsOf(told);
  const numbers = told.map(({ sample }) => Number(sample.id.slice(1)));
  const kept = new Map((await parts.words.words(id, numbers)).map((words) => [words.comment, words]));
  const repeated = families.reduce((sum, { members }) => sum + members.length - 1, 0);
  return {
    compared: readable.length,
    upTo: found.upTo,
    distinct: readable.length - repeated,
    families: told.map(({ sample, members }) => {
      const burst = bursts.get(sample.id);
      const waiting = members.filter(({ disposition }) => disposition === undefined);
      const words = kept.get(Number(sample.id.slice(1)));
      return {
        sample: sample.id,
        size: members.length,
        isListed: members.length >= LISTED_MIN,
        first: sample.at,
        last: members.at(-1)?.at ?? sample.at,
        waiting: waiting.length,
        comments: waiting
          .flatMap(({ id: one }) => (one === sample.id ? [] : [one]))
          .slice(0, LIMITS.COMMENTS_PER_ACT_MAX),
        lang: sample.lang,
        ...(burst === undefined ? {} : { burst }),
        ...(words === undefined ? {} : { words: words.published.text }),
      };
    }),
    smaller: families.length - told.length,
    places: placesOf(readable, families),
  };
};

/** Ids of the comments in the family of one of them; itself alone where it is like no other. */
export const familyOf = async (
  keeper: FamilyKeeper,
  state: ConsultationState,
  comment: string,
): Promise<ReadonlySet<string>> => {
  const { families } = await keeper.families(state);
  return new Set(families.find((members) => members.includes(comment)) ?? [comment]);
};
