import {
  pendingAmendments,
  type AmendmentId,
  type DeliberationState,
  type MemberId,
} from '@plenary/consensus';
import { memo, useMemo, useState } from 'react';
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
  const isChosen = new Set(chosen);
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
              isChosen.has(id) ? null : (
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

interface RelationsProps {
  /** The deliberation as of its last words: positions change nothing here. */
  readonly words: DeliberationState;
  /** The amendment that is amended, which is no choice. */
  readonly amended: AmendmentId | undefined;
  readonly needs: readonly AmendmentId[];
  readonly excludes: readonly AmendmentId[];
  readonly nameOf: (member: MemberId) => string;
  readonly onChange: (relations: {
    readonly needs: readonly AmendmentId[];
    readonly excludes: readonly AmendmentId[];
  }) => void;
}

/** The two lists: a choice for each amendment that is pending, of which there may be thousands. */
const RelationLists = ({ words, amended, needs, excludes, nameOf, onChange }: RelationsProps) => {
  const { t } = useTranslation('composer');
  const choices = useMemo(
    () =>
      pendingAmendments(words)
        .filter(({ id }) => id !== amended)
        .map(({ id, sponsors }) => ({
          id,
          name: `${id} · ${sponsors.slice(0, 2).map(nameOf).join(' · ')}`,
        })),
    [words, amended, nameOf],
  );
  const without = (taken: readonly AmendmentId[]) => {
    const gone = new Set(taken);
    return choices.filter(({ id }) => !gone.has(id));
  };
  return (
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
  );
};

const RelationsView = (props: RelationsProps) => {
  const { t } = useTranslation('composer');
  const { words, amended, needs, excludes } = props;
  const [isOpen, setOpen] = useState(needs.length + excludes.length > 0);
  if (pendingAmendments(words).every(({ id }) => id === amended)) return null;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('relations.title')}</summary>
      {isOpen ? <RelationLists {...props} /> : null}
    </details>
  );
};

/**
 * What an amendment needs or excludes, chosen among those that are pending. The choices are made when it is opened, and not
 * with every letter that is written beside them.
 */
export const Relations = memo(RelationsView);
Relations.displayName = 'Relations';
