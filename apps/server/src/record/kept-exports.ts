import { canonicalJson } from '@plenary/ledger';
import type { ExportRecord, RecordStreams } from './export-record.ts';

/** Exports kept as text; a large one has some megabytes. */
const EXPORTS_MAX = 4;

export interface ExportRequest extends RecordStreams {
  /** Names everything the export depends on: it is made anew when this changes. */
  readonly at: string;
}

/** Makes an export once for all who ask for it while nothing has changed: anyone may ask, and it reads the whole log. */
export const keptExports = (exportRecord: ExportRecord): ((request: ExportRequest) => Promise<string>) => {
  const kept = new Map<string, { readonly at: string; readonly text: Promise<string> }>();
  return ({ at, ...streams }) => {
    const { deliberation } = streams;
    const known = kept.get(deliberation);
    if (known?.at === at) return known.text;
    const text = exportRecord(streams).then(canonicalJson);
    const made = { at, text };
    kept.delete(deliberation);
    kept.set(deliberation, made);
    const [oldest] = kept.keys();
    if (kept.size > EXPORTS_MAX && oldest !== undefined) kept.delete(oldest);
    // One that failed is asked for again.
    text.catch(() => kept.get(deliberation) === made && kept.delete(deliberation));
    return text;
  };
};
