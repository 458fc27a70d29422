/**
 * What a person at the editor waits for, in a real Chromium on the built product: milliseconds from a key to the frame
 * that shows its sign in a working text of 300 paragraphs with 1,500 open brackets, at full speed and with the processor
 * slowed four times, alone and while three others type, with the suggestions they left; and until that text stands on the
 * page. Beside it, in the same run and the same browser, a plain ProseMirror document of the same words. Each line also
 * says how much processor time the page took for a key, from the key to all that follows. Build first; PLENARY_CHROMIUM
 * names a Chromium. Usage: … editor-latency.ts [keys]
 */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { build } from 'vite';
import { enter, newPage, openBrowser, startService } from '../../apps/web/e2e/service.ts';
import { draws } from './draws.ts';
import { liveWriter } from './live-writers.ts';
import { quantile } from './service.ts';

const [PARAGRAPHS, BRACKETS_EACH, WORDS, PAUSE_MILLISECONDS] = [300, 5, 45, 150];
const KEYS = Number(process.argv[2] ?? 200);
const SLOWED = 4;
const WRITERS = ['Kenya', 'France', 'Brazil'] as const;
/** Suggestions that each writer leaves before the measurement, and how often each types during it. */
const [SUGGESTIONS_EACH, WRITER_MILLISECONDS] = [40, 400];

/** A text with five brackets in each paragraph, the same on every run. */
const drawnText = (): readonly string[] => {
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
  return [
    '# A long text',
    'The Conference,',
    ...Array.from({ length: PARAGRAPHS }, (_, at) => paragraph(at + 1)),
  ];
};

const spread = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(1));
  return `p50 ${p50}, p95 ${p95}, p99 ${p99} ms (${sorted.length})`;
};

/** Milliseconds from each key to the frame after it, as the page itself sees them. */
const typed = async (page: Page): Promise<readonly number[]> => {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seen });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const channel = new MessageChannel();
        // What is posted within a frame is heard when the frame has been drawn.
        channel.port1.addEventListener('message', () => seen.push(performance.now() - timeStamp));
        channel.port1.start();
        requestAnimationFrame(() => channel.port2.postMessage(''));
      },
      true,
    );
  });
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.type('abcdefghij '.charAt(key % 11));
    await page.waitForTimeout(PAUSE_MILLISECONDS);
  }
  return page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);
};

const slow = (session: CDPSession, rate: number) => session.send('Emulation.setCPUThrottlingRate', { rate });

/** Processor time that the main thread of the page has taken, in milliseconds. */
const taken = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
};

const measured = async (what: string, page: Page, session: CDPSession, rate: number): Promise<void> => {
  await slow(session, rate);
  const before = await taken(session);
  const delays = await typed(page);
  const used = (await taken(session)) - before;
  await slow(session, 1);
  console.log(
    `${what}, slowed ${rate} times: key to frame ${spread(delays)}; ${(used / KEYS).toFixed(1)} ms a key in all`,
  );
};

const sessionOf = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
};

const plainEditor = async (): Promise<string> => {
  const built = await build({
    logLevel: 'error',
    configFile: false,
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: 'infra/bench/plain-editor-page.ts', output: { format: 'iife' } },
    },
  });
  return (Array.isArray(built) ? built : [built])
    .flatMap((one) => ('output' in one ? one.output : []))
    .map((chunk) => (chunk.type === 'chunk' ? chunk.code : ''))
    .join('');
};

/** The peer: the same words without anything else, at the same width, in letters of the same size. */
const measurePeer = async (browser: Browser, words: readonly string[]): Promise<void> => {
  const page = await newPage(browser);
  await page.setContent('<!doctype html><title>peer</title>');
  await page.addStyleTag({
    content:
      'body { max-width: 46rem; font: 1.0625rem/1.7 serif; white-space: pre-wrap; word-wrap: break-word }',
  });
  await page.addScriptTag({ content: await plainEditor() });
  await page.evaluate((paragraphs) => {
    (globalThis as unknown as { openPlain: (paragraphs: readonly string[]) => void }).openPlain(paragraphs);
  }, words);
  const session = await sessionOf(page);
  const middle = page.locator('[data-paragraph]').nth(PARAGRAPHS / 2);
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  for (const rate of [1, SLOWED]) await measured('plain ProseMirror, the same words', page, session, rate);
  await page.context().close();
};

const service = await startService();
const browser = await openBrowser();
try {
  const words = drawnText();
  await measurePeer(browser, words);
  const page = await enter(browser, service, 'Secretariat');
  await page.goto(`${service.address}/import`);
  await page.getByLabel('Text', { exact: true }).fill(words.join('\n\n'));
  await page.getByRole('button', { name: 'Read the text' }).click();
  await page.getByRole('button', { name: /Issue as first revision/ }).click();
  await page.waitForURL(/\/deliberations\//);
  await page.goto(`${page.url().split('?')[0]}/drafts`);
  await page.getByLabel('Title').fill('Working text');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  // What is out of sight is not drawn, and is there.
  const last = page.locator('.live-text [data-paragraph]').nth(PARAGRAPHS);
  await last.waitFor({ state: 'attached' });
  const address = page.url();

  const opened: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    await page.goto(address.replace(/\/[^/]*$/, ''));
    await page.locator('.documents-title').waitFor();
    const took = await page.evaluate(
      (count) =>
        new Promise<number>((resolve) => {
          const start = performance.now();
          document.querySelector<HTMLElement>('.documents-title')?.click();
          const timer = setInterval(() => {
            if (document.querySelectorAll('.live-text [data-paragraph]').length <= count) return;
            clearInterval(timer);
            resolve(performance.now() - start);
          }, 4);
        }),
      PARAGRAPHS,
    );
    opened.push(took);
  }
  const brackets = await page.locator('.live-text [data-bracket-open]').count();
  console.log(`opened, ${PARAGRAPHS} paragraphs and ${brackets} brackets: ${spread(opened)}`);

  const session = await sessionOf(page);
  const middle = page.locator('.live-text [data-paragraph]').nth(PARAGRAPHS / 2);
  const measureAt = async (what: string): Promise<void> => {
    for (const rate of [1, SLOWED]) {
      await page.reload();
      await last.waitFor({ state: 'attached' });
      await middle.scrollIntoViewIfNeeded();
      await middle.click();
      await measured(what, page, session, rate);
      await page.locator('.state-line[data-saving=saved]').waitFor();
    }
  };
  await measureAt('one writes');

  const writers = await Promise.all(
    WRITERS.map(async (name) => {
      const theirs = await enter(browser, service, name);
      const cookies = await theirs.context().cookies();
      await theirs.context().close();
      return liveWriter(address, cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; '));
    }),
  );
  for (const [at, { write, settled }] of writers.entries()) {
    for (let each = 0; each < SUGGESTIONS_EACH; each += 1)
      write(3 + each * 7 + at, ` and suggests word${each}`);
    await settled();
  }
  const timers = writers.map(({ write }, at) =>
    setInterval(() => write(PARAGRAPHS / 2 + at - 1, 'x'), WRITER_MILLISECONDS),
  );
  await measureAt(`one writes, three others type, ${WRITERS.length * SUGGESTIONS_EACH} suggestions`);
  for (const timer of timers) clearInterval(timer);
  for (const { close } of writers) await close();
} finally {
  await browser.close();
  await service.stop();
}
