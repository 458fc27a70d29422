import type { Instant } from '@plenary/consensus';
import type {
  ConversationNumber,
  ConversationStore,
  EventStore,
  IdentityStore,
  NoticeStore,
} from '@plenary/db';

/** Set once notices of these kinds of stream are told; before, no stream was told from its beginning. */
const BEGUN = 'notices.begun';
const LOGS_BEGUN = 'notices.begun.conversations';
const SITTINGS_BEGUN = 'notices.begun.sittings';
const TOLD_STREAMS = ['body:', 'deliberation:', 'consultation:'] as const;

/** Name under which it is kept how far the log of a conversation was told. */
export const logName = (conversation: ConversationNumber): string => `conversation:${conversation}`;

/**
 * What lies behind when a service tells notices for the first time is told to nobody: streams without a cursor begin
 * where they stand. What comes into being afterwards is told from its first event on. Asked before anything is served.
 */
export const beginTelling = async ({
  store,
  notices,
  conversations,
  people,
  clock,
}: {
  readonly store: Pick<EventStore, 'streams' | 'version'>;
  readonly notices: Pick<NoticeStore, 'begin'>;
  readonly conversations: Pick<ConversationStore, 'heads'>;
  readonly people: Pick<IdentityStore, 'setting' | 'keepSetting'>;
  readonly clock: () => Instant;
}): Promise<void> => {
  // Logs of conversations came later than streams: what was decided in them before is told to nobody either.
  if ((await people.setting(LOGS_BEGUN)) === undefined) {
    for (const { number, position } of await conversations.heads())
      await notices.begin(logName(number), position);
    await people.keepSetting(LOGS_BEGUN, clock());
  }
  const begin = async (kind: string): Promise<void> => {
    for (const stream of await store.streams(kind)) await notices.begin(stream, await store.version(stream));
  };
  // Sittings too came later.
  if ((await people.setting(SITTINGS_BEGUN)) === undefined) {
    await begin('sitting:');
    await people.keepSetting(SITTINGS_BEGUN, clock());
  }
  if ((await people.setting(BEGUN)) !== undefined) return;
  for (const kind of TOLD_STREAMS) await begin(kind);
  await people.keepSetting(BEGUN, clock());
};
