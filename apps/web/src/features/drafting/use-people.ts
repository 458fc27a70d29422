import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DocumentApi } from './live-api.ts';

/** The name of a person by the opaque id that cards carry; undefined where the service does not give it. */
export type PersonName = (person: string) => string | undefined;

const FIRST_PAGE = 0;

/** Names of these people, asked again when there are others. Whoever may not know them gets none. */
export const usePeople = (api: DocumentApi, persons: readonly string[]): PersonName => {
  const wanted = useMemo(() => [...new Set(persons)].filter((one) => one !== '').sort(), [persons]);
  const { data } = useQuery({
    queryKey: ['people', api.base, wanted.join()],
    queryFn: () => api.history(FIRST_PAGE),
    enabled: wanted.length > 0,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  return useMemo(() => {
    const names = new Map((data?.people ?? []).map(({ person, name }) => [person, name]));
    return (person) => {
      const name = names.get(person) ?? '';
      return name === '' ? undefined : name;
    };
  }, [data]);
};
