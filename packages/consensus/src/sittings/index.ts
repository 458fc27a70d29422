export { admitSitting, SITTING_ACT_TYPES } from './admit-sitting.ts';
export {
  motionEffect,
  takenUpEffect,
  textConcerned,
  textsTouched,
  type TextTouched,
} from './effects-on-text.ts';
export { evolveSitting, replaySitting } from './evolve-sitting.ts';
export { clockAt, secondsLeft } from './floor-clock.ts';
export {
  speaksOn,
  motionSpeakers,
  motionSpeakersMax,
  objectionSeconds,
  pendingMotions,
  spokenOn,
} from './motions.ts';
export { decidingQuorum, isOnRoll, notYetVoted, openingQuorum, type Quorum } from './quorum.ts';
export { openVote, waitingPoint } from './sitting-answer.ts';
export { mayAnswer, repliesOf, speakersOf } from './speakers.ts';
export { speakingTime, type GroupSpokenTime, type SpeakingTime, type SpokenTime } from './speaking-time.ts';
