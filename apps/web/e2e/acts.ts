import type { Locator, Page } from 'playwright-core';
import type { Act, ActOn, Known } from './amendment-acts.ts';

export const DELIBERATION = 'ai-governance';
export const STREAM = `deliberation:${DELIBERATION}`;
/** Where the deliberation of the demonstration is, in an address. */
export const HERE = `/deliberations/${DELIBERATION}`;
/** A screen of a phone. */
export const PHONE = { width: 390, height: 844 };
/** A screen of a desk. */
export const DESK = { width: 1280, height: 900 };

/** Sends an act as the page of whoever is signed in would send it. */
export const sendAct = (
  page: Page,
  act: Act,
  stream: string = STREAM,
): Promise<{ readonly status: number; readonly said: string }> =>
  page.evaluate(
    async (body) => {
      const answer = await fetch('/api/acts', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      });
      return { status: answer.status, said: await answer.text() };
    },
    { stream, act },
  );

/** The deliberation as it stands, for acts that name its words. */
export const known = (page: Page): Promise<Known> =>
  page.evaluate(
    async (path) => ((await (await fetch(path)).json()) as { state: Known }).state,
    `/api${HERE}`,
  );

/** An act that is taken: anything else fails the journey with what the service said. */
export const perform = async (page: Page, act: Act | ActOn, stream: string = STREAM): Promise<void> => {
  const made = typeof act === 'function' ? act(await known(page)) : act;
  const { status, said } = await sendAct(page, made, stream);
  if (status !== 201) throw new Error(`${String(made['type'])}: ${said}`);
};

/** Nothing stands past the edge of the screen: who reads scrolls in one direction only. */
export const fitsTheScreen = async (page: Page): Promise<void> => {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (beyond > 0) throw new Error(`${page.url()} reaches ${beyond} pixels past the edge of the screen`);
};

const STEPS_MAX = 150;

/** Goes to a control with the Tab key alone, as somebody without a mouse does. */
export const tabTo = async (page: Page, control: Locator): Promise<void> => {
  await control.waitFor();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${page.url()}: no Tab reaches the control`);
};

/** Reaches a control with the Tab key alone, and presses it with Enter. */
export const pressByKeys = async (page: Page, control: Locator): Promise<void> => {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
};
