import { compareWords } from '@plenary/text';

/** A paragraph as it stands, with what amendments took away struck out and what they brought underlined. */
export const Compared = ({
  before,
  now,
  lang,
}: {
  readonly before: string;
  readonly now: string;
  readonly lang: string;
}) => (
  <p className="text-words text-compared" lang={lang} dir="auto">
    {compareWords(before, now).map(({ type, text }, at) =>
      type === 'removed' ? (
        <del key={at}>{text}</del>
      ) : type === 'added' ? (
        <ins key={at}>{text}</ins>
      ) : (
        <span key={at}>{text}</span>
      ),
    )}
  </p>
);
