import { LIMITS } from '@plenary/protocol';
import type { Settings } from '../settings.ts';

const DAY_SECONDS = 86_400;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Name and attributes of the session cookie. Scripts cannot read it; other sites cannot have it sent by a form. */
export interface SessionCookie {
  readonly name: string;
  readonly options: {
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly secure: boolean;
    readonly path: '/';
    readonly maxAge: number;
  };
}

/** With https the name binds the cookie to this host: `__Host-` admits no domain, no other path and no plain http. */
export const sessionCookie = (settings: Pick<Settings, 'publicUrl'>): SessionCookie => {
  const secure = settings.publicUrl?.protocol === 'https:';
  return {
    name: secure ? '__Host-plenary-session' : 'plenary-session',
    options: {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      maxAge: LIMITS.SESSION_DAYS * DAY_SECONDS,
    },
  };
};

/** The session token in a `Cookie` header, if there is one that could be ours. */
export const tokenInCookies = (header: string | undefined, name: string): string | undefined => {
  for (const part of (header ?? '').slice(0, 8_192).split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    if (TOKEN.test(value)) return value;
  }
  return undefined;
};
