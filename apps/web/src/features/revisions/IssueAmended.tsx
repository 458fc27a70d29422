import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useHere } from '../../lib/deliberation.ts';
import { nextRevision } from '../../lib/next-revision.ts';
import { textToIssue } from '../../lib/text-to-issue.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ActNote } from '../../ui/ActNote.tsx';

/** Whoever conducts issues the text as amendments have left it: under a symbol of its own, with plain numbers. */
export const IssueAmended = () => {
  const { t } = useTranslation(['revisions', 'adoption']);
  const { body, state, stream } = useHere();
  const act = useAct(stream);
  const [written, setWritten] = useState<string>();
  const { revision } = state;
  const [issued, setIssued] = useState<string>();
  const symbol = written ?? nextRevision(body, state);
  const said =
    issued === undefined ? null : (
      <Notice tone="good" live>
        <p>{t('issue.done', { symbol: issued })}</p>
      </Notice>
    );
  if (revision?.amendedBy === undefined) return said;
  const issue = async (): Promise<void> => {
    const text = textToIssue(revision.paragraphs.map(({ pid, ...words }) => ({ source: pid, ...words })));
    const answer = await act.perform({
      type: 'issueRevision',
      symbol: symbol.trim(),
      lang: revision.lang,
      ...text,
    });
    if (answer !== undefined) setIssued(symbol.trim());
  };
  return (
    <section className="card no-print" aria-labelledby="issue-amended">
      <h2 id="issue-amended">{t('issue.title')}</h2>
      <p>{t('issue.about', { symbol: revision.symbol, count: revision.amendedBy.length })}</p>
      <div className="revisions-issue">
        <Field label={t('issue.symbol')} hint={t('issue.hint')}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              maxLength={100}
              value={symbol}
              onChange={(event) => setWritten(event.target.value)}
            />
          )}
        </Field>
        <ConfirmDialog
          open={t('issue.do')}
          tone="primary"
          busy={act.pending}
          disabled={symbol.trim() === ''}
          onConfirm={() => void issue()}
        >
          <p>{t('issue.sure', { symbol: symbol.trim() })}</p>
        </ConfirmDialog>
      </div>
      <ActNote of={act} />
    </section>
  );
};
