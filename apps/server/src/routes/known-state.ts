import type { BodyState, DeliberationState, Instant } from '@plenary/consensus';
import { refused } from '../refused.ts';
import { bodyInForce } from '../streams/body-in-force.ts';
import type { HeldStates } from '../streams/held-states.ts';

/** What resource routes read. */
export interface ReadingParts {
  readonly held: HeldStates;
  /** Stream of the body, founded or not. */
  readonly bodyStream: () => Promise<string>;
  readonly clock: () => Instant;
}

export interface Known<State> {
  readonly stream: string;
  readonly version: number;
  readonly state: State;
}

/** The body as it stands, with the attributes in force now. @throws Refused `stream.unknown` when none was founded */
export const knownBody = async ({ held, bodyStream, clock }: ReadingParts): Promise<Known<BodyState>> => {
  const stream = await bodyStream();
  const known = await held.get(stream);
  if (known.kind !== 'body' || known.state === undefined) throw refused('stream.unknown', { stream });
  return { stream, version: known.version, state: bodyInForce(known.state, clock()) };
};

/** A deliberation as it stands, with everything confidential. @throws Refused `stream.unknown` */
export const knownDeliberation = async (
  { held }: ReadingParts,
  id: string,
): Promise<Known<DeliberationState>> => {
  const stream = `deliberation:${id}`;
  const known = await held.get(stream);
  if (known.kind !== 'deliberation' || known.state === undefined) throw refused('stream.unknown', { stream });
  return { stream, version: known.version, state: known.state };
};
