import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGS } from '@plenary/i18n';
import type { Browser, Page } from 'playwright-core';
import { known, sendAct, STREAM } from './acts.ts';
import { VIEWERS, type Scene, type Viewer } from './scene.ts';
import { STAGES } from './scenes.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

/**
 * Takes a picture of every page in every state, theme, language and width into a folder, so that anybody can look:
 * `node infra/run.mjs build`, then with PLENARY_CHROMIUM set
 * `node --conditions=plenary-source --import tsx apps/web/e2e/screenshots.ts FOLDER`.
 */
const DOORS: Readonly<Record<Exclude<Viewer, 'reader'>, string>> = {
  chair: 'Chair',
  delegate: 'Kenya',
  secretariat: 'Secretariat',
  observer: 'Observer',
};
const HEIGHTS: Readonly<Record<string, number>> = { 390: 844, 1024: 768 };
/** Refusals that only say "not yet": the time announced runs on the service's clock, which ends a ballot by itself. */
const EARLY = ['adoption.early', 'ballot.early', 'act.outOfOrder', 'vote.early'];
/** A vote is open for half a minute, also where no picture is taken meanwhile. */
const ATTEMPTS = 240;

const listed = (value: string): readonly string[] => value.split(',').filter((word) => word !== '');

const openPages = async (
  browser: Browser,
  service: Service,
  viewers: ReadonlySet<Viewer>,
): Promise<ReadonlyMap<Viewer, Page>> => {
  const pages = new Map<Viewer, Page>();
  for (const viewer of viewers)
    pages.set(
      viewer,
      viewer === 'reader' ? await newPage(browser) : await enter(browser, service, DOORS[viewer]),
    );
  for (const page of pages.values()) if (page.url() === 'about:blank') await page.goto(service.address);
  return pages;
};

/** Does one act as the person of this page; waits where the act is only too early. */
const perform = async (page: Page, stream: string, act: Readonly<Record<string, unknown>>): Promise<void> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { status, said } = await sendAct(page, act, stream);
    if (status < 400) return;
    if (!EARLY.some((code) => said.includes(code))) throw new Error(`${String(act['type'])}: ${said}`);
    await page.waitForTimeout(250);
  }
  throw new Error(`${String(act['type'])} stayed too early`);
};

const see = async (
  page: Page,
  address: string,
  scene: Scene,
  lang: string,
  of: (viewer: Viewer) => Page,
): Promise<void> => {
  const target = new URL(scene.path, address);
  target.searchParams.set('lang', lang);
  await page.goto(target.href);
  await page.locator('main').waitFor();
  await page.waitForLoadState('networkidle');
  await scene.prepare?.(page, of);
  await page.evaluate(() => scrollTo(0, 0));
  if (scene.print) await page.emulateMedia({ media: 'print' });
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scenes: { type: 'string', default: '' },
      languages: { type: 'string', default: 'en,ar' },
      themes: { type: 'string', default: 'light,dark' },
      widths: { type: 'string', default: '1440,1024,390' },
    },
  });
  const [folder] = positionals;
  if (folder === undefined)
    throw new Error(
      `name a folder; options: --scenes --languages (${LANGS.join(',')}) --themes --widths, each a list with commas`,
    );
  mkdirSync(folder, { recursive: true });
  const wanted = listed(values.scenes);
  const isWanted = ({ name }: Scene): boolean => wanted.length === 0 || wanted.includes(name);
  const service = await startService();
  const browser = await openBrowser();
  let taken = 0;
  try {
    const pages = await openPages(browser, service, new Set(VIEWERS));
    const pageOf = (viewer: Viewer): Page => {
      const page = pages.get(viewer);
      if (page === undefined) throw new Error(`nobody sees as ${viewer}`);
      return page;
    };
    for (const stage of STAGES) {
      for (const { as, act } of stage.acts) {
        const page = pageOf(as);
        await perform(page, stage.stream ?? STREAM, typeof act === 'function' ? act(await known(page)) : act);
      }
      for (const scene of stage.scenes.filter(isWanted))
        for (const lang of listed(values.languages)) {
          const page = pageOf(scene.as);
          await see(page, service.address, scene, lang, pageOf);
          for (const theme of listed(values.themes))
            for (const width of listed(values.widths)) {
              await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
              await page.setViewportSize({ width: Number(width), height: HEIGHTS[width] ?? 900 });
              // Two frames: the map of positions draws itself anew after a change of size or theme.
              await page.evaluate(
                () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
              );
              await page.screenshot({
                path: join(folder, `${scene.name}.${lang}.${theme}.${width}.png`),
                fullPage: true,
                animations: 'disabled',
              });
              taken += 1;
            }
          if (scene.print) await page.emulateMedia({ media: null });
        }
    }
  } finally {
    await browser.close();
    await service.stop();
  }
  console.log(`${taken} pictures in ${folder}`);
};

await main();
