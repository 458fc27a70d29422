import type { BodyState, DeliberationAct, DeliberationState, DraftingDocument } from '@plenary/consensus';
import {
  BASE_VIEW,
  bracketTree,
  danglingReferences,
  listSuggestions,
  MARKUP_VIEW,
  noteNumbers,
  openBrackets,
  readDraft,
  type OpenBracket,
  type SuggestionCard,
} from '@plenary/drafting';
import { formatBrackets, labelParagraphs, printedLabel, revisionHash, textHash } from '@plenary/text';
import type * as Y from 'yjs';
import { attributionsOf } from './attributions-of.ts';

type IssueRevision = Extract<DeliberationAct, { readonly type: 'issueRevision' }>;

/** The text that would be issued from a document, and what stays behind. */
export interface IssuableText {
  readonly paragraphs: IssueRevision['paragraphs'];
  readonly hash: string;
  /** Open suggestions: they are left out. */
  readonly suggestions: readonly SuggestionCard[];
  /** Open brackets: they are printed into the text. */
  readonly brackets: readonly OpenBracket[];
  /** Paragraphs that refer to a paragraph or a note that is not issued; such a reference prints `?`. */
  readonly dangling: readonly string[];
}

type Issued = Pick<IssueRevision['paragraphs'][number], 'source' | 'kind' | 'level' | 'text'>;

/**
 * A document as it would be issued: open suggestions left out, brackets in the grammar of the text, empty paragraphs gone.
 * Its references print the labels that are issued: an empty paragraph takes no number.
 */
export const issuableText = (
  doc: Y.Doc,
  state: Pick<DeliberationState, 'brackets'>,
  body: Pick<BodyState, 'members'>,
  { id, lang }: Pick<DraftingDocument, 'id' | 'lang'>,
): IssuableText => {
  const draft = readDraft(doc, BASE_VIEW);
  const numbers = noteNumbers(draft);
  const attributions = attributionsOf(state, body, id, lang);
  const printed = (label: (paragraph: string) => string): readonly Issued[] =>
    draft.paragraphs.flatMap((paragraph) => {
      const text = formatBrackets(
        bracketTree(draft, paragraph, {
          attributions,
          label,
          note: (note) => (numbers.has(note) ? `(${numbers.get(note)})` : ''),
        }),
      ).trim();
      const { id: source, kind, level } = paragraph;
      return text === '' ? [] : [{ source, kind, level, text }];
    });
  // First what is issued at all, which says what its labels are; a reference alone is no empty paragraph.
  const kept = printed(() => '?');
  const issued = labelParagraphs(kept);
  const labels = new Map(kept.map(({ source }, at) => [source, issued[at] ?? '']));
  const paragraphs = printed((target) => printedLabel(labels.get(target) ?? '?', lang)).map((paragraph) => ({
    ...paragraph,
    label: labels.get(paragraph.source) ?? '',
    hash: textHash(paragraph.text),
  }));
  const dangling = danglingReferences({ paragraphs: draft.paragraphs.filter((one) => labels.has(one.id)) });
  return {
    paragraphs,
    hash: revisionHash(paragraphs.map(({ hash }) => hash)),
    suggestions: listSuggestions(readDraft(doc, MARKUP_VIEW)),
    brackets: openBrackets(draft),
    dangling: [...new Set(dangling.map(({ paragraph }) => paragraph))],
  };
};

/** The id in the record of a paragraph of the live text; undefined for one that was never issued. */
export const recordIdOf = (
  { sources, revisions, revision }: DeliberationState,
  source: string,
): string | undefined => {
  if (Object.hasOwn(sources, source)) return sources[source];
  // What an amendment brought has its id before it is issued.
  const known = revision === undefined ? revisions : [...revisions, revision];
  return known.some(({ paragraphs }) => paragraphs.some(({ pid }) => pid === source)) ? source : undefined;
};

/** Positions that stand on the words in force and would not on these: item, member. */
export const positionsGoingStale = (
  state: DeliberationState,
  { paragraphs, hash }: Pick<IssuableText, 'paragraphs' | 'hash'>,
): readonly { readonly item: string; readonly member: string }[] => {
  const now = new Map<string, string>(state.revision?.paragraphs.map(({ pid, hash: words }) => [pid, words]));
  if (state.revision !== undefined) now.set('text', state.revision.hash);
  const next = new Map<string, string>([['text', hash]]);
  for (const paragraph of paragraphs) {
    const pid = recordIdOf(state, paragraph.source);
    if (pid !== undefined) next.set(pid, paragraph.hash);
  }
  return Object.entries(state.positions).flatMap(([item, byMember]) =>
    Object.entries(byMember).flatMap(([member, { textHash: on }]) =>
      on === now.get(item) && on !== next.get(item) ? [{ item, member }] : [],
    ),
  );
};
