import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAccessible } from './accessible.ts';
import { DESK, fitsTheScreen, HERE, perform, PHONE } from './acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

let service: Service;
let browser: Browser;
let secretariat: Page;
let france: Page;
let kenya: Page;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [secretariat, france, kenya] = await Promise.all([
    enter(browser, service, 'Secretariat'),
    enter(browser, service, 'France'),
    enter(browser, service, 'Kenya'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const goTo = (page: Page, path: string) => page.goto(service.address + HERE + path);
const sponsors = (page: Page) => page.locator('#sponsors');
const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();

test('the secretariat names the sponsors of a text by name or code, and everybody sees them', async () => {
  await goTo(kenya, '');
  await goTo(secretariat, '');
  await sponsors(secretariat).getByRole('button', { name: 'Name the sponsors' }).click();
  const dialog = secretariat.getByRole('dialog');
  await dialog.getByLabel('Main sponsors').fill('France, Atlantis');
  await dialog.getByText('Not members: Atlantis').waitFor();
  await dialog.getByLabel('Main sponsors').fill('France');
  await dialog.getByLabel('Co-sponsors').fill('CHN');
  await confirm(secretariat);
  await sponsors(kenya).getByText('France').waitFor();
  await sponsors(kenya).getByText('China').waitFor();
  await isAccessible(kenya);
});

test('a delegation joins from its desk on a screen of 390 pixels, with what it means', async () => {
  await kenya.setViewportSize(PHONE);
  await goTo(kenya, '/desk');
  await sponsors(kenya).getByRole('button', { name: 'Co-sponsor' }).click();
  await kenya.getByText('This is no vote and no position.').waitFor();
  await confirm(kenya);
  await sponsors(kenya).locator('dd', { hasText: 'Kenya' }).waitFor();
  await fitsTheScreen(kenya);
  await kenya.setViewportSize(DESK);
});

test('the main sponsor withdraws the text, which says so everywhere, and another delegation introduces it again', async () => {
  await goTo(france, '');
  await sponsors(france).getByRole('button', { name: 'Withdraw the text' }).click();
  await france.getByRole('dialog').getByRole('textbox').fill('More time is needed.');
  await confirm(france);
  const reader = await newPage(browser);
  await goTo(reader, '/adoption');
  await reader.getByText(/withdrew the text on/).waitFor();
  expect(await reader.getByText('More time is needed.').count()).toBeGreaterThan(0);
  await reader.context().close();
  await goTo(kenya, '');
  await sponsors(kenya).getByRole('button', { name: 'Introduce it again' }).click();
  await confirm(kenya);
  await sponsors(kenya).locator('dd', { hasText: 'Kenya' }).waitFor();
  await kenya.getByText(/withdrew the text on/).waitFor({ state: 'detached' });
});

test('the sponsors stand on the page of a decision on their text', async () => {
  const chair = await enter(browser, service, 'Chair');
  await perform(chair, { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 });
  await goTo(kenya, '/adoption');
  await kenya.getByRole('link', { name: 'Result page' }).first().click();
  await kenya.locator('.text-sponsors dd', { hasText: 'Kenya' }).waitFor();
  await chair.context().close();
});
