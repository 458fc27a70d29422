import { tokenise, type ParagraphKind } from '@plenary/text';
import { NO_EDITS, type Hand, type Part, type Writing } from '../model/edits.ts';
import { writeEdits } from '../model/write-edits.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import type { Draft } from '../model/reader.ts';
import type { Recorder } from '../model/recorder.ts';

/** Tokens on each side that are compared in full; beyond it only what is alike at both ends is kept. */
const COMPARED_TOKENS_MAX = 2_000;

/** A stretch of characters of the old text that is put by others; either may be empty. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Lengths of the longest common subsequence of every pair of ends. */
const commonLengths = (old: readonly string[], now: readonly string[]): readonly Uint16Array[] => {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let a = old.length - 1; a >= 0; a -= 1)
    for (let b = now.length - 1; b >= 0; b -= 1) {
      const [row, below] = [rows[a], rows[a + 1]];
      if (row === undefined || below === undefined) continue;
      row[b] = old[a] === now[b] ? (below[b + 1] ?? 0) + 1 : Math.max(below[b] ?? 0, row[b + 1] ?? 0);
    }
  return rows;
};

/** What to replace in a text so that it reads like another, keeping whole words where it can. */
export const replacements = (before: string, after: string): readonly Replacement[] => {
  const [old, now] = [tokenise(before), tokenise(after)];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const [oldMiddle, nowMiddle] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  const start = old.slice(0, head).join('').length;
  const out: { from: number; to: number; text: string }[] = [];
  const add = (from: number, to: number, text: string): void => {
    const last = out.at(-1);
    if (last !== undefined && last.to === from) {
      last.to = to;
      last.text += text;
    } else if (from < to || text !== '') out.push({ from, to, text });
  };
  if (Math.max(oldMiddle.length, nowMiddle.length) > COMPARED_TOKENS_MAX) {
    add(start, start + oldMiddle.join('').length, nowMiddle.join(''));
    return out;
  }
  const lengths = commonLengths(oldMiddle, nowMiddle);
  let [a, b, at] = [0, 0, start];
  while (a < oldMiddle.length || b < nowMiddle.length) {
    const [left, right] = [oldMiddle[a], nowMiddle[b]];
    if (left !== undefined && left === right) {
      at += left.length;
      a += 1;
      b += 1;
    } else if (
      left !== undefined &&
      (right === undefined || (lengths[a + 1]?.[b] ?? 0) >= (lengths[a]?.[b + 1] ?? 0))
    ) {
      add(at, at + left.length, '');
      at += left.length;
      a += 1;
    } else {
      add(at, at, right ?? '');
      b += 1;
    }
  }
  return out;
};

/** Offsets of a paragraph of the draft for offsets in its characters, signs not counted. */
const offsetIn = ({
  runs,
}: {
  readonly runs: readonly { readonly width: number; readonly chars?: string }[];
}) => {
  const places: number[] = [];
  let offset = 0;
  for (const { width, chars } of runs) {
    if (chars !== undefined) for (let at = 0; at < width; at += 1) places.push(offset + at);
    offset += width;
  }
  return (character: number): number => places[character] ?? offset;
};

/** What a paragraph is to read. */
export interface WantedParagraph {
  readonly id: string;
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly text: string;
}

/**
 * Makes a paragraph read as wanted, as a new edit of this hand: words that are the same keep their identity, their
 * author and their comments. So a past moment is restored, and an amendment that was adopted enters the text. A
 * paragraph that is gone comes back under its id. Called inside `record`.
 */
export const replaceText = (draft: Draft, recorder: Recorder, hand: Hand, wanted: WantedParagraph): void => {
  const { id, kind, level, text } = wanted;
  const paragraph = draft.paragraph(id);
  if (paragraph === undefined) {
    bringBack(draft, recorder, hand, wanted);
    return;
  }
  const place = offsetIn(paragraph);
  const cuts: Part[] = [];
  const writings: Writing[] = [];
  for (const { from, to, text: words } of replacements(paragraphText(paragraph), text)) {
    for (let at = from; at < to; at += 1) cuts.push({ paragraph: id, from: place(at), to: place(at) + 1 });
    const offset = to > from ? place(to - 1) + 1 : from === 0 ? 0 : place(from - 1) + 1;
    if (words !== '') writings.push({ paragraph: id, offset, content: [{ chars: words, emphasis: [] }] });
  }
  writeEdits(draft, recorder, hand, {
    ...NO_EDITS,
    cuts: joined(cuts),
    writings,
    kinds: [{ id, kind, level }],
  });
};

const joined = (parts: readonly Part[]): readonly Part[] => {
  const out: { paragraph: string; from: number; to: number }[] = [];
  for (const { paragraph, from, to } of parts) {
    const last = out.at(-1);
    if (last !== undefined && last.to === from) last.to = to;
    else out.push({ paragraph, from, to });
  }
  return out;
};

/** A paragraph that is not shown is made again: under its own id when its text is there, else as a new one. */
const bringBack = (
  draft: Draft,
  recorder: Recorder,
  hand: Hand,
  { id, kind, level, text }: WantedParagraph,
): void => {
  if (hand.mode === 'edit' && recorder.shared.texts.has(id)) {
    recorder.set('props', `${id}/kind`, kind);
    recorder.set('props', `${id}/level`, level);
    recorder.set('props', `${id}/state`, 'here');
    if (text !== '') recorder.insertChars(id, 0, text);
    return;
  }
  const created = [
    {
      id: recorder.newId(),
      kind,
      level,
      after: draft.paragraphs.at(-1)?.id,
      content: text === '' ? [] : [{ chars: text, emphasis: [] }],
    },
  ];
  writeEdits(draft, recorder, hand, { ...NO_EDITS, created });
};
