import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';

const idOf = (node: Node | undefined): unknown => node?.attrs.id ?? undefined;

/** Positions where each paragraph of a document begins. */
const startOf = (doc: Node, index: number): number => {
  let at = 0;
  for (let child = 0; child < index; child += 1) at += doc.child(child).nodeSize;
  return at;
};

/** Makes one paragraph equal to another with as small a step as can be, so that a selection in it survives. */
const syncBlock = (transaction: Transaction, index: number, target: Node): void => {
  const at = startOf(transaction.doc, index);
  const node = transaction.doc.child(index);
  if (!node.hasMarkup(target.type, target.attrs, target.marks))
    transaction.setNodeMarkup(at, target.type, target.attrs, target.marks);
  const now = transaction.doc.child(index).content;
  const from = now.findDiffStart(target.content);
  if (from === null) return;
  const end = now.findDiffEnd(target.content) ?? { a: now.size, b: target.content.size };
  const overlap = Math.max(0, from - Math.min(end.a, end.b));
  transaction.replace(at + 1 + from, at + 1 + end.a + overlap, target.slice(from, end.b + overlap));
};

const insertBlock = (transaction: Transaction, index: number, node: Node): void => {
  transaction.insert(startOf(transaction.doc, index), node);
};

const deleteBlock = (transaction: Transaction, index: number): void => {
  const at = startOf(transaction.doc, index);
  transaction.delete(at, at + transaction.doc.child(index).nodeSize);
};

/**
 * Steps that make the document of a transaction equal to `target`. Paragraphs are known by their ids; those alike on
 * both sides are not touched.
 */
export const syncDoc = (transaction: Transaction, target: Node): void => {
  if (transaction.doc === target) return;
  let places: Map<unknown, number> | undefined;
  const isNeededLater = (node: Node, index: number): boolean => {
    places ??= new Map(target.children.map((child, at) => [idOf(child), at]));
    return (places.get(idOf(node)) ?? -1) > index;
  };
  let index = 0;
  while (index < target.childCount) {
    const wanted = target.child(index);
    const now = transaction.doc.maybeChild(index) ?? undefined;
    if (now === undefined) insertBlock(transaction, index, wanted);
    else if (now !== wanted && !now.eq(wanted)) {
      if (idOf(now) === idOf(wanted)) syncBlock(transaction, index, wanted);
      else if (isNeededLater(now, index)) insertBlock(transaction, index, wanted);
      else if (hasLater(transaction.doc, index, idOf(wanted))) {
        deleteBlock(transaction, index);
        continue;
      } else syncBlock(transaction, index, wanted);
    }
    index += 1;
  }
  while (transaction.doc.childCount > target.childCount)
    deleteBlock(transaction, transaction.doc.childCount - 1);
};

const hasLater = (doc: Node, index: number, id: unknown): boolean => {
  for (let at = index + 1; at < doc.childCount; at += 1) if (idOf(doc.child(at)) === id) return true;
  return false;
};
