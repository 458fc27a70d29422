export * from './vocabulary.ts';
export * from './types.ts';
