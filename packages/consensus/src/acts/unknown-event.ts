/** ACT-3: what a later version wrote is never skipped; it must be read by a version that knows it. */
export const unknownEvent = (event: never): never => {
  throw new Error(`an event of an unknown type: ${JSON.stringify(event)}`);
};
