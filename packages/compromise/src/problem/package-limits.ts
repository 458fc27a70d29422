/** Bounds of a problem; a larger one is refused with `package.limit` and the name of the bound. */
export const PACKAGE_LIMITS = {
  ITEMS_MAX: 200,
  /** Alternatives of one item, base included. */
  ALTERNATIVES_PER_ITEM_MAX: 50,
  /** Wordings of one paragraph that adopt more than one amendment; and amendments that one of them adopts. */
  TOGETHER_MAX: 12,
  /** Alternatives of all items together. */
  ALTERNATIVES_MAX: 1_000,
  MEMBERS_MAX: 1_000,
  GROUPS_MAX: 60,
  CONFLICTS_MAX: 20_000,
  NEEDS_MAX: 20_000,
  /** Stances that hang on a condition. */
  CONDITIONS_MAX: 5_000,
  /** Tests and connectives of one condition. */
  CONDITION_TERMS_MAX: 32,
  /** Characters of an id. */
  WORD_CHARACTERS_MAX: 200,
  /** Largest dissatisfaction that a table may give. */
  DISSATISFACTION_MAX: 1_000,
} as const;
