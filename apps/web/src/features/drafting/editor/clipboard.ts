import { draftSchema } from '@plenary/drafting';
import type { Node, Slice } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import { insertNodes } from './commands.ts';
import { pastedHtml, pastedText } from './read-pasted.ts';

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

const hasTitle = (doc: Node): boolean => doc.children.some(({ type }) => type === draftSchema.nodes['title']);

/** Puts what is on a clipboard, or was dropped, into the text: cleaned and with its structure. */
export const takeForeign = (view: EditorView, data: DataTransfer, plain = false): boolean => {
  const context = { hasTitle: hasTitle(view.state.doc) };
  const html = plain ? '' : data.getData('text/html');
  const nodes =
    html === ''
      ? pastedText(data.getData('text/plain'), context)
      : pastedHtml(new DOMParser().parseFromString(html, 'text/html').body, context);
  if (nodes.length === 0) return false;
  return insertNodes(nodes)(view.state, (transaction) =>
    view.dispatch(transaction.setMeta('paste', true).setMeta('uiEvent', 'paste')),
  );
};
