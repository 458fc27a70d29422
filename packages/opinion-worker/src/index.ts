export { CELL_MIN } from './opinion-figures.ts';
export type { FiguresAsked, VoteBatch } from './kept-opinion.ts';
export type { MapPlace } from './opinion-messages.ts';
export type {
  AccountFlags,
  DividedFigures,
  GroupFigures,
  OpinionFigures,
  StatementFigures,
} from './opinion-figures.ts';
export { startOpinionWorker, type OpinionWorker } from './opinion-worker.ts';
