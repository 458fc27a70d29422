import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crowdVotes, oneHandVotes, OPENING, seedStatements } from './crowd.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const HERE = '/deliberations/ai-governance/conversations';
const PATH = '/api/deliberations/ai-governance/conversations/c2';

let service: Service;
let browser: Browser;
let secretariat: Page;
let chair: Page;
let reader: Page;
let phone: Page;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [secretariat, chair, reader, phone] = await Promise.all([
    enter(browser, service, 'Secretariat'),
    enter(browser, service, 'Chair'),
    newPage(browser),
    newPage(browser),
  ]);
  await phone.setViewportSize({ width: 390, height: 844 });
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const goTo = (page: Page, path: string) => page.goto(service.address + path);
const withoutFaults = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
};

describe('a conversation of statements in the built product', () => {
  test('the secretariat opens one on screen, and puts statements in', async () => {
    await goTo(secretariat, HERE);
    await secretariat.getByLabel('Title').fill(OPENING.title.en);
    await secretariat.getByLabel('What people are asked').fill(OPENING.question.en);
    await secretariat.getByLabel('How statements are moderated').fill(OPENING.policy.en);
    await secretariat.getByLabel('Groups, one a line').fill('Civil society\nBusiness\nScience');
    await secretariat.getByLabel('Closes').fill('2027-12-01T12:00');
    for (const box of await secretariat.locator('.conversation-languages input').all()) await box.check();
    await secretariat.getByRole('button', { name: 'Open a conversation' }).click();
    await secretariat.getByRole('link', { name: OPENING.title.en }).click();
    await seedStatements(secretariat, PATH);
    await goTo(secretariat, `${HERE}/c2`);
    await secretariat.locator('.conversation-words').waitFor();
    await withoutFaults(secretariat);
  });

  test('a public vote on a phone moves the map on another screen', async () => {
    await crowdVotes(service.address, PATH, 56, ['g1', 'g2', 'g3']);
    await goTo(reader, `${HERE}/c2/opinions`);
    await reader.locator('.conversation-map').waitFor();
    const people = reader.locator('.conversation-figures .figure-value').first();
    await expect.poll(() => people.innerText(), { timeout: 120_000 }).toBe('56');
    await withoutFaults(reader);
    await goTo(phone, `${HERE}/c2`);
    await phone.getByLabel('I speak mainly as').selectOption({ label: 'Business' });
    // What was asked for when the phone joined comes only after its first vote, and does not know of it.
    let voted = (): void => undefined;
    const isVoted = new Promise<void>((resolve) => (voted = resolve));
    await phone.route('**/next?count=10', async (route) => {
      const answer = await route.fetch();
      await isVoted;
      await route.fulfill({ response: answer });
    });
    await phone.getByRole('button', { name: 'Take part' }).click();
    const done = phone.getByText('You have voted on everything');
    const put: string[] = [];
    for (let vote = 0; vote < 10; vote += 1) {
      const words = await phone.locator('.conversation-words').innerText();
      put.push(words);
      const stored = phone.waitForResponse((response) => response.url().endsWith('/votes'));
      await phone.getByRole('button', { name: 'Disagree', exact: true }).click();
      await phone
        .locator('.conversation-words')
        .or(done)
        .filter({ hasNotText: words })
        .waitFor({ timeout: 60_000 });
      expect((await stored).status()).toBe(201);
      voted();
    }
    expect(new Set(put).size).toBe(10);
    await done.waitFor();
    // The reader has not touched anything: 57 people stand on the map now.
    await expect.poll(() => people.innerText(), { timeout: 120_000 }).toBe('57');
    await expect.poll(() => reader.locator('.conversation-point').count(), { timeout: 60_000 }).toBe(57);
    await withoutFaults(phone);
  });

  test('a statement is refused with a reason, its author appeals, and the chair decides', async () => {
    await phone.getByLabel('Add a statement').fill('Buy the wonderful product of our company');
    await phone.getByRole('button', { name: 'Send' }).click();
    await phone.getByText('It waits for moderation.').waitFor();
    await goTo(secretariat, `${HERE}/c2/moderation`);
    const row = secretariat.locator('.conversation-moderated').filter({ hasText: 'wonderful product' });
    await row.getByRole('button', { name: 'Do not show' }).click();
    await secretariat.getByLabel('Reason').selectOption('spam');
    await secretariat.getByRole('dialog').getByRole('button').first().click();
    await secretariat.locator('.conversation-log').getByText('advertising or spam').waitFor();
    await goTo(phone, `${HERE}/c2`);
    await phone.locator('.conversation-own').getByText('advertising or spam').waitFor();
    await phone.getByRole('button', { name: 'Ask the chair to look again' }).click();
    await phone.getByRole('dialog').getByRole('textbox').fill('It is an example, not an advertisement.');
    await phone.getByRole('dialog').getByRole('button').first().click();
    await phone.getByText('The chair has been asked.').waitFor();
    await goTo(chair, `${HERE}/c2/moderation`);
    await chair
      .locator('.conversation-moderated')
      .filter({ hasText: 'not an advertisement' })
      .getByRole('button', { name: 'Show', exact: true })
      .click();
    await chair.locator('.conversation-log').getByText('on appeal').waitFor();
    await withoutFaults(chair);
  });

  test('a family of accounts is flagged, a person sets it aside, and figures stand with it and without', async () => {
    // Of twenty at least ten come within one hour of the clock, whenever they begin.
    await oneHandVotes(service.address, PATH, 20);
    await goTo(secretariat, `${HERE}/c2/opinions`);
    const people = (page: Page) => page.locator('.conversation-figures .figure-value').first();
    await expect.poll(() => people(secretariat).innerText(), { timeout: 120_000 }).toBe('77');
    await goTo(secretariat, `${HERE}/c2/moderation`);
    const row = secretariat
      .locator('.conversation-moderated')
      .filter({ hasText: 'votes exactly like others who came in the same hour' })
      .first();
    await row.getByRole('button', { name: 'Set aside' }).click();
    await secretariat.getByRole('dialog').getByLabel('Reason').selectOption('manyAccounts');
    await withoutFaults(secretariat);
    await secretariat.getByRole('dialog').getByRole('button').first().click();
    await secretariat.locator('.conversation-log').getByText('several accounts of one hand').waitFor();
    await goTo(reader, `${HERE}/c2/opinions`);
    const all = reader
      .getByRole('row')
      .filter({ has: reader.getByRole('rowheader', { name: 'With what is set aside', exact: true }) });
    await expect.poll(() => all.getByRole('cell').first().innerText(), { timeout: 120_000 }).toBe('77');
    await expect
      .poll(async () => Number(await people(reader).innerText()) <= 67, { timeout: 120_000 })
      .toBe(true);
    await reader.getByText('with what is set aside:').first().waitFor();
    await withoutFaults(reader);
    await withoutFaults(secretariat);
  });
});
