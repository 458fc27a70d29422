import type { Draft } from '../model/reader.ts';
import { BARE, bracketNodes, type DraftBracketNode } from './bracket-text.ts';

/** A bracket where it stands open in a paragraph. */
export interface OpenBracket {
  readonly id: string;
  readonly paragraph: string;
  /** 1 for a bracket in no other. */
  readonly depth: number;
  /** Its words, brackets inside printed. */
  readonly text: string;
  /** Number among alternatives as it was given (`Alt 2`). */
  readonly alternative?: number;
  /** Brackets it stands side by side with, itself included, in order; alone when it has none. */
  readonly besides: readonly string[];
}

const textOf = (nodes: readonly DraftBracketNode[]): string =>
  nodes.map((node) => (node.type === 'run' ? node.text : `[${textOf(node.content)}]`)).join('');

/** Runs of brackets with nothing between them but spaces: alternatives to one another. */
const sideBySide = (nodes: readonly DraftBracketNode[]): readonly (readonly string[])[] => {
  const out: string[][] = [];
  let joins = false;
  for (const node of nodes) {
    if (node.type === 'run') joins &&= node.text.trim() === '';
    else {
      const last = out.at(-1);
      if (joins && last !== undefined) last.push(node.id);
      else out.push([node.id]);
      joins = true;
    }
  }
  return out;
};

/** All brackets of the draft, paragraph by paragraph and from the outside in. */
export const openBrackets = (draft: Draft): readonly OpenBracket[] =>
  draft.paragraphs.flatMap((paragraph) => {
    const walk = (nodes: readonly DraftBracketNode[], depth: number): readonly OpenBracket[] => {
      const neighbours = sideBySide(nodes);
      return nodes.flatMap((node) => {
        if (node.type === 'run') return [];
        const alternative = draft.brackets.get(node.id)?.alternative;
        return [
          {
            id: node.id,
            paragraph: paragraph.id,
            depth,
            text: textOf(node.content),
            ...(alternative === undefined ? {} : { alternative }),
            besides: neighbours.find((ids) => ids.includes(node.id)) ?? [node.id],
          },
          ...walk(node.content, depth + 1),
        ];
      });
    };
    return walk(bracketNodes(paragraph, BARE), 1);
  });

/** Number of brackets: each counted once, in however many parts it appears. */
export const bracketCount = (draft: Draft): number => new Set(openBrackets(draft).map(({ id }) => id)).size;
