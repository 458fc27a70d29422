import { memo, useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';

/** Items that come and go together as the page scrolls. */
const STRETCH = 12;
/** How far beyond the screen a stretch is kept ready. */
const MARGIN = '1200px';

interface StretchProps<Item> {
  readonly items: readonly Item[];
  readonly from: number;
  readonly estimate: number;
  readonly render: (item: Item, at: number) => ReactNode;
}

/** A few items: drawn near the screen and on paper, elsewhere a gap as high as they last were. */
const Stretch = <Item,>({ items, from, estimate, render }: StretchProps<Item>) => {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(from === 0);
  const height = useRef(estimate * items.length);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const seen = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        if (!entry.isIntersecting) height.current = entry.boundingClientRect.height || height.current;
        setNear(entry.isIntersecting);
      },
      { rootMargin: `${MARGIN} 0px` },
    );
    seen.observe(element);
    // A printer sees the whole list, not what happens to be on the screen.
    const printing = () => flushSync(() => setNear(true));
    addEventListener('beforeprint', printing);
    return () => {
      seen.disconnect();
      removeEventListener('beforeprint', printing);
    };
  }, []);
  return (
    <div ref={box} className="stretch" style={near ? undefined : { blockSize: height.current }}>
      {near ? items.map((item, at) => render(item, from + at)) : null}
    </div>
  );
};
const KeptStretch = memo(Stretch) as typeof Stretch;

/**
 * A long list of which only what is near the screen is in the page. `keyOf` names an item; a list with other items begins
 * anew, so that no gap keeps the height of something else.
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
        key={first === undefined ? at : `${keyOf(first)} ${those.length}`}
        items={those}
        from={at * STRETCH}
        estimate={estimate}
        render={render}
      />
    );
  });
};
