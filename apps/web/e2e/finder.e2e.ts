import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAccessible } from './accessible.ts';
import { HERE } from './acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const FINDER = `${HERE}/finder`;

let service: Service;
let browser: Browser;
let chair: Page;
let france: Page;
let kenya: Page;
let china: Page;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [chair, france, kenya, china] = await Promise.all([
    enter(browser, service, 'Chair'),
    enter(browser, service, 'France'),
    enter(browser, service, 'Kenya'),
    enter(browser, service, 'China'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const goTo = (page: Page, path: string) => page.goto(service.address + path);
describe('the compromise finder in the built product', () => {
  test('a package is found, and laid beside the next best and the text as it stands', async () => {
    await goTo(chair, FINDER);
    await chair.getByRole('button', { name: 'Look for packages' }).click();
    await chair.locator('.finder-results').waitFor();
    const kinds = await chair.locator('.finder-column .finder-sheet h3').allInnerTexts();
    expect(kinds[0]).toMatch(/^(Best package|Fewest red lines crossed)$/u);
    expect(kinds.at(-1)).toBe('The text as it stands');
    await chair.locator('.finder-sheet').first().locator('.finder-least summary').first().click();
    await chair.locator('.finder-sheet').first().locator('.finder-least .finder-why li').first().waitFor();
    await isAccessible(chair);
  });

  test('a search is stopped by hand and shows the best so far', async () => {
    await goTo(chair, FINDER);
    await chair.getByLabel('Paragraphs').selectOption('all');
    await chair.getByLabel('What counts as better').selectOption('leximin');
    await chair.getByLabel('Time for the search').selectOption('30');
    await chair.getByRole('button', { name: 'Look for packages' }).click();
    const stop = chair.getByRole('button', { name: 'Stop with the best so far' });
    await stop.click();
    await chair.locator('.finder-results', { hasText: 'It was stopped by hand.' }).waitFor();
  });

  test('it is kept and shared with two delegations; a third does not see it; one answers', async () => {
    await goTo(chair, FINDER);
    await chair.getByRole('button', { name: 'Look for packages' }).click();
    await chair.locator('.finder-sheet-acts button').first().click();
    await chair.getByLabel('Title').fill('A way through the brackets');
    await chair.getByLabel('Note').fill('Ask the coast first.');
    await chair.getByRole('button', { name: 'Keep', exact: true }).click();
    const kept = chair.locator('#package-k1');
    await kept.waitFor();
    await kept.getByRole('button', { name: 'Share…' }).click();
    for (const name of ['France', 'Kenya']) {
      await chair.getByLabel('Delegation', { exact: true }).fill(name);
      await chair.getByRole('button', { name: `+ ${name}` }).click();
    }
    await chair.getByLabel('Words to the delegations').fill('Could you live with this?');
    await chair.getByRole('button', { name: 'Share with 2' }).click();
    await kept.getByText('Answers (0 of 2)').waitFor();

    for (const page of [france, kenya]) {
      await goTo(page, FINDER);
      await page.getByText('Could you live with this?').waitFor();
      expect(await page.locator('main').innerText()).not.toContain('Ask the coast first');
    }
    await goTo(china, FINDER);
    await china.getByText('Nothing is shared with us now.').waitFor();
    expect(await china.locator('nav.tabs').innerText()).not.toContain('Packages');

    await france.getByLabel('Where we stand on the package as a whole').selectOption('accept');
    await france.getByLabel('Reason').fill('As a whole, yes.');
    await france.getByRole('button', { name: 'Answer', exact: true }).click();
    await kept.getByText('Answers (1 of 2)').waitFor();
    await kept.getByText('As a whole, yes.').waitFor();
    await goTo(kenya, FINDER);
    await kenya.getByText('Could you live with this?').waitFor();
    expect(await kenya.locator('main').innerText()).not.toContain('As a whole, yes.');
    await isAccessible(france);
  });

  test('those who conduct write another note on it, which the delegations do not see', async () => {
    await goTo(chair, FINDER);
    const kept = chair.locator('#package-k1');
    await kept.getByRole('button', { name: 'Note…' }).click();
    await chair.getByRole('dialog').getByLabel('Note').fill('The coast agrees.');
    await chair.getByRole('button', { name: 'Write the note' }).click();
    await kept.getByText('The coast agrees.').waitFor();
    await kept.getByText('Ask the coast first.').waitFor({ state: 'detached' });
    await goTo(france, FINDER);
    await france.getByText('Could you live with this?').waitFor();
    expect(await france.locator('main').innerText()).not.toContain('The coast agrees.');
  });

  test('a person issues the resulting words as the chair’s text', async () => {
    await goTo(chair, FINDER);
    const kept = chair.locator('#package-k1');
    await kept.getByRole('button', { name: 'Take the words further…' }).click();
    await chair.getByRole('button', { name: 'Issue as the chair’s text' }).click();
    await chair.locator('.deliberation-symbol', { hasText: 'Rev.1' }).waitFor();
    await kept.getByText('For an earlier text').waitFor();
  });

  test('the text with the package in it is proposed and adopted, and the record of it all verifies', async () => {
    await goTo(chair, `${HERE}/adoption`);
    await chair.getByLabel('Time for objections').selectOption('5');
    await chair.getByRole('button', { name: 'Propose adoption' }).click();
    await chair.getByText('The time for objections ended').waitFor();
    await chair.getByRole('button', { name: 'It is so decided' }).click();
    await chair.getByText('The text is adopted.').waitFor();
    const reader = await newPage(browser);
    await goTo(reader, HERE);
    await reader.locator('.deliberation-symbol', { hasText: 'Rev.1' }).waitFor();
    await reader.getByText(/^Adopted on/u).waitFor();
    await goTo(reader, `${HERE}/record`);
    await reader.getByRole('button', { name: 'Verify this deliberation' }).click();
    await reader.getByText('The record holds.').waitFor();
    await reader.context().close();
  });
});
