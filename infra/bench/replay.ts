/** 1,000,000 positions replayed into a deliberation of the exercise: seconds and memory. */
import {
  admitBody,
  evolveBody,
  evolveDeliberation,
  admitDeliberation,
  itemsOf,
  currentHash,
  replayDeliberation,
  votingMembers,
  STANCES,
  type BodyState,
  type DeliberationState,
  type DeliberationAct,
  type DeliberationEvent,
  type Recorded,
} from '@plenary/consensus';
import { demonstrationText, foundingActs } from '@plenary/demonstration';
import { TEXTS } from '@plenary/tabling';

const EVENTS = 1_000_000;
const at = '2026-01-01T00:00:00.000Z';
const actor = { kind: 'secretariat' } as const;
let body: BodyState | undefined;
let version = 0;
for (const act of foundingActs()) {
  const admission = admitBody(body, act, { at, actor });
  if (!admission.admitted) throw new Error(admission.refusal.code);
  for (const event of admission.events)
    body = evolveBody(body, { ...event, stream: 'body:main', version: (version += 1), at, actor });
}
if (body === undefined) throw new Error('no body');
const here: BodyState = body;
let state: DeliberationState | undefined;
version = 0;
const { title, acts } = demonstrationText();
for (const act of [{ type: 'openDeliberation', id: 'x', title } satisfies DeliberationAct, ...acts]) {
  const admission = admitDeliberation(state, act, { at, actor, body: here, texts: TEXTS });
  if (!admission.admitted) throw new Error(admission.refusal.code);
  for (const event of admission.events)
    state = evolveDeliberation(state, {
      ...event,
      stream: 'deliberation:x',
      version: (version += 1),
      at,
      actor,
    });
}
if (state === undefined) throw new Error('no deliberation');
const start: DeliberationState = state;
const items = itemsOf(start);
const members = votingMembers(here).map(({ id }) => id);

function* positions(): Generator<Recorded<DeliberationEvent>> {
  for (let n = 0; n < EVENTS; n += 1) {
    const item = items[n % items.length] ?? 'text';
    const member = members[Math.floor(n / items.length) % members.length] ?? '';
    const stance = STANCES[n % STANCES.length] ?? 'support';
    yield {
      type: 'positionStated',
      payload: { member, item, stance, reason: '', textHash: currentHash(start, item) ?? '' },
      stream: 'deliberation:x',
      version: version + n + 1,
      at,
      actor,
      audience: 'public',
    };
  }
}

const before = process.memoryUsage().rss;
const began = performance.now();
const end = replayDeliberation(positions(), start);
const seconds = (performance.now() - began) / 1_000;
console.log(
  `${EVENTS} events replayed in ${seconds.toFixed(2)} s, ${((process.memoryUsage().rss - before) / 2 ** 20).toFixed(0)} MiB more; ` +
    `${Object.keys(end?.positions ?? {}).length} items held`,
);
