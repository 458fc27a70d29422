import type { AccreditedClass, CheckPoint, Constituency } from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { Instant, oneOf } from '../from-client/values.ts';
import type { ShownComment } from './consultation-answers.ts';

/** Whether the fate of a comment is mailed: to nobody, to an address that was not confirmed, to one that was. */
export const FOLLOWING = ['none', 'asked', 'confirmed'] as const;

/** `GET /api/consultations/:id/comments/:comment/follower`: what became of it, for whoever holds its private link. */
export const FollowedCommentAnswer = Type.Object(
  {
    comment: Type.Unsafe<ShownComment>({
      type: 'object',
      additionalProperties: true,
      description: 'The comment as its author may see it (docs/formats.md)',
    }),
    mail: oneOf(FOLLOWING),
  },
  { description: 'A comment for whoever holds its private link; the address is not told' },
);
export type FollowedCommentAnswer = Readonly<Static<typeof FollowedCommentAnswer>>;

/** What an organization says of itself when it asks to be accredited. */
export interface SaidInApplication {
  readonly name: string;
  readonly class: AccreditedClass;
  readonly constituency?: Constituency;
  readonly country?: string;
  readonly sponsors: readonly string[];
  readonly statements: Readonly<Record<CheckPoint, string>>;
}

/** `GET /api/applications`, for the secretariat. */
export const ApplicationListAnswer = Type.Object(
  {
    applications: Type.Immutable(
      Type.Array(
        Type.Object({
          id: Type.String(),
          at: Instant,
          said: Type.Unsafe<SaidInApplication>({
            type: 'object',
            additionalProperties: true,
            description: 'What the organization says of itself',
          }),
          address: Type.Optional(
            Type.String({ description: 'Where its letters go; absent where it was taken back' }),
          ),
        }),
      ),
    ),
  },
  { description: 'Applications that wait, in the order in which they came' },
);
export type ApplicationListAnswer = Readonly<Static<typeof ApplicationListAnswer>>;
