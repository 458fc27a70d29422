import type { BodyState, DeliberationState } from '@plenary/consensus';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useBody, useDeliberation } from './live.ts';

/** The deliberation of this page with its body. The layout around the page has seen to it that both are there. */
export const useHere = (): {
  readonly id: string;
  readonly stream: string;
  readonly body: BodyState;
  readonly state: DeliberationState;
  /** Version of the stream that the state is of. */
  readonly version: number;
} => {
  const { id } = useParams({ from: '/deliberations/$id' });
  const { held } = useDeliberation(id);
  const body = useBody();
  if (held === undefined || body === undefined)
    throw new Error('a page of a deliberation without its deliberation');
  return { id, stream: held.stream, body: body.state, state: held.state, version: held.version };
};

/**
 * The newest version of the stream of which a form shows these parts as they are: that of now while none of them changed since
 * the form was opened, else that of its opening, so that the service refuses what is decided on something else.
 */
export const useSeen = (parts: readonly (keyof DeliberationState)[]): number => {
  const { state, version } = useHere();
  const [opened] = useState({ state, version });
  return parts.every((part) => opened.state[part] === state[part]) ? version : opened.version;
};
