import type { Instant, LocalisedText, MemberId } from '../names-of-things.ts';
import type { AccreditedClass, CheckPoint, Constituency, StandingEnd } from './vocabulary.ts';

/** Who is listed or accredited, as everybody sees it. Who speaks for it is kept with its accounts, never here. */
export interface Organization {
  /** The id under which it will sit as an observer. */
  readonly id: MemberId;
  readonly names: LocalisedText;
  readonly class: AccreditedClass;
  readonly constituency?: Constituency;
  /** ISO 3166-1 code of three letters of the country it comes from; absent when it belongs to none. */
  readonly country?: string;
  /** Who sponsors or funds it, as it declared. */
  readonly sponsors: readonly string[];
}

/** What the secretariat found, point by point. */
export type Findings = Readonly<Record<CheckPoint, string>>;

export interface OrganizationObjection {
  readonly at: Instant;
  readonly reason: string;
}

/** A no-objection procedure that runs. */
export interface Listing {
  readonly listedAt: Instant;
  /** Objections count up to and including this instant. */
  readonly objectionsUntil: Instant;
  /** Until when it would be accredited. */
  readonly until: Instant;
  readonly findings: Findings;
  readonly objections: Readonly<Record<MemberId, OrganizationObjection>>;
}

/** The standing an organization has or had. */
export interface Standing {
  readonly since: Instant;
  /** Last instant of its standing. */
  readonly until: Instant;
  readonly ended?: { readonly at: Instant; readonly cause: StandingEnd; readonly reason?: string };
}

/** An organization in the public register of accreditation. */
export interface Accreditation {
  readonly organization: Organization;
  readonly listing?: Listing;
  readonly standing?: Standing;
  /** The last listing that came to nothing, with the objections as they stood. */
  readonly declined?: {
    readonly at: Instant;
    readonly reason: string;
    readonly objections: Readonly<Record<MemberId, OrganizationObjection>>;
  };
}

export type AccreditationAct =
  | {
      readonly type: 'listOrganization';
      readonly organization: Organization;
      readonly findings: Findings;
      readonly objectionSeconds: number;
      readonly until: Instant;
    }
  | { readonly type: 'objectToOrganization'; readonly organization: MemberId; readonly reason: string }
  | { readonly type: 'withdrawOrganizationObjection'; readonly organization: MemberId }
  | { readonly type: 'accreditOrganization'; readonly organization: MemberId }
  | { readonly type: 'declineOrganization'; readonly organization: MemberId; readonly reason: string }
  | { readonly type: 'endAccreditation'; readonly organization: MemberId; readonly reason: string }
  | { readonly type: 'expireAccreditation'; readonly organization: MemberId };

export type AccreditationEvent =
  | {
      readonly type: 'organizationListed';
      readonly payload: {
        readonly organization: Organization;
        readonly findings: Findings;
        readonly objectionsUntil: Instant;
        readonly until: Instant;
      };
    }
  | {
      readonly type: 'organizationObjected';
      readonly payload: {
        readonly organization: MemberId;
        readonly member: MemberId;
        readonly reason: string;
      };
    }
  | {
      readonly type: 'organizationObjectionWithdrawn';
      readonly payload: { readonly organization: MemberId; readonly member: MemberId };
    }
  | { readonly type: 'organizationAccredited'; readonly payload: { readonly organization: MemberId } }
  | {
      readonly type: 'organizationDeclined';
      readonly payload: {
        readonly organization: MemberId;
        readonly reason: string;
        readonly objectors: readonly MemberId[];
      };
    }
  | {
      readonly type: 'accreditationWithdrawn';
      readonly payload: { readonly organization: MemberId; readonly reason: string };
    }
  | { readonly type: 'accreditationExpired'; readonly payload: { readonly organization: MemberId } };
