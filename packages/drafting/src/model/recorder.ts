import * as Y from 'yjs';
import { draftDocument, type DraftDocument, type RegisterRoot } from './draft-document.ts';
import { clockOf, idRanges, registerId, registerValue, type ElementId, type IdRange } from './elements.ts';
import { formatEmbed, type ParsedEmbed } from './embeds.ts';
import { CUT_RANGES_MAX, formatCut } from './registers.ts';

/** A register that was written: what stood there, and the ids of the values before and after. */
export interface RegisterWrite {
  readonly root: RegisterRoot;
  readonly key: string;
  readonly before: unknown;
  readonly beforeId: ElementId | undefined;
  readonly afterId: ElementId | undefined;
}

/** Characters and signs that were written into a text. */
export interface Insertion {
  readonly text: string;
  readonly ranges: readonly IdRange[];
}

/** What one edit did, as far as it can be undone. */
export interface EditRecord {
  readonly writes: readonly RegisterWrite[];
  readonly insertions: readonly Insertion[];
}

/** Writes into a document and remembers what it wrote. Valid inside one `record` only. */
export interface Recorder {
  readonly shared: DraftDocument;
  readonly newId: () => string;
  /** Writes a register; null stands for none. */
  readonly set: (root: RegisterRoot, key: string, value: unknown) => void;
  /** Writes a register that no undo takes back. */
  readonly settle: (root: RegisterRoot, key: string, value: unknown) => void;
  /** Makes an empty text if there is none of this name. */
  readonly makeText: (id: string) => void;
  /** Writes characters at a place of a text. */
  readonly insertChars: (text: string, index: number, chars: string) => void;
  /** Writes a sign at a place of a text. */
  readonly insertEmbed: (text: string, index: number, embed: ParsedEmbed) => void;
  /** Takes elements out, or proposes to when a suggestion is named. */
  readonly cut: (text: string, ranges: readonly IdRange[], suggestion?: string) => void;
  /** Makes new places after the one at `index` (-1: before the first) and gives their names. */
  readonly makePlaces: (index: number, count: number) => readonly string[];
}

/** Runs one edit in one transaction of this origin. `newId` must give a new id at every call. */
export const record = (
  doc: Y.Doc,
  newId: () => string,
  origin: unknown,
  edit: (recorder: Recorder) => void,
): EditRecord => {
  const shared = draftDocument(doc);
  const writes: RegisterWrite[] = [];
  const insertions: Insertion[] = [];
  const settle = (root: RegisterRoot, key: string, value: unknown): void => {
    shared[root].set(key, value);
  };
  const set = (root: RegisterRoot, key: string, value: unknown): void => {
    const map = shared[root];
    const before = registerValue(map, key) ?? null;
    const beforeId = registerId(map, key);
    map.set(key, value);
    writes.push({ root, key, before, beforeId, afterId: registerId(map, key) });
  };
  const textOf = (id: string): Y.Text => {
    const text = shared.texts.get(id);
    if (!(text instanceof Y.Text)) throw new Error(`there is no text ${id}`);
    return text;
  };
  const noting = (id: string, write: (text: Y.Text) => void): void => {
    const from = clockOf(doc, doc.clientID);
    write(textOf(id));
    const length = clockOf(doc, doc.clientID) - from;
    if (length > 0) insertions.push({ text: id, ranges: [[doc.clientID, from, length]] });
  };
  const recorder: Recorder = {
    shared,
    newId,
    set,
    settle,
    makeText: (id) => {
      if (!shared.texts.has(id)) shared.texts.set(id, new Y.Text());
    },
    insertChars: (id, index, chars) => noting(id, (text) => text.insert(index, chars)),
    insertEmbed: (id, index, embed) => {
      // Markers and places of suggested words stay: their registers say whether they count.
      if (embed.type === 'p' || embed.type === 's') textOf(id).insertEmbed(index, formatEmbed(embed));
      else noting(id, (text) => text.insertEmbed(index, formatEmbed(embed)));
    },
    cut: (id, ranges, suggestion) => {
      for (let at = 0; at < ranges.length; at += CUT_RANGES_MAX)
        set(
          'cuts',
          `${id}/${newId()}`,
          formatCut({
            ranges: ranges.slice(at, at + CUT_RANGES_MAX),
            ...(suggestion === undefined ? {} : { sug: suggestion }),
          }),
        );
    },
    makePlaces: (index, count) => {
      const names = Array.from({ length: count }, newId);
      shared.places.insert(index + 1, names);
      return names;
    },
  };
  doc.transact(() => edit(recorder), origin);
  return { writes, insertions };
};

/** The ids of elements of a text that stand in a row now. */
export const rangesOf = (
  shared: DraftDocument,
  text: string,
  index: number,
  length: number,
): readonly IdRange[] => {
  const sequence = shared.texts.get(text);
  return sequence instanceof Y.Text ? idRanges(sequence, index, length) : [];
};
