/**
 * Comments through the service: `bench consultation [RESPONSES.csv.gz]`. The answers of a real consultation are filed as
 * comments and their near-duplicate families compared with what its README says; then ten thousand comments are listed,
 * filtered, grouped and written out. Free texts are not printed. Exit 1 where something is found otherwise.
 */
import { proofBits } from '@plenary/ledger';
import { cutText, nearDuplicates } from '@plenary/opinion';
import type { App } from '@plenary/server';
import type {
  CommentFamiliesAnswer,
  CommentPageAnswer,
  CommentTableAnswer,
  DeliberationAnswer,
  ProofTaskAnswer,
} from '@plenary/protocol';
import { createHash } from 'node:crypto';
import { csvRows, requireData } from './csv-rows.ts';
import { startService } from './service.ts';
import { median } from './stopwatch.ts';

const RESPONSES = process.argv[2] ?? 'consultation-eu-ai/responses.csv.gz';
requireData(RESPONSES);

const DELIBERATION = 'ai-governance';
const PER_TABLE = 100;
/** Characters from which on the README counts identical answers. */
const LONG = 60;
let wrong = 0;
const check = (what: string, holds: boolean): void => {
  if (!holds) wrong += 1;
  console.log(`  ${holds ? 'ok  ' : 'WRONG'} ${what}`);
};

const { app, stop } = await startService();
const key = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 32);
const announce = async (running: App, id: string): Promise<void> => {
  const answer = await running.app.inject({ url: `/api/deliberations/${DELIBERATION}` });
  const { state } = answer.json<DeliberationAnswer>();
  if (state.revision === undefined) throw new Error('no text');
  await running.writer.perform({
    stream: `consultation:${id}`,
    act: {
      type: 'announceConsultation',
      id,
      deliberation: DELIBERATION,
      textHash: state.revision.hash,
      title: { en: id },
      opensAt: '2020-01-01T00:00:00.000Z',
      closesAt: '2099-01-01T00:00:00.000Z',
      audience: 'public',
      languages: ['en'],
      questions: [],
      charactersMin: 1,
    },
    actor: { kind: 'secretariat' },
    actorKey: 'bench',
    key: key(id),
    requestHash: key(id),
  });
};
const quoted = (words: string): string => `"${words.replaceAll('"', '""')}"`;

/** The cookie of a browser that has shown its work: nobody is known from one to the next. */
const browserOfItsOwn = async (running: App): Promise<string> => {
  const { task, bits } = (await running.app.inject({ url: '/api/commenter/task' })).json<ProofTaskAnswer>();
  let nonce = 0;
  while (proofBits(task, String(nonce)) < bits) nonce += 1;
  const admitted = await running.app.inject({
    method: 'POST',
    url: '/api/commenter',
    payload: { proof: { task, nonce: String(nonce) } },
  });
  return String([admitted.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
};

/** Files comments in tables, each from a browser of its own; ids of what was filed, and how many could not be. */
const file = async (
  running: App,
  id: string,
  texts: readonly { readonly text: string; readonly place: string }[],
): Promise<readonly string[]> => {
  const filed: string[] = [];
  for (let from = 0; from < texts.length; from += PER_TABLE) {
    const rows = texts
      .slice(from, from + PER_TABLE)
      .map(({ text, place }) => `Respondent,${place},ge,${quoted(text)}`);
    const answer = await running.app.inject({
      method: 'POST',
      url: `/api/consultations/${id}/comment-table?lang=en&naming=pseudonym`,
      headers: {
        'content-type': 'text/csv',
        'idempotency-key': key(`${id} ${from}`),
        cookie: await browserOfItsOwn(running),
      },
      payload: ['MB/NC,Clause,Type,Comments', ...rows].join('\n'),
    });
    if (answer.statusCode !== 201) throw new Error(answer.body.slice(0, 500));
    filed.push(...answer.json<CommentTableAnswer>().filed);
  }
  return filed;
};

const get = async <Answer>(path: string): Promise<Answer> => {
  const answer = await app.app.inject({ url: path });
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
  return answer.json<Answer>();
};
const families = (id: string): Promise<CommentFamiliesAnswer> =>
  get<CommentFamiliesAnswer>(`/api/consultations/${id}/families`);

/** Processor time of this process for a request, threads included: medians of some runs after one that warms up. */
const measured = async (
  what: string,
  runs: number,
  work: (run: number) => Promise<unknown>,
): Promise<number> => {
  await work(-1);
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    const began = performance.now();
    await work(run);
    wall.push(performance.now() - began);
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1_000);
  }
  console.log(
    `  ${what.padEnd(58)} ${median(wall).toFixed(1).padStart(9)} ms ${`(${median(cpu).toFixed(1)})`.padStart(10)}`,
  );
  return median(cpu);
};

console.log('Medians: wall clock, and processor time');
try {
  // ---------------------------------------------------------------------------------------------- a real consultation
  const responses = csvRows(RESPONSES);
  const columns = Object.keys(responses[0] ?? {}).filter((name) => /^t\d+$/.test(name));
  const folded = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');
  const answers = responses.flatMap((row) =>
    columns.flatMap((column) => {
      const text = (row[column] ?? '').replaceAll('\t', ' ').trim();
      return text.length < LONG ? [] : [{ text, place: '', group: `${column} ${folded(text)}` }];
    }),
  );
  await announce(app, 'white-paper');
  const began = performance.now();
  const filed = await file(app, 'white-paper', answers);
  console.log(
    `${responses.length} respondents, ${filed.length} answers of ${LONG} characters and more filed as comments in ${((performance.now() - began) / 1_000).toFixed(1)} s`,
  );
  check('every answer is a comment', filed.length === answers.length);
  const found = await families('white-paper');
  const alone = nearDuplicates(answers.map(({ text }, at) => ({ id: filed[at] ?? '', text })));
  check(
    `${alone.families.length} families, ${found.families.filter(({ isListed }) => isListed).length} listed, ${found.distinct} distinct texts, as the library finds them`,
    found.distinct === alone.distinct &&
      found.families.length + found.smaller === alone.families.length &&
      found.families.every(({ sample, size }, at) => {
        const members = alone.families[at]?.members;
        return members?.[0] === sample && members.length === size;
      }),
  );
  const groups = new Map<string, string[]>();
  for (const [at, { group }] of answers.entries())
    groups.set(group, [...(groups.get(group) ?? []), filed[at] ?? '']);
  const wordsOf = new Map(answers.map(({ text }, at) => [filed[at] ?? '', cutText(text).words.length]));
  const identical = [...groups.values()].filter((ids) => ids.length > 1);
  const comparable = identical.filter(([id = '']) => (wordsOf.get(id) ?? 0) >= 12);
  const familyOf = new Map(alone.families.flatMap(({ members }, at) => members.map((id) => [id, at])));
  const whole = comparable.filter((ids) => new Set(ids.map((id) => familyOf.get(id) ?? id)).size === 1);
  console.log(`  ${identical.length} groups of identical answers to one question`);
  check(
    `${whole.length} of ${comparable.length} groups of twelve words and more are each one family`,
    whole.length === comparable.length,
  );
  const [first] = found.families;
  const alike = await get<CommentPageAnswer>(
    `/api/consultations/white-paper/comments?family=${first?.sample ?? 'c1'}&limit=1`,
  );
  check(`the largest, of ${first?.size ?? 0}, is read by itself`, alike.total === first?.size);

  // ------------------------------------------------------------------------------------------------ ten thousand comments
  const COUNT = 10_000;
  const many = Array.from({ length: COUNT }, (_, at) => {
    const own = at % 5 === 0;
    const text = own
      ? `We ask that reports on these systems are published within thirty days, says signatory ${at} of campaign ${at % 4}.`
      : `Comment ${at}: ${answers[at % answers.length]?.text.slice(0, 600) ?? ''} ${at * 7919}`;
    return { text, place: `p${(at % 9) + 2}` };
  });
  await announce(app, 'many');
  const filing = performance.now();
  const numbers = await file(app, 'many', many);
  console.log(`${numbers.length} comments filed in ${((performance.now() - filing) / 1_000).toFixed(1)} s`);
  const themed = async (theme: string, from: number): Promise<void> => {
    await app.writer.perform({
      stream: 'consultation:many',
      act: { type: 'groupComments', comments: numbers.slice(from, from + 500), theme },
      actor: { kind: 'secretariat' },
      actorKey: 'bench',
      key: key(`${theme} ${from}`),
      requestHash: key(`${theme} ${from}`),
    });
  };
  for (let from = 0; from < COUNT; from += 1_000) await themed(`Theme ${from % 3_000}`, from);
  const path = '/api/consultations/many';
  const page = (query: string) => (run: number) =>
    get<CommentPageAnswer>(`${path}/comments?limit=25&offset=${Math.max(0, run) * 25}${query}`);
  const peer = await measured('peer: a page that reads nothing (GET /health/live)', 20, () =>
    app.app.inject({ url: '/health/live' }),
  );
  const listed = await measured('a page of 25 of 10000', 20, page(''));
  await measured('a page of one theme', 20, page('&theme=Theme%200'));
  await measured('a page of what waits, on one paragraph', 20, page('&disposition=waiting&about=p3'));
  console.log(`  a page is ${(listed / peer).toFixed(1)} times an empty answer`);
  await measured('how the consultation stands', 10, () => get(path));
  let groupings = 0;
  await measured('500 comments put under a theme by one act', 5, () =>
    themed(`Group ${(groupings += 1)}`, 500),
  );
  const comparing = performance.now();
  const before = process.cpuUsage();
  const told = await families('many');
  const used = process.cpuUsage(before);
  console.log(
    `  ${'families found the first time, in a thread'.padEnd(58)} ${(performance.now() - comparing).toFixed(1).padStart(9)} ms ${`(${((used.user + used.system) / 1_000).toFixed(1)})`.padStart(10)}`,
  );
  console.log(
    `    ${told.families.length + told.smaller} families, ${told.families.filter(({ isListed }) => isListed).length} listed of those told, ${told.distinct} distinct texts`,
  );
  await measured('families told again', 10, () => families('many'));
  for (const name of ['matrix.csv', 'iso.csv', 'matrix.docx?lang=en'])
    await measured(`the response matrix of 10000, ${name}`, 3, () =>
      app.app.inject({ url: `${path}/${name}` }),
    );
} finally {
  await stop();
}
if (wrong > 0) process.exitCode = 1;
