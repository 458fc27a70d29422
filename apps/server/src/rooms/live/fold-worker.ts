/** The thread that folds logs: reads a snapshot, then pages of rows, then gives the snapshot that holds them all. */
import { parentPort } from 'node:worker_threads';
import { foldDesk } from './fold-desk.ts';
import type { FoldMessage } from './fold-messages.ts';

const port = parentPort;
if (port === null) throw new Error('this is the entry of a thread');
const answer = foldDesk();
port.on('message', (message: FoldMessage) => port.postMessage(answer(message)));
