import type { Paragraph } from './paragraph.ts';
import type { OVERLAY_NAMES } from './registers.ts';
import type { NewParagraph } from './edits.ts';
import { type Context, isOwnParagraph } from './edit-context.ts';

/** A stretch will no longer follow the one before it: what continued the end of both by naming that one names it. */
export const anchorJoins = ({ draft, recorder, hand }: Context, id: string): void => {
  if (hand.mode === 'suggest') return;
  for (const { segment, target } of draft.continuingThrough(id))
    recorder.set('props', `${segment}/cont`, target);
};

/** A register of a paragraph: written at once, or proposed by the suggestion. */
export const setProp = (
  context: Context,
  id: string,
  name: (typeof OVERLAY_NAMES)[number],
  value: string | number,
): void => {
  const { recorder, hand } = context;
  if (hand.mode === 'edit' || isOwnParagraph(context, id)) recorder.set('props', `${id}/${name}`, value);
  else recorder.set('suggestions', `${hand.suggestion}/${name}:${id}`, value);
};

/** The registers of a new paragraph. Only its presence is taken back by an undo. */
export const writeBirth = ({ recorder, hand }: Context, { id, kind, level }: NewParagraph): void => {
  recorder.settle('props', `${id}/kind`, kind);
  recorder.settle('props', `${id}/level`, level);
  if (hand.mode === 'suggest') recorder.settle('props', `${id}/sug`, hand.suggestion);
  recorder.set('props', `${id}/state`, 'here');
};

/**
 * Members behind one that were joined to members before it are joined to the one they stand behind, so that they go
 * with it when the paragraph is cut there. A suggestion proposes it, for when it is accepted.
 */
export const carryMembers = (context: Context, { members }: Paragraph, member: string): void => {
  const { draft } = context;
  const at = members.indexOf(member);
  members.forEach((id, number) => {
    const behind = members[number - 1];
    const target = draft.continues(id);
    if (number <= at || behind === undefined || target === undefined) return;
    if (members.indexOf(target) < at) setProp(context, id, 'cont', behind);
  });
};
