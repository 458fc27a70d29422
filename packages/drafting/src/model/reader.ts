import * as Y from 'yjs';
import { assemble, assemblyCache, type Assembly } from './assemble.ts';
import type { Paragraph } from './paragraph.ts';
import {
  DRAFT_ROOTS,
  draftDocument,
  parseKey,
  type DraftDocument,
  type DraftRoot,
  suggestionOfText,
} from './draft-document.ts';
import { registerKeys, registerValue } from './elements.ts';
import { readDecision, type TakenDecision } from './decisions.ts';
import { readText, type Run } from './read-text.ts';
import {
  parseCut,
  parseMark,
  readBracket,
  readProps,
  readSuggestion,
  type BracketRegisters,
  type Cut,
  type EmphasisMark,
  type Props,
  type Suggestion,
} from './registers.ts';
import type { Treatment, View } from './views.ts';

/** A document as one view shows it, at one moment. */
export interface Draft extends Assembly {
  readonly paragraph: (id: string) => Paragraph | undefined;
  readonly suggestions: ReadonlyMap<string, Suggestion>;
  readonly brackets: ReadonlyMap<string, BracketRegisters>;
  /** Decisions of the record whose words are in this text, by the amendment that was adopted. */
  readonly decisions: ReadonlyMap<string, TakenDecision>;
  readonly treatment: (suggestion: string) => Treatment;
  /** Emphasis marks by text, for those who write the next one. */
  readonly marks: (text: string) => readonly EmphasisMark[];
  /** The runs of one text in its own order, shown or not. */
  readonly runs: (text: string) => readonly Run[];
}

/** Reads a document again only where it changed. */
export interface DraftReader {
  /** The draft now. The same value as before when nothing changed. */
  readonly read: () => Draft;
  /** Stops listening. */
  readonly close: () => void;
}

/** A map of `owner/name` registers, grouped by owner and read one owner at a time. */
interface Grouped<Value> {
  readonly all: () => ReadonlyMap<string, Value>;
  readonly get: (owner: string) => Value | undefined;
  /** Forgets what was read of these owners. */
  readonly forget: (keys: Iterable<string>) => readonly string[];
}

const grouped = <Value>(
  map: Y.Map<unknown>,
  read: (owner: string, raw: ReadonlyMap<string, unknown>) => Value | undefined,
): Grouped<Value> => {
  const raw = new Map<string, Map<string, unknown>>();
  const values = new Map<string, Value>();
  const stale = new Set<string>();
  const take = (key: string): string | undefined => {
    const parsed = parseKey(key);
    if (parsed === undefined) return undefined;
    const { owner, name } = parsed;
    const group = raw.get(owner) ?? new Map<string, unknown>();
    const value = registerValue(map, key);
    if (value === undefined || value === null) group.delete(name);
    else group.set(name, value);
    raw.set(owner, group);
    stale.add(owner);
    return owner;
  };
  for (const key of registerKeys(map)) take(key);
  const settle = (): void => {
    for (const owner of stale) {
      const value = read(owner, raw.get(owner) ?? new Map());
      if (value === undefined) values.delete(owner);
      else values.set(owner, value);
    }
    stale.clear();
  };
  return {
    all: () => {
      settle();
      return values;
    },
    get: (owner) => {
      settle();
      return values.get(owner);
    },
    forget: (keys) => [...keys].flatMap((key) => take(key) ?? []),
  };
};

const listOf =
  <Value>(parse: (value: unknown) => Value | undefined) =>
  (_owner: string, raw: ReadonlyMap<string, unknown>): readonly Value[] =>
    // By code point of their ids, so that equals are settled alike on every machine.
    [...raw.keys()].toSorted().flatMap((key) => parse(raw.get(key)) ?? []);

/** A reader of this document in this view. It must be closed, or it lives as long as the document. */
export const draftReader = (doc: Y.Doc, view: View): DraftReader => {
  const shared: DraftDocument = draftDocument(doc);
  const props = grouped<Props>(shared.props, (_, raw) => readProps(raw));
  const suggestions = grouped<Suggestion>(shared.suggestions, readSuggestion);
  const brackets = grouped<BracketRegisters>(shared.brackets, (_, raw) => readBracket(raw));
  const decisions = grouped<TakenDecision>(shared.decisions, readDecision);
  const cuts = grouped<readonly Cut[]>(shared.cuts, listOf(parseCut));
  const marks = grouped<readonly EmphasisMark[]>(shared.marks, listOf(parseMark));
  const texts = new Map<string, readonly Run[]>();
  const names = new Map<Y.Text, string>();
  const staleTexts = new Set<string>();
  let places: ReadonlyMap<string, number> | undefined;
  let draft: Draft | undefined;
  // Copies for drafts, which must not change; made anew when something is written.
  let allSuggestions: ReadonlyMap<string, Suggestion> | undefined;
  let allBrackets: ReadonlyMap<string, BracketRegisters> | undefined;
  let allDecisions: ReadonlyMap<string, TakenDecision> | undefined;
  const cache = assemblyCache();

  const treatment = (id: string): Treatment => view(suggestions.get(id));
  const takeText = (id: string): void => {
    const text = shared.texts.get(id);
    if (text instanceof Y.Text) names.set(text, id);
    staleTexts.add(id);
  };
  const takeAll = (): void => {
    for (const id of shared.texts.keys()) takeText(id);
  };
  takeAll();

  // Which texts each suggestion, and each marker of a paragraph, stands in; never forgotten, so that it may say too much.
  const mentions = new Map<string, Set<string>>();
  const markers = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, name: string, text: string): void => {
    const texts = map.get(name);
    if (texts === undefined) map.set(name, new Set([text]));
    else texts.add(text);
  };
  const noteMentions = (id: string): void => {
    for (const { sug } of [...(cuts.get(id) ?? []), ...(marks.get(id) ?? [])])
      if (sug !== undefined) note(mentions, sug, id);
    for (const { embed } of texts.get(id) ?? []) {
      if (embed?.type === 'p') note(markers, embed.id, id);
      const suggestion = embed?.type === 's' ? suggestionOfText(embed.id) : undefined;
      if (suggestion !== undefined) note(mentions, suggestion, id);
    }
  };
  /** The texts whose reading depends on the treatment of a suggestion. */
  const takeMentions = (suggestion: string): void => {
    for (const id of mentions.get(suggestion) ?? []) takeText(id);
    for (const [paragraph, { sug }] of props.all()) {
      if (sug !== suggestion) continue;
      takeText(paragraph);
      for (const id of markers.get(paragraph) ?? []) takeText(id);
    }
  };

  const settleTexts = (): void => {
    for (const id of staleTexts) {
      const text = shared.texts.get(id);
      if (!(text instanceof Y.Text)) texts.delete(id);
      else
        texts.set(
          id,
          readText(text, { id, cuts: cuts.get(id) ?? [], marks: marks.get(id) ?? [], treatment }),
        );
      noteMentions(id);
    }
    staleTexts.clear();
  };
  const placesNow = (): ReadonlyMap<string, number> => {
    if (places !== undefined) return places;
    const ranks = new Map<string, number>();
    shared.places.forEach((place) => {
      if (!ranks.has(place)) ranks.set(place, ranks.size);
    });
    return (places = ranks);
  };

  const roots = new Map<unknown, DraftRoot>(DRAFT_ROOTS.map((name) => [shared[name], name]));
  // Suggestions whose state changed since the last reading.
  const decided = new Set<string>();
  const onTransaction = (transaction: Y.Transaction): void => {
    for (const [type, keys] of transaction.changed) {
      const named = [...keys].filter((key) => key !== null);
      switch (roots.get(type)) {
        case 'texts':
          named.forEach(takeText);
          break;
        case 'places':
          places = undefined;
          break;
        case 'props':
          props.forget(named);
          break;
        case 'cuts':
          for (const id of cuts.forget(named)) staleTexts.add(id);
          break;
        case 'marks':
          for (const id of marks.forget(named)) staleTexts.add(id);
          break;
        case 'suggestions':
          suggestions.forget(named);
          allSuggestions = undefined;
          for (const key of named) if (key.endsWith('/state')) decided.add(key.slice(0, -'/state'.length));
          break;
        case 'brackets':
          brackets.forget(named);
          allBrackets = undefined;
          break;
        case 'decisions':
          decisions.forget(named);
          allDecisions = undefined;
          break;
        case undefined: {
          const id = type instanceof Y.Text ? names.get(type) : undefined;
          if (id === undefined) continue;
          staleTexts.add(id);
        }
      }
      draft = undefined;
    }
  };
  doc.on('afterTransaction', onTransaction);

  const read = (): Draft => {
    if (draft !== undefined) return draft;
    // First what changed by itself, so that what it says of suggestions is known; then what was decided.
    settleTexts();
    for (const suggestion of decided) takeMentions(suggestion);
    decided.clear();
    settleTexts();
    const assembly = assemble(
      { texts, places: placesNow(), props: props.all(), suggestions: suggestions.all(), treatment },
      cache,
    );
    // A draft does not change; those who hold an older one still find its words.
    const textsNow = new Map(texts);
    let byId: ReadonlyMap<string, Paragraph> | undefined;
    draft = {
      ...assembly,
      paragraph: (id) => {
        byId ??= new Map(assembly.paragraphs.map((paragraph) => [paragraph.id, paragraph]));
        return byId.get(id);
      },
      suggestions: (allSuggestions ??= new Map(suggestions.all())),
      brackets: (allBrackets ??= new Map(brackets.all())),
      decisions: (allDecisions ??= new Map(decisions.all())),
      treatment,
      marks: (text) => marks.get(text) ?? [],
      runs: (text) => textsNow.get(text) ?? [],
    };
    return draft;
  };
  return { read, close: () => doc.off('afterTransaction', onTransaction) };
};

/** The draft of a document once, without listening on. */
export const readDraft = (doc: Y.Doc, view: View): Draft => {
  const reader = draftReader(doc, view);
  const draft = reader.read();
  reader.close();
  return draft;
};
