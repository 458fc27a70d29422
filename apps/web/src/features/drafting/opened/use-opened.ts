import {
  isWritable,
  type BodyState,
  type DeliberationState,
  type DraftingDocument,
} from '@plenary/consensus';
import type { LiveRights } from '@plenary/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../lib/session.ts';
import { useNames } from '../names.ts';
import { listed } from '../../../lib/lists.ts';

/** Paragraphs open to delegations for editing, by their ids in the live text, and in words to whom. */
export type OpenedTitles = ReadonlyMap<string, string>;

const NONE: OpenedTitles = new Map();

/**
 * The opened paragraphs that concern the one who looks: for those who edit the text all of them with whom they are open
 * to, for a delegation its own. The same value as long as nothing of it changes.
 */
export const useOpenedTitles = (
  { kind }: DraftingDocument,
  rights: LiveRights,
  body: BodyState,
  { openedParagraphs }: DeliberationState,
): OpenedTitles => {
  const { t, i18n } = useTranslation('drafting');
  const nameOf = useNames(body);
  const { role, opened, closed } = rights;
  return useMemo(() => {
    if (kind !== 'workingText' || role === 'read') return NONE;
    if (role === 'suggest') return new Map(opened.map((id) => [id, t('opened.toYou')]));
    return new Map(
      Object.entries(openedParagraphs).flatMap(([id, members]): readonly (readonly [string, string])[] =>
        closed.includes(id)
          ? []
          : [[id, t('opened.to', { names: listed(i18n.language, members.map(nameOf)) })]],
      ),
    );
  }, [kind, role, opened, closed, openedParagraphs, nameOf, t, i18n.language]);
};

/** Whether the one who looks may open paragraphs of this document to delegations. */
export const useMayOpen = (document: DraftingDocument, state: DeliberationState): boolean => {
  const kind = useSession()?.account?.kind;
  return (
    document.kind === 'workingText' &&
    (kind === 'chair' || kind === 'facilitator' || kind === 'secretariat') &&
    isWritable(state, document)
  );
};
