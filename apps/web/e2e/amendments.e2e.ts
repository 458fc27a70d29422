import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleted, reworded, submit, type ActOn, type Known } from './amendment-acts.ts';
import { STREAM } from './scenes.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const HERE = '/deliberations/ai-governance';

let service: Service;
let browser: Browser;
let chair: Page;
let france: Page;
let kenya: Page;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [chair, france, kenya] = await Promise.all([
    enter(browser, service, 'Chair'),
    enter(browser, service, 'France'),
    enter(browser, service, 'Kenya'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const goTo = (page: Page, path: string) => page.goto(service.address + HERE + path);

/** An act of the person of this page, sent as the page itself would send it. */
const send = async (page: Page, act: ActOn): Promise<void> => {
  const known = await page.evaluate(
    async (path) => ((await (await fetch(path)).json()) as { state: Known }).state,
    `/api${HERE}`,
  );
  const answer = await page.evaluate(
    async (body) => {
      const response = await fetch('/api/acts', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      });
      return { ok: response.ok, said: await response.text() };
    },
    { stream: STREAM, act: act(known) },
  );
  expect(answer, answer.said).toMatchObject({ ok: true });
};

const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();

describe('amendments, from the first one to the text that follows', () => {
  test('an amendment stands under its paragraph the moment it is submitted', async () => {
    await goTo(kenya, '/amendments');
    await kenya.getByText('No amendments have been submitted yet.').waitFor();
    await send(france, submit(reworded('OP3', 'Calls upon', 'Urges')));
    await kenya.locator('.amendments-paragraph', { hasText: 'OP3' }).waitFor();
    await kenya.locator('.amendment', { hasText: 'France' }).locator('ins', { hasText: 'Urges' }).waitFor();
  });

  test('another delegation co-sponsors from a screen of 390 pixels, with what it means and a receipt', async () => {
    await kenya.setViewportSize({ width: 390, height: 844 });
    await kenya.locator('.amendment-head .amendment-link').first().click();
    await kenya.getByRole('button', { name: 'Co-sponsor' }).click();
    await kenya.getByText('This is no vote and no position.').waitFor();
    await confirm(kenya);
    await kenya.getByText('Receipt').waitFor();
    await kenya.locator('.sponsors li', { hasText: 'Kenya' }).waitFor();
    const overflows = await kenya.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(overflows).toBe(false);
    await kenya.setViewportSize({ width: 1280, height: 900 });
  });

  test('a collision is drawn and told, in the text and at the amendment', async () => {
    const china = await enter(browser, service, 'China');
    await send(china, submit(deleted('OP3')));
    await china.context().close();
    await goTo(kenya, '/amendments?view=text');
    const paragraph = kenya.locator('.compiled', { hasText: 'Delete the paragraph' });
    await paragraph.locator('.bracketed', { hasText: 'Urges' }).waitFor();
    await paragraph.locator('summary').click();
    await paragraph.locator('.track-clash-hard').first().waitFor();
    await paragraph.locator('.clash', { hasText: 'cannot both be adopted' }).waitFor();
    await kenya.getByLabel('State').selectOption('colliding');
    await kenya.getByText('Shown: 2 of 2').waitFor();
    await kenya.getByLabel('Search').fill('nobody wrote this');
    await kenya.getByText('Nothing matches.').waitFor();
    await kenya.getByRole('button', { name: 'Show everything' }).click();
    await kenya.getByText('Shown: 2 of 2').waitFor();
  });

  test('the chair rules another order with a reason, which everybody sees', async () => {
    await goTo(kenya, '/amendments/order');
    await goTo(chair, '/amendments/order');
    const component = chair.locator('.order-component', { hasText: 'OP3' });
    await component.getByRole('button', { name: /Put .*A2.* to a decision/ }).waitFor();
    await component.getByRole('button', { name: 'Rule another order' }).click();
    await component.getByRole('button', { name: /Put .*A1.* earlier/ }).click();
    await component.getByRole('button', { name: 'Rule this order' }).click();
    await chair.getByLabel('Reason, for the record').fill('The narrower question first.');
    await confirm(chair);
    await kenya.getByText('The narrower question first.').waitFor();
    await kenya.locator('.order-list > li').first().locator('.amendment-link', { hasText: 'A1' }).waitFor();
  });

  test('one is adopted, the other lapses with its reason, and the text follows at once', async () => {
    await chair.getByRole('button', { name: /Put .*A1.* to a decision/ }).click();
    await chair.getByLabel('Time for objections').selectOption('5');
    await confirm(chair);
    await kenya
      .getByText('A1 is being decided now')
      .or(kenya.getByText('is being decided now'))
      .first()
      .waitFor();
    await chair.getByRole('link', { name: 'To the decision' }).click();
    await chair.getByText('The time for objections ended').waitFor();
    await chair.getByRole('button', { name: 'It is so decided' }).click();
    await kenya
      .locator('.settled', { hasText: 'adopted' })
      .locator('.lapse', { hasText: 'rules it out' })
      .waitFor();
    await goTo(kenya, '/amendments/A2');
    await kenya.getByText('Not put to a decision').waitFor();
    await kenya.getByText('what was adopted rules it out').waitFor();
    const reader = await newPage(browser);
    await goTo(reader, '');
    await reader.getByText('Urges States and providers').waitFor();
    await reader.locator('.text-amended', { hasText: 'A1' }).waitFor();
    await reader.getByRole('button', { name: 'Show what changed' }).click();
    await reader.locator('.text-compared del', { hasText: 'Calls upon' }).waitFor();
    await reader.context().close();
  });

  test('what is withdrawn is taken over by another delegation', async () => {
    await send(france, submit(reworded('OP6', 'assist one another', 'cooperate')));
    await goTo(france, '/amendments/A3');
    await france.getByRole('button', { name: 'Withdraw' }).click();
    await confirm(france);
    await france.getByText('Withdrawn by its sponsors').waitFor();
    await goTo(kenya, '/amendments/A3');
    await kenya.getByRole('button', { name: 'Take it over' }).click();
    await confirm(kenya);
    await kenya.locator('.sponsors li', { hasText: 'Kenya · main sponsor' }).waitFor();
    await expect.poll(() => kenya.locator('.amendment-title .tag').first().textContent()).toBe('pending');
  });
});
