import type { QueryClient } from '@tanstack/react-query';

/**
 * DEV-67: another account is signed in here than before, or none. What somebody who came in could see as well is asked anew
 * and stays in sight meanwhile; what only somebody who left could see is gone at once, also from pages that are not shown now.
 * @param session the query that says who is signed in; it was just answered
 */
export const forgetSeen = (
  client: QueryClient,
  session: string,
  { before, now }: { readonly before: string; readonly now: string },
): Promise<void> => {
  const others = {
    predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== session,
  };
  if (before === now) return Promise.resolve();
  return before === '' ? client.invalidateQueries(others) : client.resetQueries(others);
};
