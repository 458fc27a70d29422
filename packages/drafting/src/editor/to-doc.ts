import { Fragment, type Mark, type Node } from 'prosemirror-model';
import type { Paragraph, PlacedRun } from '../model/paragraph.ts';
import type { Draft } from '../model/reader.ts';
import { draftSchema } from './schema.ts';

const marksOf = ({ emphasis, insertedBy, struckBy }: PlacedRun): readonly Mark[] =>
  [
    ...emphasis.map((name) => draftSchema.mark(name)),
    ...[...new Set(insertedBy)].map((suggestion) => draftSchema.mark('inserted', { suggestion })),
    ...struckBy.map((suggestion) => draftSchema.mark('deleted', { suggestion })),
  ].reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), []);

const signOf = (run: PlacedRun): Node | undefined => {
  const { embed } = run;
  switch (embed?.type) {
    case 'o':
      return draftSchema.node('bracketOpen', { bracket: embed.id }, undefined, marksOf(run));
    case 'c':
      return draftSchema.node('bracketClose', { bracket: embed.id }, undefined, marksOf(run));
    case 'ref':
      return draftSchema.node('reference', { paragraph: embed.id }, undefined, marksOf(run));
    case 'note':
      return draftSchema.node('noteReference', { paragraph: embed.id }, undefined, marksOf(run));
    default:
      return undefined;
  }
};

const made = new WeakMap<Paragraph, Node>();

/** The node of a paragraph; the same node for the same paragraph. */
const nodeOf = (paragraph: Paragraph): Node => {
  const node = made.get(paragraph) ?? paragraphNode(paragraph);
  made.set(paragraph, node);
  return node;
};

/** A paragraph as the editor shows it. Its content has one position for each width of its runs. */
export const paragraphNode = ({ id, kind, level, runs, restored, suggestion }: Paragraph): Node => {
  const content = runs.flatMap((run) => {
    if (run.width === 0) return [];
    if (run.chars !== undefined) return [draftSchema.text(run.chars, marksOf(run))];
    return signOf(run) ?? [];
  });
  const attrs = { id, restored, suggestion: suggestion ?? null, ...(kind === 'item' ? { level } : {}) };
  return draftSchema.node(kind, attrs, Fragment.fromArray(content));
};

/** A text without paragraphs still shows an empty line to write in; it has no id. */
const emptyDoc = (): Node => draftSchema.node('doc', null, [draftSchema.node('statement')]);

/**
 * The document the editor shows for a draft. Paragraphs that did not change are the nodes of `previous` themselves, and
 * it is `previous` itself when none did: a key in a long text looks at the others only by their places.
 */
export const draftDoc = ({ paragraphs }: Pick<Draft, 'paragraphs'>, previous?: Node): Node => {
  if (paragraphs.length === 0) return emptyDoc();
  let known: Map<unknown, Node> | undefined;
  const before = (paragraph: Paragraph): Node | undefined => {
    if (known === undefined) {
      known = new Map<unknown, Node>();
      for (const node of previous?.children ?? []) known.set(node.attrs.id, node);
    }
    return known.get(paragraph.id);
  };
  let isSame = previous?.childCount === paragraphs.length;
  const content = paragraphs.map((paragraph, at) => {
    const node = nodeOf(paragraph);
    const here = previous?.maybeChild(at) ?? undefined;
    if (here === node) return node;
    const own = here?.attrs.id === paragraph.id ? here : before(paragraph);
    // The editor's own node stands for it from now on, and need not be compared again.
    if (own !== undefined && own !== node && own.eq(node)) {
      made.set(paragraph, own);
      isSame &&= own === here;
      return own;
    }
    isSame = false;
    return node;
  });
  if (isSame && previous !== undefined) return previous;
  // The paragraphs are made by `paragraphNode` alone: what they are need not be checked again.
  return draftSchema.topNodeType.create(null, content);
};
