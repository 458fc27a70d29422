import { clockAhead } from '../../lib/service-clock.ts';
import { CHECK_POINTS, type BodyState, type CheckPoint } from '@plenary/consensus';
import type { SaidInApplication } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import {
  NOTHING_SAID,
  OrganizationFields,
  organizationOf,
  type SaidOrganization,
} from './OrganizationFields.tsx';
import { Statements } from './Statements.tsx';

const DAY_SECONDS = 24 * 3_600;
interface Draft extends SaidOrganization {
  readonly id: string;
  readonly days: number;
  readonly years: number;
}
const FIRST: Draft = { ...NOTHING_SAID, id: '', days: 10, years: 3 };
const NOTHING_FOUND: Readonly<Record<CheckPoint, string>> = {
  mandate: '',
  funding: '',
  independence: '',
  conflicts: '',
};

const saidIn = ({
  name,
  class: of,
  constituency,
  country,
  sponsors,
}: SaidInApplication): SaidOrganization => ({
  name,
  class: of,
  constituency: constituency ?? '',
  country: country ?? '',
  sponsors: sponsors.join('\n'),
});

/** Putting an organization on the list, by the secretariat: who it is, what was found, how long members may object. */
export const ListForm = ({
  body,
  stream,
  application,
  onListed,
}: {
  readonly body: BodyState;
  readonly stream: string;
  /** The application from which the form is filled. */
  readonly application?: SaidInApplication | undefined;
  readonly onListed: (organization: string) => void;
}) => {
  const { t } = useTranslation('accreditation');
  const act = useAct(stream);
  const [draft, setDraft] = useState(() =>
    application === undefined ? FIRST : { ...FIRST, ...saidIn(application) },
  );
  const [findings, setFindings] = useState(NOTHING_FOUND);
  const list = async (): Promise<void> => {
    const until = new Date(Date.now() + clockAhead());
    until.setUTCFullYear(until.getUTCFullYear() + draft.years);
    const done = await act.perform({
      type: 'listOrganization',
      organization: {
        id: draft.id.trim(),
        names: { en: draft.name.trim() },
        class: draft.class,
        ...organizationOf(draft),
      },
      findings,
      objectionSeconds: draft.days * DAY_SECONDS,
      until: until.toISOString(),
    });
    if (done === undefined) return;
    setDraft(FIRST);
    setFindings(NOTHING_FOUND);
    onListed(draft.id.trim());
  };
  const number = (name: 'days' | 'years', max: number) => (
    <Field label={t(`form.${name}`)}>
      {(control) => (
        <input
          {...control}
          type="number"
          required
          min={1}
          max={max}
          value={draft[name]}
          onChange={(event) => setDraft({ ...draft, [name]: Number(event.target.value) })}
        />
      )}
    </Field>
  );
  return (
    <details className="card no-print" open={application !== undefined}>
      <summary>{t('form.title')}</summary>
      {application === undefined ? null : (
        <>
          <p className="soft">{t('desk.taken')}</p>
          <Statements statements={application.statements} />
        </>
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void list();
        }}
      >
        <div className="accreditation-form">
          <Field label={t('form.id')} hint={t('form.idHint')}>
            {(control) => (
              <input
                {...control}
                dir="ltr"
                required
                pattern="[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}"
                value={draft.id}
                onChange={(event) => setDraft({ ...draft, id: event.target.value })}
              />
            )}
          </Field>
          <OrganizationFields
            body={body}
            said={draft}
            nameLabel={t('form.name')}
            onSay={(said) => setDraft({ ...draft, ...said })}
          />
          {CHECK_POINTS.map((point) => (
            <Field key={point} label={t(`check.${point}`)} hint={t(`checkHint.${point}`)}>
              {(control) => (
                <textarea
                  {...control}
                  dir="auto"
                  rows={3}
                  required
                  maxLength={5_000}
                  value={findings[point]}
                  onChange={(event) => setFindings({ ...findings, [point]: event.target.value })}
                />
              )}
            </Field>
          ))}
          {number('days', 30)}
          {number('years', 9)}
        </div>
        <div>
          <Button type="submit" tone="primary" busy={act.pending}>
            {t('form.submit')}
          </Button>
        </div>
        <ActNote of={act} />
      </form>
    </details>
  );
};
