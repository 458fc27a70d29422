import { bracketAttribution, formatBrackets, parseBrackets, type BracketNode } from './brackets.ts';

/** Wordings of one paragraph that are written out; of more brackets than give so many, only the first are. */
export const WORDINGS_MAX = 8;

/** A paragraph with each of its brackets settled one way. */
export interface BracketWording {
  readonly words: string;
  /** Parties, by the names in the text, that hold or support a bracket whose words are in it. */
  readonly sought: readonly string[];
  /** The same of brackets whose words are not in it. */
  readonly dropped: readonly string[];
}

type Bracket = Extract<BracketNode, { readonly type: 'bracket' }>;

/** Words that stand for sure, or one place where a way must be chosen. */
type Piece = { readonly fixed: string } | { readonly choice: readonly BracketWording[] };

const NOTHING: BracketWording = { words: '', sought: [], dropped: [] };

/** Two pieces next to each other; where something between them went, the space around it goes with it. */
const joined = (left: string, right: string, isSeam: boolean): string => {
  if (!isSeam || left === '') return left + (left === '' ? right.trimStart() : right);
  if (!/\s$/u.test(left)) return left + right;
  return /^[\s,.;:)!?]/u.test(right) ? left.trimEnd() + right : left + right;
};

const both = (one: BracketWording, other: BracketWording, isSeam: boolean): BracketWording => ({
  words: joined(one.words, other.words, isSeam),
  sought: [...one.sought, ...other.sought],
  dropped: [...one.dropped, ...other.dropped],
});

const partiesOf = (bracket: Bracket): readonly string[] => {
  const named = bracketAttribution(formatBrackets([bracket]));
  return named === undefined ? [] : [...named.by, ...named.supportedBy];
};

const isBlank = (node: BracketNode | undefined): boolean => node?.type === 'run' && node.text.trim() === '';

/** What a bracket only asks for (`[Kenya: delete]`) is no words of the text. */
const isRequest = (bracket: Bracket): boolean =>
  bracketAttribution(formatBrackets([bracket]))?.action !== undefined;

/** The ways of brackets that stand side by side: each one's words instead of the others'; of a single one, also without. */
const waysOf = (brackets: readonly Bracket[]): readonly BracketWording[] => {
  const ways = brackets.map((bracket) => ({ bracket, within: wordingsIn(bracket.content) }));
  const without: BracketWording = { ...NOTHING, dropped: brackets.flatMap(partiesOf) };
  const each = ways.flatMap(({ bracket, within }) =>
    within.map(({ words, sought, dropped }): BracketWording => ({
      words: bracket.head === undefined ? words : words.trimStart(),
      sought: [...partiesOf(bracket), ...sought],
      dropped: [...brackets.filter((other) => other !== bracket).flatMap(partiesOf), ...dropped],
    })),
  );
  return brackets.length > 1 ? each : [...each, without];
};

/** Runs, and brackets that only white space separates taken together. */
const piecesOf = (nodes: readonly BracketNode[]): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) continue;
    if (node.type === 'run') {
      pieces.push({ fixed: node.text });
      continue;
    }
    const together: Bracket[] = [node];
    for (;;) {
      const next = isBlank(nodes[at + 1]) ? at + 2 : at + 1;
      const other = nodes[next];
      if (other?.type !== 'bracket') break;
      together.push(other);
      at = next;
    }
    const worded = together.filter((bracket) => !isRequest(bracket));
    pieces.push(worded.length === 0 ? { choice: [NOTHING] } : { choice: waysOf(worded) });
  }
  return pieces;
};

/** Every way to settle these, the first bracket changing slowest, at most so many as are written out. */
const wordingsIn = (nodes: readonly BracketNode[]): readonly BracketWording[] => {
  let found: readonly BracketWording[] = [NOTHING];
  let isSeam = false;
  for (const piece of piecesOf(nodes)) {
    if ('fixed' in piece) {
      const fixed: BracketWording = { ...NOTHING, words: piece.fixed };
      found = found.map((before) => both(before, fixed, isSeam));
      isSeam = false;
    } else {
      found = found
        .flatMap((before) => piece.choice.map((way) => both(before, way, true)))
        .slice(0, WORDINGS_MAX);
      isSeam = true;
    }
  }
  return found;
};

/**
 * BRK-5: the wordings of a paragraph with all brackets settled, each once, in the order of the brackets: brackets side
 * by side are alternatives of each other, one that stands alone is kept or left out. None where there are no brackets, or
 * one is unmatched; a wording without words is none.
 */
export const bracketWordings = (text: string): readonly BracketWording[] => {
  const parsed = parseBrackets(text);
  if (!parsed.ok || parsed.nodes.every(({ type }) => type === 'run')) return [];
  const byWords = new Map<string, BracketWording>();
  for (const wording of wordingsIn(parsed.nodes)) {
    const words = wording.words.trim();
    if (words !== '' && !byWords.has(words)) byWords.set(words, { ...wording, words });
  }
  return [...byWords.values()];
};
