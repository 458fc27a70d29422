/** The worker thread: says when it is ready, then solves one problem after another, with progress. */
import { parentPort } from 'node:worker_threads';
import { packageSearch } from '@plenary/compromise';
import { highsSolver } from './highs-solver.ts';
import { isSolveMessage, type SolveMessage, type WorkerMessage } from './package-messages.ts';
import { warmUp } from './warm-up.ts';

/** Pieces of work between two looks at the clock, and milliseconds between two words of progress. */
const STEPS = 20;
const PROGRESS_MS = 50;

const port = parentPort;
if (port === null) throw new Error('this is the entry of a worker thread');
const say = (message: WorkerMessage): void => port.postMessage(message);
const now = (): number => performance.now();

const milp = await highsSolver();
const warmUpMs = warmUp(milp, now);

const solveOne = ({ id, problem, options, stopFlag }: SolveMessage): void => {
  const begun = packageSearch(problem, options, {
    now,
    milp,
    // The thread is busy until it is done: whoever wants it to stop says so in shared memory.
    shouldStop: () => Atomics.load(stopFlag, 0) !== 0,
  });
  if (!begun.ok) {
    say({ kind: 'refused', id, refusal: begun.refusal });
    return;
  }
  let said = -Infinity;
  for (;;) {
    const progress = begun.search.step(STEPS);
    if (progress.done || now() - said >= PROGRESS_MS) {
      say({ kind: 'progress', id, progress });
      said = now();
    }
    if (progress.done) break;
  }
  say({ kind: 'answer', id, answer: begun.search.answer() });
};

port.on('message', (message: unknown) => {
  if (!isSolveMessage(message)) throw new TypeError('not a message for this worker');
  try {
    solveOne(message);
  } catch (error) {
    say({
      kind: 'failed',
      id: message.id,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
say({ kind: 'ready', warmUpMs });
