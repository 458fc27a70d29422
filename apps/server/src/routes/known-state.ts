import type { BodyState, DeliberationState } from '@plenary/consensus';
import { refused } from '../refused.ts';
import type { HeldStates } from '../streams/held-states.ts';

/** What resource routes read. */
export interface ReadingParts {
  readonly held: HeldStates;
  /** Stream of the body, founded or not. */
  readonly bodyStream: () => Promise<string>;
}

export interface Known<State> {
  readonly stream: string;
  readonly version: number;
  readonly state: State;
}

/** The body as it stands. @throws Refused `stream.unknown` when none was founded */
export const knownBody = async ({ held, bodyStream }: ReadingParts): Promise<Known<BodyState>> => {
  const stream = await bodyStream();
  const known = await held.get(stream);
  if (known.kind !== 'body' || known.state === undefined) throw refused('stream.unknown', { stream });
  return { stream, version: known.version, state: known.state };
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
