import {
  AMENDMENT_FATES,
  holdsPositions,
  PARAGRAPH_FATES,
  pendingAmendments,
  PLAIN_CHARACTERS_MAX,
  STANCES,
  type DeliberationState,
  type ItemId,
  type Stance,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { itemOfTerm, termOn, turned, type ConditionDraft, type Term } from './condition-draft.ts';

/** The plain form is one for all languages, and so is its example. */
const EXAMPLE = 'OP7 bis is kept and not (A12 is adopted or A13 is rejected)';

/** The same item with another fate; a word that is none of its fates changes nothing. */
const withFate = (term: Term, word: string): Term =>
  'amendment' in term
    ? { ...term, is: AMENDMENT_FATES.find((fate) => fate === word) ?? term.is }
    : { ...term, is: PARAGRAPH_FATES.find((fate) => fate === word) ?? term.is };

/** Lines of "this paragraph is kept, this amendment is adopted", or the plain form, and what our position is otherwise. */
export const ConditionEditor = ({
  draft,
  item,
  stance,
  state,
  onChange,
}: {
  readonly draft: ConditionDraft;
  readonly item: ItemId;
  readonly stance: Stance;
  readonly state: DeliberationState;
  readonly onChange: (draft: ConditionDraft) => void;
}) => {
  const { t } = useTranslation(['desk', 'vocabulary']);
  const choices = (state.revision?.paragraphs ?? []).filter(
    (paragraph) => holdsPositions(paragraph) && paragraph.pid !== item,
  );
  const terms = draft.in === 'lines' ? draft.terms : [];
  const amendments = pendingAmendments(state)
    .map(({ id }) => id)
    .filter((id) => id !== item);
  // What a condition names already stays in its list, also when it is decided or not yet submitted.
  const named = terms.flatMap((term) => ('amendment' in term ? [term.amendment] : []));
  const lines = (next: readonly Term[]): void =>
    onChange({ in: 'lines', terms: next, fallback: draft.fallback });
  const change = (at: number, term: Term): void =>
    lines(terms.map((one, place) => (place === at ? term : one)));
  const other = turned(draft, state);
  return (
    <fieldset className="desk-condition">
      <legend>{t('desk:conditionAbout')}</legend>
      {draft.in === 'words' ? (
        <Field label={t('desk:conditionWords')} hint={t('desk:conditionWordsHint', { example: EXAMPLE })}>
          {(control) => (
            <input
              {...control}
              type="text"
              dir="ltr"
              value={draft.words}
              maxLength={PLAIN_CHARACTERS_MAX}
              onChange={(event) => onChange({ ...draft, words: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {terms.map((term, at) => (
        // Terms have no names of their own, and moving one is changing it.
        <div className="desk-condition-term" key={`${at}-${terms.length}`}>
          <Field label={t('desk:conditionItem')}>
            {(control) => (
              <select
                {...control}
                value={itemOfTerm(term)}
                onChange={(event) => change(at, termOn(event.target.value))}
              >
                {choices.map(({ pid, label, text }) => (
                  <option key={pid} value={pid}>
                    {`${label} · ${text.slice(0, 60)}`}
                  </option>
                ))}
                {[...new Set([...amendments, ...named])].map((amendment) => (
                  <option key={amendment} value={amendment}>
                    {t('desk:amendment', { id: isolate(amendment) })}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('desk:conditionFate')}>
            {(control) => (
              <select
                {...control}
                value={term.is}
                onChange={(event) => change(at, withFate(term, event.target.value))}
              >
                {'amendment' in term
                  ? AMENDMENT_FATES.map((fate) => (
                      <option key={fate} value={fate}>
                        {t(`vocabulary:amendmentFate.${fate}`)}
                      </option>
                    ))
                  : PARAGRAPH_FATES.map((fate) => (
                      <option key={fate} value={fate}>
                        {t(`vocabulary:paragraphFate.${fate}`)}
                      </option>
                    ))}
              </select>
            )}
          </Field>
          {terms.length > 1 ? (
            <Button tone="quiet" onClick={() => lines(terms.filter((_, place) => place !== at))}>
              {t('desk:removeCondition')}
            </Button>
          ) : null}
        </div>
      ))}
      <div className="desk-condition-term">
        <Field label={t('desk:otherwise')}>
          {(control) => (
            <select
              {...control}
              value={draft.fallback}
              onChange={(event) =>
                onChange({
                  ...draft,
                  fallback: STANCES.find((word) => word === event.target.value) ?? 'object',
                })
              }
            >
              {STANCES.filter((word) => word !== stance).map((word) => (
                <option key={word} value={word}>
                  {t(`vocabulary:stance.${word}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {draft.in === 'words' ? null : (
          <Button
            tone="quiet"
            onClick={() => lines([...terms, termOn(choices[0]?.pid ?? amendments[0] ?? '')])}
          >
            {t('desk:addCondition')}
          </Button>
        )}
        {other === undefined ? null : (
          <Button tone="quiet" onClick={() => onChange(other)}>
            {other.in === 'words' ? t('desk:inWords') : t('desk:inLines')}
          </Button>
        )}
      </div>
    </fieldset>
  );
};
