import { chainCommands, deleteSelection } from 'prosemirror-commands';
import { keydownHandler } from 'prosemirror-keymap';
import { Plugin, type Command } from 'prosemirror-state';
import {
  changeDegree,
  joinAfter,
  joinBefore,
  moveParagraph,
  selectAll,
  setKind,
  splitParagraph,
  toggleEmphasis,
} from './commands.ts';

/** Acts of the page that keys of the editor start; each says whether it did something. */
export interface EditorActs {
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly find: () => boolean;
  readonly replace: () => boolean;
  readonly comment: () => boolean;
  readonly bracket: () => boolean;
  readonly reference: () => boolean;
  readonly note: () => boolean;
  readonly open: () => boolean;
  readonly help: () => boolean;
  readonly next: () => boolean;
  readonly previous: () => boolean;
}

/** What a key does, in the order of the sheet of keys. `Mod` is Ctrl, on a Mac Cmd. */
export const KEY_SHEET = [
  { act: 'split', keys: ['Enter'] },
  { act: 'join', keys: ['Backspace'] },
  { act: 'deeper', keys: ['Tab'] },
  { act: 'higher', keys: ['Shift-Tab'] },
  { act: 'leave', keys: ['Escape', 'Tab'] },
  { act: 'moveUp', keys: ['Alt-ArrowUp'] },
  { act: 'moveDown', keys: ['Alt-ArrowDown'] },
  { act: 'bold', keys: ['Mod-b'] },
  { act: 'italic', keys: ['Mod-i'] },
  { act: 'undo', keys: ['Mod-z'] },
  { act: 'redo', keys: ['Mod-Shift-z', 'Mod-y'] },
  { act: 'find', keys: ['Mod-f'] },
  { act: 'replace', keys: ['Mod-h'] },
  { act: 'comment', keys: ['Mod-Alt-m'] },
  { act: 'bracket', keys: ['Mod-Alt-b'] },
  { act: 'reference', keys: ['Mod-Alt-r'] },
  { act: 'note', keys: ['Mod-Alt-f'] },
  { act: 'open', keys: ['Mod-Alt-o'] },
  { act: 'next', keys: ['Mod-Alt-ArrowDown'] },
  { act: 'previous', keys: ['Mod-Alt-ArrowUp'] },
  { act: 'title', keys: ['Mod-Alt-1'] },
  { act: 'heading', keys: ['Mod-Alt-2'] },
  { act: 'preambular', keys: ['Mod-Alt-3'] },
  { act: 'operative', keys: ['Mod-Alt-4'] },
  { act: 'item', keys: ['Mod-Alt-5'] },
  { act: 'annex', keys: ['Mod-Alt-6'] },
  { act: 'statement', keys: ['Mod-Alt-7'] },
  { act: 'help', keys: ['Mod-/'] },
] as const;

const done =
  (act: () => boolean): Command =>
  () =>
    act();

/** The keys of the editor. After Escape the next Tab leaves it, so that nobody is caught. */
export const editorKeys = (acts: EditorActs): Plugin => {
  let leaving = false;
  const tab =
    (command: Command): Command =>
    (state, dispatch, view) => {
      if (leaving) {
        leaving = false;
        return false;
      }
      command(state, dispatch, view);
      return true;
    };
  const backspace = chainCommands(deleteSelection, joinBefore);
  const forward = chainCommands(deleteSelection, joinAfter);
  const handle = keydownHandler({
    Enter: splitParagraph,
    'Shift-Enter': splitParagraph,
    Backspace: backspace,
    'Mod-Backspace': backspace,
    'Shift-Backspace': backspace,
    Delete: forward,
    'Mod-Delete': forward,
    Tab: tab(changeDegree(1)),
    'Shift-Tab': tab(changeDegree(-1)),
    Escape: () => {
      leaving = true;
      return false;
    },
    'Alt-ArrowUp': moveParagraph(-1),
    'Alt-ArrowDown': moveParagraph(1),
    'Mod-b': toggleEmphasis('bold'),
    'Mod-i': toggleEmphasis('italic'),
    'Mod-a': selectAll,
    'Mod-z': done(acts.undo),
    'Mod-y': done(acts.redo),
    'Mod-Shift-z': done(acts.redo),
    'Mod-f': done(acts.find),
    'Mod-h': done(acts.replace),
    'Mod-Alt-m': done(acts.comment),
    'Mod-Alt-b': done(acts.bracket),
    'Mod-Alt-r': done(acts.reference),
    'Mod-Alt-f': done(acts.note),
    'Mod-Alt-o': done(acts.open),
    'Mod-Alt-ArrowDown': done(acts.next),
    'Mod-Alt-ArrowUp': done(acts.previous),
    'Mod-/': done(acts.help),
    'Mod-Alt-1': setKind('title'),
    'Mod-Alt-2': setKind('heading'),
    'Mod-Alt-3': setKind('preambular'),
    'Mod-Alt-4': setKind('operative'),
    'Mod-Alt-5': setKind('item'),
    'Mod-Alt-6': setKind('annex'),
    'Mod-Alt-7': setKind('statement'),
  });
  return new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        // AltGr writes signs on many keyboards and is reported as Ctrl with Alt.
        if (event.getModifierState('AltGraph')) return false;
        if (!['Tab', 'Escape', 'Shift'].includes(event.key)) leaving = false;
        return handle(view, event);
      },
    },
  });
};
