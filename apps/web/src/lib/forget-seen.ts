import type { QueryClient } from '@tanstack/react-query';

/**
 * DEV-67: another account is signed in here than before, or none. What only somebody who left could see is gone at once from
 * all pages that are not shown now; what is shown is asked anew and stays until the answer comes, so that nothing that is being
 * typed is lost with its page.
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
  if (before !== '') client.removeQueries({ ...others, type: 'inactive' });
  return client.invalidateQueries(others);
};
