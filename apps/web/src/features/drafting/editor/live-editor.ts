import {
  caretAt,
  caretPosition,
  createBinding,
  draftDoc,
  draftReader,
  type Binding,
  type Caret,
  type Draft,
  type DraftReader,
  type Edits,
  type Hand,
  type Labels,
  type Part,
  type Recorder,
  type View,
} from '@plenary/drafting';
import { EditorState, TextSelection, type Command, type Plugin, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type * as Y from 'yjs';
import { copiedText, takeForeign } from './clipboard.ts';
import { dragHandlePlugin } from './drag-handle.ts';
import { editorLabels } from './editor-labels.ts';
import { findAll, nextHit, replaceable, replaceHits, type Hit } from './find.ts';
import { heardSelection } from './heard-selection.ts';
import { editorKeys, type EditorActs } from './keys.ts';
import { caretsPlugin, painting, paintPlugin, type OtherCaret, type Paint } from './paint.ts';
import { decideEdit, type EditDecision, type EditorMode, type EditorRights } from './touched-paragraphs.ts';

/** Where another person is, as presence tells it. */
export interface OtherPerson {
  readonly client: number;
  readonly name: string;
  readonly delegation: string;
  readonly anchor?: Caret;
  readonly head?: Caret;
}

/** What the page knows and the text does not; the editor draws and obeys it. */
export interface Situation {
  readonly mode: EditorMode;
  readonly rights: EditorRights;
  /** Labels of the revision in force, by the ids paragraphs have here. */
  readonly issued: Labels;
  /** Language of the text. */
  readonly lang: string;
  /** Which suggestions are shown; undefined: all, beside the text. Any other view is for reading only. */
  readonly view: View | undefined;
  readonly others: readonly OtherPerson[];
  /** Where the comments are in a draft. */
  readonly comments: (draft: Draft) => Paint['comments'];
  readonly active: string | undefined;
  readonly holders: Paint['holders'];
  readonly writerOf: Paint['writerOf'];
  readonly closedTitle: string;
  /** Paragraphs open to delegations that concern the one who looks, with what is said of each. */
  readonly opened: Paint['opened'];
  readonly find: { readonly words: string; readonly matchCase: boolean } | undefined;
}

/** A part of the text that is selected, paragraph by paragraph. */
export interface SelectedPart extends Part {
  readonly words: string;
}

/** What the page is told; it changes at most a few times a second while somebody types. */
export interface EditorSnapshot {
  readonly draft: Draft;
  readonly labels: Labels;
  /** Parts selected; one empty part for a caret. */
  readonly selection: readonly SelectedPart[];
  readonly kind: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Suggestions and brackets at the caret, the innermost last. */
  readonly at: { readonly suggestions: readonly string[]; readonly brackets: readonly string[] };
  readonly hits: readonly Hit[];
  readonly hit: Hit | undefined;
}

/** An edit that the editor did not take, for the page to say why. */
export type RefusedEdit = Extract<EditDecision, { readonly refused: string }>;

export interface LiveEditorOptions {
  readonly doc: Y.Doc;
  readonly place: HTMLElement;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly person: { readonly delegation: string; readonly person: string };
  readonly situation: Situation;
  /** Attributes of the place where one writes: its name for assistive technology, its language. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What is said of the handle that moves a paragraph. */
  readonly dragTitle: string;
  readonly acts: Omit<EditorActs, 'undo' | 'redo'>;
  readonly onRefused: (refused: RefusedEdit) => void;
  readonly onCaret: (caret: { readonly anchor?: Caret; readonly head?: Caret }) => void;
}

export interface LiveEditor {
  readonly view: EditorView;
  readonly setSituation: (situation: Situation) => void;
  /** As the page was last told. */
  readonly snapshot: () => EditorSnapshot;
  /** As it stands in this moment: for acts, which may come before the page was told. */
  readonly current: () => EditorSnapshot;
  readonly subscribe: (listener: () => void) => () => void;
  /** Runs a command as a key would. */
  readonly run: (command: Command) => boolean;
  /** Runs an edit that is no transaction, when the mode and the rights of these paragraphs allow it. */
  readonly write: (
    paragraphs: readonly string[],
    edit: (recorder: Recorder, draft: Draft, hand: (edits?: Edits) => Hand) => void,
  ) => boolean;
  /** Puts words in the place of a hit, or of all, wherever they may be written; of none when nothing may. */
  readonly replace: (which: 'this' | 'all', words: string) => void;
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  /** Selects a part and brings it into sight. */
  readonly show: (part: Part) => void;
  /** How far down the words of a part stand, from the top of the window; of a paragraph out of sight, its beginning. */
  readonly topOf: (part: Part) => number | undefined;
  readonly goToHit: (direction: 1 | -1) => void;
  readonly close: () => void;
}

/** The page is told where the caret went when it stayed for so many milliseconds … */
const TELL_MILLISECONDS = 150;
/** … and of words when nobody wrote for so many: longer than between two keys of who types, which go first … */
const TELL_WORDS_MILLISECONDS = 400;
/** … and at the latest after so many: whoever types on without a pause looks at the words. */
const TELL_MILLISECONDS_MAX = 3_000;
/** After a composition the browser may still write for a moment. */
const COMPOSED_MILLISECONDS = 60;

const positionOf = (draft: Draft, state: EditorState, paragraph: string): number | undefined => {
  let at = 0;
  for (const [index, { id }] of draft.paragraphs.entries()) {
    if (id === paragraph) return at;
    const node = state.doc.maybeChild(index);
    if (node === null || node === undefined) return undefined;
    at += node.nodeSize;
  }
  return undefined;
};

/**
 * Before each commit, anywhere on the page, React walks through every node of a focused element that says it can be
 * edited, to put the selection back if the commit should lose it. No commit touches the text: the editor draws it and
 * keeps its selection. Only what React reads is hidden; the browser goes by the attribute.
 */
const keepSelectionFromReact = (element: HTMLElement): void => {
  Object.defineProperty(element, 'contentEditable', {
    get: () => (element.getAttribute('contenteditable') === 'false' ? 'false' : 'inherit'),
    set: (value: string) => {
      element.setAttribute('contenteditable', value);
    },
  });
};

/** The editor of one document: the view, what is drawn on it, and the binding that writes into the document. */
export const createLiveEditor = (options: LiveEditorOptions): LiveEditor => {
  const { doc, place, newId, now, person, onRefused, onCaret } = options;
  const binding: Binding = createBinding({ doc, newId });
  const labelsOf = editorLabels();
  let situation = options.situation;
  let reading: { readonly view: View; readonly reader: DraftReader } | undefined;
  let labels: Labels = new Map();
  let hits: readonly Hit[] = [];
  let hit: Hit | undefined;

  const draftNow = (): Draft => reading?.reader.read() ?? binding.draft();

  const plugins: readonly Plugin[] = [
    heardSelection(),
    editorKeys({ ...options.acts, undo: () => undo(), redo: () => redo() }),
    paintPlugin(),
    caretsPlugin(),
    dragHandlePlugin(options.dragTitle, () => reading === undefined && situation.mode !== 'view'),
  ];

  const setMode = (): void => {
    const { mode } = situation;
    binding.setMode(
      mode === 'suggest' ? { mode, ...person, at: now } : { mode: mode === 'edit' ? 'edit' : 'view' },
    );
  };

  /** Draws on a state whatever belongs on it; `isFollowed`: and brings the selection into sight. */
  const dressed = (state: EditorState, isFollowed = false): EditorState => {
    const draft = draftNow();
    labels = labelsOf(draft, situation.issued, situation.lang);
    const { find } = situation;
    hits = find === undefined ? [] : findAll(state.doc, find.words, find.matchCase);
    const { selection } = state;
    hit = hits.find(({ from, to }) => from === selection.from && to === selection.to);
    const { rights, closedTitle, opened, active, holders, writerOf, comments, others } = situation;
    const paint: Paint = {
      draft,
      labels,
      closed: rights.closed,
      opened,
      closedTitle,
      comments: comments(draft),
      active,
      holders,
      hits,
      hit,
      writerOf,
    };
    const transaction = painting(
      state,
      paint,
      others.flatMap((other) => placed(draft, state, other)),
    );
    return state.apply(isFollowed ? transaction.scrollIntoView() : transaction);
  };

  const placed = (draft: Draft, state: EditorState, other: OtherPerson): readonly OtherCaret[] => {
    const { client, name, delegation } = other;
    const place = (caret: Caret | undefined): number | undefined =>
      caret === undefined ? undefined : caretPosition(draft, state.doc, caret);
    const head = place(other.head);
    if (head === undefined) return [];
    return [{ client, name, delegation, head, anchor: place(other.anchor) ?? head }];
  };

  // ------------------------------------------------------------------------------------------------ what is typed

  // While signs are composed (Chinese, for one) the browser holds the place; what is composed is written at its end.
  let composing: { readonly base: EditorState; readonly transaction: Transaction } | undefined;

  const settleComposition = (): void => {
    if (composing === undefined || view.composing) return;
    const { base, transaction } = composing;
    composing = undefined;
    view.updateState(dressed(taken(base, transaction)));
    tell();
  };

  const refuse = (refused: RefusedEdit): void => onRefused(refused);

  /** The state after a transaction of the editor was written into the document, or was not. */
  const taken = (state: EditorState, transaction: Transaction): EditorState => {
    if (reading !== undefined) {
      refuse({ refused: 'viewing' });
      return state;
    }
    const decision = decideEdit(situation.mode, situation.rights, state.doc, transaction.doc);
    if ('refused' in decision) {
      refuse(decision);
      return state;
    }
    if (decision.write !== situation.mode)
      binding.setMode(decision.write === 'edit' ? { mode: 'edit' } : { mode: 'suggest', ...person, at: now });
    const next = binding.apply(state, transaction);
    if (decision.write !== situation.mode) setMode();
    return next;
  };

  const dispatch = (transaction: Transaction): void => {
    if (!transaction.docChanged) {
      settleComposition();
      view.updateState(view.state.apply(transaction));
      tellCaret();
      tell();
      return;
    }
    if (view.composing) {
      const base = composing?.base ?? view.state;
      const combined = composing?.transaction ?? base.tr;
      for (const step of transaction.steps) combined.step(step);
      composing = { base, transaction: combined };
      view.updateState(view.state.apply(transaction));
      return;
    }
    settleComposition();
    const next = taken(view.state, transaction);
    view.updateState(dressed(next, transaction.scrolledIntoView));
    tellCaret();
    tell(TELL_WORDS_MILLISECONDS);
  };

  // ------------------------------------------------------------------------------------------------ what others do

  const readState = (): EditorState => {
    const state = view.state;
    if (reading === undefined) return binding.refresh(state);
    const target = draftDoc(reading.reader.read(), state.doc);
    return EditorState.create({ doc: target, plugins: [...plugins] });
  };

  let waiting = false;
  const refresh = (): void => {
    waiting = false;
    if (closed || composing !== undefined) return;
    view.updateState(dressed(readState()));
    tell(TELL_WORDS_MILLISECONDS);
  };
  /** Once a frame at most; at once where no frame comes, in a page that is not seen. */
  const refreshSoon = (): void => {
    if (waiting) return;
    waiting = true;
    if (document.visibilityState === 'visible') requestAnimationFrame(refresh);
    else setTimeout(refresh, 0);
  };
  const onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin !== binding.origin) refreshSoon();
  };
  doc.on('update', onUpdate);

  // ------------------------------------------------------------------------------------------------ what is told

  const listeners = new Set<() => void>();
  let snapshot: EditorSnapshot | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let untoldSince: number | undefined;
  const tellNow = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    untoldSince = undefined;
    snapshot = undefined;
    for (const listener of listeners) listener();
  };
  const tell = (wait = TELL_MILLISECONDS): void => {
    if (timer !== undefined) clearTimeout(timer);
    const instant = performance.now();
    untoldSince ??= instant;
    const latest = untoldSince + TELL_MILLISECONDS_MAX - instant;
    timer = setTimeout(tellNow, Math.max(0, Math.min(wait, latest)));
  };

  const selectedParts = (draft: Draft, { doc: shown, selection }: EditorState): readonly SelectedPart[] => {
    const parts: SelectedPart[] = [];
    shown.forEach((node, offset, index) => {
      const start = offset + 1;
      const from = Math.max(selection.from, start);
      const to = Math.min(selection.to, start + node.content.size);
      const paragraph = draft.paragraphs[index]?.id;
      if (paragraph === undefined || from > to) return;
      const words = node.textBetween(from - start, to - start, undefined, ' ');
      parts.push({ paragraph, from: from - start, to: to - start, words });
    });
    const filled = parts.filter(({ from, to }) => from < to);
    return filled.length > 0 ? filled : parts.slice(0, 1);
  };

  const takeSnapshot = (): EditorSnapshot => {
    const { state } = view;
    const draft = draftNow();
    const { $from, empty } = state.selection;
    const marks =
      state.storedMarks ?? (empty ? $from.marks() : (state.doc.nodeAt(state.selection.from)?.marks ?? []));
    const has = (name: string): boolean => marks.some(({ type }) => type.name === name);
    const selection = selectedParts(draft, state);
    const [first] = selection;
    const at = { suggestions: new Set<string>(), brackets: new Set<string>() };
    let offset = 0;
    const paragraph = first === undefined ? undefined : draft.paragraph(first.paragraph);
    for (const { width, insertedBy, struckBy, brackets, embed } of paragraph?.runs ?? []) {
      if (width === 0 || first === undefined) continue;
      const [from, to] = [offset, offset + width];
      offset = to;
      if (first.from > to || first.to < from) continue;
      for (const id of [...insertedBy, ...struckBy]) at.suggestions.add(id);
      for (const id of brackets) at.brackets.add(id);
      if (embed?.type === 'o' || embed?.type === 'c') at.brackets.add(embed.id);
    }
    if (paragraph?.suggestion !== undefined) at.suggestions.add(paragraph.suggestion);
    return {
      draft,
      labels,
      selection,
      kind: $from.depth === 0 ? '' : $from.parent.type.name,
      bold: has('bold'),
      italic: has('italic'),
      canUndo: binding.undo.canUndo(),
      canRedo: binding.undo.canRedo(),
      at: { suggestions: [...at.suggestions], brackets: [...at.brackets] },
      hits,
      hit,
    };
  };

  const tellCaret = (): void => {
    if (reading !== undefined) return;
    const { doc: shown, selection } = view.state;
    const draft = binding.draft();
    const anchor = caretAt(draft, shown, selection.anchor);
    const head = caretAt(draft, shown, selection.head);
    onCaret({ ...(anchor === undefined ? {} : { anchor }), ...(head === undefined ? {} : { head }) });
  };

  // ------------------------------------------------------------------------------------------------ the view

  let closed = false;
  setMode();
  const view: EditorView = new EditorView(place, {
    state: binding.createState(plugins),
    dispatchTransaction: dispatch,
    attributes: options.attributes,
    // One can always go through the words with the keyboard, also where one may not write.
    editable: () => reading === undefined && situation.mode !== 'view',
    clipboardTextSerializer: (slice) => copiedText(slice, labels),
    handlePaste: (target, event) =>
      event.clipboardData !== null && takeForeign(target, event.clipboardData, newId),
    handleDrop: (target, event, _slice, moved) => {
      if (moved || event.dataTransfer === null) return false;
      const at = target.posAtCoords({ left: event.clientX, top: event.clientY });
      if (at === null) return false;
      target.dispatch(target.state.tr.setSelection(TextSelection.near(target.state.doc.resolve(at.pos))));
      return takeForeign(target, event.dataTransfer, newId);
    },
    handleDOMEvents: {
      compositionend: () => {
        setTimeout(settleComposition, COMPOSED_MILLISECONDS);
        return false;
      },
    },
  });
  keepSelectionFromReact(view.dom);
  view.updateState(dressed(view.state));

  const backOrForth = (step: () => boolean): boolean => {
    if (reading !== undefined || situation.mode === 'view') return false;
    const did = step();
    if (!did) return false;
    refresh();
    tell();
    return true;
  };
  const undo = (): boolean => backOrForth(binding.undo.undo);
  const redo = (): boolean => backOrForth(binding.undo.redo);

  /** Why nothing may be written into a paragraph; the empty name for what is about none. */
  const whyNot = (paragraph: string): RefusedEdit | undefined => {
    const { mode, rights } = situation;
    if (reading !== undefined || mode === 'view') return { refused: 'viewing' };
    if (paragraph === '') return undefined;
    if (rights.closed.has(paragraph)) return { refused: 'closed', paragraph };
    const isForeign = mode === 'edit' && rights.role === 'suggest' && !rights.opened.has(paragraph);
    return isForeign ? { refused: 'suggestOnly', paragraph } : undefined;
  };

  return {
    view,
    setSituation: (next) => {
      // A page that is shown again runs its effects once with the editor it had before.
      if (closed) return;
      const before = situation;
      situation = next;
      if (before.mode !== next.mode) setMode();
      if (before.view !== next.view) {
        reading?.reader.close();
        reading =
          next.view === undefined ? undefined : { view: next.view, reader: draftReader(doc, next.view) };
        const state =
          reading === undefined
            ? binding.createState(plugins)
            : EditorState.create({ doc: draftDoc(reading.reader.read()), plugins: [...plugins] });
        view.updateState(dressed(state));
        tellNow();
        return;
      }
      view.updateState(dressed(view.state));
      tell();
    },
    snapshot: () => (snapshot ??= takeSnapshot()),
    current: takeSnapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run: (command) => {
      const did = command(view.state, view.dispatch, view);
      view.focus();
      return did;
    },
    write: (paragraphs, edit) => {
      const refused = paragraphs.length === 0 ? whyNot('') : paragraphs.flatMap((id) => whyNot(id) ?? [])[0];
      if (refused !== undefined) {
        refuse(refused);
        return false;
      }
      binding.write(edit);
      refresh();
      // Whoever pressed something waits for its answer.
      tellNow();
      return true;
    },
    replace: (which, words) => {
      const { state } = view;
      const chosen = which === 'all' ? hits : hits.filter((one) => one === hit);
      const may = replaceable(state.doc, chosen, (paragraph) => whyNot(paragraph) === undefined);
      const [first] = chosen;
      if (may.length > 0) replaceHits(may, words)(state, view.dispatch);
      else if (first !== undefined) {
        const refused = whyNot(String(state.doc.resolve(first.from).node(1).attrs['id']));
        if (refused !== undefined) refuse(refused);
      }
      tellNow();
    },
    undo,
    redo,
    show: ({ paragraph, from, to }) => {
      const at = positionOf(draftNow(), view.state, paragraph);
      if (at === undefined) return;
      const start = at + 1;
      const selection = TextSelection.create(view.state.doc, start + from, start + to);
      view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
    },
    topOf: ({ paragraph, from }) => {
      const at = positionOf(draftNow(), view.state, paragraph);
      const element = at === undefined ? null : view.nodeDOM(at);
      if (at === undefined || !(element instanceof HTMLElement)) return undefined;
      const { top, bottom } = element.getBoundingClientRect();
      // What is out of sight is not laid out, and is not made to be.
      const isNear = bottom > -innerHeight && top < 2 * innerHeight;
      const node = view.state.doc.nodeAt(at);
      if (!isNear || node === null) return top;
      return view.coordsAtPos(at + 1 + Math.min(from, node.content.size), 1).top;
    },
    goToHit: (direction) => {
      const { selection } = view.state;
      const next = nextHit(hits, direction === 1 ? selection.to : selection.from, direction);
      if (next === undefined) return;
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, next.from, next.to)).scrollIntoView(),
      );
      view.updateState(dressed(view.state));
      tellNow();
    },
    close: () => {
      closed = true;
      if (timer !== undefined) clearTimeout(timer);
      doc.off('update', onUpdate);
      view.destroy();
      reading?.reader.close();
      binding.close();
    },
  };
};
