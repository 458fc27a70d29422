import type { DeliberationState, TabledAmendment } from '@plenary/consensus';
import { shownChanges, type ShownChange } from '@plenary/tabling';
import { printedLabel, type WordSegment } from '@plenary/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import './change-words.css';

/** Words that stay on either side of a change where the whole paragraph would be too much. */
const CONTEXT_CHARACTERS = 90;

/** Words that did not change, cut to what stands next to a change. */
const cut = (text: string, { first, last }: { readonly first: boolean; readonly last: boolean }): string => {
  if (text.length <= CONTEXT_CHARACTERS * (first || last ? 1 : 2)) return text;
  const head = first ? '' : text.slice(0, CONTEXT_CHARACTERS).replace(/\S*$/u, '');
  const tail = last ? '' : text.slice(-CONTEXT_CHARACTERS).replace(/^\S*/u, '');
  return `${head}…${tail}`;
};

const Marked = ({
  segments,
  whole,
}: {
  readonly segments: readonly WordSegment[];
  readonly whole: boolean;
}) =>
  segments.map(({ type, text }, at) => {
    if (type === 'removed') return <del key={at}>{text}</del>;
    if (type === 'added') return <ins key={at}>{text}</ins>;
    return (
      <span key={at}>{whole ? text : cut(text, { first: at === 0, last: at === segments.length - 1 })}</span>
    );
  });

const Where = ({ label, said }: { readonly label: string; readonly said: string }) => (
  <span className="change-where">
    {label === '' ? null : <bdi>{label}</bdi>}
    {label === '' || said === '' ? null : ' · '}
    {said}
  </span>
);

const OneChange = ({
  change,
  lang,
  whole,
  bare,
}: {
  readonly change: ShownChange;
  readonly lang: string;
  readonly whole: boolean;
  readonly bare: boolean;
}) => {
  const { t } = useTranslation('amending');
  const label = printedLabel(change.label, lang);
  switch (change.type) {
    case 'words':
      return (
        <div className="change">
          {bare ? null : <Where label={label} said="" />}
          <p className="change-words" lang={lang} dir="auto">
            <Marked segments={change.segments} whole={whole} />
          </p>
        </div>
      );
    case 'delete':
      return (
        <div className="change">
          <Where label={bare ? '' : label} said={t('change.delete')} />
          <p className="change-words" lang={lang} dir="auto">
            <del>{whole ? change.text : cut(change.text, { first: false, last: true })}</del>
          </p>
        </div>
      );
    case 'insert':
      return (
        <div className="change">
          <Where
            label=""
            said={
              label === '' ? t('change.insert') : t('change.insertAfter', { label: `\u2068${label}\u2069` })
            }
          />
          <p className="change-words" lang={lang} dir="auto">
            <ins>{change.text}</ins>
          </p>
        </div>
      );
    case 'move': {
      const after = printedLabel(change.afterLabel, lang);
      return (
        <div className="change">
          <Where
            label={bare ? '' : label}
            said={
              change.after === null
                ? t('change.moveFirst')
                : t('change.moveAfter', { label: `\u2068${after === '' ? '…' : after}\u2069` })
            }
          />
          <p className="change-words" lang={lang} dir="auto">
            {whole ? change.text : cut(change.text, { first: false, last: true })}
          </p>
        </div>
      );
    }
  }
};

/** Changes as they are read, with what goes struck out and what comes underlined. */
export const Changes = ({
  changes,
  lang,
  whole = false,
  under,
}: {
  readonly changes: readonly ShownChange[];
  readonly lang: string;
  readonly whole?: boolean;
  readonly under?: string | null;
}) => (
  <div className="changes">
    {changes.map((change, at) => (
      <OneChange
        key={at}
        change={change}
        lang={lang}
        whole={whole}
        bare={changes.length === 1 && change.paragraph === under}
      />
    ))}
  </div>
);

/** What an amendment changes in the words on which it was written. */
export const ChangeWords = ({
  words,
  amendment,
  whole = false,
  under,
}: {
  readonly words: DeliberationState;
  readonly amendment: TabledAmendment;
  /** Whether words that stay are shown to the last. */
  readonly whole?: boolean;
  /** The paragraph that stands above already. */
  readonly under?: string | null;
}) => {
  const lang = words.revision?.lang ?? 'en';
  const changes = useMemo(() => shownChanges(words, amendment.id), [words, amendment.id]);
  return <Changes changes={changes} lang={lang} whole={whole} {...(under === undefined ? {} : { under })} />;
};
