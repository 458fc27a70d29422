import type { Replacement } from '../history/replace-text.ts';
import type { Inline, Part, Writing } from '../model/edits.ts';
import { printOf, type Cell } from './cells.ts';

/** A stretch of printed words, in a paragraph as it is and as it is to read. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Where each cell begins in print, and where the last one ends. */
const boundsOf = (cells: readonly Cell[]): readonly number[] => {
  const bounds = [0];
  for (const { print } of cells) bounds.push((bounds.at(-1) ?? 0) + print.length);
  return bounds;
};

const stretchesOf = (edits: readonly Replacement[]): readonly Stretch[] => {
  let shift = 0;
  return edits.map(({ from, to, text }) => {
    const newFrom = from + shift;
    shift += text.length - (to - from);
    return { from, to, newFrom, newTo: newFrom + text.length };
  });
};

/** Both sides are cut between cells only: a stretch grows to the nearest places where a cell ends on both. */
const betweenCells = (
  stretches: readonly Stretch[],
  bounds: readonly number[],
  newBounds: readonly number[],
): readonly Stretch[] => {
  const [ends, newEnds] = [new Set(bounds), new Set(newBounds)];
  const [end, newEnd] = [bounds.at(-1) ?? 0, newBounds.at(-1) ?? 0];
  const common: { at: number; new: number }[] = [];
  let [at, now] = [0, 0];
  for (const { from, to, newTo } of [...stretches, { from: end, to: end, newTo: newEnd }]) {
    for (; at <= from; at += 1, now += 1) if (ends.has(at) && newEnds.has(now)) common.push({ at, new: now });
    [at, now] = [to, newTo];
  }
  const grown = stretches.map(({ from, to, newFrom, newTo }): Stretch => {
    const before = common.findLast((place) => place.at <= from && place.new <= newFrom);
    const behind = common.find((place) => place.at >= to && place.new >= newTo);
    return {
      from: before?.at ?? 0,
      to: behind?.at ?? end,
      newFrom: before?.new ?? 0,
      newTo: behind?.new ?? newEnd,
    };
  });
  const out: Stretch[] = [];
  for (const stretch of grown) {
    const last = out.at(-1);
    if (last === undefined || stretch.from > last.to || stretch.newFrom > last.newTo) out.push(stretch);
    else
      out[out.length - 1] = {
        ...last,
        to: Math.max(last.to, stretch.to),
        newTo: Math.max(last.newTo, stretch.newTo),
      };
  }
  return out;
};

const whole = (bounds: readonly number[], newBounds: readonly number[]): readonly Stretch[] => [
  { from: 0, to: bounds.at(-1) ?? 0, newFrom: 0, newTo: newBounds.at(-1) ?? 0 },
];

/** What an edited stretch takes out and puts in, by the numbers of the cells. */
interface CellStretch {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

const cellAt = (bounds: readonly number[], place: number): number => bounds.indexOf(place);

const inCells = (
  stretches: readonly Stretch[],
  bounds: readonly number[],
  newBounds: readonly number[],
): readonly CellStretch[] =>
  stretches.map(({ from, to, newFrom, newTo }) => ({
    from: cellAt(bounds, from),
    to: cellAt(bounds, to),
    newFrom: cellAt(newBounds, newFrom),
    newTo: cellAt(newBounds, newTo),
  }));

/**
 * Ids of the brackets of the new words, by their names there: one of which a sign stays keeps its id. Undefined when the
 * signs that stay do not belong together as the new words want it.
 */
const bracketIds = (
  cells: readonly Cell[],
  words: readonly Cell[],
  bounds: readonly number[],
  newBounds: readonly number[],
  stretches: readonly Stretch[],
  newId: () => string,
): ReadonlyMap<string, string> | undefined => {
  const staying = new Map<number, Cell>();
  cells.forEach((cell, at) => {
    const place = bounds[at] ?? 0;
    if (stretches.some(({ from, to }) => from <= place && place < to)) return;
    const shift = stretches.reduce(
      (sum, { from, to, newFrom, newTo }) => (to <= place ? sum + (newTo - newFrom) - (to - from) : sum),
      0,
    );
    if (cell.sign !== undefined) staying.set(place + shift, cell);
  });
  const ids = new Map<string, string>();
  const used = new Set<string>();
  for (const [at, { sign }] of words.entries()) {
    const kept = staying.get(newBounds[at] ?? 0)?.sign;
    if (kept === undefined) continue;
    const known = sign === undefined ? undefined : ids.get(sign.bracket);
    const fits =
      sign?.type === kept.type && (known === undefined ? !used.has(kept.bracket) : known === kept.bracket);
    if (sign === undefined || !fits) return undefined;
    ids.set(sign.bracket, kept.bracket);
    used.add(kept.bracket);
  }
  for (const { sign } of words)
    if (sign !== undefined && !ids.has(sign.bracket)) ids.set(sign.bracket, newId());
  return ids;
};

const inlines = (cells: readonly Cell[], ids: ReadonlyMap<string, string>): readonly Inline[] => {
  const out: Inline[] = [];
  let chars = '';
  const flush = (): void => {
    if (chars !== '') out.push({ chars, emphasis: [] });
    chars = '';
  };
  for (const { char, sign } of cells) {
    if (char !== undefined) chars += char;
    if (sign === undefined) continue;
    flush();
    const id = ids.get(sign.bracket);
    if (id !== undefined) out.push({ embed: { type: sign.type, id } });
  }
  flush();
  return out;
};

/** The words of cells as they are written into a text, with new ids for their brackets. */
export const writtenCells = (cells: readonly Cell[], newId: () => string): readonly Inline[] => {
  const ids = new Map<string, string>();
  for (const { sign } of cells)
    if (sign !== undefined && !ids.has(sign.bracket)) ids.set(sign.bracket, newId());
  return inlines(cells, ids);
};

/**
 * The cuts and writings that make a paragraph, given as cells, read as `words`, by edits in print: what they leave keeps
 * its identity, and so do brackets of which a sign stays.
 */
export const rewriteWords = (
  paragraph: string,
  cells: readonly Cell[],
  words: readonly Cell[],
  edits: readonly Replacement[],
  newId: () => string,
): { readonly cuts: readonly Part[]; readonly writings: readonly Writing[] } => {
  const [bounds, newBounds] = [boundsOf(cells), boundsOf(words)];
  const wanted = betweenCells(stretchesOf(edits), bounds, newBounds);
  const kept = bracketIds(cells, words, bounds, newBounds, wanted, newId);
  const stretches = kept === undefined ? whole(bounds, newBounds) : wanted;
  const ids = kept ?? bracketIds(cells, words, bounds, newBounds, stretches, newId) ?? new Map();
  const cuts: Part[] = [];
  const writings: Writing[] = [];
  for (const { from, to, newFrom, newTo } of inCells(stretches, bounds, newBounds)) {
    if (to > from) cuts.push({ paragraph, from, to });
    const content = inlines(words.slice(newFrom, newTo), ids);
    if (content.length > 0) writings.push({ paragraph, offset: to, content });
  }
  return { cuts, writings };
};

/** Printed words after edits. */
export const edited = (cells: readonly Cell[], edits: readonly Replacement[]): string => {
  const print = printOf(cells);
  let [out, at] = ['', 0];
  for (const { from, to, text } of edits) {
    out += print.slice(at, from) + text;
    at = to;
  }
  return out + print.slice(at);
};
