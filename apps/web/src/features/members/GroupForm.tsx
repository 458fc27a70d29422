import { GROUP_KINDS, type BodyState, type GroupKind, type Member } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { LineField } from '../../ui/LineField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { localised } from '../../ui/localised.ts';
import { groupIdOf, namedMembers } from '../../lib/named-members.ts';

const today = (): string => new Date().toISOString().slice(0, 10);

/** Declaring a group, or declaring one anew: its members, who speaks for it, since when and by which source. */
export const GroupForm = ({ body, stream }: { readonly body: BodyState; readonly stream: string }) => {
  const { t, i18n } = useTranslation(['members', 'vocabulary']);
  const lang = i18n.language;
  const act = useAct(stream);
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<GroupKind>('negotiating');
  const [list, setList] = useState('');
  const [chair, setChair] = useState('');
  const [asOf, setAsOf] = useState(today);
  const [source, setSource] = useState('');
  const [declared, setDeclared] = useState('');
  const nameOf = (member: Pick<Member, 'id' | 'names'>): string => localised(member.names, lang);
  const members = Object.values(body.members).filter(({ role }) => role === 'member');
  const read = namedMembers(list, members);
  const begin = (chosen: string): void => {
    const group = body.groups[chosen];
    setId(chosen);
    setName(group?.names.en ?? '');
    setKind(group?.kind ?? 'negotiating');
    setList(group?.members.join('\n') ?? '');
    setChair(group?.chair ?? '');
    setAsOf(today());
    setSource(group?.source ?? '');
    setDeclared('');
    act.clear();
  };
  const declare = async (): Promise<void> => {
    const before = body.groups[id];
    const answer = await act.perform({
      type: 'declareGroup',
      group: {
        id: before === undefined ? groupIdOf(name, Object.keys(body.groups)) : id,
        kind,
        // What it is called in other languages stays as long as its name does.
        names: before !== undefined && before.names.en === name.trim() ? before.names : { en: name.trim() },
        members: read.members,
        ...(read.members.includes(chair) ? { chair } : {}),
        asOf,
        source: source.trim(),
      },
    });
    if (answer === undefined) return;
    begin('');
    setDeclared(name.trim());
  };
  return (
    <details className="card no-print">
      <summary>{t('members:declare.title')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void declare();
        }}
      >
        <p className="soft small">{t('members:declare.about')}</p>
        <Field label={t('members:declare.which')}>
          {(control) => (
            <select {...control} value={id} onChange={(event) => begin(event.target.value)}>
              <option value="">{t('members:declare.new')}</option>
              {Object.values(body.groups).map((group) => (
                <option key={group.id} value={group.id}>
                  {localised(group.names, lang)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <LineField label={t('members:declare.name')} value={name} charactersMax={200} onChange={setName} />
        <Field label={t('members:declare.kind')}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) => setKind(GROUP_KINDS.find((one) => one === event.target.value) ?? kind)}
            >
              {GROUP_KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`vocabulary:groupKind.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={t('members:declare.members', { count: read.members.length })}
          hint={t('members:declare.membersHint')}
          error={
            read.unknown.length === 0
              ? undefined
              : t('members:declare.unknown', { names: read.unknown.slice(0, 5).join(' · ') })
          }
        >
          {(control) => (
            <textarea
              {...control}
              dir="auto"
              rows={6}
              required
              value={list}
              onChange={(event) => setList(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('members:speaks')} hint={t('members:declare.chairHint')}>
          {(control) => (
            <select {...control} value={chair} onChange={(event) => setChair(event.target.value)}>
              <option value="">{t('members:declare.anyMember')}</option>
              {members
                .filter((member) => read.members.includes(member.id))
                .map((member) => (
                  <option key={member.id} value={member.id}>
                    {nameOf(member)}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Field label={t('members:asOf')}>
          {(control) => (
            <input
              {...control}
              type="date"
              required
              value={asOf}
              onChange={(event) => setAsOf(event.target.value)}
            />
          )}
        </Field>
        <LineField
          label={t('members:source')}
          hint={t('members:declare.sourceHint')}
          value={source}
          onChange={setSource}
        />
        <div>
          <Button
            type="submit"
            tone="primary"
            busy={act.pending}
            disabled={read.unknown.length > 0 || read.members.length === 0}
          >
            {t(id === '' ? 'members:declare.submit' : 'members:declare.again')}
          </Button>
        </div>
        {declared === '' ? null : (
          <Notice tone="good" live>
            {t('members:declare.done', { name: `\u2068${declared}\u2069` })}
          </Notice>
        )}
        <RefusalNote refusal={act.refusal} />
      </form>
    </details>
  );
};
