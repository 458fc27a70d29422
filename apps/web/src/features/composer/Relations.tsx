import {
  pendingAmendments,
  type AmendmentId,
  type DeliberationState,
  type MemberId,
} from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

/** A list that one adds to from a choice, and takes from with a press. */
export const ChosenList = ({
  label,
  hint,
  chosen,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly chosen: readonly string[];
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (chosen: readonly string[]) => void;
}) => {
  const { t } = useTranslation('composer');
  const nameOf = (id: string): string => choices.find((choice) => choice.id === id)?.name ?? id;
  return (
    <div className="composer-chosen">
      <Field label={label} hint={hint}>
        {(control) => (
          <select
            {...control}
            value=""
            onChange={(event) => {
              if (event.target.value !== '') onChange([...chosen, event.target.value]);
            }}
          >
            <option value="">{t('choose')}</option>
            {choices.map(({ id, name }) =>
              chosen.includes(id) ? null : (
                <option key={id} value={id}>
                  {name}
                </option>
              ),
            )}
          </select>
        )}
      </Field>
      {chosen.length === 0 ? null : (
        <ul className="composer-chips">
          {chosen.map((id) => (
            <li key={id}>
              <bdi>{nameOf(id)}</bdi>
              <Button
                tone="quiet"
                className="composer-small"
                aria-label={t('remove', { name: nameOf(id) })}
                onClick={() => onChange(chosen.filter((other) => other !== id))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** What an amendment needs or excludes, chosen among those that are pending. */
export const Relations = ({
  state,
  own,
  needs,
  excludes,
  nameOf,
  onChange,
}: {
  readonly state: DeliberationState;
  /** Amendments that are no choice: the one that is amended. */
  readonly own: readonly AmendmentId[];
  readonly needs: readonly AmendmentId[];
  readonly excludes: readonly AmendmentId[];
  readonly nameOf: (member: MemberId) => string;
  readonly onChange: (relations: {
    readonly needs: readonly AmendmentId[];
    readonly excludes: readonly AmendmentId[];
  }) => void;
}) => {
  const { t } = useTranslation('composer');
  const choices = pendingAmendments(state)
    .filter(({ id }) => !own.includes(id))
    .map(({ id, sponsors }) => ({ id, name: `${id} · ${sponsors.map(nameOf).slice(0, 2).join(' · ')}` }));
  if (choices.length === 0) return null;
  const without = (taken: readonly AmendmentId[]) => choices.filter(({ id }) => !taken.includes(id));
  return (
    <details open={needs.length + excludes.length > 0}>
      <summary>{t('relations.title')}</summary>
      <div className="stack">
        <ChosenList
          label={t('relations.needs')}
          hint={t('relations.needsHint')}
          chosen={needs}
          choices={without(excludes)}
          onChange={(next) => onChange({ needs: next, excludes })}
        />
        <ChosenList
          label={t('relations.excludes')}
          hint={t('relations.excludesHint')}
          chosen={excludes}
          choices={without(needs)}
          onChange={(next) => onChange({ needs, excludes: next })}
        />
      </div>
    </details>
  );
};
