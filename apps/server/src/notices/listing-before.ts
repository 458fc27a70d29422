import type { Instant, MemberId } from '@plenary/consensus';
import type { EventStore } from '@plenary/db';
import { recordedOf } from '../streams/held-states.ts';

const PAGE = 500;

/**
 * When an organization was last listed before a version of the body, as its events say; undefined where it never was. The
 * register of accreditation forgets a listing with what came of it, and this is asked once an accreditation.
 */
export const listingBefore = async (
  { store, stream }: { readonly store: Pick<EventStore, 'read'>; readonly stream: string },
  organization: MemberId,
  before: number,
): Promise<Instant | undefined> => {
  let found: Instant | undefined;
  for (let from = 0; from < before - 1;) {
    const page = (await store.read(stream, from, Math.min(PAGE, before - 1 - from))).map(recordedOf);
    for (const event of page)
      if (event.type === 'organizationListed' && event.payload.organization.id === organization)
        found = event.at;
    if (page.length === 0) break;
    from += page.length;
  }
  return found;
};
