import { useQuery } from '@tanstack/react-query';
import { Awaiting } from '../ui/Awaiting.tsx';
import { bodyQuery } from './live.ts';
import { sessionQuery } from './session.ts';

/** Stands where a page has not yet the body: on its way, or why not. */
export const AwaitedBody = () => <Awaiting asked={[useQuery(bodyQuery)]} />;

/** Stands where a page does not know yet who is signed in: on its way, or why not. */
export const AwaitedSession = () => <Awaiting asked={[useQuery(sessionQuery)]} />;
