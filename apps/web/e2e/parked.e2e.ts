import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERE, known, perform } from './acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

let service: Service;
let browser: Browser;
let chair: Page;
let kenya: Page;
let reader: Page;
/** Two operative paragraphs, by the labels that they bear at the beginning. */
const FIRST = { pid: '', label: 'OP3' };
const SECOND = { pid: '', label: 'OP4' };

const goTo = (page: Page, path: string) => page.goto(service.address + HERE + path);
const row = (page: Page, { pid }: { readonly pid: string }) => page.locator(`#row-${pid}`);
/** Presses what asks for a reason, and gives it. */
const withReason = async (page: Page, name: string, reason: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.waitFor({ state: 'detached' });
};
const standing = async (
  pid: string,
): Promise<{ readonly label: string; readonly text: string } | undefined> =>
  (await known(reader)).revision.paragraphs.find((paragraph) => paragraph.pid === pid);

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [chair, kenya, reader] = await Promise.all([
    enter(browser, service, 'Chair'),
    enter(browser, service, 'Kenya'),
    newPage(browser),
  ]);
  await goTo(reader, '/board');
  const { revision } = await known(reader);
  for (const paragraph of [FIRST, SECOND])
    paragraph.pid = revision.paragraphs.find(({ label }) => label === paragraph.label)?.pid ?? '';
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('paragraphs that are set aside', () => {
  test('two are deferred together from the sheet of one, and everybody reads for what they wait', async () => {
    await goTo(chair, `/board/${FIRST.pid}`);
    await chair.getByRole('button', { name: 'Defer', exact: true }).click();
    const dialog = chair.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: SECOND.label, exact: true }).check();
    await dialog.getByLabel('What does it wait for?').fill('The talks on the definition.');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await chair.getByText('Deferred. It waits for:').waitFor();
    await chair.getByText(/^Deferred together: .*OP3.*OP4/u).waitFor();
    for (const paragraph of [FIRST, SECOND])
      await row(reader, paragraph).getByText('The talks on the definition.').waitFor();
    await goTo(reader, '');
    for (const { pid } of [FIRST, SECOND]) await reader.locator(`#${pid}`, { hasText: 'deferred' }).waitFor();
  });

  test('what is deferred together is taken up again together', async () => {
    await goTo(chair, `/board/${SECOND.pid}`);
    await withReason(chair, 'Take up again', 'The definition is agreed.');
    for (const { pid } of [FIRST, SECOND])
      await reader.locator(`#${pid}`, { hasText: 'deferred' }).waitFor({ state: 'detached' });
    await goTo(reader, '/history');
    await reader.getByText(/Taken up again: .*OP3.*OP4.*The definition is agreed\./u).waitFor();
  });

  test('one delegation objects to a deletion, and the paragraph stays', async () => {
    await goTo(chair, `/board/${SECOND.pid}`);
    await goTo(kenya, `/board/${SECOND.pid}`);
    await withReason(chair, 'Propose to delete', 'It says what another paragraph says.');
    await kenya.getByText('Any delegation may object until').waitFor();
    await withReason(kenya, 'Object: it stays', 'It is the only one that names reports.');
    await kenya.getByText('Any delegation may object until').waitFor({ state: 'detached' });
    expect(await standing(SECOND.pid)).toMatchObject({ label: SECOND.label });
    await reader.getByText(/objected to the deletion of .*OP4.*, which stays: .*names reports/u).waitFor();
  });

  test('nobody objects to another: it goes, those after it move up, and its place is remembered', async () => {
    const until = await chair.evaluate(async () =>
      Date.parse((await fetch('/api/session')).headers.get('date') ?? ''),
    );
    await perform(chair, {
      type: 'proposeDeletion',
      pid: FIRST.pid,
      reason: 'The next one says it better.',
      objectionSeconds: 1,
    });
    // The service's own clock says when the second is over; its header counts in whole ones.
    await expect
      .poll(() =>
        chair.evaluate(async () => Date.parse((await fetch('/api/session')).headers.get('date') ?? '')),
      )
      .toBeGreaterThan(until + 3_000);
    const words = (await standing(FIRST.pid))?.text ?? '';
    await goTo(chair, `/board/${FIRST.pid}`);
    await chair.getByText('The time to object is over; nobody objected.').waitFor();
    await chair.getByRole('button', { name: 'Delete the paragraph' }).click();
    await chair.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await chair.locator('.tag', { hasText: 'deleted' }).waitFor();
    await chair.locator('del', { hasText: words.slice(0, 40) }).waitFor();
    await chair.getByText(/Deleted on .*; nobody objected\. .*The next one says it better\./u).waitFor();
    expect(await standing(FIRST.pid)).toBeUndefined();
    await goTo(reader, '/board');
    await reader.locator('summary', { hasText: 'Paragraphs taken out of the text: 1' }).click();
    await reader
      .getByRole('link', { name: FIRST.label, exact: true })
      .and(reader.locator('details a'))
      .waitFor();
    await goTo(reader, '');
    await reader.locator(`#${SECOND.pid}`).waitFor();
    expect(await reader.locator(`#${FIRST.pid}`).count()).toBe(0);
    await goTo(reader, '/record');
    await reader.getByRole('button', { name: 'Verify this deliberation' }).click();
    await reader.getByText('The record holds.').waitFor();
  });
});
