/**
 * B20: near-duplicate comments. Campaigns that are known are looked for in simulated comments, with recall against every
 * pair compared; then the identical answers of a real consultation; then time and growth. Free texts are not printed.
 */
import {
  cutText,
  DETECTORS,
  nearDuplicates,
  type Detector,
  type NearDuplicates,
  type SubmittedText,
} from '@plenary/opinion';
import { csvRows, requireData } from './csv-rows.ts';
import { drawsFrom } from './simulated-conversation.ts';
import { printRow, timed } from './stopwatch.ts';

const CONSULTATION = 'consultation-eu-ai/responses.csv.gz';
requireData(CONSULTATION);

let wrong = 0;
const check = (what: string, holds: boolean): void => {
  if (!holds) wrong += 1;
  console.log(`  ${holds ? 'ok  ' : 'WRONG'} ${what}`);
};

const WORDS = 20_000;
const CAMPAIGNS = 20;
interface Comments {
  readonly texts: readonly SubmittedText[];
  /** Campaign of each, −1 for none. */
  readonly campaign: readonly number[];
}
/** Comments of forty words drawn by rank (as words are used), a fifth of them from campaigns with 10 % changed. */
const comments = (count: number): Comments => {
  const draw = drawsFrom(0x1234567);
  const vocabulary = Array.from({ length: WORDS }, () =>
    Array.from({ length: 3 + Math.floor(draw() * 8) }, () =>
      String.fromCharCode(97 + Math.floor(draw() * 26)),
    ).join(''),
  );
  const word = (): string => vocabulary[Math.min(WORDS - 1, Math.floor(WORDS ** draw()))] ?? '';
  const forty = (): readonly string[] => Array.from({ length: 40 }, word);
  const templates = Array.from({ length: CAMPAIGNS }, forty);
  const campaign: number[] = [];
  const texts = Array.from({ length: count }, (_, at): SubmittedText => {
    const own = draw() < 0.2 ? Math.floor(draw() * CAMPAIGNS) : -1;
    campaign.push(own);
    const words = own < 0 ? forty() : (templates[own] ?? []).map((one) => (draw() < 0.1 ? word() : one));
    return { id: `c${at}`, text: words.map((one, place) => (place % 13 === 12 ? `${one}.` : one)).join(' ') };
  });
  return { texts, campaign };
};

/** Families against what was planted: how many of a campaign are found, and whether anything else is among them. */
const against = ({ texts, campaign }: Comments, { families }: NearDuplicates) => {
  const of = new Map(texts.map(({ id }, at) => [id, campaign[at] ?? -1]));
  let [found, strangers] = [0, 0];
  const listed = families.filter(({ isListed }) => isListed);
  for (const { members } of listed) {
    const counts = new Map<number, number>();
    for (const id of members) counts.set(of.get(id) ?? -1, (counts.get(of.get(id) ?? -1) ?? 0) + 1);
    const [most = [-1, 0]] = [...counts].sort(([, a], [, b]) => b - a);
    found += most[1];
    strangers += members.length - most[1];
  }
  const planted = campaign.filter((one) => one >= 0).length;
  return { listed: listed.length, recall: found / planted, strangers };
};

console.log('Medians: wall clock, and processor time (median, least of the runs)');
const hundredThousand = comments(100_000);
console.log('100000 comments of 40 words, 20 campaigns');
const of = (given: Comments, detectors: readonly Detector[], runs = 3) =>
  timed(() => nearDuplicates(given.texts, { detectors }), runs);
const shingles = of(hundredThousand, ['shingles']);
printRow('B20 detector (a), cutting into words included', shingles, '(target 6000)');
for (const detector of ['words', 'sentences'] as const)
  printRow(`    detector (${detector === 'words' ? 'b' : 'c'})`, of(hundredThousand, [detector], 1));
printRow('    all three', of(hundredThousand, DETECTORS, 1));
printRow(
  '    of which cutting into words',
  timed(() => hundredThousand.texts.map(({ text }) => cutText(text).words.length), 3),
);
const planted = against(hundredThousand, shingles.result);
check(
  `${planted.listed} campaigns listed, ${(planted.recall * 100).toFixed(2)} % of their comments, ${planted.strangers} strangers among them`,
  planted.listed === CAMPAIGNS && planted.recall > 0.97 && planted.strangers === 0,
);

// ------------------------------------------------------------------------------------------------ every pair compared

const few = comments(3_000);
const shinglesOf = ({ text }: SubmittedText): ReadonlySet<string> => {
  const words = text.replaceAll('.', '').split(' ');
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
};
const everyPair = ({ texts }: Comments): readonly (readonly [number, number])[] => {
  const sets = texts.map(shinglesOf);
  const alike: (readonly [number, number])[] = [];
  for (const [j, b] of sets.entries())
    for (let i = 0; i < j; i += 1) {
      const a = sets[i] ?? new Set();
      let shared = 0;
      for (const one of b) if (a.has(one)) shared += 1;
      if (shared >= 0.35 * (a.size + b.size - shared)) alike.push([i, j]);
    }
  return alike;
};
console.log('3000 of them');
const ours = of(few, ['shingles']);
const peer = timed(() => everyPair(few), 1);
printRow('detector (a)', ours);
printRow('  peer: every pair compared', peer, `${(peer.cpuMs / ours.cpuMs).toFixed(0)} times`);
const familyOf = new Map(
  ours.result.families.flatMap(({ members }, family) => members.map((id) => [id, family])),
);
const together = peer.result.filter(
  ([i, j]) => familyOf.has(`c${i}`) && familyOf.get(`c${i}`) === familyOf.get(`c${j}`),
);
check(
  `${together.length} of ${peer.result.length} pairs that are alike are in one family`,
  together.length >= 0.97 * peer.result.length,
);

// ------------------------------------------------------------------------------------------------ a real consultation

const LONG = 60;
const responses = csvRows(CONSULTATION);
const columns = Object.keys(responses[0] ?? {}).filter((name) => /^t\d+$/.test(name));
const folded = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');
const identical = new Map<string, string[]>();
const answers = responses.flatMap((row): readonly SubmittedText[] =>
  columns.flatMap((column) => {
    const text = row[column] ?? '';
    if (text.trim().length < LONG) return [];
    const id = `${row['id']} ${column}`;
    const key = `${column} ${folded(text)}`;
    identical.set(key, [...(identical.get(key) ?? []), id]);
    return [{ id, text }];
  }),
);
const groups = [...identical.values()].filter((ids) => ids.length > 1);
const found = timed(() => nearDuplicates(answers), 3);
const family = new Map(found.result.families.flatMap(({ members }, at) => members.map((id) => [id, at])));
const wordsOf = new Map(answers.map(({ id, text }) => [id, cutText(text).words.length]));
const comparable = groups.filter(([id = '']) => (wordsOf.get(id) ?? 0) >= 12);
const kept = comparable.filter((ids) => new Set(ids.map((id) => family.get(id) ?? id)).size === 1);
console.log(
  `A real consultation: ${answers.length} free answers of ${LONG} characters and more, in 20 languages`,
);
printRow('all detectors', found);
console.log(
  `    ${found.result.families.length} families, ${found.result.families.filter(({ isListed }) => isListed).length} listed, ${found.result.distinct} distinct texts; the largest has ${found.result.families[0]?.members.length ?? 0}`,
);
check(
  `${kept.length} of ${comparable.length} groups of identical answers of twelve words and more are each one family`,
  kept.length === comparable.length,
);

// ------------------------------------------------------------------------------------------------ growth

console.log('Growth, comments times 1, 4, 16');
let first = 0;
for (const count of [12_500, 50_000, 200_000]) {
  const run = of(comments(count), ['shingles'], 1);
  first ||= run.cpuMs;
  printRow(`${count} comments, detector (a)`, run, `${(run.cpuMs / first).toFixed(1)} times`);
}
const copies = Array.from({ length: 100_000 }, (_, at) => ({ id: `c${at}`, text: few.texts[0]?.text ?? '' }));
printRow(
  '100000 copies of one comment, all detectors',
  timed(() => nearDuplicates(copies), 1),
);
if (wrong > 0) process.exitCode = 1;
