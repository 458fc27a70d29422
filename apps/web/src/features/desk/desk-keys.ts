import { useEffect } from 'react';

/** Keys on the desk: j and k walk from item to item; on an item, 1 to 6 choose the stance. Enter states it. */
export const useDeskKeys = (): void => {
  useEffect(() => {
    const walk = (event: KeyboardEvent): void => {
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest('input, textarea, select') !== null &&
        !(target instanceof HTMLInputElement && target.type === 'radio')
      )
        return;
      if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
      const items = [...document.querySelectorAll<HTMLElement>('[data-desk-item]')];
      const here = items.findIndex((item) => item.contains(document.activeElement));
      const next = items[event.key === 'j' ? here + 1 : Math.max(0, here - 1)];
      next?.focus();
      next?.scrollIntoView({ block: 'center' });
    };
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, []);
};
