// Lets a thread run TypeScript from the sources. tsx registers itself in the main thread alone; the threads that a
// program starts load this file as well, and are told so here.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) await import('tsx');
else (await import('tsx/esm/api')).register();
