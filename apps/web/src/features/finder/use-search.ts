import type { Refusal } from '@plenary/consensus';
import type { PackageSearchAnswer, PackageSearchRequest, SearchProgress } from '@plenary/protocol';
import { useEffect, useRef, useState } from 'react';
import { Refused, send, Unreachable } from '../../lib/api.ts';
import { streamSearch } from './search-stream.ts';

export type SearchState =
  | { readonly kind: 'idle' | 'away' }
  | { readonly kind: 'running'; readonly id: string; readonly progress: SearchProgress | undefined }
  | { readonly kind: 'done'; readonly answer: PackageSearchAnswer }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type Wanted = Omit<PackageSearchRequest, 'id'>;

/** One search at a time; leaving the page ends it. */
export const useSearch = (deliberation: string) => {
  const [state, setState] = useState<SearchState>({ kind: 'idle' });
  const open = useRef<AbortController>(undefined);
  useEffect(() => () => open.current?.abort(), []);
  const path = `/api/deliberations/${deliberation}/searches`;

  const start = async (wanted: Wanted): Promise<void> => {
    const controller = new AbortController();
    open.current = controller;
    const id = crypto.randomUUID();
    setState({ kind: 'running', id, progress: undefined });
    try {
      const answer = await streamSearch(
        path,
        { id, ...wanted },
        {
          onProgress: (progress) => setState({ kind: 'running', id, progress }),
          signal: controller.signal,
        },
      );
      setState({ kind: 'done', answer });
    } catch (error) {
      if (error instanceof Refused) setState({ kind: 'refused', refusal: error.refusal });
      else if (error instanceof Unreachable) setState({ kind: 'away' });
      else throw error;
    }
  };
  /** Asks for the best so far; the answer comes as every other does. */
  const stop = async (): Promise<void> => {
    if (state.kind !== 'running') return;
    try {
      await send('DELETE', `${path}/${state.id}`);
    } catch (error) {
      // Without a line the search ends as well: with the connection that carried it.
      if (error instanceof Refused || error instanceof Unreachable) open.current?.abort();
      else throw error;
    }
  };
  return { state, start, stop };
};
