/**
 * One resolution of the General Assembly from its draft to its adoption, through the service: the draft is tabled in the
 * committee by its first sponsor, the others join, the committee votes by roll call and adopts; the Assembly takes the text
 * that the committee's deliberation ended with, votes by roll call, and adopts it under its symbol. Names, sponsors and votes
 * are read from the records; tallies are compared with those that the records state in words.
 *
 * node infra/run.mjs bench genealogy FILE: a genealogy as JSON (A_RES_78_220.json).
 */
import { readFileSync } from 'node:fs';
import type { DeliberationAct, WrittenAmendmentChange } from '@plenary/consensus';
import { parseText } from '@plenary/text';
import { verifyRecord } from '@plenary/verify';
import { MAJORITY, openHouse, plainMember } from './house.ts';
import { importOf } from './import-act.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('name the genealogy of a resolution');
  process.exit(2);
}
interface Votes {
  readonly in_favour: readonly string[];
  readonly against: readonly string[];
  readonly abstaining: readonly string[];
}
interface Genealogy {
  readonly resolution_symbol: string;
  readonly title: string;
  readonly stages: {
    readonly draft: { readonly symbol: string; readonly text: string };
    readonly committee_report: { readonly voting: Votes; readonly proceedings: string };
    readonly plenary_meeting: {
      readonly utterances: readonly {
        readonly resolution_metadata?: { readonly resolution_symbol?: string; readonly vote_details?: Votes };
      }[];
    };
    readonly resolution: {
      readonly voting: { readonly yes: number; readonly no: number; readonly abstain: number };
    };
  };
}
const { resolution_symbol: symbol, title, stages } = JSON.parse(readFileSync(file, 'utf8')) as Genealogy;
const report = stages.committee_report.proceedings.replace(/\s+/gu, ' ');
const assembly = stages.plenary_meeting.utterances.find(
  ({ resolution_metadata: of }) => of?.resolution_symbol === symbol,
)?.resolution_metadata?.vote_details;
if (assembly === undefined) throw new Error(`no vote on ${symbol}`);

/** Lines of the records are cut, and here and there a page's heading stands in a name. */
const plain = (name: string): string =>
  name
    .replace(/^\d\d-\d+ A\/\S+ /u, '')
    .replace(/\s+/gu, ' ')
    .replace(/(\p{L})- (\p{L})/gu, '$1-$2')
    .trim();
const votesOf = ({ in_favour, against, abstaining }: Votes) =>
  (
    [
      ['for', in_favour],
      ['against', against],
      ['abstain', abstaining],
    ] as const
  ).flatMap(([choice, names]) => names.map((name) => ({ name: plain(name), choice })));
const committee = votesOf(stages.committee_report.voting);
const plenary = votesOf(assembly);
const sentences = [
  /submitted by (.*?)\. Subsequently/u,
  /Subsequently, (.*?) joined/u,
  /At the same meeting, (.*?) joined/u,
].map((pattern) => pattern.exec(report)?.[1] ?? '');
const voting = [...new Set([...committee, ...plenary].map(({ name }) => name))];
/** Sponsors that voted neither here nor there. */
const others = sentences
  .flatMap((sentence) => sentence.split(/, | and /u))
  .map((name) => name.replace(/^(?:and )?(?:the )?/u, '').trim())
  .filter((name) => name !== '' && !voting.some((known) => known.includes(name)));
const voters = [...voting, ...new Set(others)];

/** States named in a sentence: each that is known and stands in it as a whole name. */
const namedIn = (sentence: string): readonly string[] =>
  voters
    .filter((name) =>
      new RegExp(`(?:^|[ ,])(?:the )?${name.replace(/[().]/gu, '\\$&')}(?=[,. ]|$)`, 'u').test(sentence),
    )
    .toSorted((a, b) => sentence.indexOf(a) - sentence.indexOf(b));
const [first = '', ...joining] = [...new Set(sentences.flatMap(namedIn))];
const stated = /recorded vote of (\d+) to (\d+), with (\d+)/u.exec(report)?.slice(1).join('-') ?? '';
const final = Object.values(stages.resolution.voting).slice(0, 3).join('-');

const parsed = parseText(stages.draft.text);
if (!parsed.ok) throw new Error(parsed.refusal.code);
const id = (name: string): string => `S${voters.indexOf(name) + 1}`;
const seat = (name: string) => ({ member: id(name) });
const house = await openHouse({
  id: 'main',
  name: 'General Assembly',
  members: voters.map((name) => plainMember(id(name), name)),
  rules: [MAJORITY],
  at: '2023-11-01T10:00:00.000Z',
});
const [inCommittee, inPlenary] = ['deliberation:c3-78-l41', 'deliberation:a-res-78-220'];
const began = performance.now();
const open = async (stream: string, act: Extract<DeliberationAct, { type: 'importText' }>): Promise<void> => {
  const name = stream.slice('deliberation:'.length);
  await house.take('secretariat', stream, { type: 'openDeliberation', id: name, title: { en: title } });
  await house.take('secretariat', stream, act);
};
const voted = async (stream: string, item: string | undefined, votes: typeof committee): Promise<string> => {
  await house.take('chair', stream, {
    type: 'proposeAdoption',
    rule: MAJORITY.id,
    objectionSeconds: 1,
    ...(item === undefined ? {} : { item }),
  });
  await house.take('chair', stream, { type: 'putToBallot', openSeconds: 60, manner: 'rollCall' });
  await Promise.all(
    votes.map(({ name, choice }) => house.take(seat(name), stream, { type: 'castBallot', choice })),
  );
  house.turn(61);
  const closed = await house.attempt('chair', stream, { type: 'closeBallot' });
  if (closed.code !== '' && !closed.code.startsWith('act.outOfOrder')) throw new Error(closed.code);
  await house.take('chair', stream, { type: 'adopt' });
  const tally = (await house.state(stream)).decisions.at(-1)?.equalVoice;
  return `${tally?.for}-${tally?.against}-${tally?.abstain}`;
};

// --- the committee: the draft as its sponsors table it
await open(inCommittee, importOf('A/C.3/78/item71c', [{ kind: 'title', level: 0, text: title }]));
let after = 'p1';
const changes = parsed.paragraphs.map(({ kind, level, text }, at): WrittenAmendmentChange => {
  const change = { after, kind, level, insert: text, name: `n${at}` };
  after = change.name;
  return change;
});
await house.take(seat(first), inCommittee, {
  type: 'submitAmendment',
  changes,
  reason: '',
  textHash: (await house.state(inCommittee)).revision?.hash ?? '',
  needs: [],
  excludes: [],
});
for (const name of joining)
  await house.take(seat(name), inCommittee, { type: 'coSponsorAmendment', amendment: 'A1' });
house.turn('2023-11-15T15:00:00.000Z');
const committeeTally = await voted(inCommittee, 'A1', committee);
const adopted = await house.state(inCommittee);
const words = adopted.revision?.paragraphs ?? [];
const isWhole = parsed.paragraphs.every(({ text }, at) => words[at + 1]?.text === text);

// --- the Assembly: what the committee recommends
house.turn('2023-12-19T10:00:00.000Z');
await open(inPlenary, importOf(symbol, words));
const plenaryTally = await voted(inPlenary, undefined, plenary);
const end = await house.state(inPlenary);
const ms = performance.now() - began;

const same = (got: string, wanted: string): string => {
  if (got !== wanted) process.exitCode = 1;
  return `${got}, recorded ${wanted}: ${got === wanted ? 'equal' : 'DIFFERS'}`;
};
console.log(
  `${stages.draft.symbol}: ${parsed.paragraphs.length} paragraphs tabled by ${first}, joined by ${joining.length}`,
);
console.log(`  sponsors in the record of the service: ${adopted.amendments['A1']?.sponsors.length}`);
console.log(`  committee ${same(committeeTally, stated)}; the text is the draft word for word: ${isWhole}`);
console.log(`${symbol}: Assembly ${same(plenaryTally, final)}; ${end.phase}`);
console.log(`  ${(ms / 1_000).toFixed(1)} s for ${committee.length + plenary.length} ballots and the rest`);
for (const stream of [inCommittee, inPlenary]) {
  const name = stream.slice('deliberation:'.length);
  const answer = await house.app.app.inject({ url: `/api/deliberations/${name}/export` });
  const { ok, checks } = verifyRecord(answer.json());
  console.log(`  record of ${name}: ${ok ? 'holds' : JSON.stringify(checks.find((check) => !check.ok))}`);
  if (!ok) process.exitCode = 1;
}
if (!isWhole || end.phase !== 'adopted') process.exitCode = 1;
await house.stop();
