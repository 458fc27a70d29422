import type * as Y from 'yjs';
import { draftDocument } from './draft-document.ts';
import { registerId, type ElementId } from './elements.ts';
import { record, type EditRecord, type Recorder, type RegisterWrite } from './recorder.ts';

/** Takes back and repeats one's own edits, and nothing that others did. */
export interface UndoStack {
  /** Remembers an edit; with `joined` as part of the one before, as words typed in a row are. */
  readonly add: (edit: EditRecord, joined?: boolean) => void;
  /** Takes the last edit back. False when there is none. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly canUndo: () => boolean;
  readonly canRedo: () => boolean;
}

/** Steps that can be undone; older ones are forgotten. */
export const UNDO_STEPS_MAX = 500;

const nameOf = (id: ElementId | undefined): string => (id === undefined ? '' : `${id.client}:${id.clock}`);

/**
 * An undo stack of one person. Words written are taken out by a cut and come back when the cut is taken off: no
 * character is written a second time, so that nothing is doubled when two people undo the same deletion, and who wrote
 * it stays true. A register is put back only while the value is still one's own.
 */
export const undoStack = (doc: Y.Doc, newId: () => string, origin: unknown): UndoStack => {
  const undone: EditRecord[] = [];
  const done: EditRecord[] = [];
  // A value that was put back stands for the one that had stood there.
  const standsFor = new Map<string, string>();
  const original = (id: ElementId | undefined): string => {
    let name = nameOf(id);
    for (;;) {
      const earlier = standsFor.get(name);
      if (earlier === undefined) return name;
      name = earlier;
    }
  };
  const putBack = (recorder: Recorder, write: RegisterWrite): void => {
    const map = draftDocument(doc)[write.root];
    if (original(registerId(map, write.key)) !== original(write.afterId)) return;
    recorder.set(write.root, write.key, write.before);
    standsFor.set(nameOf(registerId(map, write.key)), original(write.beforeId));
  };
  const invert = (edit: EditRecord): EditRecord =>
    record(doc, newId, origin, (recorder) => {
      for (const { text, ranges } of edit.insertions) recorder.cut(text, ranges);
      for (const write of edit.writes.toReversed()) putBack(recorder, write);
    });
  const move = (from: EditRecord[], to: EditRecord[]): boolean => {
    const edit = from.pop();
    if (edit === undefined) return false;
    to.push(invert(edit));
    return true;
  };
  return {
    add: (edit, joined = false) => {
      if (edit.writes.length === 0 && edit.insertions.length === 0) return;
      undone.length = 0;
      const last = joined ? done.pop() : undefined;
      done.push(
        last === undefined
          ? edit
          : {
              writes: [...last.writes, ...edit.writes],
              insertions: [...last.insertions, ...edit.insertions],
            },
      );
      if (done.length > UNDO_STEPS_MAX) done.shift();
    },
    undo: () => move(done, undone),
    redo: () => move(undone, done),
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
  };
};
