import {
  issuedLabels,
  type BodyState,
  type DeliberationState,
  type DraftingDocument,
} from '@plenary/consensus';
import { printDraft, readDraft, workingLabels } from '@plenary/drafting';
import type * as Y from 'yjs';
import { useTranslation } from 'react-i18next';
import { saveText } from '../../lib/csv.ts';
import { Button } from '../../ui/Button.tsx';
import { attributionsOf } from './attributions.ts';
import { useNames } from './names.ts';
import { PRINTED_VIEWS, type Showing } from './use-situation.ts';

/** Gives the text as a file of plain words, with brackets and who holds them, in the view that is shown. */
export const Export = ({
  doc,
  showing,
  document,
  body,
  state,
}: {
  readonly doc: Y.Doc;
  readonly showing: Showing;
  readonly document: DraftingDocument;
  readonly body: BodyState;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation(['drafting', 'text']);
  const nameOf = useNames(body);
  const save = (): void => {
    const draft = readDraft(doc, PRINTED_VIEWS[showing]);
    const { sponsors = [] } = document.kind === 'workingText' ? state : {};
    const behind =
      sponsors.length === 0
        ? ''
        : `${t('text:sponsors.title')}: ${sponsors.map(({ member }) => nameOf(member)).join(' · ')}\n\n`;
    const text = printDraft(draft, {
      labels: workingLabels(draft, issuedLabels(state)),
      lang: document.lang,
      attributions: attributionsOf(state.brackets[document.id], nameOf),
    });
    const name = document.title.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    saveText(`${name}.txt`, `${behind}${text}`, 'text/plain');
  };
  return (
    <Button tone="quiet" className="button-small" onClick={save}>
      {t('drafting:exportText')}
    </Button>
  );
};
