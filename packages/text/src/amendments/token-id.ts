/** Number of an amendment: 1, 2, 3 … in the order of filing, never reused; 0 stands for the base text. */
export type AmendmentNumber = number;

/**
 * Name of a token in its text. Tokens of the base are numbered from 1; a token that an amendment brings is named by the
 * amendment, its operation and its place there, so that names never depend on the order of adoption. 0 is the start of
 * a paragraph. One safe integer holds all three.
 */
export type TokenId = number;

/** The start of a paragraph, as an anchor. */
export const PARAGRAPH_START: TokenId = 0;

/** Bounds of what a token id can name. */
export const AMENDMENT_LIMITS = {
  AMENDMENT_NUMBER_MAX: 2 ** 19 - 1,
  OPERATIONS_PER_AMENDMENT_MAX: 2 ** 12,
  TOKENS_PER_OPERATION_MAX: 2 ** 21,
  BASE_TOKENS_MAX: 2 ** 33 - 1,
} as const;

const OPERATION = 2 ** 21;
const AMENDMENT = 2 ** 33;

/** Names the token that an operation of an amendment brings; all counted from 0 but the amendment. */
export const tokenId = (amendment: AmendmentNumber, operation: number, index: number): TokenId =>
  amendment * AMENDMENT + operation * OPERATION + index;

/** The amendment that brought a token; 0 for the base. */
export const originOf = (id: TokenId): AmendmentNumber => Math.floor(id / AMENDMENT);

/** Names the operation that brought a token, among all amendments; of one of the base it says nothing. */
export const operationOf = (id: TokenId): number => Math.floor(id / OPERATION);

/** The place of a token among those that its operation brought, counted from 0. */
export const placeInOperation = (id: TokenId): number => id % OPERATION;
