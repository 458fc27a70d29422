import { draftSchema } from '@plenary/drafting';
import { Fragment, Slice, type Node, type ResolvedPos } from 'prosemirror-model';
import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';

/** Degrees of sub-paragraph there are. */
const DEGREES_MAX = 4;

/** Kinds a paragraph can be given by hand. */
export const CHOSEN_KINDS = [
  'title',
  'heading',
  'statement',
  'preambular',
  'operative',
  'item',
  'annex',
  'note',
] as const;
export type ChosenKind = (typeof CHOSEN_KINDS)[number];

const typeOf = (kind: string) => {
  const type = draftSchema.nodes[kind];
  if (type === undefined) throw new Error(`there is no kind ${kind}`);
  return type;
};

/** Degree of a sub-paragraph; 0 for every other paragraph. */
const degreeOf = (node: Node): number => {
  const level: unknown = node.attrs.level;
  return node.type.name === 'item' && typeof level === 'number' ? level : 0;
};

/** Numbers of the first and the last paragraph that the selection touches. */
export const selectedRange = ({
  doc,
  selection,
}: EditorState): { readonly from: number; readonly to: number } => {
  const last = doc.childCount - 1;
  const index = (place: ResolvedPos): number => Math.min(place.index(0), last);
  return { from: index(selection.$from), to: index(selection.$to) };
};

/** Position before a paragraph. */
const startOf = (doc: Node, index: number): number => {
  let at = 0;
  for (let child = 0; child < index; child += 1) at += doc.child(child).nodeSize;
  return at;
};

const attrsFor = (node: Node, level: number): Record<string, unknown> => {
  const { id, suggestion, restored } = node.attrs;
  return level > 0 ? { id, suggestion, restored, level } : { id, suggestion, restored };
};

const become = (transaction: Transaction, index: number, kind: string, level: number): void => {
  const node = transaction.doc.child(index);
  transaction.setNodeMarkup(
    startOf(transaction.doc, index),
    typeOf(kind),
    attrsFor(node, kind === 'item' ? Math.max(1, level) : 0),
  );
};

/** Gives the selected paragraphs a kind. */
export const setKind =
  (kind: ChosenKind): Command =>
  (state, dispatch) => {
    const { from, to } = selectedRange(state);
    const { tr } = state;
    for (let index = from; index <= to; index += 1)
      if (tr.doc.child(index).type.name !== kind) become(tr, index, kind, 1);
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** The kind of the whole paragraph under which a sub-paragraph stands. */
const parentKind = (doc: Node, index: number): string => {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { name } = doc.child(at).type;
    if (name !== 'item' && name !== 'note')
      return name === 'title' || name === 'heading' ? 'operative' : name;
  }
  return 'operative';
};

/** Makes the selected paragraphs one degree deeper (1) or higher (-1). */
export const changeDegree =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const { from, to } = selectedRange(state);
    const { tr } = state;
    for (let index = from; index <= to; index += 1) {
      const node = tr.doc.child(index);
      const degree = degreeOf(node) + by;
      if (node.type.name === 'title' || node.type.name === 'note' || degree > DEGREES_MAX || degree < 0)
        continue;
      if (degree === 0) become(tr, index, parentKind(tr.doc, index), 0);
      else become(tr, index, 'item', degree);
    }
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** The kind of what is written after a paragraph that is complete. */
const following = (node: Node): { readonly kind: string; readonly level: number } => {
  switch (node.type.name) {
    case 'title':
      return { kind: 'statement', level: 0 };
    case 'heading':
    case 'annex':
    case 'note':
      return { kind: 'operative', level: 0 };
    default:
      return { kind: node.type.name, level: degreeOf(node) };
  }
};

/** Enter: splits the paragraph; in an empty sub-paragraph it goes one degree up, as lists do. */
export const splitParagraph: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if ($from.depth === 0) return false;
  const node = $from.parent;
  if (empty && node.content.size === 0 && degreeOf(node) > 0) return changeDegree(-1)(state, dispatch);
  const { tr } = state;
  if (!empty) tr.deleteSelection();
  const place = tr.doc.resolve(tr.mapping.map(state.selection.from));
  const isAtEnd = place.parentOffset === place.parent.content.size && place.parent.content.size > 0;
  const { kind, level } = isAtEnd
    ? following(place.parent)
    : { kind: place.parent.type.name, level: degreeOf(place.parent) };
  const attrs = level > 0 ? { level } : {};
  tr.split(place.pos, 1, [{ type: typeOf(kind), attrs }]);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Joins a paragraph with the one before it; an empty one on either side simply goes. */
const joinAt = (
  state: EditorState,
  index: number,
  dispatch: ((tr: Transaction) => void) | undefined,
): boolean => {
  const { doc, tr } = state;
  if (index < 1 || index >= doc.childCount) return false;
  const [before, after] = [doc.child(index - 1), doc.child(index)];
  const boundary = startOf(doc, index);
  if (before.content.size === 0) tr.delete(boundary - before.nodeSize, boundary);
  else if (after.content.size === 0) {
    tr.delete(boundary, boundary + after.nodeSize);
    tr.setSelection(TextSelection.create(tr.doc, boundary - 1));
  } else tr.join(boundary);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Backspace at the beginning of a paragraph. */
export const joinBefore: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth === 0 || $from.parentOffset > 0) return false;
  return joinAt(state, $from.index(0), dispatch);
};

/** Delete at the end of a paragraph. */
export const joinAfter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth === 0 || $from.parentOffset < $from.parent.content.size) return false;
  return joinAt(state, $from.index(0) + 1, dispatch);
};

/** Last paragraph of what hangs under a paragraph: its sub-paragraphs of deeper degrees. */
const endOfTree = (doc: Node, index: number): number => {
  const own = doc.child(index);
  if (own.type.name === 'title' || own.type.name === 'heading' || own.type.name === 'annex') return index;
  const degree = degreeOf(own);
  let last = index;
  while (last + 1 < doc.childCount && degreeOf(doc.child(last + 1)) > degree) last += 1;
  return last;
};

/** First paragraph of the tree that ends at a paragraph and is of the same degree as another, or higher. */
const startOfTree = (doc: Node, index: number, degree: number): number => {
  let first = index;
  while (first > 0 && degreeOf(doc.child(first)) > degree) first -= 1;
  return first;
};

/** Puts paragraphs before another one, or behind all; by how much their positions change. */
const moveRange = (
  tr: Transaction,
  { from, to }: { readonly from: number; readonly to: number },
  before: number,
): number => {
  const { doc } = tr;
  const nodes = Array.from({ length: to - from + 1 }, (_, at) => doc.child(from + at));
  const [start, end, target] = [startOf(doc, from), startOf(doc, to + 1), startOf(doc, before)];
  tr.delete(start, end);
  const place = target > start ? target - (end - start) : target;
  tr.insert(place, Fragment.fromArray(nodes));
  return place - start;
};

/** Moves the paragraph with its sub-paragraphs past the one before (-1) or after (1) it. */
export const moveParagraph =
  (direction: 1 | -1): Command =>
  (state, dispatch) => {
    const { doc, selection, tr } = state;
    const range = selectedRange(state);
    const to = Math.max(range.to, endOfTree(doc, range.to));
    const from = range.from;
    const degree = degreeOf(doc.child(from));
    if (direction === -1 ? from === 0 : to >= doc.childCount - 1) return false;
    const other =
      direction === -1
        ? { from: startOfTree(doc, from - 1, degree), to: from - 1 }
        : { from: to + 1, to: endOfTree(doc, to + 1) };
    const shift = moveRange(tr, { from, to }, direction === -1 ? other.from : other.to + 1);
    tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Moves a paragraph by its number, with its sub-paragraphs, to stand before another one; the number of all: at the end. */
export const moveParagraphTo =
  (index: number, before: number): Command =>
  ({ doc, tr }, dispatch) => {
    if (index >= doc.childCount) return false;
    const to = endOfTree(doc, index);
    if (before >= index && before <= to + 1) return false;
    const start = startOf(doc, index);
    const shift = moveRange(tr, { from: index, to }, Math.min(before, doc.childCount));
    tr.setSelection(TextSelection.create(tr.doc, start + shift + 1));
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Lays an emphasis on the selection, or takes it off when all of it has it. */
export const toggleEmphasis =
  (name: 'bold' | 'italic'): Command =>
  (state, dispatch) => {
    const type = draftSchema.marks[name];
    if (type === undefined) return false;
    const { from, to, empty } = state.selection;
    const { tr } = state;
    if (empty) {
      const has = (state.storedMarks ?? state.selection.$from.marks()).some((mark) => mark.type === type);
      dispatch?.(has ? tr.removeStoredMark(type) : tr.addStoredMark(type.create()));
      return true;
    }
    let all = true;
    state.doc.nodesBetween(from, to, (node) => {
      if (node.isText && !type.isInSet(node.marks)) all = false;
    });
    if (all) tr.removeMark(from, to, type);
    else tr.addMark(from, to, type.create());
    dispatch?.(tr);
    return true;
  };

/** Puts a reference to a paragraph in the place of the selection. */
export const insertReference =
  (paragraph: string): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection;
    const { tr } = state;
    tr.replaceWith(from, to, draftSchema.node('reference', { paragraph }));
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Puts paragraphs, or words of one, in the place of the selection, and notes at the end of the text. */
export const insertNodes =
  (nodes: readonly Node[], notes: readonly Node[] = []): Command =>
  (state, dispatch) => {
    const [first] = nodes;
    if (first === undefined) return false;
    const { tr } = state;
    if (!state.selection.empty) tr.deleteSelection();
    const place = tr.doc.resolve(tr.mapping.map(state.selection.from));
    const isEmpty = place.parent.content.size === 0;
    if (nodes.length === 1) tr.replace(place.pos, place.pos, new Slice(first.content, 0, 0));
    else if (isEmpty && place.depth > 0)
      // The empty paragraph becomes the first of them and keeps its id.
      tr.replaceWith(place.before(), place.after(), [
        first.type.create({ ...first.attrs, ...attrsFor(place.parent, degreeOf(first)) }, first.content),
        ...nodes.slice(1),
      ]);
    else tr.replace(place.pos, place.pos, new Slice(Fragment.fromArray([...nodes]), 1, 1));
    if (notes.length > 0) tr.insert(tr.doc.content.size, [...notes]);
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Selects everything. */
export const selectAll: Command = (state, dispatch) => {
  dispatch?.(
    state.tr.setSelection(
      TextSelection.between(state.doc.resolve(0), state.doc.resolve(state.doc.content.size)),
    ),
  );
  return true;
};
