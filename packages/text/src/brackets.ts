/** The bracket grammar of domain 2: text = {run | bracket}; a bracket may have parties, support and an action. */
export type BracketNode =
  | { readonly type: 'run'; readonly text: string }
  | {
      readonly type: 'bracket';
      /** The words between `[` and the colon, exactly as written; absent when there is no head. */
      readonly head?: string;
      readonly content: readonly BracketNode[];
    };

export type ParsedBrackets =
  | { readonly ok: true; readonly nodes: readonly BracketNode[] }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: 'bracket.unmatched'; readonly facts: { readonly at: number } };
    };

export const BRACKET_DEPTH_MAX = 64;

class Unmatched extends Error {
  readonly at: number;
  constructor(at: number) {
    super(`an unmatched bracket at ${at}`);
    this.at = at;
  }
}

const PARTY = "[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} .'’()&-]*?";
const HEAD = new RegExp(
  `^(Alt [1-9]\\d*|${PARTY}(?:(?:, | and |,)${PARTY})*(?:,? supported by ${PARTY}(?:(?:, | and |,)${PARTY})*)?):`,
  'u',
);

/** Reads brackets; `\[` and `\]` are literal. An unmatched bracket is an input error with its place. */
export const parseBrackets = (text: string): ParsedBrackets => {
  let at = 0;
  const sequence = (depth: number, opened: number): BracketNode[] => {
    const nodes: BracketNode[] = [];
    let run = '';
    const endRun = () => {
      if (run !== '') nodes.push({ type: 'run', text: run });
      run = '';
    };
    for (;;) {
      const sign = text.charAt(at);
      if (sign === '' || sign === ']') {
        if ((sign === '') !== (depth === 0)) throw new Unmatched(sign === '' ? opened : at);
        endRun();
        return nodes;
      }
      if (sign === '\\' && /[[\]\\]/.test(text.charAt(at + 1))) {
        run += text.slice(at, at + 2);
        at += 2;
      } else if (sign === '[') {
        if (depth >= BRACKET_DEPTH_MAX) throw new Unmatched(at);
        endRun();
        const from = at;
        at += 1;
        const head = HEAD.exec(text.slice(at))?.[1];
        if (head !== undefined) at += head.length + 1;
        const content = sequence(depth + 1, from);
        at += 1;
        nodes.push({ type: 'bracket', ...(head === undefined ? {} : { head }), content });
      } else {
        run += sign;
        at += 1;
      }
    }
  };
  try {
    return { ok: true, nodes: sequence(0, 0) };
  } catch (error) {
    if (error instanceof Unmatched)
      return { ok: false, refusal: { code: 'bracket.unmatched', facts: { at: error.at } } };
    throw error;
  }
};

/** Writes brackets back; reading and writing give the very same text. */
export const formatBrackets = (nodes: readonly BracketNode[]): string =>
  nodes
    .map((node) =>
      node.type === 'run'
        ? node.text
        : `[${node.head === undefined ? '' : `${node.head}:`}${formatBrackets(node.content)}]`,
    )
    .join('');

export interface BracketStats {
  readonly balanced: boolean;
  readonly count: number;
  readonly maxDepth: number;
  /** Words outside all brackets, single spaces. */
  readonly outsideText: string;
}

const countIn = (nodes: readonly BracketNode[]): { count: number; depth: number } =>
  nodes.reduce(
    (sum, node) => {
      if (node.type === 'run') return sum;
      const inside = countIn(node.content);
      return { count: sum.count + 1 + inside.count, depth: Math.max(sum.depth, inside.depth + 1) };
    },
    { count: 0, depth: 0 },
  );

const unescape = (text: string): string => text.replace(/\\([[\]\\])/g, '$1');

/** Brackets of a text, counted. An unbalanced text has no further figures. */
export const bracketStats = (text: string): BracketStats => {
  const parsed = parseBrackets(text);
  if (!parsed.ok) return { balanced: false, count: 0, maxDepth: 0, outsideText: '' };
  const { count, depth } = countIn(parsed.nodes);
  const outside = parsed.nodes.map((node) => (node.type === 'run' ? unescape(node.text) : ' ')).join('');
  return { balanced: true, count, maxDepth: depth, outsideText: outside.replace(/\s+/g, ' ').trim() };
};

export interface BracketAttribution {
  readonly by: readonly string[];
  readonly supportedBy: readonly string[];
  /** `delete`, `retain`, `reserve` or `move to LABEL`, when the bracket says nothing else. */
  readonly action?: string;
  readonly alternative?: number;
}

const parties = (text: string): readonly string[] =>
  text
    .split(/, | and |,/)
    .map((party) => party.trim())
    .filter((party) => party !== '');

/** Who holds a bracket, who supports it and what they ask; undefined when the text is not one bracket with a head. */
export const bracketAttribution = (text: string): BracketAttribution | undefined => {
  const parsed = parseBrackets(text.trim());
  const [only, ...others] = parsed.ok ? parsed.nodes : [];
  if (only === undefined || others.length > 0 || only.type !== 'bracket') return undefined;
  const body = formatBrackets(only.content).trim();
  const action = /^(delete|retain|reserve|reserves|move to .+)$/.exec(body)?.[1];
  if (only.head === undefined) {
    const reserving = /^(.+) reserves$/.exec(body)?.[1];
    return reserving === undefined
      ? undefined
      : { by: parties(reserving), supportedBy: [], action: 'reserve' };
  }
  const alternative = /^Alt (\d+)$/.exec(only.head)?.[1];
  if (alternative !== undefined) return { by: [], supportedBy: [], alternative: Number(alternative) };
  const [holders = '', supporters = ''] = only.head.split(/,? supported by /);
  return {
    by: parties(holders),
    supportedBy: parties(supporters),
    ...(action === undefined ? {} : { action: action === 'reserves' ? 'reserve' : action }),
  };
};
