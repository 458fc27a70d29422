import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ACT_SCHEMAS, ActRequest } from './from-client/acts.ts';
import { AcceptInvitationRequest, InviteRequest, SignInRequest } from './from-client/session.ts';
import { BeginThreadRequest, IssueFromDocumentRequest, ReplyRequest } from './from-client/documents.ts';
import * as conversationRequests from './from-client/conversations.ts';
import { PackageSearchRequest } from './from-client/searches.ts';
import { FollowMessage, UnfollowMessage } from './from-client/socket.ts';
import * as answers from './from-server/answers.ts';
import { CommentWordsRequest, FileCommentRequest } from './from-client/consultation-acts.ts';
import * as consultationAnswers from './from-server/consultation-answers.ts';
import * as conversationAnswers from './from-server/conversation-answers.ts';
import * as documentAnswers from './from-server/document-answers.ts';
import {
  ApplicationDecisionRequest,
  ApplicationRequest,
  FollowRequest,
} from './from-client/correspondence.ts';
import { NoticeSettingsRequest, NoticeTokenRequest, ReadNoticesRequest } from './from-client/notices.ts';
import * as correspondenceAnswers from './from-server/correspondence-answers.ts';
import * as noticeAnswers from './from-server/notice-answers.ts';
import * as registerAnswers from './from-server/register-answers.ts';
import * as searchAnswers from './from-server/search-answers.ts';
import * as sittingAnswers from './from-server/sitting-answers.ts';
import { OpenDocumentMessage } from './live-text/messages.ts';
import { PROTOCOL_HISTORY, PROTOCOL_OLDEST_SERVED, PROTOCOL_VERSION } from './version.ts';

/** Everything that clients send and that they are answered over HTTP, by its name. */
const CONTRACT = {
  ...ACT_SCHEMAS,
  ...answers,
  ...consultationAnswers,
  ...conversationAnswers,
  ...conversationRequests,
  ...correspondenceAnswers,
  ...documentAnswers,
  ...noticeAnswers,
  ...registerAnswers,
  ...searchAnswers,
  ...sittingAnswers,
  AcceptInvitationRequest,
  ActRequest,
  ApplicationDecisionRequest,
  ApplicationRequest,
  BeginThreadRequest,
  CommentWordsRequest,
  FileCommentRequest,
  FollowMessage,
  FollowRequest,
  InviteRequest,
  NoticeSettingsRequest,
  NoticeTokenRequest,
  ReadNoticesRequest,
  IssueFromDocumentRequest,
  OpenDocumentMessage,
  PackageSearchRequest,
  ReplyRequest,
  SignInRequest,
  UnfollowMessage,
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, entry]) => [name, sorted(entry)]),
  );
};

test('[PRO-1] whoever changes what clients send or are answered gives the contract a new version and says what changed', () => {
  const hash = createHash('sha256')
    .update(JSON.stringify(sorted(CONTRACT)))
    .digest('hex')
    .slice(0, 16);
  expect(PROTOCOL_HISTORY.at(-1)).toMatchObject({ version: PROTOCOL_VERSION, schemas: hash });
});

test('[PRO-2] versions follow on each other, and the oldest served is one of them', () => {
  const versions = PROTOCOL_HISTORY.map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, at) => at + 1));
  expect(versions).toContain(PROTOCOL_OLDEST_SERVED);
  expect(new Set(PROTOCOL_HISTORY.map(({ schemas }) => schemas)).size).toBe(versions.length);
});
