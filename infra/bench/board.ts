/**
 * The consensus board of 200 paragraphs × 193 delegations in a real Chromium with its processor slowed four times:
 * milliseconds from a delegation's act to its cell painted, and from the event's arrival; frames while the map and the
 * page scroll. Beside it a plain table of the same cells, written by hand, in the same browser. The positions that were
 * there before are put into the service's answer; the acts that are measured are real. Build first; PLENARY_CHROMIUM names
 * a Chromium.
 */
import type { CDPSession, Page } from 'playwright-core';
import { enter, openBrowser, startService } from '../../apps/web/e2e/service.ts';
import { scrolled, spread, watchPainting, type Painting } from './browser-frames.ts';
import { draws } from './draws.ts';

const [PARAGRAPHS, WORDS, ACTS] = [200, 40, Number(process.argv[2] ?? 60)];
const SLOWED = 4;
const STANCES = ['support', 'accept', 'abstain', 'reserve', 'oppose', 'object'] as const;

const drawnText = (): string => {
  const draw = draws(11);
  const words = (): string => Array.from({ length: WORDS }, () => `word${draw(2_000)}`).join(' ');
  return [
    '# A long text',
    'The Conference,',
    ...Array.from({ length: PARAGRAPHS }, (_, at) => `${at + 1}. Decides ${words()};`),
  ].join('\n\n');
};

interface Held {
  state: {
    revision: { paragraphs: readonly { pid: string; kind: string; hash: string }[] };
    positions: Record<string, Record<string, unknown>>;
  };
}

/** Positions of nine delegations in ten on every paragraph, few of them against, the same on every run. */
const withPositions = (held: Held, members: readonly string[]): Held => {
  const draw = draws(7);
  const stances = [
    'support',
    'support',
    'support',
    'accept',
    'accept',
    'accept',
    'abstain',
    'reserve',
    'oppose',
  ];
  for (const { pid, kind, hash } of held.state.revision.paragraphs) {
    if (kind !== 'operative') continue;
    const byMember: Record<string, unknown> = {};
    for (const member of members) {
      if (draw(10) === 0) continue;
      const stance = draw(400) === 0 ? 'object' : (stances[draw(stances.length)] ?? 'accept');
      byMember[member] = { stance, reason: 'Drawn.', textHash: hash, at: '2026-01-01T00:00:00.000Z' };
    }
    held.state.positions[pid] = byMember;
  }
  return held;
};

/** What the page needs before it loads to say when an event came in. */
const watchEvents = (): void => {
  const arrived: number[] = [];
  const Native = globalThis.WebSocket;
  class Watched extends Native {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      this.addEventListener('message', ({ data }) => {
        if (typeof data === 'string' && data.includes('positionStated')) arrived.push(performance.now());
      });
    }
  }
  globalThis.WebSocket = Watched;
  Object.assign(globalThis, { arrived });
};

interface Watching extends Painting {
  readonly arrived: number[];
}

/** One act by the delegation of this page; how long until the words of its cell, and with them the drawing, are shown. */
const acted = (page: Page, act: Readonly<Record<string, unknown>>, stream: string) =>
  page.evaluate(
    async ([body, streamName]) => {
      const { arrived, painted } = globalThis as unknown as Watching;
      arrived.length = 0;
      const readout = document.querySelector('.board-readout');
      if (readout === null) throw new Error('no cell is active');
      const before = readout.textContent;
      const changed = new Promise<number>((resolve) => {
        const watching = new MutationObserver(() => {
          if (readout.textContent === before) return;
          watching.disconnect();
          void painted().then(resolve);
        });
        watching.observe(readout, { subtree: true, childList: true, characterData: true });
      });
      const start = performance.now();
      const answer = await fetch('/api/acts', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ stream: streamName, act: body }),
      });
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
      const end = await changed;
      return { fromAct: end - start, fromEvent: end - (arrived[0] ?? Number.NaN) };
    },
    [act, stream] as const,
  );

/** The peer: a table of elements with as many cells, each with a class for its stance, changed in place. */
const plainTable = async (
  page: Page,
): Promise<{ readonly built: number; readonly changed: readonly number[] }> =>
  page.evaluate(
    async ([rows, columns, stances, changes]) => {
      const { painted } = globalThis as unknown as Watching;
      document.body.innerHTML = `<style>.peer{overflow:auto;height:70vh}.peer td{width:5px;height:16px;padding:0}
        ${stances.map((name, at) => `.peer .s${at}{background:var(--stance-${name})}`).join('')}</style>
        <div class="peer"></div>`;
      const start = performance.now();
      const line = (row: number): string =>
        `<tr><th scope="row">OP${row}</th>${Array.from(
          { length: columns },
          (_, column) => `<td class="s${(row * 7 + column * 13) % stances.length}"></td>`,
        ).join('')}</tr>`;
      const box = document.querySelector('.peer');
      if (box === null) throw new Error('no table');
      box.innerHTML = `<table>${Array.from({ length: rows }, (_, row) => line(row)).join('')}</table>`;
      const built = (await painted()) - start;
      const cells = box.querySelectorAll('td');
      const changed: number[] = [];
      for (let at = 0; at < changes; at += 1) {
        const cell = cells[columns * 3 + at];
        if (cell === undefined) break;
        const from = performance.now();
        cell.className = `s${at % stances.length}`;
        cell.textContent = '';
        changed.push((await painted()) - from);
      }
      return { built, changed };
    },
    [PARAGRAPHS + 1, 193, [...STANCES], ACTS] as const,
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
  await secretariat.context().close();

  const page = await enter(browser, service, 'France');
  const body = (await (await page.request.get(`${service.address}/api/body`)).json()) as {
    state: { members: Record<string, { role: string }> };
  };
  const members = Object.keys(body.state.members).filter(
    (name) => body.state.members[name]?.role === 'member',
  );
  await page.addInitScript(watchPainting);
  await page.addInitScript(watchEvents);
  let paragraphs: Held['state']['revision']['paragraphs'] = [];
  await page.route(`**/api/deliberations/${id}`, async (route) => {
    const answer = await route.fetch();
    const held = withPositions((await answer.json()) as Held, members);
    ({ paragraphs } = held.state.revision);
    await route.fulfill({ response: answer, json: held });
  });
  await page.setViewportSize({ width: 412, height: 915 });
  const session = await page.context().newCDPSession(page);
  await slow(session, SLOWED);
  const opening = Date.now();
  await page.goto(`${service.address}/deliberations/${id}/board`);
  await page.locator('.board-row').nth(PARAGRAPHS).waitFor();
  console.log(
    `${members.length} delegations, ${PARAGRAPHS} paragraphs, processor slowed ${SLOWED} times; opened in ${Date.now() - opening} ms`,
  );

  // The cell of France on the third row is made the active one: its words change with its drawing.
  const operative = paragraphs.filter(({ kind }) => kind === 'operative');
  const target = operative[1];
  if (target === undefined) throw new Error('no paragraph to act on');
  await page.locator('.board-controls select').first().selectOption('name');
  const frame = page.locator('.heat-frame');
  await frame.focus();
  await page.keyboard.press('Control+Home');
  const readout = page.locator('.board-readout');
  const isThere = async () => /France/.test((await readout.textContent()) ?? '');
  for (let step = 0; step < 193 && !(await isThere()); step += 1) await page.keyboard.press('ArrowRight');
  const label = `OP2`;
  for (let step = 0; step < 10 && !(await readout.textContent())?.startsWith(label); step += 1)
    await page.keyboard.press('ArrowDown');

  const took: { fromAct: number; fromEvent: number }[] = [];
  for (let turn = 0; turn < ACTS; turn += 1) {
    const stance = turn % 2 === 0 ? 'oppose' : 'accept';
    const act = {
      type: 'statePosition',
      item: target.pid,
      stance,
      reason: `Turn ${turn}.`,
      textHash: target.hash,
    };
    took.push(await acted(page, act, `deliberation:${id}`));
  }
  console.log(`act to cell painted:   ${spread(took.map(({ fromAct }) => fromAct))}`);
  console.log(`event to cell painted: ${spread(took.map(({ fromEvent }) => fromEvent))}`);
  console.log(`frames, map scrolls:   ${spread(await scrolled(page, '.heat-frame', 54))}`);
  console.log(`frames, page scrolls:  ${spread(await scrolled(page, undefined, 120))}`);
  const peer = await plainTable(page);
  console.log(`plain table of elements: built in ${peer.built.toFixed(0)} ms`);
  console.log(`  change to cell painted (without any reckoning): ${spread(peer.changed)}`);
  console.log(`  frames, table scrolls: ${spread(await scrolled(page, '.peer', 54))}`);
} finally {
  await browser.close();
  await service.stop();
}
