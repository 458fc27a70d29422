import type { BodyState } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { instantOf } from '../../lib/local-instant.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { InstantField } from '../../ui/InstantField.tsx';
import { LineField } from '../../ui/LineField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { showInstant } from '../../ui/instant.ts';
import { readAttributes, writtenAttributes } from './read-attributes.ts';

/** Changing what rules and pages read of members, at once or from an instant, by the secretariat. */
export const AttributesForm = ({ body, stream }: { readonly body: BodyState; readonly stream: string }) => {
  const { t, i18n } = useTranslation('members');
  const act = useAct(stream);
  const [text, setText] = useState('');
  const [from, setFrom] = useState('');
  const [source, setSource] = useState('');
  const [done, setDone] = useState(false);
  const read = readAttributes(text, body.members);
  const count = read.ok ? read.members.length : 0;
  const change = async (): Promise<void> => {
    if (!read.ok) return;
    setDone(false);
    const answer = await act.perform({
      type: 'changeAttributes',
      members: read.members,
      source: source.trim(),
      ...(from === '' ? {} : { from: instantOf(from) }),
    });
    if (answer === undefined) return;
    setText('');
    setFrom('');
    setDone(true);
  };
  return (
    <details className="card no-print">
      <summary>{t('attributes.title')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <p className="soft small">{t('attributes.about')}</p>
        {(body.attributeChanges ?? []).map((ahead, at) => (
          <p key={at} className="small">
            {t('attributes.ahead', {
              count: ahead.members.length,
              from: showInstant(ahead.from, i18n.language),
              source: `\u2068${ahead.source}\u2069`,
            })}
          </p>
        ))}
        <Field
          label={t('attributes.list')}
          hint={t('attributes.hint')}
          error={read.ok ? undefined : t(`attributes.${read.problem}`, { line: read.line })}
        >
          {(control) => (
            <textarea
              {...control}
              className="members-definition"
              dir="ltr"
              rows={8}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button
            tone="quiet"
            onClick={() =>
              setText(writtenAttributes(Object.values(body.members).filter(({ role }) => role === 'member')))
            }
          >
            {t('attributes.fill')}
          </Button>
        </div>
        <InstantField
          label={t('attributes.from')}
          hint={t('attributes.fromHint')}
          value={from}
          isRequired={false}
          onChange={setFrom}
        />
        <LineField label={t('attributes.source')} value={source} onChange={setSource} />
        <div>
          <Button type="submit" tone="primary" busy={act.pending} disabled={count === 0}>
            {t('attributes.submit', { count })}
          </Button>
        </div>
        {done ? (
          <Notice tone="good" live>
            {t('attributes.done')}
          </Notice>
        ) : null}
        <RefusalNote refusal={act.refusal} />
      </form>
    </details>
  );
};
