import type { Locator, Page } from 'playwright-core';
import type { Act, ActOn, Known } from './amendment-acts.ts';
import { awaited } from './service.ts';

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

/** Looks in a row that must find nothing under way: a part that has arrived draws itself, and then asks for more. */
const QUIET_LOOKS = 4;
const SETTLED_WITHIN_MS = 120_000;

/** After two frames: the document, its letters and the parts of it that come later are drawn. */
const isDrawn = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise<boolean>((tell) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            tell(
              document.readyState === 'complete' &&
                document.fonts.status === 'loaded' &&
                // What a closed part has not asked for yet keeps nobody waiting.
                [...document.querySelectorAll('.loading')].every((one) => !one.checkVisibility()),
            ),
          ),
        ),
      ),
  );

/** Waits until the page waits for nothing: its answers and the parts of it that come later are there and drawn. */
export const settled = async (page: Page): Promise<void> => {
  const until = performance.now() + SETTLED_WITHIN_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    if (performance.now() > until) throw new Error(`${page.url()} waits for ${awaited(page)} answers`);
    quiet = (await isDrawn(page)) && awaited(page) === 0 ? quiet + 1 : 0;
  }
};

/** What stands past the edge of the screen, once everything is there: each innermost element with how far it reaches. */
const pastTheEdge = async (page: Page): Promise<readonly string[]> => {
  await settled(page);
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const reaches = (element: Element): number => {
      const { left, right } = element.getBoundingClientRect();
      return Math.round(Math.max(right - clientWidth, -left));
    };
    const beyond = [...document.querySelectorAll('body *')].filter((element) => reaches(element) > 0);
    const innermost = beyond.filter(
      (element) => !beyond.some((other) => other !== element && element.contains(other)),
    );
    return [
      `${location.pathname} is ${scrollWidth - clientWidth} pixels too wide`,
      ...innermost.map(
        (element) =>
          `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} of ${element.parentElement?.className ?? ''}: ${reaches(element)}`,
      ),
    ].slice(0, 8);
  });
};

/** Nothing stands past the edge of the screen: who reads scrolls in one direction only. */
export const fitsTheScreen = async (page: Page): Promise<void> => {
  const beyond = await pastTheEdge(page);
  if (beyond.length > 0) throw new Error(beyond.join('; '));
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
