/**
 * A proposal in Akoma Ntoso and a parliament's 771 amendments to it, as one text with amendments to its paragraphs. The
 * stored proposal has no annexes and lacks some second subparagraphs: what amendments quote of them stands as quoted, that of
 * the annexes at the end.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ParagraphKind, WrittenAmendmentChange } from '@plenary/consensus';
import { alignParagraphs } from '@plenary/text';

export interface Block {
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly text: string;
  /** As the amendments call places: `Article 5 — paragraph 1 — point d`. */
  readonly address: string;
}

export interface OfficialAmendment {
  readonly number: number;
  readonly target: string;
  readonly kind: 'replace' | 'insert' | 'delete';
  readonly old: string;
  readonly new: string;
}

const inflated = (folder: string, name: string): string =>
  gunzipSync(readFileSync(join(folder, name))).toString('utf8');

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = (xml: string): string =>
  xml
    .replace(/<authorialNote[\s\S]*?<\/authorialNote>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string | undefined) =>
      code === undefined ? (NAMED[name ?? ''] ?? '') : String.fromCodePoint(Number(code)),
    )
    .replace(/\s+/gu, ' ')
    .replace(/ ([,;.])/g, '$1')
    .trim();

const named = (element: string, num: string): string => {
  const bare = num.replace(/[().]/g, '').trim();
  switch (element) {
    case 'article':
      return num.trim();
    case 'recital':
      return `Recital ${bare}`;
    case 'paragraph':
      return `paragraph ${bare}`;
    default:
      return `point ${bare}`;
  }
};
const DEPTH: Readonly<Record<string, number>> = { paragraph: 0, point: 1, subparagraph: 1 };
const HELD = ['recital', 'citation', 'article', 'paragraph', 'point', 'subparagraph', 'chapter', 'section'];

/** The words of a document in Akoma Ntoso, paragraph by paragraph, with their addresses. */
export const readAkn = (folder: string, name: string): readonly Block[] => {
  const xml = inflated(folder, name);
  const blocks: Block[] = [];
  const path: { readonly element: string; address: string; num: string }[] = [];
  let citations = 0;
  const token = /<(\/?)(\w+)([^>]*?)(\/?)>/g;
  for (let match = token.exec(xml); match !== null; match = token.exec(xml)) {
    const [, closing, element = '', , empty] = match;
    if (closing === '/') {
      if (path.at(-1)?.element === element) path.pop();
      continue;
    }
    if (empty === '/') continue;
    if (HELD.includes(element)) {
      if (element === 'citation') citations += 1;
      path.push({ element, address: element === 'citation' ? `Citation ${citations}` : '', num: '' });
      continue;
    }
    if (element !== 'num' && element !== 'heading' && element !== 'p') continue;
    const end = xml.indexOf(`</${element}>`, token.lastIndex);
    if (end < 0) throw new Error(`${name}: <${element}> without an end`);
    const words = plain(xml.slice(token.lastIndex, end));
    token.lastIndex = end;
    const last = path.at(-1);
    if (element === 'num') {
      if (last !== undefined) {
        last.num = words;
        last.address = named(last.element, words);
      }
      continue;
    }
    if (words === '') continue;
    const isPreamble = last?.element === 'recital' || last?.element === 'citation';
    const address = path
      .filter(({ element: held }) => held !== 'chapter' && held !== 'section')
      .map((held) => held.address)
      .filter((held) => held !== '')
      .join(' — ');
    const num = last?.num ?? '';
    if (last !== undefined) last.num = ''; // the number stands before its first words only
    const isHeading = element === 'heading';
    blocks.push({
      kind: isHeading ? 'heading' : isPreamble ? 'preambular' : path.length === 0 ? 'heading' : 'operative',
      level: isHeading || isPreamble ? 0 : Math.min(4, DEPTH[last?.element ?? ''] ?? 0),
      text: isHeading || num === '' ? words : `${num} ${words}`,
      address: isHeading ? `${address} — title` : address,
    });
  }
  return blocks;
};

export const readOfficial = (folder: string): readonly OfficialAmendment[] =>
  inflated(folder, 'ep-amendments.jsonl.gz')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OfficialAmendment);

/** Letters and figures alone: line breaks, spaces, quotes and dashes are set differently in the two sources. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Lines of an amendment as paragraphs: a number that stands alone belongs to the words behind it. */
const paragraphsOf = (text: string): readonly string[] => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const joined: string[] = [];
  let number = '';
  for (const line of lines) {
    if (/^(?:\([\p{L}\p{N}]{1,4}(?: [a-z]{1,2})?\)|\p{N}+[a-z]?\.)$/u.test(line)) {
      number = number === '' ? line : `${number} ${line}`;
      continue;
    }
    joined.push(number === '' ? line : `${number} ${line}`);
    number = '';
  }
  return number === '' ? joined : [...joined, number];
};

const NUMBER = /^(?:\p{N}+[a-z]?\.|\([\p{L}\p{N}]{1,4}(?: [a-z]{1,2})?\))\s*/u;
/** The words of a paragraph without the number before them. */
const unnumbered = (text: string): string => text.replace(NUMBER, '');

/** A quotation without what stands apart from the words in the proposal: the number of an article, or that of a title. */
const quotedWords = (old: string): string => old.replace(/^(?:Article \p{N}+\n|[IVX]+ (?=\p{Lu}))/u, '');

/**
 * How an amendment was found in the text: its words as quoted, its words under another number, what stands at its address in
 * other words, the place where it brings something, a paragraph that the stored proposal lacks and that stands as quoted.
 */
export type Found = 'words' | 'renumbered' | 'address' | 'place' | 'quoted' | 'nowhere';

export interface PlacedOfficial {
  readonly amendment: OfficialAmendment;
  readonly found: Found;
  readonly changes: readonly WrittenAmendmentChange[];
}

/** Text and amendments of the AI Act, each amendment as changes of paragraphs. */
export const aiAct = (
  folder: string,
): { readonly blocks: readonly Block[]; readonly amendments: readonly PlacedOfficial[] } => {
  const official = readOfficial(folder);
  const blocks = [...readAkn(folder, '52021PC0206-proposal.akn.xml.gz')];
  const named = ({ target }: OfficialAmendment): string =>
    target
      .replace(/^Article — /u, 'Article ')
      .replace(/^ANNEX/u, 'Annex')
      .replaceAll(' (new)', '')
      .replace(/ — introductory part$/u, '');
  const isAnnex = (amendment: OfficialAmendment): boolean => named(amendment).startsWith('Annex');
  /** Paragraphs whose words, joined, are the words quoted: at the address, else from a place onwards, else from the start. */
  const indexOf = (words: (text: string) => string) => {
    const begins: number[] = [];
    let whole = '';
    for (const { text } of blocks) {
      begins.push(whole.length);
      whole += folded(words(text));
    }
    begins.push(whole.length);
    return (quoted: string, from: number, address = ''): readonly [number, number] | undefined => {
      if (quoted === '') return undefined;
      const found: (readonly [number, number])[] = [];
      for (let at = whole.indexOf(quoted); at >= 0; at = whole.indexOf(quoted, at + 1)) {
        const first = begins.indexOf(at);
        const last = begins.indexOf(at + quoted.length);
        if (first >= 0 && last > first) found.push([first, last - 1]);
      }
      return (
        found.find(([first]) => blocks[first]?.address === address) ??
        found.find(([first]) => first >= from) ??
        found[0]
      );
    };
  };
  let spanOf = indexOf((text) => text);
  let unnumberedSpan = indexOf(unnumbered);
  const inOtherNumbers = (old: string, from: number): readonly [number, number] | undefined =>
    unnumberedSpan(folded(paragraphsOf(old).map(unnumbered).join('')), from);
  /** The last paragraph under an address, or under what stands above it. */
  const behind = (amendment: OfficialAmendment): number | undefined => {
    let base = named(amendment);
    for (;;) {
      const letterless = base.replace(/ [a-z]{1,2}$/u, '');
      for (const one of [base, letterless]) {
        const last = blocks.findLastIndex(
          ({ address }) => address === one || address.startsWith(`${one} — `),
        );
        if (last >= 0) return last;
      }
      const above = base.replace(/ — [^—]*$/u, '');
      if (above === base) return undefined;
      base = above;
    }
  };
  /** What stands at the address in other words, with what stands under it where several paragraphs are to come. */
  const atAddress = (amendment: OfficialAmendment, count: number): readonly [number, number] | undefined => {
    const target = named(amendment).replace('Article 3 — paragraph 1', 'Article 3');
    const at = blocks.findIndex(({ address }) => address === target);
    if (at < 0) return undefined;
    return count < 2 ? [at, at] : [at, blocks.findLastIndex(({ address }) => address.startsWith(target))];
  };
  const asQuoted = new Set<number>();
  for (const amendment of official) {
    const { number, target } = amendment;
    const old = quotedWords(amendment.old);
    if (old === '' || spanOf(folded(old), 0) !== undefined || inOtherNumbers(old, 0) !== undefined) continue;
    const isLost =
      / — subparagraph [2-9]$/u.test(target) || target.startsWith('Article 29 — paragraph 4 — sub');
    if (!isAnnex(amendment) && !isLost) continue;
    const place = isAnnex(amendment) ? blocks.length : (behind(amendment) ?? blocks.length - 1) + 1;
    const lost = paragraphsOf(old).map((text): Block => ({
      kind: 'operative',
      level: isAnnex(amendment) ? 1 : 0,
      text,
      address: target,
    }));
    blocks.splice(place, 0, ...lost);
    asQuoted.add(number);
    spanOf = indexOf((text) => text);
    unnumberedSpan = indexOf(unnumbered);
  }
  const idAt = (at: number): string => `p${at + 1}`;
  let place = 0;
  const amendments = official.map((amendment): PlacedOfficial => {
    const voted = paragraphsOf(amendment.new);
    if (amendment.old !== '') {
      const old = quotedWords(amendment.old);
      const exact = spanOf(folded(old), place, named(amendment));
      const renumbered = exact === undefined ? inOtherNumbers(old, place) : undefined;
      const span = exact ?? renumbered ?? atAddress(amendment, voted.length);
      if (span === undefined) return { amendment, found: 'nowhere', changes: [] };
      const found: Found = asQuoted.has(amendment.number)
        ? 'quoted'
        : exact !== undefined
          ? 'words'
          : renumbered !== undefined
            ? 'renumbered'
            : 'address';
      const [first, last] = span;
      if (found !== 'address') place = first;
      const stood = blocks.slice(first, last + 1).map(({ text }) => text);
      // A subparagraph is voted on without the number of the paragraph, which stands before its words.
      const number = NUMBER.exec(stood[0] ?? '')?.[0] ?? '';
      const isBare = found === 'renumbered' && !NUMBER.test(old.replaceAll('\n', ' '));
      const next = isBare ? voted.map((text, at) => (at === 0 ? number + text : text)) : voted;
      const pairs = new Map(
        alignParagraphs(stood, next).map(({ old: from, next: to }): [number, number] => [to, from]),
      );
      // What has no counterpart replaces what has none, in order; the rest goes or comes.
      const unmatched = stood.map((_, at) => at).filter((at) => ![...pairs.values()].includes(at));
      next.forEach((_, at) => {
        const free = pairs.has(at) ? undefined : unmatched.shift();
        if (free !== undefined) pairs.set(at, free);
      });
      const changes: WrittenAmendmentChange[] = [];
      let after = first > 0 ? idAt(first - 1) : null;
      next.forEach((text, at) => {
        const from = pairs.get(at);
        if (from === undefined) {
          const name = `n${at}`;
          changes.push({ after, kind: 'operative', level: 1, insert: text, name });
          after = name;
          return;
        }
        const pid = idAt(first + from);
        if (stood[from] !== text) changes.push({ paragraph: pid, new: text });
        after = pid;
      });
      for (const at of unmatched) changes.push({ paragraph: idAt(first + at), delete: true });
      return { amendment, found, changes };
    }
    const at = behind(amendment) ?? (isAnnex(amendment) ? blocks.length - 1 : undefined);
    if (at === undefined) return { amendment, found: 'nowhere', changes: [] };
    let after = idAt(at);
    return {
      amendment,
      found: 'place',
      changes: voted.map((text, count): WrittenAmendmentChange => {
        const name = `n${count}`;
        const change = {
          after,
          kind: amendment.target.startsWith('Recital') ? ('preambular' as const) : ('operative' as const),
          level: amendment.target.includes('point') ? 1 : 0,
          insert: text,
          name,
        };
        after = name;
        return change;
      }),
    };
  });
  return { blocks, amendments };
};
