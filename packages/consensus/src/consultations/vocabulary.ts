/** Who is asked: everybody, or the delegations and observers of the body alone. */
export const CONSULTATION_AUDIENCES = ['public', 'accredited'] as const;
export type ConsultationAudience = (typeof CONSULTATION_AUDIENCES)[number];

/** What whoever is not signed in is asked for before they comment or take part, so that one person cannot cheaply be many. */
export const ASKED_PROOFS = ['work', 'mail'] as const;
export type AskedProof = (typeof ASKED_PROOFS)[number];

/** Where a consultation stands at an instant. */
export const CONSULTATION_PHASES = ['announced', 'open', 'closed', 'processed'] as const;
export type ConsultationPhase = (typeof CONSULTATION_PHASES)[number];

/** What a comment asks for (ISO commenting template: ge, te, ed). */
export const COMMENT_KINDS = ['general', 'technical', 'editorial'] as const;
export type CommentKind = (typeof COMMENT_KINDS)[number];

/** How the author of a comment is shown. Of a confidential one the public sees a summary alone. */
export const COMMENT_NAMINGS = ['name', 'pseudonym', 'confidential'] as const;
export type CommentNaming = (typeof COMMENT_NAMINGS)[number];

/** What became of a comment. */
export const DISPOSITIONS = [
  'accepted',
  'acceptedInPrinciple',
  'partlyAccepted',
  'noted',
  'notAccepted',
  'outOfScope',
  'duplicate',
] as const;
export type DispositionKind = (typeof DISPOSITIONS)[number];

/** Why the words of a comment are not shown. */
export const HIDING_GROUNDS = [
  'offTopic',
  'personalData',
  'hatred',
  'advertising',
  'impersonation',
  'unlawful',
] as const;
export type HidingGround = (typeof HIDING_GROUNDS)[number];
