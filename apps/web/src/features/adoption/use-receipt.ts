import type { Decision } from '@plenary/consensus';
import type { EventsAnswer, InclusionAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../lib/api.ts';

const PAGE = 100;
/** A log that is behind has the event after so long. */
const AGAIN_MILLISECONDS = 5_000;
/** Pages that are looked through backwards from the newest event. */
const PAGES_MAX = 100;

/** Events that end a decision. */
const ENDS: readonly string[] = [
  'textAdopted',
  'adoptionRejected',
  'amendmentAdopted',
  'amendmentWithdrawn',
  'proposalWithdrawn',
  'silenceEnded',
];

/** Where the record holds the end of a decision: the event of the stream and its place in the log. */
export interface Receipt {
  readonly version: number;
  readonly seq: number;
  readonly size: number;
}

const endOf = async (stream: string, version: number, decision: Decision): Promise<number | undefined> => {
  for (let page = 0, to = version; page < PAGES_MAX && to > 0; page += 1, to -= PAGE) {
    const after = Math.max(0, to - PAGE);
    const { events } = await get<EventsAnswer>(
      `/api/events?stream=${encodeURIComponent(stream)}&after=${after}&limit=${Math.min(PAGE, to)}`,
    );
    const found = events.findLast(({ type, at }) => ENDS.includes(type) && at === decision.decidedAt);
    if (found !== undefined) return found.version;
    if (events.some(({ at }) => at < decision.proposedAt)) return undefined;
  }
  return undefined;
};

/** The receipt of a decision that was taken; undefined until the log has it. */
export const useReceipt = (stream: string, version: number, decision: Decision): Receipt | undefined =>
  useQuery({
    queryKey: ['receipt', stream, decision.id, decision.decidedAt],
    enabled: decision.decidedAt !== undefined && version > 0,
    refetchInterval: ({ state }) => (state.status === 'error' ? AGAIN_MILLISECONDS : false),
    queryFn: async (): Promise<Receipt | null> => {
      const end = await endOf(stream, version, decision);
      if (end === undefined) return null;
      const { seq, size } = await get<InclusionAnswer>(
        `/api/record/inclusion?stream=${encodeURIComponent(stream)}&version=${end}`,
      );
      return { version: end, seq, size };
    },
  }).data ?? undefined;
