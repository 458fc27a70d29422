/** A run of lines of the source that belong together, single spaces, with the line where it begins. */
export interface Block {
  readonly text: string;
  readonly line: number;
}

/** A line that begins something of its own even without an empty line before it. */
const BEGINS =
  /^(?:[0-9\u0660-\u0669]{1,3}(?:[.)]\s+\S|\s*[-–—]\s*\p{Script=Arabic})|\(\p{Script=Arabic}ـ?\)\s+\S|\([a-z]{1,5}\)\s+\S|[a-z]\)\s+\S|#{1,6}\s|\*\*|\[\^\d+\]:|Annex\b|[一二三四五六七八九十]{1,3}、)/u;
const SEPARATOR = /^(?:-{3,}|\*{3,}|_{3,})$/;

/** Cuts a text into blocks at empty lines and before lines that begin something; broken lines are joined. */
export const sourceBlocks = (lines: readonly string[], firstLine: number): readonly Block[] => {
  const blocks: Block[] = [];
  let current: string[] = [];
  let from = firstLine;
  const end = () => {
    if (current.length > 0) blocks.push({ text: current.join(' ').replace(/\s+/gu, ' ').trim(), line: from });
    current = [];
  };
  lines.forEach((raw, index) => {
    const line = raw.trim();
    if (line === '') return end();
    if (SEPARATOR.test(line) || BEGINS.test(line)) end();
    if (current.length === 0) from = firstLine + index;
    current.push(line);
    if (SEPARATOR.test(line) || /^#{1,6}\s/.test(line)) end();
  });
  end();
  return blocks;
};

const TERMINAL = /[.,;:!?،؛。；，：][)\]”"’»\d\s*]*$/u;
export const endsSentence = (text: string): boolean => TERMINAL.test(text);

const plain = (text: string): string => text.replace(/[#*]/g, '').replace(/\s+/gu, ' ').trim();

/**
 * IMP-4: running page headers. A short block without closing punctuation that stands at least twice, or that repeats
 * the beginning of the title, is the header of a page and no part of the text.
 */
export const runningHeaders = (blocks: readonly Block[], title: string | undefined): ReadonlySet<number> => {
  const places = new Map<string, number[]>();
  blocks.forEach((block, index) => {
    const key = plain(block.text);
    if (key.length <= 200 && !endsSentence(key)) places.set(key, [...(places.get(key) ?? []), index]);
  });
  const titleWords = title === undefined ? '' : plain(title).replace(/^\d+\/\d+\.\s*/, '');
  const headers = new Set<number>();
  for (const [key, indexes] of places) {
    const words = key.split(' ').length;
    const repeatsTitle =
      titleWords !== '' && words >= 3 && (titleWords.startsWith(key) || key.startsWith(titleWords));
    const cut = indexes.filter((index) => {
      const [before, after] = [blocks[index - 1]?.text ?? '', blocks[index + 1]?.text ?? ''];
      return !endsSentence(before) || /^\p{Ll}/u.test(after);
    });
    if (repeatsTitle) for (const index of indexes) headers.add(index);
    else if (indexes.length >= 2 && words >= 3 && cut.length > 0)
      for (const index of indexes) headers.add(index);
  }
  return headers;
};
