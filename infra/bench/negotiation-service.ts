/**
 * A real negotiation through the service: the proposal of an AI Act and the 771 amendments that a parliament adopted to it,
 * tabled as requests of a signed-in delegation, read as pages read them, adopted one by one by its chair, exported, verified,
 * and brought into an empty database with `plenary import`. Beside it the same text with 2,600 amendments: the real ones, and
 * copies of them in which a word is left out, as other delegations would table them.
 *
 * node infra/run.mjs bench negotiation-service FOLDER [LEAST]: the folder with ep-amendments.jsonl.gz and the two texts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pendingAmendments, type DeliberationState, type WrittenAmendmentChange } from '@plenary/consensus';
import { collisions, compiledText, orderView, paragraphTracks, shownChanges } from '@plenary/tabling';
import { verifyRecord } from '@plenary/verify';
import { aiAct, folded } from './ai-act.ts';
import { CONSENSUS, openHouse, plainMember, type House } from './house.ts';
import { importOf } from './import-act.ts';
import { quantile } from './service.ts';
import { withoutWord } from './shorter-amendments.ts';

const [folder, most = '771'] = process.argv.slice(2);
if (folder === undefined) {
  console.error('name the folder with ep-amendments.jsonl.gz and the two texts');
  process.exit(2);
}
const MANY = 2_600;
const GROUPS = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7'];
const ID = 'ai-act';
const STREAM = `deliberation:${ID}`;
const EP = { member: 'EP' };

const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const line = (name: string, values: readonly number[], note = ''): void => {
  const sorted = values.toSorted((a, b) => a - b);
  const [p50, p95] = [0.5, 0.95].map((share) => quantile(sorted, share).toFixed(1));
  console.log(`  ${name.padEnd(52)} p50 ${p50}, p95 ${p95} ms (${values.length}) ${note}`);
};
const measured = async (runs: number, work: () => unknown): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = processor();
    await work();
    times.push(processor() - before);
  }
  return times;
};

const { blocks, amendments } = aiAct(folder);
const real = amendments.slice(0, Number(most)).filter(({ changes }) => changes.length > 0);
const opened = async (): Promise<House> => {
  const house = await openHouse({
    id: 'main',
    name: 'European Parliament',
    members: ['EP', ...GROUPS].map((id) => plainMember(id, id)),
    rules: [CONSENSUS],
    at: '2023-06-14T10:00:00.000Z',
  });
  await house.take('secretariat', STREAM, {
    type: 'openDeliberation',
    id: ID,
    title: { en: 'Artificial Intelligence Act' },
  });
  console.log(
    `text of ${blocks.length} paragraphs brought in: ${(await house.take('secretariat', STREAM, importOf('COM(2021) 206', blocks))).toFixed(0)} ms`,
  );
  return house;
};

/** Tables amendments one after another, as requests; the answers' times and why some were refused. */
const table = async (
  house: House,
  listed: readonly {
    readonly member: string;
    readonly name: string;
    readonly changes: readonly WrittenAmendmentChange[];
  }[],
  textHash: string,
): Promise<number> => {
  const [began, used] = [performance.now(), processor()];
  const times: number[] = [];
  const refused = new Map<string, number>();
  for (const { member, changes, name } of listed) {
    const { code, ms } = await house.attempt({ member }, STREAM, {
      type: 'submitAmendment',
      changes,
      reason: '',
      textHash,
      needs: [],
      excludes: [],
    });
    if (code === '') times.push(ms);
    else {
      const kind = code.split(' ')[0] ?? '';
      refused.set(kind, (refused.get(kind) ?? 0) + 1);
      if (listed.length < 1_000) console.log(`    refused: ${name} ${code}`);
    }
  }
  const [ms, cpu] = [performance.now() - began, processor() - used];
  line(
    `${times.length} amendments tabled`,
    times,
    `${(ms / 1_000).toFixed(1)} s, ${(cpu / times.length).toFixed(1)} ms of a processor each`,
  );
  for (const [code, count] of refused) console.log(`    ${code}: ${count}`);
  return times.length;
};

/** What the pages of amendments ask of the service, and what they make of the answer. Times are of a processor. */
const pages = async (house: House): Promise<void> => {
  const cookie = await house.cookieOf(EP);
  const get = (url: string, encoding = 'br') =>
    house.app.app.inject({ url, headers: { cookie, 'accept-encoding': encoding } });
  const plain = await get(`/api/deliberations/${ID}`, 'identity');
  const packed = await get(`/api/deliberations/${ID}`);
  const size = `${(packed.rawPayload.length / 1_024).toFixed(0)} KiB as ${String(packed.headers['content-encoding'] ?? 'plain')}, ${(plain.rawPayload.length / 1_024).toFixed(0)} KiB plain`;
  line('state, asked again', await measured(20, () => get(`/api/deliberations/${ID}`)), size);
  line('events, 1,000 of them', await measured(10, () => get(`/api/events?stream=${STREAM}&limit=1000`)));
  line('list of deliberations', await measured(20, () => get('/api/deliberations')));
  line('reader’s page', await measured(10, () => get(`/en/d/${ID}`)));
  // Each time anew, as in a browser that opens the page: nothing was worked out before.
  const read = (): DeliberationState => plain.json<{ state: DeliberationState }>().state;
  const asPage = async (
    name: string,
    work: (state: DeliberationState) => unknown,
    runs = 5,
  ): Promise<void> => {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const state = read();
      const before = processor();
      work(state);
      times.push(processor() - before);
    }
    line(name, times);
  };
  const ids = (state: DeliberationState) => pendingAmendments(state).map(({ id }) => id);
  await asPage('list with collisions', collisions);
  await asPage('what each changes, all', (state) => ids(state).map((id) => shownChanges(state, id)));
  await asPage('compiled text', (state) => compiledText(state, ids(state)));
  await asPage('order of voting with reasons', orderView);
  await asPage('one paragraph, side by side', (state) => {
    const counts = new Map<string, number>();
    for (const { touches } of pendingAmendments(state))
      for (const pid of touches) counts.set(pid, (counts.get(pid) ?? 0) + 1);
    const [pid = ''] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    const near = pendingAmendments(state).flatMap(({ id, touches }) => (touches.includes(pid) ? id : []));
    return compiledText(state, near).flatMap((paragraph) =>
      paragraph.id === pid ? paragraphTracks(paragraph) : [],
    );
  });
};

const house = await opened();
const base = (await house.state(STREAM)).revision?.hash ?? '';
await table(
  house,
  real.map(({ amendment, changes }) => ({
    member: 'EP',
    name: `${amendment.number} ${amendment.target}`,
    changes,
  })),
  base,
);
console.log('pages, with all of them pending');
await pages(house);

console.log('adopted one by one in the computed order');
{
  const [began, used] = [performance.now(), processor()];
  const times: number[] = [];
  const order = orderView(await house.state(STREAM)).flatMap((part) => part.order.map(({ id }) => id));
  const causes: string[] = [];
  for (const id of order) {
    const amendment = (await house.state(STREAM)).amendments[id];
    if (amendment?.state !== 'submitted') {
      causes.push(
        `${id} ${amendment?.outcome?.cause ?? amendment?.state} ${amendment?.outcome?.because?.join(' ') ?? ''}`,
      );
      continue;
    }
    const proposed = await house.take('chair', STREAM, {
      type: 'proposeAdoption',
      item: id,
      rule: CONSENSUS.id,
      objectionSeconds: 1,
    });
    house.turn(2);
    times.push(proposed + (await house.take('chair', STREAM, { type: 'adopt' })));
  }
  line(
    `${times.length} adopted, proposal and gavel`,
    times,
    `${((performance.now() - began) / 1_000).toFixed(0)} s, ${((processor() - used) / times.length).toFixed(1)} ms of a processor each`,
  );
  for (const cause of causes) console.log(`    ${cause}`);
}
{
  const state = await house.state(STREAM);
  const whole = (state.revision?.paragraphs ?? []).map(({ text }) => folded(text)).join('');
  const voted = real.filter(({ amendment }) => amendment.new !== '');
  const missing = voted.filter(({ amendment }) => !whole.includes(folded(amendment.new)));
  console.log(
    `  ${voted.length - missing.length} of ${voted.length} texts that the parliament voted stand in the result word for word; not: ${missing.map(({ amendment }) => `${amendment.number} ${amendment.target}`).join('; ')}`,
  );
}
console.log('the record');
{
  const began = performance.now();
  const answer = await house.app.app.inject({ url: `/api/deliberations/${ID}/export` });
  console.log(`  exported in ${(performance.now() - began).toFixed(0)} ms`);
  const used = processor();
  const { ok, checks } = verifyRecord(answer.json());
  console.log(
    `  ${ok ? 'holds' : `does not hold: ${JSON.stringify(checks.find((check) => !check.ok))}`}, verified in ${((processor() - used) / 1_000).toFixed(1)} s of a processor`,
  );
  if (!ok) process.exitCode = 1;
  const place = mkdtempSync(join(tmpdir(), 'plenary-import-'));
  const file = join(place, 'record.json');
  writeFileSync(file, answer.body);
  const start = performance.now();
  const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));
  const { DATABASE_URL: _, ...env } = process.env;
  const imported = spawnSync(process.execPath, [...process.execArgv, main, 'import', file], {
    env: { ...env, PLENARY_DATA: join(place, 'data') },
    encoding: 'utf8',
  });
  console.log(
    `  plenary import of ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB into an empty database: ${((performance.now() - start) / 1_000).toFixed(1)} s; ${imported.stdout.trim()} ${imported.stderr.trim()}`,
  );
  if (imported.status !== 0) process.exitCode = 1;
  rmSync(place, { recursive: true, force: true });
}
await house.stop();

console.log(`\n${MANY} amendments, of which ${real.length} are real`);
const copies = Array.from({ length: MANY }, (_, at) => {
  const { amendment, changes } = real[at % real.length] ?? { amendment: { number: 0 }, changes: [] };
  const turn = Math.floor(at / real.length);
  return {
    member: turn === 0 ? 'EP' : (GROUPS[turn % GROUPS.length] ?? 'G1'),
    name: `${amendment.number}`,
    changes: turn === 0 ? changes : withoutWord(changes, turn),
  };
});
const many = await opened();
await table(many, copies, (await many.state(STREAM)).revision?.hash ?? '');
await pages(many);
await many.stop();
