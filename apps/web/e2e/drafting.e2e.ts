import { BASE_VIEW, createBinding, NO_EDITS, paragraphText, readDraft, writeEdits } from '@plenary/drafting';
import { PROTOCOL_VERSION } from '@plenary/protocol';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveParser, memoryStore, openLiveText, type Observable } from '../src/lib/live-text/index.ts';
import { isAccessible } from './accessible.ts';
import { DELIBERATION, HERE, perform } from './acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

let service: Service;
let browser: Browser;
let facilitator: Page;
let kenya: Page;
let france: Page;
/** Address of the working text. */
let working = '';
/** Address of the draft that Kenya writes together with others. */
let draft = '';
/** The lines of Kenya, to be cut. */
const lines = new Set<WebSocketRoute>();

/** Opens a page on which WebSockets can be cut; offline alone leaves those that are open. */
const cuttable = async (page: Page, into: Set<WebSocketRoute> = lines): Promise<void> => {
  await page.routeWebSocket(/socket\.io/, (line) => {
    into.add(line);
    line.connectToServer();
  });
};

const openText = async (page: Page): Promise<void> => {
  await page.goto(working);
  await page.locator('.live-text [data-paragraph]').nth(3).waitFor();
  await page.locator('.state-line', { hasText: 'Saved' }).waitFor();
};

/** Selects words in a paragraph with the mouse: pressed before the first letter, released behind the last. */
const select = async (page: Page, id: string, words: string): Promise<void> => {
  await paragraph(page, id).scrollIntoViewIfNeeded();
  const ends = await page.evaluate(
    ([id, sought]) => {
      const element = document.querySelector(`.live-text [data-paragraph="${id}"]`);
      if (element === null) throw new Error(`no ${id}`);
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(sought) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + sought.length);
        const lines = [...range.getClientRects()];
        const [first, last] = [lines[0], lines.at(-1)];
        if (first === undefined || last === undefined) throw new Error(`${sought} is not laid out`);
        return [
          { x: first.left + 1, y: first.top + first.height / 2 },
          { x: last.right - 1, y: last.top + last.height / 2 },
        ] as const;
      }
      throw new Error(`no ${sought} in ${id}`);
    },
    [id, words] as const,
  );
  const [from, to] = ends;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(words);
};

const saved = (page: Page) => page.locator('.state-line[data-saving=saved]').waitFor();
const paragraph = (page: Page, id: string) => page.locator(`.live-text [data-paragraph="${id}"]`);
/** All words, also of paragraphs that are out of sight and not laid out. */
const textOf = async (page: Page): Promise<string> =>
  (await page.locator('.live-text [data-paragraph]').allTextContents()).join('\n');
const part = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();

const holds = <Value>(observable: Observable<Value>, isSo: (value: Value) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): boolean => {
      if (!isSo(observable.get())) return false;
      resolve();
      return true;
    };
    if (look()) return;
    const stop = observable.subscribe(() => {
      if (look()) stop();
    });
  });

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [facilitator, kenya, france] = await Promise.all([
    enter(browser, service, 'Chair'),
    enter(browser, service, 'Kenya'),
    enter(browser, service, 'France'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('drafting together', () => {
  test('a working text is opened from the text in force, and two delegations and the chair are in it', async () => {
    await facilitator.goto(`${service.address}${HERE}/drafts`);
    await facilitator.getByLabel('Title').fill('Working text of the declaration');
    await facilitator.getByRole('button', { name: 'Open', exact: true }).click();
    await facilitator.waitForURL(/\/drafts\/n/);
    working = facilitator.url();
    await cuttable(kenya);
    await Promise.all([openText(facilitator), openText(kenya), openText(france)]);
    expect(await textOf(kenya)).toContain('Recognizing that artificial intelligence opens');
    await kenya.getByRole('radio', { name: 'Suggesting' }).waitFor();
    expect(await kenya.getByRole('radio', { name: 'Editing' }).count()).toBe(0);
    // What a screen reader is told: a text box with a name, headings, and paragraphs with their labels.
    const told = await kenya.locator('main').ariaSnapshot();
    expect(told).toMatch(/textbox ".+":/);
    expect(told).toContain('heading "The Conference," [level=2]');
    expect(told).toContain('paragraph: PP1 Recognizing that');
  });

  test('two delegations suggest while the chair edits, and all three see the same', async () => {
    await select(kenya, 'p4', 'common');
    await select(france, 'p6', 'sovereign');
    await select(facilitator, 'p3', 'health');
    await Promise.all([
      kenya.keyboard.type('shared', { delay: 15 }),
      france.keyboard.type('full', { delay: 15 }),
      facilitator.keyboard.type('public health', { delay: 15 }),
    ]);
    await Promise.all([saved(kenya), saved(france), saved(facilitator)]);
    for (const page of [kenya, france, facilitator]) {
      await paragraph(page, 'p3').filter({ hasText: 'in public health,' }).waitFor();
      await paragraph(page, 'p4').locator('ins', { hasText: 'shared' }).waitFor();
      await paragraph(page, 'p6').locator('ins', { hasText: 'full' }).waitFor();
    }
    expect(await textOf(kenya)).toBe(await textOf(facilitator));
    expect(await textOf(france)).toBe(await textOf(facilitator));
    await facilitator.locator('.caret[data-name=Kenya]').waitFor();
  });

  test('cards stand beside their words on a wide page, and are a list under the text on a narrow one', async () => {
    const distance = (page: Page, words: string, within: string) =>
      page.evaluate(
        ([sought, id]) => {
          const card = [...document.querySelectorAll('.margin-card')].find((one) =>
            one.textContent?.includes(sought),
          );
          const inserted = document.querySelector(`.live-text [data-paragraph="${id}"] ins`);
          if (card === undefined || inserted === null) return Number.POSITIVE_INFINITY;
          return Math.abs(card.getBoundingClientRect().top - inserted.getBoundingClientRect().top);
        },
        [words, within] as const,
      );
    await part(facilitator, 'Suggestions');
    const full = facilitator.locator('.margin-card', { hasText: 'full' });
    await full.locator('.margin-place').first().click();
    await full.and(facilitator.locator('.is-active')).waitFor();
    await expect.poll(() => distance(facilitator, 'full', 'p6'), { timeout: 20_000 }).toBeLessThan(8);
    const boxes = await facilitator.locator('.margin-card').evaluateAll((cards) =>
      cards
        .map((card) => card.getBoundingClientRect())
        .map(({ top, bottom }) => ({ top, bottom }))
        .toSorted((a, b) => a.top - b.top),
    );
    boxes.forEach(({ bottom }, at) => {
      const next = boxes[at + 1];
      if (next !== undefined) expect(next.top).toBeGreaterThan(bottom);
    });
    await facilitator.setViewportSize({ width: 640, height: 900 });
    await expect
      .poll(
        () =>
          facilitator.evaluate(() => {
            const text = document.querySelector('.live-text')?.getBoundingClientRect().bottom ?? 0;
            const [first] = document.querySelectorAll('.margin-card');
            return (first?.getBoundingClientRect().top ?? 0) - text;
          }),
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    await facilitator.setViewportSize({ width: 1280, height: 900 });
  });

  test('a suggestion is supported and accepted, another rejected, and the text says what was decided', async () => {
    const ofKenya = (page: Page) => page.locator('.margin-card', { hasText: 'shared' });
    await part(france, 'Suggestions');
    await ofKenya(france).getByRole('button', { name: 'Support', exact: true }).click();
    await part(facilitator, 'Suggestions');
    await ofKenya(facilitator).getByText('Supported by France').waitFor();
    await ofKenya(facilitator).getByRole('button', { name: 'Accept' }).click();
    await facilitator
      .locator('.margin-card', { hasText: 'full' })
      .getByRole('button', { name: 'Reject' })
      .click();
    await facilitator.getByText('No suggestion is open.').waitFor();
    await paragraph(kenya, 'p4').filter({ hasText: 'is a shared task' }).waitFor();
    await paragraph(france, 'p6').filter({ hasText: 'the sovereign equality' }).waitFor();
    expect(await kenya.locator('.live-text ins, .live-text del').count()).toBe(0);
  });

  test('a paragraph is opened to a delegation, which edits it at once, and is closed again', async () => {
    await paragraph(facilitator, 'p10').click();
    await facilitator.getByRole('button', { name: 'Open to delegations' }).click();
    const sheet = facilitator.getByRole('dialog');
    await sheet.getByPlaceholder('Name of a delegation').fill('ken');
    await sheet.getByRole('checkbox', { name: 'Kenya' }).check();
    await sheet.getByRole('button', { name: 'Open to one delegation' }).click();
    await paragraph(facilitator, 'p10').and(facilitator.locator('.is-opened')).waitFor();
    const told = kenya.locator('.opened-to-us');
    await told.waitFor();
    await told.getByRole('button').first().click();
    expect(await kenya.getByRole('radio', { name: 'Editing' }).isChecked()).toBe(true);
    await kenya.keyboard.press('Home');
    await kenya.keyboard.type('Openly ', { delay: 15 });
    await saved(kenya);
    await paragraph(facilitator, 'p10').filter({ hasText: 'Openly ' }).waitFor();
    expect(await paragraph(facilitator, 'p10').locator('ins').count()).toBe(0);
    // Elsewhere the delegation goes on suggesting, and France was given nothing.
    await paragraph(kenya, 'p9').click();
    await kenya.keyboard.type('x');
    await kenya.getByText('This paragraph is not open to you for editing').waitFor();
    expect(await france.locator('.opened-to-us').count()).toBe(0);

    await paragraph(facilitator, 'p10').click();
    await facilitator.keyboard.press('Control+Alt+o');
    await sheet.getByRole('button', { name: 'Close for editing' }).click();
    await told.waitFor({ state: 'detached' });
    await kenya.getByRole('radio', { name: 'Suggesting' }).waitFor();
    expect(await kenya.getByRole('radio', { name: 'Editing' }).count()).toBe(0);
  });

  test('words are put in brackets, and a delegation puts on record that it holds them', async () => {
    await select(facilitator, 'p5', 'Charter');
    await facilitator.getByRole('button', { name: 'Put in brackets' }).click();
    await part(france, 'Brackets');
    const card = france.locator('.margin-card', { hasText: '[Charter]' });
    await card.getByRole('button', { name: 'Hold' }).click();
    await card.getByText('holds it').waitFor();
    await part(facilitator, 'Brackets');
    await facilitator
      .locator('.margin-card', { hasText: '[Charter]' })
      .getByText('France', { exact: true })
      .waitFor();
  });

  test('a comment for the own delegation stays with it, and one for all is answered', async () => {
    const say = async (words: string, visibility: string): Promise<void> => {
      await select(kenya, 'p4', 'humanity');
      await kenya.keyboard.press('Control+Alt+m');
      await kenya.getByPlaceholder('What you want to say').fill(words);
      // What is being written outlasts a look at another part of the margin.
      await part(kenya, 'Brackets');
      await part(kenya, 'Comments');
      expect(await kenya.getByPlaceholder('What you want to say').inputValue()).toBe(words);
      await kenya.getByLabel('Seen by').selectOption(visibility);
      await kenya.locator('.margin-form button[type=submit]').first().click();
      await kenya.locator('.margin-message', { hasText: words }).waitFor();
    };
    await say('Only we know our margin here.', 'delegation');
    await say('Could this name future generations?', 'all');
    await part(france, 'Comments');
    await france.locator('.margin-message', { hasText: 'future generations' }).waitFor();
    expect(await france.getByText('Only we know').count()).toBe(0);
    await france.getByRole('button', { name: 'Reply' }).click();
    await france.getByPlaceholder('Reply').fill('We would support that.');
    await france.getByLabel('Mention a delegation').selectOption({ label: 'Kenya' });
    await france.locator('.margin-form button[type=submit]').click();
    await kenya.locator('.margin-message', { hasText: 'We would support that.' }).waitFor();
    const told = await kenya.context().newPage();
    await told.goto(`${service.address}/notices`);
    const notice = told.getByRole('link', { name: /France.* mentioned your delegation in a comment/ });
    await notice.click();
    await told.locator('.live-text [data-paragraph="p4"]').waitFor();
    await told.close();
  });

  test('a comment is resolved by one delegation, is shown on request, and is opened again', async () => {
    const thread = (page: Page) =>
      page.locator('.margin-card[data-thread]', { hasText: 'future generations' });
    await part(kenya, 'Comments');
    await thread(kenya).getByRole('button', { name: 'Resolve' }).click();
    await thread(kenya).waitFor({ state: 'detached' });
    await thread(france).waitFor({ state: 'detached' });
    await france.getByLabel('Show the resolved one too').check();
    await thread(france).getByRole('button', { name: 'Open again' }).click();
    await thread(kenya).waitFor();
    expect(await thread(kenya).getByText('We would support that.').count()).toBe(1);
  });

  test('an agreed paragraph is closed to everyone, also to a client that was changed', async () => {
    await perform(facilitator, { type: 'agreeAdRef', pid: 'p8' });
    await paragraph(facilitator, 'p8').and(facilitator.locator('.is-closed')).waitFor();
    const before = await paragraph(facilitator, 'p8').innerText();
    await paragraph(facilitator, 'p8').click();
    await facilitator.keyboard.type('x');
    await facilitator.getByText('This paragraph is agreed and closed; nothing was changed.').waitFor();

    const cookies = await facilitator.context().cookies();
    const socket = io(service.address, {
      transports: ['websocket'],
      auth: { version: PROTOCOL_VERSION },
      parser: liveParser,
      extraHeaders: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
    });
    const live = openLiveText({
      socket,
      deliberation: DELIBERATION,
      document: working.split('/').at(-1) ?? '',
      account: 'patched',
      store: memoryStore(),
    });
    await holds(live.state, ({ connection, isLoaded }) => connection === 'live' && isLoaded);
    let made = 0;
    const binding = createBinding({ doc: live.doc.get(), newId: () => `patched${(made += 1)}` });
    binding.write((recorder, draft, hand) =>
      writeEdits(draft, recorder, hand(), {
        ...NO_EDITS,
        writings: [{ paragraph: 'p8', offset: 0, content: [{ chars: 'Whereas nothing, ', emphasis: [] }] }],
      }),
    );
    binding.close();
    await holds(live.refusals, (refusals) => refusals.length > 0);
    expect(live.refusals.get()[0]?.refusal.code).toBe('gate.closed');
    await live.settled();
    const closed = readDraft(live.doc.get(), BASE_VIEW).paragraph('p8');
    expect(closed === undefined ? '' : paragraphText(closed)).not.toContain('Whereas');
    await live.close();
    socket.disconnect();
    expect(await paragraph(facilitator, 'p8').innerText()).toBe(before);
    expect(await paragraph(kenya, 'p8').innerText()).toBe(before);
  });

  test('what is written without a line is kept on the device and comes in when the line is back', async () => {
    await kenya.context().setOffline(true);
    for (const line of lines) await line.close();
    await kenya.locator('.state-line', { hasText: 'No line' }).waitFor();
    await select(kenya, 'p7', 'computing');
    await kenya.keyboard.type('processing', { delay: 15 });
    await kenya.locator('.state-line', { hasText: 'Offline with' }).waitFor();
    await select(facilitator, 'p7', 'widespread').catch(() => select(facilitator, 'p7', 'most'));
    await facilitator.keyboard.type('many', { delay: 15 });
    await saved(facilitator);
    await kenya.context().setOffline(false);
    await saved(kenya);
    await paragraph(facilitator, 'p7').locator('ins', { hasText: 'processing' }).waitFor();
    await paragraph(kenya, 'p7').filter({ hasText: 'many' }).waitFor();
    expect(await textOf(kenya)).toBe(await textOf(facilitator));
  });

  test('after an hour without a line everything that was written comes in', async () => {
    const away = await newPage(browser);
    await away.context().addCookies(await france.context().cookies());
    const cut = new Set<WebSocketRoute>();
    await cuttable(away, cut);
    await away.clock.install();
    await openText(away);
    await away.context().setOffline(true);
    for (const line of cut) await line.close();
    await away.locator('.state-line', { hasText: 'No line' }).waitFor();
    await select(away, 'p11', 'extensive');
    await away.keyboard.type('wide', { delay: 15 });
    await away.clock.fastForward('01:00:00');
    await select(away, 'p11', 'individuals');
    await away.keyboard.type('people', { delay: 15 });
    await away.locator('.state-line', { hasText: 'Offline with' }).waitFor();
    await select(facilitator, 'p11', 'research institutes');
    await facilitator.keyboard.type('universities', { delay: 15 });
    await saved(facilitator);
    await away.context().setOffline(false);
    await away.clock.fastForward('00:01:00');
    await saved(away);
    for (const words of ['wide', 'people'])
      await paragraph(facilitator, 'p11').locator('ins', { hasText: words }).waitFor();
    await paragraph(away, 'p11').filter({ hasText: 'universities' }).waitFor();
    expect(await textOf(away)).toBe(await textOf(facilitator));
    await away.context().close();
  });

  test('a suggestion leads to the composer, and from there to a draft that is written together', async () => {
    await part(kenya, 'Suggestions');
    await kenya.getByRole('checkbox', { name: 'Choose the suggestion of Kenya' }).first().check();
    await kenya.getByRole('button', { name: 'Turn into an amendment' }).click();
    await kenya.waitForURL((url) => url.pathname.endsWith('/amendments/new'));
    await kenya.locator('#row-p7 ins', { hasText: 'processing' }).waitFor();
    await kenya.getByRole('button', { name: 'Write it together with others' }).click();
    await kenya.waitForURL((url) => url.pathname.includes('/drafts/n') && url.href !== working);
    await kenya.locator('.tag', { hasText: 'amendment in preparation' }).waitFor();
    await paragraph(kenya, 'p7').filter({ hasText: 'processing' }).waitFor();
    await saved(kenya);
    expect(await kenya.getByRole('radio', { name: 'Editing' }).isChecked()).toBe(true);
    await france.goto(kenya.url());
    await france.getByText('There is no such document, or it is not open to you.').waitFor();
    draft = kenya.url();
    await kenya.getByRole('button', { name: 'Table as an amendment' }).click();
    await kenya.waitForURL((url) => url.pathname.endsWith('/amendments/new'));
    await kenya.locator('#row-p7 ins', { hasText: 'processing' }).waitFor();
  });

  test('what is tabled from a draft stands in the draft, and is revised from there', async () => {
    await kenya.getByRole('button', { name: 'Table the amendment', exact: true }).click();
    await kenya.getByText('A1 is tabled and in the record.').waitFor();
    await kenya.goto(draft);
    await kenya.locator('.tabled-from', { hasText: 'A1' }).locator('.tag', { hasText: 'pending' }).waitFor();
    await kenya.getByRole('button', { name: /Hand in as a revision of .*A1/u }).click();
    await kenya.waitForURL((url) => url.searchParams.get('revise') === 'A1');
    await kenya.locator('#row-p7 ins', { hasText: 'processing' }).waitFor();
  });

  test('a revision is issued from the working text and compared with the one before', async () => {
    await facilitator.goto(`${working}/revision`);
    await facilitator.getByText('Suggestions not resolved and left out: 3.').waitFor();
    await facilitator.locator('.comparison ins', { hasText: 'shared' }).waitFor();
    const symbol = await facilitator.getByLabel('Symbol of the revision').inputValue();
    expect(symbol).toMatch(/\/Rev\.1$/);
    await facilitator.getByRole('button', { name: 'Issue this text' }).click();
    await facilitator.getByRole('button', { name: 'Issue it', exact: true }).click();
    await facilitator.getByText(`The text is issued as ${symbol}.`).waitFor();
    await facilitator.goto(`${service.address}${HERE}`);
    await facilitator.locator('#p4', { hasText: 'a shared task' }).waitFor();
    await facilitator.locator('.deliberation-symbol', { hasText: symbol }).waitFor();
    await kenya.goto(draft);
    const behind = kenya.locator('.notice', {
      hasText: 'The text in force has changed since this draft began',
    });
    await behind.getByRole('link', { name: symbol }).waitFor();
    await facilitator.goto(`${working}/history`);
    await facilitator.getByLabel('From', { exact: true }).selectOption({ index: 0 });
    await facilitator.getByLabel('To', { exact: true }).selectOption({ label: symbol });
    await facilitator.locator('.comparison ins', { hasText: 'shared' }).waitFor();
  });

  test('a paragraph is restored from an earlier moment, as a new edit', async () => {
    await facilitator.locator('.history-sittings button').last().click();
    const row = facilitator.locator('.plain-paragraph', { hasText: 'is a common task' });
    await row.getByRole('button', { name: 'Restore this paragraph' }).click();
    await facilitator.getByText('The paragraph reads again as it did then.').waitFor();
    await openText(facilitator);
    await paragraph(facilitator, 'p4').filter({ hasText: 'is a common task' }).waitFor();
  });

  test('an Arabic text is written from right to left on a mirrored page, with words of other scripts in it', async () => {
    const fiji = await enter(browser, service, 'Fiji', 'ar');
    await fiji.goto(`${service.address}${HERE}/drafts`);
    const form = fiji.locator('.drafts-form').last();
    await form.locator('select').first().selectOption('statementDraft');
    await form.locator('input').fill('بيان الوفد');
    await form.locator('select').last().selectOption('ar');
    await form.locator('button[type=submit]').click();
    await fiji.waitForURL(/\/drafts\/n/);
    const text = fiji.locator('.live-text');
    await text.waitFor();
    expect(await fiji.locator('html').getAttribute('dir')).toBe('rtl');
    await text.click();
    await fiji.keyboard.type('يرحب الوفد بالمشروع (A/78/L.49) ترحيبًا حارًا.');
    await fiji.keyboard.press('Enter');
    await fiji.keyboard.type('The text of the delegation follows.');
    await saved(fiji);
    expect(await text.getAttribute('dir')).toBe('rtl');
    const directions = await text
      .locator('[data-paragraph]')
      .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).direction));
    expect(directions).toEqual(['rtl', 'ltr']);
    await fiji.reload();
    await text.locator('[data-paragraph]', { hasText: 'يرحب الوفد بالمشروع (A/78/L.49)' }).waitFor();
    await fiji.context().close();
  });

  test.for([
    ['en', 'light'],
    ['ar', 'dark'],
  ] as const)('the pages of drafting are accessible (%s, %s)', async ([language, theme]) => {
    for (const path of [
      `${service.address}${HERE}/drafts`,
      working,
      `${working}/history`,
      `${working}/revision`,
      `${working}/print`,
    ]) {
      await facilitator.goto(`${path}?lang=${language}`);
      await facilitator.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
      await facilitator.locator('main > *').first().waitFor();
      await facilitator.waitForLoadState('networkidle');
      await facilitator.locator('.loading').waitFor({ state: 'detached' });
      await isAccessible(facilitator);
    }
  });
});
