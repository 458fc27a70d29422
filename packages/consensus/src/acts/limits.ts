/** Limits of the acts: UTF-16 code units, seconds or counts. Passing one is refused with `act.limit` and its name. */
export const ACT_LIMITS = {
  REASON_CHARACTERS_MAX: 5_000,
  EXPLANATION_CHARACTERS_MAX: 20_000,
  PARAGRAPHS_MAX: 2_000,
  PARAGRAPH_CHARACTERS_MAX: 20_000,
  MEMBERS_MAX: 1_000,
  GROUPS_MAX: 200,
  RULES_MAX: 100,
  SECONDS_MIN: 1,
  OBJECTION_SECONDS_MAX: 30 * 24 * 3_600,
  BALLOT_SECONDS_MAX: 30 * 24 * 3_600,
  DECISIONS_MAX: 200,
  GROUP_STATEMENTS_MAX: 10_000,
  EXPLANATIONS_PER_MEMBER_MAX: 50,
  /** Tests and connectives of one condition. */
  CONDITION_TERMS_MAX: 32,
  /** Paragraphs and amendments named in one condition: all their fates are tried. */
  CONDITION_SUBJECTS_MAX: 6,
} as const;
