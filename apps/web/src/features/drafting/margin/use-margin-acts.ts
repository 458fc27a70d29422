import { amendmentChanges, type AnchoredPart, type Draft } from '@plenary/drafting';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type * as Y from 'yjs';
import type { Performing } from '../../../lib/act.ts';
import { composerPage, keepForAmendment } from '../../../lib/amendment-words.ts';
import { addAlternative, choose, decideSuggestions, explain, resolve, support } from '../editor-acts.ts';
import type { LiveEditor } from '../editor/live-editor.ts';
import { partsById } from '../parts.ts';
import type { BracketActs } from './BracketList.tsx';
import type { SuggestionActs } from './SuggestionCard.tsx';

/** What the one who looks may do with what stands in the margin. */
export interface MarginRights {
  readonly write: boolean;
  readonly edit: boolean;
  readonly support: boolean;
  readonly amend: boolean;
  readonly bind: boolean;
}

/** The words a suggestion concerns, part by part. */
const wordsAt = (draft: Draft, parts: readonly AnchoredPart[]): string =>
  parts
    .map(({ paragraph, from, to }) => {
      let offset = 0;
      let out = '';
      for (const { width, chars } of draft.paragraph(paragraph)?.runs ?? []) {
        const [start, end] = [Math.max(from, offset), Math.min(to, offset + width)];
        if (chars !== undefined && start < end) out += chars.slice(start - offset, end - offset);
        offset += width;
      }
      return out;
    })
    .join(' ');

/** What can be done with suggestions; the same value until a right changes, so that cards are not drawn anew. */
export const useSuggestionActs = (
  editor: LiveEditor,
  doc: Y.Doc,
  deliberation: string,
  delegation: string,
  can: MarginRights,
  onDiscuss: (parts: readonly AnchoredPart[], quote: string) => boolean,
): SuggestionActs => {
  const navigate = useNavigate();
  const { write, edit, support: maySupport, amend } = can;
  return useMemo(
    () => ({
      ...(edit ? { decide: (ids, stands) => void decideSuggestions(editor, ids, stands) } : {}),
      ...(write
        ? {
            withdraw: (id) => void decideSuggestions(editor, [id], 'withdrawn'),
            explain: (id, reason) => void explain(editor, id, reason),
          }
        : {}),
      ...(maySupport ? { support: (id, supports) => void support(editor, id, delegation, supports) } : {}),
      ...(amend
        ? {
            amend: (ids) => {
              keepForAmendment(composerPage(deliberation), { words: amendmentChanges(doc, ids) });
              void navigate({ to: '/deliberations/$id/amendments/new', params: { id: deliberation } });
            },
          }
        : {}),
      discuss: (id) => {
        const { draft } = editor.current();
        const parts = partsById(draft).get(id) ?? [];
        onDiscuss(parts, wordsAt(draft, parts));
      },
    }),
    [editor, doc, deliberation, delegation, write, edit, maySupport, amend, onDiscuss, navigate],
  );
};

/** The same for brackets. */
export const useBracketActs = (
  editor: LiveEditor,
  document: string,
  { write, edit, bind }: MarginRights,
  perform: Performing['perform'],
): BracketActs =>
  useMemo(
    () => ({
      ...(write
        ? {
            resolve: (id, resolution) => void resolve(editor, id, resolution),
            choose: (id, besides) => void choose(editor, id, besides),
          }
        : {}),
      ...(edit ? { alternative: (id, besides) => void addAlternative(editor, id, besides) } : {}),
      ...(bind
        ? {
            stand: (bracket, stand, action) =>
              void perform({
                type: 'holdBracket',
                document,
                bracket,
                stand,
                ...(action === undefined ? {} : { action }),
              }),
            release: (bracket) => void perform({ type: 'releaseBracket', document, bracket }),
          }
        : {}),
    }),
    [editor, document, write, edit, bind, perform],
  );
