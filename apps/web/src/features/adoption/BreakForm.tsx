import { holdsPositions, type DeliberationState } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { ParagraphBoxes } from '../../ui/ParagraphBoxes.tsx';

/** A delegation breaks the silence: with its reason, and on the paragraphs that it is about. */
export const BreakForm = ({
  state,
  decision,
  act,
}: {
  readonly state: DeliberationState;
  readonly decision: string;
  readonly act: Performing;
}) => {
  const { t } = useTranslation(['decisions']);
  const [reason, setReason] = useState('');
  const [named, setNamed] = useState<readonly string[]>([]);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void act.perform({
          type: 'object',
          reason,
          ...(named.length === 0 ? {} : { paragraphs: named }),
          decision,
        });
      }}
    >
      <p className="soft">{t('decisions:breakAbout')}</p>
      <ParagraphBoxes
        legend={t('decisions:breakOn')}
        paragraphs={state.revision?.paragraphs.filter(holdsPositions) ?? []}
        lang={state.revision?.lang ?? 'en'}
        chosen={named}
        onChange={setNamed}
      />
      <Field label={t('decisions:breakReason')}>
        {(control) => (
          <input {...control} dir="auto" value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <div>
        <Button type="submit" tone="danger" busy={act.pending}>
          {t('decisions:break')}
        </Button>
      </div>
    </form>
  );
};
