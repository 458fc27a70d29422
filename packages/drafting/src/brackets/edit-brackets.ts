import { bracketAttribution, parseBrackets, type BracketAttribution, type BracketNode } from '@plenary/text';
import { spansBetween } from '../model/paragraph-text.ts';
import { NO_EDITS, type Hand, type Part, type Writing } from '../model/edits.ts';
import { writeEdits } from '../model/write-edits.ts';
import type { Draft } from '../model/reader.ts';
import type { Recorder } from '../model/recorder.ts';

/** Puts a part of a paragraph in a bracket; gives the id of the bracket. Called inside `record`. */
export const makeBracket = (
  draft: Draft,
  recorder: Recorder,
  hand: Hand,
  { paragraph, from, to }: Part,
  alternative?: number,
): string => {
  const id = recorder.newId();
  writeEdits(draft, recorder, hand, {
    ...NO_EDITS,
    writings: [
      { paragraph, offset: from, content: [{ embed: { type: 'o', id } }] },
      { paragraph, offset: to, content: [{ embed: { type: 'c', id } }] },
    ],
  });
  numberBracket(recorder, id, alternative);
  return id;
};

const numberBracket = (recorder: Recorder, id: string, alternative: number | undefined): void => {
  if (alternative !== undefined) recorder.set('brackets', `${id}/alt`, alternative);
};

/** Where the signs and the words of a bracket are: offsets of one paragraph. */
interface Stand {
  readonly paragraph: string;
  readonly signs: readonly number[];
  readonly inside: readonly Part[];
}

const standsOf = (draft: Draft, bracket: string): readonly Stand[] =>
  draft.paragraphs.flatMap(({ id, runs }) => {
    const signs: number[] = [];
    const inside: Part[] = [];
    let offset = 0;
    for (const run of runs) {
      if (run.width > 0 && (run.embed?.type === 'o' || run.embed?.type === 'c') && run.embed.id === bracket)
        signs.push(offset);
      else if (run.width > 0 && run.brackets.includes(bracket))
        inside.push({ paragraph: id, from: offset, to: offset + run.width });
      offset += run.width;
    }
    return signs.length + inside.length === 0 ? [] : [{ paragraph: id, signs, inside }];
  });

/** How a bracket is settled: its words stay without it, or go with it. */
export type Resolution = 'keep' | 'drop';

/** Settles a bracket. Brackets inside stay open when it is kept and go when it is dropped. Called inside `record`. */
export const resolveBracket = (
  draft: Draft,
  recorder: Recorder,
  hand: Hand,
  bracket: string,
  resolution: Resolution,
): void => {
  const stands = standsOf(draft, bracket);
  const signs = stands.flatMap(({ paragraph, signs: places }) =>
    places.map((from) => ({ paragraph, from, to: from + 1 })),
  );
  const words = resolution === 'drop' ? stands.flatMap(({ inside }) => inside) : [];
  writeEdits(draft, recorder, hand, { ...NO_EDITS, cuts: [...signs, ...words] });
};

/** Chooses one of the brackets that stand side by side: its words stay, the others go. Called inside `record`. */
export const chooseAlternative = (
  draft: Draft,
  recorder: Recorder,
  hand: Hand,
  chosen: string,
  besides: readonly string[],
): void => {
  for (const bracket of besides)
    resolveBracket(draft, recorder, hand, bracket, bracket === chosen ? 'keep' : 'drop');
};

export type TypedResult =
  /** What typed brackets said about their holders: events to put on record, by bracket. */
  | { readonly ok: true; readonly attributions: ReadonlyMap<string, BracketAttribution> }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: 'bracket.unmatched'; readonly facts: { readonly at: number } };
    };

const withoutLeadingSpace = (nodes: readonly BracketNode[]): readonly BracketNode[] => {
  const [first, ...rest] = nodes;
  if (first?.type !== 'run') return nodes;
  const text = first.text.replace(/^ /, '');
  return text === '' ? rest : [{ type: 'run', text }, ...rest];
};

const plain = (nodes: readonly BracketNode[]): string =>
  nodes
    .map((node) => (node.type === 'run' ? node.text : ''))
    .join('')
    .trim();

/**
 * Makes brackets of the signs somebody typed in a paragraph: `[` and `]` become brackets, `\[` a literal one, heads
 * become attributions to be put on record. The words keep their identity. Called inside `record`.
 */
export const bracketTyped = (
  draft: Draft,
  recorder: Recorder,
  hand: Hand,
  paragraph: string,
): TypedResult => {
  const found = draft.paragraph(paragraph);
  if (found === undefined) return { ok: true, attributions: new Map() };
  const text = spansBetween(found, 0, found.size)
    .map(({ run, index, length }) =>
      run.chars === undefined
        ? '\uFFFC'.repeat(length)
        : run.chars.slice(index - run.index, index - run.index + length),
    )
    .join('');
  const parsed = parseBrackets(text);
  if (!parsed.ok) return parsed;
  const cuts: Part[] = [];
  const writings: Writing[] = [];
  const attributions = new Map<string, BracketAttribution>();
  const named: { id: string; alternative: number | undefined }[] = [];
  let at = 0;
  const cut = (length: number): void => {
    if (length > 0) cuts.push({ paragraph, from: at, to: at + length });
    at += length;
  };
  const sign = (type: 'o' | 'c', id: string): void => {
    writings.push({ paragraph, offset: at, content: [{ embed: { type, id } }] });
    cut(1);
  };
  const walk = (nodes: readonly BracketNode[]): void => {
    for (const node of nodes) {
      if (node.type === 'run') {
        for (const escape of node.text.matchAll(/\\[[\]\\]/g))
          cuts.push({ paragraph, from: at + escape.index, to: at + escape.index + 1 });
        at += node.text.length;
        continue;
      }
      const id = recorder.newId();
      sign('o', id);
      const attribution =
        node.head === undefined ? undefined : bracketAttribution(`[${node.head}: ${plain(node.content)}]`);
      named.push({ id, alternative: attribution?.alternative });
      if (attribution !== undefined && attribution.alternative === undefined)
        attributions.set(id, attribution);
      if (node.head !== undefined) {
        cut(node.head.length + 1);
        if (text.charAt(at) === ' ') cut(1);
        const [first, ...rest] = withoutLeadingSpace(node.content);
        // An action alone is no text of the paragraph: it goes on record with its holder.
        if (attribution?.action !== undefined && rest.length === 0 && first?.type === 'run')
          cut(first.text.length);
        else walk(first === undefined ? [] : [first, ...rest]);
      } else walk(node.content);
      sign('c', id);
    }
  };
  walk(parsed.nodes);
  writeEdits(draft, recorder, hand, { ...NO_EDITS, cuts, writings });
  for (const { id, alternative } of named) numberBracket(recorder, id, alternative);
  return { ok: true, attributions };
};
