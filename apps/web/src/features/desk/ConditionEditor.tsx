import {
  holdsPositions,
  PARAGRAPH_FATES,
  STANCES,
  type Condition,
  type Conditional,
  type DeliberationState,
  type ItemId,
  type ParagraphFate,
  type Stance,
} from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

/** One line of the editor: what must become of a paragraph. */
interface Term {
  readonly paragraph: string;
  readonly is: ParagraphFate;
}

/** What is being written: the terms that must all hold, and the stance without them. */
export interface ConditionDraft {
  readonly terms: readonly Term[];
  readonly fallback: Stance;
}

/** Without its condition a favourable position becomes an objection, an unfavourable one acceptance. */
export const draftFor = (stance: Stance, paragraph: string): ConditionDraft => ({
  terms: [{ paragraph, is: 'kept' }],
  fallback: stance === 'support' || stance === 'accept' || stance === 'abstain' ? 'object' : 'accept',
});

/** Terms that an editor of lines can show again; a condition of another shape is kept as it is by whoever holds it. */
export const draftOf = ({ condition, fallback }: Conditional): ConditionDraft | undefined => {
  const parts = 'all' in condition ? condition.all : [condition];
  const terms = parts.flatMap((part): readonly Term[] =>
    'paragraph' in part ? [{ paragraph: part.paragraph, is: part.is }] : [],
  );
  return terms.length === parts.length ? { terms, fallback } : undefined;
};

/** The condition as it is stated, on the words of each paragraph as they stand; undefined where one is gone. */
export const conditionalOf = (
  { terms, fallback }: ConditionDraft,
  state: DeliberationState,
): Conditional | undefined => {
  const tests = terms.flatMap(({ paragraph, is }): readonly Condition[] => {
    const textHash = state.revision?.paragraphs.find(({ pid }) => pid === paragraph)?.hash;
    return textHash === undefined ? [] : [{ paragraph, is, textHash }];
  });
  const [first, ...others] = tests;
  if (first === undefined || tests.length < terms.length) return undefined;
  return { condition: others.length === 0 ? first : { all: tests }, fallback };
};

/** Lines of "this paragraph is kept, changed or deleted", and what our position is otherwise. */
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
  const change = (at: number, term: Term): void =>
    onChange({ ...draft, terms: draft.terms.map((one, place) => (place === at ? term : one)) });
  return (
    <fieldset className="desk-condition">
      <legend>{t('desk:conditionAbout')}</legend>
      {draft.terms.map((term, at) => (
        // Terms have no names of their own, and moving one is changing it.
        <div className="desk-condition-term" key={`${at}-${draft.terms.length}`}>
          <Field label={t('desk:conditionItem')}>
            {(control) => (
              <select
                {...control}
                value={term.paragraph}
                onChange={(event) => change(at, { ...term, paragraph: event.target.value })}
              >
                {choices.map(({ pid, label, text }) => (
                  <option key={pid} value={pid}>
                    {`${label} · ${text.slice(0, 60)}`}
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
                onChange={(event) =>
                  change(at, {
                    ...term,
                    is: PARAGRAPH_FATES.find((fate) => fate === event.target.value) ?? 'kept',
                  })
                }
              >
                {PARAGRAPH_FATES.map((fate) => (
                  <option key={fate} value={fate}>
                    {t(`vocabulary:paragraphFate.${fate}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {draft.terms.length > 1 ? (
            <Button
              tone="quiet"
              onClick={() => onChange({ ...draft, terms: draft.terms.filter((_, place) => place !== at) })}
            >
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
        <Button
          tone="quiet"
          onClick={() =>
            onChange({
              ...draft,
              terms: [...draft.terms, { paragraph: choices[0]?.pid ?? '', is: 'kept' }],
            })
          }
        >
          {t('desk:addCondition')}
        </Button>
      </div>
    </fieldset>
  );
};
