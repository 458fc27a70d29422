import { namesOf, voteTable, type VoteTable } from '@plenary/opinion';

/** Draws from 0 to 1 that are the same every time. */
export const drawsFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
};

const CENTRES = [
  [1, 0],
  [-0.6, 0.8],
  [-0.6, -0.8],
] as const;

/**
 * A conversation of people around three centres, each voting on so many statements drawn with replacement (a second vote
 * on one statement replaces the first): agreement is a logistic draw along the person's place and the statement's own
 * direction and popularity, 18 % pass. One seed, one conversation.
 */
export const simulatedConversation = (
  participants: number,
  statements: number,
  votesEach: number,
  seed = 0x1234567,
): VoteTable => {
  const draw = drawsFrom(seed);
  const directions = Array.from(
    { length: statements },
    () => [draw() * 2 - 1, draw() * 2 - 1, draw() * 2 - 1] as const,
  );
  const count = participants * votesEach;
  const row = new Int32Array(count);
  const col = new Int32Array(count);
  const val = new Int8Array(count);
  for (let entry = 0, person = 0; person < participants; person += 1) {
    const [x, y] = CENTRES[draw() < 0.5 ? 0 : draw() < 0.6 ? 1 : 2] ?? CENTRES[0];
    const [ownX, ownY] = [x + (draw() - 0.5) * 0.8, y + (draw() - 0.5) * 0.8];
    for (let vote = 0; vote < votesEach; vote += 1, entry += 1) {
      const statement = Math.floor(draw() * statements);
      const [a, b, popular] = directions[statement] ?? [0, 0, 0];
      const leaning = 2.5 * (a * ownX + b * ownY + popular * 0.6);
      row[entry] = person;
      col[entry] = statement;
      val[entry] = draw() < 0.18 ? 0 : draw() < 1 / (1 + Math.exp(-leaning)) ? 1 : -1;
    }
  }
  return voteTable(
    namesOf(Array.from({ length: participants }, (_, at) => `p${at}`)),
    namesOf(Array.from({ length: statements }, (_, at) => `s${at}`)),
    { row, col, val },
  );
};
