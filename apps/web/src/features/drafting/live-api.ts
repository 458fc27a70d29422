import { newYDoc, parseAnchor, type CommentAnchor } from '@plenary/drafting';
import type {
  ActAnswer,
  BeginThreadRequest,
  CommentListAnswer,
  CommentThreadAnswer,
  DocumentAuthorsAnswer,
  DocumentComparisonAnswer,
  DocumentHistoryAnswer,
  DocumentMomentAnswer,
  IssueFromDocumentRequest,
  RecoveredWordsAnswer,
  ReplyRequest,
  RevisionPreviewAnswer,
} from '@plenary/protocol';
import { KEY_HEADER } from '@plenary/protocol/headers';
import * as Y from 'yjs';
import { get, send } from '../../lib/api.ts';

export type CommentThread = CommentThreadAnswer;

export const COMMENT_VISIBILITIES = ['delegation', 'group', 'all'] as const;
export type CommentVisibility = (typeof COMMENT_VISIBILITIES)[number];

/** Everything the service answers about one live document, beside its words. */
export const documentApi = (deliberation: string, document: string) => {
  const base = `/api/deliberations/${encodeURIComponent(deliberation)}/documents/${encodeURIComponent(document)}`;
  const thread = (id: string): string => `${base}/comments/${encodeURIComponent(id)}`;
  return {
    base,
    comments: () => get<CommentListAnswer>(`${base}/comments`),
    begin: (request: BeginThreadRequest) => send<CommentThreadAnswer>('POST', `${base}/comments`, request),
    reply: (id: string, request: ReplyRequest) =>
      send<CommentThreadAnswer>('POST', `${thread(id)}/messages`, request),
    settle: (id: string, isResolved: boolean) =>
      send<CommentThreadAnswer>('POST', `${thread(id)}/${isResolved ? 'resolve' : 'reopen'}`, {}),
    history: (from: number) => get<DocumentHistoryAnswer>(`${base}/history?from=${from}`),
    authors: () => get<DocumentAuthorsAnswer>(`${base}/authors`),
    moment: (seq: number) => get<DocumentMomentAnswer>(`${base}/moments/${seq}`),
    compare: (from: string, to: string) =>
      get<DocumentComparisonAnswer>(
        `${base}/comparison?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`,
      ),
    preview: (moment: number | undefined) =>
      get<RevisionPreviewAnswer>(`${base}/revision${moment === undefined ? '' : `?moment=${moment}`}`),
    /** `key` is one for each decision, so that asking twice issues once. */
    issue: (request: IssueFromDocumentRequest, key: string) =>
      send<ActAnswer>('POST', `${base}/revision`, request, { [KEY_HEADER]: key }),
    recovered: () => get<RecoveredWordsAnswer>(`${base}/recovered`),
    dismiss: (id: string) => send<unknown>('DELETE', `${base}/recovered/${encodeURIComponent(id)}`),
  };
};
export type DocumentApi = ReturnType<typeof documentApi>;

/** A moment and a revision as the two sides of a comparison name them. */
export const momentName = (seq: number): string => String(seq);
export const revisionName = (symbol: string): string => `=${symbol}`;

/** Anchors of threads by their ids; those that cannot be read are left out. */
export const anchorsOf = (threads: readonly CommentThread[]): ReadonlyMap<string, CommentAnchor> =>
  new Map(
    threads.flatMap(({ id, anchor }) => {
      const parsed = parseAnchor(anchor);
      return parsed === undefined ? [] : [[id, parsed] as const];
    }),
  );

/** A document as it was at a moment. */
export const documentOfMoment = ({ update }: Pick<DocumentMomentAnswer, 'update'>): Y.Doc => {
  const doc = newYDoc();
  Y.applyUpdate(
    doc,
    Uint8Array.from(atob(update), (sign) => sign.charCodeAt(0)),
  );
  return doc;
};
