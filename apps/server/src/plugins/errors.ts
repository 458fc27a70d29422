import type { Refusal } from '@plenary/consensus';
import { LIMITS } from '@plenary/protocol';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../refused.ts';
import { answerRefusal } from './answer-refusal.ts';

const PLACES: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
};

/** Where in the request the schema was not met, as a path such as `body/act/stance`, and how, as a keyword. */
const malformed = (error: FastifyError): Refusal => {
  const first: unknown = error.validation?.[0];
  const path =
    typeof first === 'object' && first !== null && 'instancePath' in first ? String(first.instancePath) : '';
  const keyword =
    typeof first === 'object' && first !== null && 'keyword' in first ? String(first.keyword) : '';
  const part = PLACES[error.validationContext ?? ''] ?? 'request';
  return { code: 'request.malformed', facts: { place: `${part}${path}`, problem: keyword || 'invalid' } };
};

const mediaType = (request: FastifyRequest): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().slice(0, 100) ?? '';

/** The refusal that says what was wrong with a request, or nothing when the fault is ours. */
const refusalFor = (error: FastifyError, request: FastifyRequest): Refusal | undefined => {
  if (error instanceof Refused) return error.refusal;
  if (error.validation !== undefined) return malformed(error);
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return { code: 'request.contentType', facts: { contentType: mediaType(request) } };
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'request.tooLarge', facts: { limit: LIMITS.BODY_BYTES_MAX } };
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return { code: 'request.notJson', facts: {} };
    default:
  }
  // The parser of bodies reports forbidden keys (`__proto__`) and broken JSON as a plain SyntaxError.
  if (error instanceof SyntaxError && error.statusCode === 400) return { code: 'request.notJson', facts: {} };
  if (error.statusCode === 404) return { code: 'request.notFound', facts: { path: pathOf(request) } };
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return { code: 'request.malformed', facts: { place: 'request', problem: error.code ?? 'invalid' } };
  return undefined;
};

const pathOf = (request: FastifyRequest): string => (request.url.split('?')[0] ?? '').slice(0, 200);

/** Route pattern, never the address as asked: that one may carry what a person typed. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';

const matches = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/');
  const asked = path.split('/');
  return (
    wanted.length === asked.length &&
    wanted.every((part, i) => (part.startsWith(':') ? asked[i] !== '' : part === asked[i]))
  );
};

/**
 * Turns everything that is not a success into an answer with a code, and logs it once: refusals as `info`, faults of
 * ours as `error` with the reference that the answer carries. Neither bodies, addresses nor names are logged.
 * Must be registered before the routes, so that it knows which methods each path has.
 */
export const registerErrors = (app: FastifyInstance): void => {
  const methodsByPattern = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByPattern.get(url) ?? new Set<string>();
    for (const name of [method].flat()) methods.add(name.toUpperCase());
    methodsByPattern.set(url, methods);
  });

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalFor(error, request);
    if (refusal === undefined) {
      request.log.error({ err: error, method: request.method, route: routeOf(request) }, 'request failed');
      return answerRefusal(reply, { code: 'server.fault', facts: { reference: request.id } });
    }
    request.log.info(
      { code: refusal.code, method: request.method, route: routeOf(request) },
      'request refused',
    );
    return error instanceof Refused
      ? answerRefusal(reply, refusal, error.status)
      : answerRefusal(reply, refusal);
  });

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const allowed = [...methodsByPattern].flatMap(([pattern, methods]) =>
      matches(pattern, path) ? [...methods] : [],
    );
    const refusal: Refusal =
      allowed.length > 0
        ? { code: 'request.methodNotAllowed', facts: { method: request.method } }
        : { code: 'request.notFound', facts: { path } };
    if (allowed.length > 0) reply.header('allow', [...new Set(allowed)].toSorted().join(', '));
    request.log.info({ code: refusal.code, method: request.method }, 'request refused');
    return answerRefusal(reply, refusal);
  });
};
