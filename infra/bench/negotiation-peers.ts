/**
 * What a page of amendments works out, for 200, 771 and 2,600 amendments to one proposal: which of them meet, and the text
 * with everything that is proposed. Beside it, in the same run, what the packages do that other tools for motions and
 * amendments build on: a comparison of each amended paragraph with its old words (jsdiff by words, diff-match-patch), and
 * from the ranges that it gives the pairs that overlap, and the words with what goes and comes. Times are of a processor,
 * least of the runs. The amendments are a parliament's; beyond 771 copies of them in which a word is left out.
 *
 * node infra/run.mjs bench negotiation-peers FOLDER
 */
import { pendingAmendments, type DeliberationState, type WrittenAmendmentChange } from '@plenary/consensus';
import { collisions, compiledText } from '@plenary/tabling';
import { diffWordsWithSpace } from 'diff';
import { diffMain } from 'diff-match-patch-es';
import { aiAct } from './ai-act.ts';
import { negotiationRoom, PARLIAMENT } from './negotiation-room.ts';
import { withoutWord } from './shorter-amendments.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('name the folder with ep-amendments.jsonl.gz and the two texts');
  process.exit(2);
}
const RUNS = 3;

const leastOf = <T>(
  work: (state: DeliberationState) => T,
  state: DeliberationState,
): readonly [number, T] => {
  let least = Number.POSITIVE_INFINITY;
  let value: T | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    // A copy shares nothing with what was worked out before.
    const fresh = structuredClone(state);
    const before = process.cpuUsage();
    value = work(fresh);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return [least, value as T];
};

/** A stretch of the old words that gives way, with what comes; in characters. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly comes: string;
}
type Compare = (old: string, next: string) => readonly Range[];
interface Piece {
  readonly kind: 'kept' | 'gone' | 'came';
  readonly text: string;
}
const rangesOf = (pieces: Iterable<Piece>): readonly Range[] => {
  const ranges: Range[] = [];
  let at = 0;
  for (const { kind, text } of pieces) {
    if (kind === 'kept') {
      at += text.length;
      continue;
    }
    const last = ranges.at(-1);
    const [gone, came] = kind === 'gone' ? [text.length, ''] : [0, text];
    if (last?.to === at)
      ranges[ranges.length - 1] = { from: last.from, to: at + gone, comes: last.comes + came };
    else ranges.push({ from: at, to: at + gone, comes: came });
    at += gone;
  }
  return ranges;
};
const byWords: Compare = (old, next) =>
  rangesOf(
    diffWordsWithSpace(old, next).map(({ added, removed, value }): Piece => ({
      kind: added ? 'came' : removed ? 'gone' : 'kept',
      text: value,
    })),
  );
const byLetters: Compare = (old, next) =>
  rangesOf(
    diffMain(old, next).map(([operation, text]): Piece => ({
      kind: operation === 1 ? 'came' : operation === -1 ? 'gone' : 'kept',
      text,
    })),
  );

/** What a tool makes of the packages: pairs of amendments whose ranges overlap, and the marked words. */
const asPeer =
  (compare: Compare) =>
  (state: DeliberationState): { readonly pairs: number; readonly characters: number } => {
    const words = new Map((state.revision?.paragraphs ?? []).map(({ pid, text }) => [pid, text]));
    const on = new Map<string, { readonly id: string; readonly ranges: readonly Range[] }[]>();
    for (const { id, changes } of pendingAmendments(state))
      for (const change of changes) {
        if (!('paragraph' in change) || 'moveAfter' in change) continue;
        const old = words.get(change.paragraph) ?? '';
        const list = on.get(change.paragraph) ?? [];
        list.push({ id, ranges: compare(old, 'new' in change ? change.new : '') });
        on.set(change.paragraph, list);
      }
    const pairs = new Set<string>();
    let characters = 0;
    for (const [pid, list] of on) {
      list.forEach((one, at) => {
        for (const other of list.slice(0, at))
          if (one.ranges.some((a) => other.ranges.some((b) => a.from < b.to && b.from < a.to)))
            pairs.add(`${other.id} ${one.id}`);
        let place = 0;
        const old = words.get(pid) ?? '';
        let marked = '';
        for (const { from, to, comes } of one.ranges) {
          marked += `${old.slice(place, from)}<del>${old.slice(from, to)}</del><ins>${comes}</ins>`;
          place = to;
        }
        characters += (marked + old.slice(place)).length;
      });
    }
    return { pairs: pairs.size, characters };
  };

const { blocks, amendments } = aiAct(folder);
const real = amendments.filter(({ changes }) => changes.length > 0);
for (const count of [200, 771, 2_600]) {
  const { attempt, now } = negotiationRoom(blocks);
  const textHash = now().revision?.hash ?? '';
  for (let at = 0; at < count; at += 1) {
    const own: readonly WrittenAmendmentChange[] = real[at % real.length]?.changes ?? [];
    const turn = Math.floor(at / real.length);
    attempt(
      {
        type: 'submitAmendment',
        changes: turn === 0 ? own : withoutWord(own, turn),
        reason: '',
        textHash,
        needs: [],
        excludes: [],
      },
      PARLIAMENT,
    );
  }
  const state = now();
  const ids = pendingAmendments(state).map(({ id }) => id);
  console.log(`${ids.length} of ${count} amendments pending`);
  const [meetMs, met] = leastOf(collisions, state);
  const pairs = [...met.values()].reduce((sum, list) => sum + list.length, 0) / 2;
  const hard = [...met.values()].reduce((sum, list) => sum + list.filter((each) => each.hard).length, 0) / 2;
  const [compiledMs] = leastOf((fresh) => compiledText(fresh, ids), state);
  console.log(
    `  ours: which meet ${meetMs.toFixed(0)} ms (${pairs} pairs, ${hard} hard), compiled text ${compiledMs.toFixed(0)} ms`,
  );
  for (const [name, compare] of [
    ['jsdiff by words', byWords],
    ['diff-match-patch', byLetters],
  ] as const) {
    const [ms, found] = leastOf(asPeer(compare), state);
    console.log(
      `  ${name}: ${ms.toFixed(0)} ms (${found.pairs} pairs of ranges that overlap, ${found.characters} characters marked)`,
    );
  }
}
