/** Limits of the acts, in UTF-16 code units, seconds or counts. Reaching each is refused with `act.limit`. */
export const ACT_LIMITS = {
  REASON_CHARACTERS_MAX: 5_000,
  EXPLANATION_CHARACTERS_MAX: 20_000,
  PARAGRAPHS_MAX: 2_000,
  PARAGRAPH_CHARACTERS_MAX: 20_000,
  MEMBERS_MAX: 1_000,
  GROUPS_MAX: 200,
  RULES_MAX: 100,
  SECONDS_MIN: 1,
  SECONDS_MAX: 30 * 24 * 3_600,
  DECISIONS_MAX: 200,
  EXPLANATIONS_PER_MEMBER_MAX: 50,
} as const;
