import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { moveParagraphTo } from './commands.ts';

/** Width of the handle with the space beside it, in pixels; where the margin is narrower there is none. */
const HANDLE_PIXELS = 22;
/** So near to an edge of the window, in pixels, a dragged paragraph makes the page scroll … */
const EDGE_PIXELS = 72;
/** … by so many pixels with each move of the pointer. */
const SCROLL_PIXELS = 18;

const paragraphsOf = (view: EditorView): readonly HTMLElement[] =>
  [...view.dom.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && child.dataset['kind'] !== undefined,
  );

/** The number of the paragraph before which something dropped at this height would stand. */
export const dropPlace = (
  boxes: readonly { readonly top: number; readonly bottom: number }[],
  height: number,
): number => {
  const at = boxes.findIndex(({ top, bottom }) => height < (top + bottom) / 2);
  return at === -1 ? boxes.length : at;
};

const part = (name: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = name;
  element.hidden = true;
  // Keys move paragraphs as well; who does not see is not told of what only the pointer can use.
  element.setAttribute('aria-hidden', 'true');
  return element;
};

/** A handle beside the paragraph under the pointer: whoever drags it moves the paragraph with its sub-paragraphs. */
export const dragHandlePlugin = (title: string, mayMove: () => boolean): Plugin =>
  new Plugin({
    view: (view) => {
      const place = view.dom.parentElement;
      const handle = part('drag-handle');
      const line = part('drop-line');
      handle.title = title;
      place?.append(handle, line);
      let shown: number | undefined;
      let dragged: { readonly index: number; before: number } | undefined;

      const hide = (): void => {
        shown = undefined;
        handle.hidden = true;
      };
      const follow = (event: PointerEvent): void => {
        if (dragged !== undefined || event.target === handle) return;
        const target = event.target instanceof Element ? event.target.closest('[data-kind]') : null;
        const paragraphs = paragraphsOf(view);
        const index = paragraphs.findIndex((paragraph) => paragraph === target);
        const paragraph = paragraphs[index];
        if (paragraph === undefined || event.pointerType === 'touch' || !mayMove()) return hide();
        if (index === shown) return;
        const { paddingLeft, paddingRight } = getComputedStyle(paragraph);
        const isRightToLeft = view.dom.dir === 'rtl';
        const room = Number.parseFloat(isRightToLeft ? paddingRight : paddingLeft);
        if (room < 2 * HANDLE_PIXELS) return hide();
        shown = index;
        handle.hidden = false;
        handle.style.top = `${view.dom.offsetTop + paragraph.offsetTop}px`;
        const offset = `${room - HANDLE_PIXELS}px`;
        handle.style.left = isRightToLeft ? 'auto' : offset;
        handle.style.right = isRightToLeft ? offset : 'auto';
      };
      const begin = (event: PointerEvent): void => {
        if (shown === undefined || event.button !== 0) return;
        event.preventDefault();
        handle.setPointerCapture(event.pointerId);
        dragged = { index: shown, before: shown };
        place?.classList.add('is-dragging');
      };
      const drag = (event: PointerEvent): void => {
        if (dragged === undefined) return;
        if (event.clientY < EDGE_PIXELS) scrollBy(0, -SCROLL_PIXELS);
        else if (event.clientY > innerHeight - EDGE_PIXELS) scrollBy(0, SCROLL_PIXELS);
        const boxes = paragraphsOf(view).map((paragraph) => paragraph.getBoundingClientRect());
        dragged.before = dropPlace(boxes, event.clientY);
        const edge = boxes[dragged.before]?.top ?? boxes.at(-1)?.bottom ?? 0;
        line.hidden = false;
        line.style.top = `${edge - (place?.getBoundingClientRect().top ?? 0)}px`;
      };
      const end = (): void => {
        dragged = undefined;
        line.hidden = true;
        place?.classList.remove('is-dragging');
        hide();
      };
      const drop = (): void => {
        if (dragged === undefined) return;
        const { index, before } = dragged;
        end();
        moveParagraphTo(index, before)(view.state, view.dispatch);
        view.focus();
      };
      const cancel = (event: KeyboardEvent): void => {
        if (event.key !== 'Escape' || dragged === undefined) return;
        event.preventDefault();
        end();
      };
      place?.addEventListener('pointermove', follow);
      place?.addEventListener('pointerleave', hide);
      handle.addEventListener('pointerdown', begin);
      handle.addEventListener('pointermove', drag);
      handle.addEventListener('pointerup', drop);
      handle.addEventListener('pointercancel', end);
      addEventListener('keydown', cancel);
      return {
        update: (_view, before) => {
          // What is typed moves paragraphs away from under the handle.
          if (dragged === undefined && before.doc !== view.state.doc) hide();
        },
        destroy: () => {
          place?.removeEventListener('pointermove', follow);
          place?.removeEventListener('pointerleave', hide);
          removeEventListener('keydown', cancel);
          handle.remove();
          line.remove();
        },
      };
    },
  });
