import type { DeliberationState } from '@plenary/consensus';
import type { PackageSheet } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { amendmentsOf, choicesOf } from './choices-of.ts';

/** Keeps a package that was found, under a title and with a note for those who conduct. */
export const KeepSheet = ({
  sheet,
  rule,
  textHash,
  state,
  stream,
  onClose,
}: {
  readonly sheet: PackageSheet;
  readonly rule: string;
  /** Of the text on which the package was found. */
  readonly textHash: string;
  readonly state: DeliberationState;
  readonly stream: string;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('finder');
  const act = useAct(stream);
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  // Choices that were weighed on other words are not kept under those that stand now.
  const isStale = state.revision?.hash !== textHash;
  const keep = async (): Promise<void> => {
    if (isStale) return;
    const amendments = amendmentsOf(sheet);
    const kept = await act.perform({
      type: 'keepPackage',
      title: title.trim(),
      note,
      rule,
      textHash,
      choices: choicesOf(state, sheet),
      ...(amendments.length === 0 ? {} : { amendments }),
    });
    if (kept !== undefined) onClose();
  };
  return (
    <Sheet title={t('keep.title')} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <Field label={t('keep.name')}>
          {(control) => (
            <input
              {...control}
              dir="auto"
              maxLength={200}
              required
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('keep.note')} hint={t('keep.noteHint')}>
          {(control) => (
            <textarea
              {...control}
              dir="auto"
              maxLength={5_000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {isStale ? (
          <Notice tone="warn" live>
            {t('results.stale')}
          </Notice>
        ) : null}
        <ActNote of={act} />
        <div className="row">
          <Button type="submit" tone="primary" busy={act.pending} disabled={isStale || title.trim() === ''}>
            {t('keep.do')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
};
