import {
  EXPLANATION_KINDS,
  preparedBy,
  type DeliberationState,
  type ExplanationKind,
  type PreparedStatement,
} from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { LanguageField } from '../../ui/LanguageField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ParagraphBoxes } from '../../ui/ParagraphBoxes.tsx';
import { inRow } from '../../lib/lists.ts';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

/** A statement that is being written; with an id it takes the place of one that is in preparation. */
interface Writing {
  readonly id: string;
  readonly kind: ExplanationKind;
  readonly text: string;
  readonly lang: string;
  readonly paragraphs: readonly string[];
}

const begun = (lang: string): Writing => ({
  id: crypto.randomUUID(),
  kind: 'reservation',
  text: '',
  lang,
  paragraphs: [],
});

/** Reservations and other statements that our delegation has ready, to be filed at the adoption. */
export const PreparedStatements = ({
  state,
  stream,
  member,
  mayBind,
}: {
  readonly state: DeliberationState;
  readonly stream: string;
  readonly member: string;
  readonly mayBind: boolean;
}) => {
  const { t, i18n } = useTranslation(['desk', 'vocabulary']);
  const act = useAct(stream);
  const [writing, setWriting] = useState<Writing>();
  const prepared = Object.entries(preparedBy(state, member));
  const labelled = state.revision?.paragraphs.filter(({ label }) => label !== '') ?? [];
  const labelOf = ({ paragraphs }: PreparedStatement): string =>
    paragraphs.length === 0
      ? t('desk:wholeText')
      : inRow(
          i18n.language,
          paragraphs.map((pid) => paragraphLabel(state, pid) ?? pid),
        );
  const keep = async (written: Writing): Promise<void> => {
    const answer = await act.perform({ type: 'prepareStatement', ...written });
    if (answer !== undefined) setWriting(undefined);
  };
  const file = (id: string, { kind, text, lang, paragraphs }: PreparedStatement) =>
    act.perform({ type: 'explain', kind, text, lang, paragraphs, prepared: id });
  const fileAll = async (): Promise<void> => {
    // One after the other: the first that is refused stays with those after it, and its refusal is shown.
    for (const [id, statement] of prepared) if ((await file(id, statement)) === undefined) return;
  };
  return (
    <section className="card" id="prepared" aria-labelledby="prepared-title">
      <h2 id="prepared-title">{t('desk:prepared')}</h2>
      <p className="soft small">{t('desk:preparedAbout')}</p>
      {prepared.length > 0 && state.phase === 'adopted' ? (
        <Notice tone="warn">{t('desk:adoptedFile')}</Notice>
      ) : null}
      {prepared.length === 0 && writing === undefined ? (
        <p className="soft">{t('desk:nonePrepared')}</p>
      ) : null}
      <ul className="desk-prepared">
        {prepared.map(([id, statement]) => (
          <li key={id}>
            <p>
              <b>{t(`vocabulary:explanation.${statement.kind}`)}</b> · <bdi>{labelOf(statement)}</bdi>
            </p>
            <p className="small" dir="auto" lang={statement.lang}>
              {statement.text}
            </p>
            <div className="row">
              {mayBind ? (
                <Button busy={act.pending} onClick={() => void file(id, statement)}>
                  {t('desk:fileNow')}
                </Button>
              ) : null}
              <Button
                tone="quiet"
                onClick={() =>
                  setWriting({
                    id,
                    kind: statement.kind,
                    text: statement.text,
                    lang: statement.lang,
                    paragraphs: statement.paragraphs,
                  })
                }
              >
                {t('desk:change')}
              </Button>
              <Button
                tone="quiet"
                busy={act.pending}
                onClick={() => void act.perform({ type: 'discardStatement', id })}
              >
                {t('desk:discard')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {mayBind && prepared.length > 1 && state.phase === 'adopted' ? (
        <div>
          <Button tone="primary" busy={act.pending} onClick={() => void fileAll()}>
            {t('desk:fileAll', { count: prepared.length })}
          </Button>
        </div>
      ) : null}
      {writing === undefined ? (
        <div>
          <Button onClick={() => setWriting(begun(i18n.language))}>{t('desk:prepare')}</Button>
        </div>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void keep(writing);
          }}
        >
          <Field label={t('desk:kindOf')}>
            {(control) => (
              <select
                {...control}
                value={writing.kind}
                onChange={(event) =>
                  setWriting({
                    ...writing,
                    kind: EXPLANATION_KINDS.find((word) => word === event.target.value) ?? writing.kind,
                  })
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
          <LanguageField
            label={t('desk:inLanguage')}
            lang={writing.lang}
            onChange={(lang) => setWriting({ ...writing, lang })}
          />
          <ParagraphBoxes
            legend={t('desk:onWhich')}
            paragraphs={labelled}
            lang={state.revision?.lang ?? 'en'}
            chosen={writing.paragraphs}
            onChange={(paragraphs) => setWriting({ ...writing, paragraphs })}
          />
          <Field label={t('desk:statementWords')}>
            {(control) => (
              <textarea
                {...control}
                dir="auto"
                lang={writing.lang}
                required
                maxLength={20_000}
                value={writing.text}
                onChange={(event) => setWriting({ ...writing, text: event.target.value })}
              />
            )}
          </Field>
          <div className="row">
            <Button type="submit" tone="primary" busy={act.pending}>
              {t('desk:keep')}
            </Button>
            <Button tone="quiet" onClick={() => setWriting(undefined)}>
              {t('desk:cancel')}
            </Button>
          </div>
        </form>
      )}
      <ActNote of={act} />
    </section>
  );
};
