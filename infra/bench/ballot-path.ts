/**
 * Real roll calls through the ballot path of the service: every ballot is a request of a signed-in delegation, admitted,
 * signed and stored on a real PostgreSQL. Outcome and tally of each roll call are compared with the published ones (European
 * Parliament) or with a recount of the rows (General Assembly, whose source has no tallies); then records are verified.
 *
 * node infra/run.mjs bench ballot-path [un|ep|both] [COUNT] [FROM]: COUNT roll calls of each only, beginning behind the first FROM, so that
 * all of them can be run in portions.
 */
import { verifyRecord } from '@plenary/verify';
import { csvRows, requireData } from './csv-rows.ts';
import { MAJORITY, openHouse, plainMember, type House } from './house.ts';
import { importOf } from './import-act.ts';

const FILES = {
  calls: 'un-votes/rollcalls_2010-2020.csv',
  votes: 'un-votes/votes_2010-2020.csv.gz',
  parliament: 'ep-rollcalls/MTG-PL-2024-03-13-votes.csv',
  members: 'ep-rollcalls/MTG-PL-2024-03-13-members.csv',
  choices: 'ep-rollcalls/MTG-PL-2024-03-13-choices.csv.gz',
} as const;
requireData(...Object.values(FILES));
const [which = 'both', count = '100000', from = '0'] = process.argv.slice(2);
const FIRST = Number(from);
const BEHIND = FIRST + Number(count);

type Choice = 'for' | 'against' | 'abstain';
interface RollCall {
  readonly id: string;
  readonly title: string;
  readonly at: string;
  readonly ballots: readonly { readonly member: string; readonly choice: Choice }[];
  /** What has to come of it. */
  readonly tally: string;
  readonly isAdopted: boolean;
}

const SECONDS_OPEN = 60;
const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** One roll call as acts: opened, brought in, put, voted on, closed, decided. Tally and outcome as the service has them. */
const called = async (
  house: House,
  call: RollCall,
): Promise<{ readonly tally: string; readonly isAdopted: boolean }> => {
  if (call.at > house.now()) house.turn(call.at);
  const stream = `deliberation:${call.id}`;
  await house.take('secretariat', stream, {
    type: 'openDeliberation',
    id: call.id,
    title: { en: call.title },
  });
  const words = { kind: 'operative' as const, level: 0, text: call.title };
  await house.take('secretariat', stream, importOf(call.id, [words]));
  await house.take('chair', stream, { type: 'proposeAdoption', rule: MAJORITY.id, objectionSeconds: 1 });
  await house.take('chair', stream, { type: 'putToBallot', openSeconds: SECONDS_OPEN, manner: 'rollCall' });
  await Promise.all(
    call.ballots.map(({ member, choice }) => house.take({ member }, stream, { type: 'castBallot', choice })),
  );
  house.turn(SECONDS_OPEN + 1);
  // The deadline closes it as well; whichever of the two is second is told that nothing is open.
  const closed = await house.attempt('chair', stream, { type: 'closeBallot' });
  if (closed.code !== '' && !closed.code.startsWith('act.outOfOrder')) throw new Error(closed.code);
  const decision = (await house.state(stream)).decisions.at(-1);
  if (decision?.equalVoice === undefined) throw new Error(`${call.id} was not closed`);
  const { for: yes, against, abstain } = decision.equalVoice;
  const isAdopted = decision.result?.outcome === 'adopted';
  await house.take('chair', stream, isAdopted ? { type: 'adopt' } : { type: 'reject', note: 'Not carried.' });
  return { tally: `${yes}-${against}-${abstain}`, isAdopted };
};

const replay = async (
  name: string,
  house: House,
  calls: readonly RollCall[],
  before?: (call: RollCall) => Promise<void>,
) => {
  const [began, used] = [performance.now(), processor()];
  let [cast, tallies, outcomes] = [0, 0, 0];
  const differing: string[] = [];
  for (const [at, call] of calls.entries()) {
    await before?.(call);
    const got = await called(house, call);
    cast += call.ballots.length;
    if (got.tally === call.tally) tallies += 1;
    if (got.isAdopted === call.isAdopted) outcomes += 1;
    if (got.tally !== call.tally || got.isAdopted !== call.isAdopted)
      differing.push(`${call.id}: ${got.tally} ${got.isAdopted}, not ${call.tally} ${call.isAdopted}`);
    if ((at + 1) % 100 === 0) console.log(`  ${at + 1} of ${calls.length}`);
  }
  const [ms, cpu] = [performance.now() - began, processor() - used];
  console.log(`${name}: ${calls.length} roll calls, ${cast} ballots cast through the service`);
  console.log(`  tallies equal ${tallies} of ${calls.length}, outcomes equal ${outcomes} of ${calls.length}`);
  for (const line of differing) console.log(`  DIFFERS ${line}`);
  console.log(
    `  ${(ms / 1_000).toFixed(0)} s; ${(cpu / cast).toFixed(2)} ms of a processor a ballot, everything of a roll call included`,
  );
  if (differing.length > 0) process.exitCode = 1;
  for (const call of [calls[0], calls.at(-1)]) {
    if (call === undefined) continue;
    const answer = await house.app.app.inject({ url: `/api/deliberations/${call.id}/export` });
    const { ok, checks } = verifyRecord(answer.json());
    console.log(
      `  record of ${call.id}: ${ok ? 'holds' : JSON.stringify(checks.find((check) => !check.ok))}`,
    );
    if (!ok) process.exitCode = 1;
  }
  await house.stop();
};

const CHOICES: Readonly<Record<string, Choice | undefined>> = {
  Y: 'for',
  N: 'against',
  A: 'abstain',
  F: 'for',
  0: 'abstain',
};
const counted = (ballots: RollCall['ballots'], choice: Choice): number =>
  ballots.filter((ballot) => ballot.choice === choice).length;

const assembly = async (): Promise<void> => {
  const rows = new Map<string, { member: string; vote: string }[]>();
  for (const { rcid = '', iso3 = '', vote = '' } of csvRows(FILES.votes)) {
    const list = rows.get(rcid) ?? [];
    list.push({ member: iso3, vote });
    rows.set(rcid, list);
  }
  const calls = csvRows(FILES.calls)
    .toSorted((a, b) =>
      (a['date'] ?? '') < (b['date'] ?? '') ? -1 : (a['date'] ?? '') > (b['date'] ?? '') ? 1 : 0,
    )
    .slice(FIRST, BEHIND)
    .map(({ rcid = '', date = '', unres = '', descr = '' }): RollCall => {
      const ballots = (rows.get(rcid) ?? []).flatMap(({ member, vote }) => {
        const choice = CHOICES[vote];
        return choice === undefined || vote === 'X' ? [] : [{ member, choice }];
      });
      const [yes, no] = [counted(ballots, 'for'), counted(ballots, 'against')];
      return {
        id: `rcid-${rcid}`,
        title: `${unres} ${descr}`.trim().slice(0, 450),
        at: `${date}T15:00:00.000Z`,
        ballots,
        tally: `${yes}-${no}-${counted(ballots, 'abstain')}`,
        isAdopted: yes > no,
      };
    });
  const house = await openHouse({
    id: 'main',
    name: 'General Assembly',
    members: [],
    rules: [MAJORITY],
    at: '2010-01-01T09:00:00.000Z',
  });
  // A State is admitted before the first roll call in which it has a row.
  const admitted = new Set<string>();
  const admit = async ({ id }: RollCall): Promise<void> => {
    const fresh = (rows.get(id.slice('rcid-'.length)) ?? []).filter(({ member }) => !admitted.has(member));
    if (fresh.length === 0) return;
    await house.admit(fresh.map(({ member }) => plainMember(member, member)));
    for (const { member } of fresh) {
      admitted.add(member);
      await house.cookieOf({ member });
    }
  };
  await replay('General Assembly, 2010 to 2020', house, calls, admit);
};

const parliament = async (): Promise<void> => {
  const choices = new Map<string, { member: string; choice: Choice }[]>();
  for (const { vote = '', member = '', choice = '' } of csvRows(FILES.choices)) {
    const list = choices.get(vote) ?? [];
    list.push({ member: `M${member}`, choice: choice === 'A' ? 'against' : (CHOICES[choice] ?? 'abstain') });
    choices.set(vote, list);
  }
  const calls = csvRows(FILES.parliament)
    .filter(({ method }) => method === 'ELECTRONIC_ROLLCALL')
    .slice(FIRST, BEHIND)
    .map((row): RollCall => ({
      id: `vote-${row['vote']}`,
      title: row['heading'] === '' ? `Vote ${row['vote']}` : (row['heading'] ?? ''),
      at: `2024-03-13T${row['time'] === '' ? '00:00:00' : row['time']}.000Z`,
      ballots: choices.get(row['vote'] ?? '') ?? [],
      tally: `${row['for']}-${row['against']}-${row['abstention']}`,
      isAdopted: row['outcome'] === 'ADOPTED',
    }));
  const members = csvRows(FILES.members).map(({ member = '', name = '' }) => plainMember(`M${member}`, name));
  const house = await openHouse({
    id: 'main',
    name: 'European Parliament',
    members,
    rules: [MAJORITY],
    at: '2024-03-13T08:00:00.000Z',
  });
  for (const { id } of members) await house.cookieOf({ member: id });
  await replay('European Parliament, 13 March 2024', house, calls);
};

if (which !== 'ep') await assembly();
if (which !== 'un') await parliament();
