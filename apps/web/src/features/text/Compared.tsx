import { ComparedWords } from '../../ui/ComparedWords.tsx';

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
    <ComparedWords before={before} now={now} />
  </p>
);
