import type {
  AmendmentChange,
  AmendmentId,
  AmendmentWords,
  DeliberationState,
  ParagraphId,
  TabledAmendment,
  TextHash,
} from '@plenary/consensus';
import {
  applyAmendments,
  compareWords,
  plainText,
  type AmendableParagraph,
  type AmendableText,
  type ParagraphKind,
  type TokenId,
  type WordSegment,
} from '@plenary/text';
import { amendedAmendment, engineAmendment, textAt } from '../engine-texts.ts';
import { paragraphLabels } from './paragraph-labels.ts';

/** A change of an amendment as a reader sees it. A label is empty where the paragraph has none, or is not in the text. */
export type ShownChange =
  | {
      readonly type: 'words';
      readonly paragraph: ParagraphId;
      readonly label: string;
      readonly segments: readonly WordSegment[];
    }
  | {
      readonly type: 'delete';
      readonly paragraph: ParagraphId;
      readonly label: string;
      readonly text: string;
    }
  | {
      readonly type: 'insert';
      readonly paragraph: ParagraphId;
      /** The paragraph behind which it comes; null at the start of the text. */
      readonly after: ParagraphId | null;
      readonly label: string;
      readonly kind: ParagraphKind;
      readonly level: number;
      readonly text: string;
    }
  | {
      readonly type: 'move';
      readonly paragraph: ParagraphId;
      readonly label: string;
      readonly after: ParagraphId | null;
      readonly afterLabel: string;
      readonly text: string;
    };

/** The words on which an amendment was written: the text of its base; for one to another, as that one would have left it. */
export const writtenOn = (
  state: DeliberationState,
  { base, amends, textHash }: Pick<TabledAmendment, 'base' | 'amends'> & { readonly textHash?: TextHash },
): AmendableText => {
  const text = textAt(state, base);
  return amends === undefined ? text : applyAmendments(text, [amendedAmendment(state, amends, textHash)]);
};

const shown = (
  change: AmendmentChange,
  words: (paragraph: ParagraphId) => string,
  label: (paragraph: ParagraphId | null) => string,
): ShownChange => {
  if ('insert' in change) {
    const { pid, after, kind, level, insert } = change;
    return { type: 'insert', paragraph: pid, after, label: label(after), kind, level, text: insert };
  }
  const { paragraph } = change;
  const about = { paragraph, label: label(paragraph) };
  if ('new' in change)
    return { type: 'words', ...about, segments: compareWords(words(paragraph), change.new.normalize('NFC')) };
  if ('delete' in change) return { type: 'delete', ...about, text: words(paragraph) };
  const { moveAfter } = change;
  return { type: 'move', ...about, after: moveAfter, afterLabel: label(moveAfter), text: words(paragraph) };
};

/**
 * TAB-20: what an amendment changes, beside the words on which it was written: they stay as its sponsors saw them, whatever
 * the text has become since. Labels are those of the text in force, or the last ones that the paragraphs had.
 */
export const shownChanges = (
  state: DeliberationState,
  id: AmendmentId,
  /** Words that it had instead of those that it has. */
  words?: Pick<AmendmentWords, 'changes' | 'base'>,
): readonly ShownChange[] => {
  const amendment = state.amendments[id];
  if (amendment === undefined) throw new Error(`amendment ${id} was not submitted`);
  const text = writtenOn(state, { ...amendment, ...words });
  const labels = paragraphLabels(state);
  return (words ?? amendment).changes.map((change) =>
    shown(
      change,
      (paragraph) => {
        const found = text.paragraphs.get(paragraph);
        return found === undefined ? '' : plainText(found);
      },
      (paragraph) => (paragraph === null ? '' : (labels.get(paragraph) ?? '')),
    ),
  );
};

/** Token texts of paragraphs, which are never changed: amendments to one paragraph are many. */
const knownTokens = new WeakMap<AmendableParagraph, ReadonlyMap<TokenId, string>>();
const tokensOf = (paragraph: AmendableParagraph): ReadonlyMap<TokenId, string> => {
  const known = knownTokens.get(paragraph);
  if (known !== undefined) return known;
  const tokens = new Map(paragraph.tokens.map(({ id, text }) => [id, text]));
  knownTokens.set(paragraph, tokens);
  return tokens;
};

/** TAB-47: the words that an amendment takes away, as they stood where it was written; what it only moves stays. */
export const removedWords = (state: DeliberationState, id: AmendmentId): string => {
  const amendment = state.amendments[id];
  if (amendment === undefined) throw new Error(`amendment ${id} was not submitted`);
  const text = writtenOn(state, amendment);
  const gone = engineAmendment(state, id).operations.flatMap((operation): readonly string[] => {
    if (operation.type !== 'text' && operation.type !== 'deleteParagraph') return [];
    const paragraph = text.paragraphs.get(operation.paragraph);
    if (paragraph === undefined) return [];
    if (operation.type === 'deleteParagraph') return [plainText(paragraph)];
    const tokens = tokensOf(paragraph);
    return [operation.del.map((token) => tokens.get(token) ?? '').join('')];
  });
  return gone.filter((words) => words !== '').join('\n');
};
