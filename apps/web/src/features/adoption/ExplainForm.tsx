import {
  EXPLANATION_KINDS,
  type Decision,
  type DeliberationState,
  type ExplanationKind,
} from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useItemNames } from '../../lib/decided-item.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { LanguageField } from '../../ui/LanguageField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ParagraphBoxes } from '../../ui/ParagraphBoxes.tsx';
import { ActNote } from '../../ui/ActNote.tsx';

/** Decisions offered to be named: the newest, as many as a list is still read. */
const DECISIONS_OFFERED = 30;

/** Whether a decision is put to a vote, or was. */
const isVote = ({ rule, outcome, ballot }: Decision): boolean =>
  rule.method === 'ballot' && (outcome === undefined || ballot !== undefined);

/** A statement carried with a decision: explanation, reservation, interpretation, dissociation. None blocks it. */
export const ExplainForm = ({
  state,
  stream,
}: {
  readonly state: DeliberationState;
  readonly stream: string;
}) => {
  const { t, i18n } = useTranslation(['adoption', 'vocabulary']);
  const act = useAct(stream);
  const names = useItemNames(state);
  const [kind, setKind] = useState<ExplanationKind>('explanationOfPosition');
  const [text, setText] = useState('');
  const [lang, setLang] = useState(i18n.language);
  const [paragraphs, setParagraphs] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<string>();
  const offered = state.decisions
    .toReversed()
    .filter((each) => kind !== 'explanationOfVote' || isVote(each))
    .slice(0, DECISIONS_OFFERED);
  // What is shown when somebody begins to write stays chosen: a decision that is opened meanwhile is another one.
  const decision = (offered.find(({ id }) => id === asked) ?? offered.at(0))?.id;
  if (decision !== asked) setAsked(decision);
  return (
    <section className="card" aria-labelledby="explain">
      <h2 id="explain">{t('adoption:explain')}</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act
            .perform({
              type: 'explain',
              kind,
              text,
              lang,
              paragraphs,
              ...(decision === undefined ? {} : { decision }),
            })
            .then((answer) => {
              if (answer !== undefined) setText('');
            });
        }}
      >
        <div className="adoption-form">
          <Field label={t('adoption:kind')}>
            {(control) => (
              <select
                {...control}
                value={kind}
                onChange={(event) =>
                  setKind(EXPLANATION_KINDS.find((word) => word === event.target.value) ?? kind)
                }
              >
                {EXPLANATION_KINDS.map((word) => (
                  <option key={word} value={word}>
                    {t(`vocabulary:explanation.${word}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <LanguageField label={t('adoption:inLanguage')} lang={lang} onChange={setLang} />
          {offered.length === 0 ? null : (
            <Field label={t('adoption:withDecision')}>
              {(control) => (
                <select {...control} value={decision} onChange={(event) => setAsked(event.target.value)}>
                  {offered.map(({ id, item, outcome }) => (
                    <option key={id} value={id}>
                      {`${id} · ${names.decided(item)} · ${t(`vocabulary:outcome.${outcome ?? 'open'}`)}`}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
        </div>
        <ParagraphBoxes
          legend={t('adoption:onParagraphs')}
          paragraphs={state.revision?.paragraphs.filter(({ label }) => label !== '') ?? []}
          lang={state.revision?.lang ?? 'en'}
          chosen={paragraphs}
          onChange={setParagraphs}
        />
        <Field label={t('adoption:words')}>
          {(control) => (
            <textarea
              {...control}
              dir="auto"
              lang={lang}
              required
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" busy={act.pending}>
            {t('adoption:file')}
          </Button>
        </div>
      </form>
      {act.answer === undefined ? null : (
        <Notice tone="good" live>
          {t('adoption:filed')}
        </Notice>
      )}
      <ActNote of={act} />
    </section>
  );
};
