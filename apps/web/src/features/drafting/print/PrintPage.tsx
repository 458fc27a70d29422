import { readDraft } from '@plenary/drafting';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextSponsors } from '../../../lib/TextSponsors.tsx';
import { Button } from '../../../ui/Button.tsx';
import { showInstantExactly } from '../../../ui/instant.ts';
import { attributionsOf } from '../attributions.ts';
import { DocumentHead } from '../DocumentHead.tsx';
import { LiveDocument, type OpenedDocument } from '../LiveDocument.tsx';
import { PlainParagraphs } from '../PlainParagraphs.tsx';
import { useNames } from '../names.ts';
import { useObserved } from '../use-live-text.ts';
import { PRINTED_VIEWS, type Showing } from '../use-situation.ts';
import { numberedLines, type NumberedLine } from './numbered-lines.ts';
import './print.css';

const PRINTED = ['without', 'accepted'] as const satisfies readonly Showing[];

const Printed = ({ opened }: { readonly opened: OpenedDocument }) => {
  const { t, i18n } = useTranslation('drafting');
  const { live, document, deliberation, state, body } = opened;
  const doc = useObserved(live.doc);
  const nameOf = useNames(body);
  const [showing, setShowing] = useState<(typeof PRINTED)[number]>('without');
  const [showsHolders, setShowsHolders] = useState(true);
  // A print is of one moment: what others write meanwhile is in the next one.
  const draft = useMemo(() => readDraft(doc, PRINTED_VIEWS[showing]), [doc, showing]);
  const [at] = useState(() => new Date().toISOString());
  const held = state.brackets[document.id];
  const attributions = useMemo(
    () => (showsHolders ? attributionsOf(held, nameOf) : new Map()),
    [showsHolders, held, nameOf],
  );
  const sheet = useRef<HTMLDivElement>(null);
  const [lines, setLines] = useState<readonly NumberedLine[]>([]);
  useEffect(() => {
    const element = sheet.current;
    if (element === null) return undefined;
    const measure = (): void => setLines(numberedLines(element));
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, [draft, attributions]);
  return (
    <div className="stack">
      <DocumentHead document={document} deliberation={deliberation} title={t('print.title')}>
        <select
          className="input input-small"
          aria-label={t('showing.label')}
          value={showing}
          onChange={(event) =>
            setShowing(PRINTED.find((candidate) => candidate === event.target.value) ?? showing)
          }
        >
          {PRINTED.map((candidate) => (
            <option key={candidate} value={candidate}>
              {t(`showing.${candidate}`)}
            </option>
          ))}
        </select>
        <label className="row small">
          <input
            type="checkbox"
            checked={showsHolders}
            onChange={(event) => setShowsHolders(event.target.checked)}
          />
          {t('print.holders')}
        </label>
        <a
          className="small"
          href={`/api/deliberations/${encodeURIComponent(deliberation)}/documents/${encodeURIComponent(document.id)}/print?view=${showing}&lang=${i18n.language}`}
        >
          {t('print.withoutScript')}
        </a>
        <Button tone="primary" onClick={() => print()}>
          {t('print.print')}
        </Button>
      </DocumentHead>
      <div ref={sheet} className="print-sheet">
        <p className="print-head">
          <bdi>{state.revision?.symbol ?? ''}</bdi> · <bdi lang={document.lang}>{document.title}</bdi> ·{' '}
          {t('print.asOf', { date: showInstantExactly(at, i18n.language) })}
        </p>
        <TextSponsors sponsors={document.kind === 'workingText' ? state.sponsors : undefined} body={body} />
        <PlainParagraphs draft={draft} state={state} lang={document.lang} attributions={attributions} />
        <div className="print-lines" aria-hidden="true">
          {lines.map(({ number, top }) => (
            <span key={number} style={{ insetBlockStart: `${top}px` }}>
              {number}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
};

/** The text as on paper, with the numbers of its lines; the sheet is as wide on the screen as on paper. */
export const PrintPage = () => <LiveDocument>{(opened) => <Printed opened={opened} />}</LiveDocument>;
