import type { Draft } from '../model/reader.ts';

/** Two open suggestions that cannot both be taken as they stand. */
export interface SuggestionConflict {
  readonly suggestions: readonly [string, string];
  readonly paragraph: string;
  /**
   * `sameWords`: both take out the same words, and at least one puts others there; `insideDeleted`: one writes where
   * the other deletes; `sameParagraph`: both change the same register of a paragraph, in different ways.
   */
  readonly reason: 'sameWords' | 'insideDeleted' | 'sameParagraph';
}

/** Pairs of suggestions of different delegations in conflict, in the order of the text; each pair once for a paragraph. */
export const suggestionConflicts = (draft: Draft): readonly SuggestionConflict[] => {
  const out = new Map<string, SuggestionConflict>();
  const differ = (a: string, b: string): boolean =>
    a !== b && draft.suggestions.get(a)?.delegation !== draft.suggestions.get(b)?.delegation;
  const add = (a: string, b: string, paragraph: string, reason: SuggestionConflict['reason']): void => {
    if (!differ(a, b)) return;
    const suggestions = a < b ? ([a, b] as const) : ([b, a] as const);
    const key = JSON.stringify([suggestions, paragraph]);
    // The same words at stake says more than words inside others.
    if (reason !== 'insideDeleted' || !out.has(key)) out.set(key, { suggestions, paragraph, reason });
  };
  for (const { id, runs, proposed } of draft.paragraphs) {
    const writers = new Set(runs.flatMap(({ width, insertedBy }) => (width > 0 ? insertedBy : [])));
    const visible = runs.filter(({ width }) => width > 0);
    visible.forEach(({ struckBy }, at) => {
      for (const a of struckBy)
        for (const b of struckBy) if (a < b && (writers.has(a) || writers.has(b))) add(a, b, id, 'sameWords');
      const before = visible[at - 1];
      const after = visible[at + 1];
      // Words of one between words that the other takes out, on both sides.
      for (const striker of before?.struckBy ?? [])
        if (after?.struckBy.includes(striker) === true)
          for (const writer of visible[at]?.insertedBy ?? []) add(striker, writer, id, 'insideDeleted');
    });
    for (const a of proposed)
      for (const b of proposed)
        if (a.suggestion < b.suggestion && disagree(a.props, b.props))
          add(a.suggestion, b.suggestion, id, 'sameParagraph');
  }
  return [...out.values()];
};

const disagree = (a: object, b: object): boolean => {
  const other = new Map<string, unknown>(Object.entries(b));
  return Object.entries(a).some(([name, value]) => other.has(name) && other.get(name) !== value);
};
