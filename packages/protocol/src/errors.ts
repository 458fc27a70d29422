/**
 * Codes of the service's own answers, beside the refusals of the rules (`REFUSAL_CODES` in @plenary/consensus and
 * the `text.*` codes of @plenary/text). A test keeps this list, docs/errors.md and the six message files equal.
 * Each entry: HTTP status, and the facts that come with it.
 */
export const SERVICE_ERRORS = {
  'request.malformed': { status: 400, facts: ['place', 'problem'] },
  'request.notJson': { status: 400, facts: [] },
  'request.contentType': { status: 415, facts: ['contentType'] },
  'request.tooLarge': { status: 413, facts: ['limit'] },
  'request.tooMany': { status: 429, facts: ['limit', 'seconds'] },
  'request.notFound': { status: 404, facts: ['path'] },
  'request.methodNotAllowed': { status: 405, facts: ['method'] },
  'request.origin': { status: 403, facts: [] },
  'act.unknown': { status: 400, facts: ['type'] },
  'act.keyMissing': { status: 400, facts: [] },
  'act.keyReused': { status: 409, facts: ['key'] },
  'act.staleVersion': { status: 409, facts: ['stream', 'seen', 'version'] },
  'act.notAllowed': { status: 403, facts: ['act', 'role'] },
  'stream.unknown': { status: 404, facts: ['stream'] },
  'stream.contended': { status: 409, facts: ['stream', 'tries'] },
  'stream.busy': { status: 503, facts: ['stream', 'limit'] },
  'session.needed': { status: 401, facts: [] },
  'session.ended': { status: 401, facts: [] },
  'session.changed': { status: 409, facts: [] },
  'session.notFound': { status: 404, facts: [] },
  'signIn.refused': { status: 401, facts: [] },
  'password.tooShort': { status: 400, facts: ['min'] },
  'password.tooLong': { status: 400, facts: ['max'] },
  'invitation.invalid': { status: 410, facts: [] },
  'account.loginTaken': { status: 409, facts: [] },
  'record.notSequenced': { status: 404, facts: ['stream', 'version'] },
  'record.range': { status: 400, facts: ['size'] },
  'text.notItsLabel': { status: 422, facts: ['paragraph', 'expected'] },
  'text.notItsHash': { status: 422, facts: ['paragraph'] },
  'socket.malformed': { status: 400, facts: [] },
  'socket.tooMany': { status: 429, facts: ['limit'] },
  'socket.versionMismatch': { status: 409, facts: ['server', 'client'] },
  'server.stopping': { status: 503, facts: [] },
  'server.fault': { status: 500, facts: ['reference'] },
} as const satisfies Record<string, { status: number; facts: readonly string[] }>;
export type ServiceErrorCode = keyof typeof SERVICE_ERRORS;
/** HTTP status of a refusal by the rules: understood, well-formed, and not in order. */
export const REFUSAL_STATUS = 422;
