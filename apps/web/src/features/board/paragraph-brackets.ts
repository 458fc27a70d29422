import {
  bracketAttribution,
  formatBrackets,
  parseBrackets,
  type BracketAttribution,
  type BracketNode,
} from '@plenary/text';

/** One bracket of a paragraph as it is printed: its words, how deep it stands, and whom it names. */
export interface PrintedBracket {
  readonly words: string;
  /** 1 for a bracket in no other. */
  readonly depth: number;
  /** Whoever is named in it; undefined where it names nobody. */
  readonly attribution?: BracketAttribution;
}

const inside = (nodes: readonly BracketNode[], depth: number): readonly PrintedBracket[] =>
  nodes.flatMap((node) => {
    if (node.type === 'run') return [];
    const attribution = bracketAttribution(formatBrackets([node]));
    return [
      {
        words: formatBrackets(node.content).trim(),
        depth,
        ...(attribution === undefined ? {} : { attribution }),
      },
      ...inside(node.content, depth + 1),
    ];
  });

/** The brackets of a paragraph from the outside in, in their order; none where they do not pair. */
export const paragraphBrackets = (text: string): readonly PrintedBracket[] => {
  const parsed = parseBrackets(text);
  return parsed.ok ? inside(parsed.nodes, 1) : [];
};
