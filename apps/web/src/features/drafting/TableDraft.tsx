import {
  isWritable,
  type AmendmentId,
  type DeliberationState,
  type DraftingDocument,
} from '@plenary/consensus';
import { baseText, textChanges } from '@plenary/drafting';
import { issuedParagraphs } from '@plenary/text';
import { textAt } from '@plenary/tabling';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { composerPage, keepForAmendment } from '../../lib/amendment-words.ts';
import { useSession } from '../../lib/session.ts';
import { stepsWith } from '../../lib/steps-with.ts';
import { Button } from '../../ui/Button.tsx';

/**
 * The way from a draft that was written together to the amendment that is tabled, or to a revision of the one that came of
 * it before: its words, against those it began from.
 */
export const TableDraft = ({
  doc,
  document,
  deliberation,
  state,
}: {
  readonly doc: Y.Doc;
  readonly document: DraftingDocument;
  readonly deliberation: string;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation('drafting');
  const navigate = useNavigate();
  const account = useSession()?.account;
  const { base } = document;
  if (account?.kind !== 'delegate' || base === undefined) return null;
  if (state.phase !== 'open' || !isWritable(state, document)) return null;
  const steps = stepsWith(state, base);
  if (steps === undefined) return null;
  const revisable = (document.tabledAs ?? []).filter((id) => {
    const tabled = state.amendments[id];
    return (
      tabled?.state === 'submitted' && tabled.amends === undefined && tabled.sponsors[0] === account.member
    );
  });
  const table = (revise?: AmendmentId): void => {
    const written = baseText(doc).map((paragraph) => ({
      ...paragraph,
      id: state.sources[paragraph.id] ?? paragraph.id,
    }));
    const words = textChanges(issuedParagraphs(textAt(state, steps)), written);
    keepForAmendment(composerPage(deliberation, revise), {
      words,
      textHash: base,
      base: steps,
      document: document.id,
    });
    void navigate({
      to: '/deliberations/$id/amendments/new',
      params: { id: deliberation },
      search: revise === undefined ? {} : { revise },
    });
  };
  return (
    <>
      {revisable.map((id) => (
        <Button key={id} onClick={() => table(id)}>
          {t('ways.revise', { amendment: `\u2068${id}\u2069` })}
        </Button>
      ))}
      <Button onClick={() => table()}>{t('ways.table')}</Button>
    </>
  );
};
