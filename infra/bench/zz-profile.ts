import { enter, openBrowser, startService } from '../../apps/web/e2e/service.ts';
import { draws } from './draws.ts';
const [PARAGRAPHS, BRACKETS_EACH, WORDS] = [300, 5, 45];
const drawnText = (): string => {
  const draw = draws(11);
  const word = (): string => `word${draw(2_000)}`;
  const paragraph = (at: number): string => {
    const words = Array.from({ length: WORDS }, word);
    for (let bracket = 0; bracket < BRACKETS_EACH; bracket += 1) {
      const place = bracket * Math.floor(WORDS / BRACKETS_EACH) + 3;
      words[place] = `[${words[place] ?? ''} ${word()}]`;
    }
    return `${at}. Decides ${words.join(' ')};`;
  };
  return ['# A long text', 'The Conference,', ...Array.from({ length: PARAGRAPHS }, (_, at) => paragraph(at + 1))].join('\n\n');
};
const service = await startService();
const browser = await openBrowser();
try {
  const page = await enter(browser, service, 'Secretariat');
  await page.goto(`${service.address}/import`);
  await page.getByLabel('Text', { exact: true }).fill(drawnText());
  await page.getByRole('button', { name: 'Read the text' }).click();
  await page.getByRole('button', { name: /Issue as first revision/ }).click();
  await page.waitForURL(/\/deliberations\//);
  await page.goto(`${page.url().split('?')[0]}/drafts`);
  await page.getByLabel('Title').fill('Working text');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.locator('.live-text [data-paragraph]').nth(PARAGRAPHS).waitFor();
  const session = await page.context().newCDPSession(page);
  const middle = page.locator('.live-text [data-paragraph]').nth(PARAGRAPHS / 2);
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  await page.waitForTimeout(1500);
  const KEYS = 100;
  const type = async () => {
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.type('abcdefghij '.charAt(key % 11));
      await page.waitForTimeout(120);
    }
  };
  // trace
  const totals = new Map<string, { n: number; ms: number }>();
  const chunks: any[] = [];
  session.on('Tracing.dataCollected', ({ value }: any) => chunks.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'blink.user_timing'] } } as any);
  await type();
  const done = new Promise((r) => session.once('Tracing.tracingComplete', r));
  await session.send('Tracing.end');
  await done;
  const main = new Map<string, number>();
  for (const e of chunks) if (e.name === 'EventDispatch') main.set(`${e.pid}:${e.tid}`, (main.get(`${e.pid}:${e.tid}`) ?? 0) + 1);
  const thread = [...main].sort((a, b) => b[1] - a[1])[0]?.[0];
  for (const e of chunks) {
    if (e.ph !== 'X' || `${e.pid}:${e.tid}` !== thread) continue;
    const name = e.name === 'EventDispatch' ? `EventDispatch ${e.args?.data?.type}` : e.name;
    const t = totals.get(name) ?? { n: 0, ms: 0 };
    t.n += 1; t.ms += (e.tdur ?? e.dur ?? 0) / 1000;
    totals.set(name, t);
  }
  console.log('trace, per key (cpu ms, inclusive):');
  for (const [name, { n, ms }] of [...totals].sort((a, b) => b[1].ms - a[1].ms).slice(0, 26))
    console.log(`  ${name}: ${(ms / KEYS).toFixed(2)} ms/key, ${(n / KEYS).toFixed(2)} times/key`);
  // elements in layout
  const lay = chunks.filter((e) => e.name === 'UpdateLayoutTree' || e.name === 'Layout');
  const sum = (n: string, f: (e: any) => number) => { const l = lay.filter((e) => e.name === n); return l.length ? l.reduce((s, e) => s + (f(e) || 0), 0) / l.length : 0; };
  console.log('style elements avg', sum('UpdateLayoutTree', (e) => e.args?.elementCount), 'layout dirty avg', sum('Layout', (e) => e.args?.beginData?.dirtyObjects), 'total', sum('Layout', (e) => e.args?.beginData?.totalObjects));
  // profile
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await type();
  const { profile } = await session.send('Profiler.stop');
  const self = new Map<string, number>(); 
  const byId = new Map(profile.nodes.map((n) => [n.id, n]));
  const parent = new Map<number, number>();
  for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id);
  const inclusive = new Map<string, number>();
  const deltas = profile.timeDeltas ?? [];
  (profile.samples ?? []).forEach((id, i) => {
    const d = (deltas[i] ?? 0) / 1000;
    const n = byId.get(id); if (!n) return;
    const nm = (x: any) => `${x.callFrame.functionName || '(anon)'} ${x.callFrame.url.split('/').at(-1)}:${x.callFrame.lineNumber + 1}`;
    self.set(nm(n), (self.get(nm(n)) ?? 0) + d);
    const seen = new Set<string>();
    let at: number | undefined = id;
    while (at !== undefined) { const x = byId.get(at); if (x) seen.add(nm(x)); at = parent.get(at); }
    for (const s of seen) inclusive.set(s, (inclusive.get(s) ?? 0) + d);
  });
  const show = (m: Map<string, number>, n: number) => [...m].filter(([k]) => !k.startsWith('(idle)') && !k.startsWith('(root)')&& !k.startsWith('(program)')).sort((a, b) => b[1] - a[1]).slice(0, n).forEach(([k, v]) => console.log(`  ${(v / KEYS).toFixed(3)} ms/key ${k}`));
  console.log('self'); show(self, 35);
  console.log('inclusive'); show(inclusive, 75);
} finally {
  await browser.close();
  await service.stop();
}
