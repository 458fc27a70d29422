import type { Participant, StoredConversationEntry } from '@plenary/db';
import { refused } from '../refused.ts';
import type { ConversationRoom } from './conversation-rooms.ts';
import { KIND } from './statement-board.ts';

/** What somebody says to a statement. */
export interface CastVote {
  readonly statement: number;
  readonly value: -1 | 0 | 1;
}

/**
 * CON-1: a vote into the log, from a page or a plain form.
 * @throws Refused `conversation.noStatement`, `conversation.notOpen`, `conversation.tooMany`, `conversation.busy`
 */
export const castVote = (
  room: ConversationRoom,
  { number, pseudonym }: Participant,
  { statement, value }: CastVote,
): Promise<StoredConversationEntry> => {
  if (room.board().statements.get(statement)?.status !== 'shown')
    throw refused('conversation.noStatement', { statement });
  return room.lane.write(
    { kind: KIND.vote, participant: number, pseudonym, statement, value, detail: '' },
    room.mustBeOpen,
  );
};
