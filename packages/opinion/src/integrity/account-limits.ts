/** Statements that one account may submit in a day. Of positions and votes it holds one on each item, the latest. */
export const STATEMENTS_PER_DAY_MAX = 10;
