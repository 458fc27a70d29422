import type { AmendmentId, DeliberationState, TabledAmendment } from '@plenary/consensus';
import { paragraphTracks, type Collision } from '@plenary/tabling';
import { compareWords, type Alternative, type Choice, type CompiledParagraph } from '@plenary/text';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AmendmentLinks } from './AmendmentLink.tsx';
import { CollisionTracks } from './CollisionTracks.tsx';
import type { Reading } from './filters.ts';
import type { Names } from './use-amendments.ts';
import './compiled.css';
import { inRow } from '../../lib/lists.ts';

/** Characters of a choice beyond which its alternatives stand below each other instead of in the line. */
const INLINE_CHARACTERS_MAX = 160;

const idOf = (number: number): AmendmentId => `A${number}`;

/** Whose an alternative is, and under which numbers. */
const By = ({
  sponsors,
  amendments,
  names,
}: {
  readonly sponsors: readonly string[];
  readonly amendments: readonly number[];
  readonly names: Names;
}) => {
  const { t, i18n } = useTranslation('amending');
  const shown = sponsors.slice(0, 3).map(names.member);
  const others = sponsors.length - shown.length;
  return (
    <span className="by">
      <bdi>{inRow(i18n.language, shown)}</bdi>
      {others > 0 ? ` ${t('andMore', { count: others })}` : null}{' '}
      <AmendmentLinks amendments={amendments.map(idOf)} />
    </span>
  );
};

/** What stands and every wording that is proposed instead, in one line where it is short, else below each other. */
const ChoiceView = ({ choice, names }: { readonly choice: Choice; readonly names: Names }) => {
  const { t } = useTranslation('amending');
  const [base, ...proposed] = choice.alternatives;
  const stands = base?.text ?? '';
  const said = proposed.filter(({ of }) => of.length > 0);
  const characters = choice.alternatives.reduce((sum, { text }) => sum + text.length, 0);
  // A token carries the space before it: the bracket stands behind that space, as the word would.
  const gap = /^\s/u.test(stands === '' ? (said[0]?.text ?? '') : stands) ? ' ' : '';
  const label = said.length > 1 ? t('choiceOf', { count: said.length }) : undefined;
  if (said.length <= 2 && characters <= INLINE_CHARACTERS_MAX)
    return (
      <>
        {gap}
        <span className={`bracketed${said.length > 1 ? ' bracketed-many' : ''}`} title={label}>
          [{stands.trim() === '' ? null : <span className="bracketed-base">{stands.trim()}</span>}
          {said.map((alternative: Alternative, at) => (
            <span key={alternative.of.join('-')}>
              {at > 0 || stands.trim() !== '' ? ' | ' : ''}
              {alternative.text.trim() === '' ? (
                <em>{t('takesAway')}</em>
              ) : (
                <ins>{alternative.text.trim()}</ins>
              )}{' '}
              — <By sponsors={alternative.by} amendments={alternative.of} names={names} />
            </span>
          ))}
          ]{/\s$/u.test(stands) ? ' ' : ''}
        </span>
      </>
    );
  return (
    <span
      className={`bracketed-block${said.length > 1 ? ' bracketed-many' : ''}`}
      role="group"
      aria-label={label}
    >
      {stands.trim() === '' ? null : (
        <span className="alternative">
          <span className="by">{t('inForce')}</span>
          <span>{stands.trim()}</span>
        </span>
      )}
      {said.map((alternative) => (
        <span key={alternative.of.join('-')} className="alternative">
          <By sponsors={alternative.by} amendments={alternative.of} names={names} />
          <span>
            {alternative.text.trim() === '' ? (
              <em>{t('takesAway')}</em>
            ) : (
              compareWords(stands.trim(), alternative.text.trim()).map(({ type, text }, at) =>
                type === 'removed' ? (
                  <del key={at}>{text}</del>
                ) : type === 'added' ? (
                  <ins key={at}>{text}</ins>
                ) : (
                  <span key={at}>{text}</span>
                ),
              )
            )}
          </span>
        </span>
      ))}
    </span>
  );
};

const Words = ({
  paragraph,
  reading,
  names,
}: {
  readonly paragraph: CompiledParagraph;
  readonly reading: Reading;
  readonly names: Names;
}) =>
  paragraph.segments.map((segment, at) => {
    if (segment.type === 'fixed') return <span key={at}>{segment.text}</span>;
    switch (reading) {
      case 'annotated':
        return <ChoiceView key={segment.id} choice={segment} names={names} />;
      case 'clean':
        return <span key={segment.id}>{segment.alternatives[0]?.text}</span>;
      case 'undisputed':
        return (
          <span key={segment.id} className="gap">
            {' […] '}
          </span>
        );
    }
  });

/** One paragraph of the compiled text with everything that is proposed for it. */
export const CompiledRow = memo(
  ({
    paragraph,
    reading,
    words,
    names,
    collisions,
    byId,
  }: {
    readonly paragraph: CompiledParagraph;
    readonly reading: Reading;
    readonly words: DeliberationState;
    readonly names: Names;
    readonly collisions: ReadonlyMap<AmendmentId, readonly Collision[]>;
    readonly byId: ReadonlyMap<AmendmentId, TabledAmendment>;
  }) => {
    const { t } = useTranslation(['amending', 'vocabulary']);
    const declared = words.marks[paragraph.id]?.status;
    const { id, kind, level, insertedBy, deletedBy, movedBy } = paragraph;
    const lang = words.revision?.lang ?? 'en';
    const tracks = useMemo(() => paragraphTracks(paragraph), [paragraph]);
    const sponsorsOf = (number: number): readonly string[] => byId.get(idOf(number))?.sponsors ?? [];
    const sponsor = (amendment: AmendmentId): string => {
      const [first] = byId.get(amendment)?.sponsors ?? [];
      return first === undefined ? '' : names.member(first);
    };
    const amendments = new Set([
      ...tracks.tracks.map(({ amendment }) => amendment),
      ...movedBy.map(({ amendment }) => idOf(amendment)),
    ]);
    const marks = reading === 'annotated';
    const label = insertedBy === undefined ? names.label(id) : '';
    return (
      <section
        className={`compiled text-level-${level}${insertedBy === undefined ? '' : ' compiled-inserted'}${
          marks && deletedBy.length > 0 ? ' compiled-deleted' : ''
        }`}
        aria-label={label === '' ? undefined : label}
      >
        <div className="text-margin">
          {label === '' ? null : <bdi>{label}</bdi>}
          {insertedBy === undefined ? null : <span aria-hidden="true">+</span>}
        </div>
        <div className="compiled-body">
          {declared === 'deferred' || declared === 'deletionProposed' ? (
            <p className="compiled-note">{t(`vocabulary:itemState.${declared}`)}</p>
          ) : null}
          {marks && insertedBy !== undefined ? (
            <p className="compiled-note">
              {t('newParagraph')}{' '}
              <By sponsors={sponsorsOf(insertedBy)} amendments={[insertedBy]} names={names} />
            </p>
          ) : null}
          {marks && deletedBy.length > 0 ? (
            <p className="compiled-note">
              {t('deleteParagraph')}{' '}
              <By
                sponsors={[...new Set(deletedBy.flatMap(sponsorsOf))]}
                amendments={deletedBy}
                names={names}
              />
            </p>
          ) : null}
          {marks
            ? movedBy.map(({ amendment, after }) => {
                const place = after.includes('@') ? '' : names.label(after);
                return (
                  <p key={amendment} className="compiled-note">
                    {place === ''
                      ? t('moveParagraph')
                      : t('change.moveAfter', { label: `\u2068${place}\u2069` })}{' '}
                    <By sponsors={sponsorsOf(amendment)} amendments={[amendment]} names={names} />
                  </p>
                );
              })
            : null}
          <div className={`compiled-words text-${kind}`} lang={lang} dir="auto">
            {reading === 'undisputed' && deletedBy.length > 0 ? (
              <span className="gap">[…]</span>
            ) : (
              <Words paragraph={paragraph} reading={reading} names={names} />
            )}
          </div>
          {marks && tracks.clashes.length > 0 ? (
            <details className="compiled-tracks">
              <summary>{t('collisions', { count: tracks.clashes.length })}</summary>
              <CollisionTracks tracks={tracks} collisions={collisions} sponsor={sponsor} lang={lang} />
            </details>
          ) : null}
        </div>
        <div className="compiled-count soft small">
          {amendments.size === 0 || marks ? null : t('proposals', { count: amendments.size })}
        </div>
      </section>
    );
  },
);
