import type { OriginsAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from './api.ts';

export type ParagraphOrigins = OriginsAnswer['origins'];

const NONE: ParagraphOrigins = [];

/** Comments of which amendments to each paragraph were made; asked anew when the text has changed. */
export const useOrigins = (
  deliberation: string,
  textSteps: number,
): ReadonlyMap<string, ParagraphOrigins> => {
  const { data } = useQuery({
    queryKey: ['origins', deliberation, textSteps],
    queryFn: () => get<OriginsAnswer>(`/api/deliberations/${encodeURIComponent(deliberation)}/origins`),
    staleTime: 30_000,
  });
  const origins = data?.origins ?? NONE;
  return useMemo(() => {
    const byParagraph = new Map<string, ParagraphOrigins>();
    for (const origin of origins)
      byParagraph.set(origin.paragraph, [...(byParagraph.get(origin.paragraph) ?? []), origin]);
    return byParagraph;
  }, [origins]);
};
