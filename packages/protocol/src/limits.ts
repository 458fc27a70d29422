/**
 * Every limit of the service, named. docs/limits.md is printed from this list with its comments; each is met by a test.
 * Lengths are in UTF-16 code units unless a name says otherwise.
 */
export const LIMITS = {
  /** Largest body of an HTTP request in bytes; an import of a long text fits. */
  BODY_BYTES_MAX: 4_000_000,
  /** Requests a minute from one address without a session. */
  REQUESTS_PER_MINUTE_ANONYMOUS: 1_200,
  /** Requests a minute from one session. */
  REQUESTS_PER_MINUTE_SESSION: 3_000,
  /** Attempts to sign in a minute from one address. */
  SIGN_INS_PER_MINUTE: 20,
  /** Exports of records a minute from one address: each may read the whole log. */
  EXPORTS_PER_MINUTE: 30,
  /** Acts waiting for one stream before more are refused with `stream.busy`. */
  ACTS_WAITING_MAX: 2_000,
  /** Acts of one stream committed in one transaction. */
  ACTS_PER_COMMIT_MAX: 128,
  /** Times an append is retried after another writer was faster. */
  APPEND_RETRIES_MAX: 5,
  /** Longest idempotency key. */
  KEY_CHARACTERS_MAX: 100,
  /** Shortest idempotency key. */
  KEY_CHARACTERS_MIN: 8,
  /** Longest reason of a position, an objection or a ruling. */
  REASON_CHARACTERS_MAX: 5_000,
  /** Longest statement carried with a decision. */
  EXPLANATION_CHARACTERS_MAX: 20_000,
  /** Longest name of a body, member, group, deliberation or person, in one language. */
  NAME_CHARACTERS_MAX: 500,
  /** Longest paragraph. */
  PARAGRAPH_CHARACTERS_MAX: 20_000,
  /** Paragraphs of one text. */
  PARAGRAPHS_MAX: 2_000,
  /** Changes of one amendment. */
  AMENDMENT_CHANGES_MAX: 1_000,
  /** Amendments that one amendment needs, or excludes. */
  AMENDMENT_RELATIONS_MAX: 200,
  /** Parts for which one motion for division asks. */
  DIVISION_PARTS_MAX: 100,
  /** Amendments to one text, whatever became of them. */
  AMENDMENTS_MAX: 20_000,
  /** Sponsors that one organization declares. */
  ORGANIZATION_SPONSORS_MAX: 50,
  /** Longest title of a live document. */
  DOCUMENT_TITLE_CHARACTERS_MAX: 200,
  /** Words of an addendum, a corrigendum or a room paper. */
  ISSUED_CHARACTERS_MAX: 20_000,
  /** Words of the record of a meeting. */
  RECORD_CHARACTERS_MAX: 200_000,
  /** Words of a translation of a document, all paragraphs together. */
  TRANSLATION_CHARACTERS_MAX: 1_000_000,
  /** Paragraphs of a translation: lines of a record of a meeting are paragraphs too. */
  TRANSLATION_PARAGRAPHS_MAX: 20_000,
  /** Translations of one document into one language: the first and its corrections. */
  TRANSLATIONS_PER_LANGUAGE_MAX: 100,
  /** Longest label of a paragraph. */
  LABEL_CHARACTERS_MAX: 100,
  /** Longest title of a package. */
  PACKAGE_TITLE_CHARACTERS_MAX: 200,
  /** Paragraphs weighed in one package. */
  PACKAGE_CHOICES_MAX: 200,
  /** Searches for packages at work or waiting on one node; of one person one. */
  SEARCHES_MAX: 6,
  /** Seconds that one search may take for the package; explaining it may take as long again. */
  SEARCH_SECONDS_MAX: 30,
  /** Members and observers admitted by one act. */
  MEMBERS_PER_ACT_MAX: 500,
  /** Members of one group. */
  GROUP_MEMBERS_MAX: 1_000,
  /** Rules of decision with which a body is founded. */
  RULES_AT_FOUNDING_MAX: 50,
  /** Items on the agenda of one sitting. */
  AGENDA_ITEMS_MAX: 200,
  /** Characters of the place of a sitting. */
  PLACE_CHARACTERS_MAX: 500,
  /** Longest time for a speech, with what the chair adds: two hours. */
  FLOOR_SECONDS_MAX: 7_200,
  /** Shortest time for objections that can be announced. */
  OBJECTION_SECONDS_MIN: 1,
  /** Longest time for objections: 30 days. */
  OBJECTION_SECONDS_MAX: 2_592_000,
  /** Shortest time for a ballot. */
  BALLOT_SECONDS_MIN: 1,
  /** Longest time for a ballot: 30 days. */
  BALLOT_SECONDS_MAX: 2_592_000,
  /** Events in one answer of a listing; more are fetched page by page. */
  EVENTS_PER_PAGE_MAX: 1_000,
  /** Ledger entries in one answer. */
  ENTRIES_PER_PAGE_MAX: 1_000,
  /** Streams one socket may follow. */
  STREAMS_PER_SOCKET_MAX: 20,
  /** Messages a second one socket may send, with a burst of twice as many. */
  SOCKET_MESSAGES_PER_SECOND: 20,
  /** Bytes of one message from a socket. */
  SOCKET_MESSAGE_BYTES_MAX: 16_384,
  /** Sockets from one address; a mission's delegates often share one. */
  SOCKETS_PER_ADDRESS_MAX: 2_000,
  /** Lines of one address beyond its sockets: they have been opened and have not said yet what they want. */
  LINES_OPENING_PER_ADDRESS_MAX: 500,
  /** Events missed up to which a returning socket is caught up; beyond, it is told to reload. */
  EVENTS_RESUMED_MAX: 2_000,
  /** Bytes of one binary message of the live text. */
  LIVE_FRAME_BYTES_MAX: 1_100_000,
  /** Binary messages a second one socket may send, with a burst of twice as many. */
  LIVE_FRAMES_PER_SECOND: 60,
  /** Live documents one socket may have open. */
  DOCUMENTS_PER_SOCKET_MAX: 20,
  /** Batches of one live document that may wait to be stored; more are refused with `document.busy`. */
  BATCHES_WAITING_MAX: 4_000,
  /** Seconds that a node may be behind the log of a live document; further behind it refuses with `document.behind`. */
  LIVE_LAG_SECONDS_MAX: 2,
  /** Bytes that may wait for a slow reader of a live document before it is left out, and given what it missed later. */
  READER_BYTES_MAX: 1_000_000,
  /** Bytes that may wait for a reader before its socket is closed. */
  READER_BYTES_CLOSED: 8_000_000,
  /** Seconds after which the socket of a reader that takes nothing is closed. */
  READER_STALLED_SECONDS: 30,
  /** Refused words kept for one author in one document; the oldest give way. */
  RECOVERED_WORDS_MAX: 100,
  /** Threads of comments in one document. */
  COMMENT_THREADS_MAX: 5_000,
  /** Messages in one thread of comments. */
  COMMENT_MESSAGES_MAX: 500,
  /** Longest message of a comment. */
  COMMENT_CHARACTERS_MAX: 5_000,
  /** Delegations that one message of a comment may mention. */
  COMMENT_MENTIONS_MAX: 50,
  /** Longest quotation that is kept with a thread of comments. */
  COMMENT_QUOTE_CHARACTERS_MAX: 2_000,
  /** Sittings in one answer of a document's history. */
  SITTINGS_PER_PAGE_MAX: 500,
  /** Past moments, comparisons, exports and previews of documents a minute from one session: each may read a whole log. */
  HISTORIES_PER_MINUTE: 120,
  /** Trends and courses of items a minute from one session or address: each may read what came since the last one. */
  TRENDS_PER_MINUTE: 600,
  /** Documents in one page of the register. */
  DOCUMENTS_PER_PAGE_MAX: 100,
  /** Other documents of the same deliberation beside one document; the register has all of them. */
  RELATED_DOCUMENTS_MAX: 25,
  /** Longest text that is searched for in the register. */
  SEARCH_CHARACTERS_MAX: 200,
  /** Words of one search; more are passed over. */
  SEARCH_WORDS_MAX: 16,
  /** Different words of one document that can be searched for; those beyond are not found. */
  DOCUMENT_WORDS_MAX: 20_000,
  /** Searches of the register a minute from one address or session. */
  SEARCHES_PER_MINUTE: 240,
  /** Notices in one answer. */
  NOTICES_PER_PAGE_MAX: 100,
  /** Notices that one mail shows; of those beyond it says how many there are, and they are in the list. */
  NOTICES_PER_MAIL_MAX: 20,
  /** Days after which a notice is deleted, and a mail that was sent or given up. */
  NOTICE_DAYS: 180,
  /** Seconds between two mails to somebody who is mailed at once; meanwhile all but deadlines is gathered. */
  MAIL_GATHERED_SECONDS: 600,
  /** Longest address of mail. */
  ADDRESS_CHARACTERS_MAX: 254,
  /** Times a mail is tried before it is given up. */
  MAIL_ATTEMPTS_MAX: 8,
  /** Requests a minute from one address that send a mail to confirm an address. */
  CONFIRMATIONS_PER_MINUTE: 6,
  /** Languages in which one consultation takes comments. */
  CONSULTATION_LANGUAGES_MAX: 30,
  /** Questions of one consultation. */
  CONSULTATION_QUESTIONS_MAX: 50,
  /** Longest title or question of a consultation, in one language. */
  CONSULTATION_TITLE_CHARACTERS_MAX: 500,
  /** Longest description of a consultation, in one language. */
  CONSULTATION_DESCRIPTION_CHARACTERS_MAX: 5_000,
  /** Days for which a body may ask windows for comments to be open at the least. */
  WINDOW_DAYS_MAX: 365,
  /** Longest comment in a consultation. */
  CONSULTED_CHARACTERS_MAX: 10_000,
  /** Longest name of an author, or of whom a comment is made for. */
  CONSULTED_NAME_CHARACTERS_MAX: 200,
  /** Longest name of a theme. */
  THEME_CHARACTERS_MAX: 120,
  /** Comments that are grouped or disposed of by one act. */
  COMMENTS_PER_ACT_MAX: 500,
  /** Comments of one person in one consultation. */
  COMMENTS_PER_PERSON_MAX: 100,
  /** Families of near-duplicate comments in one answer, the largest. */
  COMMENT_FAMILIES_MAX: 50,
  /** Consultations whose families of comments one node keeps at hand. */
  FAMILIES_KEPT_MAX: 20,
  /** Lines of one table of comments; rows without a comment count. */
  COMMENT_TABLE_LINES_MAX: 5_000,
  /** Cells in a line of a table of comments. */
  COMMENT_TABLE_COLUMNS_MAX: 60,
  /** Comments in one page of a consultation. */
  COMMENTS_PER_PAGE_MAX: 100,
  /** Comments and signs of support a minute from one address. */
  COMMENTS_PER_MINUTE: 60,
  /** Largest form that is sent without script, in bytes. */
  FORM_BYTES_MAX: 200_000,
  /** Days for which a browser stays known as the author of its comments. */
  COMMENTER_DAYS: 400,
  /** Mails a day to one address that carry the link by which its owner confirms it. */
  ADDRESS_LINKS_PER_DAY: 3,
  /** Requests a minute from one network address for such a mail. */
  ADDRESS_LINKS_PER_MINUTE: 5,
  /** Hours for which such a link can be opened; what is kept to bound the mails goes a day after it. */
  ADDRESS_LINK_HOURS: 24,
  /** Comments of which one address is told, as asked for within a day. */
  FOLLOWED_PER_ADDRESS_MAX: 20,
  /** Days after which an address that nobody confirmed is forgotten, with the application that came with it. */
  UNCONFIRMED_DAYS: 7,
  /** Days after which an application that was turned down is forgotten. */
  REFUSED_APPLICATION_DAYS: 90,
  /** Applications for accreditation that wait. */
  APPLICATIONS_WAITING_MAX: 2_000,
  /** Applications whose address nobody confirmed yet; of more the oldest are forgotten. */
  APPLICATIONS_UNCONFIRMED_MAX: 10_000,
  /** Longest title, question, policy or name of a group of a conversation, in one language. */
  CONVERSATION_WORDS_CHARACTERS_MAX: 10_000,
  /** Groups that one conversation declares. */
  CONVERSATION_GROUPS_MAX: 50,
  /** Shortest statement of a conversation. */
  STATEMENT_CHARACTERS_MIN: 8,
  /** Longest statement of a conversation: one idea, read at a glance. */
  STATEMENT_CHARACTERS_MAX: 400,
  /** Statements of one conversation, whatever became of them. */
  STATEMENTS_MAX: 5_000,
  /** Statements that one participant adds to a conversation a day. */
  STATEMENTS_PER_DAY_MAX: 10,
  /** Votes a minute of one participant. */
  VOTES_PER_MINUTE: 60,
  /** Votes and statements of one conversation that may wait to be stored; more are refused with `conversation.busy`. */
  VOTES_WAITING_MAX: 20_000,
  /** People who join a conversation from one address a minute. */
  JOININGS_PER_MINUTE: 30,
  /** Accounts of a conversation that one act sets aside or takes back. */
  ACCOUNTS_ASIDE_MAX: 2_000,
  /** Seconds for which the task of a proof of work can be handed in. */
  PROOF_OF_WORK_SECONDS: 900,
  /** Statements handed out at once to be voted on. */
  STATEMENTS_AHEAD_MAX: 10,
  /** Open data of conversations a minute from one address: each reads a whole log. */
  OPEN_DATA_PER_MINUTE: 12,
  /** Shortest password; length is what counts, composition is not prescribed. */
  PASSWORD_CHARACTERS_MIN: 12,
  /** Longest password. */
  PASSWORD_CHARACTERS_MAX: 200,
  /** Days after which a session ends by itself. */
  SESSION_DAYS: 14,
  /** Days after which a link leads in no more. */
  INVITATION_DAYS: 7,
  /** Days before its link ends at which an organization that was accredited and has not come in is reminded. */
  REMINDED_DAYS: 2,
  /** Days after which a session that has ended is deleted. */
  ENDED_SESSION_DAYS: 30,
  /** Days after which a link that was used, or leads in no more, is deleted. */
  SPENT_INVITATION_DAYS: 30,
  /** Days after which a mail that was laid down as a file is deleted. */
  SPOOLED_MAIL_DAYS: 30,
  /** Open sessions of one account; the oldest gives way. */
  SESSIONS_PER_ACCOUNT_MAX: 50,
} as const;
export type LimitName = keyof typeof LIMITS;
