import {
  amendmentItems,
  currentHash,
  holdsPositions,
  itemsOf,
  STANCES,
  WHOLE_TEXT,
  type BodyState,
  type DeliberationState,
  type Refusal,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { printedLabel } from '@plenary/text';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConditionSentence } from '../../ui/ConditionWords.tsx';
import { Field } from '../../ui/Field.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { localised } from '../../ui/localised.ts';
import { conditionalOf, draftFor, otherwiseOf, type ConditionDraft } from './condition-draft.ts';
import { ConditionEditor } from './ConditionEditor.tsx';

/** Statements of groups: those that concern us, and one of our own where we speak for a group. */
export const GroupStatements = ({
  body,
  state,
  member,
  stream,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly member: string;
  readonly stream: string;
}) => {
  const { t, i18n } = useTranslation(['desk', 'vocabulary']);
  const act = useAct(stream);
  // ACT-25: its spokesperson speaks for a group, or any of its members where it named none.
  const speaksFor = Object.values(body.groups).filter(({ chair, members }) =>
    chair === undefined ? members.includes(member) : chair === member,
  );
  const [group, setGroup] = useState(speaksFor[0]?.id ?? '');
  const [item, setItem] = useState(WHOLE_TEXT);
  const [stance, setStance] = useState<(typeof STANCES)[number]>('support');
  const [reason, setReason] = useState('');
  const [condition, setCondition] = useState<ConditionDraft>();
  const [unread, setUnread] = useState<Refusal>();
  const [isSpeaking, setSpeaking] = useState(false);
  const statements = Object.values(state.groupStatements).toReversed();
  const labels = useMemo(
    () =>
      new Map(
        state.revision?.paragraphs.flatMap(({ pid, label: printed }) =>
          printed === '' ? [] : [[pid, printedLabel(printed, state.revision?.lang ?? 'en')] as const],
        ),
      ),
    [state.revision],
  );
  const label = (id: string): string =>
    id === WHOLE_TEXT
      ? t('desk:wholeText')
      : id.startsWith('A')
        ? t('desk:amendment', { id: isolate(id) })
        : (labels.get(id) ?? id);
  const named = (ids: readonly string[]): string =>
    ids.map((one) => isolate(localised(body.members[one]?.names ?? { en: one }, i18n.language))).join(' · ');
  const isClosed = state.phase === 'adopted';
  if (statements.length === 0 && speaksFor.length === 0) return null;
  const other = state.revision?.paragraphs.find((one) => holdsPositions(one) && one.pid !== item);
  const stateIt = async (): Promise<void> => {
    const textHash = currentHash(state, item);
    if (textHash === undefined) return;
    const stated = condition === undefined ? undefined : conditionalOf(condition, state);
    setUnread(stated?.ok === false ? stated.refusal : undefined);
    if (stated?.ok === false) return;
    const answer = await act.perform({
      type: 'stateGroupPosition',
      group,
      item,
      stance,
      reason,
      textHash,
      ...(stated === undefined ? {} : { conditional: stated.conditional }),
    });
    if (answer === undefined) return;
    setCondition(undefined);
    setReason('');
  };
  return (
    <section className="card" aria-labelledby="group-statements">
      <h2 id="group-statements">{t('desk:groupStatements')}</h2>
      <ul className="desk-statements">
        {statements.map((statement) => {
          const isApart = statement.dissociated.includes(member);
          const isCovered =
            !isApart && (statement.members.includes(member) || statement.aligned.includes(member));
          return (
            <li key={statement.id}>
              <p>
                <b>
                  {localised(body.groups[statement.group]?.names ?? { en: statement.group }, i18n.language)}
                </b>{' '}
                · <bdi>{label(statement.item)}</bdi> · <StanceMark stance={statement.stance} size={13} />{' '}
                {t(`vocabulary:stance.${statement.stance}`)}
              </p>
              {statement.conditional === undefined ? null : (
                <p className="small">
                  <ConditionSentence conditional={statement.conditional} state={state} />
                </p>
              )}
              <p className="soft small" dir="auto">
                {statement.reason}
              </p>
              {statement.aligned.length === 0 ? null : (
                <p className="small">{t('desk:alignedWith', { members: named(statement.aligned) })}</p>
              )}
              {statement.dissociated.length === 0 ? null : (
                <p className="small">{t('desk:apartFrom', { members: named(statement.dissociated) })}</p>
              )}
              {isClosed ? null : isCovered ? (
                <Button
                  tone="quiet"
                  busy={act.pending}
                  onClick={() =>
                    void act.perform({ type: 'dissociateFromStatement', statement: statement.id })
                  }
                >
                  {t('desk:dissociate')}
                </Button>
              ) : (
                <Button
                  tone="quiet"
                  busy={act.pending}
                  onClick={() => void act.perform({ type: 'alignWithStatement', statement: statement.id })}
                >
                  {t('desk:align')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {speaksFor.length === 0 || isClosed ? null : (
        <details onToggle={(event) => setSpeaking(event.currentTarget.open)}>
          <summary>{t('desk:speakForGroup')}</summary>
          {/* Its choices are thousands where as many amendments are on the table: made when it is opened. */}
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void stateIt();
            }}
          >
            <Field label={t('desk:group')}>
              {(control) => (
                <select {...control} value={group} onChange={(event) => setGroup(event.target.value)}>
                  {speaksFor.map(({ id, names }) => (
                    <option key={id} value={id}>
                      {localised(names, i18n.language)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('desk:item')}>
              {(control) => (
                <select {...control} value={item} onChange={(event) => setItem(event.target.value)}>
                  {(isSpeaking ? [...itemsOf(state), ...amendmentItems(state)] : [item]).map((id) => (
                    <option key={id} value={id}>
                      {label(id)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('desk:stance')}>
              {(control) => (
                <select
                  {...control}
                  value={stance}
                  onChange={(event) => {
                    const next = STANCES.find((word) => word === event.target.value) ?? 'support';
                    setStance(next);
                    if (condition?.fallback === next)
                      setCondition({ ...condition, fallback: otherwiseOf(next) });
                  }}
                >
                  {STANCES.map((word) => (
                    <option key={word} value={word}>
                      {t(`vocabulary:stance.${word}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('desk:reason')}>
              {(control) => (
                <textarea
                  {...control}
                  dir="auto"
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            {other === undefined ? null : (
              <label className="desk-condition-switch">
                <input
                  type="checkbox"
                  checked={condition !== undefined}
                  onChange={(event) =>
                    setCondition(event.target.checked ? draftFor(stance, other.pid) : undefined)
                  }
                />
                {t('desk:onCondition')}
              </label>
            )}
            {condition === undefined ? null : (
              <ConditionEditor
                draft={condition}
                item={item}
                stance={stance}
                state={state}
                onChange={setCondition}
              />
            )}
            <Button type="submit" tone="primary" busy={act.pending}>
              {t('desk:stateForGroup')}
            </Button>
          </form>
        </details>
      )}
      <ActNote of={{ refusal: unread ?? act.refusal, kept: act.kept }} />
    </section>
  );
};
