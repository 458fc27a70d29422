import type { TextEngine } from '@plenary/consensus';
import { adopt, lapsing } from './adopt.ts';
import { compare } from './compare.ts';
import { near } from './near.ts';
import { read } from './read.ts';

export { engineAmendment, textAt, textInForce } from './engine-texts.ts';

/** What the rules of procedure ask of words, answered by the engine of @plenary/text. */
export const TEXTS: TextEngine = { read, compare, near, adopt, lapsing };

export { collisions, compiledText, type Collision } from './view/pending-texts.ts';
export {
  ifAdopted,
  orderView,
  settledVotes,
  type PlacedAmendment,
  type SettledVote,
  type VotingComponent,
} from './view/order-view.ts';
export { paragraphLabels } from './view/paragraph-labels.ts';
export {
  paragraphTracks,
  type Clash,
  type ParagraphTracks,
  type Track,
  type TrackSpan,
} from './view/paragraph-tracks.ts';
export { shownChanges, type ShownChange } from './view/shown-changes.ts';
