import type { DocumentHistoryAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import type { DocumentApi } from '../live-api.ts';

export type Sitting = DocumentHistoryAnswer['sittings'][number];

/** Pages of the history that are read at most; what is older is reached by its moment. */
const PAGES_MAX = 40;

const readAll = async (
  api: DocumentApi,
): Promise<{ readonly seq: number; readonly sittings: readonly Sitting[] }> => {
  const sittings: Sitting[] = [];
  let after = 0;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await api.history(after);
    sittings.push(...answer.sittings);
    if (answer.next === undefined) return { seq: answer.seq, sittings };
    after = answer.next;
  }
  return { seq: sittings.at(-1)?.to ?? 0, sittings };
};

/** Who wrote in a document and when, oldest first. */
export const useSittings = (api: DocumentApi) =>
  useQuery({ queryKey: ['sittings', api.base], queryFn: () => readAll(api), staleTime: 10_000 });
