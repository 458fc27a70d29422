import type { AmendmentId, DeliberationState, ParagraphId, TabledAmendment } from '@plenary/consensus';
import { shownChanges, wordsWith } from '@plenary/tabling';
import { compareWords, type WordSegment } from '@plenary/text';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { MarkedWords } from '../../ui/MarkedWords.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Sponsors, STATE_TONES } from './AmendmentCard.tsx';
import { AmendmentLink } from './AmendmentLink.tsx';
import { BESIDE_MAX } from './filters.ts';
import type { Names } from './use-amendments.ts';
import './beside.css';

const MANNERS = ['marked', 'plain'] as const;
type Manner = (typeof MANNERS)[number];

const wordsOf = (words: DeliberationState, paragraph: ParagraphId): string =>
  words.revision?.paragraphs.find(({ pid }) => pid === paragraph)?.text ?? '';

/** What a paragraph would read with one amendment, an amendment to another together with that one; and what comes behind it. */
const readingWith = (
  words: DeliberationState,
  { id, amends }: TabledAmendment,
  paragraph: ParagraphId,
): {
  readonly goes: boolean;
  readonly moves: boolean;
  readonly lines: readonly (readonly WordSegment[])[];
} => {
  const before = wordsOf(words, paragraph);
  const after = wordsWith(words, amends === undefined ? [id] : [amends, id], paragraph);
  const changes = [...(amends === undefined ? [] : shownChanges(words, amends)), ...shownChanges(words, id)];
  const come = changes.flatMap((change) =>
    change.type === 'insert' && change.after === paragraph ? [change.text] : [],
  );
  return {
    goes: after === undefined,
    moves: changes.some((change) => change.type === 'move' && change.paragraph === paragraph),
    lines: [
      compareWords(before, after ?? ''),
      ...come.map((text): readonly WordSegment[] => [{ type: 'added', text }]),
    ],
  };
};

const inManner = (segments: readonly WordSegment[], manner: Manner): readonly WordSegment[] =>
  manner === 'marked'
    ? segments
    : segments.flatMap((segment) =>
        segment.type === 'removed' ? [] : [{ type: 'same' as const, text: segment.text }],
      );

const Column = memo(
  ({
    amendment,
    paragraph,
    words,
    names,
    manner,
  }: {
    readonly amendment: TabledAmendment;
    readonly paragraph: ParagraphId;
    readonly words: DeliberationState;
    readonly names: Names;
    readonly manner: Manner;
  }) => {
    const { t } = useTranslation('amending');
    const { goes, moves, lines } = useMemo(
      () => readingWith(words, amendment, paragraph),
      [words, amendment, paragraph],
    );
    const lang = words.revision?.lang ?? 'en';
    const { id, amends, state } = amendment;
    return (
      <section className="beside-column" aria-label={t('amendment', { id })}>
        <header className="row">
          <AmendmentLink amendment={id} />
          <Tag tone={STATE_TONES[state]}>{t(`vocabulary:amendmentState.${state}`)}</Tag>
        </header>
        <p className="small">
          <Sponsors of={amendment} names={names} />
        </p>
        {amends === undefined ? null : (
          <p className="soft small">
            {t('amends')} <AmendmentLink amendment={amends} />
          </p>
        )}
        {moves ? <p className="soft small">{t('beside.moves')}</p> : null}
        {goes && manner === 'plain' ? <p className="soft">{t('beside.goes')}</p> : null}
        {lines.map((segments, at) => (
          <p key={at}>
            <MarkedWords segments={inManner(segments, manner)} lang={lang} />
          </p>
        ))}
      </section>
    );
  },
);
Column.displayName = 'Column';

/** Pending amendments to one paragraph, those chosen in columns: each with the paragraph as it would read. */
export const Beside = ({
  amendments,
  chosen,
  onChoose,
  paragraph,
  words,
  names,
}: {
  /** Those that are pending to the paragraph, in the order of submission. */
  readonly amendments: readonly TabledAmendment[];
  readonly chosen: readonly AmendmentId[];
  readonly onChoose: (chosen: readonly AmendmentId[]) => void;
  readonly paragraph: ParagraphId;
  readonly words: DeliberationState;
  readonly names: Names;
}) => {
  const { t } = useTranslation('amending');
  const [manner, setManner] = useState<Manner>('marked');
  const shown = amendments.filter(({ id }) => chosen.includes(id));
  const lang = words.revision?.lang ?? 'en';
  if (amendments.length === 0) return <Empty title={t('beside.none')} />;
  return (
    <div className="stack">
      <div className="row no-print">
        <fieldset className="beside-choice">
          <legend className="small soft">{t('beside.choose', { count: BESIDE_MAX })}</legend>
          {amendments.map(({ id, sponsors }) => (
            <label key={id} className="beside-chosen">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                disabled={chosen.includes(id) ? shown.length === 1 : shown.length >= BESIDE_MAX}
                onChange={(event) =>
                  onChoose(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                }
              />
              <bdi>{id}</bdi> <bdi className="soft">{names.member(sponsors[0] ?? '')}</bdi>
            </label>
          ))}
        </fieldset>
        <Choice
          label={t('beside.manner')}
          options={MANNERS.map((value) => ({ value, name: t(`beside.manners.${value}`) }))}
          value={manner}
          onChoose={setManner}
        />
      </div>
      <div className="beside-columns">
        <section className="beside-column" aria-label={t('inForce')}>
          <header className="row">
            <b>{t('inForce')}</b>
            <bdi>{names.label(paragraph)}</bdi>
          </header>
          <p>
            <MarkedWords segments={[{ type: 'same', text: wordsOf(words, paragraph) }]} lang={lang} />
          </p>
        </section>
        {shown.map((amendment) => (
          <Column
            key={amendment.id}
            amendment={amendment}
            paragraph={paragraph}
            words={words}
            names={names}
            manner={manner}
          />
        ))}
      </div>
    </div>
  );
};
