import {
  CATALOGUE,
  votingAttributes,
  votingMembers,
  type Ballot,
  type BodyState,
  type DecisionRule,
} from '@plenary/consensus';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { PowerTable } from '../../ui/PowerTable.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { WeightTallies } from '../../ui/WeightTallies.tsx';
import { localised } from '../../ui/localised.ts';
import { readRuleDraft } from './rule-draft.ts';

const HOURS = 72;
const HOURS_MAX = 720;
const SECONDS_PER_HOUR = 3_600;

const written = (rule: DecisionRule): string => JSON.stringify(rule, null, 2);

/** What the draft would weigh and whose voice could turn, before it is proposed to anybody. */
const Preview = ({ rule, body }: { readonly rule: DecisionRule; readonly body: BodyState }) => {
  const ballots = useMemo(
    () =>
      votingMembers(body).map((member): Ballot => ({
        id: member.id,
        attrs: votingAttributes(member),
        position: 'none',
      })),
    [body],
  );
  return (
    <>
      <WeightTallies rule={rule} ballots={ballots} body={body} />
      <PowerTable rule={rule} ballots={ballots} body={body} />
    </>
  );
};

/** A rule of decision is chosen from those in use or written, tried on the members, and proposed with a time for objections. */
export const ProposeRule = ({ body, stream }: { readonly body: BodyState; readonly stream: string }) => {
  const { t, i18n } = useTranslation(['members', 'acts']);
  const act = useAct(stream);
  const offered = CATALOGUE.filter(
    ({ id }) => !Object.hasOwn(body.rules, id) && !Object.hasOwn(body.ruleProposals, id),
  );
  const [definition, setDefinition] = useState('');
  const [hours, setHours] = useState(HOURS);
  const draft = useMemo(() => readRuleDraft(definition, body), [definition, body]);
  const isEmpty = definition.trim() === '';
  const propose = async (rule: DecisionRule): Promise<void> => {
    const answer = await act.perform({
      type: 'proposeRule',
      rule,
      objectionSeconds: hours * SECONDS_PER_HOUR,
    });
    if (answer !== undefined) setDefinition('');
  };
  return (
    <details className="card no-print">
      <summary>{t('acts:name.proposeRule')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.ok) void propose(draft.rule);
        }}
      >
        <p className="soft small">{t('members:propose.about')}</p>
        <Field label={t('members:propose.start')}>
          {(control) => (
            <select
              {...control}
              value=""
              onChange={(event) => {
                const chosen = offered.find(({ id }) => id === event.target.value);
                if (chosen !== undefined) setDefinition(written(chosen));
              }}
            >
              <option value="">{t('members:propose.choose')}</option>
              {offered.map((rule) => (
                <option key={rule.id} value={rule.id}>
                  {localised(rule.names ?? { en: rule.id }, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={t('members:definition')}
          hint={t('members:propose.hint')}
          error={
            !isEmpty && !draft.ok && draft.problem === 'notJson' ? t('members:propose.notJson') : undefined
          }
        >
          {(control) => (
            <textarea
              {...control}
              className="members-definition"
              dir="ltr"
              rows={10}
              spellCheck={false}
              value={definition}
              onChange={(event) => setDefinition(event.target.value)}
            />
          )}
        </Field>
        {!isEmpty && !draft.ok && draft.problem === 'refused' ? (
          <RefusalNote refusal={draft.refusal} />
        ) : null}
        {draft.ok ? <Preview rule={draft.rule} body={body} /> : null}
        <Field label={t('members:propose.hours')}>
          {(control) => (
            <input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={HOURS_MAX}
              step={1}
              required
              value={hours}
              onChange={(event) => setHours(event.target.valueAsNumber)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" tone="primary" busy={act.pending} disabled={!draft.ok}>
            {t('members:propose.submit')}
          </Button>
        </div>
        <RefusalNote refusal={act.refusal} />
      </form>
    </details>
  );
};
