import { Type, type Static } from 'typebox';
import { StreamId, closed } from './values.ts';

/** Socket message `follow`: send me the events of this stream after this version, and those to come. */
export const FollowMessage = closed({ stream: StreamId, after: Type.Integer({ minimum: 0 }) });
export type FollowMessage = Static<typeof FollowMessage>;

/** Socket message `unfollow`. */
export const UnfollowMessage = closed({ stream: StreamId });
export type UnfollowMessage = Static<typeof UnfollowMessage>;
