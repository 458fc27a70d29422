import { addSeconds, type Instant } from '@plenary/consensus';
import type { IdentityStore } from '@plenary/db';
import { LIMITS } from '@plenary/protocol';

const DAY_SECONDS = 86_400;

/** IDN-60: sessions that are over and links that were used or ran out are deleted after their terms. */
export const forgetSpent = (people: Pick<IdentityStore, 'forget'>, at: Instant): Promise<void> =>
  people.forget({
    sessions: addSeconds(at, -LIMITS.ENDED_SESSION_DAYS * DAY_SECONDS),
    invitations: addSeconds(at, -LIMITS.SPENT_INVITATION_DAYS * DAY_SECONDS),
  });
