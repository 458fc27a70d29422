import { suggestionOfText } from './draft-document.ts';
import type { Paragraph, PlacedRun } from './paragraph.ts';
import type { Spot } from './paragraph-text.ts';

/** The visible runs on both sides of an offset, and how far into them it is. */
export interface Neighbours {
  readonly left?: PlacedRun;
  /** Place in its text right after the element on the left. */
  readonly leftEnd: number;
  readonly right?: PlacedRun;
  readonly rightStart: number;
}

/** The visible elements on both sides of an offset of a paragraph. */
export const neighbours = ({ runs }: Pick<Paragraph, 'runs'>, offset: number): Neighbours => {
  let at = 0;
  let left: PlacedRun | undefined;
  let leftEnd = 0;
  for (const run of runs) {
    if (run.width === 0) continue;
    if (at >= offset)
      return { ...(left === undefined ? {} : { left }), leftEnd, right: run, rightStart: run.index };
    const inside = Math.min(run.width, offset - at);
    left = run;
    leftEnd = run.index + inside;
    if (inside < run.width) return { left, leftEnd, right: run, rightStart: leftEnd };
    at += run.width;
  }
  return { ...(left === undefined ? {} : { left }), leftEnd, rightStart: 0 };
};

/** The first place of a paragraph: the beginning of its own text, or right after its marker. */
export const startSpot = ({ members, runs }: Paragraph): Spot => {
  const marker = runs.find(({ embed }) => embed?.type === 'p' && embed.id === members[0]);
  if (marker !== undefined) return { text: marker.text, index: marker.index + 1 };
  return { text: members[0] ?? '', index: 0 };
};

/** Out of suggested words into the text that shows them: right after the place where it shows them. */
const hostSpot = ({ runs }: Paragraph, text: string): Spot | undefined => {
  const host = runs.find(({ embed }) => embed?.type === 's' && embed.id === text);
  return host === undefined ? undefined : { text: host.text, index: host.index + 1 };
};

/** Whether a text shows another's words somewhere inside, at any depth. */
const encloses = (paragraph: Paragraph, outer: string, inner: string): boolean => {
  let at = inner;
  while (at !== outer) {
    const host = hostSpot(paragraph, at);
    if (host === undefined) return false;
    at = host.text;
  }
  return true;
};

/** Whether the last element of a text, or the spot itself at its end, stands in this paragraph. */
const endsIn = ({ runs }: Paragraph, { text, index }: Spot, end: number): boolean =>
  index === end || runs.some((run) => run.text === text && run.index + run.length === end);

export interface SpotOptions {
  /** Whether suggested words are the writer's own, to be written on. */
  readonly stay: (text: string) => boolean;
  /** Number of elements of a text. */
  readonly lengthOf: (text: string) => number;
}

/**
 * Where words written at an offset go: after the element on the left, so that typing runs on. At the end of suggested
 * words they go after them, not into them, unless `stay` says that these are the writer's own.
 */
export const spotAt = (paragraph: Paragraph, offset: number, { stay, lengthOf }: SpotOptions): Spot => {
  const { left, leftEnd, right } = neighbours(paragraph, offset);
  if (left === undefined) {
    if (right !== undefined && suggestionOfText(right.text) !== undefined && stay(right.text))
      return { text: right.text, index: right.index };
    return startSpot(paragraph);
  }
  let spot: Spot = { text: left.text, index: leftEnd };
  while (suggestionOfText(spot.text) !== undefined && !stay(spot.text)) {
    if (right !== undefined && encloses(paragraph, spot.text, right.text)) break;
    // Suggested words that go on in another paragraph are left only there.
    if (!endsIn(paragraph, spot, lengthOf(spot.text))) break;
    const host = hostSpot(paragraph, spot.text);
    if (host === undefined) break;
    spot = host;
  }
  if (
    right !== undefined &&
    right.text !== spot.text &&
    suggestionOfText(right.text) !== undefined &&
    stay(right.text)
  )
    return { text: right.text, index: right.index };
  return spot;
};
