import type { AnchoredPart, Draft } from '@plenary/drafting';

/** Where each suggestion and each bracket is in a draft: parts of paragraphs in the order of the text. */
export const partsById = (draft: Draft): ReadonlyMap<string, readonly AnchoredPart[]> => {
  const out = new Map<string, { paragraph: string; from: number; to: number }[]>();
  const add = (id: string, paragraph: string, from: number, to: number): void => {
    const parts = out.get(id);
    const last = parts?.at(-1);
    if (parts === undefined) out.set(id, [{ paragraph, from, to }]);
    else if (last?.paragraph === paragraph && last.to >= from) last.to = Math.max(last.to, to);
    else parts.push({ paragraph, from, to });
  };
  for (const { id, size, runs, suggestion, proposed } of draft.paragraphs) {
    for (const whole of new Set([
      ...(suggestion === undefined ? [] : [suggestion]),
      ...proposed.map((change) => change.suggestion),
    ]))
      add(whole, id, 0, size);
    let offset = 0;
    for (const { width, embed, insertedBy, struckBy, brackets } of runs) {
      if (width === 0) continue;
      const to = offset + width;
      const signs = embed?.type === 'o' || embed?.type === 'c' ? [embed.id] : [];
      for (const concerned of new Set([...insertedBy, ...struckBy, ...brackets, ...signs]))
        add(concerned, id, offset, to);
      offset = to;
    }
  }
  return out;
};

/** The next part behind a place of the text, or before it; round at the ends. Undefined when there is none. */
export const nextPart = (
  draft: Draft,
  parts: readonly AnchoredPart[],
  at: { readonly paragraph: string; readonly from: number } | undefined,
  direction: 1 | -1,
): AnchoredPart | undefined => {
  const rank = new Map(draft.paragraphs.map(({ id }, index) => [id, index]));
  const place = (part: { readonly paragraph: string; readonly from: number }): readonly [number, number] => [
    rank.get(part.paragraph) ?? -1,
    part.from,
  ];
  const before = (a: readonly [number, number], b: readonly [number, number]): number =>
    a[0] - b[0] || a[1] - b[1];
  const ordered = parts.toSorted((a, b) => before(place(a), place(b)));
  if (at === undefined) return direction === 1 ? ordered[0] : ordered.at(-1);
  const here = place(at);
  return direction === 1
    ? (ordered.find((part) => before(place(part), here) > 0) ?? ordered[0])
    : (ordered.findLast((part) => before(place(part), here) < 0) ?? ordered.at(-1));
};
