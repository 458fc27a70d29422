import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAccessible } from './accessible.ts';
import { HERE, sendAct, STREAM } from './acts.ts';
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

const goTo = (page: Page, path: string) => page.goto(service.address + path);

describe('journeys through the built product', () => {
  test('the text is readable without script, in the language asked for', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await goTo(page, `${HERE}?lang=ar`);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('body').innerText()).toContain(
      'Recognizing that artificial intelligence opens',
    );
    await context.close();
  });

  test('the first load of the text needs less than 200 kB of script', async () => {
    const reader = await newPage(browser);
    await goTo(reader, HERE);
    await reader.locator('.text-row').first().waitFor();
    await reader.waitForLoadState('networkidle');
    const bytes = await reader.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => new URL(entry.name).pathname.endsWith('.js'))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    );
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
    await reader.context().close();
  });

  test('a delegate states a position with two keys and the board moves on another screen', async () => {
    await goTo(chair, `${HERE}/board`);
    const row = chair.locator('#row-text');
    await row.locator('.board-moves', { hasText: 'Nothing missing' }).waitFor();
    await goTo(france, `${HERE}/desk`);
    await france.locator('#item-text').focus();
    await france.keyboard.press('6');
    await france.keyboard.type('The mandate does not cover this.');
    await france.keyboard.press('Enter');
    await france.locator('#item-text .desk-stance', { hasText: 'objects formally' }).waitFor();
    await row.locator('.board-sentence', { hasText: 'France' }).waitFor();
    await france.locator('#item-text').getByRole('button', { name: 'Withdraw our position' }).click();
    await row.locator('.board-moves', { hasText: 'Nothing missing' }).waitFor();
  });

  test('a reason that was being written when the session ended is there when its writer is back', async () => {
    const reason = 'Our capital reads it otherwise.';
    const back = await newPage(browser);
    await back.context().addCookies(await kenya.context().cookies());
    const item = back.locator('#item-p3');
    const words = item.getByRole('textbox');
    await goTo(back, `${HERE}/desk`);
    await item.focus();
    await back.keyboard.press('5');
    await words.fill(reason);
    const session = await back.context().cookies();
    await back.context().clearCookies();
    await item.locator('.button-primary').click();
    await item.getByRole('alert').waitFor();
    expect(await words.inputValue()).toBe(reason);
    await back.reload();
    await back.locator('main').getByRole('link', { name: 'Sign in' }).waitFor();
    await back.context().addCookies(session);
    await back.reload();
    await words.waitFor();
    expect(await words.inputValue()).toBe(reason);
    await item.locator('.button-primary').click();
    await words.waitFor({ state: 'detached' });
    await back.reload();
    await item.getByText(reason).waitFor();
    expect(await words.count()).toBe(0);
    await back.context().close();
  });

  test('an act made while the line is cut is kept and goes out by itself', async () => {
    await goTo(kenya, `${HERE}/desk`);
    await kenya.locator('#item-p3').waitFor();
    await kenya.context().setOffline(true);
    await kenya.locator('#item-p3').focus();
    await kenya.keyboard.press('3');
    await kenya.keyboard.press('Enter');
    await kenya.locator('#item-p3').getByText('kept on this device').waitFor();
    await kenya.context().setOffline(false);
    await kenya.locator('#item-p3 .desk-stance', { hasText: 'abstains' }).waitFor();
  });

  test('another sign-in in the same browser is seen in every tab, and an act that waits stays with who made it', async () => {
    const china = await enter(browser, service, 'China');
    await china.context().route('**/api/acts', (route) => route.abort());
    await goTo(china, `${HERE}/desk`);
    await china.locator('#item-p3').focus();
    await china.keyboard.press('3');
    await china.keyboard.press('Enter');
    await china.locator('.shell-line').waitFor();
    const second = await china.context().newPage();
    await goTo(second, service.door('Fiji'));
    await second.locator('form button[type=submit]').click();
    await second.waitForURL(`${service.address}/`);
    await china.locator('.shell-account', { hasText: 'Fiji' }).waitFor();
    await china.locator('.shell-line').waitFor({ state: 'detached' });
    await china.context().unroute('**/api/acts');
    const kept = await china.evaluate(() =>
      Object.entries(localStorage).flatMap(([name, value]) =>
        name.startsWith('plenary.outbox.')
          ? [(JSON.parse(value) as { waiting: unknown[] }).waiting.length]
          : [],
      ),
    );
    expect(kept).toContain(1);
    // A page that still believes to be somebody else is refused, whatever its buttons say.
    const status = await second.evaluate(async (stream) => {
      const answer = await fetch('/api/acts', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          'plenary-account': crypto.randomUUID(),
        },
        body: JSON.stringify({ stream, act: { type: 'withdrawPosition', item: 'p3' } }),
      });
      return answer.status;
    }, STREAM);
    expect(status).toBe(409);
    await china.context().close();
  });

  test('consensus is stopped by one objection, and the attempt is on record', async () => {
    await goTo(chair, `${HERE}/adoption`);
    await goTo(france, `${HERE}/adoption`);
    await chair.getByLabel('Time for objections').selectOption('5');
    await chair.getByRole('button', { name: 'Propose adoption' }).click();
    await france.getByLabel('Reason for the objection').fill('Paragraph 4 is not ready.');
    await france.getByRole('button', { name: 'Object formally' }).click();
    await chair.locator('.adoption-objections', { hasText: 'France' }).waitFor();
    await chair.getByText('The time for objections ended').waitFor({ timeout: 20_000 });
    await chair.getByRole('button', { name: 'It is so decided' }).click();
    await chair.locator('.refusal-code', { hasText: 'adoption.notPassed' }).waitFor();
    await chair.getByLabel('Words for the record').fill('France objects.');
    await chair.getByRole('button', { name: 'Declare not adopted' }).click();
    await chair.locator('.adoption-decision .tag', { hasText: 'not adopted' }).waitFor();
  });

  test('a roll-call counts what is cast, each delegation with one voice, and the outcome is the rule’s', async () => {
    await chair.getByLabel('Rule').selectOption('ga-simple');
    await chair.getByLabel('Time for objections').selectOption('5');
    await chair.getByRole('button', { name: 'Propose adoption' }).click();
    await chair.getByLabel('Time for the ballot').selectOption('5');
    await chair.getByRole('button', { name: 'Put to the vote' }).click();
    await france.getByRole('button', { name: 'For', exact: true }).click();
    await kenya.goto(`${service.address}${HERE}/adoption`);
    await kenya.getByRole('button', { name: 'Against', exact: true }).click();
    await chair.getByText('Ballots cast: 2 of 193').waitFor();
    // The announced time ends the ballot by itself; the chair declares the outcome.
    await chair.getByText('No quorum').waitFor({ timeout: 30_000 });
    await chair.getByLabel('Words for the record').fill('It is put again later.');
    await chair.getByRole('button', { name: 'Declare not adopted' }).click();
    await chair.locator('.adoption-decision .tag', { hasText: 'not adopted' }).nth(1).waitFor();
  });

  test('adoption by consensus is made when nobody objects, and a reservation is carried with it', async () => {
    await chair.getByLabel('Rule').selectOption('consensus');
    await chair.getByLabel('Time for objections').selectOption('5');
    await chair.getByRole('button', { name: 'Propose adoption' }).click();
    await chair.getByText('The time for objections ended').waitFor({ timeout: 20_000 });
    await chair.getByRole('button', { name: 'It is so decided' }).click();
    await chair.getByText('The text is adopted.').waitFor();
    await france.getByLabel('Kind').selectOption('reservation');
    await france
      .getByLabel('Words', { exact: true })
      .fill('France reads paragraph 4 in the light of its law.');
    await france.getByRole('button', { name: 'File the statement' }).click();
    await france.getByText('The statement is in the record.').waitFor();
    const reader = await newPage(browser);
    await goTo(reader, HERE);
    await reader.getByText(/^Adopted on/).waitFor();
    await reader.getByText('France reads paragraph 4').waitFor();
    await reader.context().close();
  });

  test('the record verifies in the browser, and a tampered copy does not', async () => {
    const reader = await newPage(browser);
    await goTo(reader, `${HERE}/record`);
    await reader.getByRole('button', { name: 'Verify this deliberation' }).click();
    await reader.getByText('The record holds.').waitFor({ timeout: 60_000 });
    const folder = mkdtempSync(join(tmpdir(), 'plenary-record-'));
    const answer = await fetch(`${service.address}/api${HERE}/export`);
    const whole = await answer.text();
    const file = join(folder, 'record.json');
    writeFileSync(file, whole.replace('"choice":"for"', '"choice":"against"'));
    expect(readFileSync(file, 'utf8')).not.toBe(whole);
    await reader.getByLabel('Verify a downloaded record').setInputFiles(file);
    await reader.getByText('The record does not hold.').waitFor({ timeout: 60_000 });
    rmSync(folder, { recursive: true });
    await reader.context().close();
  });

  test('a text that is pasted is read, corrected and issued', async () => {
    const secretariat = await enter(browser, service, 'Secretariat');
    await goTo(secretariat, '/import');
    await secretariat
      .getByLabel('Text', { exact: true })
      .fill(
        '# A short text\n\nThe Conference,\n\nRecalling nothing,\n\n1. Decides to meet;\n\n2. Decides to end.\u0007',
      );
    await secretariat.getByRole('button', { name: 'Read the text' }).click();
    await secretariat.locator('.refusal-code', { hasText: 'text.controlCharacter' }).waitFor();
    await secretariat
      .getByLabel('Text', { exact: true })
      .fill(
        '# A short text\n\nThe Conference,\n\nRecalling nothing,\n\n1. Decides to meet;\n\n2. Decides to end.',
      );
    await secretariat.getByRole('button', { name: 'Read the text' }).click();
    await secretariat.getByLabel('Kind of paragraph').nth(2).selectOption('statement');
    await secretariat.getByRole('button', { name: /Issue as first revision/ }).click();
    await secretariat.locator('.text-margin', { hasText: 'S1' }).waitFor();
    await secretariat.locator('.text-margin', { hasText: 'OP2' }).waitFor();
    await secretariat.context().close();
  });

  test('without the demonstration the secretariat founds a body, admits its members and issues a text', async () => {
    const real = await startService('off');
    const secretariat = await enter(browser, real, 'Secretariat');
    await secretariat.getByRole('link', { name: 'Found the body' }).click();
    await secretariat.getByLabel('Name of the body in English').fill('Conference of the lake States');
    await secretariat.getByRole('button', { name: 'Found the body' }).click();
    await secretariat.getByText('Admit members or observers').click();
    const list = secretariat.getByLabel('One a line: code; name');
    await list.fill('KEN;Kenya\nUganda');
    await secretariat.getByText('Line 2 cannot be read').waitFor();
    await list.fill('KEN;Kenya\nUGA;Uganda\nTZA;"Tanzania, United Republic of"');
    await secretariat.getByRole('button', { name: 'Admit (3)' }).click();
    await secretariat.getByText('Admitted: 3.').waitFor();
    await secretariat.goto(`${real.address}/import`);
    await secretariat
      .getByLabel('Text', { exact: true })
      .fill('# A treaty\n\nThe Conference,\n\n1. Decides to share the lake.');
    await secretariat.getByRole('button', { name: 'Read the text' }).click();
    await secretariat.getByRole('button', { name: /Issue as first revision/ }).click();
    await secretariat.locator('.text-margin', { hasText: 'OP1' }).waitFor();
    await secretariat.context().close();
    await real.stop();
  });

  test('a revoked session loses its rights and its socket at once', async () => {
    const brazil = await enter(browser, service, 'Brazil');
    // The same session on another device, with a page that nobody touches.
    const elsewhere = await newPage(browser);
    await elsewhere.context().addCookies(await brazil.context().cookies());
    await goTo(elsewhere, `${HERE}/desk`);
    await elsewhere.locator('#item-p3').waitFor();
    await goTo(brazil, '/account');
    await brazil.getByRole('button', { name: 'Sign out everywhere' }).click();
    for (const page of [brazil, elsewhere])
      await page.locator('.shell-nav').getByRole('link', { name: 'Sign in' }).waitFor();
    const refused = await sendAct(elsewhere, { type: 'withdrawPosition', item: 'p3' });
    expect(refused.status).toBe(401);
    await elsewhere.context().close();
    await brazil.context().close();
  });

  test.each([
    ['en', 'light'],
    ['ar', 'dark'],
  ] as const)(
    'no page has a finding of accessibility, for whoever may see it (%s, %s)',
    async (language, theme) => {
      const reader = await newPage(browser, language);
      const anybody = [
        '',
        '/board',
        '/board/report',
        '/amendments',
        '/amendments?view=text',
        '/amendments/order',
      ]
        .concat(['/adoption', '/decisions/d1', '/revisions', '/history', '/record', '/drafts'])
        .map((path) => HERE + path)
        .concat([
          '/',
          '/members',
          '/accreditation',
          '/documents',
          '/sign-in',
          '/enter',
          '/nowhere',
          '/sittings',
        ])
        .concat(['', '/time', '/minutes', '/projector'].map((path) => `/sittings/first-reading${path}`));
      const visits: readonly (readonly [Page, string])[] = [
        ...anybody.map((path) => [reader, path] as const),
        ...['/import', '/account', `${HERE}/finder`, '/sittings/second-reading'].map(
          (path) => [chair, path] as const,
        ),
        ...[`${HERE}/desk`, `${HERE}/adoption`, '/notices', '/sittings/second-reading'].map(
          (path) => [kenya, path] as const,
        ),
      ];
      for (const [page, path] of visits) {
        await goTo(page, `${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
        await page.locator('main > *').first().waitFor();
        await page.waitForLoadState('networkidle');
        await isAccessible(page);
      }
      await reader.context().close();
    },
  );
});
