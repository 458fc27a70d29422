import type { DeliberationState, PackageChoice } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import type { Words } from './use-words.ts';

/** What a kept package makes of the text: the paragraphs that would change, with the words that stood when it was kept. */
export const PackageText = ({
  choices,
  state,
  words,
}: {
  readonly choices: readonly PackageChoice[];
  readonly state: DeliberationState;
  readonly words: Words;
}) => {
  const { t } = useTranslation('finder');
  const before = new Map(
    state.revisions.flatMap(({ paragraphs }) => paragraphs.map(({ hash, text }) => [hash, text] as const)),
  );
  const changed = choices.filter(({ outcome }) => outcome !== 'kept');
  return (
    <>
      <ol className="finder-changes">
        {changed.map(({ paragraph, textHash, outcome, words: text }) => (
          <li key={paragraph}>
            <div className="row">
              <bdi className="finder-label">{words.item(paragraph)}</bdi>
              <span className="soft small">{t(`outcome.${outcome}`)}</span>
            </div>
            <p lang={state.revision?.lang} dir="auto" className="finder-words">
              {outcome === 'leftOut' ? <del>{before.get(textHash)}</del> : text}
            </p>
          </li>
        ))}
      </ol>
      <p className="soft small">{t('sheet.kept', { count: choices.length - changed.length })}</p>
    </>
  );
};
