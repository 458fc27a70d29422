import { issuedLabels } from '@plenary/consensus';
import {
  BASE_VIEW,
  createBinding,
  MARKUP_VIEW,
  readDraft,
  restoreParagraph,
  textParagraphs,
  workingLabels,
  type Binding,
  type Labels,
  type TextParagraph,
} from '@plenary/drafting';
import { isolate } from '@plenary/i18n';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '../../../lib/api.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNote } from '../../../ui/RefusalNote.tsx';
import { showInstant, showInstantExactly } from '../../../ui/instant.ts';
import { DocumentHead } from '../DocumentHead.tsx';
import { LiveDocument, type OpenedDocument } from '../LiveDocument.tsx';
import { PlainParagraphs } from '../PlainParagraphs.tsx';
import { documentApi, documentOfMoment, momentName, revisionName, type DocumentApi } from '../live-api.ts';
import { Who } from '../margin/Who.tsx';
import { useNames } from '../names.ts';
import { newId } from '../new-id.ts';
import { useObserved } from '../use-live-text.ts';
import { BracketCourse } from './BracketCourse.tsx';
import { Comparison } from './Comparison.tsx';
import { useSittings, useSittingName, type Sitting } from './sittings.ts';
import './history.css';
import { Awaiting } from '../../../ui/Awaiting.tsx';

/** The text as it was when a row was the last; its paragraphs can be brought back. */
const Moment = ({
  api,
  seq,
  opened,
}: {
  readonly api: DocumentApi;
  readonly seq: number;
  readonly opened: OpenedDocument;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const { live, rights, document, state } = opened;
  const client = useQueryClient();
  const now = useObserved(live.doc);
  // What was restored here, until something else is; it can be taken back.
  const [restored, setRestored] = useState<Binding>();
  const [isTakenBack, setTakenBack] = useState(false);
  useEffect(() => () => restored?.close(), [restored]);
  const moment = useQuery({
    queryKey: ['moment', api.base, seq],
    queryFn: () => api.moment(seq),
    staleTime: Infinity,
    placeholderData: (previous) => previous,
  });
  const { data, error } = moment;
  const draft = useMemo(
    () => (data === undefined ? undefined : readDraft(documentOfMoment(data), BASE_VIEW)),
    [data],
  );
  // Read anew each time: restoring changes what stands now.
  const standing = new Map(
    textParagraphs(readDraft(now, BASE_VIEW)).map((paragraph) => [paragraph.id, paragraph]),
  );
  if (error instanceof Refused) return <RefusalNote refusal={error.refusal} />;
  if (draft === undefined || data === undefined) return <Awaiting asked={[moment]} />;
  const restore = (wanted: TextParagraph): void => {
    const binding = createBinding({ doc: now, newId, view: MARKUP_VIEW });
    binding.setMode(
      rights.role === 'edit'
        ? { mode: 'edit' }
        : { mode: 'suggest', delegation: rights.delegation, person: rights.person, at: () => Date.now() },
    );
    binding.write((recorder, current, hand) => restoreParagraph(current, recorder, hand(), wanted, data.seq));
    setTakenBack(false);
    setRestored(binding);
    // Once it is in the log, the history names it.
    void live.settled().then(() => client.invalidateQueries({ queryKey: ['sittings', api.base] }));
  };
  const differs = (paragraph: TextParagraph): boolean => {
    const other = standing.get(paragraph.id);
    return (
      other === undefined ||
      other.text !== paragraph.text ||
      other.kind !== paragraph.kind ||
      other.level !== paragraph.level
    );
  };
  const words = new Map(textParagraphs(draft).map((paragraph) => [paragraph.id, paragraph]));
  return (
    <>
      <p className="soft">{t('history.at', { date: showInstantExactly(data.at, i18n.language) })}</p>
      {restored === undefined ? null : (
        <Notice tone="good" live>
          {isTakenBack ? (
            t('history.takenBack')
          ) : (
            <p className="row">
              {t(rights.role === 'edit' ? 'history.restored' : 'history.restoredAsSuggestion')}
              <Button
                className="button-small"
                onClick={() => {
                  restored.undo.undo();
                  setTakenBack(true);
                }}
              >
                {t('history.takeBack')}
              </Button>
            </p>
          )}
        </Notice>
      )}
      <PlainParagraphs
        draft={draft}
        state={state}
        lang={document.lang}
        beside={({ id }) => {
          const paragraph = words.get(id);
          if (
            paragraph === undefined ||
            rights.role === 'read' ||
            rights.closed.includes(id) ||
            !differs(paragraph)
          )
            return null;
          return (
            <Button className="button-small" onClick={() => restore(paragraph)}>
              {t('history.restore')}
            </Button>
          );
        }}
      />
    </>
  );
};

/** Two moments or revisions, chosen and compared. */
const Compare = ({
  api,
  sittings,
  opened,
}: {
  readonly api: DocumentApi;
  readonly sittings: readonly Sitting[];
  readonly opened: OpenedDocument;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const { state, body, document } = opened;
  const nameOf = useNames(body);
  const sittingName = useSittingName(body, state);
  const options = [
    ...state.revisions.map(({ symbol }) => ({ value: revisionName(symbol), name: symbol })),
    ...sittings.map((sitting) => ({
      value: momentName(sitting.to),
      name: `${showInstant(sitting.until, i18n.language)} · ${sittingName(sitting)}`,
    })),
  ];
  const [from, setFrom] = useState(revisionName(state.revision?.symbol ?? ''));
  const [to, setTo] = useState(options.at(-1)?.value ?? '');
  const isAsked = from !== '' && to !== '' && from !== to;
  const compared = useQuery({
    queryKey: ['comparison', api.base, from, to],
    queryFn: () => api.compare(from, to),
    staleTime: 30_000,
    enabled: isAsked,
  });
  const { data } = compared;
  const choice = (label: string, value: string, onChoose: (value: string) => void) => (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChoose(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <>
      <div className="history-choices">
        {choice(t('history.from'), from, setFrom)}
        {choice(t('history.to'), to, setTo)}
      </div>
      {data === undefined ? (
        isAsked ? (
          <Awaiting asked={[compared]} />
        ) : null
      ) : (
        <Comparison paragraphs={data.paragraphs} lang={document.lang} nameOf={nameOf} />
      )}
    </>
  );
};

/** Which paragraphs a sitting gave back the words of an earlier moment. */
const Restores = ({ sitting, labels }: { readonly sitting: Sitting; readonly labels: Labels }) => {
  const { t, i18n } = useTranslation('drafting');
  return (sitting.restores ?? []).map(({ row, paragraph, momentAt }) => (
    <span key={`${row} ${paragraph}`} className="history-restore">
      {t('history.restoredFrom', {
        paragraph: isolate(labels.get(paragraph) || t('opened.unnamed')),
        date: showInstant(momentAt, i18n.language),
      })}
    </span>
  ));
};

const History = ({ opened }: { readonly opened: OpenedDocument }) => {
  const { t, i18n } = useTranslation('drafting');
  const { deliberation, document, body, live, state } = opened;
  const doc = useObserved(live.doc);
  const labels = useMemo(() => workingLabels(readDraft(doc, BASE_VIEW), issuedLabels(state)), [doc, state]);
  const api = useMemo(() => documentApi(deliberation, document.id), [deliberation, document.id]);
  const nameOf = useNames(body);
  const sittingName = useSittingName(body, state);
  const told = useSittings(api);
  const { data, error } = told;
  const [chosen, setChosen] = useState<number>();
  const last = data?.seq ?? 0;
  const seq = useDeferredValue(chosen ?? last);
  if (error instanceof Refused) return <RefusalNote refusal={error.refusal} />;
  if (data === undefined) return <Awaiting asked={[told]} />;
  const { sittings } = data;
  const at = sittings.findLast(({ from }) => from <= (chosen ?? last));
  return (
    <div className="stack">
      <DocumentHead document={document} deliberation={deliberation} title={t('history.title')} />
      <section className="card" aria-labelledby="history-compare">
        <h3 id="history-compare">{t('history.compare')}</h3>
        <Compare api={api} sittings={sittings} opened={opened} />
      </section>
      <section className="card" aria-labelledby="history-brackets">
        <h3 id="history-brackets">{t('course.title')}</h3>
        <BracketCourse api={api} sittings={sittings} />
      </section>
      <section className="card" aria-labelledby="history-scrub">
        <h3 id="history-scrub">{t('history.scrub')}</h3>
        <div className="history-scrub">
          <input
            type="range"
            min={1}
            max={Math.max(1, last)}
            value={chosen ?? last}
            aria-label={t('history.scrub')}
            aria-valuetext={at === undefined ? '' : showInstant(at.until, i18n.language)}
            onChange={(event) => setChosen(Number(event.target.value))}
          />
          <ol className="history-sittings" reversed>
            {sittings.toReversed().map((sitting) => (
              <li key={sitting.from}>
                <button
                  type="button"
                  aria-current={at === sitting ? 'true' : undefined}
                  onClick={() => setChosen(sitting.to)}
                >
                  {sitting.delegation === '' ? (
                    <span className="soft">{sittingName(sitting)}</span>
                  ) : (
                    <Who delegation={sitting.delegation} name={nameOf(sitting.delegation)} />
                  )}
                  <span className="margin-when">{showInstant(sitting.until, i18n.language)}</span>
                  <Restores sitting={sitting} labels={labels} />
                </button>
              </li>
            ))}
          </ol>
        </div>
        {seq === 0 ? null : <Moment api={api} seq={seq} opened={opened} />}
      </section>
    </div>
  );
};

/** How a document came about: who wrote when, the text at any moment, any two moments or revisions compared. */
export const DraftHistoryPage = () => <LiveDocument>{(opened) => <History opened={opened} />}</LiveDocument>;
