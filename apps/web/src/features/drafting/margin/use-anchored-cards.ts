import type { AnchoredPart } from '@plenary/drafting';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { LiveEditor } from '../editor/live-editor.ts';
import { placeCards } from './place-cards.ts';

const GAP = 8;
/** Paragraphs that come into sight are laid out then; cards follow when the page has come to rest for so long. */
const SCROLLED_MILLISECONDS = 80;

/**
 * Puts the cards of a list at the heights of their words. Cards are the children that carry `data-card`; their places are
 * written into their styles, so that nothing is drawn anew when the text only moves. `partOf` says where the words are.
 */
export const useAnchoredCards = (
  list: RefObject<HTMLElement | null>,
  editor: LiveEditor,
  isWide: boolean,
  active: string | undefined,
  partOf: (id: string) => AnchoredPart | undefined,
): void => {
  const layOut = useEffectEvent((): void => {
    const element = list.current;
    if (element === null) return;
    const cards = [...element.children].flatMap((child) =>
      child instanceof HTMLElement && child.dataset['card'] !== undefined ? [child] : [],
    );
    const origin = element.getBoundingClientRect().top;
    const measured = cards.map((card) => {
      const id = card.dataset['card'] ?? '';
      const part = partOf(id);
      const top = part === undefined ? undefined : editor.topOf(part);
      return { id, wanted: top === undefined ? undefined : top - origin, height: card.offsetHeight };
    });
    // What is being said now is the first of the list and may stand below others; what stands nowhere comes last.
    const height = (wanted: number | undefined): number => wanted ?? Number.MAX_SAFE_INTEGER;
    const inOrder = measured.toSorted((a, b) => height(a.wanted) - height(b.wanted));
    const { tops, end } = placeCards(inOrder, active, GAP);
    for (const card of cards)
      card.style.transform = `translateY(${Math.round(tops.get(card.dataset['card'] ?? '') ?? 0)}px)`;
    element.style.setProperty('min-block-size', `${Math.ceil(end)}px`);
  });
  useEffect(() => {
    const element = list.current;
    if (element === null || !isWide) return undefined;
    let frame: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        layOut();
      });
    };
    const whenAtRest = (): void => {
      clearTimeout(timer);
      timer = setTimeout(soon, SCROLLED_MILLISECONDS);
    };
    const sizes = new ResizeObserver(soon);
    const watch = (): void => {
      sizes.disconnect();
      sizes.observe(editor.view.dom);
      for (const child of element.children) sizes.observe(child);
    };
    // Cards come and go; each is watched for its height.
    const members = new MutationObserver(() => {
      watch();
      soon();
    });
    members.observe(element, { childList: true });
    watch();
    layOut();
    const unsubscribe = editor.subscribe(soon);
    addEventListener('scroll', whenAtRest, { passive: true });
    return () => {
      unsubscribe();
      removeEventListener('scroll', whenAtRest);
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
      sizes.disconnect();
      members.disconnect();
      element.style.minBlockSize = '';
      for (const child of element.children) if (child instanceof HTMLElement) child.style.transform = '';
    };
  }, [list, editor, isWide]);
  useEffect(() => {
    if (isWide) layOut();
  }, [active, isWide]);
};
