import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeSnapshot } from '@plenary/drafting';
import { foldedSnapshot, foldLog, type LogFold } from './fold-log.ts';
import type { FoldMessage, FoldReply } from './fold-messages.ts';

/** Answers one message after another about one log at a time; what cannot be answered ends that log. */
export const foldDesk = (): ((message: FoldMessage) => FoldReply) => {
  let current: LogFold | undefined;
  const begun = (): LogFold => {
    if (current === undefined) throw new Error('no log was begun');
    return current;
  };
  const drop = (): void => {
    current?.doc.destroy();
    current = undefined;
  };
  const answer = (message: FoldMessage): FoldReply => {
    switch (message.kind) {
      case 'begin': {
        drop();
        const { packed } = message;
        const snapshot =
          packed === undefined ? undefined : decodeSnapshot(new Uint8Array(gunzipSync(packed)));
        current = foldLog(snapshot);
        return { kind: 'more', after: current.after() };
      }
      case 'rows': {
        const fold = begun();
        fold.add(message.rows);
        return { kind: 'more', after: fold.after() };
      }
      case 'end': {
        const packed = new Uint8Array(gzipSync(foldedSnapshot(begun())));
        drop();
        return { kind: 'folded', packed };
      }
    }
  };
  return (message) => {
    try {
      return answer(message);
    } catch (error) {
      drop();
      return {
        kind: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  };
};
