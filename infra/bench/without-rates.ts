import type { RateLimits } from '../../apps/server/src/plugins/rate-limits.ts';

/** Requests a minute when a bench asks: as many as it likes, or the limits would be what is measured. */
export const WITHOUT_RATES: RateLimits = {
  REQUESTS_PER_MINUTE_ANONYMOUS: 1e9,
  REQUESTS_PER_MINUTE_SESSION: 1e9,
  SIGN_INS_PER_MINUTE: 1e9,
  EXPORTS_PER_MINUTE: 1e9,
  HISTORIES_PER_MINUTE: 1e9,
  SEARCHES_PER_MINUTE: 1e9,
  TRENDS_PER_MINUTE: 1e9,
  CONFIRMATIONS_PER_MINUTE: 1e9,
  COMMENTS_PER_MINUTE: 1e9,
  JOININGS_PER_MINUTE: 1e9,
  ADDRESS_LINKS_PER_MINUTE: 1e9,
  OPEN_DATA_PER_MINUTE: 1e9,
};
