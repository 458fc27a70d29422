import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitsTheScreen, perform, PHONE, pressByKeys, sendAct } from './acts.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const ID = 'journey';
const STREAM = `sitting:${ID}`;
const HERE = `/sittings/${ID}`;

let service: Service;
let browser: Browser;
let chair: Page;
let france: Page;
let kenya: Page;
let wall: Page;

const goTo = (page: Page, path: string) => page.goto(service.address + path);
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [chair, france, kenya, wall] = await Promise.all([
    enter(browser, service, 'Chair'),
    enter(browser, service, 'France'),
    enter(browser, service, 'Kenya'),
    newPage(browser),
  ]);
  await france.setViewportSize(PHONE);
  await kenya.setViewportSize(PHONE);
  await perform(
    chair,
    {
      type: 'planSitting',
      id: ID,
      session: { en: 'First session' },
      meeting: 3,
      title: { en: 'A meeting from beginning to end' },
      opensAt: '2026-12-01T09:00:00.000Z',
      rules: {
        openingShare: '1/3',
        decidingShare: '1/2',
        groupsFirst: true,
        speechSeconds: 180,
        groupSeconds: 300,
        observerSeconds: 120,
        motionSeconds: 60,
        replySeconds: [600, 300],
        voteSeconds: 1,
      },
      agenda: [{ id: '1', title: { en: 'The draft declaration' }, deliberation: 'ai-governance' }],
    },
    STREAM,
  );
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

/** The chair chooses from a list and takes up what is chosen there. */
const takeUp = async (list: string, chosen: string): Promise<void> => {
  const choice = chair.locator('.choose-then-act', { has: chair.getByLabel(list) });
  await choice.getByLabel(list).selectOption(chosen);
  await choice.getByRole('button', { name: 'Take up' }).click();
};

describe('a sitting through the built product', () => {
  test('the chair opens it when the quorum is there, and not before', async () => {
    await goTo(chair, HERE);
    await chair.locator('.floor-quorum .tag-warn').waitFor();
    expect(await chair.getByRole('button', { name: 'Open the meeting' }).isDisabled()).toBe(true);
    await press(chair, /^Mark as present/);
    await chair.locator('.floor-quorum .tag-good').waitFor();
    await press(chair, 'Open the meeting');
    await chair.locator('.floor-head .tag', { hasText: 'In session' }).waitFor();
    await takeUp('Item of the agenda', '1');
    await takeUp('Paragraph', 'p4');
    await chair.locator('.floor-words').waitFor();
  });

  test('delegates ask for the floor on a phone, and the wall shows who speaks and who is next', async () => {
    await goTo(wall, `${HERE}/projector`);
    await goTo(france, HERE);
    await goTo(kenya, HERE);
    await press(france, 'Ask for the floor');
    await france.locator('.floor-our-place', { hasText: 'We are next' }).waitFor();
    await pressByKeys(kenya, kenya.getByRole('button', { name: 'Ask for the floor' }));
    await kenya.locator('.floor-our-place', { hasText: 'Our place: 2' }).waitFor();
    await press(chair, 'Give the floor: France');
    await wall.locator('.projector-speaker', { hasText: 'France' }).waitFor();
    await wall.locator('.projector-next', { hasText: 'Kenya' }).waitFor();
    await wall.locator('.projector .floor-clock-time', { hasText: /^2:\d\d|^3:00/ }).waitFor();
    await france.locator('.floor-our-place', { hasText: 'We have the floor' }).waitFor();
    await fitsTheScreen(france);
  });

  test('the text goes with the chair to the paragraph in hand', async () => {
    const reader = await newPage(browser);
    await goTo(reader, '/deliberations/ai-governance');
    await press(reader, 'Follow the chair in the text');
    await reader.locator('#p4[data-in-hand]').waitFor();
    await takeUp('Paragraph', 'p9');
    await reader.locator('#p9[data-in-hand]').waitFor();
    await reader.context().close();
  });

  test('the wall shows the decision on the text in hand, and what came of it', async () => {
    const text = 'deliberation:ai-governance';
    await perform(chair, { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, text);
    await wall.locator('.projector-decision', { hasText: 'Whole text' }).waitFor();
    await perform(chair, { type: 'withdrawProposal', note: 'More time.', decision: 'd1' }, text);
    await wall.locator('.projector-decision', { hasText: 'withdrawn' }).waitFor();
  });

  test('a point of order interrupts, the chair rules, and the appeal is put to the vote at once', async () => {
    await kenya.locator('summary', { hasText: 'Point of order' }).click();
    await kenya.getByLabel('What is out of order?').fill('The speaker is not on the paragraph.');
    await press(kenya, 'Raise a point of order');
    await wall.locator('.projector-interruption', { hasText: 'Point of order: Kenya' }).waitFor();
    await wall.locator('.floor-clock-word', { hasText: 'clock stopped' }).waitFor();
    await chair.locator('.floor-urgent', { hasText: 'The speaker is not on the paragraph.' }).waitFor();
    await press(chair, 'Do not uphold');
    await press(kenya, 'Appeal against the ruling');
    await wall.locator('.projector-interruption', { hasText: 'appeal against the ruling' }).waitFor();
    await pressByKeys(kenya, kenya.getByRole('button', { name: 'For', exact: true }));
    await france.getByRole('button', { name: 'Against', exact: true }).click();
    await france.getByText('We voted: Against').waitFor();
    await chair.waitForFunction(() =>
      document.querySelector('.floor-counts')?.textContent?.includes('Against 1'),
    );
    await press(chair, 'Close the vote');
    await chair.locator('.floor-ruling', { hasText: 'The ruling stands' }).waitFor();
    await wall.locator('.floor-clock-word', { hasText: 'left' }).waitFor();
  });

  test('no action binds the text on the wall and on its page, until two thirds consider it again', async () => {
    await press(chair, 'Thank the speaker');
    await france.locator('summary', { hasText: 'Move a motion' }).click();
    await france.getByLabel('Motion', { exact: true }).selectOption('adjournDebate');
    await press(france, 'Move');
    await press(chair, 'Ask for objections');
    await press(chair, 'No objection: carried');
    await wall.locator('.floor-item .tag', { hasText: 'no action taken' }).waitFor();
    const reader = await newPage(browser);
    await goTo(reader, '/deliberations/ai-governance/board');
    await reader.locator('.deliberation-head .tag', { hasText: 'no action taken' }).waitFor();
    await goTo(reader, '/deliberations/ai-governance/decisions/d2');
    await reader.locator('.decision-sentence', { hasText: 'no action is taken' }).waitFor();
    const text = 'deliberation:ai-governance';
    const proposed = { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 };
    expect((await sendAct(chair, proposed, text)).said).toContain('text.noAction');
    await perform(kenya, { type: 'moveMotion', kind: 'reconsider', reason: '' }, STREAM);
    await press(chair, 'Put to the vote');
    for (const page of [france, kenya]) {
      await page.getByRole('button', { name: 'For', exact: true }).click();
      await page.getByText('We voted: For').waitFor();
    }
    await chair.waitForFunction(() =>
      document.querySelector('.floor-counts')?.textContent?.includes('For 2'),
    );
    await press(chair, 'Close the vote');
    await wall.locator('.floor-item .tag', { hasText: 'no action taken' }).waitFor({ state: 'detached' });
    await reader.getByText('It was decided to consider this text again.').waitFor();
    await reader.context().close();
  });

  test('the motion to adjourn comes before the one moved earlier, and ends the meeting', async () => {
    await perform(kenya, { type: 'moveMotion', kind: 'closeDebate', reason: '' }, STREAM);
    await france.getByLabel('Motion', { exact: true }).selectOption('adjournMeeting');
    await press(france, 'Move');
    const first = chair.locator('.floor-motions > li').first();
    await first.locator('b', { hasText: 'adjournment of the meeting' }).waitFor();
    expect(await chair.locator('.floor-motions > li').count()).toBe(2);
    await press(chair, 'Put to the vote');
    await wall.locator('.projector-interruption', { hasText: 'adjournment of the meeting' }).waitFor();
    await france.getByRole('button', { name: 'For', exact: true }).click();
    await france.getByText('We voted: For').waitFor();
    await chair.waitForFunction(() =>
      document.querySelector('.floor-counts')?.textContent?.includes('For 1'),
    );
    await press(chair, 'Close the vote');
    await chair.locator('.floor-head .tag', { hasText: 'Adjourned' }).waitFor();
    await wall.locator('.projector-interruption', { hasText: 'Adjourned' }).waitFor();
  });

  test('a meeting is planned with the rules of its floor, postponed and cancelled, and everybody sees it', async () => {
    await goTo(chair, '/sittings');
    await chair.getByLabel('Session', { exact: true }).fill('First session');
    await chair.getByLabel('Title of the meeting').fill('Closing meeting');
    await chair.getByLabel('Opens (your time zone)').fill('2099-05-04T10:00');
    await chair.getByLabel(/^Place\b/).fill('Room 1');
    await chair.getByLabel('Other items').fill('Reports\n- Report of the bureau');
    await chair.getByLabel('Minutes for an observer').fill('1.5');
    await chair.getByLabel('Minutes of the replies, the first first').fill('5');
    await chair.getByLabel('Members present to open (share)').fill('1/4');
    await press(chair, 'Plan the sitting');
    await chair.locator('.floor-agenda', { hasText: 'Report of the bureau' }).waitFor();
    const planned = chair.url().split('/sittings/')[1] ?? '';
    const rules = await chair.evaluate(
      async (id) =>
        ((await (await fetch(`/api/sittings/${id}`)).json()) as { state: { rules: unknown } }).state.rules,
      planned,
    );
    expect(rules).toMatchObject({ observerSeconds: 90, replySeconds: [300], openingShare: '1/4' });
    await goTo(france, `/sittings/${planned}`);
    await france.locator('.floor-sub-item', { hasText: 'Report of the bureau' }).waitFor();
    await chair.locator('summary', { hasText: 'Change or postpone' }).click();
    await chair.getByLabel('Opens (your time zone)').fill('2099-05-06T10:00');
    await chair.getByLabel(/^Place\b/).fill('Room 2');
    await chair.getByLabel('Item 1', { exact: true }).fill('Adoption of the agenda, as revised');
    await chair.getByLabel('Why? The words stand in the record.').fill('Consultations go on.');
    await press(chair, 'Announce the change');
    await france.locator('.floor-head', { hasText: 'Room 2' }).waitFor();
    await france.locator('.floor-head', { hasText: 'Consultations go on.' }).waitFor();
    await france.locator('.floor-agenda', { hasText: 'Adoption of the agenda, as revised' }).waitFor();
    // The form of what was announced closes by itself.
    await chair.locator('.floor-more:not([open]) > summary', { hasText: 'Change or postpone' }).click();
    await chair.getByLabel('Why? The words stand in the record.').fill('Nothing is left to decide.');
    await press(chair, 'Cancel the sitting');
    await france.locator('.floor-head .tag', { hasText: 'Cancelled' }).waitFor();
    await fitsTheScreen(france);
  });

  test('what was said is counted, and the minutes tell it', async () => {
    await goTo(wall, `${HERE}/time`);
    await wall.locator('.floor-table', { hasText: 'France' }).waitFor();
    const [file] = await Promise.all([wall.waitForEvent('download'), press(wall, 'Download as CSV')]);
    expect(file.suggestedFilename()).toBe(`speaking-time-${ID}.csv`);
    await goTo(wall, `${HERE}/minutes`);
    // The vote that adjourned the meeting is the last that happened in it.
    const last = wall.locator('.floor-minutes > li:last-child');
    await last.filter({ hasText: 'For: 1; against: 0' }).filter({ hasText: 'Carried.' }).waitFor();
    await wall.locator('.floor-minutes > li', { hasText: 'adjournment of the meeting' }).first().waitFor();
  });
});
