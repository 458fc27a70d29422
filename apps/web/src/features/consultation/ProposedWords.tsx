import { ComparedWords } from '../../ui/ComparedWords.tsx';

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
    <ComparedWords before={before} now={proposal} />
  </p>
);
