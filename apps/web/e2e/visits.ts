import type { Browser, Page } from 'playwright-core';
import { isAccessible } from './accessible.ts';
import { fitsTheScreen, PHONE, settled } from './acts.ts';
import { newPage, type Service } from './service.ts';

/** A page as somebody sees it; `prepare` waits for what it shows, or brings it there. */
export type Visit = readonly [viewer: Page, path: string, prepare?: (page: Page) => Promise<void>];

/** How each language is looked at: what is drawn for one reading direction and theme is drawn for the other too. */
export const LANGUAGES = [
  ['en', 'light'],
  ['ar', 'dark'],
] as const;
const WIDE = { width: 1440, height: 900 };

/** Waits until something is there. */
export const shown =
  (selector: string) =>
  async (page: Page): Promise<void> =>
    page.locator(selector).first().waitFor();

/** Goes to each page, and finds it accessible on a desk and on a phone, and not too wide for the phone. */
export const visited = async (
  { browser, service }: { readonly browser: Browser; readonly service: Service },
  [language, theme]: (typeof LANGUAGES)[number],
  visitsOf: (reader: Page) => readonly Visit[],
): Promise<void> => {
  const reader = await newPage(browser, language);
  for (const [page, path, prepare] of visitsOf(reader)) {
    await page.setViewportSize(WIDE);
    await page.goto(`${service.address}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
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

/** Sends what a form of the page would send; anything but a yes fails the journey with what the service said. */
export const send = async (page: Page, path: string, body: object): Promise<unknown> => {
  const answer = await page.evaluate(
    async ({ to, json }) => {
      const response = await fetch(to, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: json,
      });
      return { ok: response.ok, said: await response.text() };
    },
    { to: path, json: JSON.stringify(body) },
  );
  if (!answer.ok) throw new Error(`${path}: ${answer.said}`);
  return answer.said === '' ? undefined : JSON.parse(answer.said);
};
