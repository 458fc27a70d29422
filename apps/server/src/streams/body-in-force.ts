import { bodyAt, type BodyState, type Instant } from '@plenary/consensus';

/** Bodies with what has come into force since their last event: whoever keeps figures by a body finds them again. */
const inForce = new WeakMap<BodyState, BodyState>();

/** BOD-155: the body as it is at an instant of this service, whose clock goes on; the very same value while nothing changes. */
export const bodyInForce = (body: BodyState, at: Instant): BodyState => {
  const known = inForce.get(body) ?? body;
  const now = bodyAt(known, at);
  if (now !== known) inForce.set(body, now);
  return now;
};

/** Beside the version of a body: changes when attributes come into force without an event of it. */
export const inForceMark = ({ attributeChanges = [] }: BodyState): string => String(attributeChanges.length);
