import { and, desc, eq, ilike, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { registerDocuments } from '../schema/register-documents.ts';

/** A document as it can be found. `words` are lower-case words of letters and digits, each once. */
export interface SearchableDocument {
  readonly symbol: string;
  readonly kind: string;
  readonly deliberation: string;
  readonly at: string;
  readonly words: readonly string[];
  /** What these words are of: another value once the document says something else. */
  readonly content: string;
  /** Of so many events of its deliberation: words of more events take the place of those of fewer. */
  readonly asOf: number;
}

export interface RegisterQuery {
  /** Beginnings of words that must all stand in the document. */
  readonly words: readonly string[];
  /** Part of a symbol; whatever has it in its symbol is found as well. */
  readonly symbol?: string;
  readonly kind?: string;
  readonly deliberation?: string;
  readonly limit: number;
  readonly offset: number;
}

export interface RegisterStore {
  /** All documents that can be found, by symbol, with what their words are of. */
  readonly contents: () => Promise<ReadonlyMap<string, string>>;
  /** Adds documents; the words of those that are there give way to later ones. */
  readonly add: (documents: readonly SearchableDocument[]) => Promise<void>;
  /** Best first: symbol as asked, symbol that begins so, words by how well they fit, newest; and how many there are. */
  readonly search: (
    query: RegisterQuery,
  ) => Promise<{ readonly symbols: readonly string[]; readonly total: number }>;
}

/** Documents of one insert statement: their words may be many. */
const ROWS_PER_INSERT = 50;
const isWord = (word: string): boolean => /^[\p{L}\p{N}]+$/u.test(word);

const escapedLike = (text: string): string => text.replace(/[%_\\]/g, '\\$&');

/** @throws Error for what is no word: only words may reach the language of queries */
const wordsQuery = (words: readonly string[]): SQL => {
  if (!words.every(isWord)) throw new Error('a search asks for what is no word');
  return sql`${words.map((word) => `'${word}':*`).join(' & ')}::tsquery`;
};

/** Finds registered documents by symbol and words. */
export const registerStore = (db: Database): RegisterStore => ({
  contents: async () => {
    const { symbol, content } = registerDocuments;
    const rows = await db.select({ symbol, content }).from(registerDocuments);
    return new Map(rows.map((row) => [row.symbol, row.content]));
  },
  add: async (documents) => {
    for (let from = 0; from < documents.length; from += ROWS_PER_INSERT)
      await db
        .insert(registerDocuments)
        .values(
          documents.slice(from, from + ROWS_PER_INSERT).map(({ words, at, ...document }) => ({
            ...document,
            at: new Date(at),
            words: sql`array_to_tsvector(array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)))`,
          })),
        )
        .onConflictDoUpdate({
          target: registerDocuments.symbol,
          set: {
            words: sql`excluded.words`,
            content: sql`excluded.content`,
            asOf: sql`excluded.as_of`,
          },
          setWhere: sql`${registerDocuments.asOf} < excluded.as_of`,
        });
  },
  search: async ({ words, symbol, kind, deliberation, limit, offset }) => {
    const table = registerDocuments;
    const byWords = words.length === 0 ? undefined : sql`${table.words} @@ ${wordsQuery(words)}`;
    const bySymbol = symbol === undefined ? undefined : ilike(table.symbol, `%${escapedLike(symbol)}%`);
    const wanted = and(
      or(...[byWords, bySymbol].filter((condition) => condition !== undefined)),
      kind === undefined ? undefined : eq(table.kind, kind),
      deliberation === undefined ? undefined : eq(table.deliberation, deliberation),
    );
    const rows = await db
      .select({ symbol: table.symbol })
      .from(table)
      .where(wanted)
      .orderBy(
        ...(symbol === undefined
          ? []
          : [
              sql`(lower(${table.symbol}) = lower(${symbol})) desc`,
              sql`(${table.symbol} ilike ${`${escapedLike(symbol)}%`}) desc`,
            ]),
        ...(words.length === 0 ? [] : [desc(sql`ts_rank(${table.words}, ${wordsQuery(words)})`)]),
        desc(table.at),
        table.symbol,
      )
      .limit(limit)
      .offset(offset);
    const [counted] = await db
      .select({ count: sql<string | number>`count(*)` })
      .from(table)
      .where(wanted);
    return { symbols: rows.map((row) => row.symbol), total: Number(counted?.count ?? 0) };
  },
});
