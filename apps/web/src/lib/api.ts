import type { Refusal } from '@plenary/consensus';
import { noteServiceDate } from './service-clock.ts';

/** The service answered with a code; pages show it in the reader's language with `RefusalNote`. */
export class Refused extends Error {
  readonly refusal: Refusal;
  readonly status: number;
  constructor(refusal: Refusal, status: number) {
    super(refusal.code);
    this.refusal = refusal;
    this.status = status;
  }
}

/**
 * Whether what was asked for is not there for this person, or no longer. Any other error says that it could not be had just
 * now: what a page holds of it stays in sight, with what somebody is writing there.
 */
export const isGone = (error: Error | null): error is Refused =>
  error instanceof Refused && (error.status === 401 || error.status === 403 || error.status === 404);

/** No answer came: the network is away or the service is stopping. What was asked may be tried again. */
export class Unreachable extends Error {}

const isRefusal = (value: unknown): value is { error: Refusal } =>
  typeof value === 'object' &&
  value !== null &&
  'error' in value &&
  typeof value.error === 'object' &&
  value.error !== null &&
  'code' in value.error &&
  typeof value.error.code === 'string';

/** Why a request has no answer, from what came in its place. */
const failure = (path: string, status: number, body: unknown): Refused | Unreachable =>
  // What is answered so may be tried again as it is: the node stops, or more waits than it takes at once.
  status === 503
    ? new Unreachable(path)
    : new Refused(
        isRefusal(body) ? body.error : { code: 'server.fault', facts: { reference: String(status) } },
        status,
      );

/** The same for an answer that is read by other means than `request`. */
export const refusalOf = async (path: string, response: Response): Promise<Refused | Unreachable> => {
  try {
    return failure(path, response.status, await response.json());
  } catch (error) {
    return new Unreachable(`${path}: ${response.status}`, { cause: error }); // a proxy answered in the service's place
  }
};

/** One request to the service; the answer's type is the contract's word for this path. */
export const request = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
  let response: Response;
  const asked = Date.now();
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    throw new Unreachable(path, { cause: error });
  }
  noteServiceDate(response.headers.get('date'), asked, Date.now());
  if (response.status === 204) return undefined as Answer;
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new Unreachable(`${path}: ${response.status}`, { cause: error }); // a proxy answered in the service's place
  }
  if (response.ok) return body as Answer;
  throw failure(path, response.status, body);
};

/** The words of a file of the service; a refusal or no answer is told as by `request`. */
export const getText = async (path: string): Promise<string> => {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
    if (response.ok) return await response.text();
  } catch (error) {
    throw new Unreachable(path, { cause: error });
  }
  throw await refusalOf(path, response);
};

export const get = <Answer>(path: string): Promise<Answer> => request<Answer>(path);

export const send = <Answer>(
  method: 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  request<Answer>(path, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
