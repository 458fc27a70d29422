import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submit } from './amendment-acts.ts';
import { HERE, known, perform } from './acts.ts';
import { enter, openBrowser, startService, type Service } from './service.ts';

let service: Service;
let browser: Browser;
let chair: Page;
let kenya: Page;

const paragraphs = (page: Page) => page.locator('.live-text [data-paragraph]');
const paragraph = (page: Page, id: string) => page.locator(`.live-text [data-paragraph="${id}"]`);
const saved = (page: Page) => page.locator('.state-line[data-saving=saved]').waitFor();
const words = async (page: Page): Promise<readonly string[]> =>
  (await paragraphs(page).allTextContents()).map((line) => line.trim());

const labelOf = (page: Page, id: string) => paragraph(page, id).getAttribute('data-label');

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

describe('at the text with keys, pointer and clipboard', () => {
  test('what was copied in Word comes with its paragraphs, its footnote and what was changed in it', async () => {
    await toEnd(chair, 'p14');
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

  test('on a page that is slow to draw a key acts where the pointer was put just before', async () => {
    await toEnd(chair, 'p3');
    const before = await words(chair);
    const meant = ((await paragraph(chair, 'p5').textContent()) ?? '').trim();
    await paragraph(chair, 'p5').scrollIntoViewIfNeeded();
    const place = await paragraph(chair, 'p5').boundingBox();
    if (place === null) throw new Error('p5 is not shown');
    await chair.mouse.move(place.x + 40, place.y + 8);
    await chair.evaluate(() => {
      const busy = () => {
        for (const until = performance.now() + 80; performance.now() < until;);
        if (!document.body.classList.contains('is-split')) requestAnimationFrame(busy);
      };
      requestAnimationFrame(busy);
    });
    // Not one after the other: both are there before the browser has said that the selection changed.
    await Promise.all([chair.mouse.down(), chair.mouse.up(), chair.keyboard.press('Enter')]);
    await expect.poll(async () => (await words(chair)).length).toBe(before.length + 1);
    await chair.evaluate(() => document.body.classList.add('is-split'));
    const shown = await words(chair);
    const at = before.findIndex((line, index) => line !== shown[index]);
    expect(before[at]).toBe(meant);
    await chair.keyboard.press('Control+z');
    await expect.poll(() => words(chair)).toEqual(before);
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

  test('a reference follows the number of its paragraph, which is moved by keys and by the pointer', async () => {
    const target = chair.locator('.live-text [data-paragraph]', { hasText: 'Requests another one.' });
    const id = (await target.getAttribute('data-paragraph')) ?? '';
    await toEnd(chair, 'p9');
    await chair.getByRole('button', { name: 'Refer to a paragraph' }).click();
    await chair.getByPlaceholder('Label or words').fill('Requests another');
    await chair.keyboard.press('Enter');
    const reference = paragraph(chair, 'p9').locator(`[data-reference="${id}"]`);
    await reference.waitFor({ state: 'attached' });
    const follows = () =>
      expect
        .poll(async () => (await reference.getAttribute('data-label')) === (await labelOf(chair, id)))
        .toBe(true);
    await follows();
    const before = await labelOf(chair, id);

    // By keys: past the paragraph with its sub-paragraph.
    await target.click();
    await chair.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => labelOf(chair, id)).not.toBe(before);
    await follows();
    const shown = await words(chair);
    expect(shown.indexOf('Requests another one.')).toBe(
      shown.findIndex((line) => line.startsWith('Welcomes')) - 1,
    );
    expect(await paragraph(chair, id).textContent()).toBe('Requests another one.');

    // By the pointer: back behind the sub-paragraph.
    const last = chair.locator('.live-text [data-paragraph]', { hasText: 'in all its parts;' });
    await target.scrollIntoViewIfNeeded();
    await target.hover();
    const handle = chair.locator('.drag-handle');
    await handle.waitFor();
    const [grip, drop] = [await handle.boundingBox(), await last.boundingBox()];
    if (grip === null || drop === null) throw new Error('nothing to drag');
    await chair.mouse.move(grip.x + 4, grip.y + 8);
    await chair.mouse.down();
    await chair.mouse.move(grip.x + 4, drop.y + drop.height - 4, { steps: 6 });
    await chair.locator('.drop-line').waitFor();
    await chair.mouse.up();
    await expect.poll(() => labelOf(chair, id)).toBe(before);
    await follows();
    const after = await words(chair);
    expect(after.indexOf('Requests another one.')).toBe(after.indexOf('in all its parts;') + 1);
    await saved(chair);
    await expect.poll(() => words(kenya)).toEqual(after);
  });

  test('an accepted suggestion is open again when that is undone', async () => {
    await toEnd(kenya, 'p6');
    await kenya.keyboard.type(' of all peoples', { delay: 10 });
    await saved(kenya);
    const card = chair.locator('.margin-card', { hasText: 'of all peoples' });
    await chair.getByRole('radio', { name: /^Suggestions/ }).check();
    await card.getByRole('button', { name: 'Accept' }).click();
    await card.waitFor({ state: 'detached' });
    expect(await paragraph(chair, 'p6').locator('ins').count()).toBe(0);
    await paragraph(chair, 'p5').click();
    await chair.keyboard.press('Control+z');
    await card.waitFor();
    await paragraph(kenya, 'p6').locator('ins', { hasText: 'of all peoples' }).waitFor();
    await chair.keyboard.press('Control+Shift+z');
    await card.waitFor({ state: 'detached' });
    await expect.poll(() => paragraph(kenya, 'p6').locator('ins').count()).toBe(0);
    expect(await paragraph(kenya, 'p6').textContent()).toContain('of all peoples');
  });

  test('words are found and replaced everywhere at once, and not in what is agreed', async () => {
    await perform(chair, { type: 'agreeAdRef', pid: 'p8' });
    await paragraph(chair, 'p8').and(chair.locator('.is-closed')).waitFor();
    const closed = await paragraph(chair, 'p8').textContent();
    const [sought] = /[a-z]{3,}/.exec(closed ?? '') ?? [];
    if (sought === undefined) throw new Error('no word');
    await paragraph(chair, 'p5').click();
    await chair.keyboard.press('Control+f');
    await chair.getByPlaceholder('Find').fill('report');
    await chair.locator('.live-text .hit').first().waitFor();
    await chair.getByPlaceholder('Replace with').fill('survey');
    const count = (await words(chair)).join(' ').toLowerCase().split('report').length - 1;
    expect(count).toBeGreaterThan(1);
    await chair.keyboard.press('Shift+Tab');
    await chair.getByRole('button', { name: 'Next', exact: true }).click();
    await chair.getByRole('button', { name: 'Replace', exact: true }).click();
    await expect
      .poll(async () => (await words(chair)).join(' ').toLowerCase().split('report').length - 1)
      .toBe(count - 1);
    await chair.getByRole('button', { name: 'Replace all' }).click();
    const left = async (): Promise<string> =>
      (
        await paragraphs(chair).evaluateAll((all) =>
          all
            .filter((one) => !one.classList.contains('is-closed'))
            .map(({ textContent }) => textContent ?? ''),
        )
      ).join(' ');
    await expect.poll(async () => (await left()).toLowerCase().includes('report')).toBe(false);
    // A word that is in the closed paragraph too is replaced elsewhere only.
    await chair.getByPlaceholder('Find').fill(sought);
    await chair.getByPlaceholder('Replace with').fill('zzz');
    await chair.locator('.live-text .hit').first().waitFor();
    await chair.getByRole('button', { name: 'Replace all' }).click();
    await expect.poll(async () => (await words(chair)).join(' ').includes('zzz')).toBe(true);
    expect(await paragraph(chair, 'p8').textContent()).toBe(closed);
    await paragraph(chair, 'p5').click();
    await chair.keyboard.press('Control+z');
    await expect.poll(async () => (await words(chair)).join(' ').includes('zzz')).toBe(false);
    await saved(chair);
  });

  test('adopted words come into an open editor, and it says so', async () => {
    const amendments = async (): Promise<readonly string[]> => Object.keys((await known(kenya)).amendments);
    const before = await amendments();
    await perform(
      kenya,
      submit(({ revision }) => {
        const text = revision.paragraphs.find(({ pid }) => pid === 'p7')?.text ?? '';
        return { paragraph: 'p7', new: `${text.slice(0, -1)}, without delay;` };
      }),
    );
    const [name = ''] = (await amendments()).filter((one) => !before.includes(one));
    await perform(chair, { type: 'acceptAmendment', amendment: name });
    const said = kenya.getByText(`Adopted, and now in this text: ${name}.`);
    await said.waitFor();
    await paragraph(kenya, 'p7').getByText('without delay').waitFor();
    await paragraph(chair, 'p7').getByText('without delay').waitFor();
    await kenya.getByRole('button', { name: 'Seen', exact: true }).click();
    await said.waitFor({ state: 'detached' });
  });

  test('a paragraph restored from an earlier moment reads as before when that is taken back', async () => {
    const address = chair.url();
    const changed = await paragraph(chair, 'p6').textContent();
    await chair.goto(`${address}/history`);
    await chair.locator('.history-sittings button').last().click();
    const row = chair.locator('.plain-paragraph', {
      has: chair.getByRole('button', { name: 'Restore this paragraph' }),
    });
    const old = row.filter({ hasNotText: 'of all peoples' });
    await old.last().waitFor();
    const p6 = chair.locator('.plain-paragraph', { hasText: (changed ?? '').slice(0, 30) });
    await p6.getByRole('button', { name: 'Restore this paragraph' }).click();
    await chair.getByText('The paragraph reads again as it did then.').waitFor();
    await expect
      .poll(async () => (await paragraph(kenya, 'p6').textContent())?.includes('of all peoples'))
      .toBe(false);
    await chair
      .locator('.history-sittings .history-restore', { hasText: /^Restored .?PP4.? as of / })
      .waitFor();
    await chair.getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(() => paragraph(kenya, 'p6').textContent()).toBe(changed);
  });
});
