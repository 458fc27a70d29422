import type { Node } from 'prosemirror-model';

const idOf = (node: Node): string | undefined => {
  const id: unknown = node.attrs.id;
  return typeof id === 'string' ? id : undefined;
};

/**
 * Paragraphs of the document before that do not stand in the one after as they were. What was only moved is not
 * touched: its words are the same.
 */
export const touchedParagraphs = (before: Node, after: Node): readonly string[] => {
  const [old, now] = [before.children, after.children];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const later = new Map<string, Node>();
  for (const node of now.slice(head, now.length - tail)) {
    const id = idOf(node);
    if (id !== undefined && !later.has(id)) later.set(id, node);
  }
  return old.slice(head, old.length - tail).flatMap((node) => {
    const id = idOf(node);
    if (id === undefined) return [];
    const found = later.get(id);
    return found !== node && (found === undefined || !found.eq(node)) ? [id] : [];
  });
};

/** What a person may do in the text, as far as the editor must know before the service does. */
export interface EditorRights {
  readonly role: 'edit' | 'suggest' | 'read';
  /** Paragraphs closed to everyone. */
  readonly closed: ReadonlySet<string>;
  /** Paragraphs that a person who otherwise suggests may edit. */
  readonly opened: ReadonlySet<string>;
}

/** In words people know. */
export const EDITOR_MODES = ['edit', 'suggest', 'view'] as const;
export type EditorMode = (typeof EDITOR_MODES)[number];

/** The modes that the rights leave to choose from; the first is the one to begin with. */
export const allowedModes = ({ role, opened }: EditorRights): readonly EditorMode[] => {
  if (role === 'edit') return ['edit', 'suggest', 'view'];
  if (role === 'read') return ['view'];
  return opened.size > 0 ? ['suggest', 'edit', 'view'] : ['suggest', 'view'];
};

/** How one edit is written, or why it is not. */
export type EditDecision =
  | { readonly write: 'edit' | 'suggest' }
  | { readonly refused: 'viewing' | 'closed' | 'suggestOnly'; readonly paragraph?: string };

/** Decides one edit by the mode chosen, the rights and what it touches. The service decides again. */
export const decideEdit = (
  mode: EditorMode,
  { role, closed, opened }: EditorRights,
  before: Node,
  after: Node,
): EditDecision => {
  if (mode === 'view' || role === 'read') return { refused: 'viewing' };
  const touched = touchedParagraphs(before, after);
  const shut = touched.find((id) => closed.has(id));
  if (shut !== undefined) return { refused: 'closed', paragraph: shut };
  if (mode === 'suggest' || role === 'edit') return { write: mode };
  const foreign = touched.find((id) => !opened.has(id));
  if (foreign !== undefined) return { refused: 'suggestOnly', paragraph: foreign };
  // A paragraph that is made beside an opened one stands in no text that was opened.
  return touched.length === 0 ? { write: 'suggest' } : { write: 'edit' };
};
