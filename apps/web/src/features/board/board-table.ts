import {
  cellsOf,
  groupFair,
  SHOWN_STANCES,
  WHOLE_TEXT,
  paragraphOf,
  type BoardRow,
  type BodyState,
  type DeliberationState,
  type Missing,
} from '@plenary/consensus';
import { bracketStats } from '@plenary/text';
import type { TFunction } from 'i18next';
import type { CsvCell } from '../../lib/csv.ts';
import type { RowWords } from './row-words.ts';

/** What a table of the board is made from. */
export interface Tabled {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly rows: readonly BoardRow[];
  readonly say: Pick<RowWords, 'label' | 'member' | 'group'>;
  readonly missingWords: (missing: readonly Missing[]) => string;
  readonly t: TFunction<['board', 'vocabulary']>;
}

type Column = readonly [heading: string, value: (row: BoardRow) => CsvCell];

const figureColumns = ({ state, say, missingWords, t }: Tabled): readonly Column[] => {
  const figure = (name: string): string => t(`board:detail.${name}`);
  const fairOf = (row: BoardRow) => groupFair(row.groups);
  const words = (row: BoardRow): string => paragraphOf(state, row.item)?.text ?? '';
  const least = (heading: string): string => t('board:column.least', { figure: heading });
  const most = (heading: string): string => t('board:column.most', { figure: heading });
  return [
    [t('board:item'), (row) => say.label(row, state.revision?.lang)],
    [t('board:column.id'), ({ item }) => item],
    [t('board:column.state'), (row) => t(`vocabulary:itemState.${row.state}`)],
    [figure('moves'), ({ moves }) => moves],
    [t('board:column.objections'), ({ objectors }) => objectors.length],
    [t('board:column.objectors'), ({ objectors }) => objectors.map(say.member).join('; ')],
    [t('board:column.spread'), ({ spread }) => spread.map(say.group).join('; ')],
    ...SHOWN_STANCES.map((stance): Column => [
      t(`vocabulary:stance.${stance}`),
      ({ counts }) => counts[stance],
    ]),
    [t('board:column.members'), ({ members }) => members],
    [t('board:column.stale'), ({ stale }) => stale.length],
    [figure('support'), ({ support }) => support],
    [figure('coverage'), ({ coverage }) => coverage],
    [t('board:column.low'), ({ bounds }) => bounds?.[0] ?? null],
    [t('board:column.high'), ({ bounds }) => bounds?.[1] ?? null],
    [
      figure('robustness'),
      ({ robustness }) => (robustness === null ? null : t(`board:robust.${robustness}`)),
    ],
    [figure('groupFloor'), ({ groupFloor }) => (groupFloor === null ? null : say.group(groupFloor.group))],
    [least(figure('groupFloor')), (row) => fairOf(row)?.floor[0] ?? null],
    [most(figure('groupFloor')), (row) => fairOf(row)?.floor[1] ?? null],
    [figure('groupMean'), ({ groupMean }) => groupMean],
    [least(figure('groupMean')), (row) => fairOf(row)?.mean[0] ?? null],
    [most(figure('groupMean')), (row) => fairOf(row)?.mean[1] ?? null],
    [figure('agreement'), ({ agreement }) => agreement],
    [figure('leik'), ({ leik }) => leik],
    [figure('polarisation'), ({ polarisation }) => polarisation],
    [figure('eta'), ({ eta }) => eta],
    [figure('clean'), ({ cleanShare }) => cleanShare],
    [
      t('board:column.brackets'),
      (row) => {
        const { balanced, count } = bracketStats(words(row));
        return row.item === WHOLE_TEXT || !balanced ? null : count;
      },
    ],
    [t('board:column.missing'), ({ missing }) => missingWords(missing)],
  ];
};

/** Every item with its figures: a line of headings, then a line for each. docs/formats.md tells the columns. */
export const figuresTable = (tabled: Tabled): readonly (readonly CsvCell[])[] => {
  const columns = figureColumns(tabled);
  return [
    columns.map(([heading]) => heading),
    ...tabled.rows.map((row) => columns.map(([, value]) => value(row))),
  ];
};

/** Every item against every delegation, in the order of their ids, with the stances in words. */
export const positionsTable = ({ body, state, rows, say, t }: Tabled): readonly (readonly CsvCell[])[] => {
  const members = rows[0] === undefined ? [] : cellsOf(body, state, rows[0].item);
  return [
    [t('board:item'), t('board:column.id'), ...members.map(({ member }) => say.member(member))],
    ...rows.map((row) => [
      say.label(row, state.revision?.lang),
      row.item,
      ...cellsOf(body, state, row.item).map(({ stance }) => t(`vocabulary:stance.${stance}`)),
    ]),
  ];
};
