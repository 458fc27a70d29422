import type { ElementId } from '../model/elements.ts';
import { longestInOrder } from '../model/longest-in-order.ts';
import type { Paragraph } from '../model/paragraph.ts';
import type { Draft } from '../model/reader.ts';
import type { Authorship } from './authors.ts';

/** Words alike in both moments, or in one of them only, with who did it where that is known. */
export interface ComparedWords {
  readonly change: 'same' | 'inserted' | 'deleted';
  readonly chars: string;
  readonly by?: Authorship;
}

/** A paragraph in two moments. */
export interface ComparedParagraph {
  readonly id: string;
  readonly change: 'same' | 'changed' | 'new' | 'gone';
  /** It stands elsewhere among the paragraphs that both moments have. */
  readonly moved: boolean;
  readonly words: readonly ComparedWords[];
}

/** Who wrote and who took out an element; both may answer undefined. */
export interface Attribution {
  readonly writer: (id: ElementId) => Authorship | undefined;
  readonly remover: (id: ElementId) => Authorship | undefined;
}

const NOBODY: Attribution = { writer: () => undefined, remover: () => undefined };

type Seen = ReadonlyMap<number, ReadonlySet<number>>;

const visibleIn = ({ paragraphs }: Pick<Draft, 'paragraphs'>): Seen => {
  const out = new Map<number, Set<number>>();
  for (const { runs } of paragraphs)
    for (const { width, chars, client, clock } of runs) {
      if (width === 0 || chars === undefined) continue;
      const clocks = out.get(client) ?? new Set<number>();
      for (let at = 0; at < width; at += 1) clocks.add(clock + at);
      out.set(client, clocks);
    }
  return out;
};

const has = (seen: Seen, { client, clock }: ElementId): boolean => seen.get(client)?.has(clock) ?? false;

/** Words of a paragraph of the later moment, and those that stood there before and are nowhere now. */
const compareWords = (
  { runs }: Paragraph,
  before: Seen,
  { writer, remover }: Attribution,
): readonly ComparedWords[] => {
  const out: { change: ComparedWords['change']; chars: string; by?: Authorship }[] = [];
  for (const { width, chars, client, clock } of runs) {
    if (chars === undefined) continue;
    for (let at = 0; at < chars.length; at += 1) {
      const id = { client, clock: clock + at };
      const [was, is] = [has(before, id), width > 0];
      if (!was && !is) continue;
      const change = was && is ? 'same' : is ? 'inserted' : 'deleted';
      const by = change === 'same' ? undefined : change === 'inserted' ? writer(id) : remover(id);
      const last = out.at(-1);
      if (last !== undefined && last.change === change && last.by?.row === by?.row)
        last.chars += chars.charAt(at);
      else out.push({ change, chars: chars.charAt(at), ...(by === undefined ? {} : { by }) });
    }
  }
  return out;
};

/**
 * Two moments of one document, word by word. Words are known by their ids and not by how they look, so that what was
 * moved or split off is the same and not taken out here and written there. Paragraphs of the later moment come in its
 * order; one that is gone comes behind the one it stood behind.
 */
export const compareDrafts = (
  before: Pick<Draft, 'paragraphs'>,
  after: Pick<Draft, 'paragraphs'>,
  attribution: Attribution = NOBODY,
): readonly ComparedParagraph[] => {
  const [old, now] = [visibleIn(before), visibleIn(after)];
  const places = new Map(before.paragraphs.map(({ id }, at) => [id, at]));
  const staying = longestInOrder(after.paragraphs.flatMap(({ id }) => places.get(id) ?? []));
  const kept = new Set(after.paragraphs.map(({ id }) => id));
  const compared = after.paragraphs.map((paragraph): ComparedParagraph => {
    const place = places.get(paragraph.id);
    const words = compareWords(paragraph, old, attribution);
    const changed = words.some(({ change }) => change !== 'same');
    return {
      id: paragraph.id,
      change:
        place === undefined
          ? 'new'
          : changed || shape(paragraph) !== shapeAt(before, place)
            ? 'changed'
            : 'same',
      moved: place !== undefined && !staying.has(place),
      words,
    };
  });
  const out = [...compared];
  let behind: string | undefined;
  for (const paragraph of before.paragraphs) {
    if (!kept.has(paragraph.id)) {
      const words = goneWords(paragraph, now, attribution);
      out.splice(out.findIndex(({ id }) => id === behind) + 1, 0, {
        id: paragraph.id,
        change: 'gone',
        moved: false,
        words,
      });
    }
    behind = paragraph.id;
  }
  return out;
};

const shape = ({ kind, level }: Paragraph): string => `${kind} ${level}`;
const shapeAt = ({ paragraphs }: Pick<Draft, 'paragraphs'>, place: number): string => {
  const paragraph = paragraphs[place];
  return paragraph === undefined ? '' : shape(paragraph);
};

/** Words of a paragraph that is no more, save those that stand elsewhere now. */
const goneWords = ({ runs }: Paragraph, now: Seen, { remover }: Attribution): readonly ComparedWords[] => {
  const out: { change: 'deleted'; chars: string; by?: Authorship }[] = [];
  for (const { width, chars, client, clock } of runs) {
    if (width === 0 || chars === undefined) continue;
    for (let at = 0; at < chars.length; at += 1) {
      const id = { client, clock: clock + at };
      if (has(now, id)) continue;
      const by = remover(id);
      const last = out.at(-1);
      if (last !== undefined && last.by?.row === by?.row) last.chars += chars.charAt(at);
      else out.push({ change: 'deleted', chars: chars.charAt(at), ...(by === undefined ? {} : { by }) });
    }
  }
  return out;
};
