import { constants } from 'node:zlib';

/** Answers from so many bytes on travel packed. */
export const PACKED_FROM_BYTES = 1024;
/** Quick enough to pack an answer while somebody waits for it. */
export const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } as const;
