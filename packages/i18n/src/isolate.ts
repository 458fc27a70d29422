/** Controls of writing direction; inside a label they could reach beyond it. */
const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A label or name made safe inside a sentence of any direction: `OP3 bis` or `A/78/L.49` keeps its own order within
 * Arabic, and disturbs nothing around it (first strong isolate … pop, UAX #9). Controls inside the label are dropped.
 */
export const isolate = (label: string): string => `\u2068${label.replace(DIRECTION_CONTROLS, '')}\u2069`;
