import type { LiveState, LiveText } from '../../lib/live-text/index.ts';
import { observed, type Observable } from '../../lib/live-text/observable.ts';

/** Everything must have been saved for so many milliseconds before it is said: while somebody types, the sign is still. */
const QUIET_MILLISECONDS = 400;

/**
 * The state of a live text for the line that shows it: whatever is not saved is said at once, that all is saved only when
 * it stays so. Values that read the same are the same value.
 */
export const steadyState = (
  state: LiveText['state'],
): { readonly shown: Observable<LiveState>; readonly stop: () => void } => {
  const shown = observed(state.get());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (next: LiveState): void => {
    if (JSON.stringify(next) !== JSON.stringify(shown.get())) shown.set(next);
  };
  const follow = (): void => {
    const next = state.get();
    clearTimeout(timer);
    if (next.saving.kind === 'saved' && shown.get().saving.kind === 'saving')
      timer = setTimeout(() => show(state.get()), QUIET_MILLISECONDS);
    // How many updates are on their way is not shown.
    else if (next.saving.kind === 'saving') show({ ...next, saving: { kind: 'saving', count: 1 } });
    else show(next);
  };
  const unsubscribe = state.subscribe(follow);
  return {
    shown,
    stop: () => {
      clearTimeout(timer);
      unsubscribe();
    },
  };
};
