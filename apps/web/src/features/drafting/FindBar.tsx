import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { EditorSnapshot, LiveEditor } from './editor/live-editor.ts';

export interface Finding {
  readonly words: string;
  readonly matchCase: boolean;
}

/** Finds words in the text, and puts others in their place. */
export const FindBar = ({
  editor,
  snapshot,
  finding,
  canReplace,
  onFind,
  onClose,
}: {
  readonly editor: LiveEditor;
  readonly snapshot: EditorSnapshot;
  readonly finding: Finding;
  readonly canReplace: boolean;
  readonly onFind: (finding: Finding) => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('drafting');
  const [replacement, setReplacement] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const { hits, hit } = snapshot;
  const place = hit === undefined ? 0 : hits.indexOf(hit) + 1;
  return (
    <search
      className="find-bar no-print"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <input
        ref={field}
        className="input"
        type="search"
        dir="auto"
        aria-label={t('find.words')}
        placeholder={t('find.words')}
        value={finding.words}
        onChange={(event) => onFind({ ...finding, words: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          editor.goToHit(event.shiftKey ? -1 : 1);
        }}
      />
      <p className="find-count" role="status">
        {finding.words === '' ? '' : t('find.count', { count: hits.length, place })}
      </p>
      <button
        type="button"
        className="tool"
        aria-label={t('find.previous')}
        onClick={() => editor.goToHit(-1)}
      >
        <Icon name="up" />
      </button>
      <button type="button" className="tool" aria-label={t('find.next')} onClick={() => editor.goToHit(1)}>
        <Icon name="down" />
      </button>
      <label className="find-case">
        <input
          type="checkbox"
          checked={finding.matchCase}
          onChange={(event) => onFind({ ...finding, matchCase: event.target.checked })}
        />
        {t('find.matchCase')}
      </label>
      {canReplace ? (
        <>
          <input
            className="input"
            dir="auto"
            aria-label={t('find.replacement')}
            placeholder={t('find.replacement')}
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
          />
          <Button
            disabled={hit === undefined}
            onClick={() => {
              editor.replace('this', replacement);
              editor.goToHit(1);
            }}
          >
            {t('find.replace')}
          </Button>
          <Button disabled={hits.length === 0} onClick={() => editor.replace('all', replacement)}>
            {t('find.replaceAll')}
          </Button>
        </>
      ) : null}
      <button type="button" className="tool" aria-label={t('find.close')} onClick={onClose}>
        <Icon name="close" />
      </button>
    </search>
  );
};
