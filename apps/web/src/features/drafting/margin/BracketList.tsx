import {
  BRACKET_ACTIONS,
  type BracketAction,
  type BracketHolding,
  type BracketStand,
} from '@plenary/consensus';
import { openBrackets, type OpenBracket, type Resolution } from '@plenary/drafting';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import type { EditorSnapshot } from '../editor/live-editor.ts';
import { Who } from './Who.tsx';

/** Who stands behind the brackets of this document: bracket → delegation. */
export type Holdings = Readonly<Record<string, Readonly<Record<string, BracketHolding>>>>;

/** What can be done with a bracket by the one who looks; absent where it may not. */
export interface BracketActs {
  readonly resolve?: (id: string, resolution: Resolution) => void;
  readonly choose?: (id: string, besides: readonly string[]) => void;
  readonly alternative?: (id: string, besides: readonly string[]) => void;
  readonly stand?: (id: string, stand: BracketStand, action: BracketAction | undefined) => void;
  readonly release?: (id: string) => void;
}

const SHOWN_CHARACTERS = 160;
/** So many brackets are listed at a time: a text with more than a thousand stays quick. */
const PAGE = 60;

const shortened = (words: string): string =>
  words.length > SHOWN_CHARACTERS ? `${words.slice(0, SHOWN_CHARACTERS)}…` : words;

const Card = ({
  bracket,
  isFirst,
  label,
  holders,
  own,
  isActive,
  busy,
  acts,
  nameOf,
  onShow,
}: {
  readonly bracket: OpenBracket;
  /** Whether it is the first card of its bracket: one that several hold has one under each of them, and an id only once. */
  readonly isFirst: boolean;
  readonly label: string;
  readonly holders: Readonly<Record<string, BracketHolding>>;
  readonly own: string | undefined;
  readonly isActive: boolean;
  readonly busy: boolean;
  readonly acts: BracketActs;
  readonly nameOf: (delegation: string) => string;
  readonly onShow: (id: string) => void;
}) => {
  const { t } = useTranslation(['drafting', 'vocabulary', 'shell']);
  const { id, text, alternative, besides, depth } = bracket;
  const { resolve, choose, alternative: addBeside, stand, release } = acts;
  const mine = own === undefined ? undefined : holders[own];
  const [chosen, setChosen] = useState<BracketAction | ''>();
  const recorded = mine?.action ?? '';
  const asks = chosen ?? recorded;
  const action = asks === '' ? undefined : asks;
  return (
    <li
      {...(isFirst ? { id: `card-${id}` } : {})}
      className={`margin-card${isActive ? ' is-active' : ''}`}
      data-bracket={id}
    >
      <div className="margin-head">
        <span className="bracket-words" dir="auto">
          [{shortened(text)}]
        </span>
        <button type="button" className="margin-place" onClick={() => onShow(id)}>
          {label === '' ? t('drafting:show') : <bdi>{label}</bdi>}
        </button>
      </div>
      {alternative === undefined && depth === 1 && besides.length === 1 ? null : (
        <p className="margin-when">
          {[
            ...(alternative === undefined
              ? []
              : [t('drafting:brackets.alternative', { number: alternative })]),
            ...(depth > 1 ? [t('drafting:brackets.inside')] : []),
            ...(besides.length > 1 ? [t('drafting:brackets.beside', { count: besides.length })] : []),
          ].join(' · ')}
        </p>
      )}
      <ul className="bracket-holders">
        {Object.entries(holders).map(([delegation, holding]) => (
          <li key={delegation}>
            <Who delegation={delegation} name={nameOf(delegation)} />{' '}
            <span className="soft">
              {t(`vocabulary:bracketStand.${holding.stand}`)}
              {holding.action === undefined ? null : ` · ${t(`vocabulary:bracketAction.${holding.action}`)}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="margin-acts">
        {stand === undefined ? null : (
          <>
            <Button
              className="button-small"
              busy={busy}
              aria-pressed={mine?.stand === 'hold'}
              onClick={() => stand(id, 'hold', action)}
            >
              {t('drafting:brackets.hold')}
            </Button>
            <Button
              className="button-small"
              busy={busy}
              aria-pressed={mine?.stand === 'support'}
              onClick={() => stand(id, 'support', action)}
            >
              {t('drafting:brackets.support')}
            </Button>
            <select
              className="input input-small"
              aria-label={t('drafting:brackets.asks')}
              value={asks}
              onChange={(event) =>
                setChosen(BRACKET_ACTIONS.find((candidate) => candidate === event.target.value) ?? '')
              }
            >
              <option value="">{t('drafting:brackets.asksNothing')}</option>
              {BRACKET_ACTIONS.map((candidate) => (
                <option key={candidate} value={candidate}>
                  {t(`vocabulary:bracketAction.${candidate}`)}
                </option>
              ))}
            </select>
            {mine === undefined || asks === recorded ? null : (
              <Button className="button-small" busy={busy} onClick={() => stand(id, mine.stand, action)}>
                {t('shell:dialog.ok')}
              </Button>
            )}
          </>
        )}
        {mine === undefined || release === undefined ? null : (
          <Button tone="quiet" className="button-small" busy={busy} onClick={() => release(id)}>
            {t('drafting:brackets.letGo')}
          </Button>
        )}
      </div>
      {resolve === undefined ? null : (
        <div className="margin-acts">
          {besides.length > 1 && choose !== undefined ? (
            <Button className="button-small" onClick={() => choose(id, besides)}>
              {t('drafting:brackets.choose')}
            </Button>
          ) : null}
          <Button className="button-small" onClick={() => resolve(id, 'keep')}>
            {t('drafting:brackets.keep')}
          </Button>
          <Button className="button-small" onClick={() => resolve(id, 'drop')}>
            {t('drafting:brackets.drop')}
          </Button>
          {addBeside === undefined ? null : (
            <Button tone="quiet" className="button-small" onClick={() => addBeside(id, besides)}>
              {t('drafting:brackets.addAlternative')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};

/** The brackets that stand open, by paragraph or by who holds them. */
export const BracketList = memo(function BracketList({
  snapshot,
  holdings,
  own,
  active,
  busy,
  acts,
  nameOf,
  onShow,
}: {
  readonly snapshot: EditorSnapshot;
  readonly holdings: Holdings;
  readonly own: string | undefined;
  readonly active: string | undefined;
  /** While an act of before has no answer yet. */
  readonly busy: boolean;
  readonly acts: BracketActs;
  readonly nameOf: (delegation: string) => string;
  readonly onShow: (id: string) => void;
}) {
  const { t } = useTranslation('drafting');
  const { draft, labels } = snapshot;
  const brackets = useMemo(() => {
    const once = new Map<string, OpenBracket>();
    // A bracket that goes on in another paragraph is listed where it begins.
    for (const bracket of openBrackets(draft)) if (!once.has(bracket.id)) once.set(bracket.id, bracket);
    return [...once.values()];
  }, [draft]);
  const [by, setBy] = useState<'paragraph' | 'holder'>('paragraph');
  const [shown, setShown] = useState(PAGE);
  if (brackets.length === 0) return <p className="soft margin-none">{t('brackets.none')}</p>;
  const groups = new Map<string, OpenBracket[]>();
  const put = (name: string, bracket: OpenBracket): void => {
    groups.set(name, [...(groups.get(name) ?? []), bracket]);
  };
  // The one in hand is always in the list, with those around it when it is far down.
  const place = brackets.findIndex(({ id }) => id === active);
  const first = place < shown ? 0 : Math.max(0, Math.min(place - PAGE / 2, brackets.length - shown));
  const listed = brackets.slice(first, first + shown);
  for (const bracket of listed) {
    const holders = Object.keys(holdings[bracket.id] ?? {});
    if (by === 'paragraph') put('', bracket);
    else if (holders.length === 0) put('', bracket);
    else for (const holder of holders) put(holder, bracket);
  }
  const begun = new Set<string>();
  const sections = [...groups].map(
    ([holder, list]) =>
      [
        holder,
        list.map((bracket) => {
          const isFirst = !begun.has(bracket.id);
          begun.add(bracket.id);
          return { bracket, isFirst };
        }),
      ] as const,
  );
  return (
    <>
      <p className="small">{t('brackets.count', { count: brackets.length })}</p>
      <Choice
        label={t('brackets.order')}
        value={by}
        onChoose={setBy}
        options={[
          { value: 'paragraph', name: t('brackets.byParagraph') },
          { value: 'holder', name: t('brackets.byHolder') },
        ]}
      />
      {first === 0 ? null : (
        <Button onClick={() => setShown(first + shown)}>{t('brackets.before', { count: first })}</Button>
      )}
      {sections.map(([holder, list]) => (
        <section key={holder}>
          {by === 'holder' ? (
            <h3 className="margin-group">
              {holder === '' ? (
                t('brackets.nobody', { count: list.length })
              ) : (
                <>
                  <Who delegation={holder} name={nameOf(holder)} />{' '}
                  <span className="soft">{list.length}</span>
                </>
              )}
            </h3>
          ) : null}
          <ol className="margin-list">
            {list.map(({ bracket, isFirst }) => (
              <Card
                key={bracket.id}
                bracket={bracket}
                isFirst={isFirst}
                label={labels.get(bracket.paragraph) ?? ''}
                holders={holdings[bracket.id] ?? {}}
                own={own}
                isActive={active === bracket.id}
                busy={busy}
                acts={acts}
                nameOf={nameOf}
                onShow={onShow}
              />
            ))}
          </ol>
        </section>
      ))}
      {first + listed.length < brackets.length ? (
        <Button onClick={() => setShown(shown + PAGE)}>
          {t('brackets.more', { count: brackets.length - first - listed.length })}
        </Button>
      ) : null}
    </>
  );
});
