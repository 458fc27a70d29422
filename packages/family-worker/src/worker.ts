/** The thread: compares the texts that it was started with, answers once, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { nearDuplicates, type SubmittedText } from '@plenary/opinion';

const isTexts = (value: unknown): value is readonly SubmittedText[] =>
  Array.isArray(value) &&
  value.every(
    (one: unknown) =>
      typeof one === 'object' &&
      one !== null &&
      'id' in one &&
      typeof one.id === 'string' &&
      'text' in one &&
      typeof one.text === 'string',
  );

if (parentPort === null) throw new Error('this is the entry of a worker thread');
if (!isTexts(workerData)) throw new TypeError('texts are expected');
parentPort.postMessage(nearDuplicates(workerData));
