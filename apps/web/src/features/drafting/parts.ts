import { paragraphText, type AnchoredPart, type Draft, type Paragraph } from '@plenary/drafting';

type Parts = ReadonlyMap<string, readonly AnchoredPart[]>;

const partsIn = ({ id, size, runs, suggestion, proposed }: Paragraph): Parts => {
  const out = new Map<string, { paragraph: string; from: number; to: number }[]>();
  const add = (concerned: string, from: number, to: number): void => {
    const parts = out.get(concerned);
    const last = parts?.at(-1);
    if (parts === undefined) out.set(concerned, [{ paragraph: id, from, to }]);
    else if (last !== undefined && last.to >= from) last.to = Math.max(last.to, to);
    else parts.push({ paragraph: id, from, to });
  };
  for (const whole of new Set([
    ...(suggestion === undefined ? [] : [suggestion]),
    ...proposed.map((change) => change.suggestion),
  ]))
    add(whole, 0, size);
  let offset = 0;
  for (const { width, embed, insertedBy, struckBy, brackets } of runs) {
    if (width === 0) continue;
    const to = offset + width;
    const signs = embed?.type === 'o' || embed?.type === 'c' ? [embed.id] : [];
    for (const concerned of new Set([...insertedBy, ...struckBy, ...brackets, ...signs]))
      add(concerned, offset, to);
    offset = to;
  }
  return out;
};

/** What is asked of each paragraph of every draft; a paragraph that did not change is the same value in the next one. */
const ofParagraph = <Value>(read: (paragraph: Paragraph) => Value): ((paragraph: Paragraph) => Value) => {
  const known = new WeakMap<Paragraph, { readonly value: Value }>();
  return (paragraph) => {
    const found = known.get(paragraph) ?? { value: read(paragraph) };
    known.set(paragraph, found);
    return found.value;
  };
};

const knownParts = ofParagraph(partsIn);

/** Where each suggestion and each bracket is in a draft: parts of paragraphs in the order of the text. */
export const partsById = (draft: Draft): Parts => {
  const out = new Map<string, readonly AnchoredPart[]>();
  for (const paragraph of draft.paragraphs)
    for (const [id, parts] of knownParts(paragraph)) {
      const before = out.get(id);
      out.set(id, before === undefined ? parts : [...before, ...parts]);
    }
  return out;
};

const bracketsBegunIn = ofParagraph(({ runs }) =>
  runs.flatMap(({ width, embed }) => (width > 0 && embed?.type === 'o' ? [embed.id] : [])),
);

/** How many brackets are shown in a draft, each once. */
export const bracketsShown = ({ paragraphs }: Draft): number =>
  new Set(paragraphs.flatMap(bracketsBegunIn)).size;

const TYPED = /(?<!\\)\[/;

/** Whether somebody typed a bracket as a sign in a paragraph. */
export const hasTypedBracket = ofParagraph((paragraph) => TYPED.test(paragraphText(paragraph)));

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
