import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAccessible } from './accessible.ts';
import { fitsTheScreen, HERE, perform, PHONE, pressByKeys, sendAct } from './acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

let service: Service;
let browser: Browser;
let chair: Page;
let france: Page;
let kenya: Page;
let china: Page;
/** Two paragraphs that the floor has agreed, with the labels they bear. */
let agreed: readonly { readonly pid: string; readonly label: string }[] = [];

const goTo = (page: Page, path: string) => page.goto(service.address + HERE + path);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Marks the first two operative paragraphs on which nobody objects as agreed. */
const agreeOnTwo = async (): Promise<typeof agreed> => {
  const paragraphs = await chair.evaluate(async (path) => {
    const { state } = (await (await fetch(path)).json()) as {
      state: { revision: { paragraphs: { pid: string; label: string; kind: string }[] } };
    };
    return state.revision.paragraphs.filter(({ kind, label }) => kind === 'operative' && label !== '');
  }, `/api${HERE}`);
  const done: { pid: string; label: string }[] = [];
  for (const { pid, label } of paragraphs) {
    if (done.length === 2) break;
    const { status } = await sendAct(chair, { type: 'agreeAdRef', pid });
    if (status === 201) done.push({ pid, label });
  }
  expect(done).toHaveLength(2);
  return done;
};

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [chair, france, kenya, china] = await Promise.all([
    enter(browser, service, 'Chair'),
    enter(browser, service, 'France'),
    enter(browser, service, 'Kenya'),
    enter(browser, service, 'China'),
  ]);
  agreed = await agreeOnTwo();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('decisions by silence and by vote', () => {
  test('a silence says when it ends in every capital, and one delegation breaks it on one paragraph from a phone', async () => {
    const [broken] = agreed;
    if (broken === undefined) throw new Error('nothing was agreed');
    await goTo(chair, '/adoption');
    await chair.getByLabel('Rule').selectOption('silence-72h');
    await press(chair, 'Propose adoption');
    await france.setViewportSize(PHONE);
    await goTo(france, '/adoption');
    await france.getByText('The silence runs until').waitFor();
    await france.locator('summary', { hasText: 'The end in every capital' }).click();
    await france.locator('.decision-silence table', { hasText: 'Kenya' }).waitFor();
    await fitsTheScreen(france);
    await isAccessible(france);
    await france
      .getByRole('group', { name: 'Paragraphs it is about' })
      .getByRole('checkbox', { name: broken.label, exact: true })
      .check();
    await france.getByLabel('Reason', { exact: true }).fill('The scale is not ours.');
    await press(france, 'Break the silence');
    await france.getByText('Our formal objection stands.').waitFor();
    await chair.getByText('It is broken.').waitFor();
  });

  test('the broken silence reopens that paragraph and no other', async () => {
    const [broken, kept] = agreed;
    if (broken === undefined || kept === undefined) throw new Error('nothing was agreed');
    await press(chair, 'End the broken silence now');
    await chair.locator('.adoption-decision .tag', { hasText: 'not adopted' }).waitFor();
    const silence = chair.locator('.decision-silence');
    await silence.getByText('The silence was broken.').waitFor();
    expect(await silence.locator('.decision-reopened').allTextContents()).toEqual([
      `${broken.label}: The scale is not ours.`,
    ]);
    await goTo(kenya, '');
    await kenya.locator(`#${kept.pid} .tag`, { hasText: 'agreed ad ref' }).waitFor();
    expect(await kenya.locator(`#${broken.pid} .tag`, { hasText: 'agreed ad ref' }).count()).toBe(0);
  });

  test('before a weighted vote everybody sees each weight and what it can turn', async () => {
    // A vote follows on an attempt at consensus that failed: France holds its objection to the text as a position.
    await perform(france, ({ revision: { hash } }) => ({
      type: 'statePosition',
      item: 'text',
      stance: 'object',
      reason: 'The scale is not ours.',
      textHash: hash,
    }));
    await perform(chair, { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 });
    await expect
      .poll(async () => (await sendAct(chair, { type: 'reject', note: 'France objects.' })).status)
      .toBe(201);
    await chair.getByLabel('Rule').selectOption('double-majority');
    await chair.locator('summary', { hasText: 'Weight and share of every member' }).click();
    await chair.locator('tr', { hasText: 'Kenya' }).first().waitFor();
    await chair.locator('summary', { hasText: 'Voting power under this rule' }).click();
    await chair.locator('th', { hasText: 'Banzhaf' }).waitFor();
  });

  test('a roll-call begins at the name drawn, is voted with keys alone, and shows heads and weights beside each other', async () => {
    await Promise.all([goTo(kenya, '/adoption'), goTo(china, '/adoption'), goTo(france, '/adoption')]);
    await chair.getByLabel('Time for objections').selectOption('5');
    await press(chair, 'Propose adoption');
    await chair.getByLabel('How the vote is taken').selectOption('rollCall');
    await chair.getByLabel('Time for the ballot').selectOption('60');
    await press(chair, 'Put to the vote');
    await chair.getByText('Drawn first:').waitFor();
    await pressByKeys(kenya, kenya.getByRole('button', { name: 'Against', exact: true }));
    await press(china, 'For');
    await press(france, 'For');
    await kenya.getByText('We have cast: Against.').waitFor();
    await chair.getByText('Ballots cast: 3 of 193').waitFor();
    await fitsTheScreen(france);
    await isAccessible(kenya);
    const counted = chair.locator('.weight-tally');
    const row = (position: string) =>
      counted.locator('tr', { has: chair.getByRole('rowheader', { name: position, exact: true }) }).first();
    await row('For').waitFor();
    expect(await row('For').locator('td').first().textContent()).toBe('2');
    expect(await row('Against').locator('td').first().textContent()).toBe('1');
    // China and France: two voices of 193 and a sixth of the population.
    await row('For')
      .locator('td', { hasText: /^1[78]\.\d+%$/ })
      .waitFor();
    // The announced time ends the ballot by itself; only then is there an outcome to declare.
    await chair.getByLabel('Words for the record').fill('Too few voted.');
    await chair.getByRole('button', { name: 'Declare not adopted' }).click({ timeout: 450_000 });
    await chair.locator('.adoption-decision .tag', { hasText: 'not adopted' }).nth(2).waitFor();
  });

  test('a delegation explains its vote once it is closed', async () => {
    await kenya.getByLabel('Kind').selectOption('explanationOfVote');
    await kenya.getByLabel('Words', { exact: true }).fill('We voted against the scale.');
    await press(kenya, 'File the statement');
    await kenya.getByText('The statement is in the record.').waitFor();
  });

  test('the result page has the rule, both tallies, who was absent and the receipt, for anybody', async () => {
    const reader = await newPage(browser);
    await goTo(reader, '/adoption');
    await reader.getByRole('link', { name: 'Result page' }).first().click();
    await reader
      .locator('.decision-sentence', { hasText: 'was not adopted under the rule Double majority' })
      .waitFor();
    await reader.locator('.weight-tally tr', { hasText: 'For' }).first().waitFor();
    await reader.getByText('Absent or not voting: 190').waitFor();
    await reader.locator('.vote-tiles .roll-against').waitFor();
    expect(await reader.locator('.vote-tiles .roll-tile').count()).toBe(193);
    await reader
      .getByRole('region', { name: 'Statements after the vote' })
      .getByText('We voted against the scale.')
      .waitFor();
    await reader.getByText(/^Event \d+ of/u).waitFor();
    await reader.setViewportSize(PHONE);
    await fitsTheScreen(reader);
    await isAccessible(reader);
    await reader.context().close();
  });
});
