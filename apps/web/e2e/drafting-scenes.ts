import type { Page, WebSocketRoute } from 'playwright-core';
import { HERE, perform } from './acts.ts';
import type { Scene } from './scene.ts';

/** The working text of the demonstration. */
const WORKING = `${HERE}/drafts/working`;
/** The parts of the margin, in their order. */
const [COMMENTS, BRACKETS, WRITERS] = [1, 2, 3];
const RECOVERED = 'p10';

const paragraph = (page: Page, id: string) => page.locator(`.live-text [data-paragraph="${id}"]`);
const saved = (page: Page) => page.locator('.state-line[data-saving=saved]').waitFor();

const untilText = async (page: Page): Promise<void> => {
  await page.locator('.live-text [data-paragraph]').nth(3).waitFor();
};

const toPart = (page: Page, part: number): Promise<void> =>
  page.locator('.margin-top .choice-option').nth(part).click();

/** One suggestion, the same in every picture. */
const suggest = async (page: Page): Promise<void> => {
  await untilText(page);
  if ((await page.locator('.live-text ins').count()) > 0) return;
  await page.locator('.live-text [data-paragraph]').nth(3).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' and of all peoples', { delay: 10 });
  await page.locator('.margin-card').first().waitFor();
};

/** Suggestions in paragraphs side by side, more than there is room for. */
const suggestMuch = async (page: Page): Promise<void> => {
  await untilText(page);
  if ((await page.locator('.live-text ins').count()) < 5)
    for (const at of [2, 4, 5, 6, 8]) {
      await page.locator('.live-text [data-paragraph]').nth(at).click();
      await page.keyboard.press('End');
      await page.keyboard.type(' and of all peoples', { delay: 5 });
    }
  await page.locator('.margin-card').nth(4).waitFor();
  await page.locator('.live-text [data-paragraph]').nth(5).locator('ins').click();
  await page.locator('.margin-card.is-active').waitFor();
};

const openToDelegations = async (page: Page): Promise<void> => {
  await untilText(page);
  await page.locator('.live-text [data-paragraph]').nth(6).click();
  await page.keyboard.press('Control+Alt+o');
  await page.locator('.opened-form').waitFor();
};

const showKeys = async (page: Page): Promise<void> => {
  await untilText(page);
  await page.locator('.toolbar-group').last().locator('button').last().click();
  await page.locator('.key-sheet').waitFor();
};

/** Words sought that stand in many paragraphs, at the first of them. */
const findWords = async (page: Page): Promise<void> => {
  await untilText(page);
  await paragraph(page, 'p3').click();
  await page.keyboard.press('Control+f');
  await page.locator('.find-bar input').first().fill('intelligence');
  await page.locator('.live-text .hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.live-text .hit-now').waitFor();
};

const chooseReference = async (page: Page): Promise<void> => {
  await untilText(page);
  await paragraph(page, 'p5').click();
  await page.keyboard.press('Control+Alt+r');
  await page.locator('.reference-list li').first().waitFor();
};

/** A comment with an answer, and the form of another one. */
const comment = async (page: Page): Promise<void> => {
  await untilText(page);
  await toPart(page, COMMENTS);
  const begin = async (id: string): Promise<void> => {
    await paragraph(page, id).click();
    await page.keyboard.press('Control+Alt+m');
    await page.locator('.margin-form textarea').first().waitFor();
  };
  await page.waitForLoadState('networkidle');
  if ((await page.locator('.margin-message').count()) === 0) {
    await begin('p4');
    await page.locator('.margin-form textarea').first().fill('Could this name future generations?');
    await page.locator('.margin-form button[type=submit]').first().click();
    await page.locator('.margin-message').first().waitFor();
  }
  await begin('p6');
};

const showBrackets = async (page: Page): Promise<void> => {
  await untilText(page);
  await toPart(page, BRACKETS);
  await page.locator('.margin-card').first().waitFor();
};

const showWriters = async (page: Page): Promise<void> => {
  await untilText(page);
  await toPart(page, WRITERS);
  await page.locator('.margin-scroll input[type=checkbox]').first().check();
  await page.locator('.live-text .wrote').first().waitFor({ state: 'attached' });
};

/** The text as it began, after it was edited: what differs can be restored. */
const showMoment = async (page: Page): Promise<void> => {
  const history = page.url();
  await page.goto(history.replace('/history', ''));
  await untilText(page);
  if (!((await paragraph(page, 'p12').textContent()) ?? '').includes('and for all')) {
    await paragraph(page, 'p12').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' and for all', { delay: 5 });
    await saved(page);
  }
  await page.goto(history);
  await page.locator('.history-sittings button').last().click();
  await page.locator('.plain-beside button').first().waitFor();
};

/** Words written without a line, which the service does not take any more when the line is back. */
const refuse = async (page: Page, of: (viewer: 'chair') => Page): Promise<void> => {
  await untilText(page);
  await page.waitForLoadState('networkidle');
  if ((await page.locator('.refused-words').count()) > 0) return;
  const lines = new Set<WebSocketRoute>();
  await page.routeWebSocket(/socket\.io/, (line) => {
    lines.add(line);
    line.connectToServer();
  });
  await perform(of('chair'), { type: 'openParagraph', paragraph: RECOVERED, members: ['KEN'] });
  await page.reload();
  await paragraph(page, RECOVERED).and(page.locator('.is-opened')).waitFor({ state: 'attached' });
  await page.locator('.workspace-bar .choice-option').first().click();
  await page.context().setOffline(true);
  for (const line of lines) await line.close();
  await paragraph(page, RECOVERED).click();
  await page.keyboard.press('Home');
  await page.keyboard.type('Openly and without delay, ', { delay: 5 });
  await perform(of('chair'), { type: 'closeParagraph', paragraph: RECOVERED });
  await page.context().setOffline(false);
  await page.locator('.refused-words').first().waitFor();
};

/** The documents of a deliberation, and its working text with everything said about it. */
export const DRAFTING_SCENES: readonly Scene[] = [
  { name: 'drafts', as: 'reader', path: `${HERE}/drafts` },
  { name: 'drafts-chair', as: 'chair', path: `${HERE}/drafts` },
  { name: 'drafts-delegate', as: 'delegate', path: `${HERE}/drafts` },
  { name: 'draft-suggesting', as: 'delegate', path: WORKING, prepare: suggest },
  { name: 'draft-editing', as: 'chair', path: WORKING, prepare: untilText },
  { name: 'draft-cards', as: 'delegate', path: WORKING, prepare: suggestMuch },
  { name: 'draft-find', as: 'chair', path: WORKING, prepare: findWords },
  { name: 'draft-reference', as: 'chair', path: WORKING, prepare: chooseReference },
  { name: 'draft-comments', as: 'delegate', path: WORKING, prepare: comment },
  { name: 'draft-brackets', as: 'chair', path: WORKING, prepare: showBrackets },
  { name: 'draft-brackets-delegate', as: 'delegate', path: WORKING, prepare: showBrackets },
  { name: 'draft-opening', as: 'chair', path: WORKING, prepare: openToDelegations },
  { name: 'draft-viewing', as: 'reader', path: WORKING, prepare: untilText },
  { name: 'draft-keys', as: 'chair', path: WORKING, prepare: showKeys },
  { name: 'draft-refused', as: 'delegate', path: WORKING, prepare: refuse },
  { name: 'draft-moment', as: 'chair', path: `${WORKING}/history`, prepare: showMoment },
  { name: 'draft-writers', as: 'delegate', path: WORKING, prepare: showWriters },
  { name: 'draft-history', as: 'chair', path: `${WORKING}/history` },
  { name: 'draft-revision', as: 'secretariat', path: `${WORKING}/revision` },
  { name: 'draft-print', as: 'chair', path: `${WORKING}/print`, print: true },
];
