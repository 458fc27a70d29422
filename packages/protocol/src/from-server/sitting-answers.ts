import {
  SITTING_PHASES,
  type LocalisedText,
  type SittingPhase,
  type SittingState,
  type SpeakingTime,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { oneOf } from '../from-client/values.ts';

const Words = Type.Unsafe<LocalisedText>({
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'By language; English is always there',
});
const Instant = Type.String({ description: 'Instant in UTC, ISO 8601 with milliseconds' });

/** `GET /api/sittings` */
export const SittingListAnswer = Type.Object(
  {
    sittings: Type.Immutable(
      Type.Array(
        Type.Object({
          id: Type.String(),
          session: Words,
          meeting: Type.Integer({ minimum: 1 }),
          title: Words,
          phase: Type.Unsafe<SittingPhase>(oneOf(SITTING_PHASES)),
          opensAt: Instant,
          place: Type.Optional(Type.String()),
          openedAt: Type.Optional(Instant),
          adjournedAt: Type.Optional(Instant),
          /** Deliberations whose texts are on the agenda. */
          deliberations: Type.Immutable(Type.Array(Type.String())),
          version: Type.Integer({ minimum: 0 }),
        }),
      ),
    ),
  },
  { description: 'The calendar of the body: all sittings by the instant for which they are announced' },
);
export type SittingListAnswer = Readonly<Static<typeof SittingListAnswer>>;

/** `GET /api/sittings/:id`: the sitting as it stands; events after `version` follow by socket. */
export const SittingAnswer = Type.Object(
  {
    stream: Type.String(),
    version: Type.Integer({ minimum: 0 }),
    state: Type.Unsafe<SittingState>({
      type: 'object',
      additionalProperties: true,
      description: 'Agenda, roll, list of speakers, points of order, motions and votes (docs/formats.md)',
    }),
    /** The service's clock when the answer was made, by which clocks on a page run. */
    now: Instant,
  },
  { description: 'A sitting as it stands; events after `version` follow by socket' },
);
export type SittingAnswer = Readonly<Static<typeof SittingAnswer>>;

/** `GET /api/speaking-time` */
export const SpeakingTimeAnswer = Type.Object(
  {
    /** Sittings that were opened. */
    sittings: Type.Integer({ minimum: 0 }),
    time: Type.Unsafe<SpeakingTime>({
      type: 'object',
      additionalProperties: true,
      description: 'By delegation and by group, in milliseconds, with the voice ratio and the Gini (SIT-26)',
    }),
  },
  { description: 'Speaking time over all sittings of the body, for the participation balance' },
);
export type SpeakingTimeAnswer = Readonly<Static<typeof SpeakingTimeAnswer>>;
