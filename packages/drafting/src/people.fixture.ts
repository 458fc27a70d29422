import { EditorState, type Transaction } from 'prosemirror-state';
import * as Y from 'yjs';
import { createBinding, type Binding, type WritingMode } from './editor/binding.ts';
import { importParagraphs, type SourceParagraph } from './model/import-paragraphs.ts';
import { newYDoc } from './model/draft-document.ts';

/** Ids in a row that differ from person to person. */
export const countingIds = (prefix: string): (() => string) => {
  let count = 0;
  return () => `${prefix}${(count += 1)}`;
};

/** A person with a document, an editor state and updates that wait to be delivered to others. */
export interface Person {
  readonly doc: Y.Doc;
  readonly binding: Binding;
  readonly newId: () => string;
  state: EditorState;
  /** Updates this person made, in order. */
  readonly sent: Uint8Array[];
}

/** The origin of updates that came from others. */
export const REMOTE = 'remote';

/** People who start from the same document, with client numbers 1, 2, … after that of the first text. */
export const people = (
  count: number,
  start: readonly SourceParagraph[],
  firstClient = 1,
): readonly Person[] => {
  const first = newYDoc();
  first.clientID = firstClient;
  importParagraphs(first, start, countingIds('s'));
  const update = Y.encodeStateAsUpdate(first);
  return Array.from({ length: count }, (_, at) => {
    const doc = newYDoc();
    doc.clientID = firstClient + 1 + at;
    Y.applyUpdate(doc, update, REMOTE);
    const newId = countingIds(`${'abcdefgh'.charAt(at)}`);
    const binding = createBinding({ doc, newId });
    const sent: Uint8Array[] = [];
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) sent.push(bytes);
    });
    return { doc, binding, newId, state: binding.createState(), sent };
  });
};

/** One act of a person in their editor. */
export const act = (
  person: Person,
  build: (transaction: Transaction, state: EditorState) => unknown,
): void => {
  const { tr } = person.state;
  build(tr, person.state);
  person.state = person.binding.apply(person.state, tr);
};

/** Brings updates of others to a person. */
export const deliver = (person: Person, updates: readonly Uint8Array[]): void => {
  for (const update of updates) Y.applyUpdate(person.doc, update, REMOTE);
  person.state = person.binding.refresh(person.state);
};

/** Everyone gets everything that was sent and not yet delivered. */
export const exchange = (all: readonly Person[]): void => {
  const batches = all.map((person) => person.sent.splice(0));
  all.forEach((person, at) => deliver(person, batches.filter((_, from) => from !== at).flat()));
};

/** Position of words in the document of a person; it fails when they are not there. */
export const find = (person: Person, words: string): number => {
  let found: number | undefined;
  person.state.doc.forEach((node, offset) => {
    const at = node.textBetween(0, node.content.size, undefined, '\uFFFC').indexOf(words);
    if (found === undefined && at !== -1) found = offset + 1 + at;
  });
  if (found === undefined) throw new Error(`“${words}” is not in ${lines(person).join(' | ')}`);
  return found;
};

/** What a person sees, paragraph by paragraph. */
export const lines = ({ state }: Pick<Person, 'state'>): readonly string[] => {
  const out: string[] = [];
  state.doc.forEach((node) => {
    out.push(node.textContent);
  });
  return out;
};

/** The same document in the bytes that a newcomer would write: equal for all who hold the same. */
export const canonicalState = (doc: Y.Doc): Uint8Array => {
  const copy = newYDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return Y.encodeStateAsUpdate(copy);
};

/** Paragraphs of one kind from their words. */
export const operatives = (...texts: readonly string[]): readonly SourceParagraph[] =>
  texts.map((text, at) => ({ id: `p${at + 1}`, kind: 'operative', level: 0, text }));

export const asMode = (person: Person, mode: WritingMode): void => person.binding.setMode(mode);
