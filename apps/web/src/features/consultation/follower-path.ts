/** Where the service answers for whoever holds the private link of a comment. */
export const followerPath = (consultation: string, comment: string): string =>
  `/api/consultations/${encodeURIComponent(consultation)}/comments/${encodeURIComponent(comment)}/follower`;
