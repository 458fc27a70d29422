import type { Refusal } from '@plenary/consensus';
import { REFUSAL_STATUS, SERVICE_ERRORS, type ServiceErrorCode } from '@plenary/protocol';

/** An answer that is no success, on its way to the edge: the code, the facts, the HTTP status. */
export class Refused extends Error {
  readonly refusal: Refusal;
  readonly status: number;
  constructor(refusal: Refusal, status: number) {
    super(refusal.code);
    this.refusal = refusal;
    this.status = status;
  }
}

/** One of the service's own errors. */
export const refused = (code: ServiceErrorCode, facts: Refusal['facts'] = {}): Refused =>
  new Refused({ code, facts }, SERVICE_ERRORS[code].status);

/** A refusal by the rules. */
export const refusedByRules = (refusal: Refusal): Refused => new Refused(refusal, REFUSAL_STATUS);
