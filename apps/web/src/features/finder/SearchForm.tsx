import { ruleInView, type BodyState, type DeliberationState, type ParagraphId } from '@plenary/consensus';
import { SEARCH_OBJECTIVES } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { openParagraphs, paragraphsIn, SCOPES, type Scope } from './scopes.ts';
import type { Wanted } from './use-search.ts';
import type { Words } from './use-words.ts';

const SECONDS = [5, 10, 20, 30] as const;
const BEGINNING = 90;

/** What to look for: which paragraphs, what counts as better, under which rule, how long. */
export const SearchForm = ({
  body,
  state,
  words,
  busy,
  onSearch,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly words: Words;
  readonly busy: boolean;
  readonly onSearch: (wanted: Wanted) => void;
}) => {
  const { t } = useTranslation('finder');
  const [scope, setScope] = useState<Scope>('contested');
  const [chosen, setChosen] = useState<ReadonlySet<ParagraphId>>(new Set());
  const [objective, setObjective] = useState<(typeof SEARCH_OBJECTIVES)[number]>('minMax');
  const [rule, setRule] = useState(ruleInView(body, state).id);
  const [seconds, setSeconds] = useState<number>(10);
  const paragraphs = paragraphsIn(state, scope, chosen);
  const toggle = (pid: ParagraphId): void => {
    const next = new Set(chosen);
    if (!next.delete(pid)) next.add(pid);
    setChosen(next);
  };
  return (
    <form
      className="card finder-form"
      onSubmit={(event) => {
        event.preventDefault();
        // All that is open: then what amendments put between other paragraphs is weighed as well.
        onSearch({
          ...(scope === 'all' ? {} : { paragraphs: [...paragraphs] }),
          objective,
          rule,
          seconds,
        });
      }}
    >
      <div className="finder-fields">
        <Field label={t('scope.label')} hint={t('scope.count', { count: paragraphs.length })}>
          {(control) => (
            <select
              {...control}
              value={scope}
              onChange={(event) => setScope(SCOPES.find((one) => one === event.target.value) ?? 'all')}
            >
              {SCOPES.map((one) => (
                <option key={one} value={one}>
                  {t(`scope.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('objective.label')} hint={t(`objective.hint.${objective}`)}>
          {(control) => (
            <select
              {...control}
              value={objective}
              onChange={(event) =>
                setObjective(SEARCH_OBJECTIVES.find((one) => one === event.target.value) ?? 'minMax')
              }
            >
              {SEARCH_OBJECTIVES.map((one) => (
                <option key={one} value={one}>
                  {t(`objective.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('rule')} hint={t('ruleHint')}>
          {(control) => (
            <select {...control} value={rule} onChange={(event) => setRule(event.target.value)}>
              {Object.keys(body.rules).map((id) => (
                <option key={id} value={id}>
                  {words.rule(id)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('time')} hint={t('timeHint')}>
          {(control) => (
            <select {...control} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
              {SECONDS.map((value) => (
                <option key={value} value={value}>
                  {t('seconds', { count: value })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {scope === 'chosen' ? (
        <fieldset className="finder-paragraphs">
          <legend className="field-name">{t('scope.which')}</legend>
          {openParagraphs(state).map(({ pid, label, text }) => (
            <label key={pid} className="finder-paragraph">
              <input type="checkbox" checked={chosen.has(pid)} onChange={() => toggle(pid)} />
              <bdi className="finder-label">{label}</bdi>
              <span dir="auto" lang={state.revision?.lang}>
                {text.length > BEGINNING ? `${text.slice(0, BEGINNING)}…` : text}
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <div className="row">
        <Button type="submit" tone="primary" busy={busy} disabled={paragraphs.length === 0}>
          {t('search')}
        </Button>
        <p className="soft small">{t('advice')}</p>
      </div>
    </form>
  );
};
