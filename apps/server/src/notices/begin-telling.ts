import type { Instant } from '@plenary/consensus';
import type { EventStore, IdentityStore, NoticeStore } from '@plenary/db';

/** Set once notices of every kind of stream are told; before, no stream was told from its beginning. */
const BEGUN = 'notices.begun';
const TOLD_STREAMS = ['body:', 'deliberation:', 'consultation:'] as const;

/**
 * What lies behind when a service tells notices for the first time is told to nobody: streams without a cursor begin
 * where they stand. What comes into being afterwards is told from its first event on. Asked before anything is served.
 */
export const beginTelling = async ({
  store,
  notices,
  people,
  clock,
}: {
  readonly store: Pick<EventStore, 'streams' | 'version'>;
  readonly notices: Pick<NoticeStore, 'begin'>;
  readonly people: Pick<IdentityStore, 'setting' | 'keepSetting'>;
  readonly clock: () => Instant;
}): Promise<void> => {
  if ((await people.setting(BEGUN)) !== undefined) return;
  for (const kind of TOLD_STREAMS)
    for (const stream of await store.streams(kind)) await notices.begin(stream, await store.version(stream));
  await people.keepSetting(BEGUN, clock());
};
