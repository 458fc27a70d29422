import {
  currentHash,
  holdsPositions,
  effectiveStance,
  pendingAmendments,
  STANCES,
  type BodyState,
  type DeliberationState,
  type ItemId,
  type Paragraph,
  type Refusal,
  type Stance,
} from '@plenary/consensus';
import { memo, useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { ConditionSentence } from '../../ui/ConditionWords.tsx';
import { Field } from '../../ui/Field.tsx';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { localised } from '../../ui/localised.ts';
import { conditionalOf, draftFor, draftOf } from './condition-draft.ts';
import { ConditionEditor } from './ConditionEditor.tsx';
import { ActNote } from '../../ui/ActNote.tsx';
import { keepWritten, writtenPosition } from './written-position.ts';

const NEEDS_REASON: readonly Stance[] = ['reserve', 'oppose', 'object'];

interface Props {
  readonly item: ItemId;
  readonly label: string;
  readonly paragraph?: Paragraph;
  /** What it says, where it is no paragraph. */
  readonly words?: ReactNode;
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly member: string;
  /** Whose writing is kept; a card of another account is another card. */
  readonly account: string;
  readonly stream: string;
}

/** One item of the text with our position; a digit chooses, Enter states it. */
export const PositionCard = memo((props: Props) => {
  const { item, label, paragraph, words, body, state, member, account, stream } = props;
  const { t, i18n } = useTranslation(['desk', 'vocabulary']);
  const act = useAct(stream);
  const standing = effectiveStance(state, item, member);
  const hash = currentHash(state, item);
  const [before, setBefore] = useState(() => writtenPosition({ account, stream, item }));
  const [chosen, setChosen] = useState(before?.stance);
  const [reason, setReason] = useState(before?.reason ?? '');
  const [condition, setCondition] = useState(before?.condition);
  const [unread, setUnread] = useState<Refusal>();
  // What was handed over and waits for the line is kept with the acts that wait.
  const isWritten = chosen !== undefined && !act.kept;
  useEffect(
    () =>
      keepWritten(
        { account, stream, item },
        isWritten ? { stance: chosen, reason, ...(condition === undefined ? {} : { condition }) } : undefined,
      ),
    [account, stream, item, isWritten, chosen, reason, condition],
  );
  const lang = state.revision?.lang ?? 'en';
  if (paragraph !== undefined && !holdsPositions(paragraph))
    return <ParagraphText paragraph={paragraph} lang={lang} />;
  const editing = chosen !== undefined;
  const firstOther =
    state.revision?.paragraphs.find((one) => holdsPositions(one) && one.pid !== item)?.pid ??
    pendingAmendments(state).find(({ id }) => id !== item)?.id;
  const held = (standing.source === 'group' ? standing.statement : standing.position)?.conditional;
  const isClosed = state.phase === 'adopted';
  const choose = (stance: Stance): void => {
    setBefore(undefined);
    setChosen(stance);
    setReason(standing.position?.reason ?? '');
    const held = standing.position?.conditional;
    setCondition(held === undefined || held.fallback === stance ? undefined : draftOf(held, state));
    setUnread(undefined);
    act.clear();
  };
  const stateIt = async (stance: Stance, why: string): Promise<void> => {
    if (hash === undefined) return;
    const stated = condition === undefined ? undefined : conditionalOf(condition, state);
    // A condition that cannot be read never becomes a position without one.
    setUnread(stated?.ok === false ? stated.refusal : undefined);
    if (stated?.ok === false) return;
    const answer = await act.perform({
      type: 'statePosition',
      item,
      stance,
      reason: why,
      textHash: hash,
      ...(stated === undefined ? {} : { conditional: stated.conditional }),
    });
    if (answer !== undefined) setChosen(undefined);
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isClosed) return;
    const inText =
      event.target instanceof HTMLTextAreaElement ||
      (event.target instanceof HTMLInputElement && event.target.type === 'text');
    const stance = inText ? undefined : STANCES[Number(event.key) - 1];
    if (stance !== undefined) {
      event.preventDefault();
      choose(stance);
    } else if (
      event.key === 'Enter' &&
      chosen !== undefined &&
      !event.shiftKey &&
      !(event.target instanceof HTMLButtonElement)
    ) {
      event.preventDefault();
      void stateIt(chosen, reason);
    } else if (event.key === 'Escape') setChosen(undefined);
  };
  return (
    <article
      id={`item-${item}`}
      className="card desk-item"
      tabIndex={-1}
      data-desk-item
      onKeyDown={onKey}
      aria-label={label}
    >
      <header className="row desk-item-head">
        <span className="desk-label">
          <bdi>{label}</bdi>
        </span>
        <span className="desk-stance">
          <StanceMark stance={standing.stance} /> {t(`vocabulary:stance.${standing.stance}`)}
        </span>
        {standing.source === 'group' ? (
          <Tag tone="accent">
            {t('desk:byGroup', {
              group: localised(
                body.groups[standing.statement?.group ?? '']?.names ?? { en: '' },
                i18n.language,
              ),
            })}
          </Tag>
        ) : null}
        {standing.stale ? <Tag tone="warn">{t('desk:stale')}</Tag> : null}
        {standing.source === 'own' && !isClosed && !editing ? (
          <Button
            tone="quiet"
            className="desk-withdraw"
            busy={act.pending}
            onClick={() => void act.perform({ type: 'withdrawPosition', item })}
          >
            {t('desk:withdraw')}
          </Button>
        ) : null}
      </header>
      {paragraph === undefined ? words : <ParagraphText paragraph={paragraph} lang={lang} />}
      {standing.position?.reason === undefined || standing.position.reason === '' || editing ? null : (
        <p className="soft small" dir="auto">
          {standing.position.reason}
        </p>
      )}
      {held === undefined || editing ? null : (
        <p className="small">
          <ConditionSentence conditional={held} state={state} />{' '}
          {standing.condition === undefined ? null : (
            <Tag tone={standing.condition === 'broken' ? 'warn' : 'plain'}>
              {t(`vocabulary:conditionStatus.${standing.condition}`)}
            </Tag>
          )}
        </p>
      )}
      {isClosed ? null : (
        <div className="desk-choices" role="group" aria-label={t('desk:choose')}>
          {STANCES.map((stance, index) => (
            <button
              key={stance}
              type="button"
              className="desk-choice"
              aria-pressed={(chosen ?? standing.stance) === stance}
              onClick={() => choose(stance)}
            >
              <StanceMark stance={stance} size={14} />
              {t(`vocabulary:stance.${stance}`)}
              <kbd>{index + 1}</kbd>
            </button>
          ))}
        </div>
      )}
      {editing ? (
        <div className="stack">
          <Field label={NEEDS_REASON.includes(chosen) ? t('desk:reasonNeeded') : t('desk:reason')}>
            {(control) => (
              <textarea
                {...control}
                dir="auto"
                value={reason}
                maxLength={5_000}
                // The digit that chose brings the hand to the reason; Enter then states both. What was written before is there.
                autoFocus={before === undefined}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {condition === undefined ? null : (
            <ConditionEditor
              draft={condition}
              item={item}
              stance={chosen}
              state={state}
              onChange={setCondition}
            />
          )}
          <div className="row">
            <Button tone="primary" busy={act.pending} onClick={() => void stateIt(chosen, reason)}>
              {t('desk:state', { stance: t(`vocabulary:stance.${chosen}`) })}
            </Button>
            <Button tone="quiet" onClick={() => setChosen(undefined)}>
              {t('desk:cancel')}
            </Button>
            {firstOther === undefined ? null : (
              <label className="desk-condition-switch">
                <input
                  type="checkbox"
                  checked={condition !== undefined}
                  onChange={(event) =>
                    setCondition(event.target.checked ? draftFor(chosen, firstOther) : undefined)
                  }
                />
                {t('desk:onCondition')}
              </label>
            )}
          </div>
        </div>
      ) : null}
      <ActNote of={{ refusal: unread ?? act.refusal, kept: act.kept }} />
    </article>
  );
});
PositionCard.displayName = 'PositionCard';
