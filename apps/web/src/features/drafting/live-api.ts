import { parseAnchor, type CommentAnchor } from '@plenary/drafting';
import { get, send } from '../../lib/api.ts';

export const COMMENT_VISIBILITIES = ['delegation', 'group', 'all'] as const;
export type CommentVisibility = (typeof COMMENT_VISIBILITIES)[number];

export interface CommentMessage {
  readonly number: number;
  readonly delegation: string;
  readonly words: string;
  readonly mentions: readonly string[];
  readonly at: string;
}

export interface CommentThread {
  readonly id: string;
  readonly delegation: string;
  readonly visibility: CommentVisibility;
  readonly anchor: unknown;
  readonly quote: string;
  readonly at: string;
  readonly resolvedAt?: string;
  readonly messages: readonly CommentMessage[];
}

const base = (deliberation: string, document: string): string =>
  `/api/deliberations/${encodeURIComponent(deliberation)}/documents/${encodeURIComponent(document)}`;

export const commentsApi = (deliberation: string, document: string) => {
  const path = `${base(deliberation, document)}/comments`;
  return {
    list: () => get<{ readonly threads: readonly CommentThread[] }>(path),
    begin: (thread: {
      readonly visibility: CommentVisibility;
      readonly anchor: unknown;
      readonly quote: string;
      readonly words: string;
      readonly mentions: readonly string[];
    }) => send<unknown>('POST', path, thread),
    reply: (thread: string, said: { readonly words: string; readonly mentions: readonly string[] }) =>
      send<unknown>('POST', `${path}/${encodeURIComponent(thread)}/messages`, said),
    settle: (thread: string, isResolved: boolean) =>
      send<unknown>('POST', `${path}/${encodeURIComponent(thread)}/${isResolved ? 'resolve' : 'reopen'}`, {}),
  };
};

/** Anchors of threads by their ids; those that cannot be read are left out. */
export const anchorsOf = (threads: readonly CommentThread[]): ReadonlyMap<string, CommentAnchor> =>
  new Map(
    threads.flatMap(({ id, anchor }) => {
      const parsed = parseAnchor(anchor);
      return parsed === undefined ? [] : [[id, parsed] as const];
    }),
  );
