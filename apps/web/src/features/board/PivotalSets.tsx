import {
  itemDistance,
  ruleInView,
  type BodyState,
  type DeliberationState,
  type StanceMove,
} from '@plenary/consensus';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { Derivation } from './Derivation.tsx';
import { useRowWords } from './row-words.ts';

const SETS_SHOWN = 3;
const MEMBERS_SHOWN = 12;

/** Through whom adoption could come: who is in every smallest set, who in some, and the sets that ask least. */
export const PivotalSets = ({
  body,
  state,
  item,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly item: string;
}) => {
  const { t } = useTranslation(['board', 'vocabulary']);
  const say = useRowWords(body);
  const [isWhole, setWhole] = useState(false);
  // The search goes through many sets: what was just said is drawn before its answer.
  const settled = useDeferredValue(state);
  const distance = useMemo(() => itemDistance(body, settled, item), [body, settled, item]);
  const { needed, cheapest, cheapestComplete, pivotality } = distance;
  if (needed === null || needed === 0)
    return <p>{needed === 0 ? t('board:noMoves') : t('board:impossible')}</p>;
  const inEvery = Object.keys(pivotality).filter((id) => pivotality[id] === 'all');
  const inSome = Object.keys(pivotality).filter((id) => pivotality[id] === 'some');
  const move = ({ member, from, to }: StanceMove) => (
    <li key={member}>
      <b>{say.member(member)}</b> <StanceMark stance={from} size={13} /> {t(`vocabulary:stance.${from}`)}{' '}
      <span className="board-arrow" aria-hidden="true">
        →
      </span>{' '}
      <StanceMark stance={to} size={13} /> {t(`vocabulary:stance.${to}`)}
    </li>
  );
  const shown = isWhole ? cheapest : cheapest.slice(0, SETS_SHOWN);
  return (
    <div className="stack">
      <p>
        {t('board:neededMoves', { count: needed })}{' '}
        {distance.neededProven ? '' : `(${t('board:movesNotProven')})`}
      </p>
      {inEvery.length === 0 ? null : (
        <p>
          <span className="soft">{t('board:inEverySet')}</span>{' '}
          {inEvery.slice(0, MEMBERS_SHOWN).map(say.member).join(' · ')}
          {inEvery.length > MEMBERS_SHOWN
            ? ` · ${t('board:more', { count: inEvery.length - MEMBERS_SHOWN })}`
            : ''}
        </p>
      )}
      {inSome.length === 0 ? null : (
        <p>
          <span className="soft">{t('board:inSomeSets')}</span>{' '}
          {inSome.slice(0, MEMBERS_SHOWN).map(say.member).join(' · ')}
          {inSome.length > MEMBERS_SHOWN
            ? ` · ${t('board:more', { count: inSome.length - MEMBERS_SHOWN })}`
            : ''}
        </p>
      )}
      <ol className="board-sets">
        {shown.map(({ cost, moves }, at) => (
          <li key={moves.map(({ member, to }) => `${member}-${to}`).join()}>
            <p className="soft small">{t('board:setCost', { number: at + 1, cost })}</p>
            <ul>{moves.map(move)}</ul>
          </li>
        ))}
      </ol>
      {cheapest.length > SETS_SHOWN ? (
        <p>
          <button type="button" className="button button-quiet" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('board:fewerSets') : t('board:allSets', { count: cheapest.length })}
          </button>{' '}
          {cheapestComplete ? null : <span className="soft small">{t('board:moreSets')}</span>}
        </p>
      ) : null}
      <Derivation
        formula="min |M|, then min sum of steps; ladder: support 0, accept 1, abstain 2, silent 2, reserve 3, oppose 4, object 5"
        inputs={{ rule: ruleInView(body, settled).id, needed, cost: cheapest[0]?.cost ?? 0 }}
        body={body}
      />
    </div>
  );
};
