import type * as Y from 'yjs';
import type { Printing } from '../brackets/bracket-text.ts';
import { longestInOrder } from '../model/longest-in-order.ts';
import { NO_EDITS, writeEdits, type Hand } from '../model/edits.ts';
import { readDraft, type Draft } from '../model/reader.ts';
import { record, type Recorder } from '../model/recorder.ts';
import { BASE_VIEW, MARKUP_VIEW, viewWith } from '../model/views.ts';
import { noteNumbers } from '../print/labels.ts';
import type { TextParagraph } from '../suggestions/base-text.ts';
import { decideSuggestion } from '../suggestions/decide.ts';
import { listSuggestions } from '../suggestions/list.ts';
import { cellsOfParagraph, cellsOfWords, printOf } from './cells.ts';
import { mergeWords } from './merge-words.ts';
import { edited, rewriteWords, writtenCells } from './rewrite-words.ts';

/** A decision that changed the text of the record. */
export interface AdoptedChange {
  /** The amendment that was adopted: its name in the record. */
  readonly amendment: string;
  /** The text of the record before and after, with the ids of the record. */
  readonly before: readonly TextParagraph[];
  readonly after: readonly TextParagraph[];
}

export interface TakeOverOptions {
  readonly newId: () => string;
  readonly origin?: unknown;
  /** The id that a paragraph of the record has in this document; its own unless it came from it. */
  readonly idHere: (paragraph: string) => string;
  readonly label: Printing['label'];
  readonly attributions: Printing['attributions'];
}

const EDITING: Hand = { mode: 'edit' };
/** Suggestions to the paragraphs of a decision that are looked at, to find those that say what was adopted. */
const SUGGESTIONS_LOOKED_AT_MAX = 40;

interface Wanted {
  readonly gone: readonly TextParagraph[];
  readonly changed: readonly { readonly old: TextParagraph; readonly now: TextParagraph }[];
  readonly created: readonly (TextParagraph & { readonly after: string | undefined })[];
  readonly moved: readonly { readonly id: string; readonly after: string | undefined }[];
}

/** What a decision changed, paragraph by paragraph, with the ids of the record. */
const wantedChanges = ({ before, after }: AdoptedChange): Wanted => {
  const old = new Map(before.map((paragraph) => [paragraph.id, paragraph]));
  const places = new Map(before.map(({ id }, at) => [id, at]));
  const standing = new Set(after.map(({ id }) => id));
  const staying = longestInOrder(after.flatMap(({ id }) => places.get(id) ?? []));
  const follows = (at: number): string | undefined => after[at - 1]?.id;
  return {
    gone: before.filter(({ id }) => !standing.has(id)),
    changed: after.flatMap((now) => {
      const was = old.get(now.id);
      const isChanged =
        was !== undefined && (was.text !== now.text || was.kind !== now.kind || was.level !== now.level);
      return isChanged ? [{ old: was, now }] : [];
    }),
    created: after.flatMap((now, at) => (old.has(now.id) ? [] : [{ ...now, after: follows(at) }])),
    moved: after.flatMap(({ id }, at) => {
      const place = places.get(id);
      return place === undefined || staying.has(place) ? [] : [{ id, after: follows(at) }];
    }),
  };
};

/** A paragraph as it reads in one view, to be compared with what was adopted. */
const readingOf = (draft: Draft, { label, attributions }: TakeOverOptions) => {
  const notes = noteNumbers(draft);
  const printing: Printing = {
    label,
    attributions,
    note: (id) => (notes.has(id) ? `(${notes.get(id)})` : ''),
  };
  return {
    cells: (id: string) => {
      const paragraph = draft.paragraph(id);
      return paragraph === undefined ? undefined : cellsOfParagraph(draft, paragraph, printing);
    },
    texts: (): ReadonlyMap<string, TextParagraph> =>
      new Map(
        draft.paragraphs.map((paragraph) => {
          const { id, kind, level } = paragraph;
          return [
            id,
            { id, kind, level, text: printOf(cellsOfParagraph(draft, paragraph, printing)).trim() },
          ];
        }),
      ),
  };
};

const readsAlike = (a: TextParagraph | undefined, b: TextParagraph | undefined): boolean =>
  a !== undefined && b !== undefined && a.text === b.text && a.kind === b.kind && a.level === b.level;

/** What one suggestion says, when it says what was adopted and nothing else. */
interface Alike {
  readonly suggestion: string;
  /** Paragraphs that it would add: the adopted ones come in their place. */
  readonly added: readonly string[];
}

/**
 * Whether what a suggestion changes is what was adopted. A paragraph that it would add is the adopted one when it reads
 * the same and stands behind the same paragraph.
 */
const alike = (
  doc: Y.Doc,
  suggestion: string,
  wanted: Wanted,
  options: TakeOverOptions,
): Alike | undefined => {
  const { idHere } = options;
  const adopted = new Map(wanted.changed.map(({ now }) => [idHere(now.id), now]));
  const without = readingOf(readDraft(doc, BASE_VIEW), options).texts();
  const having = readingOf(readDraft(doc, viewWith(new Set([suggestion]))), options).texts();
  const order = [...having.keys()];
  // A paragraph of the record by the one that stands for it here, for those that come behind it.
  const standsFor = new Map<string, string>();
  const isAdded = (paragraph: string): boolean => {
    const before = order[order.indexOf(paragraph) - 1];
    const created = wanted.created.find(
      (one) =>
        !standsFor.has(one.id) &&
        readsAlike(having.get(paragraph), one) &&
        (one.after === undefined ? undefined : (standsFor.get(one.after) ?? idHere(one.after))) === before,
    );
    if (created !== undefined) standsFor.set(created.id, paragraph);
    return created !== undefined;
  };
  const changes = [...new Set([...order, ...without.keys()])].filter(
    (paragraph) => !readsAlike(without.get(paragraph), having.get(paragraph)),
  );
  const isSame =
    changes.length > 0 &&
    changes.every((paragraph) =>
      without.has(paragraph) ? readsAlike(having.get(paragraph), adopted.get(paragraph)) : isAdded(paragraph),
    );
  return isSame ? { suggestion, added: [...standsFor.values()] } : undefined;
};

/**
 * TAKE-4: an open suggestion that says what was adopted, and nothing else, is accepted by the decision: its words keep
 * who wrote them, and nobody is asked to decide them again. A paragraph that it would add gives way to the adopted one,
 * which the record knows by another id.
 */
const acceptAlike = (doc: Y.Doc, recorder: Recorder, wanted: Wanted, options: TakeOverOptions): void => {
  const adopted = new Set(wanted.changed.map(({ now }) => options.idHere(now.id)));
  if (adopted.size + wanted.created.length === 0) return;
  const touching = listSuggestions(readDraft(doc, MARKUP_VIEW)).filter(
    ({ paragraphs, added, state }) =>
      state === 'open' &&
      added.length <= wanted.created.length &&
      paragraphs.every((paragraph) => adopted.has(paragraph) || added.includes(paragraph)),
  );
  for (const { id } of touching.slice(0, SUGGESTIONS_LOOKED_AT_MAX)) {
    const found = alike(doc, id, wanted, options);
    if (found === undefined) continue;
    decideSuggestion(recorder, readDraft(doc, BASE_VIEW), id, 'accepted');
    if (found.added.length > 0)
      writeEdits(readDraft(doc, BASE_VIEW), recorder, EDITING, { ...NO_EDITS, gone: found.added });
  }
};

/** The nearest paragraph before a place of the record that stands here too. */
const placeHere = (
  draft: Draft,
  { after }: AdoptedChange,
  before: string | undefined,
  idHere: TakeOverOptions['idHere'],
): string | undefined => {
  let at = after.findIndex(({ id }) => id === before);
  for (; at >= 0; at -= 1) {
    const id = idHere(after[at]?.id ?? '');
    if (draft.paragraph(id) !== undefined) return id;
  }
  return undefined;
};

/**
 * Writes the words that a decision adopted into a working text, once: as edits of the service, which no undo takes back,
 * one transaction for each paragraph. Where others changed the same words since the revision the adopted ones stand; what
 * was written elsewhere, open suggestions and comments stay. False when the words of this decision are in the text.
 */
export const takeOver = (doc: Y.Doc, change: AdoptedChange, options: TakeOverOptions): boolean => {
  const { newId, origin, idHere } = options;
  const { amendment } = change;
  if (readDraft(doc, BASE_VIEW).decisions.has(amendment)) return false;
  const wanted = wantedChanges(change);
  const [paragraphs, displaced, unmade] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const write = (edit: (recorder: Recorder, draft: Draft) => void): void =>
    void record(doc, newId, origin, (recorder) => edit(recorder, readDraft(doc, BASE_VIEW)));

  write((recorder) => acceptAlike(doc, recorder, wanted, options));
  for (const { old, now } of wanted.changed)
    write((recorder, draft) => {
      const id = idHere(now.id);
      const cells = readingOf(draft, options).cells(id);
      if (cells !== undefined) {
        const { edits, isDisplaced } = mergeWords(old.text, now.text, printOf(cells));
        const isSame = old.kind === now.kind && old.level === now.level;
        writeEdits(draft, recorder, EDITING, {
          ...NO_EDITS,
          ...rewriteWords(id, cells, cellsOfWords(edited(cells, edits)), edits, newId),
          kinds: isSame ? [] : [{ id, kind: now.kind, level: now.level }],
        });
        paragraphs.add(id);
        if (isDisplaced) displaced.add(id);
      } else if (draft.paragraphs.some(({ members }) => members.includes(id))) unmade.add(now.id);
      else {
        // TAKE-5: a paragraph that was taken out since comes back with what was adopted.
        bringIn(draft, recorder, { ...now, id }, placeHere(draft, change, behind(change, now.id), idHere));
        paragraphs.add(id);
        displaced.add(id);
      }
    });
  for (const { after, ...paragraph } of wanted.created)
    write((recorder, draft) => {
      bringIn(draft, recorder, paragraph, placeHere(draft, change, after, idHere));
      paragraphs.add(paragraph.id);
    });
  for (const { id: named, after } of wanted.moved)
    write((recorder, draft) => {
      const id = idHere(named);
      if (draft.paragraph(id) === undefined) {
        unmade.add(named);
        return;
      }
      const target = placeHere(draft, change, after, idHere);
      if (target !== id)
        writeEdits(draft, recorder, EDITING, { ...NO_EDITS, moved: [{ paragraph: id, after: target }] });
      paragraphs.add(id);
    });
  for (const old of wanted.gone)
    write((recorder, draft) => {
      const id = idHere(old.id);
      const cells = readingOf(draft, options).cells(id);
      if (cells === undefined) return;
      if (old.text !== printOf(cells).trim()) displaced.add(id);
      writeEdits(draft, recorder, EDITING, { ...NO_EDITS, gone: [id] });
      paragraphs.add(id);
    });
  write((recorder) => {
    recorder.settle('decisions', `${amendment}/paragraphs`, [...paragraphs]);
    if (displaced.size > 0) recorder.settle('decisions', `${amendment}/displaced`, [...displaced]);
    if (unmade.size > 0) recorder.settle('decisions', `${amendment}/unmade`, [...unmade]);
  });
  return true;
};

/** The paragraph that one stands behind in the record. */
const behind = ({ after }: AdoptedChange, paragraph: string): string | undefined =>
  after[after.findIndex(({ id }) => id === paragraph) - 1]?.id;

/** A paragraph that is not shown is put in with these words: under its own id, so that the record knows it again. */
const bringIn = (
  draft: Draft,
  recorder: Recorder,
  { id, kind, level, text }: TextParagraph,
  after: string | undefined,
): void => {
  const content = writtenCells(cellsOfWords(text), recorder.newId);
  if (!recorder.shared.texts.has(id)) {
    writeEdits(draft, recorder, EDITING, { ...NO_EDITS, created: [{ id, kind, level, after, content }] });
    return;
  }
  recorder.set('props', `${id}/kind`, kind);
  recorder.set('props', `${id}/level`, level);
  recorder.set('props', `${id}/state`, 'here');
  let index = 0;
  for (const inline of content)
    if ('embed' in inline) {
      recorder.insertEmbed(id, index, inline.embed);
      index += 1;
    } else {
      recorder.insertChars(id, index, inline.chars);
      index += inline.chars.length;
    }
};
