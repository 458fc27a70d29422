import type {
  PackageAnswer,
  PackageOptions,
  PackageProblem,
  PackageProgress,
  PackageRefusal,
} from '@plenary/compromise';

/** What is sent to the worker: one problem to solve. Its first number turns from 0 to 1 when the search is to stop. */
export interface SolveMessage {
  readonly kind: 'solve';
  readonly id: number;
  readonly problem: PackageProblem;
  readonly options: PackageOptions;
  readonly stopFlag: Int32Array;
}

/** What the worker says. Of each question the answer, a refusal or a fault comes last, and once. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly warmUpMs: number }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: PackageProgress }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: PackageAnswer }
  | { readonly kind: 'refused'; readonly id: number; readonly refusal: PackageRefusal }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Whether a message is one of those for the worker; both ends are built together, so that the kind says the rest. */
export const isSolveMessage = (value: unknown): value is SolveMessage =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'solve';

const KINDS: readonly unknown[] = ['ready', 'progress', 'answer', 'refused', 'failed'];

/** Whether a message is one of the worker's. */
export const isWorkerMessage = (value: unknown): value is WorkerMessage =>
  typeof value === 'object' && value !== null && 'kind' in value && KINDS.includes(value.kind);
