import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERE, known, perform, settled } from './acts.ts';
import { inserted, submit, type Act } from './amendment-acts.ts';
import { showWork } from './commenter.ts';
import { OPENING } from './crowd.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

/** Words that would run, or be elements, wherever they are taken for anything but words. */
const SCRIPT =
  '"\'><img src=x onerror="globalThis.ran=1"><svg onload="globalThis.ran=1"></svg><script>globalThis.ran=1</script><a href="javascript:globalThis.ran=1">x</a></textarea></title>';
/** Words that a program for tables would take for a formula. */
const FORMULA = '=HYPERLINK("https://elsewhere.example","x")';
const NAMES = { en: SCRIPT, ar: SCRIPT };
const CONSULTATION = `${HERE}/consultations/hostile`;
const CONVERSATION = `${HERE}/conversations/c2`;
const POINTS = { mandate: SCRIPT, funding: SCRIPT, independence: SCRIPT, conflicts: SCRIPT };
const SITTING = '/sittings/hostile';

let service: Service;
let browser: Browser;
let secretariat: Page;
let chair: Page;
let kenya: Page;
let reader: Page;
let amendment = '';

const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(service.address + path);
  await page.locator('main > *').first().waitFor();
  await settled(page);
};
/** Takes note of what the policy of the service stops on the pages of a browser. */
const watched = async (page: Page): Promise<Page> => {
  await page.context().addInitScript(() => {
    const stopped: string[] = [];
    Object.assign(globalThis, { stopped });
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      stopped.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  return page;
};
/** Pages on which the words were seen as they were written. */
const shownOn = new Set<string>();
/** Nothing ran on the page, nothing was taken for an element, and nothing had to be stopped. */
const isOnlyWords = async (page: Page): Promise<void> => {
  const found = await page.evaluate(() => ({
    ran: 'ran' in globalThis,
    stopped: (globalThis as unknown as { stopped: string[] }).stopped, // see watched
    elements: [
      ...document.querySelectorAll('img[src="x"], svg[onload], [onerror], a[href^="javascript:" i]'),
    ].map(({ outerHTML }) => outerHTML),
    words: document.querySelector('main')?.textContent ?? '',
  }));
  const { words, ...rest } = found;
  const { pathname } = new URL(page.url());
  if (words.includes(SCRIPT)) shownOn.add(pathname);
  expect.soft({ at: pathname, ...rest }).toEqual({ at: pathname, ran: false, stopped: [], elements: [] });
};
const FIELDS = ['textarea', 'input:not([type])', 'input[type=text]', 'input[type=search]']
  .map((field) => `main ${field}:not([data-seen]):visible`)
  .join(', ');
const FIELDS_MAX = 80;
/** Writes into every field of the page, also into those that come with what was written into others. */
const fillFields = async (page: Page): Promise<void> => {
  const next = page.locator(FIELDS).first();
  for (let at = 0; at < FIELDS_MAX && (await next.count()) > 0; at += 1) {
    const field = await next.elementHandle();
    await field?.evaluate((element) => element.setAttribute('data-seen', ''));
    if (await field?.isEditable()) await field?.fill(SCRIPT);
  }
};
/** Sends what a form of the page would send. */
const send = async (page: Page, path: string, body: object): Promise<void> => {
  const refused = await page.evaluate(
    async ({ to, json }) => {
      const answer = await fetch(to, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: json,
      });
      return answer.ok ? undefined : answer.text();
    },
    { to: path, json: JSON.stringify(body) },
  );
  expect(refused, path).toBeUndefined();
};

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [secretariat, chair, kenya, reader] = await Promise.all([
    enter(browser, service, 'Secretariat').then(watched),
    enter(browser, service, 'Chair').then(watched),
    enter(browser, service, 'Kenya').then(watched),
    newPage(browser).then(watched),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('whatever people write is words', () => {
  test('what is stopped is noticed: a script in the page itself does not run', async () => {
    const page = await watched(await newPage(browser));
    await goTo(page, '/privacy');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = 1';
      document.body.append(script);
    });
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { stopped: string[] }).stopped)) // see watched
      .toEqual(['script-src-elem inline']);
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    await page.context().close();
  });

  test('everybody writes what would run elsewhere into everything that is published', async () => {
    const { revision } = await known(secretariat);
    const [first] = revision.paragraphs.filter(({ label }) => label === 'OP1');
    if (first === undefined) throw new Error('no OP1');
    await perform(
      secretariat,
      {
        type: 'announceConsultation',
        id: 'hostile',
        deliberation: 'ai-governance',
        textHash: revision.hash,
        title: NAMES,
        opensAt: '2026-01-01T00:00:00.000Z',
        closesAt: '2099-01-01T00:00:00.000Z',
        audience: 'public',
        languages: ['en', 'ar'],
        questions: [NAMES],
        charactersMin: 10,
      },
      'consultation:hostile',
    );
    await perform(secretariat, {
      ...OPENING,
      title: NAMES,
      question: NAMES,
      policy: NAMES,
      moderation: 'after',
      groups: [{ id: 'g', names: NAMES }],
    });
    await perform(
      secretariat,
      {
        type: 'listOrganization',
        organization: {
          id: 'OBS-HOSTILE',
          names: { en: SCRIPT },
          class: 'civilOrganization',
          constituency: 'farmers',
          sponsors: [SCRIPT],
        },
        findings: POINTS,
        objectionSeconds: 864_000,
        until: '2029-11-01T00:00:00.000Z',
      },
      'body:main',
    );
    await perform(
      chair,
      {
        type: 'planSitting',
        id: 'hostile',
        session: NAMES,
        meeting: 9,
        title: NAMES,
        opensAt: '2026-12-01T09:00:00.000Z',
        rules: {
          openingShare: '1/200',
          decidingShare: '1/200',
          groupsFirst: true,
          speechSeconds: 180,
          groupSeconds: 300,
          observerSeconds: 120,
          motionSeconds: 60,
          replySeconds: [600, 300],
          voteSeconds: 1,
        },
        agenda: [{ id: '1', title: NAMES, deliberation: 'ai-governance' }],
      },
      'sitting:hostile',
    );
    const held: readonly (readonly [Page, Act])[] = [
      [secretariat, { type: 'registerPresence', members: ['KEN', 'FRA'], present: true }],
      [chair, { type: 'openSitting' }],
      [chair, { type: 'takeUp', item: '1' }],
      [kenya, { type: 'moveMotion', kind: 'closeDebate', reason: SCRIPT }],
      [kenya, { type: 'raisePointOfOrder', text: SCRIPT }],
      [chair, { type: 'rulePoint', point: 'o1', upheld: false, words: SCRIPT }],
    ];
    for (const [page, act] of held) await perform(page, act, 'sitting:hostile');
    await perform(kenya, (state) => ({
      type: 'statePosition',
      item: first.pid,
      stance: 'oppose',
      reason: SCRIPT,
      textHash: (state.revision.paragraphs as readonly { pid: string; hash?: string }[]).find(
        ({ pid }) => pid === first.pid,
      )?.hash,
    }));
    const before = Object.keys((await known(kenya)).amendments);
    await perform(kenya, (state) => ({ ...submit(inserted('OP1', SCRIPT))(state), reason: SCRIPT }));
    amendment = Object.keys((await known(kenya)).amendments).find((id) => !before.includes(id)) ?? '';
    await perform(kenya, {
      type: 'openDocument',
      id: 'hostile',
      kind: 'statementDraft',
      lang: 'en',
      title: SCRIPT,
    });
    await goTo(reader, CONSULTATION);
    await showWork(reader);
    await send(reader, '/api/consultations/hostile/comments', {
      about: { on: 'text' },
      kind: 'general',
      lang: 'en',
      naming: 'name',
      // The name itself is that of an organization on the list.
      words: { text: SCRIPT, author: `One of ${SCRIPT}`, onBehalfOf: `Some of ${SCRIPT}` },
    });
    await send(reader, '/api/consultations/hostile/comments', {
      about: { on: 'text' },
      kind: 'general',
      lang: 'en',
      naming: 'pseudonym',
      words: { text: FORMULA, author: FORMULA },
    });
    await send(reader, '/api/applications', {
      name: SCRIPT,
      class: 'civilOrganization',
      sponsors: [SCRIPT],
      statements: POINTS,
      address: 'hostile@example.org',
      lang: 'en',
    });
    await goTo(reader, CONVERSATION);
    await reader.locator('.conversation-join .button-primary').click();
    await reader.locator('.conversation-vote form textarea').fill(SCRIPT.slice(0, 200));
    await reader.locator('.conversation-vote form button[type=submit]').click();
    await reader.locator('.conversation-own li').first().waitFor();
    await isOnlyWords(reader);
  });

  test('every page shows it as words, in both directions of reading', async () => {
    const everybody = [
      '/',
      '/sittings',
      SITTING,
      `${SITTING}/projector`,
      `${SITTING}/minutes`,
      '/accreditation',
      '/documents',
      '/members',
      '/participation',
      '/notices',
      HERE,
      `${HERE}/board`,
      `${HERE}/board/report`,
      `${HERE}/history`,
      `${HERE}/amendments`,
      `${HERE}/amendments?view=text`,
      `${HERE}/amendments/${amendment}`,
      `${HERE}/amendments/order`,
      `${HERE}/consultations`,
      CONSULTATION,
      `${HERE}/conversations`,
      CONVERSATION,
      `${CONVERSATION}/opinions`,
      `${CONVERSATION}/moderation`,
      `${HERE}/drafts`,
    ];
    for (const path of everybody) {
      await goTo(reader, path);
      await isOnlyWords(reader);
    }
    const own: readonly (readonly [Page, string])[] = [
      [secretariat, '/accreditation'],
      [secretariat, CONSULTATION],
      [secretariat, `${CONVERSATION}/moderation`],
      [chair, SITTING],
      [chair, `${HERE}/amendments/order`],
      [kenya, `${HERE}/desk`],
      [kenya, `${HERE}/drafts/hostile`],
      [kenya, `${HERE}/amendments/new?paragraph=p20`],
      [kenya, '/notices?lang=ar'],
    ];
    for (const [page, path] of own) {
      await goTo(page, path);
      await isOnlyWords(page);
    }
    // What a browser without script receives is the same words.
    for (const path of everybody) {
      const html = await (await fetch(service.address + path)).text();
      for (const part of ['<img src=x', '<svg onload', '<script>globalThis', 'href="javascript:'])
        expect.soft(html.includes(part), `${path} ${part}`).toBe(false);
    }
  });

  test('every field that can be filled shows it as words while it is written', async () => {
    const forms: readonly (readonly [Page, string])[] = [
      [reader, CONSULTATION],
      [reader, '/accreditation/apply'],
      [reader, '/sign-in'],
      [secretariat, '/import'],
      [secretariat, '/members'],
      [secretariat, '/accreditation'],
      [secretariat, `${HERE}/consultations`],
      [secretariat, `${HERE}/conversations`],
      [secretariat, '/account'],
      [chair, '/sittings'],
      [chair, `${HERE}/drafts`],
      [chair, `${HERE}/finder`],
      [kenya, `${HERE}/amendments/${amendment}`],
      [kenya, `${HERE}/amendments/new?paragraph=p20`],
      [kenya, SITTING],
    ];
    for (const [page, path] of forms) {
      await goTo(page, path);
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll('main details')) folded.toggleAttribute('open', true);
      });
      await settled(page);
      await fillFields(page);
      await settled(page);
      await isOnlyWords(page);
    }
    const live = kenya;
    await goTo(live, `${HERE}/drafts/hostile`);
    await live.locator('.live-text').click();
    await live.keyboard.insertText(SCRIPT);
    await live.locator('.state-line[data-saving=saved]').waitFor();
    await goTo(live, `${HERE}/drafts/hostile/print`);
    await isOnlyWords(live);
  });

  test('it is read as it was written', () => {
    for (const path of [
      SITTING,
      '/accreditation',
      CONSULTATION,
      CONVERSATION,
      `${HERE}/amendments/${amendment}`,
      `${HERE}/desk`,
    ])
      expect.soft([...shownOn]).toContain(path);
  });

  test('no words are a formula in a table that is taken away', async () => {
    const tables = ['matrix.csv', 'iso.csv', 'moderation.csv'].map(
      (name) => `/api/consultations/hostile/${name}`,
    );
    for (const path of [...tables, `/api${CONVERSATION}/open-data/comments.csv`]) {
      const answer = await fetch(service.address + path);
      expect.soft({ path, status: answer.status }).toEqual({ path, status: 200 });
      expect.soft(await answer.text(), path).not.toMatch(/(?:^|[,;"\n])=/u);
    }
    const table = await (await fetch(`${service.address}/api/consultations/hostile/matrix.csv`)).text();
    expect(table).toContain("'=HYPERLINK");
  });
});
