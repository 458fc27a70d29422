import type { Instant } from '@plenary/consensus';
import type { ConversationStore, Participant, ParticipantKey } from '@plenary/db';
import { refused } from '../refused.ts';
import type { ConversationRoom } from './conversation-rooms.ts';

/** As whom somebody joins: what leads to them, and the mark by which they are known again once that is erased. */
export interface KnownAs {
  readonly key: ParticipantKey;
  readonly mark: string;
}

/** What a new participant is given. @throws Refused `conversation.group` */
export const newParticipant = (
  room: ConversationRoom,
  { group, at }: { readonly group: string | undefined; readonly at: Instant },
  randomBytes: (count: number) => Uint8Array,
) => {
  if (group !== undefined && !room.frame().groups.some(({ id }) => id === group))
    throw refused('conversation.group', { group });
  const pseudonym = Buffer.from(randomBytes(9)).toString('hex');
  return { pseudonym, at, ...(group === undefined ? {} : { declared: group }) };
};

/**
 * CON-70, CON-135: whoever is known by an account or a confirmed address is one voice, also after they had their part erased.
 * @throws Refused `conversation.left`
 */
export const joinKnown = async (
  store: Pick<ConversationStore, 'join'>,
  room: ConversationRoom,
  known: KnownAs,
  participant: ReturnType<typeof newParticipant>,
): Promise<Participant> => {
  const joined = await store.join(room.number, { ...known, ...participant });
  if (joined === 'left') throw refused('conversation.left');
  if (joined === undefined) throw refused('conversation.notJoined');
  return joined;
};
