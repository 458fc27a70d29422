import type { DraftParagraph, ParagraphKind } from './kinds.ts';
import { roman } from './labels.ts';
import { endsSentence, runningHeaders, sourceBlocks, type Block } from './source-blocks.ts';

/** Limits of an import, in UTF-16 code units or counts. */
export const TEXT_LIMITS = {
  TEXT_CHARACTERS_MAX: 2_000_000,
  PARAGRAPH_CHARACTERS_MAX: 20_000,
  PARAGRAPHS_MAX: 2_000,
} as const;

/** A piece of the source in order, and the paragraph it went to; null for page headers and front matter. */
export interface SourcePiece {
  readonly text: string;
  readonly paragraph: number | null;
}

export type ParsedText =
  | {
      readonly ok: true;
      readonly paragraphs: readonly DraftParagraph[];
      /** IMP-1: joined, the pieces give the words of the source back in their order. */
      readonly pieces: readonly SourcePiece[];
    }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: string; readonly facts: Readonly<Record<string, string | number>> };
    };

const refuse = (code: string, facts: Readonly<Record<string, string | number>>): ParsedText => ({
  ok: false,
  refusal: { code: `text.${code}`, facts },
});

/** Tab and line feed are the only control characters of a text. */
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;
const UNDECODABLE = /\uFFFD|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const ORGAN =
  /^(?:the )?[^.;:]{0,80}(?:assembly|council|conference|committee|commission|assemblée générale|asamblea general|ассамблея|大会|الجمعية العامة)[,，،]?$/iu;
const PARTICIPLE =
  /^(?:(?:also|further|deeply|gravely|fully|strongly|particularly|firmly|profoundly|bearing|having|taking) )?(?:\p{L}+ing|mindful|concerned|aware|convinced|alarmed|guided|determined|conscious|cognizant|desirous|encouraged|disturbed|inspired|resolved|committed|deeply|gravely)\b/iu;
const VERB = /^(?:\p{Lu}\p{Ll}+s|(?:Also|Further|Strongly) \p{Ll}+s)\b/u;
const HEADER_LINE =
  /^(?:United Nations|Distr\.?|Original:|General Assembly Distr|\p{L}+(?:-\p{L}+)? session\b|Agenda items?\b|Resolution adopted by|Decision adopted by|\[(?:without|on the report|adopted)|\d+(?:st|nd|rd|th) (?:plenary )?meeting|\(Signed\)|\[\^\d+\]:|[A-Z]\/\d+\/|\d{2}-\d{5}|\* )/u;
const DIGITS = '0-9\u0660-\u0669';
/** Arabic texts write "1 - " before a paragraph. */
const NUMBERED = new RegExp(
  `^([${DIGITS}]{1,3})(?:[.)]\\s+(?=\\S)|\\s*[-–—]\\s*(?=\\p{Script=Arabic}))`,
  'u',
);
const CHINESE_NUMBERED = /^([一二三四五六七八九十]{1,3})、\s*(?=\S)/u;
const LETTERED = /^(\(([a-z]{1,5})\)|([a-z])\))\s+(?=\S)/;
/** Letters of sub-paragraphs in Arabic texts, in the order in which they count; the fifth is written with a stroke. */
const ABJAD = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ';
const ABJAD_LETTERED = new RegExp(`^\\(([ا${ABJAD}])ـ?\\)\\s+(?=\\S)`, 'u');
const POINTED = /^([a-z]|[ivx]{2,4})\.\s+(?=\S)/;

const numberOf = (digits: string): number =>
  Number([...digits].map((digit) => (digit >= '\u0660' ? digit.charCodeAt(0) - 0x660 : digit)).join(''));

/** "…Agenda.2 2. We acknowledge": the next number of the running count begins a paragraph inside a block. */
const splitAtNext = (block: Block, expected: number): readonly Block[] => {
  const place = new RegExp(`(?<=[.;:]\\S{0,8}\\s)(?=${expected}\\.\\s+\\p{Lu})`, 'u').exec(block.text);
  if (place === null || place.index === 0) return [block];
  const rest = { text: block.text.slice(place.index), line: block.line };
  return [
    { text: block.text.slice(0, place.index).trim(), line: block.line },
    ...splitAtNext(rest, expected + 1),
  ];
};

interface Open {
  kind: ParagraphKind;
  level: number;
  marker: string;
  text: string;
  line: number;
}

/** Degree of a sub-paragraph mark from what stands before it: `(i)` is a letter after `(h)`, else a small roman. */
const degreeOf = (mark: string, pointed: boolean, counts: readonly number[]): number => {
  const base = pointed ? 3 : 1;
  const [letters = 0, romans = 0] = [counts[base - 1], counts[base]];
  const isNextLetter =
    mark === String.fromCharCode(97 + (letters % 26)) || (mark.length === 2 && mark[0] === mark[1]);
  const isNextRoman = mark === roman(romans + 1);
  if (isNextRoman && romans > 0) return base + 1;
  if (isNextLetter) return base;
  if (isNextRoman || /^[ivx]+$/.test(mark)) return letters > 0 ? base + 1 : base;
  return base;
};

/** Reads the paragraphs of a text in which nothing is wrong with the characters. */
class Reading {
  readonly paragraphs: Open[] = [];
  readonly pieces: SourcePiece[] = [];
  private hasTitle = false;
  private organSeen = false;
  private operativeSeen = false;
  private inAnnex = false;
  private counts: number[] = [];
  expected = 1;

  drop(text: string): void {
    this.pieces.push({ text, paragraph: null });
  }

  private add(kind: ParagraphKind, block: Block, marker = '', level = 0): void {
    this.pieces.push({ text: block.text, paragraph: this.paragraphs.length });
    const text = block.text
      .slice(marker.length)
      .replace(/^#{1,6}\s+/, '')
      .replace(/^\*\*(.+)\*\*$/u, '$1')
      .trim();
    if (kind !== 'item') this.counts = [];
    this.paragraphs.push({
      kind,
      level,
      marker: marker.trim(),
      text: text === '' ? block.text : text,
      line: block.line,
    });
  }

  private continueLast(block: Block, last: Open): void {
    this.pieces.push({ text: block.text, paragraph: this.paragraphs.length - 1 });
    last.text = `${last.text} ${block.text}`;
  }

  private item(block: Block, marker: string, mark: string, pointed: boolean): void {
    const level = Math.min(4, degreeOf(mark, pointed, this.counts));
    this.counts = this.counts.slice(0, level);
    while (this.counts.length < level) this.counts.push(0);
    this.counts[level - 1] = (this.counts[level - 1] ?? 0) + 1;
    const kept = this.counts;
    this.add('item', block, marker, level);
    this.counts = kept;
  }

  private heading(block: Block): void {
    const words = block.text.replace(/[#*]/g, '').trim();
    if (/^(?:annex|appendix|annexe|anexo|приложение|附件|مرفق)\b/iu.test(words) && words.length < 200) {
      this.inAnnex = true;
      this.operativeSeen = false;
      this.expected = 1;
      this.add('annex', block);
    } else if (!this.hasTitle) {
      this.hasTitle = true;
      this.add('title', block);
    } else this.add('heading', block);
  }

  take(block: Block): void {
    const { text } = block;
    const last = this.paragraphs.at(-1);
    const marked = NUMBERED.exec(text);
    if (/^(?:-{3,}|\*{3,}|_{3,})$/.test(text)) return this.add('note', block);
    if (/^#{1,6}\s/.test(text) || /^\*\*.+\*\*$/u.test(text)) return this.heading(block);
    if (/^\[\^\d+\]:/.test(text)) return this.add('note', block);
    if (/^(?:annex|appendix)\b/i.test(text) && text.length < 200 && !endsSentence(text))
      return this.heading(block);
    if (/^\d+\/\d+\.\s+\S/.test(text) && !this.organSeen) {
      this.hasTitle = true;
      return this.add('title', block, /^\d+\/\d+\.\s+/.exec(text)?.[0] ?? '');
    }
    if (
      !this.inAnnex &&
      text.length < 100 &&
      ORGAN.test(text) &&
      !this.operativeSeen &&
      this.paragraphs.length < 60
    ) {
      this.organSeen = true;
      return this.add('heading', block);
    }
    if (marked !== null || CHINESE_NUMBERED.test(text)) {
      const marker = (marked ?? CHINESE_NUMBERED.exec(text))?.[0] ?? '';
      this.operativeSeen = true;
      if (marked !== null) this.expected = numberOf(marked[1] ?? '0') + 1;
      return this.add('operative', block, marker);
    }
    const lettered = LETTERED.exec(text);
    if (lettered !== null) return this.item(block, lettered[0], lettered[2] ?? lettered[3] ?? '', false);
    const abjad = ABJAD_LETTERED.exec(text);
    if (abjad !== null) {
      const letter = Math.max(0, ABJAD.indexOf(abjad[1] ?? ''));
      return this.item(block, abjad[0], String.fromCharCode(97 + (letter % 26)), false);
    }
    const pointed = POINTED.exec(text);
    if (pointed !== null && this.counts.length > 0)
      return this.item(block, pointed[0], pointed[1] ?? '', true);
    const canGoOn = last !== undefined && !['title', 'heading', 'annex', 'note'].includes(last.kind);
    if (canGoOn && (!endsSentence(last.text) || /^\p{Ll}/u.test(text))) return this.continueLast(block, last);
    if (HEADER_LINE.test(text) && (!this.organSeen || this.operativeSeen)) return this.add('note', block);
    this.unmarked(block);
  }

  private unmarked(block: Block): void {
    const { text } = block;
    const short = text.length < 160 && !endsSentence(text);
    if (this.organSeen && !this.operativeSeen && !this.inAnnex) {
      if (PARTICIPLE.test(text) || /[,，،]$/u.test(text)) return this.add('preambular', block);
      if (short) return this.add('heading', block);
      // The only operative sentence of a resolution is printed without a number.
      if (VERB.test(text)) {
        this.operativeSeen = true;
        return this.add('operative', block);
      }
      return this.add('preambular', block);
    }
    if (short) return this.heading(block);
    this.add('statement', block);
  }
}

/** Reads UN-style plain text into paragraphs (RULES.md, IMP). A text that cannot be read is refused with its line. */
export const parseText = (input: string): ParsedText => {
  if (input.length > TEXT_LIMITS.TEXT_CHARACTERS_MAX)
    return refuse('tooLong', { max: TEXT_LIMITS.TEXT_CHARACTERS_MAX });
  const lines = input
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  for (const [index, line] of lines.entries()) {
    const code = UNDECODABLE.test(line) ? 'undecodable' : CONTROL.test(line) ? 'controlCharacter' : undefined;
    if (code !== undefined) {
      const column = (code === 'undecodable' ? UNDECODABLE : CONTROL).exec(line)?.index ?? 0;
      return refuse(code, { line: index + 1, column: column + 1 });
    }
  }
  const normal = lines.map((line) => line.normalize('NFC'));
  const reading = new Reading();
  let first = 0;
  const fence = normal[0] === '---' ? normal.indexOf('---', 1) : -1;
  if (fence > 0) {
    first = fence + 1;
    reading.drop(normal.slice(0, first).join('\n'));
  }
  const blocks = sourceBlocks(normal.slice(first), first + 1);
  const title = blocks.find((block) => /^\d+\/\d+\.\s+\S/.test(block.text) || /^#{1,6}\s/.test(block.text));
  const headers = runningHeaders(
    blocks.map((block) => (block === title ? { ...block, text: '.' } : block)),
    title?.text,
  );
  for (const [index, block] of blocks.entries()) {
    if (headers.has(index)) reading.drop(block.text);
    else {
      let rest: readonly Block[] = [block];
      const own = NUMBERED.exec(block.text);
      const expected = own === null ? reading.expected : numberOf(own[1] ?? '0') + 1;
      rest = splitAtNext(block, expected);
      for (const part of rest) reading.take(part);
    }
  }
  const { paragraphs, pieces } = reading;
  if (paragraphs.length === 0) return refuse('empty', {});
  if (paragraphs.length > TEXT_LIMITS.PARAGRAPHS_MAX)
    return refuse('tooManyParagraphs', {
      max: TEXT_LIMITS.PARAGRAPHS_MAX,
      line: paragraphs[TEXT_LIMITS.PARAGRAPHS_MAX]?.line ?? 0,
    });
  const long = paragraphs.find((paragraph) => paragraph.text.length > TEXT_LIMITS.PARAGRAPH_CHARACTERS_MAX);
  if (long !== undefined)
    return refuse('lineTooLong', { line: long.line, max: TEXT_LIMITS.PARAGRAPH_CHARACTERS_MAX });
  return { ok: true, paragraphs, pieces };
};
