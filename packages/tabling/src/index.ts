import type { TextEngine } from '@plenary/consensus';
import { amendmentHash } from '@plenary/text';
import { adopt, lapsing } from './adopt.ts';
import { textChange } from './amended-text.ts';
import { compare } from './compare.ts';
import { near } from './near.ts';
import { textInForce, withoutParagraphs } from './engine-texts.ts';
import { narrowed, read, twin } from './read.ts';

export { engineAmendment, textAt, textInForce } from './engine-texts.ts';
export { paragraphsWith, wordsWith } from './words-with.ts';

/** What the rules of procedure ask of words, answered by the engine of @plenary/text. */
export const TEXTS: TextEngine = {
  read,
  twin,
  compare,
  near,
  adopt,
  lapsing,
  without: (state, division, removed) =>
    textChange(state, withoutParagraphs(textInForce(state), division, removed)),
  narrowed,
  digest: amendmentHash,
};

export { collisions, compiledText, type Collision } from './view/pending-texts.ts';
export {
  ifAdopted,
  orderView,
  settledVotes,
  type PlacedAmendment,
  type SettledVote,
  type VotingComponent,
} from './view/order-view.ts';
export type { Narrowing } from './adopt.ts';
export { asAmended, type AmendedParagraph } from './view/as-amended.ts';
export { paragraphLabels } from './view/paragraph-labels.ts';
export {
  paragraphTracks,
  type Clash,
  type ParagraphTracks,
  type Track,
  type TrackSpan,
} from './view/paragraph-tracks.ts';
export { comparedVersions, type ComparedPlace, type VersionDoes } from './view/compared-versions.ts';
export { distanceTerms } from './view/distance-terms.ts';
export { pendingStanding, type PendingStanding } from './view/pending-standing.ts';
export { removedWords, shownChanges, type ShownChange } from './view/shown-changes.ts';
