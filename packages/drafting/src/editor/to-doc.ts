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

/** The document the editor shows for a draft. Paragraphs that did not change are the nodes of `previous` themselves. */
export const draftDoc = ({ paragraphs }: Pick<Draft, 'paragraphs'>, previous?: Node): Node => {
  if (paragraphs.length === 0) return emptyDoc();
  const known = new Map<unknown, Node>();
  previous?.forEach((node) => known.set(node.attrs.id, node));
  const content = paragraphs.map((paragraph) => {
    const node = nodeOf(paragraph);
    const before = known.get(paragraph.id);
    if (before === undefined || before === node || !before.eq(node)) return node;
    // The editor's own node stands for it from now on, and need not be compared again.
    made.set(paragraph, before);
    return before;
  });
  return draftSchema.node('doc', null, content);
};
