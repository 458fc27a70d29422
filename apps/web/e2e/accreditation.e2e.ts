import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailedPath } from './mails.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';

const REGISTER = '/accreditation';
const WINDOW = '/deliberations/ai-governance/consultations/observers-asked';
const ADDRESS = 'office@river-watch.example.org';
const POINTS = ['Mandate', 'Funding', 'Independence', 'Conflicts of interest'];

let service: Service;
let browser: Browser;
let secretariat: Page;
let kenya: Page;
let applicant: Page;

const goTo = (page: Page, path: string) => page.goto(service.address + path);
const card = (page: Page, name: string) => page.locator('.accreditation-part').getByRole('article', { name });

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [secretariat, kenya, applicant] = await Promise.all([
    enter(browser, service, 'Secretariat'),
    enter(browser, service, 'Kenya'),
    newPage(browser),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('an organization, from its application to its first comment', () => {
  test('it applies without an account, and confirms its address by the link in the mail', async () => {
    await goTo(applicant, REGISTER);
    await applicant.getByRole('link', { name: 'Ask to be accredited' }).click();
    await applicant.getByLabel('Name of the organization').fill('River Watch');
    await applicant.getByLabel('Sponsors').fill('Fees of its members');
    for (const point of POINTS) await applicant.getByLabel(point).fill(`What River Watch says: ${point}.`);
    await applicant.getByLabel('Address of mail').fill(ADDRESS);
    await applicant.getByRole('button', { name: 'Send the application' }).click();
    await applicant.getByText('Open the link in the mail that was sent to you').waitFor();
    await goTo(secretariat, REGISTER);
    await secretariat.getByText('No application waits.').waitFor();
    await goTo(applicant, await mailedPath(service, ADDRESS, '/confirm-address'));
    await applicant.getByRole('button', { name: 'Confirm this address' }).click();
    await applicant.getByText('The address is confirmed.').waitFor();
  });

  test('another organization is listed: a member objects with a reason that all read, and it is declined', async () => {
    await goTo(secretariat, REGISTER);
    await secretariat.getByText('List an organization').click();
    await secretariat.getByLabel('Code').fill('OBS-MILLS');
    await secretariat.getByLabel('Name in English').fill('Mills of the Delta');
    for (const point of POINTS) await secretariat.getByLabel(point).fill(`Found: ${point}.`);
    await secretariat.getByRole('button', { name: 'Put on the list' }).click();
    await goTo(kenya, REGISTER);
    const listed = card(kenya, 'Mills of the Delta');
    await listed.getByText('What the secretariat found').click();
    await listed.getByText('Found: Funding.').waitFor();
    await listed.getByRole('button', { name: 'Object', exact: true }).click();
    await kenya.getByRole('dialog').getByRole('textbox').fill('It speaks for one company.');
    await kenya.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    const known = card(secretariat, 'Mills of the Delta');
    await known.getByText('It speaks for one company.').waitFor();
    expect(await known.getByRole('button', { name: 'Accredit', exact: true }).count()).toBe(0);
    await known.getByRole('button', { name: 'Decline' }).click();
    await secretariat.getByRole('dialog').getByRole('textbox').fill('A member objects.');
    await secretariat.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await card(kenya, 'Mills of the Delta').getByText('A member objects.').waitFor();
  });

  test('the secretariat lists the applicant from its application, the term passes, and it is accredited', async () => {
    // The form counts in days: on the way the shortest term that rules allow takes their place.
    await secretariat.route('**/api/acts', async (route) => {
      const body = route.request().postData() ?? '';
      await route.continue({ postData: body.replace(/"objectionSeconds":\d+/u, '"objectionSeconds":1') });
    });
    await goTo(secretariat, REGISTER);
    const application = secretariat
      .getByRole('region', { name: 'Applications' })
      .getByRole('article', { name: 'River Watch' });
    await application.getByText('What River Watch says: Mandate.').waitFor();
    await application.getByRole('button', { name: 'Fill in the list with it' }).click();
    expect(await secretariat.getByLabel('Name in English').inputValue()).toBe('River Watch');
    await secretariat.getByLabel('Code').fill('OBS-RIVERS');
    for (const point of POINTS) await secretariat.getByLabel(point).fill(`Found: ${point}.`);
    await secretariat.getByRole('button', { name: 'Put on the list' }).click();
    await application.waitFor({ state: 'detached' });
    // A member reads the list, and lets it pass.
    await card(kenya, 'River Watch').getByText('What the secretariat found').click();
    await card(kenya, 'River Watch').getByText('Found: Independence.').waitFor();
    await card(secretariat, 'River Watch').getByRole('button', { name: 'Accredit', exact: true }).click();
    const accredited = kenya.getByRole('region', { name: 'Accredited' });
    await accredited.getByRole('article', { name: 'River Watch' }).waitFor();
  });

  test('its way in comes by mail, and it comments as a stakeholder where only delegations and observers may', async () => {
    const { hash } = await secretariat.evaluate(async () => {
      const answer = await fetch('/api/deliberations/ai-governance');
      const { state } = (await answer.json()) as { state: { revision: { hash: string } } }; // as the contract says
      return { hash: state.revision.hash };
    });
    const announced = await secretariat.evaluate(async (textHash) => {
      const answer = await fetch('/api/acts', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({
          stream: 'consultation:observers-asked',
          act: {
            type: 'announceConsultation',
            id: 'observers-asked',
            deliberation: 'ai-governance',
            textHash,
            title: { en: 'Observers are asked' },
            opensAt: '2026-01-01T00:00:00.000Z',
            closesAt: '2099-01-01T00:00:00.000Z',
            audience: 'accredited',
            languages: ['en'],
            questions: [],
            charactersMin: 10,
          },
        }),
      });
      return answer.ok ? '' : answer.text();
    }, hash);
    expect(announced).toBe('');
    await goTo(applicant, WINDOW);
    await applicant.getByRole('heading', { name: 'Observers are asked' }).waitFor();
    expect(await applicant.getByRole('button', { name: 'Comment on the whole text' }).count()).toBe(0);
    await goTo(applicant, await mailedPath(service, ADDRESS, '/enter'));
    await applicant.getByRole('button', { name: 'Enter', exact: true }).click();
    await applicant.waitForURL(`${service.address}/`);
    await goTo(applicant, WINDOW);
    await applicant.getByRole('button', { name: 'Comment on the whole text' }).click();
    const sheet = applicant.getByRole('dialog');
    await sheet.getByLabel('Your comment').fill('Rivers cross borders, and so do reports of them.');
    await sheet.getByRole('button', { name: 'File the comment' }).click();
    await applicant.getByText('Your comment has the number c1.').waitFor();
    await goTo(kenya, WINDOW);
    await kenya
      .locator('#c1', { hasText: 'Rivers cross borders' })
      .getByText('River Watch')
      .first()
      .waitFor();
  });
});
