import type { DeliberationState, TabledAmendment } from '@plenary/consensus';
import { shownChanges, type ShownChange } from '@plenary/tabling';
import { printedLabel, type WordSegment } from '@plenary/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cutSegments, cutWords } from '../lib/cut-words.ts';
import './change-words.css';

const Marked = ({
  segments,
  whole,
}: {
  readonly segments: readonly WordSegment[];
  readonly whole: boolean;
}) =>
  (whole ? segments : cutSegments(segments)).map(({ type, text }, at) => {
    if (type === 'removed') return <del key={at}>{text}</del>;
    if (type === 'added') return <ins key={at}>{text}</ins>;
    return <span key={at}>{text}</span>;
  });

const Where = ({ parts }: { readonly parts: readonly string[] }) => {
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? null : (
    <span className="change-where">
      {said.map((part, at) => (
        <span key={part}>
          {at === 0 ? null : ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </span>
  );
};

const OneChange = ({
  change,
  lang,
  whole,
  bare,
  number,
}: {
  readonly change: ShownChange;
  readonly lang: string;
  readonly whole: boolean;
  readonly bare: boolean;
  /** Its place among the changes of the amendment, by which a division names it; where it stands alone there is none. */
  readonly number: number | undefined;
}) => {
  const { t } = useTranslation(['amending', 'division']);
  const place = number === undefined ? '' : t('division:change', { number });
  const label = printedLabel(change.label, lang);
  switch (change.type) {
    case 'words':
      return (
        <div className="change">
          {bare ? null : <Where parts={[place, label]} />}
          <p className="change-words" lang={lang} dir="auto">
            <Marked segments={change.segments} whole={whole} />
          </p>
        </div>
      );
    case 'delete':
      return (
        <div className="change">
          <Where parts={[place, bare ? '' : label, t('amending:change.delete')]} />
          <p className="change-words" lang={lang} dir="auto">
            <del>{whole ? change.text : cutWords(change.text, { first: false, last: true })}</del>
          </p>
        </div>
      );
    case 'insert':
      return (
        <div className="change">
          <Where
            parts={[
              place,
              label === ''
                ? t('amending:change.insert')
                : t('amending:change.insertAfter', { label: `\u2068${label}\u2069` }),
            ]}
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
            parts={[
              place,
              bare ? '' : label,
              change.after === null
                ? t('amending:change.moveFirst')
                : t('amending:change.moveAfter', { label: `\u2068${after === '' ? '…' : after}\u2069` }),
            ]}
          />
          <p className="change-words" lang={lang} dir="auto">
            {whole ? change.text : cutWords(change.text, { first: false, last: true })}
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
        number={whole && changes.length > 1 ? at + 1 : undefined}
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
  /** Whether words that stay are shown to the last, and changes bear the numbers by which they can be divided. */
  readonly whole?: boolean;
  /** The paragraph that stands above already. */
  readonly under?: string | null;
}) => {
  const lang = words.revision?.lang ?? 'en';
  const changes = useMemo(() => shownChanges(words, amendment.id), [words, amendment.id]);
  return <Changes changes={changes} lang={lang} whole={whole} {...(under === undefined ? {} : { under })} />;
};
