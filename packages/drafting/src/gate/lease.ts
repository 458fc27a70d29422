/** Client numbers are whole numbers below this. */
export const CLIENT_NUMBER_LIMIT = 2 ** 32;

/**
 * A client number that no other connection of the document ever had. `draw` gives whole numbers below the limit; it is
 * asked again while the number is taken, at most `attemptsMax` times. Undefined when all of them were.
 */
export const drawClientNumber = (
  isTaken: (client: number) => boolean,
  draw: () => number,
  attemptsMax = 64,
): number | undefined => {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const client = draw();
    if (Number.isSafeInteger(client) && client > 0 && client < CLIENT_NUMBER_LIMIT && !isTaken(client))
      return client;
  }
  return undefined;
};
