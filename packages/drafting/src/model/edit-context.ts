import type { Paragraph } from './paragraph.ts';
import type { Spot } from './paragraph-text.ts';
import type { Draft } from './reader.ts';
import type { Recorder } from './recorder.ts';
import { suggestionOfText } from './draft-document.ts';
import type { Hand } from './edits.ts';

/** What every part of an edit needs. */
export interface Context {
  readonly draft: Draft;
  readonly recorder: Recorder;
  readonly hand: Hand;
}

/** A paragraph that must be in the draft. */
export const paragraphIn = (draft: Draft, id: string): Paragraph => {
  const paragraph = draft.paragraph(id);
  if (paragraph === undefined) throw new Error(`there is no paragraph ${id}`);
  return paragraph;
};

/** The stretch that a paragraph begins with, shown or not. */
export const headOf = ({ members, id }: Paragraph): string => members[0] ?? id;

/** Whether words in this text are the writer's own suggestion, so that they are edited and not suggested upon. */
export const isOwnText = ({ draft, hand }: Context, text: string): boolean => {
  const suggestion = suggestionOfText(text);
  if (suggestion === undefined || hand.mode === 'edit') return false;
  return hand.isOwn(suggestion) && draft.treatment(suggestion) === 'shown';
};

/** Whether a stretch was made by a suggestion of the writer's own that is still open. */
export const isOwnParagraph = ({ draft, hand }: Context, segment: string): boolean => {
  const { sug } = draft.props(segment);
  return hand.mode === 'suggest' && sug !== undefined && hand.isOwn(sug) && draft.treatment(sug) === 'shown';
};

/** Whether words written at a spot of this paragraph belong to a suggestion of the writer's without more. */
export const isOwnGround = (context: Context, { text }: Pick<Spot, 'text'>): boolean =>
  isOwnText(context, text) || (suggestionOfText(text) === undefined && isOwnParagraph(context, text));
