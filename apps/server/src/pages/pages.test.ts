import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BodyState, DeliberationState } from '@plenary/consensus';
import { LANGS } from '@plenary/i18n';
import { HELD_DATA, LIMITS } from '@plenary/protocol';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerPlugins } from '../plugins/register-plugins.ts';
import { createLogger, serverOptions } from '../plugins/server-options.ts';
import { readSettings } from '../settings.ts';
import { PUBLIC } from '../viewer.ts';
import { chooseLanguage } from './choose-language.ts';
import { registerPages } from './register-pages.ts';

const AT = '2026-01-15T09:00:00.000Z';
const HASH = '0'.repeat(64);
const body: BodyState = {
  id: 'main',
  names: { en: 'The <Conference>', fr: 'La Conférence' },
  exercise: true,
  foundedAt: AT,
  members: {},
  groups: {},
  rules: {},
  defaultRule: 'consensus',
  ruleProposals: {},
  sittings: [],
  accreditations: {},
  consultations: [],
  register: {},
  given: {},
  deliberations: ['d'],
};
const deliberation = {
  id: 'd',
  body: 'main',
  title: { en: 'A text & its title', ar: 'نص' },
  openedAt: AT,
  phase: 'adopted',
  revision: {
    symbol: 'A/1',
    lang: 'en',
    hash: HASH,
    issuedAt: AT,
    paragraphs: [
      { pid: 'p1', kind: 'title', level: 0, label: '', text: 'The title', hash: HASH },
      {
        pid: 'p2',
        kind: 'operative',
        level: 0,
        label: 'OP1',
        text: 'Decides <script>alert(1)</script>;',
        hash: HASH,
      },
    ],
  },
  marks: { p2: { status: 'adopted', at: AT } },
  sponsors: [
    { member: 'FRA', isMain: true, at: AT },
    { member: 'KEN', isMain: false, at: AT },
    { member: 'FJI', isMain: false, at: AT, after: 'd1' },
  ],
  positions: {},
  groupStatements: {},
  soundings: { p2: { FRA: { stance: 'object', reason: 'confidential words', textHash: HASH, at: AT } } },
  decisions: [
    {
      id: 'd1',
      item: 'text',
      rule: { id: 'consensus', names: { en: 'Consensus' }, method: 'consensus', pass: { not: { all: [] } } },
      textHash: HASH,
      proposedAt: AT,
      objectionsUntil: AT,
      objections: {},
      outcome: 'adopted',
      decidedAt: AT,
    },
  ],
  explanations: [],
  revisions: [],
  sources: {},
  documents: {},
  openedParagraphs: {},
  brackets: {},
  prepared: {},
  amendments: {},
  orderRulings: [],
  divisions: {},
  textSteps: [],
  paragraphsNamed: 2,
  packages: {},
  conversations: {},
  packageAnswers: {},
} satisfies DeliberationState;

const INDEX =
  '<!doctype html><html lang="en" dir="ltr"><head><title>Plenary</title></head><body><div id="root"><!--text--></div><script type="module" src="/assets/main-1.js"></script></body></html>';
let site: string;
let app: FastifyInstance;

const build = async (folder: string): Promise<FastifyInstance> => {
  const settings = readSettings({ env: { LOG_LEVEL: 'silent' }, readFile: () => '' });
  const built = fastify(serverOptions({ settings, logger: createLogger(settings) }));
  await registerPlugins(built, { settings });
  built.decorateRequest('viewer', { getter: () => PUBLIC });
  built.decorateRequest('session', undefined);
  built.post('/api/acts', async () => ({}));
  await registerPages(built, {
    randomBytes,
    site: folder,
    reading: {
      body: async () => body,
      version: async () => undefined,
      deliberations: async () => [
        {
          id: 'd',
          title: deliberation.title,
          symbol: 'A/1',
          phase: 'adopted',
          openedAt: AT,
          paragraphs: 2,
          version: 3,
        },
      ],
      consultations: async () => [],
      consultation: async () => undefined,
      file: async () => ({ comment: 'c1' }),
      followed: async () => undefined,
      conversation: async () => undefined,
      vote: async () => undefined,
      join: async () => undefined,
      shown: () => ({ work: false, mail: false }),
      askForLink: async () => undefined,
      confirmAddress: () => undefined,
      now: () => AT,
      documents: async () => ({ documents: [], total: 0 }),
      document: async () => undefined,
      deliberation: async (id) => (id === 'd' ? deliberation : undefined),
    },
  });
  return built;
};

beforeEach(async () => {
  site = `${mkdtempSync(join(tmpdir(), 'plenary-site-'))}/`;
  mkdirSync(join(site, 'assets'));
  writeFileSync(join(site, 'index.html'), INDEX);
  writeFileSync(join(site, 'assets/main-1.js'), 'export {};');
  writeFileSync(join(site, 'mark.svg'), '<svg/>');
  app = await build(site);
});
afterEach(async () => {
  await app.close();
  rmSync(site, { recursive: true });
});

const page = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { accept: 'text/html', ...headers } });

test('[IDN-15] the text, its numbers, its state and the decision are in the page before any script', async () => {
  const { body: markup, statusCode } = await page('/deliberations/d');
  expect(statusCode).toBe(200);
  const root = markup.slice(markup.indexOf('<div id="root">'), markup.indexOf('<script type="module"'));
  for (const words of [
    'A text &amp; its title',
    'OP1',
    'Decides',
    'The text is adopted.',
    'under the rule “Consensus”',
    'A/1',
  ])
    expect(root).toContain(words);
  expect(markup).toContain('<title>A text &amp; its title · Plenary</title>');
});

test('[IDN-15] who is behind the text is told before any script, and who joined after it was adopted', async () => {
  const plain = (await page('/deliberations/d')).body.replace(/<[^>]*>/gu, '').replace(/\s+/gu, ' ');
  expect(plain).toContain('Main sponsors: FRA');
  expect(plain).toContain('Co-sponsors: KEN');
  expect(plain).toContain('Joined after action: FJI');
});

test('[IDN-15] words of people are never markup, and confidential words are nowhere', async () => {
  const { body: markup } = await page('/deliberations/d');
  expect(markup).not.toContain('<script>alert');
  expect(markup).toContain('Decides &lt;script&gt;alert(1)&lt;/script&gt;;');
  expect(markup).not.toContain('confidential words');
  expect((await page('/')).body).toContain('The &lt;Conference&gt;');
});

test('[IDN-16] a page speaks the language asked for, else the one preferred, and says its direction', async () => {
  expect((await page('/deliberations/d?lang=ar')).body).toContain('<html lang="ar" dir="rtl">');
  const french = await page('/', { 'accept-language': 'de, fr;q=0.8, en;q=0.7' });
  expect(french.body).toContain('<html lang="fr" dir="ltr">');
  expect(french.headers['content-language']).toBe('fr');
  expect(french.headers.vary).toContain('Accept-Language');
  expect((await page('/deliberations/d?lang=ar')).body).toContain('<article lang="en" dir="ltr">');
});

test.each([
  [undefined, undefined, 'en'],
  ['xx', 'ru', 'ru'],
  ['zh-Hans', 'ru', 'zh'],
  [undefined, 'es;q=0, fr;q=0.1', 'fr'],
  [undefined, '*', 'en'],
  [undefined, ';;q=,,=', 'en'],
] as const)('[IDN-16] ?lang=%s with Accept-Language %s reads %s', (asked, header, expected) => {
  expect(chooseLanguage(asked, header)).toBe(expected);
});

test('[IDN-17] files named by their content are kept for ever, pages never without asking', async () => {
  expect((await page('/assets/main-1.js')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  );
  expect((await page('/mark.svg')).headers['cache-control']).toBe('no-cache');
  expect((await page('/')).headers['cache-control']).toBe('private, no-cache');
});

test('[IDN-17] every page of the client answers at its own address; unknown ones say so with 404', async () => {
  for (const url of ['/import', '/members', '/enter', '/sign-in', '/account', '/deliberations/d/board'])
    expect((await page(url)).statusCode, url).toBe(200);
  for (const url of ['/nowhere', '/deliberations/none']) expect((await page(url)).statusCode, url).toBe(404);
  expect((await app.inject('/assets/none.js')).json()).toMatchObject({ error: { code: 'request.notFound' } });
  expect((await page('/api/none')).json()).toMatchObject({ error: { code: 'request.notFound' } });
  expect((await page('/api/acts')).json()).toEqual({
    error: { code: 'request.methodNotAllowed', facts: { method: 'GET' } },
  });
});

test('[IDN-135] what is held about whom, how long and how it is erased is readable without script in six languages', async () => {
  for (const lang of LANGS) {
    const answer = await app.inject({ url: `/privacy?lang=${lang}`, headers: { accept: 'text/html' } });
    expect(answer.statusCode).toBe(200);
    expect(answer.body.match(/<th scope="row">/gu)).toHaveLength(HELD_DATA.length);
    for (const days of [LIMITS.NOTICE_DAYS, LIMITS.COMMENTER_DAYS, LIMITS.REFUSED_APPLICATION_DAYS])
      expect(answer.body).toContain(String(days));
  }
  const home = await app.inject({ url: '/?lang=en', headers: { accept: 'text/html' } });
  expect(home.body).toContain('href="/privacy?lang=en"');
});

test('[IDN-18] pages allow no inline script and nobody may frame them', async () => {
  const policy = String((await page('/')).headers['content-security-policy']);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});

test('[IDN-17] without built pages the text is readable all the same', async () => {
  await app.close();
  app = await build('/nowhere/');
  const { body: markup, statusCode } = await page('/deliberations/d');
  expect(statusCode).toBe(200);
  expect(markup).toContain('Decides');
});
