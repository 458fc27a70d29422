/** Words of a paragraph that somebody has chosen; offsets count UTF-16 units of its text. */
export interface ChosenWords {
  readonly pid: string;
  readonly from: number;
  readonly to: number;
}

const textBefore = (root: Node, node: Node, offset: number): number => {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return range.toString().length;
};

/** What is chosen now inside one paragraph of the text that was put out; nothing where it reaches beyond it. */
export const chosenWords = (selection: Selection | null): ChosenWords | undefined => {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const { commonAncestorContainer: common } = range;
  const root = (common instanceof Element ? common : common.parentElement)?.closest('[data-words]');
  const pid = root?.getAttribute('data-words');
  if (root === null || root === undefined || pid === null || pid === undefined) return undefined;
  const from = textBefore(root, range.startContainer, range.startOffset);
  const to = textBefore(root, range.endContainer, range.endOffset);
  return from < to ? { pid, from, to } : undefined;
};
