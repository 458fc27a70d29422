/**
 * What a person at the editor waits for, in a real Chromium on the built product: milliseconds from a key to the frame
 * that shows its sign in a working text of 300 paragraphs with 1,500 open brackets, at full speed and with the processor
 * slowed four times; and until that text stands on the page. Build first; PLENARY_CHROMIUM names a Chromium.
 */
import type { CDPSession, Page } from 'playwright-core';
import { enter, openBrowser, startService } from '../../apps/web/e2e/service.ts';
import { draws } from './draws.ts';
import { quantile } from './service.ts';

const [PARAGRAPHS, BRACKETS_EACH, WORDS, KEYS, PAUSE_MILLISECONDS] = [300, 5, 45, 200, 80];
const SLOWED = 4;

/** A text with five brackets in each paragraph, the same on every run. */
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
  return [
    '# A long text',
    'The Conference,',
    ...Array.from({ length: PARAGRAPHS }, (_, at) => paragraph(at + 1)),
  ].join('\n\n');
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

  const session = await page.context().newCDPSession(page);
  const middle = page.locator('.live-text [data-paragraph]').nth(PARAGRAPHS / 2);
  for (const rate of [1, SLOWED]) {
    await middle.scrollIntoViewIfNeeded();
    await middle.click();
    await slow(session, rate);
    console.log(`key to frame, processor slowed ${rate} times: ${spread(await typed(page))}`);
    await slow(session, 1);
    await page.locator('.state-line[data-saving=saved]').waitFor();
    await page.reload();
    await middle.waitFor();
  }
} finally {
  await browser.close();
  await service.stop();
}
