/**
 * A real negotiation through the rules of procedure: the proposal of an AI Act and the 771 amendments that a parliament
 * adopted to it, submitted as acts, ordered, and adopted one by one in the computed order. What results is compared with the
 * text that the parliament voted and with the law as it was adopted a year later. Times are of a processor.
 *
 * node infra/run.mjs bench negotiation FOLDER [LEAST]: the folder with ep-amendments.jsonl.gz and the two texts; LEAST
 * amendments only, for a quick look.
 */
import { pendingAmendments } from '@plenary/consensus';
import { collisions, compiledText, orderView, shownChanges } from '@plenary/tabling';
import { aiAct, folded, readAkn } from './ai-act.ts';
import { CHAIR, negotiationRoom, PARLIAMENT } from './negotiation-room.ts';

const [folder, most = '771'] = process.argv.slice(2);
if (folder === undefined) {
  console.error(
    'name the folder with ep-amendments.jsonl.gz, 52021PC0206-proposal.akn.xml.gz and 32024R1689-adopted.akn.xml.gz',
  );
  process.exit(2);
}

/** What a piece of work gives, and the milliseconds of a processor that it took: the machine is shared. */
const timed = <Value>(work: () => Value): readonly [Value, number] => {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return [value, (user + system) / 1_000];
};
const row = (name: string, ms: number, note = ''): void =>
  console.log(`  ${name.padEnd(58)} ${ms.toFixed(1).padStart(9)} ms ${note}`);
const counted = (names: Iterable<string>): string => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
};

const [{ blocks, amendments }, readMs] = timed(() => aiAct(folder));
const taken = amendments.slice(0, Number(most));
console.log(`${blocks.length} paragraphs, ${taken.length} amendments of the parliament`);
row('files read, amendments placed', readMs, counted(taken.map(({ found }) => found)));
for (const { amendment } of taken.filter(({ found }) => found === 'nowhere'))
  console.log(
    `    ${amendment.number} ${amendment.target}: its words are not in the stored proposal as quoted`,
  );

const [{ now, take, attempt }, importMs] = timed(() => negotiationRoom(blocks));
row('text imported', importMs);

const refused: string[] = [];
const numberOf = new Map<string, (typeof taken)[number]>();
const [, submitMs] = timed(() => {
  for (const one of taken) {
    if (one.changes.length === 0) continue;
    const refusal = attempt(
      {
        type: 'submitAmendment',
        changes: one.changes,
        reason: '',
        textHash: now().revision?.hash ?? '',
        needs: [],
        excludes: [],
      },
      PARLIAMENT,
    );
    if (refusal === undefined) numberOf.set(`A${Object.keys(now().amendments).length}`, one);
    else
      refused.push(
        `${one.amendment.number} ${one.amendment.target}: ${refusal.code} ${JSON.stringify(refusal.facts)}`,
      );
  }
});
row(
  `${numberOf.size} amendments submitted as acts`,
  submitMs,
  `${(submitMs / Math.max(1, numberOf.size)).toFixed(2)} ms each`,
);
for (const line of refused) console.log(`    refused: ${line}`);

console.log('\npages');
const [met, collisionsMs] = timed(() => collisions(now()));
row(
  'which amendments meet',
  collisionsMs,
  `${met.size} meet another, ${[...met.values()].filter((list) => list.some(({ hard }) => hard)).length} cannot all be adopted`,
);
const ids = pendingAmendments(now()).map(({ id }) => id);
row('compiled text with brackets', timed(() => compiledText(now(), ids))[1]);
row('what each amendment changes, all', timed(() => ids.map((id) => shownChanges(now(), id)))[1]);
const [order, orderMs] = timed(() => orderView(now()));
row(
  'order of voting with reasons',
  orderMs,
  `${order.length} parts, the largest of ${Math.max(...order.map((part) => part.order.length))}`,
);

console.log('\nadoption, one by one in the computed order');
const outcomes: string[] = [];
const slow = { ms: 0, id: '' };
const [, adoptMs] = timed(() => {
  for (const id of order.flatMap((part) => part.order.map((placed) => placed.id))) {
    if (now().amendments[id]?.state !== 'submitted') continue;
    const [refusal, ms] = timed(
      () =>
        attempt({ type: 'proposeAdoption', item: id, rule: 'consensus', objectionSeconds: 1 }, CHAIR) ??
        attempt({ type: 'adopt' }, CHAIR),
    );
    if (ms > slow.ms) Object.assign(slow, { ms, id });
    if (refusal !== undefined) {
      outcomes.push(`${id} (${numberOf.get(id)?.amendment.number}): ${refusal.code}`);
      if (now().phase !== 'open') take({ type: 'withdrawProposal', note: refusal.code }, CHAIR);
    }
  }
});
const adopted = Object.values(now().amendments).filter((amendment) => amendment.state === 'adopted');
row(
  `${adopted.length} adopted`,
  adoptMs,
  `${(adoptMs / Math.max(1, adopted.length)).toFixed(1)} ms each, the slowest ${slow.ms.toFixed(0)} ms (${slow.id})`,
);
for (const line of outcomes) console.log(`    ${line}`);
for (const { id, state: became, outcome } of Object.values(now().amendments))
  if (became !== 'adopted')
    console.log(
      `    ${id} (${numberOf.get(id)?.amendment.number} ${numberOf.get(id)?.amendment.target}): ${became} ${outcome?.cause ?? ''} ${outcome?.because?.join(' ') ?? ''}`,
    );

console.log('\nwhat results');
const voted = [...numberOf.values()].filter(({ amendment }) => amendment.new !== '');
const whole = (now().revision?.paragraphs ?? []).map(({ text }) => folded(text)).join('');
const isThere = (text: string): boolean => whole.includes(folded(text));
const exact = voted.filter(({ amendment }) => isThere(amendment.new));
console.log(
  `  ${exact.length} of ${voted.length} texts that the parliament voted stand in the result word for word`,
);
for (const { amendment } of voted.filter((one) => !exact.includes(one)))
  console.log(`    not: ${amendment.number} ${amendment.target}`);
const NUMBER = /^\(?\p{N}+[a-z]?[.)]*\s*/u;
const lawTexts = readAkn(folder, '32024R1689-adopted.akn.xml.gz').map(({ text }) => text.replace(NUMBER, ''));
const wordsIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
const lawWords = lawTexts.map(wordsIn);
const inLaw = new Set(lawTexts.map(folded));
const lawWhole = lawTexts.map(folded).join('');

/** What became of a paragraph in the law: as it is, inside a longer one, in other words, or nothing of it. */
const CAUSES = ['equal', 'insideAnother', 'fewWordsChanged', 'reworded', 'dropped'] as const;
/** Shares of common words (Dice) from which on a paragraph is taken for another one with few words changed, or reworded. */
const [FEW_CHANGED, REWORDED] = [0.85, 0.5];
const causeOf = (text: string): (typeof CAUSES)[number] => {
  const bare = text.replace(NUMBER, '');
  if (inLaw.has(folded(bare))) return 'equal';
  if (lawWhole.includes(folded(bare))) return 'insideAnother';
  const own = wordsIn(bare);
  const nearest = Math.max(
    ...lawWords.map((words) => {
      const common = [...own].filter((word) => words.has(word)).length;
      return (2 * common) / Math.max(1, own.size + words.size);
    }),
  );
  if (nearest >= FEW_CHANGED) return 'fewWordsChanged';
  return nearest >= REWORDED ? 'reworded' : 'dropped';
};

const issued = new Map(blocks.map(({ text }, at) => [`p${at + 1}`, text]));
const became = new Map<string, Map<string, number>>();
for (const { pid, text } of now().revision?.paragraphs ?? []) {
  const before = issued.get(pid);
  const kind = before === undefined ? 'new' : before === text ? 'unchanged' : 'amended';
  const counts = became.get(kind) ?? new Map<string, number>();
  const cause = causeOf(text);
  became.set(kind, counts.set(cause, (counts.get(cause) ?? 0) + 1));
}
console.log(
  `  what became of them in the law as adopted in 2024 (${lawTexts.length} paragraphs), numbers set aside:`,
);
for (const [kind, counts] of became)
  console.log(`    ${kind}: ${CAUSES.map((cause) => `${cause} ${counts.get(cause) ?? 0}`).join(', ')}`);
