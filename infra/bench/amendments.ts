/**
 * B1 to B5: amendments. First held against reality (771 amendments of a parliament, one law through six amending laws),
 * then time beside peers in the same run, then growth.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { diffArrays, diffWordsWithSpace } from 'diff';
import { diffCleanupSemantic, diffMain } from 'diff-match-patch-es';
import { diff3Merge } from 'node-diff3';
import {
  alignParagraphs,
  amendableText,
  applyAmendments,
  compileText,
  conflictsBetween,
  issuedParagraphs,
  retypedText,
  standingIn,
  tokenise,
  wordOperations,
  type AmendableText,
  type Amendment,
  type TextOperation,
} from '@plenary/text';
import { requireData } from './csv-rows.ts';
import { drawnAmendments, drawnText } from './drawn-text.ts';
import { timed } from './stopwatch.ts';

const AMENDMENTS = 'eu-amendments/artificial-intelligence-act/ep-amendments.jsonl.gz';
const LAW = 'law-versions/BOE-A-2018-16673.jsonl.gz';
requireData(AMENDMENTS, LAW);
const lines = (path: string): readonly unknown[] =>
  gunzipSync(readFileSync(fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url))))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

let wrong = 0;
const check = (what: string, holds: boolean): void => {
  if (!holds) wrong += 1;
  console.log(`  ${holds ? 'ok   ' : 'WRONG'} ${what}`);
};
const row = (name: string, ms: number, target: string, peers: readonly string[] = []): void =>
  console.log(
    `  ${name.padEnd(62)} ${ms.toFixed(3).padStart(10)} ms  target ${target}${peers.map((peer) => `; ${peer}`).join('')}`,
  );
const one = (text: string): AmendableText =>
  amendableText('en', [{ id: 'p', kind: 'operative', level: 0, text }]);

// ------------------------------------------------------------------------------------------------ a parliament's own

interface Official {
  readonly number: number;
  readonly kind: 'replace' | 'insert' | 'delete';
  readonly old: string;
  readonly new: string;
  readonly old_marked: string;
  readonly new_marked: string;
}
const official = lines(AMENDMENTS) as readonly Official[];

/** Tokens that the parliament itself marked, as it printed them in bold italics. */
const marked = (text: string): readonly string[] => {
  const bits: boolean[] = [];
  let [plain, inside] = ['', false];
  for (const part of text.split(/(\{\||\|\})/)) {
    if (part === '{|') inside = true;
    else if (part === '|}') inside = false;
    else {
      plain += part;
      for (let at = 0; at < part.length; at += 1) bits.push(inside);
    }
  }
  let at = 0;
  return tokenise(plain).flatMap((token) => {
    const from = at + (token.length - token.trimStart().length);
    at += token.length;
    return bits.slice(from, at).some(Boolean) ? [token.trim()] : [];
  });
};
const unmarked = (text: string): string =>
  text
    .replace(/\{\|.*?\|\}/gsu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
const counts = (tokens: readonly string[]): Map<string, number> => {
  const bag = new Map<string, number>();
  for (const token of tokens) bag.set(token, (bag.get(token) ?? 0) + 1);
  return bag;
};
const common = (a: readonly string[], b: readonly string[]): number => {
  const [left, right] = [counts(a), counts(b)];
  return [...left].reduce((sum, [token, count]) => sum + Math.min(count, right.get(token) ?? 0), 0);
};

interface Edited {
  readonly exact: boolean;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
  readonly marksHold: boolean;
}
const edited = ({ old, new: next, old_marked, new_marked }: Official): Edited => {
  const text = one(old);
  const operations = wordOperations(text, 'p', next) ?? [];
  const result = applyAmendments(text, [{ number: 1, base: 0, by: ['EP'], operations }]);
  const words = new Map(text.paragraphs.get('p')?.tokens.map(({ id, text: token }) => [id, token.trim()]));
  const mine = operations.flatMap(({ del, ins }) => [
    ...del.map((id) => `-${words.get(id) ?? ''}`),
    ...ins.map((token) => `+${token.trim()}`),
  ]);
  const theirs = [
    ...marked(old_marked).map((token) => `-${token}`),
    ...marked(new_marked).map((token) => `+${token}`),
  ];
  return {
    exact: issuedParagraphs(result)[0]?.text === next.normalize('NFC'),
    mine,
    theirs,
    marksHold: unmarked(old_marked) === unmarked(new_marked),
  };
};
const f1 = (all: readonly Edited[]): number => {
  const sum = (size: (one: Edited) => number): number => all.reduce((total, each) => total + size(each), 0);
  return (
    (2 * sum(({ mine, theirs }) => common(mine, theirs))) /
    (sum(({ mine }) => mine.length) + sum(({ theirs }) => theirs.length))
  );
};

console.log('771 amendments to the proposal of an AI Act, old → operations → new');
const results = official.map(edited);
check(
  `${results.filter(({ exact }) => exact).length} of ${official.length} give the new text exactly`,
  results.every(({ exact }) => exact),
);
const replaced = results.filter((_, at) => official[at]?.kind === 'replace');
const held = replaced.filter(({ marksHold }) => marksHold);
const jsdiffEdited = (
  diff: (a: string, b: string) => readonly { value: string; added?: boolean; removed?: boolean }[],
) =>
  official.flatMap((each, at): readonly Edited[] =>
    each.kind !== 'replace'
      ? []
      : [
          {
            ...(results[at] as Edited),
            mine: diff(each.old, each.new).flatMap(({ value, added, removed }) =>
              added === true || removed === true
                ? tokenise(value).flatMap((token) =>
                    token.trim() === '' ? [] : [`${added === true ? '+' : '-'}${token.trim()}`],
                  )
                : [],
            ),
          },
        ],
  );
console.log(
  `  F1 of changed tokens against the official marks: ${f1(results).toFixed(4)} over all, ${f1(replaced).toFixed(4)} over ${replaced.length} replacements, ` +
    `${f1(held).toFixed(4)} over the ${held.length} whose marks are consistent (jsdiff words, replacements: ${f1(jsdiffEdited((a, b) => diffWordsWithSpace(a, b))).toFixed(4)})`,
);
check('F1 at least 0.97 where the marks are consistent', f1(held) >= 0.97);

// ------------------------------------------------------------------------------------------------ one law, seven texts

interface Block {
  readonly block: string;
  readonly version: number;
  readonly in_force: string;
  readonly paragraphs: readonly string[];
}
const blocks = lines(LAW) as readonly Block[];
const dates = [...new Set(blocks.map(({ in_force }) => in_force))].sort();
const lawOn = (date: string) => {
  const standing = new Map<string, Block>();
  for (const block of blocks)
    if (block.in_force <= date && (standing.get(block.block)?.version ?? 0) < block.version)
      standing.set(block.block, block);
  return [...standing.values()].flatMap(({ block, paragraphs }) =>
    paragraphs.map((text) => ({ block, text })),
  );
};
console.log(`\none law through ${dates.length - 1} amending laws, aligned as retyped texts`);
let [pairs, misplaced, identical, unmatched] = [0, 0, 0, 0];
for (const [at, date] of dates.entries()) {
  if (at === 0) continue;
  const [old, next] = [lawOn(dates[at - 1] ?? ''), lawOn(date)];
  const aligned = alignParagraphs(
    old.map(({ text }) => text),
    next.map(({ text }) => text),
  );
  pairs += aligned.length;
  misplaced += aligned.filter((pair) => old[pair.old]?.block !== next[pair.next]?.block).length;
  const there = new Set(next.map(({ text }) => text));
  const matched = new Set(aligned.map((pair) => pair.old));
  identical += old.filter(({ text }) => there.has(text)).length;
  unmatched += old.filter(({ text }, place) => there.has(text) && !matched.has(place)).length;
  const text = amendableText(
    'es',
    old.map((each, place) => ({ id: `p${place}`, kind: 'operative', level: 0, text: each.text })),
  );
  const { amendment } = retypedText(
    text,
    next.map((each) => ({ kind: 'operative', level: 0, text: each.text })),
    { number: 1, by: ['law'], idAt: (place) => `n${place}` },
  );
  const result = issuedParagraphs(applyAmendments(text, [amendment]));
  check(
    `${date}: ${old.length} → ${next.length} paragraphs, ${amendment.operations.length} operations give the new law`,
    result.length === next.length &&
      result.every((paragraph, place) => paragraph.text === next[place]?.text.normalize('NFC')),
  );
}
check(`${pairs} paragraphs matched, ${misplaced} in a wrong provision`, misplaced === 0);
check(`${identical} stand on both sides word for word, ${unmatched} of them unmatched`, unmatched === 0);

// ------------------------------------------------------------------------------------------------ time

/** Every pair of amendments looked at, as one would begin. */
const doubleLoop = (text: AmendableText, amendments: readonly Amendment[]): number => {
  const place = new Map(
    [...text.paragraphs.values()].flatMap(({ tokens }) =>
      tokens.map(({ id }, at): [number, number] => [id, at]),
    ),
  );
  const spans = amendments.map(({ operations }) =>
    operations.flatMap((operation) => {
      if (operation.type !== 'text') return [];
      const at = place.get(operation.del[0] ?? operation.left) ?? -1;
      return [{ paragraph: operation.paragraph, from: at, to: at + Math.max(1, operation.del.length) }];
    }),
  );
  let meeting = 0;
  for (let a = 0; a < spans.length; a += 1)
    for (let b = a + 1; b < spans.length; b += 1)
      if (
        (spans[a] ?? []).some((x) =>
          (spans[b] ?? []).some((y) => x.paragraph === y.paragraph && x.from < y.to && y.from < x.to),
        )
      )
        meeting += 1;
  return meeting;
};

console.log(
  '\nB1 conflicts, B2 compiled text, B3 standing (processor time, least of the runs; growth is by lines)',
);
const SIZES = [
  [300, 4_600, '25', '15', '5'],
  [1_000, 18_300, '120', '60', '30'],
] as const;
for (const [paragraphs, count, conflictsMax, compileMax, standingMax] of SIZES) {
  const text = drawnText(paragraphs);
  const amendments = drawnAmendments(text, count);
  const conflicts = timed(() => conflictsBetween(text, amendments), 7);
  const loop = count < 5_000 ? timed(() => doubleLoop(text, amendments), 1) : undefined;
  row(
    `B1 ${paragraphs} paragraphs, ${count} amendments (${conflicts.result.length} meet)`,
    conflicts.leastMs,
    conflictsMax,
    loop === undefined ? [] : [`double loop ${loop.leastMs.toFixed(0)} ms`],
  );
  const compiled = timed(() => compileText(text, amendments), 7);
  row(
    `B2 the same compiled (${compiled.result.reduce((sum, { segments }) => sum + segments.length, 0)} segments)`,
    compiled.leastMs,
    compileMax,
  );
  const adopted = amendments.filter((_, at) => at % 40 === 0);
  const later = applyAmendments(text, adopted);
  const pending = amendments.filter((_, at) => at % 40 !== 0);
  const standing = timed(() => {
    const stands = standingIn(later);
    return pending.map(stands);
  });
  row(`B3 standing of ${pending.length} after ${adopted.length} were adopted`, standing.leastMs, standingMax);
}
for (const factor of [1, 4, 16]) {
  const text = drawnText(100 * factor);
  const amendments = drawnAmendments(text, 1_500 * factor);
  const conflicts = timed(() => conflictsBetween(text, amendments), 3);
  row(
    `B1 growth ×${factor}: ${100 * factor} paragraphs, ${1_500 * factor} amendments`,
    conflicts.leastMs,
    '–',
  );
}

console.log('\nB4 edited paragraph → operations, mean over the 429 replacements');
const replacements = official
  .filter(({ kind }) => kind === 'replace')
  .map(({ old, new: next }) => ({ text: one(old), old, next, a: tokenise(old), b: tokenise(next) }));
const mean = (work: (each: (typeof replacements)[number]) => unknown): number =>
  timed(() => replacements.map(work), 5).leastMs / replacements.length;
row(
  'B4 operations, with reading the tokens',
  mean(({ text, next }) => wordOperations(text, 'p', next)),
  '0.1',
  [
    `jsdiff words ${mean(({ old, next }) => diffWordsWithSpace(old, next)).toFixed(3)} ms`,
    `jsdiff on our tokens ${mean(({ a, b }) => diffArrays([...a], [...b])).toFixed(3)} ms`,
    `diff-match-patch, letters ${mean(({ old, next }) => {
      const diffs = diffMain(old, next);
      diffCleanupSemantic(diffs);
      return diffs;
    }).toFixed(3)} ms`,
  ],
);

console.log('\nmerging two amendments of one paragraph that do not conflict');
const two = replacements
  .filter(({ a }) => a.length > 60)
  .slice(0, 100)
  .flatMap(({ text, a, old }) => {
    const half = Math.floor(a.length / 2);
    const first = [...a.slice(0, half - 10), ' EARLY', ...a.slice(half - 8)].join('');
    const second = [...a.slice(0, half + 8), ' LATE', ...a.slice(half + 10)].join('');
    const amendmentOf = (number: number, words: string): Amendment => ({
      number,
      base: 0,
      by: ['x'],
      operations: wordOperations(text, 'p', words) as readonly TextOperation[],
    });
    return [
      {
        text,
        old: [...a],
        first,
        second,
        one: amendmentOf(1, first),
        other: amendmentOf(2, second),
        source: old,
      },
    ];
  });
const merged = timed(() =>
  two.map(({ text, one: first, other }) => issuedParagraphs(applyAmendments(text, [first, other]))[0]?.text),
);
const diff3 = timed(() =>
  two.map(({ old, first, second }) => diff3Merge([...tokenise(first)], old, [...tokenise(second)])),
);
check(
  `${two.length} pairs give the text of node-diff3`,
  diff3.result.every(
    (regions, at) => regions.flatMap((region) => region.ok ?? ['CONFLICT']).join('') === merged.result[at],
  ),
);
row('adopting both, per pair', merged.leastMs / two.length, '–', [
  `node-diff3 ${(diff3.leastMs / two.length).toFixed(3)} ms`,
]);

console.log('\nB5 retyped revision');
for (const paragraphs of [250, 1_000, 4_000]) {
  const text = drawnText(paragraphs);
  const next = issuedParagraphs(
    applyAmendments(
      text,
      drawnAmendments(text, Math.floor(paragraphs / 3)).slice(0, Math.floor(paragraphs / 3)),
    ),
  ).map(({ text: words }) => words);
  const old = issuedParagraphs(text).map(({ text: words }) => words);
  const aligned = timed(() => alignParagraphs(old, next), 5);
  row(
    `B5 ${paragraphs} paragraphs aligned (${aligned.result.filter(({ similarity }) => similarity === 1).length} unchanged)`,
    aligned.leastMs,
    paragraphs === 1_000 ? '50' : '–',
  );
}

console.log(wrong === 0 ? '\neverything holds' : `\n${wrong} do not hold`);
process.exit(wrong === 0 ? 0 : 1);
