/**
 * The view of amendments with 771 and with 2,600 of them in a real Chromium with its processor slowed four times:
 * milliseconds from a key in the search to the list painted, frames while the page scrolls, and the change to the compiled
 * text. Beside it a plain list of the same cards, all in the page, searched by hiding, in the same browser. The amendments
 * are acts admitted by the rules in memory and put into the service's answer. Build first; PLENARY_CHROMIUM names a Chromium.
 */
import {
  admitDeliberation,
  evolveDeliberation,
  type Actor,
  type BodyState,
  type DeliberationState,
} from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import type { CDPSession, Page } from 'playwright-core';
import { enter, newPage, openBrowser, startService } from '../../apps/web/e2e/service.ts';
import { scrolled, spread, watchPainting, type Painting } from './browser-frames.ts';
import { draws } from './draws.ts';

const SIZES = (process.argv[2] ?? '771,2600').split(',').map(Number);
const [PARAGRAPHS, WORDS, SLOWED, SEARCHES] = [200, 40, 4, 20];
const AT = '2026-11-26T10:00:00.000Z';
const SECRETARIAT: Actor = { kind: 'secretariat' };

const drawnText = (): string => {
  const draw = draws(11);
  const words = (): string => Array.from({ length: WORDS }, () => `word${draw(2_000)}`).join(' ');
  return [
    '# A long text',
    'The Conference,',
    ...Array.from({ length: PARAGRAPHS }, (_, at) => `${at + 1}. Decides ${words()};`),
  ].join('\n\n');
};

/** The deliberation with so many amendments, each to one paragraph by two of the members. */
const withAmendments = (start: DeliberationState, body: BodyState, count: number): DeliberationState => {
  const draw = draws(5);
  const members = Object.values(body.members).flatMap(({ id, role }) => (role === 'member' ? id : []));
  const operative = start.revision?.paragraphs.filter(({ kind }) => kind === 'operative') ?? [];
  let state = start;
  for (let number = 1; number <= count; number += 1) {
    const paragraph = operative[draw(operative.length)];
    if (paragraph === undefined) throw new Error('no paragraph to amend');
    const words = paragraph.text.split(' ');
    const place = 1 + draw(words.length - 3);
    words.splice(place, 1 + draw(2), `proposal${number}`, `idea${draw(400)}`);
    const first = draw(members.length);
    const sponsors = [members[first], members[(first + 1 + draw(members.length - 1)) % members.length]];
    const answer = admitDeliberation(
      state,
      {
        type: 'enterOralAmendment',
        sponsors: sponsors.filter((id) => id !== undefined),
        changes: [{ paragraph: paragraph.pid, new: words.join(' ') }],
        textHash: start.revision?.hash ?? '',
        reason: 'Drawn.',
        needs: [],
        excludes: [],
      },
      { at: AT, actor: SECRETARIAT, body, texts: TEXTS },
    );
    if (!answer.admitted) throw new Error(JSON.stringify(answer.refusal));
    for (const event of answer.events)
      state = evolveDeliberation(state, {
        ...event,
        at: AT,
        actor: SECRETARIAT,
        stream: 'x',
        version: number,
      });
  }
  return state;
};

/** Milliseconds from a word in the search to the list that answers it, painted. */
const searched = (page: Page, word: string): Promise<number> =>
  page.evaluate(async (sought) => {
    const { painted } = globalThis as unknown as Painting;
    const field = document.querySelector<HTMLInputElement>('.amendments-controls input');
    const status = document.querySelector('.amendments-views [role=status]');
    if (field === null || status === null) throw new Error('no search');
    const before = status.textContent;
    const changed = new Promise<number>((resolve) => {
      const watching = new MutationObserver(() => {
        if (status.textContent === before) return;
        watching.disconnect();
        void painted().then(resolve);
      });
      watching.observe(status, { subtree: true, childList: true, characterData: true });
    });
    const start = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, sought);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return (await changed) - start;
  }, word);

/** The peer: every card in the page as an element, those that do not match hidden. */
const plainList = (page: Page, words: readonly string[], sought: readonly string[]) =>
  page.evaluate(
    async ([texts, queries]) => {
      const { painted } = globalThis as unknown as Painting;
      const start = performance.now();
      document.body.innerHTML = texts
        .map(
          (text, at) =>
            `<article class="card"><h3>A${at + 1}</h3><p>${text}</p><a href="#">Show</a></article>`,
        )
        .join('');
      const built = (await painted()) - start;
      const cards = [...document.querySelectorAll<HTMLElement>('article')];
      const took: number[] = [];
      for (const query of queries) {
        const from = performance.now();
        for (const card of cards) card.hidden = !(card.textContent ?? '').toLowerCase().includes(query);
        took.push((await painted()) - from);
      }
      for (const card of cards) card.hidden = false;
      await painted();
      return { built, took };
    },
    [words, sought] as const,
  );

const slow = (session: CDPSession, rate: number) => session.send('Emulation.setCPUThrottlingRate', { rate });

const service = await startService();
const browser = await openBrowser();
try {
  const secretariat = await enter(browser, service, 'Secretariat');
  await secretariat.goto(`${service.address}/import`);
  await secretariat.getByLabel('Text', { exact: true }).fill(drawnText());
  await secretariat.getByRole('button', { name: 'Read the text' }).click();
  await secretariat.getByRole('button', { name: /Issue as first revision/ }).click();
  await secretariat.waitForURL(/\/deliberations\//);
  const id = /\/deliberations\/([^/?]+)/.exec(secretariat.url())?.[1] ?? '';
  const held = (await (
    await secretariat.request.get(`${service.address}/api/deliberations/${id}`)
  ).json()) as {
    state: DeliberationState;
  };
  const { state: body } = (await (await secretariat.request.get(`${service.address}/api/body`)).json()) as {
    state: BodyState;
  };
  await secretariat.context().close();
  const seat = await enter(browser, service, 'France');
  const cookies = await seat.context().cookies();
  await seat.context().close();
  for (const size of SIZES) {
    const state = withAmendments(held.state, body, size);
    const page = await newPage(browser);
    await page.context().addCookies(cookies);
    await page.addInitScript(watchPainting);
    await page.route(`**/api/deliberations/${id}`, (route) => route.fulfill({ json: { ...held, state } }));
    const session = await page.context().newCDPSession(page);
    await slow(session, SLOWED);
    const opening = performance.now();
    await page.goto(`${service.address}/deliberations/${id}/amendments`);
    await page.locator('.amendment').first().waitFor();
    console.log(
      `${size} amendments to ${PARAGRAPHS} paragraphs, processor slowed ${SLOWED} times; opened in ${(performance.now() - opening).toFixed(0)} ms`,
    );
    const draw = draws(3);
    const sought = Array.from({ length: SEARCHES }, () => `proposal${1 + draw(size)}`);
    const took: number[] = [];
    // Each word is sought from another one, as somebody who types does.
    for (const word of new Set(sought)) {
      took.push(await searched(page, word));
      await searched(page, '');
    }
    console.log(`  word to list painted:     ${spread(took)}`);
    console.log(`  cards in the page:        ${await page.locator('.amendment').count()}`);
    console.log(`  frames, the list scrolls: ${spread(await scrolled(page, undefined, 120))}`);
    const toText = performance.now();
    await page.locator('.amendments-views input[type=radio]').nth(1).click();
    await page.locator('.compiled').first().waitFor();
    console.log(`  to the compiled text:     ${(performance.now() - toText).toFixed(0)} ms`);
    console.log(`  frames, the text scrolls: ${spread(await scrolled(page, undefined, 120))}`);
    const words = Object.values(state.amendments).map(({ changes }) =>
      changes.map((change) => ('new' in change ? change.new : '')).join(' '),
    );
    const peer = await plainList(page, words, [...new Set(sought)]);
    console.log(`  plain list of ${size} cards: built in ${peer.built.toFixed(0)} ms`);
    console.log(`    word to list painted:   ${spread(peer.took)}`);
    console.log(`    frames, it scrolls:     ${spread(await scrolled(page, undefined, 120))}`);
    await page.context().close();
  }
} finally {
  await browser.close();
  await service.stop();
}
