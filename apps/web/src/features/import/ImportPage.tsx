import { isolate, LANGS, NATIVE_NAMES, type Lang } from '@plenary/i18n';
import {
  labelParagraphs,
  PARAGRAPH_KINDS,
  parseSymbol,
  parseText,
  printedLabel,
  revisionHash,
  textHash,
  type DraftParagraph,
} from '@plenary/text';
import { nextSymbol, type Refusal } from '@plenary/consensus';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused, Unreachable } from '../../lib/api.ts';
import { deliberationsQuery, useBody } from '../../lib/live.ts';
import { performAct } from '../../lib/outbox.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import './import.css';

const idOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40) || 'text';

/** Import of a text: paste or file, look at what was read, correct kinds and degrees, issue. */
export const ImportPage = () => {
  const { t } = useTranslation(['import', 'vocabulary']);
  const account = useSession()?.account;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [source, setSource] = useState('');
  const [drafts, setDrafts] = useState<readonly DraftParagraph[]>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [title, setTitle] = useState('');
  const body = useBody();
  const [written, setSymbol] = useState<string>();
  // Under a scheme the next symbol is the one that is given; another body's text keeps its own.
  const symbol =
    written ?? (body === undefined ? undefined : nextSymbol(body.state, 'text')) ?? 'PLN/CONF.1/L.2';
  const [lang, setLang] = useState<Lang>('en');
  const [busy, setBusy] = useState(false);
  const opened = useRef<string>(undefined);

  const read = (text: string): void => {
    const parsed = parseText(text);
    setDrafts(parsed.ok ? parsed.paragraphs : undefined);
    setRefusal(parsed.ok ? undefined : parsed.refusal);
    if (parsed.ok && title === '')
      setTitle(parsed.paragraphs.find(({ kind }) => kind === 'title')?.text ?? '');
  };
  const change = (at: number, to: Partial<DraftParagraph>): void =>
    setDrafts(drafts?.map((draft, index) => (index === at ? { ...draft, ...to } : draft)));

  const issue = async (): Promise<void> => {
    if (drafts === undefined) return;
    setBusy(true);
    setRefusal(undefined);
    const labels = labelParagraphs(drafts);
    const paragraphs = drafts.map(({ kind, level, text }, index) => ({
      kind,
      level,
      label: labels[index] ?? '',
      text,
      hash: textHash(text),
    }));
    // Where the text itself was refused, the deliberation is open already and waits for a better one.
    const id = opened.current ?? `${idOf(title)}-${Date.now().toString(36)}`;
    const stream = `deliberation:${id}`;
    try {
      if (opened.current === undefined)
        await performAct(stream, { type: 'openDeliberation', id, title: { en: title, [lang]: title } });
      opened.current = id;
      await performAct(stream, {
        type: 'importText',
        symbol,
        lang,
        paragraphs,
        hash: revisionHash(paragraphs.map(({ hash }) => hash)),
      });
      await client.invalidateQueries({ queryKey: deliberationsQuery.queryKey });
      await navigate({ to: '/deliberations/$id', params: { id } });
    } catch (error) {
      if (error instanceof Refused) setRefusal(error.refusal);
      else if (error instanceof Unreachable) setRefusal({ code: 'server.stopping', facts: {} });
      else throw error;
    } finally {
      setBusy(false);
    }
  };

  if (account?.kind !== 'secretariat' && account?.kind !== 'chair')
    return (
      <div className="page page-narrow">
        <Empty title={t('import:onlySecretariat')} />
      </div>
    );
  const labels = drafts === undefined ? [] : labelParagraphs(drafts);
  const printed = (at: number): string => printedLabel(labels[at] ?? '', lang);
  const symbolIsGood = parseSymbol(symbol) !== undefined;
  return (
    <div className="page">
      <PageHead title={t('import:title')} lead={t('import:lead')} />
      <div className="card">
        <Field label={t('import:paste')}>
          {(control) => (
            <textarea
              {...control}
              className="import-source"
              dir="auto"
              rows={12}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          )}
        </Field>
        <div className="import-row">
          <FileField
            label={t('import:file')}
            accept=".txt,.md,text/plain"
            onFile={(file) =>
              void file.text().then((text) => {
                setSource(text);
                read(text);
              })
            }
          />
          <Button tone="primary" disabled={source === ''} onClick={() => read(source)}>
            {t('import:read')}
          </Button>
        </div>
        <RefusalNote refusal={refusal} />
      </div>
      {drafts === undefined ? null : (
        <>
          <div className="card import-row">
            <Field label={t('import:deliberationTitle')}>
              {(control) => (
                <input
                  {...control}
                  dir="auto"
                  value={title}
                  onChange={(event) => setTitle(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('import:symbol')} error={symbolIsGood ? undefined : t('import:badSymbol')}>
              {(control) => (
                <input
                  {...control}
                  dir="ltr"
                  value={symbol}
                  onChange={(event) => setSymbol(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('import:language')}>
              {(control) => (
                <select
                  {...control}
                  value={lang}
                  onChange={(event) => setLang(LANGS.find((tag) => tag === event.target.value) ?? 'en')}
                >
                  {LANGS.map((tag) => (
                    <option key={tag} value={tag}>
                      {NATIVE_NAMES[tag]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Button
              tone="primary"
              busy={busy}
              disabled={title.trim() === '' || !symbolIsGood}
              onClick={() => void issue()}
            >
              {t('import:issue', { count: drafts.length })}
            </Button>
          </div>
          <section className="card" aria-labelledby="import-preview">
            <h2 id="import-preview">{t('import:preview')}</h2>
            <p className="soft small">{t('import:previewAbout')}</p>
            <ol className="import-list">
              {drafts.map((draft, index) => (
                <li key={index} className="import-item">
                  <span className="import-label">
                    <bdi>{labels[index]}</bdi>
                    {printed(index) === labels[index] ? null : (
                      <span className="import-printed">
                        {t('import:printed', { label: isolate(printed(index)) })}
                      </span>
                    )}
                    <span className="import-line">{t('import:line', { line: draft.line })}</span>
                  </span>
                  <select
                    aria-label={t('import:kind')}
                    value={draft.kind}
                    onChange={(event) => {
                      const kind = PARAGRAPH_KINDS.find((word) => word === event.target.value) ?? draft.kind;
                      change(index, { kind, level: kind === 'item' ? Math.max(1, draft.level) : 0 });
                    }}
                  >
                    {PARAGRAPH_KINDS.map((kind) => (
                      <option key={kind} value={kind}>
                        {t(`vocabulary:kind.${kind}`)}
                      </option>
                    ))}
                  </select>
                  <select
                    aria-label={t('import:degree')}
                    value={draft.level}
                    disabled={draft.kind !== 'item'}
                    onChange={(event) => change(index, { level: Number(event.target.value) })}
                  >
                    {[0, 1, 2, 3, 4].map((level) => (
                      <option key={level} value={level}>
                        {level}
                      </option>
                    ))}
                  </select>
                  <span className={`import-words import-level-${draft.level}`} dir="auto" lang={lang}>
                    {draft.text}
                  </span>
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </div>
  );
};
