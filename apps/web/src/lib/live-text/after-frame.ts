/** Where the frame does not come after all it is done after so many milliseconds. */
const NO_FRAME_MILLISECONDS = 100;

/** A piece of work that waits: done once for however often it was asked for. */
export interface AfterFrame {
  readonly soon: () => void;
  /** Does what waits now; nothing when nothing waits. */
  readonly now: () => void;
}

const hasFrames = (): boolean =>
  typeof requestAnimationFrame === 'function' && document.visibilityState === 'visible';

/**
 * Work that follows a key and is not seen: it is done when the frame that shows the sign has been drawn, so that the sign
 * does not wait for it. Where nothing is drawn, as in a page that is not seen, it is done at once.
 */
export const afterFrame = (work: () => void): AfterFrame => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    work();
  };
  const drawn = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    // What is asked for within a frame is done when it has been drawn.
    timer = setTimeout(now, 0);
  };
  return {
    now,
    soon: () => {
      if (timer !== undefined) return;
      if (!hasFrames()) {
        work();
        return;
      }
      timer = setTimeout(now, NO_FRAME_MILLISECONDS);
      requestAnimationFrame(drawn);
    },
  };
};
