import { limitRefusal, refuse, type Refused } from '../acts/admission.ts';
import { unfitCharacter } from '../acts/amendments/fit-words.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import type { CommentSubject, CommentWords, ConsultationState, SaidInComment } from './types.ts';
import type { CommentNaming } from './vocabulary.ts';

/** Comments have lines; everything else that words of a text must not hold is not theirs either. */
const unfitIn = (words: string): string | undefined => unfitCharacter(words.replaceAll('\n', ' '));

const fittingRefusal = ({ text, proposal, author, onBehalfOf }: CommentWords): Refused | undefined => {
  if (text.length > ACT_LIMITS.CONSULTED_CHARACTERS_MAX) return limitRefusal('CONSULTED_CHARACTERS_MAX');
  if ((proposal?.length ?? 0) > ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX)
    return limitRefusal('PARAGRAPH_CHARACTERS_MAX');
  const names = [author, onBehalfOf].filter((name) => name !== undefined);
  if (names.some((name) => name.length > ACT_LIMITS.CONSULTED_NAME_CHARACTERS_MAX))
    return limitRefusal('CONSULTED_NAME_CHARACTERS_MAX');
  for (const words of [proposal, ...names]) {
    const character = words === undefined ? undefined : unfitCharacter(words);
    if (character !== undefined) return refuse('consultation.unfitCharacter', { character });
  }
  const character = unfitIn(text);
  return character === undefined ? undefined : refuse('consultation.unfitCharacter', { character });
};

/** CSL-8: other words are proposed for a paragraph that was put out, and differ from those it has. */
const proposalRefusal = (
  { text: { paragraphs } }: Pick<ConsultationState, 'text'>,
  about: CommentSubject,
  proposal: string | undefined,
): Refused | undefined => {
  if (proposal === undefined) return undefined;
  const paragraph =
    about.on === 'paragraph' || about.on === 'span'
      ? paragraphs.find(({ pid }) => pid === about.paragraph)
      : undefined;
  return paragraph === undefined || paragraph.text === proposal || proposal.trim() === ''
    ? refuse('consultation.proposesNothing')
    : undefined;
};

/**
 * CSL-7, CSL-8: whether these words can be filed under this name about this subject. They are judged before they are
 * committed to, and once more by whoever verifies a record that still holds them.
 */
export const commentWordsRefusal = (
  state: Pick<ConsultationState, 'text' | 'charactersMin'>,
  {
    about,
    naming,
    isMember,
  }: { readonly about: CommentSubject; readonly naming: CommentNaming; readonly isMember: boolean },
  { published, sealed }: SaidInComment,
): Refused | undefined => {
  if ((naming === 'confidential') !== (sealed !== undefined)) return refuse('consultation.noSummary');
  const own = sealed ?? published;
  const refused =
    fittingRefusal(published) ??
    (sealed === undefined ? undefined : fittingRefusal(sealed)) ??
    proposalRefusal(state, about, own.proposal);
  if (refused !== undefined) return refused;
  if (own.text.trim().length < state.charactersMin)
    return refuse('consultation.tooShort', { min: state.charactersMin });
  if (naming === 'confidential') {
    // What would tell who it is stays sealed.
    const { text, ...more } = published;
    return text.trim() === '' || Object.keys(more).length > 0 ? refuse('consultation.noSummary') : undefined;
  }
  const isNamed = (published.author?.trim() ?? '') !== '';
  return isNamed || (naming === 'name' && isMember) ? undefined : refuse('consultation.noAuthor');
};
