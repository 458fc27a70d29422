import {
  issuedLabels,
  type BodyState,
  type DeliberationState,
  type DraftingDocument,
} from '@plenary/consensus';
import { ACCEPTED_VIEW, allAnchoredParts, BASE_VIEW, type CommentAnchor, type View } from '@plenary/drafting';
import type { LiveRights } from '@plenary/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveText } from '../../lib/live-text/index.ts';
import type { OtherPerson, Situation } from './editor/live-editor.ts';
import type { EditorMode, EditorRights } from './editor/touched-paragraphs.ts';
import type { Finding } from './FindBar.tsx';
import { useNames } from './names.ts';
import { useOpenedTitles } from './opened/use-opened.ts';
import { useObserved } from './use-live-text.ts';
import { inRow } from '../../lib/lists.ts';

/** How suggestions are looked at: beside the text, left out, or as if all were accepted. */
export const SHOWINGS = ['beside', 'without', 'accepted'] as const;
export type Showing = (typeof SHOWINGS)[number];

const VIEWS: Readonly<Record<Showing, View | undefined>> = {
  beside: undefined,
  without: BASE_VIEW,
  accepted: ACCEPTED_VIEW,
};

/** The same for what is printed: suggestions cannot stand beside words on paper. */
export const PRINTED_VIEWS: Readonly<Record<Showing, View>> = {
  beside: BASE_VIEW,
  without: BASE_VIEW,
  accepted: ACCEPTED_VIEW,
};

export const editorRights = ({ role, closed, opened }: LiveRights): EditorRights => ({
  role,
  closed: new Set(closed),
  opened: new Set(opened),
});

/** What the page chose. */
export interface Chosen {
  readonly mode: EditorMode;
  readonly showing: Showing;
  readonly active: string | undefined;
  readonly finding: Finding | undefined;
  readonly showsHolders: boolean;
  readonly anchors: ReadonlyMap<string, CommentAnchor>;
  readonly writerOf: Situation['writerOf'];
}

const NO_COMMENTS: ReturnType<typeof allAnchoredParts> = new Map();
const HOLDERS_NAMED = 3;

/** Everything the editor is told, one value for as long as nothing of it changes. */
export const useSituation = (
  live: LiveText,
  rights: LiveRights,
  document: DraftingDocument,
  body: BodyState,
  state: DeliberationState,
  chosen: Chosen,
): Situation => {
  const { t, i18n } = useTranslation('drafting');
  const nameOf = useNames(body);
  const present = useObserved(live.presence.others);
  const { mode, showing, active, finding, showsHolders, anchors, writerOf } = chosen;
  const forEditor = useMemo(() => editorRights(rights), [rights]);
  const opened = useOpenedTitles(document, rights, body, state);
  const { revision, sources } = state;
  const issued = useMemo(
    () => issuedLabels({ ...(revision === undefined ? {} : { revision }), sources }),
    [revision, sources],
  );
  const others = useMemo(
    () =>
      present.map(({ client, delegation, anchor, head }): OtherPerson => ({
        client,
        name: nameOf(delegation),
        delegation,
        ...(anchor === undefined ? {} : { anchor }),
        ...(head === undefined ? {} : { head }),
      })),
    [present, nameOf],
  );
  const held = state.brackets[document.id];
  const holders = useMemo(() => {
    if (!showsHolders) return undefined;
    return new Map(
      Object.entries(held ?? {}).flatMap(([bracket, by]): readonly (readonly [string, string])[] => {
        const names = Object.keys(by).map(nameOf);
        if (names.length === 0) return [];
        const shown = inRow(i18n.language, names.slice(0, HOLDERS_NAMED));
        return [
          [bracket, names.length > HOLDERS_NAMED ? `${shown} +${names.length - HOLDERS_NAMED}` : shown],
        ];
      }),
    );
  }, [showsHolders, held, nameOf, i18n.language]);
  return useMemo(
    () => ({
      mode,
      rights: forEditor,
      issued,
      lang: document.lang,
      view: VIEWS[showing],
      others,
      comments: (draft) => (anchors.size === 0 ? NO_COMMENTS : allAnchoredParts(draft, anchors)),
      active,
      holders,
      writerOf,
      closedTitle: t('closedParagraph'),
      opened,
      find: finding,
    }),
    [
      mode,
      forEditor,
      opened,
      issued,
      document.lang,
      showing,
      others,
      anchors,
      active,
      holders,
      writerOf,
      t,
      finding,
    ],
  );
};
