import type { FiguresAsked, VoteBatch } from './kept-opinion.ts';
import type { AccountFlags, OpinionFigures } from './opinion-figures.ts';

/** What is sent to the worker; questions have a number under which they are answered. */
export type OpinionQuestion =
  | { readonly kind: 'add'; readonly conversation: number; readonly batch: VoteBatch }
  | { readonly kind: 'forget'; readonly conversation: number }
  | {
      readonly kind: 'figures';
      readonly id: number;
      readonly conversation: number;
      readonly asked: FiguresAsked;
    }
  | { readonly kind: 'place'; readonly id: number; readonly conversation: number; readonly pseudonym: string }
  | { readonly kind: 'groups'; readonly id: number; readonly conversation: number }
  | { readonly kind: 'flags'; readonly id: number; readonly conversation: number };

/** Where somebody stands on the map. */
export type MapPlace = readonly [x: number, y: number, group: number];

/** What the worker says. Of each numbered question an answer or a fault comes, once. */
export type OpinionReply =
  | { readonly kind: 'figures'; readonly id: number; readonly figures: OpinionFigures }
  | { readonly kind: 'place'; readonly id: number; readonly place: MapPlace | undefined }
  | {
      readonly kind: 'groups';
      readonly id: number;
      readonly groups: readonly (readonly [pseudonym: string, letter: string])[];
    }
  | { readonly kind: 'flags'; readonly id: number; readonly flags: AccountFlags }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

const hasKind = (value: unknown, kinds: readonly unknown[]): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(value.kind);

/** Whether a message is one of those for the worker; both ends are built together, so that the kind says the rest. */
export const isOpinionQuestion = (value: unknown): value is OpinionQuestion =>
  hasKind(value, ['add', 'forget', 'figures', 'place', 'groups', 'flags']);

/** Whether a message is one of the worker's. */
export const isOpinionReply = (value: unknown): value is OpinionReply =>
  hasKind(value, ['figures', 'place', 'groups', 'flags', 'failed']);
