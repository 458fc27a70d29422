import type { BodyState } from '@plenary/consensus';
import type { SessionAnswer } from '@plenary/protocol';

/**
 * How somebody writes amendments: a delegation of a member its own, with or without the power to table them; those who
 * conduct what is moved from the floor. Nobody else writes any.
 */
export type Composing = 'own' | 'oral';

/** How whoever is signed in writes amendments, wherever a way to the composer is offered; undefined where not at all. */
export const composingOf = (body: BodyState, account: SessionAnswer['account']): Composing | undefined => {
  switch (account?.kind) {
    case 'delegate':
      return account.member !== undefined && body.members[account.member]?.role === 'member'
        ? 'own'
        : undefined;
    case 'secretariat':
    case 'chair':
      return 'oral';
    default:
      return undefined;
  }
};
