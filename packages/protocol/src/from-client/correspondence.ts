import {
  ACCREDITED_CLASSES,
  CONSTITUENCIES,
  DOCUMENT_LANGUAGES,
  type DocumentLanguage,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Id, Name, Reason, closed, oneOf } from './values.ts';

/** What the private link of a comment carries. */
export const FollowToken = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const addressed = {
  address: Type.String({ minLength: 3, maxLength: LIMITS.ADDRESS_CHARACTERS_MAX }),
  lang: Type.Unsafe<DocumentLanguage>(oneOf(DOCUMENT_LANGUAGES)),
};

/** `POST /api/consultations/:id/comments/:comment/follower`: the address to which its fate is mailed. */
export const FollowRequest = closed({ token: FollowToken, ...addressed });
export type FollowRequest = Static<typeof FollowRequest>;

/** `POST /api/applications`: an organization asks to be accredited. */
export const ApplicationRequest = closed({
  name: Name,
  class: oneOf(ACCREDITED_CLASSES),
  constituency: Type.Optional(oneOf(CONSTITUENCIES)),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  sponsors: Type.Array(Name, { maxItems: LIMITS.ORGANIZATION_SPONSORS_MAX }),
  /** What it says on each point into which the secretariat looks. */
  statements: closed({ mandate: Reason, funding: Reason, independence: Reason, conflicts: Reason }),
  ...addressed,
});
export type ApplicationRequest = Static<typeof ApplicationRequest>;

/** `POST /api/applications/:id/decision`: listed under an id, or turned down with a reason that the applicant reads. */
export const ApplicationDecisionRequest = Type.Union([closed({ listed: Id }), closed({ refused: Reason })]);
export type ApplicationDecisionRequest = Static<typeof ApplicationDecisionRequest>;
