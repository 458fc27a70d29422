import type { DeliberationState, KeptPackage } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { beyondChoices } from './choices-of.ts';
import { TakenWords } from './TakenWords.tsx';
import type { Words } from './use-words.ts';

/** What a kept package makes of the text: what would change, with the words that stood when it was kept. */
export const PackageText = ({
  kept,
  state,
  words,
}: {
  readonly kept: KeptPackage;
  readonly state: DeliberationState;
  readonly words: Words;
}) => {
  const { t } = useTranslation('finder');
  const { choices, amendments = [] } = kept;
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
        {beyondChoices(state, kept).map((id) => (
          <li key={id}>
            <div className="row">
              <bdi className="finder-label">{id}</bdi>
              <span className="soft small">{t('outcome.taken')}</span>
            </div>
            <TakenWords amendment={id} state={state} />
          </li>
        ))}
      </ol>
      <p className="soft small">
        {t('sheet.kept', { count: choices.length - changed.length })}{' '}
        {amendments.length === 0 ? null : t('sheet.adopts', { amendments: words.amendments(amendments) })}
      </p>
    </>
  );
};
