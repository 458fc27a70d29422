import { draftSchema } from '@plenary/drafting';
import type { Node, Slice } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import { insertNodes } from './commands.ts';
import { pastedHtml, pastedText, type Pasted, type PasteContext } from './read-pasted.ts';

/** What is copied, as plain text: a paragraph a block with its label, brackets with their signs. */
export const copiedText = (slice: Slice, labels: ReadonlyMap<string, string>): string => {
  const blocks: string[] = [];
  const isWhole = slice.content.childCount > 1;
  slice.content.forEach((node) => {
    const words = node.textBetween(0, node.content.size, undefined, (leaf) => signText(leaf, labels));
    const id: unknown = node.attrs.id;
    const label = isWhole && typeof id === 'string' ? (labels.get(id) ?? '') : '';
    blocks.push(label === '' ? words : `${label} ${words}`);
  });
  return blocks.join('\n\n');
};

const signText = (leaf: Node, labels: ReadonlyMap<string, string>): string => {
  switch (leaf.type.name) {
    case 'bracketOpen':
      return '[';
    case 'bracketClose':
      return ']';
    case 'reference':
      return labels.get(String(leaf.attrs.paragraph)) ?? '';
    case 'noteReference':
      return `(${labels.get(String(leaf.attrs.paragraph)) ?? ''})`;
    default:
      return '';
  }
};

const contextOf = (doc: Node, newId: () => string): PasteContext => ({
  hasTitle: doc.children.some(({ type }) => type === draftSchema.nodes['title']),
  newId,
  has: (paragraph) => doc.children.some(({ attrs: { id } }) => id === paragraph),
});

/** Puts what is on a clipboard, or was dropped, into the text: cleaned and with its structure. */
export const takeForeign = (view: EditorView, data: DataTransfer, newId: () => string): boolean => {
  const context = contextOf(view.state.doc, newId);
  const html = data.getData('text/html');
  const { paragraphs, notes }: Pasted =
    html === ''
      ? { paragraphs: pastedText(data.getData('text/plain'), context), notes: [] }
      : pastedHtml(new DOMParser().parseFromString(html, 'text/html').body, context);
  if (paragraphs.length === 0) return false;
  return insertNodes(paragraphs, notes)(view.state, (transaction) =>
    view.dispatch(transaction.setMeta('paste', true).setMeta('uiEvent', 'paste')),
  );
};
