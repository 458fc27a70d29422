import type { StoredUpdate } from '@plenary/db';

/** What the thread that folds logs is told, one log at a time; each is answered before the next is said. */
export type FoldMessage =
  | { readonly kind: 'begin'; readonly packed?: Uint8Array }
  | { readonly kind: 'rows'; readonly rows: readonly StoredUpdate[] }
  | { readonly kind: 'end' };

export type FoldReply =
  /** The row after which the next page begins. */
  | { readonly kind: 'more'; readonly after: number }
  | { readonly kind: 'folded'; readonly packed: Uint8Array }
  | { readonly kind: 'failed'; readonly message: string };
