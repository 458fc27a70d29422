import {
  cellsOf,
  effectiveStance,
  SHOWN_STANCES,
  type BoardRow,
  type BodyState,
  type Cell,
  type DeliberationState,
  type ShownStance,
} from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { ConditionSentence } from '../../ui/ConditionWords.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useRowWords } from './row-words.ts';

/** Those who hold up agreement come first: what they say is what is left to solve. */
const FROM_OBJECTION: readonly ShownStance[] = [
  ...SHOWN_STANCES.filter((stance) => stance !== 'silent').toReversed(),
  'silent',
];

/** Every delegation by what it holds on an item, with its reason, its condition, and in whose name it stands. */
export const Holders = ({
  row,
  body,
  state,
}: {
  readonly row: BoardRow;
  readonly body: BodyState;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation(['board', 'vocabulary']);
  const say = useRowWords(body);
  const cells = cellsOf(body, state, row.item);
  const reasonOf = ({ member, source }: Cell): string =>
    source === 'own' ? (state.positions[row.item]?.[member]?.reason ?? '') : '';
  const standingOf = ({ member }: Cell) => effectiveStance(state, row.item, member);
  const isPlain = (cell: Cell): boolean =>
    reasonOf(cell) === '' &&
    cell.source !== 'group' &&
    !cell.stale &&
    standingOf(cell).condition === undefined;
  return (
    <div className="board-holders">
      {FROM_OBJECTION.map((stance) => {
        const holding = cells.filter((cell) => cell.stance === stance);
        if (holding.length === 0) return null;
        const plain = holding.filter(isPlain);
        return (
          <section key={stance}>
            <h4>
              <StanceMark stance={stance} size={14} /> {t(`vocabulary:stance.${stance}`)}{' '}
              <span className="soft">{holding.length}</span>
            </h4>
            <ul className="board-reasons">
              {holding
                .filter((cell) => !isPlain(cell))
                .map((cell) => {
                  const { position, statement, source, condition } = standingOf(cell);
                  const conditional = (source === 'group' ? statement : position)?.conditional;
                  return (
                    <li key={cell.member}>
                      <b>{say.member(cell.member)}</b>{' '}
                      {cell.source === 'group' ? <Tag>{t('board:byGroup')}</Tag> : null}{' '}
                      {cell.stale ? <Tag tone="warn">{t('board:staleOne')}</Tag> : null}{' '}
                      <span dir="auto">{reasonOf(cell)}</span>{' '}
                      {condition === undefined || conditional === undefined ? null : (
                        <>
                          <ConditionSentence conditional={conditional} state={state} />{' '}
                          <Tag tone={condition === 'broken' ? 'warn' : 'plain'}>
                            {t(`vocabulary:conditionStatus.${condition}`)}
                          </Tag>
                        </>
                      )}
                    </li>
                  );
                })}
            </ul>
            {plain.length === 0 ? null : (
              <p className="small">{plain.map(({ member }) => say.member(member)).join(' · ')}</p>
            )}
          </section>
        );
      })}
    </div>
  );
};
