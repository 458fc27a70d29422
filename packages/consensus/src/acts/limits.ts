/**
 * Limits of the acts: UTF-16 code units, seconds or counts. Passing one is refused with `act.limit` and its name.
 * docs/limits.md is printed from this list with its comments.
 */
export const ACT_LIMITS = {
  /** Longest reason. */
  REASON_CHARACTERS_MAX: 5_000,
  /** Longest statement carried with a decision. */
  EXPLANATION_CHARACTERS_MAX: 20_000,
  /** Paragraphs of one text. */
  PARAGRAPHS_MAX: 2_000,
  /** Longest paragraph. */
  PARAGRAPH_CHARACTERS_MAX: 20_000,
  /** Members and observers of a body. */
  MEMBERS_MAX: 1_000,
  /** Organizations that were ever listed for accreditation in a body. */
  ORGANIZATIONS_MAX: 20_000,
  /** Sponsors that one organization declares. */
  ORGANIZATION_SPONSORS_MAX: 50,
  /** Longest term of an accreditation: ten years. */
  ACCREDITATION_SECONDS_MAX: 3_653 * 24 * 3_600,
  /** Changes of attributes that are on record and not yet in force. */
  ATTRIBUTE_CHANGES_MAX: 100,
  /** Groups declared in a body. */
  GROUPS_MAX: 200,
  /** Rules of a body, in force or proposed. */
  RULES_MAX: 100,
  /** Shortest time that can be announced. */
  SECONDS_MIN: 1,
  /** Longest time for objections: 30 days. */
  OBJECTION_SECONDS_MAX: 30 * 24 * 3_600,
  /** Seconds in which anybody may object to a motion, or less where a vote on procedure is given less (SIT-27). */
  MOTION_OBJECTION_SECONDS: 10,
  /** Longest time for a ballot: 30 days. */
  BALLOT_SECONDS_MAX: 30 * 24 * 3_600,
  /** Proposals to adopt a text or an amendment to it. */
  DECISIONS_MAX: 20_000,
  /** Amendments to one text, whatever became of them. */
  AMENDMENTS_MAX: 20_000,
  /** Amendments that one delegation tabled in one deliberation: the same for each (domain F4). */
  AMENDMENTS_PER_MEMBER_MAX: 2_000,
  /** Changes of one amendment. */
  AMENDMENT_CHANGES_MAX: 1_000,
  /** Amendments that one needs or excludes. */
  AMENDMENT_RELATIONS_MAX: 200,
  /** Motions for division of one text and of amendments to it. */
  DIVISIONS_MAX: 1_000,
  /** Parts that one motion for division asks for. */
  DIVISION_PARTS_MAX: 100,
  /** Statements of groups in one deliberation. */
  GROUP_STATEMENTS_MAX: 10_000,
  /** Statements for the record of one delegation in one deliberation. */
  EXPLANATIONS_PER_MEMBER_MAX: 50,
  /** Statements that one delegation has in preparation in one deliberation. */
  PREPARED_PER_MEMBER_MAX: 50,
  /** Working texts of one deliberation, closed ones too; drafts of delegations have limits of their own. */
  DOCUMENTS_MAX: 2_000,
  /** Drafts that one delegation opened in one deliberation, closed ones too: the same for each (domain F4). */
  DRAFTS_PER_MEMBER_MAX: 500,
  /** Drafts that one delegation has open at a time in one deliberation. */
  OPEN_DRAFTS_PER_MEMBER_MAX: 20,
  /** Longest title of a live document. */
  DOCUMENT_TITLE_CHARACTERS_MAX: 200,
  /** Words of an addendum, a corrigendum or a room paper. */
  ISSUED_CHARACTERS_MAX: 20_000,
  /** Delegations invited to one draft. */
  DOCUMENT_PARTNERS_MAX: 60,
  /** Brackets of one working text behind which somebody stands. */
  HELD_BRACKETS_MAX: 10_000,
  /** Revisions of one text. */
  REVISIONS_MAX: 200,
  /** Words of the record of a meeting. */
  RECORD_CHARACTERS_MAX: 200_000,
  /** Words of a translation of a document, all paragraphs together. */
  TRANSLATION_CHARACTERS_MAX: 1_000_000,
  /** Translations of one document into one language: the first and its corrections. */
  TRANSLATIONS_PER_LANGUAGE_MAX: 100,
  /** Documents in the register of a body. */
  REGISTER_MAX: 20_000,
  /** Tests and connectives of one condition. */
  CONDITION_TERMS_MAX: 32,
  /** Paragraphs and amendments named in one condition: all their fates are tried. */
  CONDITION_SUBJECTS_MAX: 6,
  /** Packages kept in one deliberation, withdrawn ones too. */
  PACKAGES_MAX: 500,
  /** Paragraphs weighed in one package. */
  PACKAGE_CHOICES_MAX: 200,
  /** Longest title of a package. */
  PACKAGE_TITLE_CHARACTERS_MAX: 200,
  /** Conversations of statements in one deliberation. */
  CONVERSATIONS_MAX: 200,
  /** Longest title or question of a consultation, in one language. */
  CONSULTATION_TITLE_CHARACTERS_MAX: 500,
  /** Longest description of a consultation, in one language. */
  CONSULTATION_DESCRIPTION_CHARACTERS_MAX: 5_000,
  /** Days for which a body may ask windows for comments to be open at the least. */
  WINDOW_DAYS_MAX: 365,
  /** Longest title, question, policy or name of a group of a conversation, in one language. */
  CONVERSATION_WORDS_CHARACTERS_MAX: 10_000,
  /** Groups that one conversation declares. */
  CONVERSATION_GROUPS_MAX: 50,
  /** Days from the opening of a conversation to its closing. */
  CONVERSATION_DAYS_MAX: 731,
  /** Sittings in the calendar of a body. */
  SITTINGS_MAX: 5_000,
  /** Items on the agenda of one sitting. */
  AGENDA_ITEMS_MAX: 200,
  /** Characters of the place of a sitting. */
  PLACE_CHARACTERS_MAX: 500,
  /** Longest time for a speech, with what the chair adds: two hours. */
  FLOOR_SECONDS_MAX: 7_200,
  /** Replies of one delegation on one item that the rules of a sitting may allow. */
  REPLIES_MAX: 10,
  /** Places of a constituency on the list of one item that the rules of a sitting may give. */
  CONSTITUENCY_SLOTS_MAX: 100,
  /** Requests for the floor that wait in one sitting. */
  SPEAKERS_WAITING_MAX: 2_000,
  /** Requests for the floor in one sitting. */
  FLOOR_REQUESTS_MAX: 20_000,
  /** Points of order in one sitting. */
  POINTS_OF_ORDER_MAX: 1_000,
  /** Procedural motions in one sitting. */
  MOTIONS_MAX: 1_000,
  /** Votes on procedure in one sitting. */
  FLOOR_VOTES_MAX: 1_000,
  /** Consultations of a body. */
  CONSULTATIONS_MAX: 2_000,
  /** Languages in which one consultation takes comments. */
  CONSULTATION_LANGUAGES_MAX: 30,
  /** Questions of one consultation. */
  CONSULTATION_QUESTIONS_MAX: 50,
  /** Times that one consultation is let run longer. */
  CONSULTATION_EXTENSIONS_MAX: 50,
  /** Comments of one consultation. */
  CONSULTED_COMMENTS_MAX: 20_000,
  /** Longest comment in a consultation. */
  CONSULTED_CHARACTERS_MAX: 10_000,
  /** Longest name of an author, or of whom a comment is made for. */
  CONSULTED_NAME_CHARACTERS_MAX: 200,
  /** Those who support one comment. */
  COMMENT_SUPPORTERS_MAX: 20_000,
  /** Replies to one comment, and times that it is made somebody's own. */
  COMMENT_REPLIES_MAX: 50,
  /** Comments that are grouped or disposed of by one act. */
  COMMENTS_PER_ACT_MAX: 500,
  /** Longest name of a theme. */
  THEME_CHARACTERS_MAX: 120,
} as const;
