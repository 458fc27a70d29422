import { EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import type * as Y from 'yjs';
import { isNothing, NO_EDITS, type Edits, type Hand } from '../model/edits.ts';
import { writeEdits } from '../model/write-edits.ts';
import { neighbours } from '../model/spots.ts';
import { draftReader, type Draft } from '../model/reader.ts';
import { record, type EditRecord, type Recorder } from '../model/recorder.ts';
import { undoStack, type UndoStack } from '../model/undo.ts';
import { MARKUP_VIEW, type View } from '../model/views.ts';
import { caretAt, caretPosition, type Caret } from './caret.ts';
import { translate } from './from-transaction.ts';
import { draftSchema } from './schema.ts';
import { syncDoc } from './sync-doc.ts';
import { draftDoc } from './to-doc.ts';

/** How one writes: *Editing*, *Suggesting* in the name of a delegation, or *Viewing*. */
export type WritingMode =
  | { readonly mode: 'edit' }
  | { readonly mode: 'view' }
  | {
      readonly mode: 'suggest';
      readonly delegation: string;
      readonly person: string;
      /** Milliseconds since 1970, for new suggestions. */
      readonly at: () => number;
    };

export interface BindingOptions {
  readonly doc: Y.Doc;
  /** Gives a new id, never the same twice, of letters and digits. */
  readonly newId: () => string;
  /** Which suggestions are shown; by default all open ones beside the text. Writing needs this one. */
  readonly view?: View;
}

/** A document and the editor states that show it. It knows no view: whoever has one passes its states through. */
export interface Binding {
  /** What the document shows now. */
  readonly draft: () => Draft;
  readonly undo: UndoStack;
  /** The origin of all transactions that this binding writes. */
  readonly origin: object;
  /** An editor state of the document as it is now. */
  readonly createState: (plugins?: EditorState['plugins']) => EditorState;
  readonly setMode: (mode: WritingMode) => void;
  /**
   * Applies a transaction of the editor and writes what it means into the document. The state that comes back shows
   * the document: what the text does not allow is corrected in it.
   */
  readonly apply: (state: EditorState, transaction: Transaction) => EditorState;
  /** The state after others wrote, or after an undo; the selection stays with its words. */
  readonly refresh: (state: EditorState) => EditorState;
  /**
   * Runs an edit that is no transaction of the editor, such as deciding a suggestion or making a bracket; it can be
   * undone. `hand` gives in whose name one writes now; asked for edits beside an own suggestion it continues that one.
   */
  readonly write: (edit: (recorder: Recorder, draft: Draft, hand: (edits?: Edits) => Hand) => void) => void;
  readonly close: () => void;
}

/** Words typed within this many milliseconds are one step of undo. */
export const UNDO_JOIN_MILLISECONDS = 500;

const META = 'plenary-sync';

/** Whether an edit is words typed at one place, so that the next ones may be undone with it. */
const isTyping = (edits: Edits): boolean =>
  edits.writings.length === 1 &&
  edits.writings[0]?.split === undefined &&
  Object.entries(edits).every(([name, list]) => name === 'writings' || name === 'kinds' || list.length === 0);

/** Whether an edit makes, takes out, splits, joins or moves paragraphs, so that their order must be looked at. */
const isStructural = ({ writings, created, gone, joined, parted, moved }: Edits): boolean =>
  created.length + gone.length + joined.length + parted.length + moved.length > 0 ||
  writings.some(({ split }) => split !== undefined);

export const createBinding = ({ doc, newId, view = MARKUP_VIEW }: BindingOptions): Binding => {
  const reader = draftReader(doc, view);
  const origin = { binding: newId() };
  const undo = undoStack(doc, newId, origin);
  let writing: WritingMode = { mode: 'edit' };
  // The draft that the states handed out show.
  let shown = reader.read();
  let typedAt: number | undefined;

  const handFor = (recorder: Recorder, edits: Edits, draft: Draft): Hand => {
    if (writing.mode !== 'suggest') return { mode: 'edit' };
    const { delegation, person, at } = writing;
    const isOwn = (id: string): boolean => {
      const suggestion = draft.suggestions.get(id);
      return suggestion?.state === 'open' && suggestion.delegation === delegation;
    };
    const running = neighbouringSuggestion(draft, edits, isOwn);
    const suggestion = running ?? newId();
    if (running === undefined) {
      recorder.settle('suggestions', `${suggestion}/state`, 'open');
      recorder.settle('suggestions', `${suggestion}/delegation`, delegation);
      recorder.settle('suggestions', `${suggestion}/person`, person);
      recorder.settle('suggestions', `${suggestion}/at`, at());
    }
    return { mode: 'suggest', suggestion, isOwn: (id) => id === suggestion || isOwn(id) };
  };

  // What is shown may be older than the document: the edit is then written where its words are now.
  const writeNow = (edits: Edits): EditRecord =>
    record(doc, newId, origin, (recorder) =>
      writeEdits(shown, recorder, handFor(recorder, edits, shown), edits),
    );

  /** After structure was written: paragraphs that the model shows elsewhere than the editor are moved. */
  const settleOrder = (wanted: readonly string[]): EditRecord | undefined => {
    if (writing.mode !== 'edit') return undefined;
    const now = reader.read().paragraphs.map(({ id }) => id);
    const known = wanted.filter((id) => now.includes(id));
    const at = known.findIndex((id, index) => now.filter((other) => known.includes(other))[index] !== id);
    const paragraph = known[at];
    if (paragraph === undefined) return undefined;
    shown = reader.read();
    return writeNow({ ...NO_EDITS, moved: [{ paragraph, after: known[at - 1] }] });
  };

  const show = (state: EditorState, carets?: readonly (Caret | undefined)[]): EditorState => {
    shown = reader.read();
    const target = draftDoc(shown, state.doc);
    const transaction = state.tr.setMeta(META, true).setMeta('addToHistory', false);
    syncDoc(transaction, target);
    const places = carets?.map((caret) =>
      caret === undefined ? undefined : caretPosition(shown, transaction.doc, caret),
    );
    const [anchor, head] = places ?? [];
    if (anchor !== undefined && head !== undefined)
      transaction.setSelection(TextSelection.create(transaction.doc, anchor, head));
    return transaction.docChanged || transaction.selectionSet ? state.apply(transaction) : state;
  };

  const apply = (state: EditorState, transaction: Transaction): EditorState => {
    if (!transaction.docChanged) return state.apply(transaction);
    if (writing.mode === 'view') return state;
    const { edits, ids } = translate(shown, state.doc, transaction.doc, transaction.mapping, newId);
    const after = state.apply(transaction);
    if (isNothing(edits)) return show(after);
    const deletesOnly = edits.writings.length + edits.created.length === 0;
    const carets =
      writing.mode === 'suggest' && deletesOnly ? caretsAfterDeletion(shown, state, transaction) : undefined;
    const written = writeNow(edits);
    const typing = isTyping(edits);
    undo.add(written, typing && typedAt !== undefined && transaction.time - typedAt < UNDO_JOIN_MILLISECONDS);
    typedAt = typing ? transaction.time : undefined;
    if (isStructural(edits))
      for (let round = 0; round < ids.length + 2; round += 1) {
        const more = settleOrder(ids);
        if (more === undefined) break;
        undo.add(more, true);
      }
    return show(after, carets);
  };

  return {
    draft: () => reader.read(),
    undo,
    origin,
    createState: (plugins = []) => {
      shown = reader.read();
      return EditorState.create({ schema: draftSchema, doc: draftDoc(shown), plugins: [...plugins] });
    },
    setMode: (mode) => {
      writing = mode;
      typedAt = undefined;
    },
    apply,
    refresh: (state) => {
      const carets = caretsOf(shown, state);
      return show(state, carets);
    },
    write: (edit) => {
      const draft = reader.read();
      let taken: Hand | undefined;
      undo.add(
        record(doc, newId, origin, (recorder) =>
          edit(recorder, draft, (edits = NO_EDITS) => (taken ??= handFor(recorder, edits, draft))),
        ),
      );
      typedAt = undefined;
    },
    close: () => reader.close(),
  };
};

const caretsOf = (draft: Draft, { doc, selection }: EditorState): readonly (Caret | undefined)[] => {
  const { anchor, head, empty } = selection;
  const caret = (position: number): Caret | undefined =>
    caretAt(draft, doc, position, !empty && position === selection.from ? 'before' : 'after');
  return [caret(anchor), caret(head)];
};

/**
 * What is proposed for deletion stays in sight. The caret goes on in the direction one deletes in: before the words
 * when one came from behind them; otherwise it is behind them by itself.
 */
const caretsAfterDeletion = (
  draft: Draft,
  { doc, selection }: EditorState,
  transaction: Transaction,
): readonly (Caret | undefined)[] | undefined => {
  const { head } = transaction.selection;
  if (selection.empty && head >= selection.head) return undefined;
  const caret = caretAt(draft, doc, Math.min(head, selection.from));
  return [caret, caret];
};

/** One's own open suggestion right beside what an edit touches: it takes the words in. */
const neighbouringSuggestion = (
  draft: Draft,
  edits: Edits,
  isOwn: (suggestion: string) => boolean,
): string | undefined => {
  const places = [
    ...edits.writings.map(({ paragraph, offset }) => ({ paragraph, offset })),
    ...edits.cuts.flatMap(({ paragraph, from, to }) => [
      { paragraph, offset: from },
      { paragraph, offset: to },
    ]),
  ];
  for (const { paragraph: id, offset } of places) {
    const paragraph = draft.paragraph(id);
    if (paragraph === undefined) continue;
    const { left, right } = neighbours(paragraph, offset);
    for (const run of [left, right])
      for (const suggestion of [...(run?.insertedBy ?? []), ...(run?.struckBy ?? [])])
        if (isOwn(suggestion)) return suggestion;
    if (paragraph.suggestion !== undefined && isOwn(paragraph.suggestion)) return paragraph.suggestion;
  }
  return undefined;
};
