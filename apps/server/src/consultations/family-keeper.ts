import type { ConsultationComment, ConsultationState } from '@plenary/consensus';
import type { ConsultationStore } from '@plenary/db';
import type { NearDuplicates, SubmittedText } from '@plenary/opinion';
import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';

/** Families as they were found, and among how many comments. */
export interface FoundFamilies {
  readonly families: readonly (readonly string[])[];
  /** Comments that were there. */
  readonly upTo: number;
}
interface Kept {
  readonly found: FoundFamilies;
  /** What was compared: it is compared anew when another set of comments may be read. */
  readonly of: string;
}

export interface FamilyKeeperParts {
  readonly words: ConsultationStore;
  readonly find: (
    texts: readonly SubmittedText[],
    options: { readonly signal: AbortSignal },
  ) => Promise<NearDuplicates>;
  readonly onFault: (error: unknown) => void;
}

const PAGE = 1_000;

/** Whether everybody may read what a comment says. */
export const isReadable = ({ hidden, erasedAt }: ConsultationComment): boolean =>
  hidden === undefined && erasedAt === undefined;

const nameOfSet = ({ comments }: ConsultationState): string =>
  `${comments.length} ${comments
    .filter((comment) => !isReadable(comment))
    .map(({ id }) => id)
    .join(' ')}`;

/**
 * Keeps families of near-duplicate comments at hand: compared in a thread, one consultation at a time, in the words that
 * everybody may read. While newer comments are compared the answer is the one before.
 */
export const familyKeeper = ({ words, find, onFault }: FamilyKeeperParts) => {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept>>();
  const ended = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();

  const compare = async (state: ConsultationState): Promise<Kept> => {
    const texts: SubmittedText[] = [];
    for (let from = 0; from < state.comments.length; from += PAGE)
      for (const { comment, published } of await words.wordsAfter(state.id, from, PAGE)) {
        const own = state.comments[comment - 1];
        if (own !== undefined && isReadable(own)) texts.push({ id: own.id, text: published.text });
      }
    const { families } = await find(texts, { signal: ended.signal }).catch((error: unknown) => {
      throw ended.signal.aborted ? refused('server.stopping') : error;
    });
    return {
      of: nameOfSet(state),
      found: { families: families.map(({ members }) => members), upTo: state.comments.length },
    };
  };
  const begin = (state: ConsultationState): Promise<Kept> => {
    const running = underWay.get(state.id);
    if (running !== undefined) return running;
    const comparing = queue.then(() => compare(state));
    queue = comparing.catch(() => undefined); // whoever asked is told; the next one goes on
    underWay.set(state.id, comparing);
    return comparing
      .then((made) => {
        kept.delete(state.id);
        kept.set(state.id, made);
        const [oldest] = kept.keys();
        if (kept.size > LIMITS.FAMILIES_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
        return made;
      })
      .finally(() => underWay.delete(state.id));
  };

  return {
    /** Families of a consultation, as newly as they are known; the first time they are waited for. */
    families: async (state: ConsultationState): Promise<FoundFamilies> => {
      const before = kept.get(state.id);
      if (before?.of === nameOfSet(state)) return before.found;
      const comparing = begin(state);
      if (before === undefined) return (await comparing).found;
      comparing.catch(onFault);
      return before.found;
    },
    close: async (): Promise<void> => {
      ended.abort();
      await queue;
    },
  };
};
export type FamilyKeeper = ReturnType<typeof familyKeeper>;
