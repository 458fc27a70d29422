import { printedLabel } from '@plenary/text';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextSponsors } from '../../lib/TextSponsors.tsx';
import { useHere } from '../../lib/deliberation.ts';
import { ReadElsewhere } from '../../lib/ReadElsewhere.tsx';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { IssueAmended } from './IssueAmended.tsx';
import {
  AS_AMENDED,
  compareVersions,
  isChanged,
  isRenumbered,
  versionsOf,
  type Version,
  type VersionRow,
} from './versions.ts';
import './revisions.css';

const FATE_TONES = {
  same: 'plain',
  changed: 'warn',
  moved: 'accent',
  added: 'good',
  removed: 'bad',
} as const;
const FATES = ['changed', 'added', 'removed', 'moved'] as const;

/** The label of a paragraph as it is printed; a dash for one that has no number. */
const Label = ({ label, lang }: { readonly label: string | undefined; readonly lang: string }) => (
  <bdi>{label === undefined || label === '' ? '—' : printedLabel(label, lang)}</bdi>
);

/** One paragraph between two versions: its numbers, what became of it, its words, and by which amendments. */
const Row = memo(
  ({ row, lang, id }: { readonly row: VersionRow; readonly lang: string; readonly id: string }) => {
    const { t } = useTranslation('revisions');
    const { before, now, fate, segments, by, decision } = row;
    return (
      <tr className={`version-row is-${fate}`}>
        <th scope="row" className="version-number">
          <Label label={before?.label} lang={lang} />
          <span aria-hidden="true" className="version-arrow" />
          <span className="visually-hidden">{t('becomes')}</span>
          <Label label={now?.label} lang={lang} />
        </th>
        <td className="version-fate">
          {fate === 'same' ? null : <Tag tone={FATE_TONES[fate]}>{t(`fate.${fate}`)}</Tag>}
          {isRenumbered(row) ? <Tag>{t('renumbered')}</Tag> : null}
          {by.length === 0 ? null : (
            <span className="version-by small soft">
              {t('by')}{' '}
              {by.map((amendment) => (
                <Link
                  key={amendment}
                  className="amendment-of"
                  to="/deliberations/$id/amendments/$amendment"
                  params={{ id, amendment }}
                >
                  <bdi>{amendment}</bdi>
                </Link>
              ))}
            </span>
          )}
          {decision === undefined ? null : (
            <Link
              className="version-by small"
              to="/deliberations/$id/decisions/$decision"
              params={{ id, decision }}
            >
              {t('byDivision')}
            </Link>
          )}
        </td>
        <td>
          <p className="text-words version-words" lang={lang} dir="auto">
            {segments.map(({ type, text }, at) =>
              type === 'removed' ? (
                <del key={at}>{text}</del>
              ) : type === 'added' ? (
                <ins key={at}>{text}</ins>
              ) : (
                <span key={at}>{text}</span>
              ),
            )}
          </p>
        </td>
      </tr>
    );
  },
);

const Comparison = ({ from, to }: { readonly from: Version; readonly to: Version }) => {
  const { t } = useTranslation('revisions');
  const { id, state } = useHere();
  const [showsAll, setShowsAll] = useState(false);
  const { revision, revisions, textSteps, amendments, divisions } = state;
  const rows = useMemo(
    () =>
      compareVersions(
        { revisions, textSteps, amendments, divisions, ...(revision === undefined ? {} : { revision }) },
        from,
        to,
      ),
    [revision, revisions, textSteps, amendments, divisions, from, to],
  );
  const changed = rows.filter(isChanged);
  const { lang } = to.revision;
  return (
    <section className="card versions" aria-labelledby="versions-compared">
      <header className="row versions-head">
        <h2 id="versions-compared">
          <VersionName version={from} /> <span aria-hidden="true" className="version-arrow" />
          <span className="visually-hidden">{t('becomes')}</span> <VersionName version={to} />
        </h2>
        <p className="row">
          {FATES.map((fate) => {
            const count = rows.filter((row) => row.fate === fate).length;
            return count === 0 ? null : (
              <Tag key={fate} tone={FATE_TONES[fate]}>
                {t(`counted.${fate}`, { count })}
              </Tag>
            );
          })}
          {rows.some(isRenumbered) ? (
            <Tag>{t('counted.renumbered', { count: rows.filter(isRenumbered).length })}</Tag>
          ) : null}
        </p>
        <div className="row no-print versions-acts">
          {changed.length === rows.length ? null : (
            <Button aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)}>
              {showsAll ? t('onlyChanges') : t('showAll', { count: rows.length })}
            </Button>
          )}
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </div>
      </header>
      {changed.length === 0 && !showsAll ? <p>{t('alike')}</p> : null}
      {changed.length === 0 && !showsAll ? null : (
        <table className="table versions-table">
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('became')}</th>
              <th scope="col">{t('words')}</th>
            </tr>
          </thead>
          <tbody>
            {(showsAll ? rows : changed).map((row) => (
              <Row key={row.pid} row={row} lang={lang} id={id} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const VersionName = ({ version }: { readonly version: Version }) => {
  const { t } = useTranslation('revisions');
  return (
    <>
      <bdi>{version.revision.symbol}</bdi>
      {version.key === AS_AMENDED ? <> · {t('asAmended')}</> : null}
    </>
  );
};

const VersionChoice = ({
  label,
  versions,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly versions: readonly Version[];
  readonly chosen: Version;
  readonly onChoose: (key: string) => void;
}) => {
  const { t, i18n } = useTranslation('revisions');
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={chosen.key} onChange={(event) => onChoose(event.target.value)}>
          {versions.map(({ key, revision }) => (
            <option key={key} value={key}>
              {key === AS_AMENDED
                ? t('amendedSince', { symbol: `\u2068${revision.symbol}\u2069` })
                : `\u2068${revision.symbol}\u2069 · ${showInstant(revision.issuedAt, i18n.language)}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

/** Every version of the text: any two beside each other with their numbers; and the next revision, for who may issue it. */
export const RevisionsPage = () => {
  const { t } = useTranslation('revisions');
  const { body, state, id } = useHere();
  const kind = useSession()?.account?.kind;
  const search = useSearch({ from: '/deliberations/$id/revisions' });
  const navigate = useNavigate({ from: '/deliberations/$id/revisions' });
  const { revision, revisions, textSteps, amendments, divisions } = state;
  const versions = useMemo(
    () =>
      versionsOf({
        revisions,
        textSteps,
        amendments,
        divisions,
        ...(revision === undefined ? {} : { revision }),
      }),
    [revision, revisions, textSteps, amendments, divisions],
  );
  const last = versions.at(-1);
  if (last === undefined) return <Empty title={t('none')} />;
  const to = versions.find(({ key }) => key === search.to) ?? last;
  const from =
    versions.find(({ key }) => key === search.from) ?? versions[Math.max(0, versions.indexOf(to) - 1)] ?? to;
  const choose = (chosen: { readonly from?: string; readonly to?: string }) =>
    void navigate({ search: { from: from.key, to: to.key, ...chosen }, replace: true });
  return (
    <div className="stack revisions-page">
      <div className="row no-print">
        <Link to="/deliberations/$id" params={{ id }}>
          {t('toText')}
        </Link>
      </div>
      <TextSponsors sponsors={state.sponsors} body={body} />
      {[...new Set([to.revision.symbol, from.revision.symbol])].map((symbol) => (
        <ReadElsewhere
          key={symbol}
          entry={Object.hasOwn(body.register, symbol) ? body.register[symbol] : undefined}
        />
      ))}
      {kind === 'chair' || kind === 'secretariat' ? <IssueAmended /> : null}
      {versions.length === 1 ? (
        <Empty title={t('one')}>
          <p>{t('oneAbout')}</p>
        </Empty>
      ) : (
        <>
          <div className="versions-choices no-print">
            <VersionChoice
              label={t('from')}
              versions={versions}
              chosen={from}
              onChoose={(key) => choose({ from: key })}
            />
            <VersionChoice
              label={t('to')}
              versions={versions}
              chosen={to}
              onChoose={(key) => choose({ to: key })}
            />
          </div>
          <Comparison from={from} to={to} />
        </>
      )}
    </div>
  );
};
