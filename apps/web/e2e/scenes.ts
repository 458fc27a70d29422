import type { Page } from 'playwright-core';
import { HERE } from './acts.ts';
import { AMENDMENTS, divided, firstLabelled, type ActOn } from './amendment-acts.ts';
import { ACCREDITATION_STAGES } from './accreditation-stages.ts';
import { CONSULTATION_STAGES } from './consultation-stages.ts';
import { CONVERSATION_STAGES } from './conversation-stages.ts';
import { DRAFTING_SCENES } from './drafting-scenes.ts';
import { FLOOR_STAGES } from './floor-stages.ts';
import { PARKED_STAGES } from './parked-stages.ts';
import { REGISTER_STAGES } from './register-stages.ts';
import type { Scene, Viewer } from './scene.ts';

/** Scenes that are seen while the deliberation is in one state, and the acts that bring it there. */
export interface Stage {
  /** Where the acts are made, when not in the deliberation. */
  readonly stream?: string;
  readonly acts: readonly {
    readonly as: Viewer;
    /** Where it names words, as a function of what stands. */
    readonly act: Readonly<Record<string, unknown>> | ActOn;
  }[];
  readonly scenes: readonly Scene[];
}

const TEXT = `# A short text

The Conference,

Recalling what was agreed before,

1. Decides to meet again [in the spring];

(a) in one place;

(b) in the presence of all;

2. Requests a report.`;

/** What is put and adopted without a vote. */
const adoptedBy = (item: string): Stage['acts'] => [
  { as: 'chair', act: { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item } },
  { as: 'chair', act: { type: 'adopt' } },
];

/** A rule is chosen and tried on the members before it is proposed. */
const proposeRule = async (page: Page): Promise<void> => {
  await page.locator('details.card > summary', { hasText: /rule of decision|قاعدة/ }).click();
  await page.locator('details.card select').selectOption('unanimity');
  await page.locator('.members-definition').scrollIntoViewIfNeeded();
};

/** The form in which a corrigendum is issued. */
const openIssue = async (page: Page): Promise<void> => {
  await page.locator('details.card > summary').first().click();
  await page.locator('details.card select').first().selectOption('corrigendum');
};

/** The power of every member under a rule that is proposed. */
const openPower = async (page: Page): Promise<void> => {
  await page.locator('#proposed-rules').scrollIntoViewIfNeeded();
  await page.locator('#proposed-rules ~ ul details summary').nth(1).click();
};

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
  await page.locator('.state-path').waitFor();
  await page.locator('.board-sets li').first().waitFor();
};

/** The furthest items first, and one cell of the map pointed at by keys. */
const sortAndPoint = async (page: Page): Promise<void> => {
  await page.locator('.board-controls select').nth(2).selectOption('distance');
  await page.locator('.heat-frame').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'End']) await page.keyboard.press(key);
  await page.locator('.board-readout a').waitFor();
};

const openPositionForm = async (page: Page): Promise<void> => {
  await page.locator('#item-p3').focus();
  await page.keyboard.press('5');
  await page.locator('#item-p3 textarea').waitFor();
};

/** Where amendments are pending already. */
const COMPOSER = '/deliberations/review-committee/amendments/new';

const writeWords =
  (pid: string, before: string, after: string) =>
  async (page: Page): Promise<void> => {
    const words = page.locator(`#row-${pid} textarea`);
    await words.fill((await words.inputValue()).replace(before, after));
    await page.locator(`#row-${pid} ins`).first().waitFor();
    await page.waitForLoadState('networkidle');
  };

const oral = async (page: Page): Promise<void> => {
  await writeWords('p8', 'once a year', 'twice a year')(page);
  await page.locator('.composer-side select').first().selectOption({ index: 3 });
};

const addBehind = async (page: Page): Promise<void> => {
  if ((await page.locator('.composer-row.is-changed').count()) === 0) {
    await page.locator('#row-p7 .composer-acts .composer-small').first().click();
    await page.locator('.composer-row.is-open textarea').fill('Thanks the host country;');
  }
  await page.locator('.composer-row.is-changed ins').first().waitFor();
};

const AMENDED = `${HERE}/amendments`;

const compareText = async (page: Page): Promise<void> => {
  await page.locator('.text-page button[aria-pressed=false]').click();
  await page.locator('.text-compared').first().waitFor();
};

/** Looks for packages and waits for what was found. */
const lookForPackages = async (page: Page): Promise<void> => {
  await page.locator('.finder-form button[type=submit]').first().click();
  await page.locator('.finder-results').waitFor({ timeout: 60_000 });
};

/** Opens what a page folds away at first. */
const unfold =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(`${selector} > summary`).first().click();
  };

/** The result page of the decision that was proposed last. */
const toResult = async (page: Page): Promise<void> => {
  await page.locator('.adoption-decision a[href*="/decisions/"]').first().click();
  await page.locator('.decision-sheet').waitFor();
  await page.waitForLoadState('networkidle');
};

/** Issues the text as amended where that was not done yet. */
const issueAmended = async (page: Page): Promise<void> => {
  const issue = page.locator('.revisions-issue .button-primary');
  if ((await issue.count()) > 0) {
    await issue.click();
    await page.locator('.reason-dialog .button-primary').click();
    await issue.waitFor({ state: 'detached' });
  }
  await page.locator('.version-row').first().waitFor();
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
      { name: 'board-sorted', as: 'reader', path: `${HERE}/board`, prepare: sortAndPoint },
      { name: 'board-report', as: 'reader', path: `${HERE}/board/report` },
      { name: 'board-report-print', as: 'reader', path: `${HERE}/board/report`, print: true },
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
      { name: 'accreditation-none', as: 'secretariat', path: '/accreditation' },
      { name: 'register', as: 'reader', path: '/documents' },
      { name: 'register-secretariat', as: 'secretariat', path: '/documents' },
      { name: 'document', as: 'secretariat', path: '/documents/PLN/CONF.1/L.1' },
      { name: 'document-unknown', as: 'reader', path: '/documents/PLN/CONF.1/L.99' },
      { name: 'notices', as: 'delegate', path: '/notices' },
      { name: 'notices-none', as: 'reader', path: '/notices' },
      { name: 'finder-begin', as: 'chair', path: `${HERE}/finder` },
      { name: 'finder-results', as: 'chair', path: `${HERE}/finder`, prepare: lookForPackages },
      { name: 'finder-delegate', as: 'delegate', path: `${HERE}/finder` },
      { name: 'revisions-one', as: 'reader', path: `${HERE}/revisions` },
      { name: 'calendar', as: 'secretariat', path: '/sittings' },
      { name: 'participation', as: 'reader', path: '/participation' },
      { name: 'members-propose', as: 'chair', path: '/members', prepare: proposeRule },
      { name: 'document-issue', as: 'secretariat', path: '/documents/PLN/CONF.1/L.1', prepare: openIssue },
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
  ...REGISTER_STAGES,
  ...ACCREDITATION_STAGES,
  ...CONVERSATION_STAGES,
  ...FLOOR_STAGES,
  ...CONSULTATION_STAGES,
  {
    stream: 'body:main',
    acts: [
      {
        as: 'chair',
        act: {
          type: 'proposeRule',
          objectionSeconds: 604_800,
          rule: {
            id: 'two-thirds-by-population',
            names: { en: 'Two thirds, by population', ar: 'الثلثان بحسب السكان' },
            basis: 'Proposal of the chair',
            method: 'ballot',
            requires: ['consensusExhausted'],
            pass: { set: 'for', of: 'voting', weight: 'population', op: '>=', value: '2/3' },
          },
        },
      },
    ],
    scenes: [{ name: 'members-proposed', as: 'delegate', path: '/members', prepare: openPower }],
  },
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
    scenes: DRAFTING_SCENES,
  },
  {
    acts: [],
    scenes: [{ name: 'amendments-none', as: 'delegate', path: AMENDED }],
  },
  {
    acts: AMENDMENTS,
    scenes: [
      { name: 'amendments', as: 'delegate', path: AMENDED },
      { name: 'amendments-text', as: 'reader', path: `${AMENDED}?view=text` },
      { name: 'amendments-text-undisputed', as: 'reader', path: `${AMENDED}?view=text&reading=undisputed` },
      { name: 'amendments-found', as: 'reader', path: `${AMENDED}?q=culture` },
      { name: 'amendments-beside', as: 'reader', path: `${AMENDED}?paragraph=p20&view=beside` },
      { name: 'amendments-print', as: 'reader', path: `${AMENDED}?view=text`, print: true },
      { name: 'amendment', as: 'delegate', path: `${AMENDED}/A1` },
      { name: 'amendment-sub', as: 'reader', path: `${AMENDED}/A4` },
      { name: 'amendment-unknown', as: 'reader', path: `${AMENDED}/A99` },
      { name: 'amendment-secretariat', as: 'secretariat', path: `${AMENDED}/A5` },
      { name: 'board-amended', as: 'reader', path: `${HERE}/board` },
      { name: 'board-item-amended', as: 'reader', path: `${HERE}/board/p20` },
      { name: 'board-report-amended', as: 'reader', path: `${HERE}/board/report` },
      { name: 'order', as: 'reader', path: `${AMENDED}/order` },
      { name: 'order-chair', as: 'chair', path: `${AMENDED}/order` },
    ],
  },
  {
    stream: 'sitting:in-session',
    acts: [
      { as: 'chair', act: { type: 'closeVote', vote: 'v1' } },
      { as: 'delegate', act: { type: 'withdrawMotion', motion: 'm2' } },
      { as: 'delegate', act: { type: 'withdrawMotion', motion: 'm1' } },
      { as: 'chair', act: { type: 'takeUp', item: '2', amendment: 'A1' } },
    ],
    scenes: [
      { name: 'floor-amendment-chair', as: 'chair', path: '/sittings/in-session' },
      { name: 'floor-amendment', as: 'reader', path: '/sittings/in-session' },
      { name: 'projector-amendment', as: 'reader', path: '/sittings/in-session/projector' },
      { name: 'follow-amendment', as: 'reader', path: `${HERE}#follow` },
    ],
  },
  {
    acts: [
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item: 'A2' } },
      { as: 'delegate', act: { type: 'withdrawAmendment', amendment: 'A2' } },
      {
        as: 'chair',
        act: { type: 'ruleOrder', amendments: ['A5', 'A6'], reason: 'The wider question first.' },
      },
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item: 'A5' } },
      { as: 'chair', act: { type: 'adopt' } },
    ],
    scenes: [
      { name: 'order-settled', as: 'chair', path: `${AMENDED}/order` },
      { name: 'amendment-lapsed', as: 'reader', path: `${AMENDED}/A6` },
      { name: 'amendment-withdrawn', as: 'delegate', path: `${AMENDED}/A2` },
      { name: 'text-amended', as: 'reader', path: HERE, prepare: compareText },
    ],
  },
  {
    acts: [
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item: 'A7' } },
      { as: 'chair', act: { type: 'adopt' } },
      ...adoptedBy('A4'),
      ...['A1', 'A3', 'A9', 'A8'].map((amendment) => ({
        as: 'chair' as const,
        act: { type: 'acceptAmendment', amendment },
      })),
    ],
    scenes: [
      { name: 'order-done', as: 'chair', path: `${AMENDED}/order` },
      { name: 'revisions', as: 'reader', path: `${HERE}/revisions` },
      { name: 'revisions-chair', as: 'chair', path: `${HERE}/revisions` },
      { name: 'revisions-issued', as: 'chair', path: `${HERE}/revisions`, prepare: issueAmended },
      { name: 'revisions-print', as: 'reader', path: `${HERE}/revisions`, print: true },
    ],
  },
  {
    acts: [{ as: 'delegate', act: divided }],
    scenes: [
      { name: 'division-asked', as: 'delegate', path: `${AMENDED}/order` },
      { name: 'division-asked-chair', as: 'chair', path: `${AMENDED}/order` },
    ],
  },
  {
    stream: 'sitting:in-session',
    acts: [
      { as: 'chair', act: { type: 'takeUp', item: '2', division: 'D1' } },
      { as: 'delegate', act: { type: 'askForFloor', member: 'KEN', kind: 'onMotion', side: 'for' } },
    ],
    scenes: [
      { name: 'floor-division-chair', as: 'chair', path: '/sittings/in-session' },
      { name: 'floor-division-delegate', as: 'delegate', path: '/sittings/in-session' },
      { name: 'projector-division', as: 'reader', path: '/sittings/in-session/projector' },
    ],
  },
  {
    acts: [...adoptedBy('D1'), ...adoptedBy('D1.1')],
    scenes: [
      { name: 'division-parts', as: 'chair', path: `${AMENDED}/order` },
      { name: 'division-decisions', as: 'reader', path: `${HERE}/adoption` },
    ],
  },
  {
    acts: adoptedBy('D1.2'),
    scenes: [{ name: 'division-done', as: 'delegate', path: `${AMENDED}/order` }],
  },
  ...PARKED_STAGES,
  {
    acts: [
      { as: 'chair', act: (state) => ({ type: 'agreeAdRef', pid: firstLabelled(state) }) },
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'silence-72h', objectionSeconds: 259_200 } },
    ],
    scenes: [
      {
        name: 'silence',
        as: 'reader',
        path: `${HERE}/adoption`,
        prepare: unfold('.decision-silence details'),
      },
      { name: 'silence-chair', as: 'chair', path: `${HERE}/adoption` },
      { name: 'silence-delegate', as: 'delegate', path: `${HERE}/adoption` },
      { name: 'desk-silence', as: 'delegate', path: `${HERE}/desk` },
    ],
  },
  {
    acts: [
      {
        as: 'delegate',
        act: (state) => ({
          type: 'object',
          reason: 'The scale of risk is not agreed in our capital.',
          paragraphs: [firstLabelled(state)],
        }),
      },
    ],
    scenes: [{ name: 'silence-broken-chair', as: 'chair', path: `${HERE}/adoption` }],
  },
  {
    acts: [{ as: 'chair', act: { type: 'endSilence' } }],
    scenes: [
      { name: 'silence-ended', as: 'reader', path: `${HERE}/adoption` },
      { name: 'silence-result', as: 'reader', path: `${HERE}/adoption`, prepare: toResult },
    ],
  },
  {
    acts: [],
    scenes: [
      {
        name: 'composer-oral',
        as: 'secretariat',
        path: `${COMPOSER}?oral=1&paragraph=p8`,
        prepare: oral,
      },
      { name: 'composer-begin', as: 'delegate', path: COMPOSER },
      {
        name: 'composer-collides',
        as: 'delegate',
        path: `${COMPOSER}?paragraph=p5`,
        prepare: writeWords('p5', '[thirty][forty-five]', 'forty'),
      },
      {
        name: 'composer-twin',
        as: 'delegate',
        path: `${COMPOSER}?paragraph=p5`,
        prepare: writeWords('p5', 'forty members', 'forty-five members'),
      },
      {
        name: 'composer-amends',
        as: 'delegate',
        path: `${COMPOSER}?amends=A2&paragraph=p5`,
        prepare: writeWords('p5', 'twenty-four', 'twenty-five'),
      },
      {
        name: 'composer-added',
        as: 'delegate',
        path: `${COMPOSER}?amends=A5&paragraph=p7`,
        prepare: addBehind,
      },
      { name: 'composer-nobody', as: 'reader', path: COMPOSER },
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
      { as: 'chair', act: { type: 'withdrawProposal', note: 'To be voted on again, in less time.' } },
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'ga-simple', objectionSeconds: 1 } },
      { as: 'chair', act: { type: 'putToBallot', openSeconds: 3 } },
      { as: 'chair', act: { type: 'reject', note: 'It is put again when more members are present.' } },
    ],
    scenes: [
      { name: 'ballot-result', as: 'reader', path: `${HERE}/adoption`, prepare: toResult },
      { name: 'notices-decided', as: 'delegate', path: '/notices' },
    ],
  },
  {
    acts: [
      { as: 'chair', act: { type: 'proposeAdoption', rule: 'double-majority', objectionSeconds: 1 } },
      { as: 'chair', act: { type: 'putToBallot', openSeconds: 7_200, manner: 'rollCall' } },
      { as: 'delegate', act: { type: 'castBallot', choice: 'for' } },
    ],
    scenes: [
      { name: 'roll-call', as: 'reader', path: `${HERE}/adoption` },
      { name: 'roll-call-chair', as: 'chair', path: `${HERE}/adoption` },
      { name: 'roll-call-delegate', as: 'delegate', path: `${HERE}/adoption` },
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
