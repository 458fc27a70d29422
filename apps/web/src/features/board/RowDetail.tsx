import {
  cellsOf,
  standingConditions,
  type BoardRow,
  type BodyState,
  type DeliberationState,
  type FigureTrace,
  type Stance,
} from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { trendsQuery } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { ConditionSentence } from '../../ui/ConditionWords.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { localised } from '../../ui/localised.ts';

const HOLDING: readonly Stance[] = ['object', 'oppose', 'reserve'];

const share = (value: number | null, lang: string): string =>
  value === null
    ? '—'
    : new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 }).format(value);

interface ShownFigure {
  readonly key: string;
  readonly value: string;
  readonly note?: string;
}

/** Formula and inputs of a figure, so that anyone can redo it by hand. */
const Derivation = ({
  trace,
  body,
}: {
  readonly trace: FigureTrace | undefined;
  readonly body: BodyState;
}) => {
  const { t, i18n } = useTranslation('board');
  if (trace === undefined) return null;
  const shown = (value: number | string): string =>
    typeof value === 'number'
      ? String(value)
      : localised((body.groups[value] ?? body.rules[value])?.names ?? { en: value }, i18n.language);
  return (
    <details className="board-derivation">
      <summary>{t('board:showFormula')}</summary>
      <code dir="ltr">{trace.formula}</code>
      <ul>
        {Object.entries(trace.inputs).map(([name, value]) => (
          <li key={name} dir="ltr">
            <code>{name}</code> = <bdi>{shown(value)}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Every figure of a row with what it is made of, the reasons of those who hold up agreement, and what can be done. */
export const RowDetail = ({
  row,
  body,
  state,
}: {
  readonly row: BoardRow;
  readonly body: BodyState;
  readonly state: DeliberationState;
}) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const lang = i18n.language;
  const kind = useSession()?.account?.kind;
  const act = useAct(`deliberation:${state.id}`);
  const name = (id: string): string => localised(body.members[id]?.names ?? { en: id }, lang);
  const trends = useQuery(trendsQuery(state.id));
  const trend = trends.data?.trends.find(({ item }) => item === row.item);
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 });
  const figure = (value: number | null): string => (value === null ? '—' : number.format(value));
  const floorGroup = row.groupFloor?.group;
  const figures: readonly ShownFigure[] = [
    {
      key: 'moves',
      value: row.moves === null ? t('board:impossible') : number.format(row.moves),
      ...(row.movesProven ? {} : { note: t('board:movesNotProven') }),
    },
    { key: 'support', value: share(row.support, lang) },
    { key: 'coverage', value: share(row.coverage, lang) },
    {
      key: 'bounds',
      value: row.bounds === null ? '—' : `${share(row.bounds[0], lang)} – ${share(row.bounds[1], lang)}`,
    },
    { key: 'robustness', value: row.robustness === null ? '—' : t(`board:robust.${row.robustness}`) },
    {
      key: 'groupFloor',
      value: row.groupFloor === null ? '—' : share(row.groupFloor.favour, lang),
      note: floorGroup === undefined ? '' : localised(body.groups[floorGroup]?.names ?? { en: '' }, lang),
    },
    { key: 'groupMean', value: figure(row.groupMean) },
    { key: 'agreement', value: figure(row.agreement) },
    { key: 'leik', value: figure(row.leik) },
    { key: 'polarisation', value: figure(row.polarisation) },
    { key: 'eta', value: figure(row.eta) },
    { key: 'clean', value: share(row.cleanShare, lang), note: t('board:cleanFormula') },
    ...(trend === undefined
      ? []
      : [
          {
            key: 'trend',
            value: t('board:trendNow', { days: trend.horizonDays }),
            note: t('board:trendMade', {
              before: trend.before,
              favour: trend.favour,
              range: number.format((trend.range[1] - trend.range[0]) / 2),
            }),
          },
        ]),
  ];
  const traces = new Map<string, FigureTrace>(row.trace.map((one) => [one.figure, one]));
  const conditions = standingConditions(body, state).filter(({ item }) => item === row.item);
  // Those who hold up agreement most come first.
  const holding = HOLDING.flatMap((held) =>
    cellsOf(body, state, row.item).filter(({ stance }) => stance === held),
  );
  const mayMark =
    (kind === 'chair' || kind === 'secretariat') && row.item !== 'text' && state.phase === 'open';
  return (
    <div className="board-detail">
      <dl className="board-detail-figures">
        {figures.map(({ key, value, note }) => (
          <div key={key}>
            <dt>{t(`board:detail.${key}`)}</dt>
            <dd>
              {value} {note === undefined ? null : <span className="soft small">{note}</span>}
              <Derivation trace={traces.get(key)} body={body} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="board-groups">
        {row.groups.map((figures2) => (
          <div key={figures2.group} className="board-group">
            <span>{localised(body.groups[figures2.group]?.names ?? { en: figures2.group }, lang)}</span>
            <StanceBar counts={figures2.counts} members={figures2.members} />
          </div>
        ))}
      </div>
      {holding.length === 0 ? null : (
        <ul className="board-reasons">
          {holding.map(({ member, stance }) => (
            <li key={member}>
              <StanceMark stance={stance} size={13} /> <b>{name(member)}</b>{' '}
              <span dir="auto">{state.positions[row.item]?.[member]?.reason ?? ''}</span>
            </li>
          ))}
        </ul>
      )}
      {conditions.length === 0 ? null : (
        <section>
          <h4>{t('board:conditions')}</h4>
          <ul className="board-reasons">
            {conditions.map(({ member, stance, condition, fallback, status }) => (
              <li key={member}>
                <StanceMark stance={stance} size={13} /> <b>{name(member)}</b>{' '}
                <ConditionSentence conditional={{ condition, fallback }} state={state} />{' '}
                <Tag tone={status === 'broken' ? 'warn' : 'plain'}>
                  {t(`vocabulary:conditionStatus.${status}`)}
                </Tag>
              </li>
            ))}
          </ul>
        </section>
      )}
      {row.silent.length === 0 ? null : (
        <details>
          <summary>{t('board:silentMembers', { count: row.silent.length })}</summary>
          <p className="soft small">{row.silent.map(name).join(' · ')}</p>
        </details>
      )}
      {row.stale.length === 0 ? null : (
        <details>
          <summary>{t('board:stale', { count: row.stale.length })}</summary>
          <p className="soft small">{row.stale.map(name).join(' · ')}</p>
        </details>
      )}
      {row.pivotal.length === 0 ? null : (
        <details>
          <summary>{t('board:pivotal', { count: row.pivotal.length })}</summary>
          <p className="soft small">{row.pivotal.map(name).join(' · ')}</p>
        </details>
      )}
      {mayMark ? (
        <div className="row">
          {row.state === 'agreedAdRef' ? (
            <ReasonDialog
              open={t('board:reopen')}
              question={t('board:reopenReason')}
              onReason={(reason) => void act.perform({ type: 'reopenParagraph', pid: row.item, reason })}
            />
          ) : (
            <Button
              busy={act.pending}
              onClick={() => void act.perform({ type: 'agreeAdRef', pid: row.item })}
            >
              {t('board:agreeAdRef')}
            </Button>
          )}
        </div>
      ) : null}
      <RefusalNote refusal={act.refusal} />
    </div>
  );
};
