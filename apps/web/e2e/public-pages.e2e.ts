import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { HERE, known, perform } from './acts.ts';
import { showWork } from './commenter.ts';
import { enter, newPage, openBrowser, startService, type Service } from './service.ts';
import { LANGUAGES, send, shown, visited } from './visits.ts';

const WINDOW = `${HERE}/consultations/first-reading`;

let service: Service;
let browser: Browser;
let secretariat: Page;
/** The path by which the author of a comment follows it. */
let followed = '';

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  secretariat = await enter(browser, service, 'Secretariat');
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe('no page of consultations has a finding of accessibility, on a desk and on a phone', () => {
  test('there is something to look at', async () => {
    const reader = await newPage(browser);
    const { revision } = await known(secretariat);
    await perform(
      secretariat,
      {
        type: 'announceConsultation',
        id: 'first-reading',
        deliberation: 'ai-governance',
        textHash: revision.hash,
        title: { en: 'First reading by the public', ar: 'القراءة الأولى للجمهور' },
        opensAt: '2026-01-01T00:00:00.000Z',
        closesAt: '2099-01-01T00:00:00.000Z',
        audience: 'public',
        languages: ['en', 'ar'],
        questions: [{ en: 'Which provision matters most to you?', ar: 'أي حكم هو الأهم لديك؟' }],
        charactersMin: 10,
      },
      'consultation:first-reading',
    );
    await reader.goto(service.address + WINDOW);
    await showWork(reader);
    const { comment, follow } = (await send(reader, '/api/consultations/first-reading/comments', {
      about: { on: 'text' },
      kind: 'general',
      lang: 'en',
      naming: 'pseudonym',
      words: { text: 'The whole text should name who tells people what.', author: 'A reader' },
    })) as { comment: string; follow: string }; // as the contract says
    followed = `${WINDOW}/comments/${comment}?token=${follow}`;
    await reader.context().close();
  });

  test.for(LANGUAGES)('consultations (%s, %s)', async (drawn) => {
    await visited({ browser, service }, drawn, (reader) => [
      [reader, `${HERE}/consultations`],
      [secretariat, `${HERE}/consultations`],
      [reader, WINDOW, shown('#c1')],
      [secretariat, WINDOW, shown('#c1')],
      [reader, followed, shown('.consultation-followed .consultation-card')],
    ]);
  });
});
