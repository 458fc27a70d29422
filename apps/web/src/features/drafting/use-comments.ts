import type { Refusal } from '@plenary/consensus';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Refused, Unreachable } from '../../lib/api.ts';
import type { LiveText } from '../../lib/live-text/index.ts';
import type { Awaiting } from '../../ui/Awaiting.tsx';
import { documentApi, type CommentThread, type DocumentApi } from './live-api.ts';
import type { CommentActs, Said } from './margin/Comments.tsx';
import { useObserved } from './use-live-text.ts';

const NONE: readonly CommentThread[] = [];

/** The comments of a document, fetched again whenever the service says that they changed. */
export const useComments = (
  deliberation: string,
  document: string,
  live: LiveText,
): {
  readonly threads: readonly CommentThread[];
  /** Where they did not come: what was asked. */
  readonly missing: Parameters<typeof Awaiting>[0]['asked'] | undefined;
  /** The same functions for as long as the document is the same. */
  readonly acts: {
    readonly begin: (thread: Parameters<DocumentApi['begin']>[0]) => Promise<boolean>;
    readonly reply: CommentActs['reply'];
    readonly settle: CommentActs['settle'];
  };
  readonly refusal: Refusal | undefined;
  readonly isUnreachable: boolean;
} => {
  const client = useQueryClient();
  const api = useMemo(() => documentApi(deliberation, document), [deliberation, document]);
  const key = useMemo(() => ['comments', deliberation, document], [deliberation, document]);
  const changes = useObserved(live.comments);
  const query = useQuery({ queryKey: key, queryFn: api.comments, staleTime: Infinity });
  const { data } = query;
  const [refusal, setRefusal] = useState<Refusal>();
  const [isUnreachable, setUnreachable] = useState(false);
  useEffect(() => {
    if (changes > 0) void client.invalidateQueries({ queryKey: key });
  }, [client, key, changes]);
  const acts = useMemo(() => {
    const doing = async (act: Promise<unknown>): Promise<boolean> => {
      setRefusal(undefined);
      setUnreachable(false);
      try {
        await act;
        await client.invalidateQueries({ queryKey: key });
        return true;
      } catch (error) {
        if (error instanceof Refused) setRefusal(error.refusal);
        else if (error instanceof Unreachable) setUnreachable(true);
        else throw error;
        return false;
      }
    };
    return {
      begin: (thread: Parameters<DocumentApi['begin']>[0]) => doing(api.begin(thread)),
      reply: (thread: string, said: Said) =>
        doing(api.reply(thread, { words: said.words, mentions: [...said.mentions] })),
      settle: (thread: string, isResolved: boolean) => doing(api.settle(thread, isResolved)),
    };
  }, [api, client, key]);
  return {
    threads: data?.threads ?? NONE,
    missing: data === undefined ? [query] : undefined,
    acts,
    refusal,
    isUnreachable,
  };
};
