import type { LabelledWords, RegisterEntry } from '@plenary/consensus';
import type { EventStore } from '@plenary/db';

const isLabelled = (value: unknown): value is LabelledWords =>
  typeof value === 'object' &&
  value !== null &&
  'label' in value &&
  typeof value.label === 'string' &&
  'words' in value &&
  typeof value.words === 'string';

/**
 * RGS-95: the words of a translation, as the event of the body says them.
 * @throws Error when the event is not there: only what was filed was ever registered
 */
export const translatedWords = async (
  {
    events,
    bodyStream,
  }: { readonly events: Pick<EventStore, 'read'>; readonly bodyStream: () => Promise<string> | string },
  { symbol }: RegisterEntry,
  version: number,
): Promise<readonly LabelledWords[]> => {
  const [stored] = await events.read(await bodyStream(), version - 1, 1);
  const payload: unknown = stored?.payload;
  if (
    typeof payload !== 'object' ||
    payload === null ||
    !('symbol' in payload && 'paragraphs' in payload) ||
    payload.symbol !== symbol ||
    !Array.isArray(payload.paragraphs) ||
    !payload.paragraphs.every(isLabelled)
  )
    throw new Error(`the event ${version} that translated ${symbol} is not in the stream of the body`);
  return payload.paragraphs;
};
