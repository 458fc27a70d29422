/**
 * Version of the contract between client and server. A test hashes all schemas: whoever changes
 * them changes the version, adds a line to `PROTOCOL_HISTORY` and, when old clients no longer work, raises the oldest
 * version served.
 */
export const PROTOCOL_VERSION = 8;
export const PROTOCOL_OLDEST_SERVED = 1;
export const PROTOCOL_HISTORY: readonly {
  readonly version: number;
  readonly change: string;
  /** SHA-256 of the canonical JSON of the schemas, its first 16 digits. */
  readonly schemas: string;
}[] = [
  {
    version: 1,
    change: 'acts, resources and event messages of a deliberation by paragraph positions and adoption',
    schemas: '2b318957ccffd36f',
  },
  {
    version: 2,
    change: 'positions on a condition; documents, opened paragraphs, held brackets, revisions; facilitators',
    schemas: 'eae177ba944a2cab',
  },
  {
    version: 3,
    change: 'live documents: opening, history, comments, refused words, revisions from a moment',
    schemas: '27255aad83c7bd2f',
  },
  {
    version: 4,
    change:
      'amendments decided one by one; silence broken on paragraphs, manners of a ballot; packages; sittings; statements in preparation; the course of an item; the register of documents; notices',
    schemas: '44299fd5db86d2f8',
  },
  {
    version: 5,
    change:
      'parts of a text or of an amendment voted on separately; accreditation of organizations; consultations: windows, comments with words beside the record, dispositions, origins of paragraphs; conversations of statements',
    schemas: 'd4f75eaf7d122dbe',
  },
  {
    version: 6,
    change:
      'motions carried without a vote when nobody objects; addenda, corrigenda and room papers in the register; speaking time over all sittings; notices of silences and divisions; tables of comments filed at once, families of near-duplicate comments; notices of what becomes of comments; accounts of one hand and statements that say nearly the same, flagged in conversations',
    schemas: '972be46aa88e2265',
  },
  {
    version: 7,
    change:
      'a motion for division taken up in a sitting, with speakers for and against it, and an amendment taken up there; private links of comments and addresses to which their fate is mailed; applications for accreditation; breakdowns of comments; paragraphs restored from a moment, in the history of a document; references to nothing, before a revision; labels in comparisons; acts on a decision that name it; explanations of vote; amendments that came of a draft, told to its parties; packages with the amendments that they would adopt, notes on packages written anew; in searches amendments taken as a whole, those not weighed, and how delegations would rank the ways to settle an item; work shown before comments are filed and supported without a session, appeals against hidden comments, ids of all comments that match, own comments over all consultations, private links of the comments of a table; notices of what is opened, agreed, lapsed, shared and listed; what modifies a document beside it, and how many others there are; a series for adopted texts; motions on competence and on reconsideration; sittings that are changed or cancelled, and their places; versions of amendments in the register, with who gave each its words; statements of groups and records of meetings in the register; amendments on behalf of a group; notices of what is opened, agreed, lapsed, shared, listed and stated in the name of a group; paragraphs deferred together and released, proposed for deletion, objected to and deleted; attributes of members changed from an instant on; accounts of a conversation that a person sets aside, figures with them and as they count, notices of what is decided on statements and accounts; announcements of consultations in any languages, with a description, least days of windows, reasons of erasures, comments ordered by question; notices of accreditations that end; conversations told in any language',
    schemas: 'a8cbb29238da1802',
  },
  {
    version: 8,
    change:
      'sponsors of a text: named, joined, left; texts withdrawn by them and introduced again, and notices of it; sponsors beside a document of the register; places of constituencies among the rules of the floor; addresses of applications, for the secretariat; in the register the outcome of reports; translations of documents, filed paragraph by paragraph, and their words; unofficial language versions; what consultations and conversations ask of whoever is not signed in, an address confirmed in the place of work',
    schemas: 'cd3fda311cee213e',
  },
];
