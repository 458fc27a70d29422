import type { BracketAttribution, BracketNode } from '@plenary/text';
import type { Paragraph, PlacedRun } from '../model/paragraph.ts';
import type { Draft } from '../model/reader.ts';

/** Who holds a bracket and what they ask, by bracket: events on record, passed in where they are printed. */
export type Attributions = ReadonlyMap<string, BracketAttribution>;

/** How what is not a character is printed: the label of a paragraph, the number of a note. */
export interface Printing {
  readonly label: (paragraph: string) => string;
  readonly note: (paragraph: string) => string;
  readonly attributions: Attributions;
}

/** Prints nothing for references and knows no attributions. */
export const BARE: Printing = { label: () => '', note: () => '', attributions: new Map() };

/** Literal brackets of a text as the grammar writes them. */
export const escapeBrackets = (text: string): string => text.replace(/[[\]\\]/g, '\\$&');

const partyList = (parties: readonly string[]): string =>
  parties.length < 2 ? parties.join('') : `${parties.slice(0, -1).join(', ')} and ${parties.at(-1) ?? ''}`;

/** The head of a bracket as the grammar writes it: `Alt 2`, or `X, supported by Y and Z`; undefined for none. */
export const bracketHead = (
  alternative: number | undefined,
  attribution: BracketAttribution | undefined,
): string | undefined => {
  if (alternative !== undefined) return `Alt ${alternative}`;
  if (attribution === undefined || attribution.by.length === 0) return undefined;
  const support =
    attribution.supportedBy.length === 0 ? '' : `, supported by ${partyList(attribution.supportedBy)}`;
  return `${partyList(attribution.by)}${support}`;
};

const wordsOf = ({ chars, embed }: PlacedRun, printing: Printing): string => {
  if (chars !== undefined) return escapeBrackets(chars);
  if (embed?.type === 'ref') return escapeBrackets(printing.label(embed.id));
  return embed?.type === 'note' ? escapeBrackets(printing.note(embed.id)) : '';
};

/** A bracket of a paragraph while it is read, with its id. */
export type DraftBracketNode =
  | { readonly type: 'run'; readonly text: string }
  | { readonly type: 'bracket'; readonly id: string; readonly content: readonly DraftBracketNode[] };

interface Open {
  readonly id: string;
  readonly content: DraftBracketNode[];
}

/**
 * The brackets of a paragraph as a tree. One that crosses another, or goes on in another paragraph, appears in several
 * parts under its one id.
 */
export const bracketNodes = (
  { runs }: Pick<Paragraph, 'runs'>,
  printing: Printing,
): readonly DraftBracketNode[] => {
  const root: DraftBracketNode[] = [];
  const stack: Open[] = [];
  const here = (): DraftBracketNode[] => stack.at(-1)?.content ?? root;
  const close = (): void => {
    const open = stack.pop();
    if (open !== undefined) here().push({ type: 'bracket', ...open });
  };
  const open = (id: string): void => {
    stack.push({ id, content: [] });
  };
  /** Opens and closes until exactly these brackets are open. */
  const stand = (brackets: readonly string[]): void => {
    let alike = 0;
    while (alike < stack.length && stack[alike]?.id === brackets[alike]) alike += 1;
    while (stack.length > alike) close();
    for (const id of brackets.slice(alike)) open(id);
  };
  for (const run of runs) {
    if (run.width === 0) continue;
    stand(run.brackets);
    // Both signs stand just outside what they enclose, so that an empty bracket is still seen.
    if (run.embed?.type === 'o') open(run.embed.id);
    else if (run.embed?.type !== 'c') {
      const text = wordsOf(run, printing);
      const last = here().at(-1);
      if (last?.type === 'run') here()[here().length - 1] = { type: 'run', text: last.text + text };
      else if (text !== '') here().push({ type: 'run', text });
    }
  }
  stand([]);
  return root;
};

const withHeads = (
  nodes: readonly DraftBracketNode[],
  draft: Draft,
  printing: Printing,
): readonly BracketNode[] =>
  nodes.map((node) => {
    if (node.type === 'run') return node;
    const attribution = printing.attributions.get(node.id);
    const head = bracketHead(draft.brackets.get(node.id)?.alternative, attribution);
    const content = withHeads(node.content, draft, printing);
    const action = attribution?.action;
    return {
      type: 'bracket',
      ...(head === undefined ? {} : { head }),
      content:
        action === undefined || content.length > 0
          ? spaced(head, content)
          : [{ type: 'run', text: head === undefined ? action : ` ${action}` }],
    };
  });

/** A head is set off from the words by a space, which is no part of them. */
const spaced = (head: string | undefined, content: readonly BracketNode[]): readonly BracketNode[] => {
  const [first, ...rest] = content;
  if (head === undefined || first === undefined) return content;
  return first.type === 'run'
    ? [{ type: 'run', text: ` ${first.text}` }, ...rest]
    : [{ type: 'run', text: ' ' }, ...content];
};

/** A paragraph in the grammar of brackets: literal brackets escaped, heads from `printing`. */
export const bracketTree = (
  draft: Draft,
  paragraph: Paragraph,
  printing: Printing = BARE,
): readonly BracketNode[] => withHeads(bracketNodes(paragraph, printing), draft, printing);
