import type { DeliberationState } from '@plenary/consensus';
import type { PackageSheet } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { amendmentsOf, choicesOf } from './choices-of.ts';

/** Keeps a package that was found, under a title and with a note for those who conduct. */
export const KeepSheet = ({
  sheet,
  rule,
  state,
  stream,
  onClose,
}: {
  readonly sheet: PackageSheet | undefined;
  readonly rule: string;
  readonly state: DeliberationState;
  readonly stream: string;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('finder');
  const act = useAct(stream);
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const keep = async (): Promise<void> => {
    if (sheet === undefined || state.revision === undefined) return;
    const amendments = amendmentsOf(sheet);
    const kept = await act.perform({
      type: 'keepPackage',
      title: title.trim(),
      note,
      rule,
      textHash: state.revision.hash,
      choices: choicesOf(state, sheet),
      ...(amendments.length === 0 ? {} : { amendments }),
    });
    if (kept === undefined) return;
    setTitle('');
    setNote('');
    onClose();
  };
  return (
    <Sheet title={t('keep.title')} isOpen={sheet !== undefined} onClose={onClose}>
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
        <RefusalNote refusal={act.refusal} />
        <div className="row">
          <Button type="submit" tone="primary" busy={act.pending} disabled={title.trim() === ''}>
            {t('keep.do')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
};
