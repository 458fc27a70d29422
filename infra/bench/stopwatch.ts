/** What a piece of work took: wall clock, and processor time, which says more on a machine that is shared. */
export interface Timing<T> {
  /** Median wall clock. */
  readonly ms: number;
  /** Median and least processor time; the least is nearest to a machine with nothing else to do. */
  readonly cpuMs: number;
  readonly leastMs: number;
  readonly result: T;
}

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
/** The middle of some values; NaN of none. */
export const median = (values: readonly number[]): number =>
  sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Work on something that is prepared anew, uncounted, for each of a few runs after one that warms up. */
export const timedOn = <P, T>(prepare: () => P, work: (prepared: P) => T, runs = 5): Timing<T> => {
  let result = work(prepare());
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const ready = prepare();
    const before = process.cpuUsage();
    const began = performance.now();
    result = work(ready);
    wall.push(performance.now() - began);
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1_000);
  }
  return { ms: median(wall), cpuMs: median(cpu), leastMs: sorted(cpu)[0] ?? Number.NaN, result };
};

/** The same work a few times after once to warm up, with the last answer. */
export const timed = <T>(work: () => T, runs = 5): Timing<T> => timedOn(() => undefined, work, runs);

/** One line of a measurement: wall clock, then processor time (median, least). */
export const printRow = (
  what: string,
  { ms, cpuMs, leastMs }: Pick<Timing<unknown>, 'ms' | 'cpuMs'> & Partial<Timing<unknown>>,
  rest = '',
): void => {
  const cpu = leastMs === undefined ? cpuMs.toFixed(1) : `${cpuMs.toFixed(1)}, ${leastMs.toFixed(1)}`;
  console.log(`  ${what.padEnd(62)} ${ms.toFixed(1).padStart(9)} ms ${`(${cpu})`.padStart(18)} ${rest}`);
};
