import type { Page } from 'playwright-core';
import { FLOOR_STAGES } from './floor-stages.ts';

/** Whose eyes a scene is seen with; each has a browser of its own. */
export const VIEWERS = ['reader', 'chair', 'delegate', 'secretariat', 'observer'] as const;
export type Viewer = (typeof VIEWERS)[number];

/** One page in one state. `prepare` brings it there by signs that are the same in every language. */
export interface Scene {
  readonly name: string;
  readonly as: Viewer;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
  /** As on paper instead of on a screen. */
  readonly print?: true;
}

/** Scenes that are seen while the deliberation is in one state, and the acts that bring it there. */
export interface Stage {
  /** Where the acts are made, when not in the deliberation. */
  readonly stream?: string;
  readonly acts: readonly { readonly as: Viewer; readonly act: Readonly<Record<string, unknown>> }[];
  readonly scenes: readonly Scene[];
}

export const STREAM = 'deliberation:ai-governance';
const HERE = '/deliberations/ai-governance';

const TEXT = `# A short text

The Conference,

Recalling what was agreed before,

1. Decides to meet again [in the spring];

(a) in one place;

(b) in the presence of all;

2. Requests a report.`;

const importing =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.locator('main textarea').fill(text);
    await page.locator('main .button-primary').first().click();
  };

const verifyThis = async (page: Page): Promise<void> => {
  await page.locator('#verify').locator('xpath=..').locator('.button-primary').click();
  await page.locator('.record-checks').waitFor({ timeout: 60_000 });
};

const verifyTampered = async (page: Page): Promise<void> => {
  const whole = await page.evaluate(async (path) => (await fetch(path)).text(), `/api${HERE}/export`);
  const tampered = whole.replace('"stance":"support"', '"stance":"oppose"');
  if (tampered === whole) throw new Error('nothing in the record to tamper with');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(tampered) });
  await page.locator('.record-checks').waitFor({ timeout: 60_000 });
};

const openRow = async (page: Page): Promise<void> => {
  await page.locator('.board-row:has(.tag-bad) .board-row-head').nth(1).click();
  await page.locator('.board-detail').first().waitFor();
};

const openPositionForm = async (page: Page): Promise<void> => {
  await page.locator('#item-p3').focus();
  await page.keyboard.press('5');
  await page.locator('#item-p3 textarea').waitFor();
};

const WORKING = `${HERE}/drafts/working`;

const untilText = async (page: Page): Promise<void> => {
  await page.locator('.live-text [data-paragraph]').nth(3).waitFor();
};

/** One suggestion, the same in every picture. */
const suggest = async (page: Page): Promise<void> => {
  await untilText(page);
  if ((await page.locator('.live-text ins').count()) > 0) return;
  await page.locator('.live-text [data-paragraph]').nth(3).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' and of all peoples', { delay: 10 });
  await page.locator('.margin-card').first().waitFor();
};

const showKeys = async (page: Page): Promise<void> => {
  await untilText(page);
  await page.locator('.toolbar-group').last().locator('button').last().click();
  await page.locator('.key-sheet').waitFor();
};

/** Everything there is to see, in the order in which the deliberation passes through its states. */
export const STAGES: readonly Stage[] = [
  {
    acts: [],
    scenes: [
      { name: 'home', as: 'reader', path: '/' },
      { name: 'home-secretariat', as: 'secretariat', path: '/' },
      { name: 'text', as: 'reader', path: HERE },
      { name: 'text-print', as: 'reader', path: HERE, print: true },
      { name: 'board', as: 'reader', path: `${HERE}/board` },
      { name: 'board-row', as: 'chair', path: `${HERE}/board`, prepare: openRow },
      { name: 'desk', as: 'delegate', path: `${HERE}/desk` },
      { name: 'desk-form', as: 'delegate', path: `${HERE}/desk`, prepare: openPositionForm },
      { name: 'adoption-none', as: 'reader', path: `${HERE}/adoption` },
      { name: 'adoption-none-chair', as: 'chair', path: `${HERE}/adoption` },
      { name: 'history', as: 'reader', path: `${HERE}/history` },
      { name: 'record', as: 'reader', path: `${HERE}/record` },
      { name: 'record-verified', as: 'reader', path: `${HERE}/record`, prepare: verifyThis },
      { name: 'record-tampered', as: 'reader', path: `${HERE}/record`, prepare: verifyTampered },
      { name: 'import', as: 'secretariat', path: '/import' },
      { name: 'import-text', as: 'secretariat', path: '/import', prepare: importing(TEXT) },
      {
        name: 'import-error',
        as: 'secretariat',
        path: '/import',
        prepare: importing(`${TEXT}\n\n3. Decides to end.\u0007`),
      },
      { name: 'import-refused', as: 'reader', path: '/import' },
      { name: 'members', as: 'reader', path: '/members' },
      { name: 'calendar', as: 'secretariat', path: '/sittings' },
      { name: 'floor-planned', as: 'chair', path: '/sittings/second-reading' },
      { name: 'floor-planned-delegate', as: 'delegate', path: '/sittings/second-reading' },
      { name: 'floor-held', as: 'reader', path: '/sittings/first-reading' },
      { name: 'floor-time', as: 'reader', path: '/sittings/first-reading/time' },
      { name: 'floor-minutes', as: 'reader', path: '/sittings/first-reading/minutes' },
      { name: 'projector-planned', as: 'reader', path: '/sittings/second-reading/projector' },
      { name: 'enter', as: 'reader', path: '/enter#token=a-token-of-nobody' },
      { name: 'enter-no-token', as: 'reader', path: '/enter' },
      { name: 'sign-in', as: 'reader', path: '/sign-in' },
      { name: 'account', as: 'secretariat', path: '/account' },
      { name: 'account-delegate', as: 'delegate', path: '/account' },
      { name: 'account-none', as: 'reader', path: '/account' },
      { name: 'not-found', as: 'reader', path: '/nowhere' },
      { name: 'no-deliberation', as: 'reader', path: '/deliberations/nowhere' },
    ],
  },
  ...FLOOR_STAGES,
  {
    acts: [
      {
        as: 'chair',
        act: {
          type: 'openDocument',
          id: 'working',
          kind: 'workingText',
          lang: 'en',
          title: 'Working text of the declaration',
          readers: 'public',
        },
      },
    ],
    scenes: [
      { name: 'drafts', as: 'reader', path: `${HERE}/drafts` },
      { name: 'drafts-chair', as: 'chair', path: `${HERE}/drafts` },
      { name: 'drafts-delegate', as: 'delegate', path: `${HERE}/drafts` },
      { name: 'draft-suggesting', as: 'delegate', path: WORKING, prepare: suggest },
      { name: 'draft-editing', as: 'chair', path: WORKING, prepare: untilText },
      { name: 'draft-viewing', as: 'reader', path: WORKING, prepare: untilText },
      { name: 'draft-keys', as: 'chair', path: WORKING, prepare: showKeys },
      { name: 'draft-history', as: 'chair', path: `${WORKING}/history` },
      { name: 'draft-revision', as: 'secretariat', path: `${WORKING}/revision` },
      { name: 'draft-print', as: 'chair', path: `${WORKING}/print`, print: true },
    ],
  },
  {
    acts: [{ as: 'chair', act: { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 3_600 } }],
    scenes: [
      { name: 'adoption-proposed', as: 'reader', path: `${HERE}/adoption` },
      { name: 'adoption-proposed-chair', as: 'chair', path: `${HERE}/adoption` },
      { name: 'adoption-proposed-delegate', as: 'delegate', path: `${HERE}/adoption` },
    ],
  },
  {
    acts: [{ as: 'delegate', act: { type: 'object', reason: 'Paragraph 4 is not ready.' } }],
    scenes: [
      { name: 'adoption-objected', as: 'chair', path: `${HERE}/adoption` },
      { name: 'adoption-objected-delegate', as: 'delegate', path: `${HERE}/adoption` },
    ],
  },
  {
    acts: [
      { as: 'chair', act: { type: 'withdrawProposal', note: 'Consultations continue.' } },
      // A vote asks for an attempt at consensus first, and for the record of how it ended.
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 2 } },
      { as: 'delegate', act: { type: 'object', reason: 'Paragraph 4 is not ready.' } },
      { as: 'chair', act: { type: 'reject', note: 'Kenya objects.' } },
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'ga-simple', objectionSeconds: 1 } },
      { as: 'chair', act: { type: 'putToBallot', openSeconds: 7_200 } },
      { as: 'delegate', act: { type: 'castBallot', choice: 'against' } },
    ],
    scenes: [
      { name: 'adoption-ballot', as: 'reader', path: `${HERE}/adoption` },
      { name: 'adoption-ballot-chair', as: 'chair', path: `${HERE}/adoption` },
      { name: 'adoption-ballot-delegate', as: 'delegate', path: `${HERE}/adoption` },
    ],
  },
  {
    acts: [
      { as: 'chair', act: { type: 'withdrawProposal', note: 'The vote is not pursued.' } },
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 } },
      { as: 'chair', act: { type: 'adopt' } },
      {
        as: 'delegate',
        act: {
          type: 'explain',
          kind: 'reservation',
          text: 'Our delegation reads paragraph 4 in the light of its law.',
          lang: 'en',
          paragraphs: [],
        },
      },
    ],
    scenes: [
      { name: 'adoption-adopted', as: 'reader', path: `${HERE}/adoption` },
      { name: 'adoption-adopted-delegate', as: 'delegate', path: `${HERE}/adoption` },
      { name: 'text-adopted', as: 'reader', path: HERE },
      { name: 'desk-adopted', as: 'delegate', path: `${HERE}/desk` },
      { name: 'board-adopted', as: 'reader', path: `${HERE}/board` },
      { name: 'history-adopted', as: 'reader', path: `${HERE}/history` },
      { name: 'home-adopted', as: 'reader', path: '/' },
    ],
  },
];
