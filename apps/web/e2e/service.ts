import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type Request,
} from 'playwright-core';

/** The built product with its demonstration, on a port of its own with a data folder of its own. */
export interface Service {
  readonly address: string;
  /** Path of the one-use link whose door has this name. */
  readonly door: (name: string) => string;
  /** Where its data is. */
  readonly folder: string;
  /** Stops it and removes its data, unless they are to be kept. */
  readonly stop: (data?: { readonly keep: boolean }) => Promise<void>;
}

/** Names the folder in the environment in which the exercise is seeded already; absent where every service seeds its own. */
export const SEEDED_DATA = 'PLENARY_SEEDED_DATA';

const MAIN = new URL('../../server/dist/main.js', import.meta.url).pathname;

/** Starts the service, with the demonstration or without, and waits until it has said where it is. */
export const startService = async (demonstration: 'on' | 'off' = 'on'): Promise<Service> => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-journey-'));
  chmodSync(folder, 0o755);
  const seeded = process.env[SEEDED_DATA];
  // Copied with its owners: the database runs as somebody else than root.
  if (seeded !== undefined && demonstration === 'on') execFileSync('cp', ['-a', `${seeded}/.`, folder]);
  const server: ChildProcess = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      PLENARY_DATA: folder,
      PLENARY_DEMONSTRATION: demonstration,
      NODE_ENV: 'production',
      // Many people are played by one machine: each has an address of its own, and their work is small.
      PLENARY_PROOF_BITS: '4',
      PLENARY_TRUST_PROXY: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('Stop with Ctrl-C')) resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)));
  });
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
  if (address === undefined) throw new Error(`the service did not say where it is: ${said}`);
  return {
    address,
    folder,
    door: (name) => {
      const line = said
        .split('\n')
        .find((candidate) => candidate.includes(name) && candidate.includes('/enter#'));
      const path = line === undefined ? undefined : /\/enter#token=\S+/.exec(line)?.[0];
      if (path === undefined) throw new Error(`no door for ${name}`);
      return path;
    },
    stop: async ({ keep } = { keep: false }) => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Chromium without anything that reaches outside. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = process.env['PLENARY_CHROMIUM'];
  if (executablePath === undefined) throw new Error('name a Chromium in PLENARY_CHROMIUM');
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

/** A person with a browser of their own, entered by a door; faults of the page fail the journey. */
export const enter = async (
  browser: Browser,
  service: Service,
  door: string,
  language = 'en',
): Promise<Page> => {
  const page = await newPage(browser, language);
  await page.goto(service.address + service.door(door));
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(`${service.address}/`);
  return page;
};

/** What the pages of a browser have asked for and have not received yet. */
const underWay = new WeakMap<BrowserContext, Set<Request>>();

/** How many answers the pages of this browser wait for at this moment. */
export const awaited = (page: Page): number => underWay.get(page.context())?.size ?? 0;

/** A person who has not entered; `device` where it is another than a wide screen. */
export const newPage = async (
  browser: Browser,
  language = 'en',
  device: BrowserContextOptions = {},
): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    ...device,
  });
  // Whoever runs this through a loader that keeps the names of functions brings calls of `__name` into the page.
  await context.addInitScript('globalThis.__name ??= (named) => named');
  await context.addInitScript((lang) => localStorage.setItem('plenary.lang', lang), language);
  // A page on a busy machine is slow; a journey fails by what it sees, not by how fast.
  context.setDefaultTimeout(120_000);
  const waiting = new Set<Request>();
  underWay.set(context, waiting);
  context.on('request', (request) => waiting.add(request));
  context.on('requestfinished', (request) => waiting.delete(request));
  context.on('requestfailed', (request) => waiting.delete(request));
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
};
