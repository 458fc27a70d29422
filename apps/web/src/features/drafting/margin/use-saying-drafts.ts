import { useCallback, useMemo, useState } from 'react';
import type { SayingDraft, SayingDrafts } from './Comments.tsx';

/** What is being written in the margin, kept as long as the margin is there: its parts come and go. */
export const useSayingDrafts = (): SayingDrafts => {
  const [drafts, setDrafts] = useState<Readonly<Record<string, SayingDraft>>>({});
  const onDraft = useCallback((card: string, draft: SayingDraft | undefined): void => {
    setDrafts(({ [card]: _before, ...others }) =>
      draft === undefined ? others : { ...others, [card]: draft },
    );
  }, []);
  return useMemo(() => ({ of: drafts, onDraft }), [drafts, onDraft]);
};
