import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AddressedNotice, DocumentRights } from '@plenary/consensus';
import type { CommentThread, DraftingStore } from '@plenary/db';
import { formatAnchor, parseAnchor } from '@plenary/drafting';
import {
  BeginThreadRequest,
  CommentListAnswer,
  CommentThreadAnswer,
  LIMITS,
  ReplyRequest,
} from '@plenary/protocol';
import { Type } from 'typebox';
import {
  numberOf,
  readableDocument,
  type DocumentParts,
  type ReadableDocument,
} from '../documents/readable-document.ts';
import { newId, type RandomBytes } from '../identity/token.ts';
import type { Mention } from '../notices/mention-notices.ts';
import { refused } from '../refused.ts';
import { delegationOf } from '../rooms/live/live-seat.ts';
import { seesThread, type ThreadAudience } from '../rooms/live/sees-thread.ts';
import type { Viewer } from '../viewer.ts';
import { DocumentParams } from './documents.ts';

const ThreadParams = Type.Object({
  ...DocumentParams.properties,
  thread: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
});
const Nothing = Type.Object({}, { additionalProperties: false });

export interface CommentParts extends DocumentParts {
  readonly drafting: DraftingStore;
  readonly randomBytes: RandomBytes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What those are told whom a message mentions, when it has this number in its thread. */
  readonly mentioned: (
    readable: ReadableDocument,
    thread: ThreadAudience,
    mention: Omit<Mention, 'number'>,
  ) => Promise<(number: number) => readonly AddressedNotice[]>;
  /** Something new was told. */
  readonly wake: () => void;
}

type Author = Exclude<Viewer, { kind: 'public' }>;

/** Who may write comments: those who draft. */
const authorOf = (viewer: Viewer, { role }: DocumentRights): Author => {
  if (viewer.kind === 'public') throw refused('session.needed');
  if (role === 'read') throw refused('comment.notAllowed');
  return viewer;
};

const answerOf = (thread: CommentThread): CommentThreadAnswer => ({
  id: thread.id,
  person: thread.account,
  delegation: thread.delegation,
  visibility: thread.visibility,
  anchor: thread.anchor,
  quote: thread.quote,
  at: new Date(thread.at).toISOString(),
  ...(thread.resolvedAt === undefined ? {} : { resolvedAt: new Date(thread.resolvedAt).toISOString() }),
  ...(thread.resolvedBy === undefined ? {} : { resolvedBy: thread.resolvedBy }),
  messages: thread.messages.map(({ account, at, ...message }) => ({
    ...message,
    person: account,
    at: new Date(at).toISOString(),
  })),
});

/** Comments on the words of a live document, each thread for those it was opened to. */
export const commentRoutes =
  (parts: CommentParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { live, drafting, randomBytes, now, mentioned, wake } = parts;
    const tags = ['documents'];
    const path = '/api/deliberations/:id/documents/:document/comments';

    const readThread = async (number: number, id: string): Promise<CommentThread> => {
      const thread = await drafting.thread(number, id);
      if (thread === undefined) throw refused('comment.unknown', { thread: id });
      return thread;
    };
    /** A thread that this viewer reads, in which they may write. */
    const ownThread = async (viewer: Viewer, params: { id: string; document: string; thread: string }) => {
      const readable = await readableDocument(parts, viewer, params);
      const number = await numberOf(parts, readable);
      const thread = await readThread(number, params.thread);
      if (!seesThread(thread, viewer, readable.rights.role))
        throw refused('comment.unknown', { thread: params.thread });
      return { author: authorOf(viewer, readable.rights), readable, number, thread };
    };
    const announce = ({ deliberation, document }: ReadableDocument, thread: CommentThread): void =>
      live.announceComment(deliberation, document.id, thread);
    /** What the thread is now, told to all who read it. */
    const told = async (
      readable: ReadableDocument,
      number: number,
      thread: string,
    ): Promise<CommentThreadAnswer> => {
      const changed = await readThread(number, thread);
      announce(readable, changed);
      return answerOf(changed);
    };

    app.get(
      path,
      {
        schema: {
          params: DocumentParams,
          tags,
          summary: 'Threads of comments the viewer may read',
          response: { 200: CommentListAnswer },
        },
      },
      async (request): Promise<CommentListAnswer> => {
        const readable = await readableDocument(parts, request.viewer, request.params);
        const threads = await drafting.threads(await numberOf(parts, readable));
        return {
          threads: threads
            .filter((thread) => seesThread(thread, request.viewer, readable.rights.role))
            .map(answerOf),
        };
      },
    );

    app.post(
      path,
      {
        schema: {
          params: DocumentParams,
          body: BeginThreadRequest,
          tags,
          summary: 'Begin a thread about some words',
          response: { 201: CommentThreadAnswer },
        },
      },
      async (request, reply): Promise<CommentThreadAnswer> => {
        const readable = await readableDocument(parts, request.viewer, request.params);
        const author = authorOf(request.viewer, readable.rights);
        const { visibility, anchor, quote, words, mentions } = request.body;
        const parsed = parseAnchor(anchor);
        if (parsed === undefined) throw refused('request.malformed', { place: '/anchor' });
        const number = await numberOf(parts, readable);
        if ((await drafting.threadCount(number)) >= LIMITS.COMMENT_THREADS_MAX)
          throw refused('comment.full', { limit: LIMITS.COMMENT_THREADS_MAX });
        const id = newId(randomBytes);
        const at = now();
        const { account } = author;
        const delegation = delegationOf(author);
        const notices = await mentioned(
          readable,
          { id, visibility, delegation },
          { account, delegation, mentions, at: new Date(at).toISOString() },
        );
        await drafting.openThread(
          { id, document: number, account, delegation, visibility, anchor: formatAnchor(parsed), quote, at },
          { account, delegation, words, mentions, at },
          notices(1),
        );
        wake();
        reply.status(201);
        return told(readable, number, id);
      },
    );

    app.post(
      `${path}/:thread/messages`,
      {
        schema: {
          params: ThreadParams,
          body: ReplyRequest,
          tags,
          summary: 'Reply in a thread',
          response: { 201: CommentThreadAnswer },
        },
      },
      async (request, reply): Promise<CommentThreadAnswer> => {
        const { author, readable, number, thread } = await ownThread(request.viewer, request.params);
        const { words, mentions } = request.body;
        const message = {
          account: author.account,
          delegation: delegationOf(author),
          words,
          mentions,
          at: now(),
        };
        const notices = await mentioned(readable, thread, {
          ...message,
          at: new Date(message.at).toISOString(),
        });
        const place = await drafting.reply(thread.id, message, LIMITS.COMMENT_MESSAGES_MAX, notices);
        if (place === undefined) throw refused('comment.full', { limit: LIMITS.COMMENT_MESSAGES_MAX });
        wake();
        reply.status(201);
        return told(readable, number, thread.id);
      },
    );

    for (const [verb, summary] of [
      ['resolve', 'Resolve a thread'],
      ['reopen', 'Open a resolved thread again'],
    ] as const)
      app.post(
        `${path}/:thread/${verb}`,
        {
          schema: {
            params: ThreadParams,
            body: Nothing,
            tags,
            summary,
            response: { 200: CommentThreadAnswer },
          },
        },
        async (request): Promise<CommentThreadAnswer> => {
          const { author, readable, number, thread } = await ownThread(request.viewer, request.params);
          const resolved = verb === 'resolve' ? { at: now(), by: delegationOf(author) } : undefined;
          if (!(await drafting.settle(thread.id, resolved))) throw refused('comment.already');
          return told(readable, number, thread.id);
        },
      );
  };
