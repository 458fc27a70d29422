import type { ParagraphKind } from './kinds.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
export const ORDINALS = [
  'bis',
  'ter',
  'quater',
  'quinquies',
  'sexies',
  'septies',
  'octies',
  'novies',
  'decies',
] as const;

/** 1 → a, 26 → z, 27 → aa. */
const letter = (n: number): string => {
  const at = (n - 1) % 26;
  const before = Math.floor((n - 1) / 26);
  return `${before > 0 ? letter(before) : ''}${LETTERS.charAt(at)}`;
};

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
export const roman = (n: number): string => {
  let rest = n;
  let text = '';
  for (const [value, sign] of ROMAN)
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  return text;
};

/** Mark of the n-th sub-paragraph of a degree, as it stands in a label. */
export const subParagraphMark = (degree: number, n: number): string => {
  if (degree === 1) return `(${letter(n)})`;
  if (degree === 2) return `(${roman(n)})`;
  return degree === 3 ? `${letter(n)}.` : `${roman(n)}.`;
};

/**
 * LAB-1: labels from kinds, levels and order: PP1…, OP1…, S1… for unnumbered statements; sub-paragraphs after their
 * paragraph (`OP5 (a) (i)`); within an annex the annex stands before (`A-I OP1`). Titles, headings and notes have none.
 */
export const labelParagraphs = (
  paragraphs: readonly { readonly kind: ParagraphKind; readonly level: number }[],
): readonly string[] => {
  const count = { preambular: 0, operative: 0, statement: 0 };
  const marks: number[] = [];
  let annexes = 0;
  let parent = '';
  return paragraphs.map(({ kind, level }) => {
    const prefix = annexes === 0 ? '' : `A-${roman(annexes).toUpperCase()} `;
    switch (kind) {
      case 'annex':
        annexes += 1;
        count.preambular = 0;
        count.operative = 0;
        count.statement = 0;
        parent = '';
        return `A-${roman(annexes).toUpperCase()}`;
      case 'preambular':
      case 'operative':
      case 'statement': {
        count[kind] += 1;
        marks.length = 0;
        parent = `${prefix}${kind === 'preambular' ? 'PP' : kind === 'operative' ? 'OP' : 'S'}${count[kind]}`;
        return parent;
      }
      case 'item': {
        const degree = Math.max(1, level);
        marks.length = Math.min(marks.length, degree);
        while (marks.length < degree) marks.push(0);
        marks[degree - 1] = (marks[degree - 1] ?? 0) + 1;
        const path = marks.slice(0, degree).map((n, at) => subParagraphMark(at + 1, Math.max(1, n)));
        return [parent === '' ? `${prefix}S0` : parent, ...path].join(' ');
      }
      default:
        return '';
    }
  });
};

/** LAB-3: a label as a text in this language prints it; French and Spanish have no opening parenthesis. */
export const printedLabel = (label: string, lang: string): string =>
  lang === 'fr' || lang === 'es' ? label.replaceAll('(', '') : label;

export interface ParsedLabel {
  readonly stem: 'PP' | 'OP' | 'S';
  readonly number: number;
  readonly ordinal?: (typeof ORDINALS)[number];
  readonly alternative?: number;
}

/** Reads `OP3`, `OP3 bis`, `OP2 alt 1`; undefined for anything else. */
export const parseLabel = (label: string): ParsedLabel | undefined => {
  const match = /^(PP|OP|S)([1-9]\d*)(?: ([a-z]+))?(?: alt ([1-9]\d*))?$/.exec(label);
  if (match === null) return undefined;
  const word = match[3];
  const ordinal = ORDINALS.find((candidate) => candidate === word);
  if (word !== undefined && ordinal === undefined) return undefined;
  return {
    stem: match[1] as ParsedLabel['stem'],
    number: Number(match[2]),
    ...(ordinal === undefined ? {} : { ordinal }),
    ...(match[4] === undefined ? {} : { alternative: Number(match[4]) }),
  };
};

export const formatLabel = ({ stem, number, ordinal, alternative }: ParsedLabel): string =>
  `${stem}${number}${ordinal === undefined ? '' : ` ${ordinal}`}${alternative === undefined ? '' : ` alt ${alternative}`}`;

/** LAB-2: labels of new paragraphs after one: bis, ter … after those already there; undefined past decies. */
export const insertLabels = (
  existing: readonly string[],
  after: string,
  count: number,
): readonly string[] | undefined => {
  const place = parseLabel(after);
  if (place === undefined) return undefined;
  const taken = existing
    .map(parseLabel)
    .filter(
      (label) => label?.stem === place.stem && label.number === place.number && label.ordinal !== undefined,
    )
    .map((label) => ORDINALS.indexOf(label?.ordinal ?? 'bis'));
  const from = Math.max(-1, ...taken) + 1;
  if (from + count > ORDINALS.length) return undefined;
  return ORDINALS.slice(from, from + count).map((ordinal) =>
    formatLabel({ stem: place.stem, number: place.number, ordinal }),
  );
};

/** Stem of the labels of a kind; a kind without a stem has no bis. */
const STEMS: Partial<Record<ParagraphKind, ParsedLabel['stem']>> = {
  preambular: 'PP',
  operative: 'OP',
  statement: 'S',
};

/**
 * LAB-2: working labels where new paragraphs stand among those of a text: a new one behind OP3, or behind what belongs to
 * it, is OP3 bis, the next OP3 ter. Empty where nothing of its kind comes before it, or past decies.
 */
export const workingLabels = (
  paragraphs: readonly {
    readonly kind: ParagraphKind;
    /** The label that a paragraph of the text has; of a new one undefined. */
    readonly label: string | undefined;
  }[],
): readonly string[] => {
  const taken = paragraphs.flatMap(({ label }) => label ?? []);
  const last = new Map<ParsedLabel['stem'], string>();
  return paragraphs.map(({ kind, label }) => {
    const parsed = label === undefined ? undefined : parseLabel(label);
    if (label !== undefined) {
      if (parsed !== undefined) last.set(parsed.stem, label);
      return label;
    }
    const stem = STEMS[kind];
    const place = stem === undefined ? undefined : last.get(stem);
    const added = place === undefined ? undefined : insertLabels(taken, place, 1)?.[0];
    if (added !== undefined) taken.push(added);
    return added ?? '';
  });
};

export const alternativeLabels = (paragraph: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${paragraph} alt ${index + 1}`);

/** LAB-4: plain numbers again, each stem by itself, with the map from old to new. */
export const renumber = (labels: readonly string[]): Readonly<Record<string, string>> => {
  const counts = new Map<string, number>();
  return Object.fromEntries(
    labels.map((label) => {
      const stem = parseLabel(label)?.stem ?? label.replace(/\d.*$/, '');
      const next = (counts.get(stem) ?? 0) + 1;
      counts.set(stem, next);
      return [label, `${stem}${next}`];
    }),
  );
};
