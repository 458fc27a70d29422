import { EXPLANATION_KINDS, type DeliberationState, type ExplanationKind } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';

/** A statement carried with the decision: explanation, reservation, interpretation, dissociation. None blocks it. */
export const ExplainForm = ({
  state,
  stream,
}: {
  readonly state: DeliberationState;
  readonly stream: string;
}) => {
  const { t, i18n } = useTranslation(['adoption', 'vocabulary']);
  const act = useAct(stream);
  const [kind, setKind] = useState<ExplanationKind>('explanationOfPosition');
  const [text, setText] = useState('');
  const [paragraph, setParagraph] = useState('');
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
              lang: i18n.language,
              paragraphs: paragraph === '' ? [] : [paragraph],
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
          <Field label={t('adoption:onParagraph')}>
            {(control) => (
              <select {...control} value={paragraph} onChange={(event) => setParagraph(event.target.value)}>
                <option value="">{t('adoption:wholeText')}</option>
                {state.revision?.paragraphs
                  .filter(({ label }) => label !== '')
                  .map(({ pid, label }) => (
                    <option key={pid} value={pid}>
                      {label}
                    </option>
                  ))}
              </select>
            )}
          </Field>
        </div>
        <Field label={t('adoption:words')}>
          {(control) => (
            <textarea
              {...control}
              dir="auto"
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
      <RefusalNote refusal={act.refusal} />
    </section>
  );
};
