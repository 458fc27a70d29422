import { draftSchema } from '@plenary/drafting';
import { parseText, PARAGRAPH_KINDS, type DraftParagraph, type ParagraphKind } from '@plenary/text';
import type { Node } from 'prosemirror-model';

/** A sign among the words that names a paragraph: a reference to it, or the mark of a note. */
interface Sign {
  readonly type: 'reference' | 'noteReference';
  readonly paragraph: string;
}

/** Characters in a row with one emphasis; none where a sign stands. */
interface Words {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly sign?: Sign;
}

/** A block of a foreign text: what stood in a line of its own. */
interface PastedBlock {
  readonly words: readonly Words[];
  /** From our own clipboard: what it is. */
  readonly kind?: ParagraphKind;
  readonly level?: number;
  /** It was marked as a heading of this degree. */
  readonly heading?: number;
  /** It is a note, under the id that what refers to it names. */
  readonly note?: string;
  /** Its program numbered it: the mark at its beginning is no word. */
  readonly isNumbered?: true;
}

const BLOCKS = new Set([
  'P', 'DIV', 'LI', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'BLOCKQUOTE', 'TD', 'TH', 'TR', 'TABLE', 'UL', 'OL', 'PRE',
  'SECTION', 'ARTICLE', 'DT', 'DD', 'DL', 'BODY',
]); // prettier-ignore
/** What is in a page and is no text of it. */
const PASSED_OVER = new Set([
  'STYLE',
  'SCRIPT',
  'HEAD',
  'TITLE',
  'META',
  'LINK',
  'XML',
  'O:P',
  'NOSCRIPT',
  'TEMPLATE',
]);

/** Characters that no text holds, and spaces of every kind, become one space. */
const clean = (text: string): string =>
  text.replace(/[\u0000-\u001F\u007F-\u009F\uFFFC\uFFFD\u2028\u2029\s]+/gu, ' ');

const styleOf = (element: Element): string => (element.getAttribute('style') ?? '').toLowerCase();

/** How Word marks a number that it wrote itself. */
const LIST_MARK = /mso-list:\s*ignore/;

/** What a page of Word, or of this editor, holds that is no text: struck words, comments, what is hidden. */
const isPassedOver = (element: Element): boolean => {
  const style = styleOf(element);
  const names = element.getAttribute('class') ?? '';
  return (
    PASSED_OVER.has(element.tagName) ||
    element.tagName === 'DEL' ||
    /\b(msodel|msocomanchor|msocomtxt)\b/i.test(names) ||
    /mso-element:\s*comment|mso-hide:\s*all|display:\s*none/.test(style)
  );
};

/** Anchors of notes: what stands in the text, and what stands before the note, each with the id of the note. */
interface NoteAnchors {
  readonly references: ReadonlyMap<Element, string>;
  readonly notes: ReadonlyMap<Element, string>;
}

const fragmentOf = (anchor: Element): string | undefined => {
  const href = anchor.getAttribute('href') ?? '';
  const hash = href.indexOf('#');
  return hash === -1 ? undefined : href.slice(hash + 1);
};

/** Two anchors that lead to each other are a note and what refers to it, whichever program wrote them. */
const noteAnchors = (root: Element, newId: () => string): NoteAnchors => {
  const anchors = [...root.querySelectorAll('a[href*="#"]')];
  const nameOf = (anchor: Element): string | undefined =>
    anchor.getAttribute('name') ?? anchor.getAttribute('id') ?? undefined;
  const named = new Map(
    anchors.flatMap((anchor) => {
      const name = nameOf(anchor);
      return name === undefined ? [] : [[name, anchor] as const];
    }),
  );
  const references = new Map<Element, string>();
  const notes = new Map<Element, string>();
  for (const anchor of anchors) {
    if (notes.has(anchor)) continue;
    const other = named.get(fragmentOf(anchor) ?? '');
    if (other === undefined || other === anchor || fragmentOf(other) !== nameOf(anchor)) continue;
    const id = newId();
    references.set(anchor, id);
    notes.set(other, id);
  }
  return { references, notes };
};

/** The mark of a note that was left behind: without the note it says nothing. */
const isLostNote = (element: Element): boolean =>
  (element.tagName === 'A' && /^_?(ftn|edn|ftnt|sdfootnote|sdendnote)\d/.test(fragmentOf(element) ?? '')) ||
  /\bMso(Foot|End)noteReference\b/i.test(element.getAttribute('class') ?? '');

const isBold = (element: Element, above: boolean): boolean => {
  const weight = /font-weight:\s*(\w+)/.exec(styleOf(element))?.[1];
  if (weight !== undefined) return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
  return above || element.tagName === 'B' || element.tagName === 'STRONG';
};
const isItalic = (element: Element, above: boolean): boolean => {
  const style = /font-style:\s*(\w+)/.exec(styleOf(element))?.[1];
  if (style !== undefined) return style === 'italic' || style === 'oblique';
  return above || element.tagName === 'I' || element.tagName === 'EM' || element.tagName === 'CITE';
};

const kindOf = (element: Element): ParagraphKind | undefined =>
  PARAGRAPH_KINDS.find((kind) => kind === element.getAttribute('data-kind'));

/** `(a)`, `(b)` … round after the last letter. */
const letterMark = (number: number): string => `(${String.fromCharCode(97 + ((number - 1) % 26))}) `;

/** Mark of an item of a list where the page draws it: `1.` in a numbered list, a letter below that and for bullets. */
const listMark = (element: Element): string => {
  const list = element.parentElement;
  if (list === null || element.tagName !== 'LI' || (list.tagName !== 'OL' && list.tagName !== 'UL'))
    return '';
  const place = [...list.children].filter(({ tagName }) => tagName === 'LI').indexOf(element);
  let depth = 0;
  for (let above = list.parentElement; above !== null; above = above.parentElement)
    if (above.tagName === 'OL' || above.tagName === 'UL') depth += 1;
  const number = (Number(list.getAttribute('start')) || 1) + place;
  return depth === 0 && list.tagName === 'OL' ? `${number}. ` : letterMark(number);
};

/** The blocks of a page, in order, each with its words. */
export const readBlocks = (root: Element, { newId, has }: PasteContext): readonly PastedBlock[] => {
  const { references, notes } = noteAnchors(root, newId);
  const blocks: {
    words: Words[];
    kind?: ParagraphKind;
    level?: number;
    heading?: number;
    note?: string;
    isNumbered?: true;
  }[] = [];
  let current: (typeof blocks)[number] | undefined;
  const open = (element?: Element): void => {
    const kind = element === undefined ? undefined : kindOf(element);
    const level = Number(element?.getAttribute('data-level') ?? 0);
    const heading = /^H([1-6])$/.exec(element?.tagName ?? '')?.[1];
    const isTitle = /\bmsotitle\b/i.test(element?.getAttribute('class') ?? '');
    current = {
      words: [],
      ...(kind === undefined ? {} : { kind, level }),
      ...(heading === undefined && !isTitle ? {} : { heading: isTitle ? 1 : Number(heading) }),
    };
    blocks.push(current);
  };
  const write = (text: string, bold: boolean, italic: boolean): void => {
    const chars = clean(text);
    if (chars === '') return;
    if (current === undefined) open();
    current?.words.push({ text: chars, bold, italic });
  };
  const sign = (type: Sign['type'], paragraph: string): void => {
    if (current === undefined) open();
    current?.words.push({ text: '', bold: false, italic: false, sign: { type, paragraph } });
  };
  /** Writes what an element stands for that has no words of its own; true when its words are not to be read. */
  const stoodFor = (element: Element): boolean => {
    const referred = references.get(element);
    const note = notes.get(element);
    if (referred !== undefined) sign('noteReference', referred);
    else if (note !== undefined) {
      if (current === undefined) open(element);
      if (current !== undefined) current.note = note;
    } else if (isLostNote(element) && element.querySelector('a') === null) return true;
    else {
      // Our own signs name paragraphs: those that are here.
      const reference = element.getAttribute('data-reference') ?? '';
      const mark = element.getAttribute('data-note') ?? '';
      if (has(reference)) sign('reference', reference);
      if (has(mark)) sign('noteReference', mark);
      return false;
    }
    return true;
  };
  // Paragraphs with a bullet are sub-paragraphs, and those of the text have letters.
  let bulleted = { block: -1, count: 0 };
  const bulletMark = (): string => {
    const block = blocks.length - 1;
    bulleted = { block, count: bulleted.block === block - 1 ? bulleted.count + 1 : 1 };
    return letterMark(bulleted.count);
  };
  const walk = (element: Element, bold: boolean, italic: boolean): void => {
    for (const child of element.childNodes) {
      if (child.nodeType === 3) write(child.textContent ?? '', bold, italic);
      if (child.nodeType !== 1) continue;
      const inner = child as Element;
      if (isPassedOver(inner)) continue;
      if (inner.tagName === 'BR') {
        current = undefined;
        continue;
      }
      if (stoodFor(inner)) continue;
      if (LIST_MARK.test(styleOf(inner)) && current !== undefined) {
        current.isNumbered = true;
        if (!/[\p{L}\p{N}]/u.test(inner.textContent ?? '')) {
          write(bulletMark(), false, false);
          continue;
        }
      }
      if (inner.hasAttribute('data-bracket-open')) write('[', bold, italic);
      else if (inner.hasAttribute('data-bracket-close')) write(']', bold, italic);
      const isBlock = BLOCKS.has(inner.tagName);
      if (isBlock) {
        open(inner);
        const mark = listMark(inner);
        if (mark !== '') write(mark, false, false);
      }
      walk(inner, isBold(inner, bold), isItalic(inner, italic));
      if (isBlock) current = undefined;
    }
  };
  walk(root, false, false);
  return blocks.flatMap(({ words, ...rest }) => {
    const trimmed = trimWords(words);
    return trimmed.length === 0 ? [] : [{ ...rest, words: trimmed }];
  });
};

/** One space between words, none at the ends. */
const trimWords = (words: readonly Words[]): readonly Words[] => {
  const out: Words[] = [];
  let before = ' ';
  for (const part of words) {
    const text = before.endsWith(' ') ? part.text.replace(/^ /, '') : part.text;
    if (text === '' && part.sign === undefined) continue;
    before = text;
    out.push({ ...part, text });
  }
  const at = out.findLastIndex(({ text }) => text !== '');
  const last = out[at];
  if (last?.text.endsWith(' ') === true) {
    const text = last.text.slice(0, -1);
    if (text === '') out.splice(at, 1);
    else out[at] = { ...last, text };
  }
  return out;
};

const textOf = (words: readonly Words[]): string => words.map(({ text }) => text).join('');

/** The words of a block without the mark at its beginning. */
const withoutStart = (words: readonly Words[], length: number): readonly Words[] => {
  let rest = length;
  return words.flatMap((part) => {
    const taken = Math.min(rest, part.text.length);
    rest -= taken;
    return taken === part.text.length && part.sign === undefined
      ? []
      : [{ ...part, text: part.text.slice(taken) }];
  });
};

const nodeOf = (kind: ParagraphKind, level: number, words: readonly Words[], id?: string): Node =>
  draftSchema.node(
    kind,
    { ...(kind === 'item' ? { level: Math.max(1, level) } : {}), ...(id === undefined ? {} : { id }) },
    words.map(({ text, bold, italic, sign }) =>
      sign === undefined
        ? draftSchema.text(text, [
            ...(italic ? [draftSchema.mark('italic')] : []),
            ...(bold ? [draftSchema.mark('bold')] : []),
          ])
        : draftSchema.node(sign.type, { paragraph: sign.paragraph }),
    ),
  );

const PLAIN: Pick<Words, 'bold' | 'italic'> = { bold: false, italic: false };

/** Whether all of a block is of one emphasis: it is then a heading's look and says nothing of its words. */
const withoutLook = (kind: ParagraphKind, words: readonly Words[]): readonly Words[] =>
  kind === 'title' || kind === 'heading' || kind === 'annex'
    ? words.map((part) => ({ ...part, ...PLAIN }))
    : words;

/** Joins the blocks that became one paragraph, with the emphasis they had; plainly where the reading cut them anew. */
const paragraphNode = (paragraph: DraftParagraph, blocks: readonly PastedBlock[]): Node => {
  const { kind, level, text } = paragraph;
  const words: Words[] = [];
  let at = 0;
  for (const block of blocks) {
    const whole = textOf(block.words);
    for (let start = 0; start <= whole.length; start += 1) {
      const rest = whole.slice(start);
      if (rest === '' || !text.startsWith(rest, at)) continue;
      words.push(...withoutStart(block.words, start));
      at += rest.length;
      if (text.charAt(at) === ' ') {
        words.push({ text: ' ', ...PLAIN });
        at += 1;
      }
      break;
    }
  }
  // Where the reading cut the words anew the signs among them come at the end rather than not at all.
  const signs = blocks.flatMap((block) => block.words.filter(({ sign }) => sign !== undefined));
  const kept = textOf(words) === text ? words : [{ text, ...PLAIN }, ...signs];
  return nodeOf(kind, level, withoutLook(kind, kept));
};

/** What is there when foreign text comes in. */
export interface PasteContext {
  /** The text has a title already: what looks like one is a heading. */
  readonly hasTitle: boolean;
  /** Gives new ids, for notes that come with what refers to them. */
  readonly newId: () => string;
  /** Whether the text has a paragraph of this id. */
  readonly has: (paragraph: string) => boolean;
}

/** What was pasted: paragraphs for the place where one is, and notes for the end of the text. */
export interface Pasted {
  readonly paragraphs: readonly Node[];
  readonly notes: readonly Node[];
}

const structured = (blocks: readonly PastedBlock[], { hasTitle }: PasteContext): readonly Node[] => {
  const lines = blocks.map(({ words, heading }) => `${heading === undefined ? '' : '# '}${textOf(words)}`);
  const parsed = parseText(lines.join('\n\n'));
  if (!parsed.ok) return blocks.map(({ words }) => nodeOf('statement', 0, words));
  const byParagraph = parsed.paragraphs.map((): PastedBlock[] => []);
  if (parsed.pieces.length === blocks.length)
    parsed.pieces.forEach(({ paragraph }, at) => {
      const block = blocks[at];
      if (paragraph !== null && block !== undefined) byParagraph[paragraph]?.push(block);
    });
  return parsed.paragraphs.map((paragraph, at) =>
    paragraphNode(
      paragraph.kind === 'title' && hasTitle ? { ...paragraph, kind: 'heading' } : paragraph,
      byParagraph[at] ?? [],
    ),
  );
};

/** Blocks as paragraphs of the text: our own as they were, foreign ones by what they look like. */
const paragraphsOf = (blocks: readonly PastedBlock[], context: PasteContext): readonly Node[] => {
  if (blocks.length === 1 && blocks[0]?.isNumbered !== true)
    return blocks.map(({ words, kind = 'statement', level = 0 }) => nodeOf(kind, level, words));
  if (blocks.every(({ kind }) => kind !== undefined))
    return blocks.map(({ words, kind = 'statement', level = 0 }) => nodeOf(kind, level, words));
  return structured(blocks, context);
};

/** Paragraphs from a page as Word, a browser or this editor puts it on the clipboard. */
export const pastedHtml = (root: Element, context: PasteContext): Pasted => {
  const blocks = readBlocks(root, context);
  return {
    paragraphs: paragraphsOf(
      blocks.filter(({ note }) => note === undefined),
      context,
    ),
    notes: blocks.flatMap(({ note, words }) => (note === undefined ? [] : [nodeOf('note', 0, words, note)])),
  };
};

/** Paragraphs from plain text, as resolutions are printed. One line is words for the paragraph one is in. */
export const pastedText = (text: string, { hasTitle }: Pick<PasteContext, 'hasTitle'>): readonly Node[] => {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => clean(line).trim());
  const filled = lines.filter((line) => line !== '');
  if (filled.length < 2) return filled.map((line) => nodeOf('statement', 0, [{ text: line, ...PLAIN }]));
  const parsed = parseText(lines.join('\n'));
  if (!parsed.ok) return filled.map((line) => nodeOf('statement', 0, [{ text: line, ...PLAIN }]));
  return parsed.paragraphs.map(({ kind, level, text: words }) =>
    nodeOf(kind === 'title' && hasTitle ? 'heading' : kind, level, [{ text: words, ...PLAIN }]),
  );
};
