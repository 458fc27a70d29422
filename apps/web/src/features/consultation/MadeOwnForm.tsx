import type { ConsultationAct } from '@plenary/consensus';
import type { ShownComment } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

/** A delegation names the amendment that it made of a comment elsewhere: in a draft written together, or on a cut line. */
export const MadeOwnForm = ({
  comment,
  amendments,
  busy,
  onAct,
}: {
  readonly comment: ShownComment;
  /** Amendments that the delegation sponsors and that do not refer to the comment yet. */
  readonly amendments: readonly string[];
  readonly busy: boolean;
  readonly onAct: (act: ConsultationAct) => void;
}) => {
  const { t } = useTranslation('consultation');
  const [chosen, setChosen] = useState('');
  const amendment = amendments.find((one) => one === chosen) ?? amendments[0];
  if (amendment === undefined) return null;
  return (
    <details className="no-print">
      <summary className="small">{t('nameOwn')}</summary>
      <form
        className="consultation-search"
        onSubmit={(event) => {
          event.preventDefault();
          onAct({ type: 'makeCommentOwn', comment: comment.id, amendment });
        }}
      >
        <Field label={t('nameOwn')}>
          {(control) => (
            <select {...control} value={amendment} onChange={(event) => setChosen(event.target.value)}>
              {amendments.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button type="submit" busy={busy}>
          {t('nameOwnNow')}
        </Button>
      </form>
    </details>
  );
};
