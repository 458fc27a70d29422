import type {
  PackageSearchAnswer,
  PackageSearchRequest,
  SearchLine,
  SearchProgress,
} from '@plenary/protocol';
import { Refused, refusalOf, Unreachable } from '../../lib/api.ts';

/** The lines that are whole in what has come so far, and what is left of one that is not. */
export const wholeLines = (text: string): { readonly lines: readonly string[]; readonly rest: string } => {
  const end = text.lastIndexOf('\n');
  return end === -1
    ? { lines: [], rest: text }
    : { lines: text.slice(0, end).split('\n'), rest: text.slice(end + 1) };
};

/**
 * Looks for a package: calls `onProgress` as it goes and gives the answer of the last line.
 * @throws Refused with the code, Unreachable where the line was cut before the answer
 */
export const streamSearch = async (
  path: string,
  search: PackageSearchRequest,
  {
    onProgress,
    signal,
  }: { readonly onProgress: (progress: SearchProgress) => void; readonly signal: AbortSignal },
): Promise<PackageSearchAnswer> => {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(search),
      signal,
    });
  } catch (error) {
    throw new Unreachable(path, { cause: error });
  }
  if (!response.ok || response.body === null) throw await refusalOf(path, response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    let piece: ReadableStreamReadResult<string>;
    try {
      piece = await reader.read();
    } catch (error) {
      throw new Unreachable(path, { cause: error });
    }
    if (piece.done) throw new Unreachable(path);
    const whole = wholeLines(rest + piece.value);
    rest = whole.rest;
    for (const text of whole.lines) {
      // What the contract says a line is; both ends are of one version.
      const line = JSON.parse(text) as SearchLine;
      if ('progress' in line) onProgress(line.progress);
      else if ('answer' in line) return line.answer;
      else throw new Refused(line.error, response.status);
    }
  }
};
