import type { DeliberationState, DraftingDocument } from '@plenary/consensus';
import type { TakenDecision } from '@plenary/drafting';
import { formatList, LANGS, NATIVE_NAMES } from '@plenary/i18n';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { store, stored } from '../../lib/stored.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { LiveEditor } from './editor/live-editor.ts';
import { issuedNamed } from './issued-named.ts';
import { useSnapshot } from './use-editor.ts';

/** So many paragraphs are named; more are counted. */
const NAMED = 12;

/** Decisions that this browser was told of and that somebody has seen. */
const seenKey = (deliberation: string, document: string): string =>
  `plenary.adopted.${deliberation}.${document}`;

const useSeen = (key: string) => {
  const [seen, setSeen] = useState<ReadonlySet<string>>(
    () => new Set((stored('localStorage', key) ?? '').split(' ')),
  );
  const note = (names: readonly string[]): void => {
    const next = new Set([...seen, ...names]);
    store('localStorage', key, [...next].join(' '));
    setSeen(next);
  };
  return { seen, note };
};

/** Amendments adopted since the revision in force, for a working text in another language than that one. */
const adoptedElsewhere = (
  { revision, textSteps }: DeliberationState,
  { kind, lang }: DraftingDocument,
): readonly string[] =>
  kind !== 'workingText' || revision === undefined || revision.lang === lang
    ? []
    : textSteps.slice(textSteps.findLastIndex((step) => 'revision' in step) + 1).flatMap((step) => {
        if ('revision' in step) return [];
        return ['amendment' in step ? step.amendment : step.division];
      });

/** Tells which decisions came into the text, leads to their words, and says where other words gave way to them. */
export const AdoptedHere = ({
  editor,
  deliberation,
  document,
  state,
}: {
  readonly editor: LiveEditor;
  readonly deliberation: string;
  readonly document: DraftingDocument;
  readonly state: DeliberationState;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const { draft, labels } = useSnapshot(editor);
  const { seen, note } = useSeen(seenKey(deliberation, document.id));
  const lang = LANGS.find((candidate) => candidate === i18n.language) ?? 'en';
  const fresh = [...draft.decisions].filter(([amendment]) => !seen.has(amendment));
  const issued = fresh.flatMap(([name]) => issuedNamed(state, name) ?? []);
  const decided = fresh.flatMap(([name]) => (issuedNamed(state, name) === undefined ? [name] : []));
  const elsewhere = adoptedElsewhere(state, document).filter((amendment) => !seen.has(amendment));
  const language = LANGS.find((candidate) => candidate === state.revision?.lang);
  const listed = (names: readonly string[]): string => formatList(lang, names);
  const named = (what: keyof TakenDecision): readonly string[] => [
    ...new Set(fresh.flatMap(([, decision]) => decision[what])),
  ];
  const ways = (paragraphs: readonly string[]) => (
    <>
      {paragraphs.slice(0, NAMED).map((id) => (
        <button
          key={id}
          type="button"
          className="margin-place"
          onClick={() => {
            editor.show({ paragraph: id, from: 0, to: 0 });
            editor.view.focus();
          }}
        >
          <bdi>{labels.get(id) || t('opened.unnamed')}</bdi>
        </button>
      ))}
      {paragraphs.length > NAMED ? <span>+{paragraphs.length - NAMED}</span> : null}
    </>
  );
  const [displaced, unmade] = [named('displaced'), named('unmade')];
  const standing = named('paragraphs').filter((id) => draft.paragraph(id) !== undefined);
  const recordLabels = new Map(state.revision?.paragraphs.map(({ pid, label }) => [pid, label]));
  return (
    <div role="status">
      {fresh.length + elsewhere.length === 0 ? null : (
        <Notice tone={displaced.length + unmade.length + elsewhere.length > 0 ? 'warn' : 'info'}>
          {fresh.length === 0 ? null : (
            <p className="row">
              {decided.length === 0 ? null : t('adopted.here', { amendments: listed(decided) })}{' '}
              {issued.length === 0 ? null : t('adopted.issued', { symbols: listed(issued) })}
              {ways(standing)}
            </p>
          )}
          {displaced.length === 0 ? null : (
            <p className="row">
              {t('adopted.displaced')}
              {ways(displaced)}
              <Link
                to="/deliberations/$id/drafts/$document/history"
                params={{ id: deliberation, document: document.id }}
              >
                {t('adopted.history')}
              </Link>
            </p>
          )}
          {unmade.length === 0 ? null : (
            <p>
              {t('adopted.unmade')}{' '}
              <bdi>{listed(unmade.map((pid) => recordLabels.get(pid) || t('opened.unnamed')))}</bdi>
            </p>
          )}
          {elsewhere.length === 0 || language === undefined ? null : (
            <p>
              {t('adopted.elsewhere', { amendments: listed(elsewhere), language: NATIVE_NAMES[language] })}
            </p>
          )}
          <Button
            className="button-small"
            onClick={() => note([...fresh.map(([amendment]) => amendment), ...elsewhere])}
          >
            {t('adopted.seen')}
          </Button>
        </Notice>
      )}
    </div>
  );
};
