import { STAKEHOLDER_CLASSES } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { readMembers, type NewMember } from './read-members.ts';
import { inRow } from '../../lib/lists.ts';

const ROLES: readonly NewMember['role'][] = ['member', 'observer'];
/** Members of one act, as the contract limits them. */
const PER_ACT = 500;

/** Admitting members and observers from a pasted list, by the secretariat; a line that cannot be read is named. */
export const AdmitForm = ({ stream }: { readonly stream: string }) => {
  const { t, i18n } = useTranslation(['members', 'vocabulary']);
  const act = useAct(stream);
  const [role, setRole] = useState<NewMember['role']>('member');
  const [text, setText] = useState('');
  const [admitted, setAdmitted] = useState(0);
  /** Admitted from the list as it stands, should a later part of it be refused: they are not admitted twice. */
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const read = readMembers(text, role);
  const admit = async (members: readonly NewMember[]): Promise<void> => {
    setAdmitted(0);
    const left = members.filter(({ id }) => !done.has(id));
    for (let from = 0; from < left.length; from += PER_ACT) {
      const part = left.slice(from, from + PER_ACT);
      const answer = await act.perform({ type: 'admitMembers', members: part });
      if (answer === undefined) return;
      setDone((before) => new Set([...before, ...part.map(({ id }) => id)]));
    }
    setAdmitted(members.length);
    setDone(new Set());
    setText('');
  };
  return (
    <details className="card no-print">
      <summary>{t('members:admit.title')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (read.ok) void admit(read.members);
        }}
      >
        <Field label={t('members:admit.role')}>
          {(control) => (
            <select
              {...control}
              value={role}
              onChange={(event) => setRole(ROLES.find((word) => word === event.target.value) ?? role)}
            >
              {ROLES.map((word) => (
                <option key={word} value={word}>
                  {t(`vocabulary:role.${word}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={t('members:admit.list')}
          hint={t('members:admit.hint', { classes: inRow(i18n.language, STAKEHOLDER_CLASSES) })}
          error={read.ok ? undefined : t(`members:admit.${read.problem}`, { line: read.line })}
        >
          {(control) => (
            <textarea
              {...control}
              dir="auto"
              rows={8}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" busy={act.pending} disabled={!read.ok || read.members.length === 0}>
            {t('members:admit.submit', {
              count: read.ok ? read.members.filter(({ id }) => !done.has(id)).length : 0,
            })}
          </Button>
        </div>
        {admitted === 0 ? null : (
          <Notice tone="good" live>
            {t('members:admit.done', { count: admitted })}
          </Notice>
        )}
        <ActNote of={act} />
      </form>
    </details>
  );
};
