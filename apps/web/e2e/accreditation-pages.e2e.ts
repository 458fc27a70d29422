import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { HERE, perform } from './acts.ts';
import { mailedPath } from './mails.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';
import { LANGUAGES, send, visited } from './visits.ts';

const LISTED = 'OBS-FARMERS';
const ADDRESS = 'office@river-watch.example.org';
const POINTS = {
  mandate: 'It speaks for those who grow food.',
  funding: 'Fees of its members.',
  independence: 'No government has a seat in its board.',
  conflicts: 'None.',
};

let service: Service;
let browser: Browser;
let secretariat: Page;
let chair: Page;
let kenya: Page;

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  [secretariat, chair, kenya] = await Promise.all([
    enter(browser, service, 'Secretariat'),
    enter(browser, service, 'Chair'),
    enter(browser, service, 'Kenya'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('no page of a body has a finding of accessibility, on a desk and on a phone', () => {
  test('there is something to look at', async () => {
    await perform(
      secretariat,
      {
        type: 'listOrganization',
        organization: {
          id: LISTED,
          names: { en: 'Farmers of the south' },
          class: 'civilOrganization',
          constituency: 'farmers',
          country: 'KEN',
          sponsors: ['Fees of its members'],
        },
        findings: POINTS,
        objectionSeconds: 864_000,
        until: '2029-11-01T00:00:00.000Z',
      },
      'body:main',
    );
    await perform(
      kenya,
      {
        type: 'objectToOrganization',
        organization: LISTED,
        reason: 'Its sponsors are not named one by one.',
      },
      'body:main',
    );
    const reader = await newPage(browser);
    await reader.goto(`${service.address}/accreditation`);
    await send(reader, '/api/applications', {
      name: 'River Watch',
      class: 'civilOrganization',
      sponsors: [],
      statements: POINTS,
      address: ADDRESS,
      lang: 'en',
    });
    await reader.goto(service.address + (await mailedPath(service, ADDRESS, '/confirm-address')));
    await reader.getByRole('button', { name: 'Confirm this address' }).click();
    await reader.getByText('The address is confirmed.').waitFor();
    await reader.context().close();
  });

  test.for(LANGUAGES)(
    'accreditation, documents, sittings, participation, notices (%s, %s)',
    async (drawn) => {
      await visited({ browser, service }, drawn, (reader) => [
        [reader, '/accreditation'],
        [secretariat, '/accreditation'],
        [reader, '/accreditation/apply'],
        [reader, '/documents'],
        [secretariat, '/documents/PLN/CONF.1/L.1'],
        [secretariat, '/sittings'],
        [chair, '/sittings/second-reading'],
        [reader, '/sittings/first-reading/minutes'],
        [reader, '/sittings/first-reading/time'],
        [reader, '/participation'],
        [kenya, '/notices'],
        [reader, '/privacy'],
        [reader, `/take-part?back=${HERE}`],
      ]);
    },
  );
});
