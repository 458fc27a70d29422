import { PARAGRAPH_KINDS, type ParagraphKind } from '@plenary/text';
import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';

/** What a paragraph carries in the editor beside its words. */
const attrs = {
  /** The permanent id; null only until the model has given one. */
  id: { default: null },
  /** The suggestion that would add it. */
  suggestion: { default: null },
  /** It was taken out while somebody wrote into it, and is shown until a person decides. */
  restored: { default: false },
};

const TAGS: Readonly<Record<ParagraphKind, string>> = {
  title: 'h1',
  heading: 'h2',
  statement: 'p',
  preambular: 'p',
  operative: 'p',
  item: 'p',
  annex: 'h2',
  note: 'p',
};

const block = (kind: ParagraphKind): NodeSpec => ({
  content: 'inline*',
  group: 'block',
  attrs: kind === 'item' ? { ...attrs, level: { default: 1 } } : attrs,
  toDOM: (node) => [
    TAGS[kind],
    {
      'data-kind': kind,
      'data-paragraph': String(node.attrs.id),
      ...(kind === 'item' ? { 'data-level': String(node.attrs.level) } : {}),
      dir: 'auto',
    },
    0,
  ],
});

const sign = (name: string, attribute: string): NodeSpec => ({
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  attrs: { [attribute]: {} },
  toDOM: (node) => ['span', { [`data-${name}`]: String(node.attrs[attribute]) }],
});

const mark = (tag: string): MarkSpec => ({ toDOM: () => [tag, 0] });
/** Marks of suggestions: several delegations may want the same word out, and typing beside them is not theirs. */
const suggestionMark = (tag: string): MarkSpec => ({
  attrs: { suggestion: {} },
  inclusive: false,
  excludes: '',
  toDOM: ({ attrs: { suggestion } }) => [tag, { 'data-suggestion': String(suggestion) }, 0],
});

/**
 * The schema of the editor: one flat level of paragraphs, a node type for each kind. Numbers and labels are not in it:
 * they are computed and drawn beside.
 */
export const draftSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    // The first is what the editor takes when it must choose.
    statement: block('statement'),
    ...Object.fromEntries(PARAGRAPH_KINDS.map((kind) => [kind, block(kind)])),
    text: { group: 'inline' },
    bracketOpen: sign('bracket-open', 'bracket'),
    bracketClose: sign('bracket-close', 'bracket'),
    reference: sign('reference', 'paragraph'),
    noteReference: sign('note', 'paragraph'),
  },
  marks: {
    italic: mark('em'),
    bold: mark('strong'),
    inserted: suggestionMark('ins'),
    deleted: suggestionMark('del'),
  },
});
