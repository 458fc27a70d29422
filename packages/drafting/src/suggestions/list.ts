import type { Draft } from '../model/reader.ts';
import type { ProposedChange } from '../model/paragraph.ts';
import type { SuggestionState } from '../model/registers.ts';

/** An open suggestion with all it would do, for the card in the margin. */
export interface SuggestionCard {
  readonly id: string;
  readonly state: SuggestionState;
  readonly delegation: string;
  readonly person: string;
  readonly at: number;
  readonly reason: string;
  /** Delegations that support it, beside its own. */
  readonly supporters: readonly string[];
  /** Paragraphs it touches, in order. */
  readonly paragraphs: readonly string[];
  readonly inserted: string;
  readonly deleted: string;
  /** Paragraphs it would add. */
  readonly added: readonly string[];
  /** What it would do to whole paragraphs. */
  readonly proposed: readonly (ProposedChange & { readonly paragraph: string })[];
}

/** The suggestions that a draft shows, in the order of the text. Those without anything left to suggest are not there. */
export const listSuggestions = (draft: Draft): readonly SuggestionCard[] => {
  const found = new Map<
    string,
    {
      paragraphs: Set<string>;
      inserted: string;
      deleted: string;
      added: string[];
      proposed: SuggestionCard['proposed'][number][];
    }
  >();
  const entry = (id: string, paragraph: string) => {
    const known = found.get(id) ?? {
      paragraphs: new Set<string>(),
      inserted: '',
      deleted: '',
      added: [],
      proposed: [],
    };
    known.paragraphs.add(paragraph);
    found.set(id, known);
    return known;
  };
  for (const { id, runs, suggestion, proposed } of draft.paragraphs) {
    if (suggestion !== undefined) entry(suggestion, id).added.push(id);
    for (const change of proposed) entry(change.suggestion, id).proposed.push({ ...change, paragraph: id });
    for (const { width, chars = '', insertedBy, struckBy } of runs) {
      if (width === 0) continue;
      // Words in words: they are those of the inner suggestion, and touch the outer one.
      insertedBy.forEach((by, depth) => {
        const what = entry(by, id);
        if (depth === insertedBy.length - 1) what.inserted += chars;
      });
      for (const by of struckBy) entry(by, id).deleted += chars;
      if (insertedBy.length === 0 && suggestion !== undefined) entry(suggestion, id).inserted += chars;
    }
  }
  return [...found].flatMap(([id, { paragraphs, ...what }]) => {
    const suggestion = draft.suggestions.get(id);
    if (suggestion === undefined) return [];
    const { state, delegation, person, at, reason, supporters } = suggestion;
    return [{ id, state, delegation, person, at, reason, supporters, paragraphs: [...paragraphs], ...what }];
  });
};
