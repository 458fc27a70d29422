import type { WrittenAmendmentChange } from '@plenary/consensus';

/** The same changes, each without one of its words: as another delegation would table them. */
export const withoutWord = (
  changes: readonly WrittenAmendmentChange[],
  turn: number,
): readonly WrittenAmendmentChange[] =>
  changes.map((change) => {
    const shorter = (text: string): string => {
      const words = text.split(' ');
      return words.length < 4 ? text : words.toSpliced((turn * 7) % words.length, 1).join(' ');
    };
    if ('new' in change) return { ...change, new: shorter(change.new) };
    return 'insert' in change ? { ...change, insert: shorter(change.insert) } : change;
  });
