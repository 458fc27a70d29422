import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../../ui/Sheet.tsx';
import type { EditorSnapshot } from './editor/live-editor.ts';
import { paragraphText } from '@plenary/drafting';

const SHOWN_CHARACTERS = 90;

/** The beginning of words, up to the last space before too many; where there is none, as in Chinese, up to there. */
const beginningOf = (words: string): string => {
  if (words.length <= SHOWN_CHARACTERS) return words;
  const space = words.lastIndexOf(' ', SHOWN_CHARACTERS);
  return `${words.slice(0, space > 0 ? space : SHOWN_CHARACTERS)} …`;
};

/** Chooses the paragraph that a reference names; it will print whatever label that paragraph has. */
export const ReferenceSheet = ({
  snapshot,
  isOpen,
  onChoose,
  onClose,
}: {
  readonly snapshot: EditorSnapshot;
  readonly isOpen: boolean;
  readonly onChoose: (paragraph: string) => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('drafting');
  const [sought, setSought] = useState('');
  const { draft, labels } = snapshot;
  const all = isOpen
    ? draft.paragraphs.map((paragraph) => ({
        id: paragraph.id,
        kind: paragraph.kind,
        label: labels.get(paragraph.id) ?? '',
        words: paragraphText(paragraph),
      }))
    : [];
  const needle = sought.trim().toLowerCase();
  const found = all.filter(
    ({ kind, label, words }) =>
      kind !== 'note' &&
      label !== '' &&
      (needle === '' || label.toLowerCase().includes(needle) || words.toLowerCase().includes(needle)),
  );
  return (
    <Sheet title={t('reference.title')} isOpen={isOpen} onClose={onClose}>
      <input
        className="input"
        type="search"
        dir="auto"
        aria-label={t('reference.search')}
        placeholder={t('reference.search')}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== 'Enter' || first === undefined) return;
          event.preventDefault();
          onChoose(first.id);
        }}
      />
      <ul className="reference-list">
        {found.map(({ id, label, words }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(id)}>
              <bdi className="reference-label">{label}</bdi>
              <span dir="auto">{beginningOf(words)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="soft">{t('reference.none')}</p> : null}
    </Sheet>
  );
};
