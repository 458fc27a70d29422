import {
  contentOf,
  DOCUMENT_LANGUAGES,
  issuedParagraphs,
  labelledWords,
  type BodyState,
  type DocumentContent,
  type DocumentLanguage,
  type RegisterEntry,
} from '@plenary/consensus';
import type { EventStore, RegisterStore, SearchableDocument } from '@plenary/db';
import {
  LIMITS,
  type DocumentVersionAnswer,
  type RegisterAnswer,
  type RegisteredDocumentAnswer,
} from '@plenary/protocol';
import { Refused } from '../refused.ts';
import { knownDeliberation, type ReadingParts } from '../routes/known-state.ts';
import { contentName, documentInfo, translationsOf, wordsOf } from './document-content.ts';
import { searchWords } from './search-words.ts';
import { translatedWords } from './translated-words.ts';

export interface RegisterQueryParts {
  readonly q?: string;
  readonly kind?: string;
  readonly deliberation?: string;
  readonly limit: number;
  readonly offset: number;
}

/** Reads the register: pages of it, and one document by its symbol. */
export interface DocumentRegister {
  readonly page: (body: BodyState, query: RegisterQueryParts) => Promise<RegisterAnswer>;
  /** @throws Refused `symbol.unknown` */
  readonly document: (body: BodyState, symbol: string) => Promise<RegisteredDocumentAnswer>;
  /**
   * RGS-95: its words in one language: as issued, or of the translation in force or the one asked for.
   * @throws Refused `symbol.unknown`, `translation.unknown`
   */
  readonly version: (
    body: BodyState,
    symbol: string,
    asked: { readonly lang: DocumentLanguage; readonly number?: number },
  ) => Promise<DocumentVersionAnswer>;
}

const NOT_FOUND = 404;

const newestFirst = (a: RegisterEntry, b: RegisterEntry): number => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.symbol < b.symbol ? -1 : 1;
};
const oldestFirst = (a: RegisterEntry, b: RegisterEntry): number => -newestFirst(a, b);

/** The entry of a symbol. @throws Refused `symbol.unknown` */
const entryNamed = ({ register }: BodyState, symbol: string): RegisterEntry => {
  const entry = Object.hasOwn(register, symbol) ? register[symbol] : undefined;
  if (entry === undefined)
    throw new Refused({ code: 'symbol.unknown', facts: { symbol: symbol.slice(0, 100) } }, NOT_FOUND);
  return entry;
};

const isOfAmendment = ({ kind }: RegisterEntry): boolean =>
  kind === 'amendment' || kind === 'amendmentRevision';

/** Id and number of an amendment's version: `A3.2` is its second revision. */
const versionIn = (reference: string): readonly [id: string, number: number] => {
  const [id = '', number = '0'] = reference.split('.');
  return [id, Number(number)];
};

/** The versions of an amendment or of a record beside one of them; beside every other document the text and its revisions. */
const versionsOf = (siblings: readonly RegisterEntry[], entry: RegisterEntry): readonly RegisterEntry[] => {
  if (entry.kind === 'meetingRecord')
    return siblings
      .filter(({ kind, issued }) => kind === entry.kind && issued?.about === entry.issued?.about)
      .toSorted((a, b) => Number(a.reference.slice(1)) - Number(b.reference.slice(1)));
  if (!isOfAmendment(entry))
    return siblings
      .filter(({ kind }) => kind === 'text' || kind === 'revision')
      .toSorted((a, b) => Number(a.reference.slice(1)) - Number(b.reference.slice(1)));
  const [amendment] = versionIn(entry.reference);
  return siblings
    .filter((other) => isOfAmendment(other) && versionIn(other.reference)[0] === amendment)
    .toSorted((a, b) => versionIn(a.reference)[1] - versionIn(b.reference)[1]);
};

/** How deep the paragraphs of a text stand that have words; other documents have no levels. */
const levelsOf = (content: DocumentContent): readonly number[] | undefined => {
  if (!('revision' in content) && !('resolution' in content)) return undefined;
  const { paragraphs } = 'revision' in content ? content.revision : content.resolution;
  return paragraphs.filter(({ text }) => text.trim() !== '').map(({ level }) => level);
};

const unknownTranslation = (symbol: string, lang: DocumentLanguage): Refused =>
  new Refused({ code: 'translation.unknown', facts: { symbol, lang } }, NOT_FOUND);

/** Languages in which the words of a document were filed, with each translation. */
const translationsIn = ({ translations = {} }: RegisterEntry) =>
  DOCUMENT_LANGUAGES.flatMap((lang) => {
    const filed = translations[lang];
    return filed === undefined ? [] : [{ lang, filed: filed.map((one) => ({ ...one })) }];
  });

export const documentRegister = (
  parts: ReadingParts & { readonly store: RegisterStore; readonly events: Pick<EventStore, 'read'> },
): DocumentRegister => {
  const { store } = parts;
  /** What the words of each document that can be found are of. */
  let indexed: Map<string, string> | undefined;
  let indexing: Promise<void> = Promise.resolve();

  /**
   * Words of what the secretariat issued, as the event of the body says them.
   * @throws Error when the event is not there: only what was issued was ever registered
   */
  const issuedWords = async ({ symbol, issued }: RegisterEntry): Promise<string | undefined> => {
    if (issued === undefined) return undefined;
    const [stored] = await parts.events.read(await parts.bodyStream(), issued.version - 1, 1);
    const payload: unknown = stored?.payload;
    if (
      typeof payload !== 'object' ||
      payload === null ||
      !('symbol' in payload && 'words' in payload) ||
      payload.symbol !== symbol ||
      typeof payload.words !== 'string'
    )
      throw new Error(`the event that issued ${symbol} is not in the stream of the body`);
    return payload.words;
  };

  const translation = (entry: RegisterEntry, version: number) => translatedWords(parts, entry, version);

  /** The deliberation of a document; what belongs to the body itself has none. */
  type Known = Partial<Awaited<ReturnType<typeof knownDeliberation>>>;
  const deliberationOf = async ({ deliberation }: RegisterEntry): Promise<Known> =>
    deliberation === '' ? {} : knownDeliberation(parts, deliberation);
  const searchable = async (
    entry: RegisterEntry,
    { state, version = 0 }: Known,
  ): Promise<SearchableDocument> => {
    const { symbol, kind, deliberation, at } = entry;
    const own = (await issuedWords(entry)) ?? '';
    const text = `${symbol}\n${wordsOf(state, contentOf(state, entry))}\n${own}`;
    // RGS-95: each language is read as far as the original is, so that a long original leaves room for the others.
    const words = new Set(searchWords(text, LIMITS.DOCUMENT_WORDS_MAX));
    for (const { filed } of translationsIn(entry)) {
      const last = filed.at(-1);
      if (last === undefined) continue;
      const translated = await translation(entry, last.version);
      const said = translated.map((paragraph) => paragraph.words).join('\n');
      for (const word of searchWords(said, LIMITS.DOCUMENT_WORDS_MAX)) words.add(word);
    }
    return {
      symbol,
      kind,
      deliberation,
      at,
      words: [...words],
      content: contentName(state, entry),
      // Translations are events of the body; together with those of the deliberation their number only grows.
      asOf: version + translationsOf(entry),
    };
  };
  /**
   * What is registered and cannot be found yet, or says something else than it did, is made so before anything is
   * searched. The table is never the only copy: two nodes that add the same document add it once.
   */
  const index = async (body: BodyState): Promise<void> => {
    const known = (indexed ??= new Map(await store.contents()));
    const deliberations = new Map<string, Known>();
    for (const entry of Object.values(body.register)) {
      // What cannot change is looked at once: only an amendment has a name that is not its reference.
      const isKnown = translationsOf(entry) === 0 && known.has(entry.symbol);
      if (!isOfAmendment(entry) && isKnown) continue;
      const found = deliberations.get(entry.deliberation) ?? (await deliberationOf(entry));
      deliberations.set(entry.deliberation, found);
      const content = contentName(found.state, entry);
      if (known.get(entry.symbol) === content) continue;
      await store.add([await searchable(entry, found)]);
      known.set(entry.symbol, content);
    }
  };
  const indexAlone = (body: BodyState): Promise<void> => {
    const mine = indexing.then(() => index(body));
    indexing = mine.catch(() => undefined); // whoever asked is answered with the fault; the next one tries again
    return mine;
  };

  const infoOf = async (entry: RegisterEntry) => documentInfo((await deliberationOf(entry)).state, entry);

  return {
    page: async (body, { q = '', kind, deliberation, limit, offset }) => {
      const text = q.trim();
      const narrowed = {
        ...(kind === undefined ? {} : { kind }),
        ...(deliberation === undefined ? {} : { deliberation }),
      };
      if (text === '') {
        const entries = Object.values(body.register)
          .filter(
            (entry) =>
              (kind === undefined || entry.kind === kind) &&
              (deliberation === undefined || entry.deliberation === deliberation),
          )
          .toSorted(newestFirst);
        const shown = entries.slice(offset, offset + limit);
        return { documents: await Promise.all(shown.map(infoOf)), total: entries.length };
      }
      await indexAlone(body);
      // A stroke stands in symbols alone.
      const words = text.includes('/') ? [] : searchWords(text, LIMITS.SEARCH_WORDS_MAX);
      const { symbols, total } = await store.search({ words, symbol: text, ...narrowed, limit, offset });
      const found = symbols.flatMap((symbol) => body.register[symbol] ?? []);
      return { documents: await Promise.all(found.map(infoOf)), total };
    },

    document: async (body, symbol) => {
      const entry = entryNamed(body, symbol);
      const { state } = await deliberationOf(entry);
      const content = contentOf(state, entry);
      const words = await issuedWords(entry);
      const siblings = Object.values(body.register)
        .filter(({ deliberation }) => deliberation === entry.deliberation)
        .toSorted(oldestFirst);
      const others = siblings.filter(
        ({ kind, symbol: other }) => kind !== 'text' && kind !== 'revision' && other !== symbol,
      );
      return {
        document: documentInfo(state, entry),
        ...('revision' in content ? { paragraphs: [...content.revision.paragraphs] } : {}),
        ...('resolution' in content
          ? { paragraphs: [...content.resolution.paragraphs], decision: content.adopted }
          : {}),
        ...(state?.sponsors !== undefined && ('revision' in content || 'resolution' in content)
          ? { sponsors: [...state.sponsors] }
          : {}),
        ...('statement' in content ? { text: content.statement.text } : {}),
        ...('groupStatement' in content ? { text: content.groupStatement.reason } : {}),
        ...(words === undefined ? {} : { text: words }),
        ...('amendment' in content ? { amendment: content.amendment, given: content.given } : {}),
        ...('decision' in content ? { decision: content.decision } : {}),
        versions: versionsOf(siblings, entry).map((version) => ({ symbol: version.symbol, at: version.at })),
        modifiedBy: others
          .filter(({ issued }) => issued?.about === symbol)
          .map((other) => documentInfo(state, other)),
        related: others
          .toReversed()
          .slice(0, LIMITS.RELATED_DOCUMENTS_MAX)
          .map((other) => documentInfo(state, other)),
        relatedTotal: others.length,
        translations: translationsIn(entry),
      };
    },

    version: async (body, symbol, { lang, number }) => {
      const entry = entryNamed(body, symbol);
      const { state } = await deliberationOf(entry);
      const content = contentOf(state, entry);
      const words = await issuedWords(entry);
      const original = labelledWords(
        content,
        words === undefined ? undefined : issuedParagraphs(entry.issued?.title ?? '', words),
      );
      const levels = levelsOf(content);
      const shown = (paragraphs: typeof original) =>
        paragraphs.map((paragraph, at) => {
          const level = levels?.[at];
          return { ...paragraph, ...(level === undefined ? {} : { level }) };
        });
      if (lang === entry.lang) {
        if (number === undefined || number === 0)
          return { symbol, lang, number: 0, at: entry.at, official: true, paragraphs: shown(original) };
        throw unknownTranslation(symbol, lang);
      }
      const filed = entry.translations?.[lang] ?? [];
      const asked = number ?? filed.length;
      const found = filed[asked - 1];
      if (found === undefined) throw unknownTranslation(symbol, lang);
      const { version, at, official } = found;
      const paragraphs = shown(await translation(entry, version));
      return { symbol, lang, number: asked, at, official, paragraphs };
    },
  };
};
