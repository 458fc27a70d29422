import type { DeliberationAct } from '../types.ts';
import type { DeliberationPhase } from '../vocabulary.ts';

type DeliberationActType = Exclude<DeliberationAct['type'], 'openDeliberation'>;

/** ACT-2: which act is in order in which phase. Every cell is filled; a forgotten one does not compile. */
export const IN_ORDER: Readonly<Record<DeliberationActType, Readonly<Record<DeliberationPhase, boolean>>>> = {
  importText: { open: true, adoptionProposed: false, balloting: false, ballotClosed: false, adopted: false },
  statePosition: { open: true, adoptionProposed: true, balloting: true, ballotClosed: false, adopted: false },
  withdrawPosition: {
    open: true,
    adoptionProposed: true,
    balloting: true,
    ballotClosed: false,
    adopted: false,
  },
  giveSounding: { open: true, adoptionProposed: true, balloting: true, ballotClosed: false, adopted: false },
  stateGroupPosition: {
    open: true,
    adoptionProposed: true,
    balloting: true,
    ballotClosed: false,
    adopted: false,
  },
  alignWithStatement: {
    open: true,
    adoptionProposed: true,
    balloting: true,
    ballotClosed: false,
    adopted: false,
  },
  dissociateFromStatement: {
    open: true,
    adoptionProposed: true,
    balloting: true,
    ballotClosed: false,
    adopted: false,
  },
  agreeAdRef: { open: true, adoptionProposed: false, balloting: false, ballotClosed: false, adopted: false },
  reopenParagraph: {
    open: true,
    adoptionProposed: false,
    balloting: false,
    ballotClosed: false,
    adopted: false,
  },
  proposeAdoption: {
    open: true,
    adoptionProposed: false,
    balloting: false,
    ballotClosed: false,
    adopted: false,
  },
  object: { open: false, adoptionProposed: true, balloting: false, ballotClosed: false, adopted: false },
  withdrawObjection: {
    open: false,
    adoptionProposed: true,
    balloting: true,
    ballotClosed: true,
    adopted: false,
  },
  putToBallot: { open: false, adoptionProposed: true, balloting: false, ballotClosed: false, adopted: false },
  castBallot: { open: false, adoptionProposed: false, balloting: true, ballotClosed: false, adopted: false },
  closeBallot: { open: false, adoptionProposed: false, balloting: true, ballotClosed: false, adopted: false },
  adopt: { open: false, adoptionProposed: true, balloting: false, ballotClosed: true, adopted: false },
  reject: { open: false, adoptionProposed: true, balloting: false, ballotClosed: true, adopted: false },
  withdrawProposal: {
    open: false,
    adoptionProposed: true,
    balloting: true,
    ballotClosed: true,
    adopted: false,
  },
  explain: { open: true, adoptionProposed: true, balloting: true, ballotClosed: true, adopted: true },
};
