/** Takes a token if there is one; a bucket fills at `perSecond` and holds twice as many. */
export const tokenBucket = (perSecond: number, nowMilliseconds: () => number): (() => boolean) => {
  const capacity = perSecond * 2;
  let tokens = capacity;
  let filledAt = nowMilliseconds();
  return () => {
    const now = nowMilliseconds();
    tokens = Math.min(capacity, tokens + ((now - filledAt) / 1_000) * perSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
