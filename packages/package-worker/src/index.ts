export { highsSolver } from './highs-solver.ts';
export {
  startPackageWorker,
  type PackageReply,
  type PackageWorker,
  type SolveWishes,
} from './package-worker.ts';
