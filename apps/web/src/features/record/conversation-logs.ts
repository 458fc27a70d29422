import type { ConversationAnswer } from '@plenary/protocol';
import type { ConversationLogs } from '@plenary/verify';
import { get, getText } from '../../lib/api.ts';
import { conversationPath } from '../../lib/conversations.ts';

/** Longest log that is read in a browser; a longer one is for the command. */
const ENTRIES_MAX = 200_000;

/** Logs of these conversations of the service, read after the record so that they reach at least as far. */
export const conversationLogs = async (
  deliberation: string,
  conversations: readonly string[],
): Promise<ConversationLogs> => {
  const logs = new Map<string, string>();
  for (const id of conversations) {
    const path = conversationPath(deliberation, id);
    const { position } = await get<ConversationAnswer>(path);
    if (position > ENTRIES_MAX) continue;
    logs.set(id, await getText(`${path}/open-data/log.jsonl`));
  }
  return logs;
};
