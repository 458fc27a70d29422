import type { Token } from './model.ts';
import { operationOf, placeInOperation, originOf, type TokenId } from './token-id.ts';

/** Where a token stands among its neighbours; undefined for one that is not there. */
export type TokenIndex = (id: TokenId) => number | undefined;

/**
 * Places of the tokens of a paragraph by their ids. Tokens that amendments brought are found by operation, then by place in
 * it: their ids are too large to be quick keys of a table.
 */
export const tokenIndex = (tokens: readonly Pick<Token, 'id'>[]): TokenIndex => {
  const first = tokens[0]?.id ?? 0;
  // Paragraphs of the base are numbered through, so that no table is needed.
  if (tokens.every(({ id }, at) => id === first + at))
    return (id) => (tokens[id - first] === undefined ? undefined : id - first);
  const base = new Map<TokenId, number>();
  const brought = new Map<number, number[]>();
  tokens.forEach(({ id }, at) => {
    if (originOf(id) === 0) {
      base.set(id, at);
      return;
    }
    const operation = operationOf(id);
    let places = brought.get(operation);
    if (places === undefined) {
      places = [];
      brought.set(operation, places);
    }
    places[placeInOperation(id)] = at;
  });
  return (id) => (originOf(id) === 0 ? base.get(id) : brought.get(operationOf(id))?.[placeInOperation(id)]);
};
