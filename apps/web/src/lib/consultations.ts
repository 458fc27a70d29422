import type { ConsultationListAnswer, OwnCommentsAnswer } from '@plenary/protocol';
import { queryOptions } from '@tanstack/react-query';
import { get } from './api.ts';

/** Consultations on one deliberation, or all of them, the one announced last first. */
export const consultationsQuery = (deliberation?: string) =>
  queryOptions({
    queryKey: ['consultations', deliberation ?? ''],
    queryFn: () =>
      get<ConsultationListAnswer>(
        deliberation === undefined
          ? '/api/consultations'
          : `/api/consultations?deliberation=${encodeURIComponent(deliberation)}`,
      ),
    staleTime: 5_000,
  });

/** Own comments over all consultations. */
export const ownCommentsQuery = queryOptions({
  queryKey: ['own-comments'],
  queryFn: () => get<OwnCommentsAnswer>('/api/own-comments'),
  staleTime: 5_000,
});

/** What the address of a consultation asks for: the form, opened at an amendment. */
export interface ConsultationSearch {
  readonly about?: string;
}

/** Reads the address; what it does not know is left out. */
export const consultationSearch = ({ about }: Readonly<Record<string, unknown>>): ConsultationSearch =>
  typeof about === 'string' && /^A[1-9]\d{0,6}$/u.test(about) ? { about } : {};
