/** Characters that may wait for a slow reader before its socket is closed; it comes back and resumes. */
export const BACKLOG_CHARACTERS_MAX = 8_000_000;

/** What a connection tells of its traffic. */
export interface Line {
  readonly on: (
    name: 'packetCreate' | 'drain',
    listener: (packet: { readonly data?: unknown }) => void,
  ) => unknown;
}

/** Calls `close` when a reader does not keep up: what waits for it would fill the memory of the node. */
export const whenBehind = (line: Line, close: () => void): void => {
  let backlog = 0;
  line.on('packetCreate', ({ data }) => {
    backlog += typeof data === 'string' ? data.length : 0;
    if (backlog > BACKLOG_CHARACTERS_MAX) close();
  });
  line.on('drain', () => {
    backlog = 0;
  });
};
