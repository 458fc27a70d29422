import { memo, useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';

/** Items that come and go together as the page scrolls. */
const STRETCH = 12;
/** How far beyond the screen a stretch is kept ready. */
const MARGIN = '1200px';

interface StretchProps<Item> {
  /** Of its items: with others its gap is estimated anew. */
  readonly name: string;
  readonly items: readonly Item[];
  readonly from: number;
  readonly estimate: number;
  readonly render: (item: Item, at: number) => ReactNode;
}

/** A few items: drawn near the screen and on paper, elsewhere a gap as high as they last were. */
const Stretch = <Item,>({ name, items, from, estimate, render }: StretchProps<Item>) => {
  const box = useRef<HTMLDivElement>(null);
  const [{ near, height, of }, setShown] = useState({
    near: from === 0,
    height: estimate * items.length,
    of: name,
  });
  if (of !== name) setShown({ near, height: near ? height : estimate * items.length, of: name });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const seen = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        const { isIntersecting, boundingClientRect } = entry;
        // What somebody is about to write or to press stays, however far the page is scrolled.
        const isInUse = element.contains(document.activeElement);
        setShown((before) => ({
          ...before,
          near: isIntersecting || isInUse,
          height: before.near ? boundingClientRect.height : before.height,
        }));
      },
      { rootMargin: `${MARGIN} 0px` },
    );
    seen.observe(element);
    // A printer sees the whole list, not what happens to be on the screen.
    const printing = () => flushSync(() => setShown((before) => ({ ...before, near: true })));
    addEventListener('beforeprint', printing);
    return () => {
      seen.disconnect();
      removeEventListener('beforeprint', printing);
    };
  }, []);
  return (
    <div ref={box} className="stretch" style={near ? undefined : { blockSize: height }}>
      {near ? items.map((item, at) => render(item, from + at)) : null}
    </div>
  );
};
const KeptStretch = memo(Stretch) as typeof Stretch;

/**
 * A long list of which only what is near the screen is in the page. `keyOf` names an item. Where items come and go, those that
 * stay keep what is being done with them, and no gap keeps the height of something else.
 */
export const Stretches = <Item,>({
  items,
  estimate,
  keyOf,
  render,
}: {
  readonly items: readonly Item[];
  /** Height of an item in CSS pixels before it was ever drawn. */
  readonly estimate: number;
  readonly keyOf: (item: Item) => string;
  readonly render: (item: Item, at: number) => ReactNode;
}) => {
  const stretches: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += STRETCH) stretches.push(items.slice(from, from + STRETCH));
  return stretches.map((those, at) => {
    const [first] = those;
    return (
      <KeptStretch
        key={at}
        name={first === undefined ? '' : `${keyOf(first)} ${those.length}`}
        items={those}
        from={at * STRETCH}
        estimate={estimate}
        render={render}
      />
    );
  });
};
