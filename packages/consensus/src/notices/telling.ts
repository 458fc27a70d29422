import type { MemberId } from '../types.ts';
import type { Notice, Person } from './types.ts';

/** A notice apart from what it has from its event. */
export type Told = Omit<Notice, 'key' | 'deliberation' | 'at'>;

/** Whom something is told and what each of them is told; undefined for somebody who is told nothing after all. */
export interface Telling {
  readonly isFor: (person: Person) => boolean;
  readonly told: (person: Person) => Told | undefined;
}

/** Delegates of these delegations. */
export const ofMembers =
  (members: readonly MemberId[]) =>
  ({ kind, member }: Person): boolean =>
    kind === 'delegate' && member !== undefined && members.includes(member);

export const isDelegate = ({ kind }: Person): boolean => kind === 'delegate';

/** The same words for everybody whom they are for. */
export const telling = (isFor: Telling['isFor'], told: Told): Telling => ({ isFor, told: () => told });
