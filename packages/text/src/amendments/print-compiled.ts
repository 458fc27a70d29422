import { parseBrackets } from '../brackets.ts';
import type { Alternative, CompiledParagraph, Segment } from './compile.ts';
import type { Amendment, PlaceId } from './model.ts';
import type { AmendmentNumber } from './token-id.ts';

/** What printing a compiled text needs to know of its amendments. */
export interface CompiledNames {
  readonly sponsors: (amendment: AmendmentNumber) => readonly string[];
  /** The amendment that a sub-amendment amends. */
  readonly parent: (amendment: AmendmentNumber) => AmendmentNumber | undefined;
  /** Name of a place for people, such as `OP3`; for the start of the text whatever stands for it. */
  readonly place: (place: PlaceId) => string;
}

const trimmed = (text: string): string => text.replace(/\s+/gu, ' ').trim();
/** Brackets of the words themselves as literal ones. */
const literal = (text: string): string => text.replace(/[[\]\\]/g, '\\$&');
const listed = (sponsors: readonly string[]): string => sponsors.join(', ');

/** An option as proposed, with the sub-amendments of it nested inside: `[Urges | Strongly urges — EGY] — BRA`. */
const printOption = (
  option: Alternative,
  nested: (option: Alternative) => readonly Alternative[],
): { readonly words: string; readonly by: string } => {
  const inside = nested(option).map((one) => {
    const { words, by } = printOption(one, nested);
    return words === '' ? `— ${by}: delete` : `${words} — ${by}`;
  });
  const words = trimmed(option.text);
  return {
    words: inside.length === 0 ? words : `[${[words, ...inside].join(' | ')}]`,
    by: listed(option.by),
  };
};

/** `[what stands | what would stand — sponsors]`, in its forms without the one or the other. */
const printChoice = (
  { alternatives, amendments }: Segment & { type: 'choice' },
  parentOf: CompiledNames['parent'],
): string => {
  const [base, ...others] = alternatives;
  const stands = trimmed(base?.text ?? '');
  // Combinations follow from their parts: on paper only what somebody proposed is shown.
  const proposed = others.filter(({ of }) => of.length > 0);
  const parentHere = (number: AmendmentNumber): AmendmentNumber | undefined => {
    const parent = parentOf(number);
    return parent !== undefined && amendments.includes(parent) ? parent : undefined;
  };
  const isNested = ({ of }: Alternative): boolean => of.every((number) => parentHere(number) !== undefined);
  const nested = (option: Alternative): readonly Alternative[] =>
    proposed.filter(
      (one) => isNested(one) && one.of.some((number) => option.of.includes(parentHere(number) ?? 0)),
    );
  const options = proposed.filter((one) => !isNested(one)).map((one) => printOption(one, nested));
  const [only] = options;
  if (options.length === 1 && only?.words === '') return `[− ${stands} — ${only.by}: delete]`;
  const printed = options.map(({ words, by }) => (words === '' ? `— ${by}: delete` : `${words} — ${by}`));
  return stands === '' ? `[+ ${printed.join(' | ')}]` : `[${[stands, ...printed].join(' | ')}]`;
};

/** A space stands between pieces where there is one in the text, or where a bracket meets a word. */
const joined = (parts: readonly string[]): string =>
  parts.reduce((line, part) => {
    if (line === '' || part === '') return line + part;
    const needsSpace =
      !/[\s([]$/u.test(line) && !/^\s/u.test(part) && (part.startsWith('[') || line.endsWith(']'));
    return line + (needsSpace && !/^[.,;:!?)\]]/u.test(part) ? ' ' : '') + part;
  }, '');

const printed = (
  { segments, insertedBy, deletedBy, movedBy }: CompiledParagraph,
  { sponsors, parent, place }: CompiledNames,
): string => {
  const words = trimmed(
    joined(
      segments.map((segment) => (segment.type === 'fixed' ? segment.text : printChoice(segment, parent))),
    ),
  );
  const of = (numbers: readonly AmendmentNumber[]): string => listed([...new Set(numbers.flatMap(sponsors))]);
  const inserted = insertedBy === undefined ? words : `[+ ${words} — ${of([insertedBy])}]`;
  const moved = movedBy.reduce(
    (text, { amendment, after }) => `[${text} — ${of([amendment])}: move after ${place(after)}]`,
    inserted,
  );
  return deletedBy.length === 0 ? moved : `[− ${moved} — ${of(deletedBy)}: delete]`;
};

const withLiteralBrackets = (segment: Segment): Segment =>
  segment.type === 'fixed'
    ? { ...segment, text: literal(segment.text) }
    : {
        ...segment,
        alternatives: segment.alternatives.map((one) => ({ ...one, text: literal(one.text) })),
      };

/**
 * AMD-11: a compiled paragraph as secretariats print it: `[old | new — sponsors]`, `[+ new — sponsors]`,
 * `[− old — sponsors: delete]`, `[words — sponsors: move after OP3]`. White space is trimmed for print; the tokens stay
 * as they are. Where brackets of the words themselves have no pair, those of the words are printed as literal ones, so
 * that what is printed can always be read again.
 */
export const printCompiled = (paragraph: CompiledParagraph, names: CompiledNames): string => {
  const plain = printed(paragraph, names);
  return parseBrackets(plain).ok
    ? plain
    : printed({ ...paragraph, segments: paragraph.segments.map(withLiteralBrackets) }, names);
};

/** Sponsors and parents by number, from the amendments themselves. */
export const namesOf = (amendments: readonly Amendment[]): Pick<CompiledNames, 'sponsors' | 'parent'> => {
  const byNumber = new Map(amendments.map((amendment) => [amendment.number, amendment]));
  return {
    sponsors: (number) => byNumber.get(number)?.by ?? [],
    parent: (number) => byNumber.get(number)?.parent,
  };
};
