import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERE, perform, STREAM } from './acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

let service: Service;
let browser: Browser;
let chair: Page;

const goTo = (page: Page, path: string) => page.goto(service.address + HERE + path);
const WORKING = '/drafts/working';
const DATABASE = 'plenary-live-text';
const text = (page: Page) => page.locator('.live-text');
const said = (page: Page) => page.locator('.state-line');

/** Somebody who enters by a door with a browser that is prepared before its first page. */
const prepared = async (door: string, prepare: (page: Page) => Promise<unknown>): Promise<Page> => {
  const page = await newPage(browser);
  await prepare(page);
  await page.goto(service.address + service.door(door));
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(`${service.address}/`);
  return page;
};
/** Lets the lines of a page be cut; offline alone leaves those that are open. */
const cuttable = async (page: Page): Promise<Set<WebSocketRoute>> => {
  const lines = new Set<WebSocketRoute>();
  await page.routeWebSocket(/socket\.io/, (line) => {
    lines.add(line);
    line.connectToServer();
  });
  return lines;
};
const cut = async (page: Page, lines: ReadonlySet<WebSocketRoute>): Promise<void> => {
  await page.context().setOffline(true);
  for (const line of lines) await line.close();
};
const write = async (page: Page, words: string): Promise<void> => {
  await page.locator('.live-text [data-paragraph="p5"]').click();
  await page.keyboard.type(words);
};
/** Names under which the database of the live text holds documents as they were seen. */
const statesKept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return [];
    const asked = indexedDB.open(name);
    await new Promise((done) => asked.addEventListener('success', done));
    const keys = asked.result.transaction('states').objectStore('states').getAllKeys();
    await new Promise((done) => keys.addEventListener('success', done));
    asked.result.close();
    return keys.result.map(String);
  }, DATABASE);

/** How many events the deliberation has. */
const versionNow = async (): Promise<number> =>
  ((await (await fetch(`${service.address}/api${HERE}`)).json()) as { version: number }).version; // as the contract says

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  chair = await enter(browser, service, 'Chair');
  await perform(chair, {
    type: 'openDocument',
    id: 'working',
    kind: 'workingText',
    lang: 'en',
    title: 'Working text',
    readers: 'public',
  });
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('what a device keeps, and what it does not', () => {
  test('a browser that refuses to keep anything shows and takes everything, and says what it cannot keep', async () => {
    const fiji = await prepared('Fiji', (page) =>
      page.context().addInitScript(() => {
        const refuse = (): never => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
          Object.defineProperty(globalThis, name, { get: refuse });
      }),
    );
    const lines = await cuttable(fiji);
    await goTo(fiji, WORKING);
    await fiji.locator('.state-line[data-saving=saved]').waitFor();
    await write(fiji, 'Written where nothing is kept. ');
    await fiji.locator('.state-line[data-saving=saved]').waitFor();
    await goTo(chair, WORKING);
    await text(chair).locator('ins', { hasText: 'Written where nothing is kept.' }).waitFor();
    await cut(fiji, lines);
    await said(fiji).filter({ hasText: 'No line' }).waitFor();
    await write(fiji, 'And on a cut line. ');
    await said(fiji).filter({ hasText: 'this device keeps nothing' }).waitFor();
    await fiji.context().setOffline(false);
    await fiji.locator('.state-line[data-saving=saved]').waitFor();
    await text(chair).locator('ins', { hasText: 'And on a cut line.' }).waitFor();

    await goTo(fiji, '/desk');
    await fiji.locator('#item-p3').waitFor();
    await fiji.context().setOffline(true);
    await fiji.locator('#item-p3').focus();
    await fiji.keyboard.press('3');
    await fiji.keyboard.press('Enter');
    await fiji.locator('.shell-line', { hasText: 'This device keeps nothing' }).waitFor();
    await fiji.context().setOffline(false);
    await fiji.locator('#item-p3 .desk-stance', { hasText: 'abstains' }).waitFor();
    await fiji.context().close();
  });

  test('a full device says the same of what waits, and loses nothing of it', async () => {
    const brazil = await prepared('Brazil', (page) =>
      page.context().addInitScript(() => {
        const full = (): never => {
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        };
        Storage.prototype.setItem = full;
        IDBObjectStore.prototype.add = full;
        IDBObjectStore.prototype.put = full;
      }),
    );
    const lines = await cuttable(brazil);
    await goTo(brazil, WORKING);
    await brazil.locator('.state-line[data-saving=saved]').waitFor();
    await cut(brazil, lines);
    await said(brazil).filter({ hasText: 'No line' }).waitFor();
    await write(brazil, 'There was no room for this. ');
    await said(brazil).filter({ hasText: 'this device keeps nothing' }).waitFor();
    await brazil.context().setOffline(false);
    await brazil.locator('.state-line[data-saving=saved]').waitFor();
    await goTo(chair, WORKING);
    await text(chair).locator('ins', { hasText: 'There was no room for this.' }).waitFor();
    await brazil.context().close();
  });

  test('of a text that only they could read nothing is left on the device of whoever signs out', async () => {
    const kenya = await enter(browser, service, 'Kenya');
    await perform(kenya, {
      type: 'openDocument',
      id: 'ours',
      kind: 'statementDraft',
      lang: 'en',
      title: 'Our statement',
    });
    await goTo(kenya, '/drafts/ours');
    await text(kenya).click();
    await kenya.keyboard.type('What nobody else may read yet.');
    await kenya.locator('.state-line[data-saving=saved]').waitFor();
    // Leaving the page keeps the document as it was seen.
    await kenya.getByRole('link', { name: 'Plenary' }).click();
    await expect.poll(() => statesKept(kenya)).toHaveLength(1);
    const other = await kenya.context().newPage();
    await other.goto(`${service.address}${HERE}/drafts/ours`);
    await other.locator('.live-text', { hasText: 'What nobody else may read yet.' }).waitFor();
    await kenya.goto(`${service.address}/account`);
    await kenya.getByRole('button', { name: 'Sign out', exact: true }).click();
    await kenya.locator('.shell-nav').getByRole('link', { name: 'Sign in' }).waitFor();
    await other.locator('.shell-nav').getByRole('link', { name: 'Sign in' }).waitFor();
    await other.locator('.live-text').waitFor({ state: 'detached' });
    await other.close();
    await expect.poll(() => statesKept(kenya)).toEqual([]);
    await kenya.context().close();
  });
});

describe('a machine that slept', () => {
  test('it shows what happened meanwhile without being loaded again, and what it kept goes out once', async () => {
    const france = await prepared('France', async (page) => {
      await page.clock.install();
    });
    const lines = await cuttable(france);
    await goTo(france, '/desk');
    await france.locator('#item-p3').waitFor();
    await france.evaluate(() => Object.assign(globalThis, { stayed: true }));
    const before = await versionNow();
    await cut(france, lines);
    await france.locator('#item-p3').focus();
    await france.keyboard.press('3');
    await france.keyboard.press('Enter');
    await france.locator('#item-p3').getByText('kept on this device').waitFor();
    await perform(chair, { type: 'agreeAdRef', pid: 'p9' });
    await france.clock.fastForward('09:00:00');
    await france.context().setOffline(false);
    await france.clock.fastForward('00:01:00');
    await france.locator('#item-p3 .desk-stance', { hasText: 'abstains' }).waitFor();
    await france.locator('.shell-line').waitFor({ state: 'detached' });
    await france.locator('.tabs a[href$="/board"]').click();
    await france.locator('#row-p9', { hasText: 'agreed ad ref' }).waitFor();
    expect(await france.evaluate(() => 'stayed' in globalThis)).toBe(true);
    const since = await chair.evaluate(
      async (query) =>
        ((await (await fetch(`/api/events?${query}`)).json()) as { events: { type: string }[] }).events,
      new URLSearchParams({ stream: STREAM, after: String(before) }).toString(),
    );
    expect(since.map(({ type }) => type).toSorted()).toEqual(['paragraphAgreedAdRef', 'positionStated']);
    await france.context().close();
  });
});
