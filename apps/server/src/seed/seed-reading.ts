import { randomBytes } from 'node:crypto';
import type { FileCommentRequest } from '@plenary/protocol';
import { READING_ID, type ReadingAct } from '@plenary/demonstration';
import { fileComment, type FilingParts } from '../commands/file-comment.ts';
import { performAct } from '../commands/perform-act.ts';
import type { Viewer } from '../viewer.ts';

/** Names of the exercise are its own. */
const nobodys = () => Promise.resolve(new Map<string, readonly string[]>());

/** What the author says of a comment, as a request says it. */
const requestOf = ({ act, said }: ReadingAct): FileCommentRequest | undefined => {
  if (act.type !== 'fileComment' || said === undefined) return undefined;
  const { type: _, ...fields } = act;
  return said.sealed === undefined
    ? { ...fields, words: said.published }
    : { ...fields, words: said.sealed, summary: said.published.text };
};

/**
 * Takes the consultation of the exercise through the path of every act, one after another. Each act has a key made of
 * its place, so that a seed that was interrupted goes on where it stopped. The comments belong to nobody who can come in.
 */
export const seedReading = async (
  parts: Omit<FilingParts, 'randomBytes' | 'taken'>,
  acts: readonly ReadingAct[],
  {
    conductor,
    onAct,
  }: {
    readonly conductor: Exclude<Viewer, { kind: 'public' }>;
    /** Called before each act, for the clock. */
    readonly onAct: (act: ReadingAct) => void;
  },
): Promise<void> => {
  for (const [place, one] of acts.entries()) {
    onAct(one);
    const viewer = { ...conductor, ...one.actor, mayBind: false };
    const key = `seed-reading-${place}`;
    const request = requestOf(one);
    if (request === undefined) {
      await performAct(parts.writer, viewer, { stream: `consultation:${READING_ID}`, act: one.act }, key);
      continue;
    }
    const owner = `exercise:${viewer.member ?? viewer.kind}`;
    const commenter = {
      viewer,
      owner,
      owners: [owner],
      hasShown: () => true,
      supportersOf: () => [owner] as const,
    };
    await fileComment({ ...parts, randomBytes, taken: nobodys }, commenter, READING_ID, request, key);
  }
};
