import type { Paragraph, PlacedRun } from './paragraph.ts';
import type { IdRange } from './elements.ts';
import { neighbours, spotAt, startSpot } from './spots.ts';
import { spansBetween, type Spot } from './paragraph-text.ts';
import { EMPHASES, type Emphasis } from './registers.ts';
import type { Inline, Part, Writing, Edits } from './edits.ts';
import { type Context, paragraphIn, isOwnText, isOwnGround } from './edit-context.ts';
import { writeBirth, carryMembers } from './edit-registers.ts';
import { type Orders, layMark, placeNow } from './edit-marks.ts';

/** Takes a part of a paragraph out, or proposes to. */
export const cutPart = (context: Context, { paragraph, from, to }: Part): void => {
  const { draft, recorder, hand } = context;
  const byText = new Map<string, { own: boolean; ranges: IdRange[] }>();
  for (const { run, index, length, text } of spansBetween(paragraphIn(draft, paragraph), from, to)) {
    const own = isOwnGround(context, { text });
    if (hand.mode === 'suggest' && !own && run.struckBy.some((id) => hand.isOwn(id))) continue;
    const entry = byText.get(text) ?? { own, ranges: [] };
    entry.ranges.push([run.client, run.clock + index - run.index, length]);
    byText.set(text, entry);
  }
  for (const [text, { own, ranges }] of byText)
    recorder.cut(text, ranges, hand.mode === 'edit' || own ? undefined : hand.suggestion);
};

/** Signs of brackets alone do not bring back a paragraph that was taken out. */
const isBracketSign = ({ embed }: PlacedRun): boolean => embed?.type === 'o' || embed?.type === 'c';

/** Who empties a paragraph that was shown again although it was taken out, and stays in it, has decided to keep it. */
export const keepEmptied = ({ draft, recorder, hand }: Context, { paragraph, from, to }: Part): void => {
  const found = paragraphIn(draft, paragraph);
  if (hand.mode === 'suggest' || !found.restored) return;
  const left = [...spansBetween(found, 0, from), ...spansBetween(found, to, found.size)];
  if (left.every(({ run }) => isBracketSign(run))) recorder.set('props', `${found.id}/state`, 'here');
};

/** What of a paragraph is left between two offsets when these parts are cut. */
const leftBetween = (
  paragraph: Paragraph,
  { from, to }: Pick<Part, 'from' | 'to'>,
  cuts: readonly Part[],
): ReturnType<typeof spansBetween> => {
  const out: ReturnType<typeof spansBetween>[number][] = [];
  let at = from;
  for (const cut of cuts
    .filter((each) => each.paragraph === paragraph.id)
    .toSorted((a, b) => a.from - b.from)) {
    if (cut.from > at) out.push(...spansBetween(paragraph, at, Math.min(to, cut.from)));
    at = Math.max(at, cut.to);
  }
  return at < to ? [...out, ...spansBetween(paragraph, at, to)] : out;
};

/**
 * Of a paragraph that is cut in two where all was taken out, the half that has no words would not be shown: it is taken
 * in again, for whoever cuts a paragraph wants both.
 */
export const keepHalves = ({ draft, recorder, hand }: Context, { cuts, parted, writings }: Edits): void => {
  if (hand.mode === 'suggest') return;
  const keep = (paragraph: Paragraph, members: readonly string[], part: Pick<Part, 'from' | 'to'>): void => {
    const [head] = members;
    if (head === undefined || members.some((id) => draft.props(id).state === 'here')) return;
    if (leftBetween(paragraph, part, cuts).every(({ run }) => isBracketSign(run)))
      recorder.set('props', `${head}/state`, 'here');
  };
  for (const { paragraph: id, member } of parted) {
    const paragraph = paragraphIn(draft, id);
    const { members, runs, size } = paragraph;
    const at = members.indexOf(member);
    const first = new Set(members.slice(0, at));
    const middle = runs.reduce((sum, { segment, width }) => sum + (first.has(segment) ? width : 0), 0);
    keep(paragraph, members.slice(0, at), { from: 0, to: middle });
    keep(paragraph, members.slice(at), { from: middle, to: size });
  }
  for (const { paragraph: id, offset, split } of writings) {
    const paragraph = split === undefined ? undefined : draft.paragraph(id);
    if (paragraph === undefined) continue;
    const { left } = neighbours(paragraph, offset);
    const last = left === undefined ? 0 : paragraph.members.indexOf(left.segment);
    keep(paragraph, paragraph.members.slice(0, last + 1), { from: 0, to: offset });
  }
};

/** Writes content at a spot, with the emphasis it must have there; gives the number of elements. */
export const writeInline = (
  context: Context,
  orders: Orders,
  { text, index }: Spot,
  content: readonly Inline[],
  inherited: readonly Emphasis[],
): number => {
  let at = index;
  let before = inherited;
  for (const inline of content) {
    if ('embed' in inline) {
      context.recorder.insertEmbed(text, at, inline.embed);
      at += 1;
      continue;
    }
    const { chars, emphasis } = inline;
    if (chars === '') continue;
    context.recorder.insertChars(text, at, chars);
    for (const name of EMPHASES)
      if (emphasis.includes(name) !== before.includes(name))
        layMark(context, orders, text, {
          index: at,
          length: chars.length,
          emphasis: name,
          on: emphasis.includes(name),
        });
    before = emphasis;
    at += chars.length;
  }
  return at - index;
};

/** The emphasis that words written at a spot have by themselves: that of the element before it in its text. */
const inheritedAt = ({ draft }: Context, { text, index }: Spot): readonly Emphasis[] =>
  draft.runs(text).find((run) => run.index < index && index <= run.index + run.length)?.emphasis ?? [];

const lengthOf = (runs: readonly { readonly length: number }[]): number =>
  runs.reduce((sum, { length }) => sum + length, 0);

interface Planned {
  readonly spot: Spot;
  readonly write: (index: number) => void;
}

/** A writing as it is laid into its text: words, or the place of suggested words, then the marker. */
const planWriting = (context: Context, orders: Orders, writing: Writing): readonly Planned[] => {
  const { draft, recorder, hand } = context;
  const paragraph = paragraphIn(draft, writing.paragraph);
  const spot =
    writing.segment === undefined
      ? spotAt(paragraph, writing.offset, {
          stay: (text) => isOwnText(context, text),
          lengthOf: (text) => lengthOf(draft.runs(text)),
        })
      : startSpot({ ...paragraph, members: [writing.segment] });
  const words: Planned[] =
    writing.content.length === 0
      ? []
      : [
          {
            spot,
            write: (index) => {
              if (hand.mode === 'edit' || isOwnGround(context, spot)) {
                writeInline(
                  context,
                  orders,
                  { text: spot.text, index },
                  writing.content,
                  inheritedAt(context, spot),
                );
                return;
              }
              const text = `${hand.suggestion}.${recorder.newId()}`;
              recorder.makeText(text);
              recorder.insertEmbed(spot.text, index, { type: 's', id: text });
              writeInline(context, orders, { text, index: 0 }, writing.content, []);
            },
          },
        ];
  const { split } = writing;
  if (split === undefined) return words;
  const marker: Planned = {
    spot,
    write: (index) => {
      recorder.insertEmbed(spot.text, index, { type: 'p', id: split.id });
      writeBirth(context, split);
      const { left } = neighbours(paragraph, writing.offset);
      if (left !== undefined) carryMembers(context, paragraph, left.segment);
    },
  };
  return [...words, marker];
};

/** Lays writings in from the end of each text to its beginning, so that the places counted before hold. */
export const writeAll = (context: Context, orders: Orders, writings: readonly Writing[]): void => {
  const planned = writings.flatMap((writing) => planWriting(context, orders, writing));
  const inOrder = planned.map((plan, number) => ({ ...plan, number }));
  inOrder.sort((a, b) => b.spot.index - a.spot.index || b.number - a.number);
  for (const { spot, write } of inOrder) write(placeNow(context, spot).index);
};
