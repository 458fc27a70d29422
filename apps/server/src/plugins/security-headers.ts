import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings.ts';

interface PolicyParts {
  /** Marks the one style element that the controls of the page add by themselves. */
  readonly styleNonce?: string;
  /** The page of the contract brings styles of its own; it has no scripts inline either. */
  readonly inlineStyles?: boolean;
}

/** Content-Security-Policy of an answer: everything from here, nothing inline, nobody may frame it. */
export const contentSecurityPolicy = ({ styleNonce, inlineStyles = false }: PolicyParts = {}): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "script-src-attr 'none'",
    `style-src 'self'${styleNonce === undefined ? '' : ` 'nonce-${styleNonce}'`}${inlineStyles ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Headers that keep other sites out: strict content policy, no framing, no sniffing, https for good where it is used. */
export const registerSecurityHeaders = async (
  app: FastifyInstance,
  { settings }: { readonly settings: Pick<Settings, 'publicUrl'> },
): Promise<void> => {
  const secure = settings.publicUrl?.protocol === 'https:';
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Without https a browser ignores this header and warns about it in its console.
    crossOriginOpenerPolicy: secure ? { policy: 'same-origin' } : false,
    originAgentCluster: false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  const strict = contentSecurityPolicy();
  const forDocs = contentSecurityPolicy({ inlineStyles: true });
  app.addHook('onRequest', async (request, reply) => {
    const docs = request.url === '/docs' || request.url.startsWith('/docs/');
    reply.header('content-security-policy', docs ? forDocs : strict);
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
};
