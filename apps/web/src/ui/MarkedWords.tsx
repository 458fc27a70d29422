import type { WordSegment } from '@plenary/text';
import './marked-words.css';

/** Words of a text in its own language and direction: what goes is struck out, what comes is underlined. */
export const MarkedWords = ({
  segments,
  lang,
}: {
  readonly segments: readonly WordSegment[];
  readonly lang: string;
}) => (
  <span className="marked-words" lang={lang} dir="auto">
    {segments.map(({ type, text }, at) =>
      type === 'removed' ? (
        <del key={at}>{text}</del>
      ) : type === 'added' ? (
        <ins key={at}>{text}</ins>
      ) : (
        <span key={at}>{text}</span>
      ),
    )}
  </span>
);
