import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERE, perform } from './acts.ts';
import { OPENING, seedStatements } from './crowd.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const CONVERSATION = `${HERE}/conversations/c2`;
const NOT_REACHED = 'The service was not reached.';

let service: Service;
let browser: Browser;
let secretariat: Page;
let reader: Page;

const goTo = (page: Page, path: string) => page.goto(service.address + path);
const answerOf = async <Answer>(path: string): Promise<Answer> =>
  (await (await fetch(`${service.address}/api${CONVERSATION}${path}`)).json()) as Answer; // as the contract says
/** Entries in the log of the conversation: everything that was given to it. */
const position = async (): Promise<number> => (await answerOf<{ position: number }>('')).position;
const decisions = async (): Promise<readonly { statement: number; outcome: string; note?: string }[]> =>
  (
    await answerOf<{ decisions: readonly { statement: number; outcome: string; note?: string }[] }>(
      '/moderation',
    )
  ).decisions;
/** The service does what it was asked, and its answer is lost on the way. */
const losesTheAnswer = async (route: Route): Promise<void> => {
  await route.fetch();
  await route.abort();
};
const words = (page: Page) => page.locator('.conversation-words');
const unsent = (page: Page) =>
  page.getByText('Your vote is kept here and is sent as soon as the line is back.');
/** Votes on what is on the card, and waits until the next statement is there. */
const vote = async (page: Page, choice: string): Promise<string> => {
  const put = await words(page).innerText();
  await page.getByRole('button', { name: choice, exact: true }).click();
  await words(page).filter({ hasNotText: put }).waitFor();
  return put;
};

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [secretariat, reader] = await Promise.all([enter(browser, service, 'Secretariat'), newPage(browser)]);
  await perform(secretariat, OPENING);
  await seedStatements(secretariat, `/api${CONVERSATION}`);
  await goTo(reader, CONVERSATION);
  await reader.getByRole('button', { name: 'Take part' }).click();
  await reader.getByRole('button', { name: 'Agree', exact: true }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('a line that is cut while something is given', () => {
  test('votes of a reader are kept, said to be kept, and each is sent once when the line is back', async () => {
    const before = await position();
    await reader.context().setOffline(true);
    const given = [await vote(reader, 'Agree'), await vote(reader, 'Disagree')];
    await unsent(reader).waitFor();
    expect(await position()).toBe(before);
    await reader.context().setOffline(false);
    await unsent(reader).waitFor({ state: 'detached' });
    expect(await position()).toBe(before + given.length);
    // Nothing that was voted on is put again, also on a page that is opened anew.
    await reader.reload();
    await reader.getByText(`Statements still to come: ${10 - given.length}`).waitFor();
  });

  test('a vote of which the answer was lost waits through a reload, and what is said of the statement last holds', async () => {
    await reader.route('**/votes', losesTheAnswer);
    await vote(reader, 'Pass');
    await unsent(reader).waitFor();
    await reader.reload();
    await unsent(reader).waitFor();
    await reader.unroute('**/votes');
    await unsent(reader).waitFor({ state: 'detached' });
    await reader.getByText('Statements still to come: 7').waitFor();
  });

  test('a statement that was written stays in its field, and is there once', async () => {
    const said = 'Those who live beside a system are asked first.';
    await reader.context().setOffline(true);
    await reader.getByLabel('Add a statement').fill(said);
    await reader.getByRole('button', { name: 'Send' }).click();
    await reader.getByText(NOT_REACHED).waitFor();
    expect(await reader.getByLabel('Add a statement').inputValue()).toBe(said);
    await reader.context().setOffline(false);
    await reader.getByRole('button', { name: 'Send' }).click();
    await reader.getByText('It waits for moderation.').waitFor();
    await reader.locator('.conversation-own li', { hasText: said }).waitFor();
    expect(await reader.locator('.conversation-own li', { hasText: said }).count()).toBe(1);
    expect(await reader.getByLabel('Add a statement').inputValue()).toBe('');
  });

  test('what moderation decides without a line is not done, is said not to be, and is done once afterwards', async () => {
    await goTo(secretariat, `${CONVERSATION}/moderation`);
    const row = secretariat.locator('.conversation-moderated', { hasText: 'Those who live beside' });
    await row.getByRole('button', { name: 'Do not show' }).waitFor();
    await secretariat.context().setOffline(true);
    const hide = async (): Promise<void> => {
      await row.getByRole('button', { name: 'Do not show' }).click();
    };
    const dialog = secretariat.getByRole('dialog');
    await hide();
    await dialog.getByLabel('Reason').selectOption('duplicate');
    await dialog.getByLabel('Note for the author and the public log').fill('Statement 4 says it.');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await secretariat.getByText(NOT_REACHED).waitFor();
    expect(await decisions()).toEqual([]);
    await secretariat.context().setOffline(false);
    await hide();
    // What was written for the log is there still.
    expect(await dialog.getByLabel('Note for the author and the public log').inputValue()).toBe(
      'Statement 4 says it.',
    );
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await secretariat.locator('.conversation-log li', { hasText: 'Statement 4 says it.' }).waitFor();
    expect(await secretariat.getByText(NOT_REACHED).count()).toBe(0);
    expect(await decisions()).toMatchObject([{ outcome: 'hidden', note: 'Statement 4 says it.' }]);
  });

  test('a decision of which the answer was lost is seen to be made, and is not made twice', async () => {
    await reader.getByLabel('Add a statement').fill('Whoever sells a system insures it.');
    await reader.getByRole('button', { name: 'Send' }).click();
    await reader.getByText('It waits for moderation.').waitFor();
    await secretariat.reload();
    const waiting = secretariat.locator('.conversation-moderated', { hasText: 'insures it' });
    const show = waiting.getByRole('button', { name: 'Show', exact: true });
    await show.waitFor();
    await secretariat.route(`**${CONVERSATION}/moderation`, async (route) =>
      route.request().method() === 'POST' ? losesTheAnswer(route) : route.fallback(),
    );
    await show.click();
    await secretariat.getByText(NOT_REACHED).waitFor();
    await waiting.and(secretariat.locator(':visible')).waitFor({ state: 'detached' });
    await secretariat.locator('.conversation-log li').nth(1).waitFor();
    expect((await decisions()).filter(({ outcome }) => outcome === 'shown')).toHaveLength(1);
  });

  test('a statement that is being written when the conversation closes stays, and sending it says why not', async () => {
    const said = 'Whoever is asked late is asked again.';
    await reader.getByLabel('Add a statement').fill(said);
    await perform(secretariat, {
      type: 'closeConversation',
      conversation: 'c2',
      reason: 'Enough has been said.',
    });
    const agree = reader.getByRole('button', { name: 'Agree', exact: true });
    await expect.poll(() => agree.isDisabled()).toBe(true);
    await reader.getByRole('button', { name: 'Send' }).click();
    await reader.locator('.refusal-code', { hasText: 'conversation.notOpen' }).waitFor();
    expect(await reader.getByLabel('Add a statement').inputValue()).toBe(said);
  });
});
