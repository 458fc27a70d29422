import {
  CONVERSATION_AUDIENCES,
  DOCUMENT_LANGUAGES,
  MODERATION_MANNERS,
  type AskedProof,
  type ConversationAudience,
  type DocumentLanguage,
  type ModerationManner,
} from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { AskedProofChoice } from '../../lib/AskedProofChoice.tsx';
import { useHere } from '../../lib/deliberation.ts';
import { clockAhead } from '../../lib/service-clock.ts';
import { useSession } from '../../lib/session.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { InstantField } from '../../ui/InstantField.tsx';
import { localised, shownLanguage } from '../../ui/localised.ts';
import { PhaseTag } from './ConversationHead.tsx';
import './conversation.css';

/** Words in the language of whoever writes them: they are said to be in no other. */
const told = (words: string, lang: string): Readonly<Record<string, string>> => ({ [lang]: words.trim() });

/** The secretariat opens a conversation. */
const OpenForm = ({ stream }: { readonly stream: string }) => {
  const { t, i18n } = useTranslation('conversation');
  const act = useAct(stream);
  const lang = i18n.language;
  const [title, setTitle] = useState('');
  const [question, setQuestion] = useState('');
  const [policy, setPolicy] = useState('');
  const [groups, setGroups] = useState('');
  const [closesAt, setClosesAt] = useState('');
  const [audience, setAudience] = useState<ConversationAudience>('public');
  const [proof, setProof] = useState<AskedProof>();
  const [moderation, setModeration] = useState<ModerationManner>('before');
  const [languages, setLanguages] = useState<readonly DocumentLanguage[]>(
    DOCUMENT_LANGUAGES.filter((one) => one === lang || one === 'en'),
  );
  const open = async (): Promise<void> => {
    const names = groups
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const opened = await act.perform({
      type: 'openConversation',
      title: told(title, lang),
      question: told(question, lang),
      policy: told(policy, lang),
      languages,
      audience,
      moderation,
      ...(audience === 'public' && proof !== undefined ? { proof } : {}),
      groups: names.map((name, place) => ({ id: `g${place + 1}`, names: told(name, lang) })),
      opensAt: new Date(Date.now() + clockAhead()).toISOString(),
      closesAt: new Date(closesAt).toISOString(),
    });
    if (opened !== undefined) for (const clear of [setTitle, setQuestion, setPolicy, setGroups]) clear('');
  };
  const lines = [
    ['title', title, setTitle, 1],
    ['question', question, setQuestion, 2],
    ['policy', policy, setPolicy, 3],
    ['groups', groups, setGroups, 3],
  ] as const;
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <h3>{t('openTitle')}</h3>
      {lines.map(([name, value, set, rows]) => (
        <Field key={name} label={t(`field.${name}`)}>
          {(control) =>
            rows === 1 ? (
              <input
                {...control}
                dir="auto"
                required
                value={value}
                onChange={(event) => set(event.target.value)}
              />
            ) : (
              <textarea
                {...control}
                dir="auto"
                rows={rows}
                required={name !== 'groups'}
                value={value}
                onChange={(event) => set(event.target.value)}
              />
            )
          }
        </Field>
      ))}
      <InstantField label={t('field.closesAt')} value={closesAt} onChange={setClosesAt} />
      <fieldset className="conversation-languages">
        <legend className="field-name">{t('field.languages')}</legend>
        {DOCUMENT_LANGUAGES.map((one) => (
          <label key={one} lang={one}>
            <input
              type="checkbox"
              checked={languages.includes(one)}
              onChange={(event) =>
                setLanguages(
                  event.target.checked ? [...languages, one] : languages.filter((known) => known !== one),
                )
              }
            />{' '}
            {NATIVE_NAMES[one]}
          </label>
        ))}
      </fieldset>
      <div className="conversation-manners">
        <div className="field">
          <span className="field-name">{t('field.audience')}</span>
          <Choice
            label={t('field.audience')}
            value={audience}
            options={CONVERSATION_AUDIENCES.map((value) => ({ value, name: t(`audience.${value}`) }))}
            onChoose={setAudience}
          />
        </div>
        <div className="field">
          <span className="field-name">{t('field.moderation')}</span>
          <Choice
            label={t('field.moderation')}
            value={moderation}
            options={MODERATION_MANNERS.map((value) => ({ value, name: t(`manner.${value}`) }))}
            onChoose={setModeration}
          />
        </div>
        {audience === 'public' ? <AskedProofChoice value={proof} onChoose={setProof} /> : null}
      </div>
      <div>
        <Button type="submit" tone="primary" busy={act.pending}>
          {t('openTitle')}
        </Button>
      </div>
      <ActNote of={act} />
    </form>
  );
};

/** The conversations of a deliberation, newest first. */
export const ConversationsPage = () => {
  const { t, i18n } = useTranslation('conversation');
  const { id, stream, state } = useHere();
  const kind = useSession()?.account?.kind;
  const all = Object.values(state.conversations).toReversed();
  return (
    <div className="stack conversation">
      <p className="soft conversation-measure">{t('lead')}</p>
      {all.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <ul className="conversation-list">
          {all.map((frame) => (
            <li key={frame.id} className="card">
              <PhaseTag frame={frame} />
              <h2 dir="auto" lang={shownLanguage(frame.title, i18n.language)}>
                <Link
                  to="/deliberations/$id/conversations/$conversation"
                  params={{ id, conversation: frame.id }}
                >
                  {localised(frame.title, i18n.language)}
                </Link>
              </h2>
              <p dir="auto" lang={shownLanguage(frame.question, i18n.language)}>
                {localised(frame.question, i18n.language)}
              </p>
            </li>
          ))}
        </ul>
      )}
      {kind === 'secretariat' ? <OpenForm stream={stream} /> : null}
    </div>
  );
};
