import {
  isWeighted,
  ruleInView,
  SHOWN_STANCES,
  whatIsLeft,
  WHOLE_TEXT,
  type BoardRow,
} from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pendingOrder } from '../../lib/amendment-order.ts';
import { useBoard } from '../../lib/board.ts';
import { useHere } from '../../lib/deliberation.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { showInstantExactly } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { useMissingWords } from '../../ui/missing-words.ts';
import { DeletedList } from './Deleted.tsx';
import { PendingAmendments } from './PendingAmendments.tsx';
import { useRowWords } from './row-words.ts';
import './report.css';
import { sentences } from '../../lib/lists.ts';

/** Parts of the order of voting that are named in the report. */
const PARTS_SHOWN = 20;

/**
 * How far the text is, on paper: counts, what is left and in what order, the amendments that are put next, and one sentence
 * on each paragraph.
 */
export const ReportPage = () => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const lang = i18n.language;
  const { id, body, state } = useHere();
  const rows = useBoard(body, state);
  const say = useRowWords(body);
  const missingWords = useMissingWords(body);
  // A report is of one moment and stands still while it is read; what happens meanwhile is in the next one.
  const [taken, setTaken] = useState(() => ({ at: new Date().toISOString(), rows, state }));
  const left = useMemo(() => whatIsLeft(taken.rows), [taken]);
  // The report stands at once; the order of many amendments comes when it is worked out.
  const settled = useDeferredValue<typeof taken | undefined>(taken, undefined);
  const pending = useMemo(() => (settled === undefined ? undefined : pendingOrder(settled.state)), [settled]);
  const { revision, phase } = taken.state;
  if (revision === undefined) return <Empty title={t('board:noText')} />;
  const paragraphs = taken.rows.filter(({ item }) => item !== WHOLE_TEXT);
  const whole = taken.rows.find(({ item }) => item === WHOLE_TEXT);
  const rule = ruleInView(body, taken.state);
  const states = [...new Set(paragraphs.map((row) => row.state))];
  /** What a paragraph that is set aside waits for, and until when it can be objected to. */
  const parked = (row: BoardRow): string => {
    const mark = taken.state.marks[row.item];
    const reason = `\u2068${mark?.reason ?? ''}\u2069`;
    if (mark?.status === 'deferred') return t('board:waitsFor', { reason });
    return mark?.status === 'deletionProposed'
      ? `${t('board:toBeDeleted', { reason })} ${t('board:deletionUntil', { date: showInstantExactly(mark.objectionsUntil ?? '', lang) })}`
      : '';
  };
  const sentence = (row: BoardRow): string =>
    sentences(lang, [
      row.state === 'adopted' ? '—' : missingWords(row.missing),
      row.spread.length === 0 ? '' : t('board:spread', { groups: row.spread.map(say.group).join(' · ') }),
      row.contradicted ? t('board:contradicted') : '',
      parked(row),
    ]);
  const counted = (row: BoardRow): string =>
    SHOWN_STANCES.filter((stance) => row.counts[stance] > 0)
      .map((stance) => `${t(`vocabulary:stance.${stance}`)} ${row.counts[stance]}`)
      .join(' · ');
  return (
    <article className="report">
      <div className="row no-print">
        <Link className="button button-quiet" to="/deliberations/$id/board" params={{ id }}>
          {t('board:back')}
        </Link>
        <Button onClick={() => setTaken({ at: new Date().toISOString(), rows, state })}>
          {t('board:takeAnew')}
        </Button>
        <Button tone="primary" onClick={() => print()}>
          {t('board:print')}
        </Button>
      </div>
      <header>
        <h2>{t('board:reportTitle')}</h2>
        <p>
          <bdi>{revision.symbol}</bdi> · {t(`vocabulary:phase.${phase}`)} ·{' '}
          <time dateTime={taken.at}>{showInstantExactly(taken.at, lang)}</time>
        </p>
        <p className="soft">
          {t('board:measuredBy', { rule: localised(rule.names ?? { en: rule.id }, lang) })}{' '}
          {isWeighted(rule) ? t('board:weighted') : t('board:equal')}
        </p>
      </header>
      <section aria-labelledby="report-counts">
        <h3 id="report-counts">{t('board:reportCounts')}</h3>
        <table className="report-table">
          <tbody>
            {states.map((name) => (
              <tr key={name}>
                <th scope="row">{t(`vocabulary:itemState.${name}`)}</th>
                <td>{paragraphs.filter((row) => row.state === name).length}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('board:reportParagraphs')}</th>
              <td>{paragraphs.length}</td>
            </tr>
            <tr>
              <th scope="row">{t('board:figure.withObjections')}</th>
              <td>{paragraphs.filter((row) => row.objectors.length > 0).length}</td>
            </tr>
            <tr>
              <th scope="row">{t('board:figure.cleanShare')}</th>
              <td>{say.share(whole?.cleanShare ?? null)}</td>
            </tr>
            <tr>
              <th scope="row">{t('board:figure.notAllSpoken')}</th>
              <td>
                {new Set(taken.rows.flatMap((row) => row.silent)).size} / {whole?.members ?? 0}
              </td>
            </tr>
          </tbody>
        </table>
        {whole === undefined ? null : (
          <p>
            <b>{t('board:wholeText')}</b> ({t(`vocabulary:itemState.${whole.state}`)}). {sentence(whole)}
          </p>
        )}
      </section>
      <section aria-labelledby="report-left">
        <h3 id="report-left">{t('board:reportLeft', { count: left.length })}</h3>
        {left.length === 0 ? (
          <p>{t('board:nothingLeft')}</p>
        ) : (
          <>
            <p className="soft small">{t('board:leftOrder')}</p>
            <ol className="report-left">
              {left.map((row) => (
                <li key={row.item}>
                  <b>
                    <bdi>{say.label(row, taken.state.revision?.lang)}</bdi>
                  </b>{' '}
                  {say.moves(row)}
                  {row.objectors.length === 0
                    ? ''
                    : ` · ${t('board:column.objections')}: ${row.objectors.length}`}
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
      {pending === undefined ? null : (
        <PendingAmendments pending={pending} body={body} state={taken.state} max={PARTS_SHOWN} />
      )}
      <section aria-labelledby="report-all">
        <h3 id="report-all">{t('board:reportAll')}</h3>
        <table className="report-table report-rows">
          <thead>
            <tr>
              <th scope="col">{t('board:item')}</th>
              <th scope="col">{t('board:column.state')}</th>
              <th scope="col">{t('board:reportSentence')}</th>
              <th scope="col">{t('board:groupStances')}</th>
            </tr>
          </thead>
          <tbody>
            {paragraphs.map((row) => (
              <tr key={row.item}>
                <th scope="row">
                  <bdi>{say.label(row, taken.state.revision?.lang)}</bdi>
                </th>
                <td>{t(`vocabulary:itemState.${row.state}`)}</td>
                <td>{sentence(row)}</td>
                <td className="soft small">{counted(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <DeletedList state={taken.state} />
      <p className="soft small">{t('board:reportFoot')}</p>
    </article>
  );
};
