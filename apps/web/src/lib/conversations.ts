import type { AskedProof } from '@plenary/consensus';
import type {
  CommenterAnswer,
  ConversationAnswer,
  FlaggedAccountsAnswer,
  JoinedAnswer,
  MapPlaceAnswer,
  ModerationLogAnswer,
  ModerationQueueAnswer,
  NextStatementsAnswer,
  OpinionAnswer,
  OpinionMessage,
  StatementListAnswer,
} from '@plenary/protocol';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, send } from './api.ts';
import { solvedTask } from './proof-of-work.ts';
import { line } from './socket.ts';

/** Address of a conversation of statements. */
export const conversationPath = (deliberation: string, conversation: string): string =>
  `/api/deliberations/${encodeURIComponent(deliberation)}/conversations/${encodeURIComponent(conversation)}`;

const keyOf = (deliberation: string, conversation: string) => ['conversation', deliberation, conversation];

/** How far it is, and the part of this person. */
export const conversationQuery = (deliberation: string, conversation: string) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'part'],
    queryFn: () => get<ConversationAnswer>(conversationPath(deliberation, conversation)),
  });
/** What is to be voted on next; asked anew by whoever has used it up. */
export const nextQuery = (deliberation: string, conversation: string) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'next'],
    queryFn: () => get<NextStatementsAnswer>(`${conversationPath(deliberation, conversation)}/next?count=10`),
    staleTime: Infinity,
  });
export const statementsQuery = (deliberation: string, conversation: string) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'statements'],
    queryFn: () => get<StatementListAnswer>(`${conversationPath(deliberation, conversation)}/statements`),
  });
/** Figures; until there are some they are asked for every second. */
export const opinionQuery = (deliberation: string, conversation: string) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'opinion'],
    queryFn: () => get<OpinionAnswer>(`${conversationPath(deliberation, conversation)}/opinion`),
    refetchInterval: (query) => (query.state.data?.figures === undefined ? 1_000 : false),
  });
export const placeQuery = (deliberation: string, conversation: string, position: number) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'place', position],
    queryFn: () => get<MapPlaceAnswer>(`${conversationPath(deliberation, conversation)}/place`),
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
export const queueQuery = (deliberation: string, conversation: string) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'queue'],
    queryFn: () => get<ModerationQueueAnswer>(`${conversationPath(deliberation, conversation)}/queue`),
    refetchInterval: 10_000,
  });
/** Flagged accounts, for those who moderate. */
export const accountsQuery = (deliberation: string, conversation: string) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'accounts'],
    queryFn: () => get<FlaggedAccountsAnswer>(`${conversationPath(deliberation, conversation)}/accounts`),
  });
export const moderationQuery = (deliberation: string, conversation: string) =>
  queryOptions({
    queryKey: [...keyOf(deliberation, conversation), 'moderation'],
    queryFn: () => get<ModerationLogAnswer>(`${conversationPath(deliberation, conversation)}/moderation`),
  });

/** Asks anew for everything of a conversation that this page shows. */
export const useRefreshConversation = (deliberation: string, conversation: string) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keyOf(deliberation, conversation) });
};

/** Asks for figures and statements whenever the service says that there are newer ones. */
export const useOpinionFollowed = (deliberation: string, conversation: string): void => {
  const client = useQueryClient();
  useEffect(() => {
    const told = (message: OpinionMessage): void => {
      if (message.stream !== `deliberation:${deliberation}` || message.conversation !== conversation) return;
      for (const part of ['opinion', 'statements'])
        void client.invalidateQueries({ queryKey: [...keyOf(deliberation, conversation), part] });
    };
    line().on('opinion', told);
    return () => void line().off('opinion', told);
  }, [client, deliberation, conversation]);
};

/** Whether the browser has to work before it joins: not where an address was confirmed in it, or where that alone is taken. */
const needsWork = async (asked: AskedProof | undefined): Promise<boolean> =>
  asked === 'work' || (asked === undefined && !(await get<CommenterAnswer>('/api/commenter')).mail);

/** Joins a conversation; who is not signed in solves a task first, or has confirmed an address. */
export const joinConversation = async (
  path: string,
  {
    group,
    signedIn,
    asked,
  }: {
    readonly group: string | undefined;
    readonly signedIn: boolean;
    readonly asked: AskedProof | undefined;
  },
): Promise<JoinedAnswer> => {
  const proof = !signedIn && (await needsWork(asked)) ? await solvedTask(`${path}/task`) : undefined;
  return send<JoinedAnswer>('POST', `${path}/join`, {
    ...(group === undefined ? {} : { group }),
    ...(proof === undefined ? {} : { proof }),
  });
};
