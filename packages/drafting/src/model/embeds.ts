/** What stands in a sequence beside characters. Each is an object with one member, so that no two can be confused. */
export type DraftEmbed =
  /** Begins the paragraph of this id. */
  | { readonly p: string }
  /** Here the words of this text, which a suggestion inserts, are shown. */
  | { readonly s: string }
  /** Opens the bracket of this id. */
  | { readonly o: string }
  /** Closes the bracket of this id. */
  | { readonly c: string }
  /** Prints the present label of this paragraph. */
  | { readonly ref: string }
  /** Refers to the note that is this paragraph. */
  | { readonly note: string };

/** What an embed is, with the id it names. */
export type EmbedType = 'p' | 's' | 'o' | 'c' | 'ref' | 'note';
const TYPES: readonly EmbedType[] = ['p', 's', 'o', 'c', 'ref', 'note'];

export interface ParsedEmbed {
  readonly type: EmbedType;
  readonly id: string;
}

/** Reads the object of an embed; undefined for anything that is not exactly one known member with a string. */
export const parseEmbed = (value: unknown): ParsedEmbed | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only === undefined || entries.length > 1 || typeof only[1] !== 'string') return undefined;
  const type = TYPES.find((name) => name === only[0]);
  return type === undefined ? undefined : { type, id: only[1] };
};

/** The object of an embed, as it stands in the sequence. */
export const formatEmbed = ({ type, id }: ParsedEmbed): Readonly<Record<string, string>> => ({ [type]: id });
