import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAccessible } from './accessible.ts';
import { DESK, fitsTheScreen, HERE, perform, PHONE } from './acts.ts';
import { deleted, inserted, reworded, submit } from './amendment-acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

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

/** Opens the composer at a paragraph and writes other words in it. */
const write = async (page: Page, pid: string, before: string, after: string): Promise<void> => {
  await goTo(page, `/amendments/new?paragraph=${pid}`);
  const words = page.locator(`#row-${pid} textarea`);
  await words.fill((await words.inputValue()).replace(before, after));
  await page.locator(`#row-${pid} ins`, { hasText: after }).waitFor();
};

const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();

describe('amendments, from the first one to the text that follows', () => {
  test('an amendment stands under its paragraph the moment it is submitted', async () => {
    await goTo(kenya, '/amendments');
    await kenya.getByText('No amendments have been submitted yet.').waitFor();
    await write(france, 'p20', 'Calls upon', 'Urges');
    await france.getByRole('button', { name: 'Table the amendment', exact: true }).click();
    await france.getByText('A1 is tabled and in the record.').waitFor();
    await kenya.locator('.amendments-paragraph', { hasText: 'OP3' }).waitFor();
    await kenya.locator('.amendment', { hasText: 'France' }).locator('ins', { hasText: 'Urges' }).waitFor();
  });

  test('another delegation co-sponsors from a screen of 390 pixels, with what it means and a receipt', async () => {
    await kenya.setViewportSize(PHONE);
    await kenya.locator('.amendment-head .amendment-link').first().click();
    await kenya.getByRole('button', { name: 'Co-sponsor' }).click();
    await kenya.getByText('This is no vote and no position.').waitFor();
    await confirm(kenya);
    await kenya.getByText('Receipt').waitFor();
    await kenya.locator('.sponsors li', { hasText: 'Kenya' }).waitFor();
    await fitsTheScreen(kenya);
    await kenya.setViewportSize(DESK);
  });

  test('a collision is drawn and told, in the text and at the amendment', async () => {
    const china = await enter(browser, service, 'China');
    await goTo(china, '/amendments/new?paragraph=p20');
    await china.locator('#row-p20').getByRole('button', { name: 'Delete the paragraph' }).click();
    await china.getByText('It meets 1 amendment: A1.').waitFor();
    await china.getByRole('button', { name: 'Table the amendment', exact: true }).click();
    await china.getByText('A2 is tabled and in the record.').waitFor();
    await china.context().close();
    await goTo(kenya, '/amendments?view=text');
    const paragraph = kenya.locator('.compiled', { hasText: 'Delete the paragraph' });
    await paragraph.locator('.bracketed', { hasText: 'Urges' }).waitFor();
    await paragraph.locator('summary').click();
    await paragraph.locator('.track-clash-hard').first().waitFor();
    await paragraph.locator('.clash', { hasText: 'cannot both be adopted' }).waitFor();
    await kenya.getByLabel('State').selectOption('adopted');
    await kenya.getByText('Nothing matches.').waitFor();
    await kenya.getByLabel('State').selectOption('colliding');
    await kenya.getByText('Shown: 2 of 2').waitFor();
    await kenya.getByLabel('Search').fill('nobody wrote this');
    await kenya.getByText('Nothing matches.').waitFor();
    await kenya.getByRole('button', { name: 'Show everything' }).click();
    await kenya.getByText('Shown: 2 of 2').waitFor();
    // What goes is found as well as what comes; nothing is shown before, so that it is found and not left standing.
    await kenya.getByLabel('Search').fill('nobody wrote this');
    await kenya.getByText('Nothing matches.').waitFor();
    await kenya.getByLabel('Search').fill('calls upon');
    await kenya.getByText('Shown: 2 of 2').waitFor();
  });

  test('a page asks for each stream once, however many of its parts show it', async () => {
    const page = await newPage(browser);
    const asked: string[] = [];
    page.on('websocket', (line) =>
      line.on('framesent', ({ payload }) => {
        const [, stream] = /"follow",\{"stream":"([^"]+)"/.exec(String(payload)) ?? [];
        if (stream !== undefined) asked.push(stream);
      }),
    );
    await goTo(page, '/amendments');
    await page.locator('.amendment').nth(1).waitFor();
    await expect.poll(() => asked.includes('deliberation:ai-governance')).toBe(true);
    await page.waitForLoadState('networkidle');
    expect(asked.toSorted()).toEqual([...new Set(asked)].sort());
    expect(await page.locator('.shell-line').count()).toBe(0);
    await page.context().close();
  });

  test('amendments to one paragraph lie side by side, and under each other on a phone', async () => {
    await goTo(kenya, '/amendments');
    await kenya.locator('.amendments-paragraph', { hasText: 'OP3' }).getByRole('button').click();
    await kenya.locator('.beside-column', { hasText: 'A1' }).locator('ins', { hasText: 'Urges' }).waitFor();
    await kenya
      .locator('.beside-column', { hasText: 'A2' })
      .locator('del', { hasText: 'Calls upon' })
      .waitFor();
    await kenya.getByRole('radio', { name: 'As it would read' }).check();
    await kenya.locator('.beside-column', { hasText: 'A2' }).getByText('The paragraph goes.').waitFor();
    await isAccessible(kenya);
    await kenya.setViewportSize(PHONE);
    await fitsTheScreen(kenya);
    await kenya.setViewportSize(DESK);
  });

  test('the board, the sheet of the paragraph and the status report name what is put next', async () => {
    await goTo(kenya, '/board');
    const next = kenya.locator('.board-amendments li', { hasText: 'decided together: 2' });
    await next.locator('a', { hasText: 'A2' }).waitFor();
    await kenya
      .locator('#row-p20', { hasText: 'Amendments pending: 2' })
      .getByText('Next to be put')
      .waitFor();
    await goTo(kenya, '/board/p20');
    await kenya.locator('.pending-here li', { hasText: 'A1' }).locator('ins', { hasText: 'Urges' }).waitFor();
    await isAccessible(kenya);
    await goTo(kenya, '/board/report');
    await kenya.locator('.board-amendments li', { hasText: 'A2' }).waitFor();
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

  test('the revision is issued under the next symbol, with its map of numbers and its comparison', async () => {
    await perform(france, submit(inserted('OP3', 'Decides to review the scale of risk every two years;')));
    await perform(chair, { type: 'acceptAmendment', amendment: 'A3' });
    await goTo(chair, '');
    await chair.getByRole('link', { name: 'Versions of the text' }).click();
    const row = (before: string, now: string) =>
      chair.locator('.version-row', {
        has: chair.locator('.version-number', { hasText: `${before}becomes${now}` }),
      });
    await row('OP3', 'OP3').locator('del', { hasText: 'Calls upon' }).waitFor();
    await row('—', 'OP3 bis').locator('.tag', { hasText: 'new' }).waitFor();
    await chair.getByRole('button', { name: 'Issue the revision' }).click();
    await confirm(chair);
    await chair.getByText('Issued as PLN/CONF.1/L.1/Rev.1.').waitFor();
    await row('—', 'OP4').locator('.amendment-of', { hasText: 'A3' }).waitFor();
    await row('OP4', 'OP5').locator('.tag', { hasText: 'new number' }).waitFor();
    await fitsTheScreen(chair);
    await isAccessible(chair);
    await goTo(kenya, '');
    await kenya.locator('.deliberation-symbol', { hasText: 'Rev.1' }).waitFor();
    await kenya.getByText('Urges States and providers').waitFor();
    await kenya.locator('.text-margin', { hasText: 'OP4' }).waitFor();
    expect(await kenya.locator('.text-amended').count()).toBe(0);
  });

  test('what is withdrawn is taken over by another delegation', async () => {
    await perform(france, submit(reworded('OP7', 'assist one another', 'cooperate')));
    await goTo(france, '/amendments/A4');
    await france.getByRole('button', { name: 'Withdraw' }).click();
    await confirm(france);
    await france.getByText('Withdrawn by its sponsors').waitFor();
    await goTo(kenya, '/amendments/A4');
    await kenya.getByRole('button', { name: 'Take it over' }).click();
    await confirm(kenya);
    await kenya.locator('.sponsors li', { hasText: 'Kenya · main sponsor' }).waitFor();
    await expect.poll(() => kenya.locator('.amendment-title .tag').first().textContent()).toBe('pending');
  });

  test('a delegation asks for a separate vote on a change that it reads, and the chair puts that part', async () => {
    await perform(france, submit(deleted('OP10'), inserted('OP8', 'Thanks the host country;')));
    await goTo(kenya, '/amendments/A5');
    await kenya.locator('.amendment-whole .change', { hasText: 'change 2' }).waitFor();
    await kenya.getByRole('button', { name: 'Ask for a separate vote' }).click();
    const unit = kenya.locator('.division-unit', { hasText: 'change 2: new paragraph after' });
    await unit.locator('ins', { hasText: 'Thanks the host country;' }).waitFor();
    await unit.getByRole('checkbox').check();
    await kenya.getByRole('button', { name: 'Ask for a separate vote' }).click();
    const motion = kenya.getByRole('article', { name: 'Motion for division D1' });
    await motion.locator('ins', { hasText: 'Thanks the host country;' }).waitFor();
    await isAccessible(kenya);
    /** The chair puts something that was asked for, and declares it adopted when nobody objects. */
    const put = async (item: string): Promise<void> => {
      await goTo(chair, '/amendments/A5');
      const press = chair.getByRole('button', { name: new RegExp(`Put .?${item}.? to a decision`, 'u') });
      await press.click();
      await chair.getByLabel('Time for objections').selectOption('5');
      await confirm(chair);
      await press.waitFor({ state: 'detached' });
      await goTo(chair, '/adoption');
      await chair.getByText('The time for objections ended').waitFor();
      await chair.getByRole('button', { name: 'It is so decided' }).click();
      await chair.getByRole('button', { name: 'It is so decided' }).waitFor({ state: 'detached' });
    };
    await put('D1');
    await put('D1.1');
    const part = motion.locator('.division-parts > li', { hasText: 'D1.1' });
    await part.locator('.tag', { hasText: 'stays' }).waitFor();
    await part.locator('ins', { hasText: 'Thanks the host country;' }).waitFor();
  });
});
