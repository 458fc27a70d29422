import type { BodyState, DeliberationState } from '@plenary/consensus';
import { useParams } from '@tanstack/react-router';
import { useBody, useDeliberation } from './live.ts';

/** The deliberation of this page with its body. The layout around the page has seen to it that both are there. */
export const useHere = (): {
  readonly id: string;
  readonly stream: string;
  readonly body: BodyState;
  readonly state: DeliberationState;
} => {
  const { id } = useParams({ from: '/deliberations/$id' });
  const { held } = useDeliberation(id);
  const body = useBody();
  if (held === undefined || body === undefined)
    throw new Error('a page of a deliberation without its deliberation');
  return { id, stream: held.stream, body: body.state, state: held.state };
};
