import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERE, fitsTheScreen, perform, PHONE } from './acts.ts';
import { enter, openBrowser, startService, type Service } from './service.ts';

const NEW = `${HERE}/amendments/new`;

let service: Service;
let browser: Browser;
let france: Page;
let kenya: Page;
let china: Page;
let fiji: Page;
let secretariat: Page;
let chair: Page;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  const people: Page[] = [];
  for (const door of ['France', 'Kenya', 'China', 'Fiji', 'Secretariat', 'Chair'])
    people.push(await enter(browser, service, door));
  [france, kenya, china, fiji, secretariat, chair] = people as [Page, Page, Page, Page, Page, Page];
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const compose = (page: Page, search: string) => page.goto(`${service.address}${NEW}${search}`);
const row = (page: Page, pid: string) => page.locator(`#row-${pid}`);
const words = (page: Page, pid: string) => row(page, pid).locator('textarea');
/** The words of a paragraph with one word instead of another. */
const rewrite = async (page: Page, pid: string, before: string, after: string): Promise<void> => {
  const text = await words(page, pid).inputValue();
  expect(text).toContain(before);
  await words(page, pid).fill(text.replace(before, after));
};
const handIn = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('composing amendments', () => {
  test('a delegation writes in a paragraph, sees what goes and comes, and tables the amendment', async () => {
    await compose(france, '?paragraph=p20');
    await rewrite(france, 'p20', 'Calls upon', 'Urges');
    await row(france, 'p20').locator('del', { hasText: 'Calls upon' }).waitFor();
    await row(france, 'p20').locator('ins', { hasText: 'Urges' }).waitFor();
    await france.getByText('It meets no other amendment.').waitFor();
    await france.getByLabel('Reason').fill('States have waited long enough.');
    await france.reload();
    await row(france, 'p20').locator('ins', { hasText: 'Urges' }).waitFor();
    await handIn(france, 'Table the amendment');
    await france.getByText('A1 is tabled and in the record.').waitFor();
  });

  test('another delegation sees what its own would collide with, side by side, before it tables', async () => {
    await compose(kenya, '?paragraph=p20');
    await row(kenya, 'p20').getByRole('button', { name: 'Delete the paragraph' }).click();
    const collision = row(kenya, 'p20').locator('.composer-collision.is-hard');
    await collision.filter({ hasText: 'A1' }).filter({ hasText: 'France' }).waitFor();
    await collision.getByText('one deletes the paragraph that the other changes').waitFor();
    await collision.locator('ins', { hasText: 'Urges' }).waitFor();
    await kenya.getByText('It meets 1 amendment: A1.').waitFor();
    await handIn(kenya, 'Table the amendment');
    await kenya.getByText('A2 is tabled and in the record.').waitFor();
  });

  test('who writes the same words is led to the amendment that says them, and joins it with one press', async () => {
    await compose(china, '?paragraph=p20');
    await rewrite(china, 'p20', 'Calls upon', 'Urges');
    await china.getByText('A1 of France says the same already').waitFor();
    expect(await china.getByRole('button', { name: 'Table the amendment' }).isDisabled()).toBe(true);
    await handIn(china, 'Co-sponsor A1');
    await china.getByText('Your delegation co-sponsors A1.').waitFor();
  });

  test('an amendment to the amendment is written on its words, taken in by its sponsor, and has no third degree', async () => {
    await compose(fiji, '?amends=A1&paragraph=p20');
    await rewrite(fiji, 'p20', 'Urges States', 'Urges all States');
    await handIn(fiji, 'Table the amendment');
    await fiji.getByText('A3 is tabled and in the record.').waitFor();
    await compose(kenya, '?amends=A3');
    await kenya.locator('.refusal-code', { hasText: 'amendment.thirdDegree' }).waitFor();
    await compose(france, '');
    const asked = france.locator('.composer-asked', { hasText: 'A3' });
    await asked.locator('ins', { hasText: 'all' }).waitFor();
    await asked.getByRole('button', { name: 'Take it in' }).click();
    await asked.getByRole('button', { name: 'Take it in now' }).click();
    await asked.waitFor({ state: 'detached' });
  });

  test('the secretariat enters what was moved from the floor, for those who moved it', async () => {
    await secretariat.goto(`${service.address}${HERE}/amendments`);
    await secretariat.getByRole('link', { name: 'Enter an oral amendment' }).click();
    await row(secretariat, 'p21').locator('.composer-amend').click();
    await rewrite(secretariat, 'p21', 'Condemns', 'Strongly condemns');
    const enterIt = secretariat.getByRole('button', { name: 'Enter the oral amendment' });
    expect(await enterIt.isDisabled()).toBe(true);
    await secretariat.getByLabel('Moved by').selectOption({ label: 'Kenya' });
    await enterIt.click();
    await secretariat.getByText('A4 is entered and in the record.').waitFor();
    await secretariat.goto(`${service.address}${HERE}/amendments/A4`);
    await secretariat.getByRole('link', { name: 'Amend from the floor' }).click();
    await secretariat.getByRole('heading', { name: 'Amendment to A4' }).waitFor();
    await secretariat.getByLabel('Moved by').waitFor();
  });

  test('when the text moves on, what is being written is kept on the new words', async () => {
    await compose(france, '?paragraph=p21');
    await rewrite(france, 'p21', 'the use of', 'every use of');
    await perform(chair, { type: 'acceptAmendment', amendment: 'A4' });
    await france.getByText('The text changed while you were writing.').waitFor();
    expect(await words(france, 'p21').inputValue()).toMatch(/^Strongly condemns every use of/);
    await handIn(france, 'Table the amendment');
    await france.getByText('A5 is tabled and in the record.').waitFor();
  });

  test('a paragraph is added from a phone, undone, added again and tabled', async () => {
    await fiji.setViewportSize(PHONE);
    await compose(fiji, '?paragraph=p20');
    await row(fiji, 'p20').getByRole('button', { name: 'Add a paragraph behind' }).click();
    const added = fiji.locator('.composer-row.is-open textarea');
    await added.fill('Thanks the host country;');
    await fiji.locator('.composer-row ins', { hasText: 'Thanks the host country;' }).waitFor();
    await fiji.getByRole('button', { name: 'Undo' }).click();
    await fiji.getByRole('button', { name: 'Undo' }).click();
    await fiji.getByText('Nothing is changed yet.').waitFor();
    await fiji.getByRole('button', { name: 'Redo' }).click();
    await fiji.getByRole('button', { name: 'Redo' }).click();
    await fitsTheScreen(fiji);
    await handIn(fiji, 'Table the amendment');
    await fiji.getByText('A6 is tabled and in the record.').waitFor();
  });

  test('a time that was announced stands when it is confirmed as it is, and is taken back by a press of its own', async () => {
    const announced = chair.getByText('Amendments are submitted until');
    const open = async (name: string): Promise<void> => {
      await chair.goto(`${service.address}${HERE}/amendments`);
      await chair.getByRole('button', { name }).click();
    };
    const confirm = async (): Promise<void> => {
      await chair.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
      await chair.getByText('Receipt').waitFor();
    };
    await open('Set the time');
    const time = chair.getByLabel('Amendments are submitted until');
    expect(await chair.getByRole('dialog').getByRole('button', { name: 'Confirm' }).isDisabled()).toBe(true);
    await time.fill('2036-05-04T10:30');
    await confirm();
    await announced.waitFor();
    await open('Set the time');
    expect(await time.inputValue()).toBe('2036-05-04T10:30');
    await confirm();
    await announced.waitFor();
    await open('No time limit');
    await confirm();
    await chair.getByText('Amendments may be submitted until the text is decided on.').waitFor();
  });
});
