import * as Y from 'yjs';
import { draftDocument } from '../model/draft-document.ts';
import { registerId, type ElementId } from '../model/elements.ts';
import type { Paragraph } from '../model/paragraph.ts';
import { parseCut } from '../model/registers.ts';
import type { LogRow } from './log-row.ts';

/** Who wrote something, and when, as the log says. */
export interface Authorship {
  readonly person: string;
  readonly delegation: string;
  readonly at: number;
  /** Number of the row. */
  readonly row: number;
}

/** Knows the row of every element and every value ever written. */
export interface AuthorIndex {
  /** Who wrote this element or this value; undefined for what no row holds. */
  readonly authorOf: (id: ElementId) => Authorship | undefined;
}

interface Entry {
  readonly clock: number;
  readonly end: number;
  readonly by: Authorship;
}

/**
 * The index of who wrote what, from the rows of a log in order. It is read from the log and never from the document,
 * which says only what its writers wanted it to say.
 */
export const authorIndex = (rows: readonly LogRow[]): AuthorIndex => {
  const byClient = new Map<number, Entry[]>();
  for (const { update, person, delegation, at, number } of rows) {
    const by: Authorship = { person, delegation, at, row: number };
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, clock] of from) {
      const list = byClient.get(client) ?? [];
      list.push({ clock, end: to.get(client) ?? clock, by });
      byClient.set(client, list);
    }
  }
  for (const list of byClient.values()) list.sort((a, b) => a.clock - b.clock);
  return {
    authorOf: ({ client, clock }) => {
      const list = byClient.get(client) ?? [];
      let [low, high] = [0, list.length - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        const entry = list[middle];
        if (entry === undefined) return undefined;
        if (clock < entry.clock) high = middle - 1;
        else if (clock >= entry.end) low = middle + 1;
        else return entry.by;
      }
      return undefined;
    },
  };
};

/** Words in a row by one author. */
export interface AuthoredWords {
  readonly chars: string;
  readonly by: Authorship | undefined;
}

/** Who wrote each word of a paragraph, in order. */
export const authoredWords = (
  { runs }: Pick<Paragraph, 'runs'>,
  index: AuthorIndex,
): readonly AuthoredWords[] => {
  const out: { chars: string; by: Authorship | undefined }[] = [];
  for (const { width, chars, client, clock } of runs) {
    if (width === 0 || chars === undefined) continue;
    for (let at = 0; at < chars.length; at += 1) {
      const by = index.authorOf({ client, clock: clock + at });
      const last = out.at(-1);
      const sign = chars.charAt(at);
      if (last !== undefined && last.by?.row === by?.row) last.chars += sign;
      else out.push({ chars: sign, by });
    }
  }
  return out;
};

/** Who took out an element that is not shown: the author of the last cut on it that counts. */
export const removals = (doc: Y.Doc, index: AuthorIndex): ((id: ElementId) => Authorship | undefined) => {
  const { cuts, suggestions } = draftDocument(doc);
  const byClient = new Map<number, { clock: number; end: number; by: Authorship }[]>();
  for (const [key, value] of cuts.entries()) {
    const cut = parseCut(value);
    const id = registerId(cuts, key);
    const by = id === undefined ? undefined : index.authorOf(id);
    if (cut === undefined || by === undefined) continue;
    if (cut.sug !== undefined && suggestions.get(`${cut.sug}/state`) !== 'accepted') continue;
    for (const [client, clock, length] of cut.ranges)
      byClient.set(client, [...(byClient.get(client) ?? []), { clock, end: clock + length, by }]);
  }
  return ({ client, clock }) =>
    (byClient.get(client) ?? [])
      .filter((entry) => entry.clock <= clock && clock < entry.end)
      .toSorted((a, b) => b.by.row - a.by.row)[0]?.by;
};
