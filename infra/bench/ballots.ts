/** 1,000 concurrent ballots racing the close on real PostgreSQL, 20 seeds: each acknowledged one counts once, none after. */
import { seededDraws } from '@plenary/demonstration';
import { BALLOT_CHOICES, votingMembers, type Actor, type DeliberationAct } from '@plenary/consensus';
import { startService } from './service.ts';

const [SEEDS, BALLOTS] = [20, 1_000];
const stream = 'deliberation:ai-governance';
const { app, stop } = await startService();
const body = await app.held.get(await app.bodyStream());
if (body.kind !== 'body' || body.state === undefined) throw new Error('no body');
const members = votingMembers(body.state).map(({ id }) => id);
const chair: Actor = { kind: 'chair' };
let keys = 0;
const perform = (act: DeliberationAct, actor: Actor) =>
  app.writer.perform({
    stream,
    act,
    actor,
    actorKey: actor.member ?? actor.kind,
    key: `race-${(keys += 1)}`,
    requestHash: `${keys}`,
  });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const state = async () => {
  const held = await app.held.get(stream);
  if (held.kind !== 'deliberation' || held.state === undefined) throw new Error('no deliberation');
  return held.state;
};
await perform({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }, chair);
await perform(
  { type: 'object', reason: 'so that a ballot is possible' },
  { kind: 'delegate', member: members[0] ?? '', mayBind: true },
);
await pause(1_200);
await perform({ type: 'reject', note: 'exhausted' }, chair);
let [acknowledgedAll, lateAll] = [0, 0];
for (let seed = 1; seed <= SEEDS; seed += 1) {
  const draw = seededDraws(seed);
  await perform({ type: 'proposeAdoption', rule: 'ga-simple', objectionSeconds: 1 }, chair);
  await perform({ type: 'putToBallot', openSeconds: 1 }, chair);
  const closesAt = (await state()).decisions.at(-1)?.ballot?.closesAt ?? '';
  const acknowledged = new Map<string, { version: number; choice: string }>();
  let refused = 0;
  const cast = async (): Promise<void> => {
    await pause(draw() * 1_300);
    const member = members[Math.floor(draw() * members.length)] ?? '';
    const choice = BALLOT_CHOICES[Math.floor(draw() * 3)] ?? 'for';
    try {
      const { receipt } = await perform(
        { type: 'castBallot', choice },
        { kind: 'delegate', member, mayBind: true },
      );
      acknowledgedAll += 1;
      // Of several ballots of one member the last in the stream counts; one that changes nothing leaves the last as it is.
      const known = acknowledged.get(member);
      if (
        receipt.toVersion > receipt.fromVersion &&
        (known === undefined || receipt.toVersion > known.version)
      )
        acknowledged.set(member, { version: receipt.toVersion, choice });
      if (receipt.at > closesAt) lateAll += 1;
    } catch {
      refused += 1; // after the close
    }
  };
  await Promise.all(Array.from({ length: BALLOTS }, cast));
  while ((await state()).phase === 'balloting') await pause(100);
  const ballot = (await state()).decisions.at(-1)?.ballot;
  const counted = Object.entries(ballot?.cast ?? {});
  const wrong = counted.filter(([member, { choice }]) => acknowledged.get(member)?.choice !== choice).length;
  const late = counted.filter(([, { at }]) => at > closesAt).length;
  const missing = acknowledged.size - counted.length;
  const result = (await state()).decisions.at(-1)?.equalVoice;
  const recount = counted.filter(([, { choice }]) => choice === 'for').length;
  console.log(
    `seed ${seed}: ${counted.length} delegations counted, ${refused} refused, missing ${missing}, wrong ${wrong}, late ${late}, tally ${result?.for === recount ? 'equals the recount' : 'DIFFERS'}`,
  );
  if (missing !== 0 || wrong !== 0 || late !== 0 || result?.for !== recount) process.exitCode = 1;
  await perform({ type: 'withdrawProposal', note: 'next seed' }, chair);
}
console.log(`${acknowledgedAll} ballots acknowledged in ${SEEDS} races, ${lateAll} after the close`);
await stop();
