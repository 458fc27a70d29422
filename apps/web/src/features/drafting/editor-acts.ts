import {
  bracketTyped,
  chooseAlternative,
  decideSuggestion,
  explainSuggestion,
  makeBracket,
  NO_EDITS,
  resolveBracket,
  supportSuggestion,
  writeEdits,
  type Draft,
  type Edits,
  type Resolution,
  type SuggestionState,
} from '@plenary/drafting';
import type { BracketAttribution } from '@plenary/text';
import type { LiveEditor } from './editor/live-editor.ts';
import { hasTypedBracket, partsById } from './parts.ts';

/** Paragraphs that suggestions touch. */
const touched = (draft: Draft, ids: readonly string[]): readonly string[] => {
  const parts = partsById(draft);
  return ids.flatMap((id) => (parts.get(id) ?? []).map(({ paragraph }) => paragraph));
};

/** Accepts or rejects suggestions, all in one step of undo. */
export const decideSuggestions = (
  editor: LiveEditor,
  ids: readonly string[],
  state: SuggestionState,
): boolean =>
  editor.write(touched(editor.current().draft, ids), (recorder, draft) => {
    for (const id of ids) decideSuggestion(recorder, draft, id, state);
  });

/** Says for which delegation a suggestion has support, or no longer. */
export const support = (editor: LiveEditor, id: string, delegation: string, supports: boolean): boolean =>
  editor.write([], (recorder) => supportSuggestion(recorder, id, delegation, supports));

export const explain = (editor: LiveEditor, id: string, reason: string): boolean =>
  editor.write([], (recorder) => explainSuggestion(recorder, id, reason));

/** Puts what is selected in a bracket, in each paragraph one; false when nothing is selected. */
export const bracketSelection = (editor: LiveEditor): boolean => {
  const parts = editor.current().selection.filter(({ from, to }) => from < to);
  if (parts.length === 0) return false;
  return editor.write(
    parts.map(({ paragraph }) => paragraph),
    (recorder, draft, hand) => {
      for (const part of parts) makeBracket(draft, recorder, hand(), part);
    },
  );
};

export const resolve = (editor: LiveEditor, id: string, resolution: Resolution): boolean =>
  editor.write(touched(editor.current().draft, [id]), (recorder, draft, hand) =>
    resolveBracket(draft, recorder, hand(), id, resolution),
  );

export const choose = (editor: LiveEditor, id: string, besides: readonly string[]): boolean =>
  editor.write(touched(editor.current().draft, besides), (recorder, draft, hand) =>
    chooseAlternative(draft, recorder, hand(), id, besides),
  );

/** Opens an empty bracket behind another one, as the alternative to it, and puts the caret into it. */
export const addAlternative = (editor: LiveEditor, id: string, besides: readonly string[]): boolean => {
  const { draft } = editor.current();
  const parts = partsById(draft);
  const last = besides.at(-1) ?? id;
  const behind = parts.get(last)?.at(-1);
  if (behind === undefined) return false;
  const { paragraph, to: offset } = behind;
  const numbers = besides.map((one) => draft.brackets.get(one)?.alternative ?? 0);
  const done = editor.write([paragraph], (recorder, _draft, hand) => {
    const made = recorder.newId();
    writeEdits(draft, recorder, hand(), {
      ...NO_EDITS,
      writings: [
        {
          paragraph,
          offset,
          content: [
            { chars: ' ', emphasis: [] },
            { embed: { type: 'o', id: made } },
            { embed: { type: 'c', id: made } },
          ],
        },
      ],
    });
    besides.forEach((one, at) => {
      if (numbers[at] === 0) recorder.set('brackets', `${one}/alt`, at + 1);
    });
    recorder.set('brackets', `${made}/alt`, Math.max(...numbers, besides.length) + 1);
  });
  if (done) editor.show({ paragraph, from: offset + 2, to: offset + 2 });
  return done;
};

/** Paragraphs with brackets that somebody typed as signs: those selected, or all when nothing is. */
export const typedBrackets = (editor: LiveEditor): readonly string[] => {
  const { draft, selection } = editor.current();
  const isSelected = selection.some(({ from, to }) => from < to);
  const chosen = new Set(selection.map(({ paragraph }) => paragraph));
  return draft.paragraphs
    .filter((paragraph) => (!isSelected || chosen.has(paragraph.id)) && hasTypedBracket(paragraph))
    .map(({ id }) => id);
};

/** What became of typed brackets: heads that name holders, and paragraphs where a sign has no other. */
export interface MadeFromTyped {
  readonly attributions: ReadonlyMap<string, BracketAttribution>;
  readonly unmatched: readonly string[];
}

/** Makes brackets of typed signs; undefined when it was not allowed. */
export const bracketsFromTyped = (
  editor: LiveEditor,
  paragraphs: readonly string[],
): MadeFromTyped | undefined => {
  const attributions = new Map<string, BracketAttribution>();
  const unmatched: string[] = [];
  const done = editor.write(paragraphs, (recorder, draft, hand) => {
    for (const paragraph of paragraphs) {
      const result = bracketTyped(draft, recorder, hand(), paragraph);
      if (!result.ok) unmatched.push(paragraph);
      else for (const [id, attribution] of result.attributions) attributions.set(id, attribution);
    }
  });
  return done ? { attributions, unmatched } : undefined;
};

/** Puts a note at the caret and goes to its words at the end of the text. */
export const addNote = (editor: LiveEditor): boolean => {
  const { draft, selection } = editor.current();
  const [at] = selection;
  if (at === undefined) return false;
  let made = '';
  const done = editor.write([at.paragraph], (recorder, _draft, hand) => {
    made = recorder.newId();
    const edits: Edits = {
      ...NO_EDITS,
      writings: [
        { paragraph: at.paragraph, offset: at.to, content: [{ embed: { type: 'note', id: made } }] },
      ],
      created: [{ id: made, kind: 'note', level: 0, after: draft.paragraphs.at(-1)?.id, content: [] }],
    };
    writeEdits(draft, recorder, hand(edits), edits);
  });
  if (!done) return false;
  editor.show({ paragraph: made, from: 0, to: 0 });
  editor.view.focus();
  return true;
};
