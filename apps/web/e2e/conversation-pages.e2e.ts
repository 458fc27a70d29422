import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERE, perform } from './acts.ts';
import { oneHandVotes, OPENING, seedStatements } from './crowd.ts';
import { enter, openBrowser, startService, type Service } from './service.ts';
import { LANGUAGES, shown, visited } from './visits.ts';

const CONVERSATION = `${HERE}/conversations/c2`;

let service: Service;
let browser: Browser;
let secretariat: Page;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  secretariat = await enter(browser, service, 'Secretariat');
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const joined = async (page: Page): Promise<void> => {
  const join = page.locator('.conversation-join .button-primary');
  const choices = page.locator('.conversation-choices');
  await join.or(choices).first().waitFor();
  if (await join.isVisible()) await join.click();
  await choices.waitFor();
};

/** What was decided stands in a part that is closed at first. */
const opened = async (page: Page): Promise<void> => {
  await page
    .locator('details', { has: page.locator('.conversation-moderated') })
    .locator('summary')
    .first()
    .click();
  await page.locator('.conversation-moderated').first().waitFor();
};

describe('no page of conversations has a finding of accessibility, on a desk and on a phone', () => {
  test('there is something to look at', async () => {
    await perform(secretariat, OPENING);
    await seedStatements(secretariat, `/api${CONVERSATION}`);
    await oneHandVotes(service.address, `/api${CONVERSATION}`, 20);
    // Figures are made aside: the page of flagged accounts is looked at once there are some.
    const flagged = (): Promise<number> =>
      secretariat.evaluate(
        async (path) =>
          ((await (await fetch(path)).json()) as { accounts: readonly unknown[] }).accounts.length, // as the contract says
        `/api${CONVERSATION}/accounts`,
      );
    await expect.poll(flagged, { timeout: 120_000 }).toBeGreaterThan(9);
  });

  test.for(LANGUAGES)('conversations (%s, %s)', async (drawn) => {
    await visited({ browser, service }, drawn, (reader) => [
      [reader, `${HERE}/conversations`],
      [secretariat, `${HERE}/conversations`],
      [reader, CONVERSATION, shown('.conversation-join')],
      [reader, CONVERSATION, joined],
      [reader, `${HERE}/conversations/c1/opinions`, shown('.conversation-map')],
      [secretariat, `${CONVERSATION}/moderation`, opened],
    ]);
  });
});
