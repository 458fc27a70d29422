import type { BodyState, DeliberationState } from '@plenary/consensus';
import type { PackageSearchAnswer, PackageSheet } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Advice } from './Advice.tsx';
import { KeepSheet } from './KeepSheet.tsx';
import { SheetColumn } from './SheetColumn.tsx';
import { useWords } from './use-words.ts';

const UNWEIGHED = [
  'limit',
  'scope',
  'words',
] as const satisfies readonly PackageSearchAnswer['unweighed'][number]['because'][];

/** What was found, side by side; on a narrow screen one at a time. */
export const Results = ({
  answer,
  body,
  state,
  stream,
}: {
  readonly answer: PackageSearchAnswer;
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly stream: string;
}) => {
  const { t } = useTranslation('finder');
  const words = useWords(body, state);
  // Each differs from the others; the text as it is stands last.
  const shown = answer.sheets;
  const best = shown.find(({ kind }) => kind === 'best');
  const [open, setOpen] = useState(shown[0]?.kind ?? 'best');
  const [keeping, setKeeping] = useState<PackageSheet>();
  const isStale = answer.textHash !== state.revision?.hash;
  const lines = answer.infeasibility?.lines ?? [];
  const seconds = answer.seconds.filter(({ holds }) => holds);
  const unweighed = UNWEIGHED.flatMap((because) => {
    const amendments = answer.unweighed.flatMap((one) => (one.because === because ? [one.amendment] : []));
    return amendments.length === 0 ? [] : [{ because, amendments }];
  });
  return (
    <section className="stack finder-results" aria-label={t('results.label')}>
      <h2>{t(`results.${answer.status}`)}</h2>
      <p className="page-lead">
        {answer.status === 'found'
          ? answer.proven
            ? t('results.proven')
            : t('results.gap', {
                gap:
                  answer.gap === null
                    ? '—'
                    : new Intl.NumberFormat(words.lang, {
                        style: 'percent',
                        maximumFractionDigits: 1,
                      }).format(answer.gap),
              })
          : answer.infeasibility === null
            ? t('results.unknownWhy')
            : t(`results.because.${answer.infeasibility.because}`)}{' '}
        {answer.stopped === null ? null : t(`results.stopped.${answer.stopped}`)}{' '}
        <span className="soft">
          {t('results.size', {
            paragraphs: answer.size.paragraphs,
            alternatives: answer.size.alternatives,
            seconds: new Intl.NumberFormat(words.lang, { maximumFractionDigits: 2 }).format(
              answer.timeMs / 1_000,
            ),
          })}
        </span>
      </p>
      {lines.length === 0 ? null : (
        <Notice tone="warn">
          <p>{t('results.lines')}</p>
          <ul>
            {lines.map(({ item, member }) => (
              <li key={`${item} ${member}`}>
                <bdi>{words.item(item)}</bdi> · {words.member(member)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isStale ? <Notice tone="warn">{t('results.stale')}</Notice> : null}
      <div className="finder-switch">
        <Choice
          label={t('results.label')}
          options={shown.map(({ kind }) => ({ value: kind, name: t(`sheet.kind.${kind}`) }))}
          value={open}
          onChoose={setOpen}
        />
      </div>
      <div className="finder-columns" data-columns={shown.length}>
        {shown.map((sheet) => (
          <div key={sheet.kind} className="finder-column" data-open={sheet.kind === open}>
            <SheetColumn
              sheet={sheet}
              body={body}
              state={state}
              rule={answer.rule}
              title={t(`sheet.kind.${sheet.kind}`)}
              {...(best === undefined || sheet === best ? {} : { beside: best })}
            >
              {sheet.departures === 0 ? undefined : (
                <Button
                  tone={sheet.kind === 'best' ? 'primary' : 'plain'}
                  disabled={isStale}
                  onClick={() => setKeeping(sheet)}
                >
                  {t('keep.open')}
                </Button>
              )}
            </SheetColumn>
          </div>
        ))}
      </div>
      {seconds.length === 0 ? null : (
        <details className="card">
          <summary>{t('results.seconds')}</summary>
          <table className="finder-groups">
            <thead>
              <tr>
                <th scope="col">{t('results.item')}</th>
                <th scope="col">{t('results.instead')}</th>
                <th scope="col">{t('sheet.worst')}</th>
                <th scope="col">{t('sheet.total')}</th>
              </tr>
            </thead>
            <tbody>
              {seconds.map(({ item, outcome, words: text, change }) => (
                <tr key={item}>
                  <th scope="row">
                    <bdi>{words.item(item)}</bdi>
                  </th>
                  <td dir="auto">{outcome === 'reworded' ? text : t(`outcome.${outcome}`)}</td>
                  <td>{`${change.worst >= 0 ? '+' : ''}${words.figure(change.worst)}`}</td>
                  <td>{`${change.total >= 0 ? '+' : ''}${words.whole(change.total)}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <Advice advice={answer.advice} words={words} lang={state.revision?.lang ?? 'en'} />
      {unweighed.length === 0 ? null : (
        <details className="card">
          <summary>{t('unweighed.title', { count: answer.unweighed.length })}</summary>
          <ul className="finder-why">
            {unweighed.map(({ because, amendments }) => (
              <li key={because}>
                <span>
                  {t(`unweighed.${because}`, { amendments: words.amendments(amendments, amendments.length) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {keeping === undefined ? null : (
        <KeepSheet
          sheet={keeping}
          rule={answer.rule}
          textHash={answer.textHash}
          state={state}
          stream={stream}
          onClose={() => setKeeping(undefined)}
        />
      )}
    </section>
  );
};
