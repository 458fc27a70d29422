import {
  amendmentVersions,
  entryFor,
  type AmendmentVersion,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import { comparedVersions, type ComparedPlace } from '@plenary/tabling';
import { isolate } from '@plenary/i18n';
import { printedLabel } from '@plenary/text';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { Field } from '../../ui/Field.tsx';
import { showInstant } from '../../ui/instant.ts';
import type { Names } from './use-amendments.ts';

/** A version with the words that are needed to compare it. */
type Known = AmendmentVersion & Required<Pick<AmendmentVersion, 'words'>>;

const isKnown = (version: AmendmentVersion): version is Known => version.words !== undefined;

/** What two versions do at one place of the text, where they do something else, and the words between them. */
const Place = ({ place, lang }: { readonly place: ComparedPlace; readonly lang: string }) => {
  const { t } = useTranslation('amending');
  const { label, was, is, movedWas, movedIs, segments } = place;
  const said = (does: ComparedPlace['was'], moved: string | undefined): string => {
    if (moved === undefined) return t(`versions.does.${does}`);
    return moved === ''
      ? t('versions.moveFirst')
      : t('versions.moveAfter', { label: isolate(printedLabel(moved, lang)) });
  };
  const isOtherwise = was !== is || movedWas !== movedIs;
  return (
    <li className="stack">
      <p className="small">
        {label === '' ? null : <bdi className="amendment-place">{printedLabel(label, lang)}</bdi>}{' '}
        {isOtherwise ? (
          <span className="soft">
            {t('versions.otherwise', { before: said(was, movedWas), now: said(is, movedIs) })}
          </span>
        ) : null}
      </p>
      <p className="change-words" lang={lang} dir="auto">
        {segments.map(({ type, text }, at) => {
          if (type === 'removed') return <del key={at}>{text}</del>;
          return type === 'added' ? <ins key={at}>{text}</ins> : <span key={at}>{text}</span>;
        })}
      </p>
    </li>
  );
};

const isChanged = ({ was, is, movedWas, movedIs, segments }: ComparedPlace): boolean =>
  was !== is || movedWas !== movedIs || segments.some(({ type }) => type !== 'same');

const Comparison = ({
  amendment,
  words,
  from,
  to,
}: {
  readonly amendment: TabledAmendment;
  readonly words: DeliberationState;
  readonly from: Known;
  readonly to: Known;
}) => {
  const { t } = useTranslation('amending');
  const places = useMemo(
    () => comparedVersions(words, amendment.id, from.words, to.words).filter(isChanged),
    [words, amendment, from, to],
  );
  const lang = words.revision?.lang ?? 'en';
  const reasons = from.words.reason !== to.words.reason;
  return (
    <>
      {places.length === 0 && !reasons ? <p className="soft">{t('versions.alike')}</p> : null}
      {places.length === 0 ? null : (
        <ul className="amendment-compared">
          {places.map((place, at) => (
            <Place key={at} place={place} lang={lang} />
          ))}
        </ul>
      )}
      {reasons ? (
        <div>
          <h3>{t('reason')}</h3>
          {from.words.reason === '' ? null : (
            <p dir="auto">
              <del>{from.words.reason}</del>
            </p>
          )}
          {to.words.reason === '' ? null : (
            <p dir="auto">
              <ins>{to.words.reason}</ins>
            </p>
          )}
        </div>
      ) : null}
    </>
  );
};

/** AMP-45: the versions of a revised amendment with who gave each, when and at which event; any two word by word. */
export const AmendmentVersions = ({
  amendment,
  words,
  names,
}: {
  readonly amendment: TabledAmendment;
  readonly words: DeliberationState;
  readonly names: Names;
}) => {
  const { t, i18n } = useTranslation('amending');
  const { body, id } = useHere();
  const versions = useMemo(() => amendmentVersions(amendment), [amendment]);
  const known = versions.filter(isKnown);
  const [chosen, setChosen] = useState<{ readonly from?: number; readonly to?: number }>({});
  if (versions.length < 2) return null;
  const find = (number: number | undefined): Known | undefined =>
    known.find((version) => version.number === number);
  const [from, to] = [find(chosen.from) ?? known.at(-2), find(chosen.to) ?? known.at(-1)];
  const entryOf = (number: number) =>
    entryFor(body, {
      kind: number === 0 ? 'amendment' : 'amendmentRevision',
      deliberation: id,
      reference: number === 0 ? amendment.id : `${amendment.id}.${number}`,
      lang: words.revision?.lang ?? 'en',
    });
  const nameOf = (number: number): string =>
    number === 0 ? t('versions.tabled') : t('versions.revision', { number });
  return (
    <section className="card" aria-labelledby="versions">
      <h2 id="versions">{t('versions.title')}</h2>
      <ol className="amendment-versions">
        {versions.map(({ number, words: kept, at, by, head }) => {
          const entry = entryOf(number);
          return (
            <li key={number}>
              <b>{nameOf(number)}</b>{' '}
              {entry === undefined ? null : (
                <Link to="/documents/$" params={{ _splat: entry.symbol }} className="amendment-symbol">
                  <bdi>{entry.symbol}</bdi>
                </Link>
              )}{' '}
              <span className="soft small">
                {at === undefined || by === undefined
                  ? at === undefined
                    ? null
                    : showInstant(at, i18n.language)
                  : t('versions.given', {
                      member: isolate(names.member(by)),
                      date: showInstant(at, i18n.language),
                      head,
                    })}
              </span>
              {kept === undefined ? <p className="soft small">{t('versions.notKept')}</p> : null}
            </li>
          );
        })}
      </ol>
      {from === undefined || to === undefined ? null : (
        <>
          <div className="row no-print amendment-choose">
            {(['from', 'to'] as const).map((side) => (
              <Field key={side} label={t(`versions.${side}`)}>
                {(control) => (
                  <select
                    {...control}
                    value={(side === 'from' ? from : to).number}
                    onChange={(event) => setChosen({ ...chosen, [side]: Number(event.target.value) })}
                  >
                    {known.map(({ number }) => (
                      <option key={number} value={number}>
                        {entryOf(number)?.symbol ?? nameOf(number)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            ))}
          </div>
          <Comparison amendment={amendment} words={words} from={from} to={to} />
        </>
      )}
    </section>
  );
};
