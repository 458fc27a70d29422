import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter, openBrowser, startService, type Service } from './service.ts';

const HERE = '/deliberations/ai-governance';

let service: Service;
let browser: Browser;
let chair: Page;
let kenya: Page;

const paragraphs = (page: Page) => page.locator('.live-text [data-paragraph]');
const paragraph = (page: Page, id: string) => page.locator(`.live-text [data-paragraph="${id}"]`);
const saved = (page: Page) => page.locator('.state-line[data-saving=saved]').waitFor();
const words = async (page: Page): Promise<readonly string[]> =>
  (await paragraphs(page).allTextContents()).map((line) => line.trim());

/** Brings something on a clipboard to where the caret is, as Ctrl-V does. */
const paste = (page: Page, type: 'text/html' | 'text/plain', content: string): Promise<void> =>
  page.evaluate(
    ([kind, text]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(kind, text);
      document
        .querySelector('.live-text')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [type, content] as const,
  );

/** The caret at the end of a paragraph, however many lines it has. */
const toEnd = (page: Page, id: string): Promise<void> =>
  page.evaluate((name) => {
    const text = document.querySelector<HTMLElement>('.live-text');
    const element = text?.querySelector(`[data-paragraph="${name}"]`);
    if (text === null || element === null || element === undefined) throw new Error(`no ${name}`);
    text.focus();
    element.scrollIntoView({ block: 'center' });
    getSelection()?.selectAllChildren(element);
    getSelection()?.collapseToEnd();
    return new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  }, id);

const NUMBER = (mark: string): string =>
  `<![if !supportLists]><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>`;
const FROM_WORD = `<html><head><style>p.MsoNormal {margin:0cm}</style></head><body><!--StartFragment-->
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>${NUMBER('1.')}<i>Welcomes</i> the report<a
 style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> <span
 class=msoDel><del cite="mailto:A">with concern</del></span><span class=msoIns><ins cite="mailto:A">with
 interest</ins></span>;<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>${NUMBER('(a)')}in all its parts;<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>${NUMBER('2.')}<i>Requests</i> another one.<o:p></o:p></p>
<!--EndFragment--><div style='mso-element:footnote-list'><br clear=all><hr size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
 name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> A/78/L.49.</p></div></div></body></html>`;

const AS_PRINTED = `     Noting the debate of
this year,

     7.     Encourages all States to
report every year;

     (a)     In writing;`;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [chair, kenya] = await Promise.all([enter(browser, service, 'Chair'), enter(browser, service, 'Kenya')]);
  await chair.goto(`${service.address}${HERE}/drafts`);
  await chair.getByLabel('Title').fill('Working text');
  await chair.getByRole('button', { name: 'Open', exact: true }).click();
  await chair.waitForURL(/\/drafts\/n/);
  await kenya.goto(chair.url());
  for (const page of [chair, kenya]) {
    await paragraphs(page).nth(3).waitFor();
    await saved(page);
  }
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('at the text with keys and clipboard', () => {
  test('what was copied in Word comes with its paragraphs, its footnote and what was changed in it', async () => {
    await toEnd(chair, 'p9');
    await chair.keyboard.press('Enter');
    await paste(chair, 'text/html', FROM_WORD);
    await saved(chair);
    await kenya.locator('.live-text [data-kind=note]', { hasText: 'A/78/L.49.' }).waitFor();
    const shown = await words(kenya);
    const at = shown.findIndex((line) => line.startsWith('Welcomes'));
    expect(shown.slice(at, at + 3)).toEqual([
      'Welcomes the report with interest;',
      'in all its parts;',
      'Requests another one.',
    ]);
    const welcomes = kenya.locator('.live-text [data-paragraph]', { hasText: 'Welcomes' });
    expect(await welcomes.getAttribute('data-kind')).toBe('operative');
    expect(await welcomes.locator('em').textContent()).toBe('Welcomes');
    await welcomes.locator('[data-note]').waitFor({ state: 'attached' });
  });

  test('plain text as it is printed comes with its paragraphs, whatever its lines were cut at', async () => {
    await toEnd(chair, 'p3');
    await chair.keyboard.press('Enter');
    await paste(chair, 'text/plain', AS_PRINTED);
    await saved(chair);
    const shown = await words(chair);
    const at = shown.indexOf('Noting the debate of this year,');
    expect(shown.slice(at, at + 3)).toEqual([
      'Noting the debate of this year,',
      'Encourages all States to report every year;',
      'In writing;',
    ]);
    await chair.keyboard.press('Control+z');
    await expect.poll(async () => (await words(chair)).includes('In writing;')).toBe(false);
    await chair.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await words(chair)).includes('In writing;')).toBe(true);
    await saved(chair);
  });

  test('a note before another one takes its number', async () => {
    const first = chair
      .locator('.live-text [data-paragraph]', { hasText: 'Welcomes' })
      .locator('[data-note]');
    expect(await first.getAttribute('data-label')).toBe('1');
    await toEnd(chair, 'p4');
    await chair.getByRole('button', { name: 'Add a note' }).click();
    await chair.keyboard.type('See the Charter.', { delay: 10 });
    await expect.poll(() => first.getAttribute('data-label')).toBe('2');
    expect(await paragraph(chair, 'p4').locator('[data-note]').getAttribute('data-label')).toBe('1');
    await kenya.locator('.live-text [data-kind=note]', { hasText: 'See the Charter.' }).waitFor();
    await saved(chair);
  });
});
