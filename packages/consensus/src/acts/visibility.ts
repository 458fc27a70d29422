import type { Audience, DeliberationState, MemberId, Recorded, Withheld } from '../types.ts';
import type { ActorKind } from '../vocabulary.ts';

/** Somebody who looks: signed in as someone, or the public. */
export interface Onlooker {
  readonly kind: ActorKind | 'public';
  readonly member?: MemberId;
}

/** ACT-45: who may see what is meant for an audience. */
export const maySee = (viewer: Onlooker, audience: Audience): boolean => {
  if (audience === 'public') return true;
  if (viewer.kind === 'chair' || viewer.kind === 'secretariat') return true;
  if (audience === 'chair') return false;
  if (audience === 'members') return viewer.kind === 'delegate';
  return viewer.kind === 'delegate' && viewer.member !== undefined && audience === `own:${viewer.member}`;
};

/** The event as this viewer may see it. */
export const visibleTo = (viewer: Onlooker, event: Recorded): Recorded | Withheld => {
  if (maySee(viewer, event.audience)) return event;
  const { type, stream, version, at, actor, audience } = event;
  return { type, stream, version, at, actor, audience, withheld: true };
};

/** The state as this viewer may see it: what evolving the events visible to them gives. */
export const visibleState = (state: DeliberationState, viewer: Onlooker): DeliberationState => {
  const soundings: Record<string, DeliberationState['soundings'][string]> = {};
  for (const [item, byMember] of Object.entries(state.soundings)) {
    const seen = Object.fromEntries(
      Object.entries(byMember).filter(([member]) => maySee(viewer, `own:${member}`)),
    );
    if (Object.keys(seen).length > 0) soundings[item] = seen;
  }
  return { ...state, soundings };
};
