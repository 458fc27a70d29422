/**
 * Version of the contract between client and server. A test hashes all schemas: whoever changes them changes the
 * version, the line in `PROTOCOL_HISTORY` and, when old clients no longer work, the oldest version served.
 */
export const PROTOCOL_VERSION = 1;
export const PROTOCOL_OLDEST_SERVED = 1;
export const PROTOCOL_HISTORY: readonly { readonly version: number; readonly change: string }[] = [
  {
    version: 1,
    change: 'acts, resources and event messages of a deliberation by paragraph positions and adoption',
  },
];
