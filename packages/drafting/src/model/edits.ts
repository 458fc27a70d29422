import type { ParagraphKind } from '@plenary/text';
import type { ParsedEmbed } from './embeds.ts';
import type { Emphasis } from './registers.ts';

/** What can be written in a row: characters with their emphasis, or one sign. */
export type Inline =
  { readonly chars: string; readonly emphasis: readonly Emphasis[] } | { readonly embed: ParsedEmbed };

/** In whose name one writes: into the text itself, or into a suggestion of one's own delegation. */
export type Hand =
  | { readonly mode: 'edit' }
  | {
      readonly mode: 'suggest';
      /** The suggestion that takes the words. */
      readonly suggestion: string;
      /** Whether an open suggestion is the writer's own, to be edited freely. */
      readonly isOwn: (suggestion: string) => boolean;
    };

/** A part of a paragraph of the draft, in offsets of its view. */
export interface Part {
  readonly paragraph: string;
  readonly from: number;
  readonly to: number;
}

/** What is written at one offset of a paragraph, and the paragraph that begins there, if one does. */
export interface Writing {
  readonly paragraph: string;
  readonly offset: number;
  readonly content: readonly Inline[];
  /** After the content a new paragraph begins. */
  readonly split?: NewParagraph;
  /** The content stands at the beginning of this stretch, which begins at the offset. */
  readonly segment?: string;
}

export interface NewParagraph {
  readonly id: string;
  readonly kind: ParagraphKind;
  readonly level: number;
}

/** A paragraph that is made, not split off. */
export interface Creation extends NewParagraph {
  /** The paragraph it stands after; undefined: before all. */
  readonly after: string | undefined;
  readonly content: readonly Inline[];
}

/** One edit of a draft. All offsets are those of the draft before it. */
export interface Edits {
  readonly cuts: readonly Part[];
  readonly writings: readonly Writing[];
  readonly created: readonly Creation[];
  readonly gone: readonly string[];
  readonly joined: readonly { readonly paragraph: string; readonly into: string }[];
  /** Stretches joined before that are paragraphs of their own again. */
  readonly parted: readonly { readonly paragraph: string; readonly member: string }[];
  readonly moved: readonly { readonly paragraph: string; readonly after: string | undefined }[];
  readonly kinds: readonly NewParagraph[];
  readonly emphasis: readonly (Part & { readonly emphasis: Emphasis; readonly on: boolean })[];
}

export const NO_EDITS: Edits = {
  cuts: [],
  writings: [],
  created: [],
  gone: [],
  joined: [],
  parted: [],
  moved: [],
  kinds: [],
  emphasis: [],
};

/** Whether there is nothing to do. */
export const isNothing = (edits: Edits): boolean => Object.values(edits).every((list) => list.length === 0);
