import { GROUP_KINDS, STAKEHOLDER_CLASSES } from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Refused } from '../../lib/api.ts';
import { bodyQuery, useBody } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { localised } from '../../ui/localised.ts';
import { AdmitForm } from './AdmitForm.tsx';
import { AttributesForm } from './AttributesForm.tsx';
import { GroupForm } from './GroupForm.tsx';
import { FoundForm } from './FoundForm.tsx';
import { ProposeRule } from './ProposeRule.tsx';
import { ProposedRules } from './ProposedRules.tsx';
import './members.css';

/** The register of the body: members, observers by class, groups with date and source, rules in force. */
export const MembersPage = () => {
  const { t, i18n } = useTranslation(['members', 'vocabulary']);
  const body = useBody();
  const [search, setSearch] = useState('');
  const kind = useSession()?.account?.kind;
  const isSecretariat = kind === 'secretariat';
  const founded = useQuery(bodyQuery);
  if (body === undefined) {
    const { error } = founded;
    if (!(error instanceof Refused) || error.refusal.code !== 'stream.unknown')
      return <Awaiting asked={[founded]} />;
    return isSecretariat ? <FoundForm /> : <Empty title={t('members:none')} />;
  }
  const { state, stream } = body;
  const lang = i18n.language;
  const order = new Intl.Collator(lang);
  const named = Object.values(state.members)
    .map((member) => ({ ...member, name: localised(member.names, lang) }))
    .filter(({ name, id }) =>
      `${name} ${id}`.toLocaleLowerCase(lang).includes(search.toLocaleLowerCase(lang)),
    )
    .sort((a, b) => order.compare(a.name, b.name));
  const members = named.filter(({ role }) => role === 'member');
  const groups = Object.values(state.groups);
  const regional = groups.filter(({ kind }) => kind === 'regional');
  const inRegion = new Set(regional.flatMap((group) => group.members));
  const others = groups.filter(({ kind }) => kind !== 'regional');
  // Each State once, under its regional group; the other groups that it belongs to stand under its name.
  const regions = [
    ...regional.map((group) => ({
      id: group.id,
      name: localised(group.names, lang),
      here: members.filter(({ id }) => group.members.includes(id)),
    })),
    { id: 'none', name: t('members:otherMembers'), here: members.filter(({ id }) => !inRegion.has(id)) },
  ].filter(({ here }) => here.length > 0);
  return (
    <div className="page">
      <PageHead title={t('members:title')} lead={t('members:lead')} />
      <nav className="row members-parts no-print" aria-label={t('members:onThisPage')}>
        <a href="#states">{t('members:members', { count: members.length })}</a>
        <a href="#observers">{t('members:observers')}</a>
        <a href="#groups">{t('members:groups')}</a>
        <a href="#rules">{t('members:rules')}</a>
      </nav>
      {isSecretariat ? <AdmitForm stream={stream} /> : null}
      {isSecretariat && members.length > 0 ? (
        <>
          <GroupForm body={state} stream={stream} />
          <AttributesForm body={state} stream={stream} />
        </>
      ) : null}
      <div className="members-search">
        <Field label={t('members:search')}>
          {(control) => (
            <input
              {...control}
              type="search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
        </Field>
      </div>
      {named.length === 0 && search !== '' ? <Empty title={t('members:noMatch')} /> : null}
      <section className="card" aria-labelledby="states">
        <h2 id="states">{t('members:members', { count: members.length })}</h2>
        {regions.map(({ id: region, name: title, here }) => (
          <div key={region} className="members-region">
            <h3>
              {title} <span className="soft">{here.length}</span>
            </h3>
            <ul className="members-list">
              {here.map(({ id, name }) => (
                <li key={id}>
                  {name}
                  <span className="soft">
                    {others
                      .filter((group) => group.members.includes(id))
                      .map(({ names }) => localised(names, lang))
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
      <section className="card" aria-labelledby="observers">
        <h2 id="observers">{t('members:observers')}</h2>
        <p>
          <Link to="/accreditation">{t('members:accreditation')}</Link>
        </p>
        <div className="members-classes">
          {STAKEHOLDER_CLASSES.map((word) => {
            const here = named.filter(({ role, class: of }) => role === 'observer' && of === word);
            return here.length === 0 ? null : (
              <div key={word} className="members-class">
                <h3>{t(`vocabulary:class.${word}`)}</h3>
                <ul>
                  {here.map(({ id, name }) => (
                    <li key={id}>{name}</li>
                  ))}
                </ul>
              </div>
            );
          })}
        </div>
      </section>
      <section className="card" aria-labelledby="groups">
        <h2 id="groups">{t('members:groups')}</h2>
        <div>
          <table className="members-table">
            <thead>
              <tr>
                <th>{t('members:group')}</th>
                <th>{t('members:size')}</th>
                <th>{t('members:asOf')}</th>
                <th>{t('members:source')}</th>
                <th>{t('members:speaks')}</th>
              </tr>
            </thead>
            <tbody>
              {GROUP_KINDS.flatMap((kind) =>
                Object.values(state.groups)
                  .filter((group) => group.kind === kind)
                  .map((group) => (
                    <tr key={group.id}>
                      <th scope="row">
                        {localised(group.names, lang)} <Tag>{t(`vocabulary:groupKind.${kind}`)}</Tag>
                      </th>
                      <td data-name={t('members:size')}>{group.members.length}</td>
                      <td data-name={t('members:asOf')} className="members-date">
                        <bdi>{group.asOf}</bdi>
                      </td>
                      <td data-name={t('members:source')}>
                        <bdi>{group.source}</bdi>
                      </td>
                      <td data-name={t('members:speaks')}>
                        {group.chair === undefined
                          ? '—'
                          : localised(state.members[group.chair]?.names ?? { en: group.chair }, lang)}
                      </td>
                    </tr>
                  )),
              )}
            </tbody>
          </table>
        </div>
      </section>
      <ProposedRules body={state} stream={stream} />
      {isSecretariat || kind === 'chair' ? <ProposeRule body={state} stream={stream} /> : null}
      <section className="card" aria-labelledby="rules">
        <h2 id="rules">{t('members:rules')}</h2>
        <ul className="members-rules">
          {Object.values(state.rules).map((rule) => (
            <li key={rule.id}>
              <b>{localised(rule.names ?? { en: rule.id }, lang)}</b>{' '}
              {rule.id === state.defaultRule ? <Tag tone="accent">{t('members:default')}</Tag> : null}
              <p className="soft small" dir="auto">
                {rule.basis}
              </p>
              <details>
                <summary className="small">{t('members:definition')}</summary>
                <pre dir="ltr">{JSON.stringify(rule, null, 2)}</pre>
              </details>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
};
