import {
  cellsOf,
  conditionCycles,
  isWeighted,
  paragraphOf,
  ruleInView,
  standingConditions,
  type BoardRow,
  type Group,
} from '@plenary/consensus';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../lib/board.ts';
import { useHere } from '../../lib/deliberation.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { MissingSentence } from '../../ui/MissingSentence.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { localised } from '../../ui/localised.ts';
import { HeatMap } from './HeatMap.tsx';
import { RowDetail } from './RowDetail.tsx';
import './board.css';

const FILTERS = ['all', 'objections', 'open', 'agreed'] as const;
type BoardFilter = (typeof FILTERS)[number];

const keeps = (filter: BoardFilter, row: BoardRow): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'objections':
      return row.objectors.length > 0;
    case 'open':
      return row.state !== 'agreedAdRef' && row.state !== 'adopted';
    case 'agreed':
      return row.state === 'agreedAdRef' || row.state === 'adopted';
  }
};

/** The consensus board: every paragraph against every delegation, and what each still lacks. Live. */
export const BoardPage = () => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const { body, state } = useHere();
  const rows = useBoard(body, state);
  const [groupId, setGroupId] = useState('');
  const [filter, setFilter] = useState<BoardFilter>('all');
  const [open, setOpen] = useState<string>();
  const groups: readonly Group[] = Object.values(body.groups);
  const group = groups.find(({ id }) => id === groupId);
  const rule = ruleInView(body, state);
  const shown = useMemo(() => rows.filter((row) => keeps(filter, row)), [rows, filter]);
  const cells = useMemo(
    () => new Map(shown.map((row) => [row.item, cellsOf(body, state, row.item)])),
    [body, state, shown],
  );
  const circles = useMemo(() => conditionCycles(standingConditions(body, state)), [body, state]);
  if (state.revision === undefined) return <Empty title={t('board:noText')} />;
  const groupName = (id: string): string => localised(body.groups[id]?.names ?? { en: id }, i18n.language);
  // What nothing is missing from needs one glance: how many could still speak.
  const movesOf = (row: BoardRow): string => {
    if (row.missing.length === 0) return t('board:nothingMissing', { count: row.silent.length });
    return row.moves === null ? t('board:impossible') : t('board:moves', { count: row.moves });
  };
  const paragraphs = rows.filter((row) => row.item !== 'text');
  const clean = rows.find(({ item }) => item === 'text')?.cleanShare ?? null;
  const spoken = new Set(rows.flatMap((row) => row.silent)).size;
  const figures: readonly (readonly [string, string])[] = [
    ['agreed', `${paragraphs.filter((row) => keeps('agreed', row)).length} / ${paragraphs.length}`],
    ['withObjections', String(paragraphs.filter((row) => row.objectors.length > 0).length)],
    ['totalMoves', String(paragraphs.reduce((sum, row) => sum + (row.moves ?? 0), 0))],
    [
      'cleanShare',
      clean === null ? '—' : new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(clean),
    ],
    ['notAllSpoken', String(spoken)],
  ];
  return (
    <div className="stack">
      <p className="soft">
        {t('board:measuredBy', { rule: localised(rule.names ?? { en: rule.id }, i18n.language) })}{' '}
        {isWeighted(rule) ? t('board:weighted') : t('board:equal')}
      </p>
      <dl className="figures card board-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="figure-name">{t(`board:figure.${name}`)}</dt>
            <dd className="figure-value">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div className="board-controls">
        <Field label={t('board:group')}>
          {(control) => (
            <select {...control} value={groupId} onChange={(event) => setGroupId(event.target.value)}>
              <option value="">{t('board:regional')}</option>
              {groups.map(({ id, names }) => (
                <option key={id} value={id}>
                  {localised(names, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('board:show')}>
          {(control) => (
            <select
              {...control}
              value={filter}
              onChange={(event) =>
                setFilter(FILTERS.find((candidate) => candidate === event.target.value) ?? 'all')
              }
            >
              {FILTERS.map((name) => (
                <option key={name} value={name}>
                  {t(`board:filter.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {circles.map(({ items, members }) => (
        <Notice key={items.join()} tone="warn">
          {t('board:circle', {
            items: items
              .map((item) => rows.find((row) => row.item === item)?.label || t('board:wholeText'))
              .join(' · '),
            members: members
              .map((id) => localised(body.members[id]?.names ?? { en: id }, i18n.language))
              .join(' · '),
          })}
        </Notice>
      ))}
      <HeatMap
        body={body}
        state={state}
        rows={shown}
        cells={cells}
        group={group}
        onOpen={setOpen}
        open={open}
      />
      {shown.length === 0 ? <Empty title={t('board:nothing')} /> : null}
      <ul className="board-list">
        {shown.map((row) => (
          <li key={row.item} className="board-row" id={`row-${row.item}`}>
            <button
              type="button"
              className="board-row-head"
              aria-expanded={open === row.item}
              onClick={() => setOpen(open === row.item ? undefined : row.item)}
            >
              <span className="board-label">
                <bdi>{row.item === 'text' ? t('board:wholeText') : row.label}</bdi>
              </span>
              <span className="board-words" dir="auto" lang={state.revision?.lang}>
                {row.item === 'text' ? '' : paragraphOf(state, row.item)?.text}
              </span>
              <StanceBar counts={row.counts} members={row.members} />
              <span className="board-moves">{movesOf(row)}</span>
              <Tag
                tone={
                  row.objectors.length > 0
                    ? 'bad'
                    : row.state === 'agreedAdRef' || row.state === 'adopted'
                      ? 'good'
                      : 'plain'
                }
              >
                {t(`vocabulary:itemState.${row.state}`)}
              </Tag>
            </button>
            {row.missing.length === 0 ? null : (
              <p className="board-sentence">
                <MissingSentence missing={row.missing} body={body} />{' '}
                {row.spread.length === 0
                  ? null
                  : t('board:spread', { groups: row.spread.map(groupName).join(' · ') })}
              </p>
            )}
            {row.contradicted ? (
              <p className="board-sentence">
                <Tag tone="warn">{t('board:contradicted')}</Tag>
              </p>
            ) : null}
            {open === row.item ? <RowDetail row={row} body={body} state={state} /> : null}
          </li>
        ))}
      </ul>
    </div>
  );
};
