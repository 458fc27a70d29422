import type { ExportedEntry } from '@plenary/ledger';
import type { Facts } from './report.ts';

/** Where an entry stands, for a finding. */
export const placeOf = ({ envelope: { stream, version } }: ExportedEntry): Facts => ({ stream, version });
