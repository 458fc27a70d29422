import type { CommenterAnswer } from '@plenary/protocol';
import { queryOptions } from '@tanstack/react-query';
import { get, Refused, send } from './api.ts';
import { solvedTask } from './proof-of-work.ts';

/** What this browser has shown of itself; asked anew when somebody comes back from the tab of a mailed link. */
export const commenterQuery = queryOptions({
  queryKey: ['commenter'],
  queryFn: () => get<CommenterAnswer>('/api/commenter'),
  refetchOnWindowFocus: 'always',
});

/**
 * Asks for something that comes of comments. Where nobody is signed in and this browser has shown no work yet, it does so
 * first, which takes some seconds once, and asks again.
 */
export const asCommenter = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code !== 'consultation.proofNeeded') throw error;
    await send('POST', '/api/commenter', { proof: await solvedTask('/api/commenter/task') });
    return ask();
  }
};
