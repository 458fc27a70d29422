/** B11, B12: packages proven beside HiGHS on the same model in the same run, then rules that count, growth and memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  packageSearch,
  parseProblem,
  type MilpModel,
  type MilpSolver,
  type PackageAnswer,
  type PackageOptions,
  type PackageProblem,
  type PackageTools,
} from '@plenary/compromise';
import { highsSolver, startPackageWorker } from '@plenary/package-worker';
import { csvRows, requireData } from './csv-rows.ts';
import { median } from './stopwatch.ts';

requireData('un-votes/rollcalls_2010-2020.csv', 'un-votes/votes_2010-2020.csv.gz', 'members/members.csv');

const RUNS = 5;
const PEER_MS = 60_000;
/** Processor time: the machine is shared, and what others do is not what is measured. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

// ------------------------------------------------------------------------------------------------------- the problems

/** Numbers from 0 to 1, the same ones every time. */
const drawsOf = (seed: number): (() => number) => {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
};

interface Made {
  readonly name: string;
  readonly json: {
    readonly items: readonly { readonly id: string; readonly alternatives: readonly string[] }[];
    readonly members: readonly { readonly id: string }[];
    readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
    readonly stances: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly conflicts: readonly (readonly string[])[];
    readonly needs: readonly { readonly alternative: string; readonly needs: string }[];
    readonly rule: unknown;
  };
}

interface Size {
  readonly items: number;
  readonly alternatives: number;
  readonly members: number;
  readonly groups: number;
}
const CONSENSUS = 'consensus';
const WORDS = ['support', 'accept', 'abstain', 'reserve', 'oppose', 'object'] as const;

/** Pairs of alternatives of different items, none of them a base; the second always of a later item. */
const pairsOf = (draw: () => number, names: readonly (readonly string[])[], count: number) =>
  Array.from({ length: count }, () => {
    const first = Math.floor(draw() * (names.length - 1));
    const second = first + 1 + Math.floor(draw() * (names.length - 1 - first));
    const [own, other] = [names[first] ?? [], names[second] ?? []];
    return [
      own[1 + Math.floor(draw() * (own.length - 1))] ?? '',
      other[1 + Math.floor(draw() * (other.length - 1))] ?? '',
    ] as const;
  });

/**
 * Members near the middle of their group in four dimensions, alternatives somewhere in them; a member likes what is
 * near. `red` is the share of the farthest that are red lines.
 */
const drawn = (
  { items, alternatives, members, groups }: Size,
  seed: number,
  { red = 0, rule = CONSENSUS as unknown, conditions = 0 } = {},
): Made => {
  const draw = drawsOf(seed);
  for (let at = 0; at < 20; at += 1) draw();
  const point = (): readonly number[] => [0, 1, 2, 3].map(() => draw() * 2 - 1);
  const middles = Array.from({ length: groups }, point);
  const groupOf = Array.from({ length: members }, () => Math.floor(draw() * groups));
  const at = groupOf.map((group) =>
    (middles[group] ?? []).map((middle) => middle * 0.8 + (draw() * 2 - 1) * 0.6),
  );
  const names = Array.from({ length: items }, (_, item) =>
    Array.from({ length: alternatives }, (_unused, place) => `i${item}a${place}`),
  );
  const stances: Record<string, Record<string, unknown>> = {};
  for (const [member] of groupOf.entries()) stances[`m${member}`] = {};
  for (const own of names) {
    const matters = point();
    for (const name of own) {
      const where = point();
      for (const [member, position] of at.entries()) {
        let square = 0;
        for (const [axis, value] of where.entries())
          square += (value - (position[axis] ?? 0)) ** 2 * Math.abs(matters[axis] ?? 0);
        const far = Math.sqrt(square) + (draw() - 0.5) * 0.6;
        const level = [0.4, 0.8, 1.1, 1.4, 2.1].findIndex((limit) => far < limit);
        const word = level >= 0 ? WORDS[level] : draw() < red ? 'object' : 'oppose';
        const mine = stances[`m${member}`];
        if (mine !== undefined && draw() >= 0.15) mine[name] = word;
      }
    }
  }
  // "We accept this alternative if that one is chosen, else we oppose it."
  for (const [one, other] of pairsOf(draw, names, conditions)) {
    const mine = stances[`m${Math.floor(draw() * members)}`];
    if (mine !== undefined)
      mine[one] = { stance: 'accept', if: { alternative: other, is: 'chosen' }, else: 'oppose' };
  }
  return {
    name: `${items} × ${alternatives} × ${members}, ${groups} groups, seed ${seed}`,
    json: {
      items: names.map((own, item) => ({ id: `i${item}`, alternatives: own })),
      members: groupOf.map((_, member) => ({ id: `m${member}` })),
      groups: middles.map((_, group) => ({
        id: `g${group}`,
        members: groupOf.flatMap((own, member) => (own === group ? [`m${member}`] : [])),
      })),
      stances,
      conflicts: pairsOf(draw, names, Math.round((items * 2) / 3)),
      needs: pairsOf(draw, names, Math.round(items / 6)).map(([alternative, needs]) => ({
        alternative,
        needs,
      })),
      rule,
    },
  };
};

/** Stances drawn one by one: all groups are alike, and nothing tells good packages from others. The hardest there is. */
const indifferent = (size: Size, seed: number): Made => {
  const made = drawn(size, seed);
  const draw = drawsOf(seed + 100);
  const word = (): string => WORDS[Math.floor(draw() * 5)] ?? 'accept';
  const stances = Object.fromEntries(
    made.json.members.map(({ id }) => [
      id,
      Object.fromEntries(
        made.json.items.flatMap(({ alternatives }) => alternatives.map((name) => [name, word()])),
      ),
    ]),
  );
  return { name: made.name, json: { ...made.json, stances } };
};

const VOTE: Readonly<Record<string, readonly [alternative: string, base: string]>> = {
  Y: ['support', 'reserve'],
  N: ['oppose', 'support'],
  A: ['abstain', 'accept'],
};

/**
 * The most contested recorded votes of the General Assembly as rival alternatives: who voted yes supports one, who voted
 * no opposes it; where the base stands, the vote on the first one says. Regional groups, LDC, LLDC, SIDS and the EU.
 */
const recorded = (items: number, alternatives: number): Made => {
  const states = csvRows('members/members.csv').filter(({ status }) => status === 'member');
  const votes = new Map<string, Map<string, string>>();
  for (const { rcid = '', iso3 = '', vote = '' } of csvRows('un-votes/votes_2010-2020.csv.gz')) {
    const own = votes.get(rcid) ?? new Map<string, string>();
    own.set(iso3, vote);
    votes.set(rcid, own);
  }
  const share = (own: ReadonlyMap<string, string>): number => {
    const said = [...own.values()];
    return said.filter((vote) => vote === 'Y').length / said.filter((vote) => vote !== 'X').length;
  };
  const contested = [...votes]
    .filter(([, own]) => [...own.values()].filter((vote) => vote !== 'X').length > 100)
    .sort(
      ([a, one], [b, other]) =>
        Math.abs(share(one) - 0.5) - Math.abs(share(other) - 0.5) || Number(a) - Number(b),
    )
    .slice(0, items * (alternatives - 1));
  const names = Array.from({ length: items }, (_, item) =>
    Array.from({ length: alternatives }, (_unused, place) => {
      const call = contested[item + items * (place - 1)]?.[0];
      return place === 0 ? `i${item}base` : `i${item} roll call ${call}`;
    }),
  );
  const stances = Object.fromEntries(
    states.map(({ iso3 = '' }) => [
      iso3,
      Object.fromEntries(
        names.flatMap((own, item) =>
          own.flatMap((name, place) => {
            const vote = contested[item + items * Math.max(0, place - 1)]?.[1].get(iso3) ?? 'X';
            const word = VOTE[vote]?.[place === 0 ? 1 : 0];
            return word === undefined ? [] : [[name, word]];
          }),
        ),
      ),
    ]),
  );
  const regions = [...new Set(states.map(({ un_regional_group: region = '' }) => region))].sort();
  const draw = drawsOf(items);
  return {
    name: `${items} × ${alternatives} × ${states.length}, recorded votes of the Assembly, ${regions.length + 4} groups`,
    json: {
      items: names.map((own, item) => ({ id: `i${item}`, alternatives: own })),
      members: states.map(({ iso3 = '' }) => ({ id: iso3 })),
      groups: [
        ...regions.map((region) => ({
          id: region,
          members: states.flatMap((state) =>
            state['un_regional_group'] === region ? [state['iso3'] ?? ''] : [],
          ),
        })),
        ...['ldc', 'lldc', 'sids', 'eu_member'].map((flag) => ({
          id: flag,
          members: states.flatMap((state) => (state[flag] === '1' ? [state['iso3'] ?? ''] : [])),
        })),
      ],
      stances,
      conflicts: pairsOf(draw, names, Math.round((items * 2) / 3)),
      needs: pairsOf(draw, names, Math.round(items / 6)).map(([alternative, needs]) => ({
        alternative,
        needs,
      })),
      rule: CONSENSUS,
    },
  };
};

const problemOf = ({ json }: Made): PackageProblem => {
  const parsed = parseProblem(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.problem;
};

// -------------------------------------------------------------------------------------------------------- ours, peers

let wrong = 0;
const row = (what: string, figures: string): void => console.log(`  ${what.padEnd(66)} ${figures}`);
const ms = (value: number): string => `${value.toFixed(0)} ms`;

interface Timed {
  readonly answer: PackageAnswer;
  readonly cpu: number;
  readonly first: number;
  readonly stages: readonly number[];
}
const once = (problem: PackageProblem, options: PackageOptions, tools: Partial<PackageTools> = {}): Timed => {
  const began = cpuMs();
  const begun = packageSearch(
    problem,
    { timeMs: PEER_MS, explained: false, ...options },
    { now: () => performance.now(), ...tools },
  );
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusal));
  let [first, settled, done] = [Infinity, 0, false];
  const stages: number[] = [];
  while (!done) {
    const progress = begun.search.step(1);
    done = progress.done;
    if (first === Infinity && progress.stages.some(({ value }) => value !== null)) first = cpuMs() - began;
    const count = progress.stages.filter(({ proven }) => proven).length;
    for (; settled < count; settled += 1) stages.push(cpuMs() - began);
  }
  const cpu = cpuMs() - began;
  return { answer: begun.search.answer(), cpu, first, stages };
};
const timed = (problem: PackageProblem, options: PackageOptions = {}): Timed => {
  once(problem, options);
  const runs = Array.from({ length: RUNS }, () => once(problem, options));
  const last = runs.at(-1);
  if (last === undefined) throw new Error('no runs');
  return {
    ...last,
    cpu: median(runs.map(({ cpu }) => cpu)),
    first: median(runs.map(({ first }) => first)),
  };
};

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
/** MiB that a search holds in the middle of its work, the problem aside. */
const held = (problem: PackageProblem): number => {
  const used = (): number => {
    if (typeof collect === 'function') collect();
    return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  };
  const before = used();
  const begun = packageSearch(problem, { explained: false }, { now: () => 0 });
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusal));
  begun.search.step(40);
  const after = used();
  begun.search.step(1);
  return Math.max(0, after - before) / 2 ** 20;
};

const COST: Readonly<Record<string, number>> = {
  support: 0,
  accept: 1,
  abstain: 2,
  reserve: 3,
  oppose: 5,
  object: 8,
};

/** The model of a problem without conditions, written down a second time, from its JSON alone. */
const peerModel = ({ json }: Made, worstAtMost: number | undefined): MilpModel => {
  const names = json.items.flatMap(({ alternatives }) => alternatives);
  const place = new Map(names.map((name, at) => [name, at]));
  const costOf = (member: string, name: string): number =>
    COST[String(json.stances[member]?.[name] ?? '')] ?? 2;
  const isFirst = worstAtMost === undefined;
  const columns = names.length + (isFirst ? 1 : 0);
  const rows: { lower: number; upper: number; entries: (readonly [number, number])[] }[] = [];
  for (const { alternatives } of json.items)
    rows.push({
      lower: 1,
      upper: 1,
      entries: alternatives.map((name) => [place.get(name) ?? 0, 1] as const),
    });
  for (const [a = '', b = ''] of json.conflicts)
    rows.push({
      lower: -Infinity,
      upper: 1,
      entries: [...new Set([a, b])].map((name) => [place.get(name) ?? 0, 1] as const),
    });
  for (const { alternative, needs } of json.needs)
    rows.push({
      lower: -Infinity,
      upper: 0,
      entries: [
        [place.get(alternative) ?? 0, 1],
        [place.get(needs) ?? 0, -1],
      ],
    });
  for (const { members } of json.groups) {
    const entries: (readonly [number, number])[] = names.map((name, at) => {
      const sum = members.reduce((all, member) => all + costOf(member, name), 0);
      // In ten-thousandths, rounded half up.
      return [at, Math.floor((sum * 20_000 + members.length) / (2 * members.length))] as const;
    });
    if (isFirst) entries.push([names.length, -1]);
    rows.push({
      lower: -Infinity,
      upper: isFirst ? 0 : worstAtMost + 0.5,
      entries: entries.filter(([, value]) => value !== 0),
    });
  }
  const rowStarts = new Int32Array(rows.length + 1);
  for (const [at, { entries }] of rows.entries()) rowStarts[at + 1] = (rowStarts[at] ?? 0) + entries.length;
  const entries = rows.flatMap((each) => each.entries);
  const total = names.map((name) => json.members.reduce((sum, { id }) => sum + costOf(id, name), 0));
  return {
    columns,
    cost: Float64Array.from({ length: columns }, (_, at) =>
      isFirst ? Number(at === names.length) : (total[at] ?? 0),
    ),
    lower: new Float64Array(columns),
    upper: Float64Array.from({ length: columns }, (_, at) => (at === names.length ? Infinity : 1)),
    whole: Uint8Array.from({ length: columns }, (_, at) => Number(at < names.length)),
    rows: rows.length,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    rowStarts,
    rowColumns: Int32Array.from(entries, ([column]) => column),
    rowValues: Float64Array.from(entries, ([, value]) => value),
  };
};

interface PeerTimed {
  readonly worst: number | undefined;
  readonly total: number | undefined;
  readonly first: number;
  readonly both: number;
}
const peer = (milp: MilpSolver, made: Made): PeerTimed => {
  const limits = { timeMs: PEER_MS, shouldStop: () => false };
  const [one, began] = [peerModel(made, undefined), cpuMs()];
  const worst = milp.solve(one, limits);
  const first = cpuMs() - began;
  if (worst.status !== 'optimal') return { worst: undefined, total: undefined, first, both: first };
  const least = Math.round(worst.values.at(-1) ?? 0);
  const [two, again] = [peerModel(made, least), cpuMs()];
  const total = milp.solve(two, limits);
  const both = first + cpuMs() - again;
  if (total.status !== 'optimal') return { worst: least, total: undefined, first, both };
  const sum = total.values.reduce((all, value, at) => all + value * (two.cost[at] ?? 0), 0);
  return { worst: least, total: Math.round(sum), first, both };
};

/** Ours and HiGHS on one problem; figures that differ are wrong. */
const beside = (milp: MilpSolver, made: Made): { readonly ours: number; readonly theirs: number } => {
  const problem = problemOf(made);
  const { answer, cpu, first } = timed(problem);
  const theirs = peer(milp, made);
  const mine = answer.package;
  const isSame =
    theirs.worst === undefined ||
    (mine?.worst === theirs.worst && (theirs.total === undefined || mine.total === theirs.total));
  if (!isSame || !answer.proven) wrong += 1;
  row(
    made.name,
    `${ms(cpu)}, first ${first.toFixed(1)} ms, ${answer.nodes} nodes, ${held(problem).toFixed(1)} MiB | HiGHS ${ms(theirs.first)} + ${ms(theirs.both - theirs.first)}${theirs.total === undefined ? ' (stopped)' : ''} | ${isSame ? 'equal' : 'DIFFERENT'}${answer.proven ? '' : ', not proven'}`,
  );
  return { ours: cpu, theirs: theirs.both };
};

const milp = await highsSolver();
const summary = (
  pairs: readonly { readonly ours: number; readonly theirs: number }[],
  target: string,
): void => {
  const [ours, theirs] = [pairs.map((pair) => pair.ours), pairs.map((pair) => pair.theirs)];
  row(
    '  least, median, most',
    `${ms(Math.min(...ours))}, ${ms(median(ours))}, ${ms(Math.max(...ours))} (target ${target}) | HiGHS ${ms(Math.min(...theirs))}, ${ms(median(theirs))}, ${ms(Math.max(...theirs))}`,
  );
};

console.log(
  `Processor time of one thread, median of ${RUNS} warm runs; ${milp.name} runs once, its two stages one after another`,
);
console.log('B11, worst group, then total, departures and order, all proven');
const size11 = { items: 60, alternatives: 3, members: 193 };
summary(
  [8, 10, 12].flatMap((groups) =>
    [1, 2, 3, 4].map((seed) => beside(milp, drawn({ ...size11, groups }, seed))),
  ),
  '600 ms, first 30 ms',
);
beside(milp, recorded(60, 3));

console.log('B12');
const size12 = { items: 100, alternatives: 5, members: 193, groups: 12 };
summary(
  [1, 2, 3, 4, 5].map((seed) => beside(milp, drawn(size12, seed))),
  '800 ms',
);
beside(milp, recorded(100, 5));

console.log('All groups alike, 60 × 3 × 193, 12 groups, stopped after 10 s: what is open is said');
for (const seed of [1, 2, 3]) {
  const made = indifferent({ ...size11, groups: 12 }, seed);
  const { answer } = once(problemOf(made), { timeMs: 10_000 });
  const limited = milp.solve(peerModel(made, undefined), { timeMs: 10_000, shouldStop: () => false });
  const theirs =
    limited.status === 'infeasible' ? 'none' : Math.round(limited.values?.at(-1) ?? Number.NaN).toString();
  row(
    `seed ${seed}`,
    `${answer.value}, bound ${answer.bound}, gap ${answer.gap?.toFixed(6)} | HiGHS ${theirs}, ${limited.status}`,
  );
}

console.log('The other objectives, 60 × 3 × 193, 12 groups');
for (const objective of ['leastTotal', 'capped', 'leximin', 'nash'] as const) {
  const { answer, cpu } = timed(problemOf(drawn({ ...size11, groups: 12 }, 2)), { objective });
  row(objective, `${ms(cpu)}, ${answer.nodes} nodes, ${answer.proven ? 'proven' : 'not proven'}`);
}

console.log('300 conditional positions, 60 × 3 × 193, 12 groups');
for (const seed of [1, 2, 3]) {
  const { answer, cpu, first } = timed(
    problemOf(drawn({ ...size11, groups: 12 }, seed, { conditions: 300 })),
  );
  row(
    `seed ${seed}`,
    `${ms(cpu)}, first ${first.toFixed(1)} ms, ${answer.nodes} nodes, ${answer.proven ? 'proven' : 'not proven'}`,
  );
}

console.log(
  'B11 with a rule that counts, 60 × 3 × 193, 12 groups: by the search | by the mixed-integer solver at once',
);
const lasted = ({ stages }: Timed): readonly number[] =>
  stages.map((at, place) => at - (stages[place - 1] ?? 0));
const longest = { ours: [] as number[], theirs: [] as number[] };
for (const [value, red] of [
  ['9/10', 0.3],
  ['4/5', 0.6],
  ['9/10', 0.6],
  ['4/5', 1],
  ['9/10', 1],
] as const)
  for (const seed of [1, 2, 3, 4]) {
    const rule = { id: 'counted', method: 'ballot', pass: { set: 'for', of: 'voting', op: '>=', value } };
    const problem = problemOf(drawn({ ...size11, groups: 12 }, seed, { red, rule }));
    const [ours, theirs] = [once(problem, {}, { milp }), once(problem, {}, { milp, milpAfterNodes: 0 })];
    // Where the rule does not bind, neither of the two is needed.
    if (theirs.answer.method !== 'milp') continue;
    if (
      ours.answer.status !== theirs.answer.status ||
      JSON.stringify(ours.answer.package) !== JSON.stringify(theirs.answer.package)
    )
      wrong += 1;
    longest.ours.push(Math.max(...lasted(ours), 0));
    longest.theirs.push(Math.max(...lasted(theirs), 0));
    const shown = (timing: Timed): string =>
      `${timing.answer.status}${timing.answer.proven ? '' : ', not proven'} by ${timing.answer.method}, ${ms(timing.cpu)}, stages ${lasted(timing).map(ms).join(' ')}`;
    row(`for/voting >= ${value}, ${red} red, seed ${seed}`, `${shown(ours)} | ${shown(theirs)}`);
  }
row(
  '  longest stage (target 3 000 ms)',
  `${ms(Math.max(...longest.ours))} | ${ms(Math.max(...longest.theirs))}`,
);

console.log('Growth times 4, 12 groups');
const growth = (what: string, sizes: readonly Size[]): void => {
  let before = 0;
  for (const size of sizes) {
    const results = [1, 2, 3].map((seed) => once(problemOf(drawn(size, seed)), { timeMs: 20_000 }));
    const cpu = median(results.map((result) => result.cpu));
    const proven = results.filter(({ answer }) => answer.proven).length;
    const gap = Math.max(...results.map(({ answer }) => answer.gap ?? 1));
    row(
      `${what}: ${size.items} × ${size.alternatives} × ${size.members}`,
      `${ms(cpu)}${before === 0 ? '' : `, ${(cpu / before).toFixed(1)} times`}, ${proven} of 3 proven, largest gap ${gap.toFixed(6)}`,
    );
    before = cpu;
  }
};
growth(
  'items',
  [12, 48, 192].map((items) => ({ items, alternatives: 3, members: 193, groups: 12 })),
);
growth(
  'members',
  [48, 192, 768].map((members) => ({ items: 60, alternatives: 3, members, groups: 12 })),
);

console.log('The worker');
const worker = await startPackageWorker();
row('warming up on the stored problem', ms(worker.warmUpMs));
const began = performance.now();
const reply = await worker.solve(problemOf(drawn({ ...size11, groups: 12 }, 2)));
row(
  '60 × 3 × 193 with everything that explains it',
  `${ms(performance.now() - began)} of wall clock, ${reply.ok && reply.answer.proven ? 'proven' : 'not proven'}`,
);
await worker.close();
if (wrong > 0) process.exitCode = 1;
