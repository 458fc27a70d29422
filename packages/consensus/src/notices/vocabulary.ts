/** What people are told of; each can be switched off. */
export const NOTICE_KINDS = [
  'assigned',
  'deadlineNear',
  'textChanged',
  'mentioned',
  'decisionTaken',
  'commentFollowed',
  'statementFollowed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Sentences of notices. */
export const NOTICE_CODES = [
  'draftShared',
  'draftTabled',
  'paragraphOpened',
  'objectionsEnd',
  'ballotCloses',
  'submissionCloses',
  'silenceExtended',
  'silenceBroken',
  'divisionRequested',
  'divisionCarried',
  'divisionLost',
  'partAdopted',
  'partRejected',
  'textChanged',
  'mentioned',
  'amendmentAdopted',
  'amendmentRejected',
  'amendmentUndecided',
  'adopted',
  'rejected',
  'commentReplied',
  'commentDisposed',
  'commentTaken',
  'commentInText',
  'commentHidden',
  'commentShown',
  'commentUpheld',
  'commentAppealed',
  'statementShown',
  'statementHidden',
  'statementUpheld',
  'statementAppealed',
  'accountSetAside',
  'accountCounted',
  'accountUpheld',
  'accountAppealed',
  'windowCloses',
  'adoptionProposed',
  'silenceOpened',
  'ballotOpened',
  'proposalWithdrawn',
  'textWithdrawn',
  'textReintroduced',
  'textNoAction',
  'textNotPut',
  'textReconsidered',
  'amendmentAccepted',
  'amendmentWithdrawn',
  'amendmentsLapsed',
  'subAmendmentSubmitted',
  'paragraphAgreed',
  'paragraphReopened',
  'paragraphsDeferred',
  'paragraphsReleased',
  'deletionProposed',
  'deletionStopped',
  'deletionEnds',
  'paragraphDeleted',
  'statementInOurName',
  'packageShared',
  'packageWithdrawn',
  'ruleProposed',
  'ruleAdopted',
  'organizationListed',
  'sittingChanged',
  'sittingPostponed',
  'sittingCancelled',
  'accreditationEnds',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

/** How often what happened is mailed. */
export const DIGESTS = ['off', 'daily', 'atOnce'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Hours before a deadline at which people are told of it; of several that are due the last is told alone. */
export const DEADLINE_LEAD_HOURS = [24, 2] as const;

/** Days before the end of a standing at which its organization is told; of several that are due the last is told alone. */
export const RENEWAL_LEAD_DAYS = [60, 14] as const;

/**
 * A time to act that is shorter than these ten minutes is a formality of the room: nobody is told of its end, for by the
 * time they read it, it is over.
 */
export const TOLD_WINDOW_SECONDS_MIN = 600;
