import type { KeptPackage } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

/** Those who conduct write another note on a package; the earlier ones stay in the record. */
export const NoteSheet = ({
  kept,
  stream,
  onClose,
}: {
  readonly kept: KeptPackage;
  readonly stream: string;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('finder');
  const act = useAct(stream);
  const [note, setNote] = useState(kept.note ?? '');
  const write = async (): Promise<void> => {
    const written = await act.perform({ type: 'annotatePackage', package: kept.id, note });
    if (written !== undefined) onClose();
  };
  return (
    <Sheet title={t('annotate.title', { title: kept.title })} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <Field label={t('keep.note')} hint={t('annotate.hint')}>
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
          <Button type="submit" tone="primary" busy={act.pending} disabled={note === (kept.note ?? '')}>
            {t('annotate.do')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
};
