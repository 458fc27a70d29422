import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from '../settings.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Host the request was sent to, as the trusted proxy tells it. */
  readonly host: string;
}

/**
 * Whether a page from this origin may connect or write here: the public address and the origins admitted beside it;
 * where no public address is set, the host that was asked.
 */
export const isOwnOrigin = (
  origin: string,
  host: string,
  settings: Pick<Settings, 'publicUrl' | 'allowedOrigins'>,
): boolean => {
  if (settings.allowedOrigins.includes(origin)) return true;
  if (settings.publicUrl !== undefined) return origin === settings.publicUrl.origin;
  return URL.canParse(origin) && new URL(origin).host === host;
};

/**
 * Whether a request may write as far as its origin goes. Browsers name the origin of every writing request; what
 * names none is no browser and carries no other person's cookie.
 */
export const mayWriteFrom = (
  { method, headers, host }: Asked,
  settings: Pick<Settings, 'publicUrl' | 'allowedOrigins'>,
): boolean => {
  if (READING.has(method)) return true;
  if (headers.origin !== undefined) return isOwnOrigin(headers.origin, host, settings);
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
};
