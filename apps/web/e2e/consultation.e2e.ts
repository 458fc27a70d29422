import { labelParagraphs, revisionHash, textHash } from '@plenary/text';
import { verifyRecord } from '@plenary/verify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pressByKeys, tabTo } from './acts.ts';
import { commenterCookie } from './commenter.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const HERE = '/deliberations/open-text';
const WINDOW = `${HERE}/consultations/what-readers-think`;
const PHONE = { width: 390, height: 844 };
const WORDS = [
  ['title', 'A short text'],
  ['preambular', 'Recalling what was agreed before,'],
  ['operative', 'Decides that reports are published in due course;'],
  ['operative', 'Requests a report.'],
] as const;

let service: Service;
let browser: Browser;
let chair: Page;
let secretariat: Page;
let france: Page;
let reader: Page;
/** Given to the reader with the number of the comment. */
let privateLink = '';

/** An act as the page of whoever is signed in makes it. */
const perform = async (page: Page, stream: string, act: Readonly<Record<string, unknown>>): Promise<void> => {
  const answer = await page.evaluate(
    async (body) => {
      const response = await fetch('/api/acts', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      });
      return { ok: response.ok, said: await response.text() };
    },
    { stream, act },
  );
  expect(answer, answer.said).toMatchObject({ ok: true });
};
const goTo = (page: Page, path: string) => page.goto(service.address + path);

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [chair, secretariat, france, reader] = await Promise.all([
    enter(browser, service, 'Chair'),
    enter(browser, service, 'Secretariat'),
    enter(browser, service, 'France'),
    newPage(browser),
  ]);
  await reader.setViewportSize(PHONE);
  const shaped = WORDS.map(([kind, text]) => ({ kind, level: 0 as const, text }));
  const labels = labelParagraphs(shaped);
  const paragraphs = shaped.map((one, at) => ({ ...one, label: labels[at] ?? '', hash: textHash(one.text) }));
  const hash = revisionHash(paragraphs.map((paragraph) => paragraph.hash));
  await perform(secretariat, 'deliberation:open-text', {
    type: 'openDeliberation',
    id: 'open-text',
    title: { en: 'A text open to all' },
  });
  await perform(secretariat, 'deliberation:open-text', {
    type: 'importText',
    symbol: 'OPEN/1',
    lang: 'en',
    paragraphs,
    hash,
  });
  await perform(secretariat, 'consultation:what-readers-think', {
    type: 'announceConsultation',
    id: 'what-readers-think',
    deliberation: 'open-text',
    textHash: hash,
    title: { en: 'What readers think' },
    opensAt: '2026-01-01T00:00:00.000Z',
    closesAt: '2099-01-01T00:00:00.000Z',
    audience: 'public',
    languages: ['en', 'ar'],
    questions: [],
    charactersMin: 10,
  });
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('a comment, from a phone to the text', () => {
  test('a reader comments on chosen words from a screen of 390 pixels, without signing in', async () => {
    await goTo(reader, WINDOW);
    await reader.locator('[data-words="p3"]').waitFor();
    // Where the words stand on the screen is measured; a mouse goes over them.
    const line = await reader.locator('[data-words="p3"] p').evaluate((paragraph) => {
      const words = paragraph.firstChild;
      if (!(words instanceof Text)) throw new Error('the paragraph has no words');
      const range = document.createRange();
      range.setStart(words, words.data.indexOf('in due course'));
      range.setEnd(words, words.data.indexOf(';'));
      paragraph.scrollIntoView({ block: 'center' });
      const rects = [...range.getClientRects()];
      const [first] = rects;
      const last = rects.at(-1);
      if (first === undefined || last === undefined) throw new Error('the words are not on the screen');
      return {
        from: { x: first.left, y: first.top + first.height / 2 },
        to: { x: last.right, y: last.top + last.height / 2 },
      };
    });
    await reader.mouse.move(line.from.x, line.from.y);
    await reader.mouse.down();
    await reader.mouse.move(line.to.x, line.to.y);
    await reader.mouse.up();
    await reader.getByRole('button', { name: 'Comment on the chosen words' }).click();
    const sheet = reader.getByRole('dialog');
    expect(await sheet.locator('blockquote').textContent()).toBe('in due course');
    await sheet.getByLabel('Your comment').fill('This says nothing about when.');
    // Closing by the way asks first, and what was written is there again.
    await sheet.getByRole('button', { name: 'Close' }).click();
    await sheet.getByRole('button', { name: 'Keep writing' }).click();
    await sheet.getByRole('button', { name: 'Propose other words' }).click();
    await sheet
      .getByLabel('The paragraph as it should read')
      .fill('Decides that reports are published within thirty days;');
    await sheet.getByRole('radio', { name: 'under a pseudonym' }).check();
    await sheet.getByRole('textbox', { name: 'Pseudonym' }).fill('Reader of the north');
    await sheet.getByRole('button', { name: 'File the comment' }).click();
    await reader.getByText('Your comment has the number c1.').waitFor();
    privateLink =
      (await reader.getByRole('link', { name: 'Open the page of your comment' }).getAttribute('href')) ?? '';
    await reader.locator('#c1', { hasText: 'Reader of the north' }).waitFor();
    const beyond = await reader.evaluate(() =>
      document.documentElement.scrollWidth <= document.documentElement.clientWidth
        ? []
        : [...document.querySelectorAll('main *, header *, nav *')]
            .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
            .map((element) => `${element.tagName} ${element.className}`),
    );
    expect(beyond).toEqual([]);
  });

  test('without script a second comment is filed by the plain form', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const plain = await context.newPage();
    await plain.goto(service.address + WINDOW);
    await plain.locator('textarea[name=text]').fill('The whole text is good and short.');
    await plain.locator('input[name=author]').fill('Somebody without script');
    await plain.getByRole('button', { name: 'File the comment' }).click();
    await plain.locator('#filed', { hasText: 'c2' }).waitFor();
    await plain.locator('#c2', { hasText: 'Somebody without script' }).waitFor();
    await context.close();
  });

  test('the secretariat sees it arrive and puts it under a theme', async () => {
    await goTo(secretariat, WINDOW);
    const card = secretariat.locator('#c1');
    await card.getByRole('checkbox', { name: 'Choose c1' }).check();
    await secretariat.getByLabel('Theme', { exact: true }).last().fill('Time limits');
    await secretariat.getByRole('button', { name: 'Put under the theme' }).click();
    await card.locator('.tag', { hasText: 'Time limits' }).waitFor();
    // The reader's page shows it by itself.
    await reader.locator('#c1 .tag', { hasText: 'Time limits' }).waitFor();
  });

  test('a delegation makes it its own: an amendment with these words, with the comment named', async () => {
    await goTo(france, WINDOW);
    await france.locator('#c1').getByRole('button', { name: 'Make it our own' }).click();
    await france.getByRole('button', { name: 'Table the amendment', exact: true }).click();
    await france.getByText('The comment c1 is named with A1.').waitFor();
    await reader.locator('#c1', { hasText: 'France made it its own' }).waitFor();
  });

  test('the amendment is adopted, the comment answered, and the paragraph shows where its words came from', async () => {
    await perform(chair, 'deliberation:open-text', {
      type: 'proposeAdoption',
      rule: 'consensus',
      objectionSeconds: 1,
      item: 'A1',
    });
    await expect
      .poll(() =>
        chair.evaluate(async () => {
          const response = await fetch('/api/acts', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
            body: JSON.stringify({ stream: 'deliberation:open-text', act: { type: 'adopt' } }),
          });
          return response.status;
        }),
      )
      .toBe(201);
    await secretariat.locator('#c1').getByRole('checkbox').check();
    await secretariat.getByLabel('What becomes of it').selectOption('accepted');
    await secretariat.getByLabel('Changed by the amendment').selectOption('A1');
    await secretariat
      .locator('textarea')
      .and(secretariat.getByLabel('Reason', { exact: true }))
      .fill('The paragraph now has a time limit.');
    await secretariat.getByRole('button', { name: 'Answer', exact: true }).click();
    await reader.locator('#c1', { hasText: 'The paragraph now has a time limit.' }).waitFor();
    await goTo(reader, HERE);
    const paragraph = reader.locator('#p3');
    await paragraph.getByText('within thirty days').waitFor();
    await paragraph.getByRole('link', { name: /Comment c1, taken up by France in A1/u }).waitFor();
    await paragraph.locator('.tag', { hasText: 'in the text' }).waitFor();
  });

  test('a campaign of five hundred near-equal letters is one text with its signatories on the screen', async () => {
    const rows = Array.from(
      { length: 500 },
      (_, at) =>
        `Signatory ${at + 1},,ge,"We ask that every report on these systems is published within thirty days of its making, in all languages, says household ${at + 1} of ${at % 7 === 0 ? 'our town' : 'this town'}."`,
    );
    // Nobody is known from one table to the next: five people send a hundred letters each.
    for (let from = 0; from < rows.length; from += 100) {
      const table = ['MB/NC,Clause,Type,Comments', ...rows.slice(from, from + 100)].join('\n');
      const answer = await fetch(
        `${service.address}/api/consultations/what-readers-think/comment-table?lang=en&naming=pseudonym`,
        {
          method: 'POST',
          headers: {
            'content-type': 'text/csv',
            'idempotency-key': `campaign-${from}`,
            cookie: await commenterCookie(service.address),
          },
          body: table,
        },
      );
      expect(answer.status, await answer.text()).toBe(201);
    }
    await goTo(secretariat, WINDOW);
    await secretariat.getByRole('radio', { name: 'Near-duplicates' }).check();
    const family = secretariat.locator('.consultation-families .card').first();
    await family.getByText('One text, signatories: 500').waitFor();
  });

  test('by the private link, on another device, the author sees the answer and the paragraph as it stands', async () => {
    const elsewhere = await newPage(browser);
    await elsewhere.goto(service.address + privateLink);
    await elsewhere.getByText('The paragraph now has a time limit.').waitFor();
    await elsewhere
      .locator('.consultation-followed blockquote', { hasText: 'within thirty days' })
      .last()
      .waitFor();
    await elsewhere.getByText('Nothing is mailed.').waitFor();
    await elsewhere.close();
  });

  test('a comment that was hidden comes before the chair at the wish of its author, who sees it shown again', async () => {
    const stream = 'consultation:what-readers-think';
    await perform(secretariat, stream, {
      type: 'moderateComment',
      comment: 'c1',
      ground: 'offTopic',
      reason: 'Not of this text.',
    });
    await goTo(reader, WINDOW);
    const own = reader.locator('#c1');
    await own.getByText('Not of this text.').waitFor();
    await own.getByRole('button', { name: 'Ask the chair to look again' }).click();
    await own.getByText('The author has asked the chair to look again.').waitFor();
    await goTo(chair, WINDOW);
    await chair.getByRole('combobox', { name: 'Moderation' }).selectOption('appealed');
    await chair.locator('#c1').getByRole('button', { name: 'Keep it hidden' }).waitFor();
    await perform(chair, stream, {
      type: 'moderateComment',
      comment: 'c1',
      ground: null,
      reason: 'It is of this text.',
    });
    await reader.locator('#c1', { hasText: 'This says nothing about when.' }).waitFor();
    await goTo(secretariat, WINDOW);
    await secretariat.locator('#c1', { hasText: 'This says nothing about when.' }).waitFor();
    expect(await secretariat.locator('#c1').getByRole('button', { name: 'Hide' }).count()).toBe(0);
  });

  test('the author erases the comment, and the record is verified as before', async () => {
    await goTo(reader, WINDOW);
    await reader.locator('#c1').getByRole('button', { name: 'Erase' }).click();
    await reader.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await reader.locator('#c1', { hasText: 'The words were erased' }).waitFor();
    expect(await reader.locator('#c1').textContent()).not.toContain('This says nothing about when.');
    const exported: unknown = await (
      await fetch(`${service.address}/api/deliberations/open-text/export`)
    ).json();
    expect(verifyRecord(exported)).toMatchObject({ ok: true });
    expect(JSON.stringify(exported)).not.toContain('This says nothing about when.');
    expect(JSON.stringify(exported)).toContain('The whole text is good and short.');
  });

  test('on a cut line the page says so, what was written stays, and it is filed once', async () => {
    const words = 'Written while the train was in a tunnel.';
    const phone = await newPage(browser);
    await goTo(phone, WINDOW);
    await phone.getByRole('button', { name: 'Comment on the whole text' }).click();
    const sheet = phone.getByRole('dialog');
    await sheet.getByLabel('Your comment').fill(words);
    await sheet.getByRole('textbox', { name: 'Name', exact: true }).fill('A traveller');
    await phone.context().setOffline(true);
    await sheet.getByRole('button', { name: 'File the comment' }).click();
    await sheet.getByText('The service was not reached.').waitFor();
    await phone.keyboard.press('Escape');
    expect(await sheet.getByLabel('Your comment').inputValue()).toBe(words);
    await phone.context().setOffline(false);
    await sheet.getByRole('button', { name: 'File the comment' }).click();
    await phone.getByText('Your comment has the number').waitFor();
    const found: unknown = await (
      await fetch(
        `${service.address}/api/consultations/what-readers-think/comments?q=tunnel&limit=5&offset=0`,
      )
    ).json();
    expect(found).toMatchObject({ total: 1 });
    await phone.context().close();
  });

  /** What was filed with these words, as everybody finds it. */
  const filedOn = async (words: string): Promise<unknown> =>
    (
      await fetch(
        `${service.address}/api/consultations/what-readers-think/comments?q=${encodeURIComponent(words)}&limit=5&offset=0`,
      )
    ).json();
  const choice = (page: Page) =>
    page.locator('#consulted-p3').getByRole('button', { name: /^Choose words/u });
  const choosable = (page: Page) =>
    page.locator('#consulted-p3').getByRole('group', { name: /^Choose words/u });
  const said = WORDS[2][1];
  const span = (words: string) => ({
    total: 1,
    comments: [
      {
        about: {
          on: 'span',
          paragraph: 'p3',
          from: said.indexOf(words),
          to: said.indexOf(words) + words.length,
        },
      },
    ],
  });

  test('a finger on a screen of 390 pixels chooses words by two taps, and comments on them', async () => {
    const phone = await newPage(browser, 'en', { viewport: PHONE, hasTouch: true, isMobile: true });
    await goTo(phone, WINDOW);
    await choice(phone).tap();
    const words = choosable(phone);
    await words.getByRole('button', { name: 'in', exact: true }).tap();
    await words.getByRole('button', { name: 'course', exact: true }).tap();
    await phone.getByRole('button', { name: 'Comment on the chosen words' }).tap();
    const sheet = phone.getByRole('dialog');
    expect(await sheet.locator('blockquote').textContent()).toBe('in due course');
    await sheet.getByLabel('Your comment').tap();
    await phone.keyboard.insertText('Chosen by a finger on the way home.');
    await sheet.getByRole('textbox', { name: 'Name', exact: true }).tap();
    await phone.keyboard.insertText('A passenger');
    await sheet.getByRole('button', { name: 'File the comment' }).tap();
    await phone.getByText('Your comment has the number').waitFor();
    expect(await filedOn('finger')).toMatchObject(span('in due course'));
    await phone.context().close();
  });

  test('by the keyboard alone words are chosen, a comment on them is written and filed', async () => {
    const desk = await newPage(browser);
    await goTo(desk, WINDOW);
    await pressByKeys(desk, choice(desk));
    const words = choosable(desk);
    await words.getByRole('button', { name: 'Decides', exact: true }).and(desk.locator(':focus')).waitFor();
    for (const key of ['ArrowRight', 'ArrowRight', 'Space', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
      await desk.keyboard.press(key);
    await words.getByRole('button', { name: 'published' }).and(desk.locator(':focus')).waitFor();
    await desk.keyboard.press('Enter');
    await pressByKeys(desk, desk.getByRole('button', { name: 'Comment on the chosen words' }));
    const sheet = desk.getByRole('dialog');
    expect(await sheet.locator('blockquote').textContent()).toBe('reports are published');
    await tabTo(desk, sheet.getByLabel('Your comment'));
    await desk.keyboard.type('Chosen by keys, without a mouse.');
    await tabTo(desk, sheet.getByRole('textbox', { name: 'Name', exact: true }));
    await desk.keyboard.type('A reader at a desk');
    await pressByKeys(desk, sheet.getByRole('button', { name: 'File the comment' }));
    await desk.getByText('Your comment has the number').waitFor();
    expect(await filedOn('mouse')).toMatchObject(span('reports are published'));
    await desk.context().close();
  });
});
