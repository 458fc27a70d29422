import { amendmentNumber, type AmendmentId } from '@plenary/consensus';
import type { Candidate, CompiledParagraph } from '@plenary/text';

/** A stretch of a paragraph that one amendment changes: characters of the words that stand, `from` inclusive, `to` exclusive. */
export interface TrackSpan {
  readonly from: number;
  /** Equal to `from` where words only come. */
  readonly to: number;
  readonly removed: string;
  readonly added: string;
}

/** Everything that one amendment does to the words of a paragraph, from left to right. */
export interface Track {
  readonly amendment: AmendmentId;
  readonly spans: readonly TrackSpan[];
  /** It takes the paragraph away as a whole. */
  readonly whole: boolean;
}

/** A stretch that more than one amendment changes. */
export interface Clash {
  readonly from: number;
  readonly to: number;
  readonly amendments: readonly AmendmentId[];
}

export interface ParagraphTracks {
  /** Words that stand, as one line. */
  readonly text: string;
  /** In the order of submission. */
  readonly tracks: readonly Track[];
  readonly clashes: readonly Clash[];
}

interface OpenSpan {
  from: number;
  to: number;
  removed: string;
  added: string;
}

const candidatesOf = ({ segments }: CompiledParagraph): readonly Candidate[] =>
  segments.flatMap((segment): readonly Candidate[] =>
    segment.type === 'fixed' ? [{ text: segment.text, from: 0, takenBy: [] }] : segment.candidates,
  );

const clashesOf = (tracks: readonly Track[]): readonly Clash[] => {
  const spans = tracks
    .flatMap(({ amendment, spans: own, whole }) =>
      // What takes the paragraph away meets what comes at its very edges too.
      own.map(({ from, to }) => ({ amendment, from: whole ? from - 1 : from, to: whole ? to + 1 : to })),
    )
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const clashes: { from: number; to: number; amendments: AmendmentId[] }[] = [];
  let open: { from: number; to: number; amendment: AmendmentId }[] = [];
  for (const span of spans) {
    // An insertion at the edge of what another takes away stands beside it; two insertions in one place stand together.
    open = open.filter(
      ({ from, to }) => to > span.from || (from === to && span.from === span.to && from === span.from),
    );
    for (const other of open) {
      if (other.amendment === span.amendment) continue;
      const [from, to] = [Math.max(span.from, other.from), Math.min(span.to, other.to)];
      const last = clashes.at(-1);
      if (last !== undefined && from <= last.to && (from < last.to || from === last.from)) {
        last.to = Math.max(last.to, to);
        for (const one of [other.amendment, span.amendment])
          if (!last.amendments.includes(one)) last.amendments.push(one);
      } else clashes.push({ from, to, amendments: [other.amendment, span.amendment] });
    }
    open.push(span);
  }
  return clashes;
};

/**
 * TAB-23: the words of a paragraph as one line, below it a track for each amendment that changes them, and the stretches
 * where tracks meet. Words that an amendment to another changes have no place on the line but where they would come.
 */
export const paragraphTracks = (paragraph: CompiledParagraph): ParagraphTracks => {
  const open = new Map<number, OpenSpan[]>();
  const at = { place: 0, text: '' };
  /** The span that reaches to this place, or a new one. */
  const spanOf = (amendment: number): OpenSpan => {
    const own = open.get(amendment) ?? [];
    open.set(amendment, own);
    const last = own.at(-1);
    if (last?.to === at.place) return last;
    const span = { from: at.place, to: at.place, removed: '', added: '' };
    own.push(span);
    return span;
  };
  for (const { text, from, takenBy } of candidatesOf(paragraph)) {
    for (const amendment of takenBy) {
      const span = spanOf(amendment);
      span.removed += text;
      if (from === 0) span.to = at.place + text.length;
    }
    if (from === 0) {
      at.text += text;
      at.place += text.length;
    } else spanOf(from).added += text;
  }
  const tracks = [...open]
    .sort(([a], [b]) => a - b)
    .map(([number, spans]): Track => ({ amendment: `A${number}`, spans, whole: false }));
  const gone = { from: 0, to: at.text.length, removed: at.text, added: '' };
  const all = [
    ...tracks,
    ...paragraph.deletedBy.map((number): Track => ({ amendment: `A${number}`, spans: [gone], whole: true })),
  ].sort((a, b) => amendmentNumber(a.amendment) - amendmentNumber(b.amendment));
  return { text: at.text, tracks: all, clashes: clashesOf(all) };
};
