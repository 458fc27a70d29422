import { compareWords } from '@plenary/text';

/** Proposed words beside those put out: what would go is struck out, what would come is underlined. */
export const ProposedWords = ({
  before,
  proposal,
  lang,
}: {
  readonly before: string;
  readonly proposal: string;
  readonly lang: string;
}) => (
  <p className="consultation-proposed" lang={lang} dir="auto">
    {compareWords(before, proposal).map(({ type, text }, at) =>
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
