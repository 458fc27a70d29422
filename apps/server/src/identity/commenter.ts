import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AskedProof } from '@plenary/consensus';
import { LIMITS } from '@plenary/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refused } from '../refused.ts';
import type { Settings } from '../settings.ts';
import type { Viewer } from '../viewer.ts';
import type { AddressProofs } from './address-proofs.ts';
import { sessionCookie, tokenInCookies } from './cookie.ts';
import { newToken, type RandomBytes } from './token.ts';

/** Somebody who comments: signed in, or known by what their browser keeps and by nothing else. */
export interface Commenter {
  readonly viewer: Viewer;
  /** By whom comments can be erased; it stands beside the record, never in it. */
  readonly owner: string;
  /** All as whom this browser has commented: before it showed its work or an address it had another token. */
  readonly owners: readonly string[];
  /** Whether they are signed in, or have shown what is asked: either where nothing is named. */
  readonly hasShown: (asked: AskedProof | undefined) => boolean;
  /**
   * Ids for support of one comment, that of now first; for another comment they are others, so that nobody is followed
   * from one to the next.
   */
  readonly supportersOf: (consultation: string, comment: string) => readonly [string, ...string[]];
}

const DAY_SECONDS = 86_400;
/** Bytes of a token that say which task it was given for; as many again are signed. */
const TASK_BYTES = 16;
const hashed = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

const commenterOf = (
  viewer: Viewer,
  owner: string,
  hasShown: Commenter['hasShown'],
  before: readonly string[] = [],
): Commenter => {
  const supporter = (by: string, consultation: string, comment: string): string =>
    hashed('support', by, consultation, comment).slice(0, 32);
  return {
    viewer,
    owner,
    owners: [owner, ...before],
    hasShown,
    supportersOf: (consultation, comment) => [
      supporter(owner, consultation, comment),
      ...before.map((one) => supporter(one, consultation, comment)),
    ],
  };
};

/**
 * Tokens of commenters that were given for solved tasks. One task gives one token, however often it is handed in, and a
 * signature tells them from what somebody made up: nothing is kept of either.
 */
export const provenTokens = (secret: string) => {
  const signed = (task: Uint8Array): Buffer =>
    createHmac('sha256', secret).update('commenter').update(task).digest().subarray(0, TASK_BYTES);
  return {
    make: (task: string): string => {
      const known = createHash('sha256').update(task).digest().subarray(0, TASK_BYTES);
      return Buffer.concat([known, signed(known)]).toString('base64url');
    },
    isProven: (token: string): boolean => {
      const bytes = Buffer.from(token, 'base64url');
      const given = bytes.subarray(TASK_BYTES);
      const expected = signed(bytes.subarray(0, TASK_BYTES));
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
};

/** Name of the cookie of whoever comments without being signed in. */
export const commenterCookieName = (settings: Pick<Settings, 'publicUrl'>): string =>
  sessionCookie(settings).options.secure ? '__Host-plenary-commenter' : 'plenary-commenter';

/** Name of the cookie of whoever confirmed an address; it holds for comments and conversations alike. */
const addressCookieName = (settings: Pick<Settings, 'publicUrl'>): string =>
  `${commenterCookieName(settings)}-address`;

/** The browser in which an address was confirmed, and how it comes to be one. */
export const confirmedBrowsers = (settings: Pick<Settings, 'publicUrl'>, addresses: AddressProofs) => {
  const name = addressCookieName(settings);
  return {
    /** The token of the address that was confirmed in this browser. */
    tokenOf: ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined => {
      const token = tokenInCookies(headers.cookie, name);
      return token !== undefined && addresses.isToken(token) ? token : undefined;
    },
    /**
     * The owner of an address hands in the link that was mailed.
     * @throws Refused `consultation.badAddressLink`
     */
    confirm: (reply: FastifyReply, link: string, at: number): void => {
      const token = addresses.tokenIn(link, at);
      if (token === undefined) throw refused('consultation.badAddressLink');
      const { options } = sessionCookie(settings);
      void reply.setCookie(name, token, { ...options, maxAge: LIMITS.COMMENTER_DAYS * DAY_SECONDS });
    },
  };
};
export type ConfirmedBrowsers = ReturnType<typeof confirmedBrowsers>;

const ALWAYS = (): boolean => true;
const NEVER = (): boolean => false;

/** Knows commenters by cookies that scripts cannot read; they hold tokens, of which only a hash is kept. */
export const commenters = (
  settings: Pick<Settings, 'publicUrl'>,
  randomBytes: RandomBytes,
  /** Signs the tokens of those who solved a task. */
  secret: string,
  confirmed: Pick<ConfirmedBrowsers, 'tokenOf'>,
) => {
  const { options } = sessionCookie(settings);
  const name = commenterCookieName(settings);
  const tokens = provenTokens(secret);
  const nameBefore = `${name}-before`;
  const keep = (reply: FastifyReply, token: string, cookie = name): void =>
    void reply.setCookie(cookie, token, { ...options, maxAge: LIMITS.COMMENTER_DAYS * DAY_SECONDS });
  const ownerOf = (token: string): string => `browser:${hashed(token)}`;
  const known = (request: FastifyRequest): Commenter | undefined => {
    const { viewer } = request;
    if (viewer.kind !== 'public') return commenterOf(viewer, `account:${viewer.account}`, ALWAYS);
    const { cookie } = request.headers;
    // An address is one voice wherever it was confirmed: what comes after that comes from it.
    const address = confirmed.tokenOf(request);
    const token = tokenInCookies(cookie, name);
    const [own, ...earlier] = [address, token, tokenInCookies(cookie, nameBefore)]
      .filter((one) => one !== undefined)
      .map(ownerOf);
    if (own === undefined || (address === undefined && token === undefined)) return undefined;
    const shown = { work: token !== undefined && tokens.isProven(token), mail: address !== undefined };
    return commenterOf(
      viewer,
      own,
      (asked) => (asked === undefined ? shown.work || shown.mail : shown[asked]),
      earlier,
    );
  };
  return {
    /** Who asks, as far as they commented before. */
    known,
    /** Somebody who did not comment before and is given nothing: for questions that keep nothing. */
    unmet: ({ viewer }: FastifyRequest): Commenter => commenterOf(viewer, 'browser:unmet', NEVER),
    /** Who asks by a form without script; a browser that comments for the first time is given a token. */
    met: (request: FastifyRequest, reply: FastifyReply): Commenter => {
      const before = known(request);
      if (before !== undefined) return before;
      const token = newToken(randomBytes);
      keep(reply, token);
      return commenterOf(request.viewer, ownerOf(token), NEVER);
    },
    /**
     * CSL-54, CSL-135: who asks by script: signed in, or known by what this consultation asks for.
     * @throws Refused `consultation.proofNeeded`, or `consultation.mailNeeded` where an address alone is taken
     */
    proven: (request: FastifyRequest, asked: AskedProof | undefined): Commenter => {
      const commenter = known(request);
      if (commenter?.hasShown(asked) !== true)
        throw refused(asked === 'mail' ? 'consultation.mailNeeded' : 'consultation.proofNeeded');
      return commenter;
    },
    /** What this browser has shown of itself; whoever is signed in needs to show neither. */
    shown: (request: FastifyRequest): { readonly work: boolean; readonly mail: boolean } => {
      const commenter = known(request);
      return { work: commenter?.hasShown('work') === true, mail: commenter?.hasShown('mail') === true };
    },
    /**
     * A browser has solved a task: it is known by its token from now on, and goes on to own what it said under another one.
     * The same task makes nobody else of it.
     */
    admit: ({ headers }: FastifyRequest, reply: FastifyReply, task: string): void => {
      const before = tokenInCookies(headers.cookie, name);
      if (before !== undefined && !tokens.isProven(before)) keep(reply, before, nameBefore);
      keep(reply, tokens.make(task));
    },
  };
};
export type Commenters = ReturnType<typeof commenters>;
