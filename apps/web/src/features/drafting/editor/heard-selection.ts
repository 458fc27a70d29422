import { Plugin } from 'prosemirror-state';

const CHANGED = 'selectionchange';

/**
 * Lets every key act where the caret is.
 *
 * A browser says that the selection changed only with its next frame, and the editor hears of it no
 * sooner. On a page that is slow to draw, a key that follows a click, or an arrow, comes before that and
 * would act where the caret was: Enter would split another paragraph. So before a key is looked at, a
 * selection that was not yet announced is announced.
 */
export const heardSelection = (): Plugin => {
  let heard: readonly (Node | number | null)[] = [];
  const now = (document: Document): readonly (Node | number | null)[] => {
    const selection = document.getSelection();
    return selection === null
      ? []
      : [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
  };
  return new Plugin({
    view: ({ dom: { ownerDocument } }) => {
      const hear = () => {
        heard = now(ownerDocument);
      };
      ownerDocument.addEventListener(CHANGED, hear);
      return { destroy: () => ownerDocument.removeEventListener(CHANGED, hear) };
    },
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          if (view.composing || event.isComposing) return false;
          const { ownerDocument } = view.dom;
          if (now(ownerDocument).some((part, at) => part !== heard[at])) {
            ownerDocument.dispatchEvent(new Event(CHANGED));
          }
          return false;
        },
      },
    },
  });
};
