import { hasActionBegun, isTextSponsor, type DeliberationState, type MemberId } from '@plenary/consensus';
import type { SessionAnswer } from '@plenary/protocol';

/** What somebody is offered at the sponsors of a text; the service has the last word. */
export interface SponsorRights {
  /** The delegation for which whoever is signed in may bind. */
  readonly member?: MemberId;
  readonly mayName: boolean;
  readonly mayJoin: boolean;
  readonly mayLeave: boolean;
  readonly mayReintroduce: boolean;
}

/** What an account is offered at the sponsors of a text. */
export const sponsorRights = (state: DeliberationState, account: SessionAnswer['account']): SponsorRights => {
  const member = account?.kind === 'delegate' && account.mayBind ? account.member : undefined;
  const { sponsors = [], withdrawn, phase } = state;
  const conducts = account?.kind === 'secretariat' || account?.kind === 'chair';
  const isOurs = member !== undefined && isTextSponsor(state, member);
  return {
    ...(member === undefined ? {} : { member }),
    mayName: conducts && sponsors.length === 0 && (phase === 'open' || phase === 'adoptionProposed'),
    mayJoin: member !== undefined && sponsors.length > 0 && !isOurs && withdrawn === undefined,
    mayLeave: isOurs && !hasActionBegun(state) && withdrawn === undefined,
    mayReintroduce: member !== undefined && withdrawn !== undefined,
  };
};
