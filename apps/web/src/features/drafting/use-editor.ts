import { startTransition, useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type * as Y from 'yjs';
import { observed } from '../../lib/live-text/observable.ts';
import { useObserved } from './use-live-text.ts';
import {
  createLiveEditor,
  type EditorSnapshot,
  type LiveEditor,
  type LiveEditorOptions,
  type Situation,
} from './editor/live-editor.ts';

type Given = Omit<LiveEditorOptions, 'doc' | 'place' | 'situation'>;

/**
 * The editor of a document in its place on the page. It is made anew when the document is another one, as after a
 * refusal; everything else it is told.
 */
export const useEditor = (
  doc: Y.Doc,
  place: RefObject<HTMLElement | null>,
  situation: Situation,
  given: Given,
): LiveEditor | undefined => {
  const [held] = useState(() => observed<LiveEditor | undefined>(undefined));
  const editor = useObserved(held);
  const make = useEffectEvent((element: HTMLElement): LiveEditor =>
    createLiveEditor({ ...given, doc, place: element, situation }),
  );
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const made = make(element);
    held.set(made);
    return () => {
      held.set(undefined);
      made.close();
    };
  }, [held, doc, place]);
  useEffect(() => editor?.setSituation(situation), [editor, situation]);
  return editor;
};

/**
 * What the editor shows now, told a few times a second. Drawing it gives way to what is typed meanwhile: a margin with
 * hundreds of cards never stands between a key and its sign.
 */
export const useSnapshot = (editor: LiveEditor): EditorSnapshot => {
  const [told, setTold] = useState(() => ({ editor, snapshot: editor.snapshot() }));
  useEffect(() => {
    const take = (): void => startTransition(() => setTold({ editor, snapshot: editor.snapshot() }));
    take();
    return editor.subscribe(take);
  }, [editor]);
  return told.editor === editor ? told.snapshot : editor.snapshot();
};
