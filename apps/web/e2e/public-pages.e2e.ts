import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAccessible } from './accessible.ts';
import { fitsTheScreen, HERE, known, perform, PHONE, settled } from './acts.ts';
import { showWork } from './commenter.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const WINDOW = `${HERE}/consultations/first-reading`;

let service: Service;
let browser: Browser;
let secretariat: Page;
/** The path by which the author of a comment follows it. */
let followed = '';

const goTo = (page: Page, path: string) => page.goto(service.address + path);
/** Sends what a form of the page would send. */
const send = (
  page: Page,
  path: string,
  body: object,
): Promise<{ readonly ok: boolean; readonly said: string }> =>
  page.evaluate(
    async ({ to, json }) => {
      const answer = await fetch(to, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: json,
      });
      return { ok: answer.ok, said: await answer.text() };
    },
    { to: path, json: JSON.stringify(body) },
  );

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  secretariat = await enter(browser, service, 'Secretariat');
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

type Visit = readonly [viewer: Page, path: string, prepare?: (page: Page) => Promise<void>];

const shown =
  (selector: string) =>
  async (page: Page): Promise<void> =>
    page.locator(selector).first().waitFor();

/** How each language is looked at: what is drawn for one reading direction and theme is drawn for the other too. */
const LANGUAGES = [
  ['en', 'light'],
  ['ar', 'dark'],
] as const;
const WIDE = { width: 1440, height: 900 };

describe('no page where people take part has a finding of accessibility, on a desk and on a phone', () => {
  const visited = async (
    [language, theme]: (typeof LANGUAGES)[number],
    visitsOf: (reader: Page) => readonly Visit[],
  ): Promise<void> => {
    const reader = await newPage(browser, language);
    for (const [page, path, prepare] of visitsOf(reader)) {
      await page.setViewportSize(WIDE);
      await goTo(page, `${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
      await page.locator('main > *').first().waitFor();
      await settled(page);
      await prepare?.(page);
      for (const size of [WIDE, PHONE]) {
        await page.setViewportSize(size);
        await settled(page);
        await isAccessible(page);
        if (size === PHONE) await fitsTheScreen(page);
      }
    }
    await reader.context().close();
  };

  test('there is something to look at', async () => {
    const reader = await newPage(browser);
    const { revision } = await known(secretariat);
    await perform(
      secretariat,
      {
        type: 'announceConsultation',
        id: 'first-reading',
        deliberation: 'ai-governance',
        textHash: revision.hash,
        title: { en: 'First reading by the public', ar: 'القراءة الأولى للجمهور' },
        opensAt: '2026-01-01T00:00:00.000Z',
        closesAt: '2099-01-01T00:00:00.000Z',
        audience: 'public',
        languages: ['en', 'ar'],
        questions: [{ en: 'Which provision matters most to you?', ar: 'أي حكم هو الأهم لديك؟' }],
        charactersMin: 10,
      },
      'consultation:first-reading',
    );
    await goTo(reader, WINDOW);
    await showWork(reader);
    const filed = await send(reader, '/api/consultations/first-reading/comments', {
      about: { on: 'text' },
      kind: 'general',
      lang: 'en',
      naming: 'pseudonym',
      words: { text: 'The whole text should name who tells people what.', author: 'A reader' },
    });
    expect(filed).toMatchObject({ ok: true });
    const { comment, follow } = JSON.parse(filed.said) as { comment: string; follow: string }; // as the contract says
    followed = `${WINDOW}/comments/${comment}?token=${follow}`;
    await reader.context().close();
  });

  test.for(LANGUAGES)('consultations (%s, %s)', async (drawn) => {
    await visited(drawn, (reader) => [
      [reader, `${HERE}/consultations`],
      [secretariat, `${HERE}/consultations`],
      [reader, WINDOW, shown('#c1')],
      [reader, followed, shown('.consultation-followed .consultation-card')],
    ]);
  });
});
