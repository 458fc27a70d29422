import type { WordSegment } from '@plenary/text';

/** Words with what goes struck out and what comes underlined, in the language of the text. */
export const ChangedWords = ({
  segments,
  lang,
}: {
  readonly segments: readonly WordSegment[];
  readonly lang: string;
}) => (
  <p className="composer-words" lang={lang} dir="auto">
    {segments.map(({ type, text }, at) => {
      if (type === 'added') return <ins key={at}>{text}</ins>;
      return type === 'removed' ? <del key={at}>{text}</del> : <span key={at}>{text}</span>;
    })}
  </p>
);
