import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { sittingsQuery } from '../../lib/live.ts';

/** The rules of sittings come with the first sitting that is going on. */
const Bar = lazy(async () => ({ default: (await import('./FollowChairBar.tsx')).FollowChairBar }));

/**
 * On the pages of a deliberation while a sitting deals with it: the way to the floor, to the decision that is open and to
 * another text that is in hand, and the text that goes with the chair to the paragraph in hand, or to what an amendment in
 * hand changes.
 */
export const FollowChair = ({ deliberation }: { readonly deliberation: string }) => {
  const sittings = useQuery({ ...sittingsQuery, refetchInterval: 60_000 }).data?.sittings ?? [];
  const held = sittings.find(
    ({ phase, deliberations }) => phase === 'open' && deliberations.includes(deliberation),
  );
  return held === undefined ? null : (
    // On another text it is asked anew whether the reader came to follow.
    <Suspense fallback={null}>
      <Bar key={deliberation} sitting={held.id} deliberation={deliberation} />
    </Suspense>
  );
};
