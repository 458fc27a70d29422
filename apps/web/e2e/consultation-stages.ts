import type { Page } from 'playwright-core';
import type { Known } from './amendment-acts.ts';
import { showWork } from './commenter.ts';

const ID = 'first-reading';
const HERE = '/deliberations/ai-governance/consultations';
const WINDOW = `${HERE}/${ID}`;

/** Somebody who is not signed in says something of the first paragraphs of the text. */
const COMMENTS = [
  [
    'technical',
    'The article says who reports, but not when; a time limit would let everybody check.',
    'Forum for open data',
  ],
  ['general', 'نرحب بالنص، ونرى أن تُذكر اللغات الست في كل موضع تُنشر فيه التقارير.', 'جمعية القراء'],
  ['editorial', '“shall” and “should” stand side by side here; one of them is meant.', 'A reader'],
] as const;

const filing = async (page: Page): Promise<void> => {
  await showWork(page);
  await page.evaluate(
    async ({ id, comments }) => {
      const path = `/api/consultations/${id}`;
      const { state } = (await (await fetch(path)).json()) as {
        state: { text: { paragraphs: { pid: string; kind: string; hash: string; text: string }[] } };
      };
      const operative = state.text.paragraphs.filter(({ kind }) => kind === 'operative');
      for (const [at, [kind, text, author]] of comments.entries()) {
        const paragraph = operative[at];
        if (paragraph === undefined) continue;
        await fetch(`${path}/comments`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': `scene-comment-${at}` },
          body: JSON.stringify({
            about: { on: 'paragraph', paragraph: paragraph.pid, textHash: paragraph.hash },
            kind,
            lang: at === 1 ? 'ar' : 'en',
            naming: 'name',
            words: {
              text,
              author,
              ...(at === 0 ? { proposal: `${paragraph.text.slice(0, -1)}, within thirty days;` } : {}),
            },
          }),
        });
      }
    },
    { id: ID, comments: COMMENTS },
  );
  await page.reload();
  await page.locator('#c3').waitFor();
};

/** What the secretariat does with them; done again, it is the same. */
const ANSWERS = [
  { type: 'groupComments', comments: ['c1'], theme: 'Time limits' },
  {
    type: 'disposeComments',
    comments: ['c3'],
    disposition: 'acceptedInPrinciple',
    reason: 'The editors will settle on one of the two words throughout.',
  },
] as const;

const answering = async (page: Page): Promise<void> => {
  await page.evaluate(
    async ({ stream, answers }) => {
      for (const act of answers)
        await fetch('/api/acts', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify({ stream, act }),
        });
    },
    { stream: `consultation:${ID}`, answers: ANSWERS },
  );
  await page.locator('#c1 .tag-accent').waitFor();
};

const writing = async (page: Page): Promise<void> => {
  await page.locator('.consultation-paragraph').nth(2).locator('.button').first().click();
  await page.locator('.consultation-form textarea').first().waitFor();
};
/** The words of the third paragraph are pressed one by one; two presses make a span. */
const choosing = async (page: Page): Promise<void> => {
  const paragraph = page.locator('.consultation-paragraph').nth(2);
  await paragraph.locator('.button').nth(1).click();
  await paragraph.locator('.text-words button').nth(1).click();
  await paragraph.locator('.text-words button').nth(5).click();
};
const asTable = async (page: Page): Promise<void> => {
  await page.locator('.consultation-comments .choice-option').nth(1).click();
  await page.locator('.consultation-matrix').waitFor();
};

const families = async (page: Page): Promise<void> => {
  await page.locator('.consultation-comments .choice-option').nth(2).click();
  await page.locator('.consultation-sample').first().waitFor();
};
/** Thirty people send one letter, each with a few words of their own. */
const campaign = async (page: Page): Promise<void> => {
  await showWork(page);
  await page.evaluate(async (id) => {
    const rows = Array.from(
      { length: 30 },
      (_, at) =>
        `Signatory ${at + 1},,ge,"We ask that every report on these systems is published within thirty days of its making, in all six languages, says household number ${at + 1} of our town."`,
    );
    await fetch(`/api/consultations/${id}/comment-table?lang=en&naming=pseudonym`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'scene-campaign' },
      body: ['MB/NC,Clause,Type,Comments', ...rows].join('\n'),
    });
  }, ID);
  await page.reload();
  await page.locator('.consultation-comments .choice-option').nth(2).click();
  await page.locator('.consultation-sample').first().waitFor();
};
const answeringTogether = async (page: Page): Promise<void> => {
  await campaign(page);
  await page.locator('.consultation-families .button-primary').first().click();
};
/** Whoever filed a comment without an account comes back to it by its private link. */
const following = async (page: Page): Promise<void> => {
  await showWork(page);
  const path = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/consultations/${id}/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'scene-follow-1' },
      body: JSON.stringify({
        about: { on: 'text' },
        kind: 'general',
        lang: 'en',
        naming: 'pseudonym',
        words: { text: 'The whole text should name who tells people what.', author: 'A reader' },
      }),
    });
    const { comment, follow } = (await answer.json()) as { comment: string; follow: string };
    return `/deliberations/ai-governance/consultations/${id}/comments/${comment}${location.search}&token=${follow}`;
  }, ID);
  await page.goto(new URL(path, page.url()).href);
  await page.locator('.consultation-followed .consultation-card').waitFor();
};
/** A table of which two rows have to be mended. */
const TABLE =
  'MB/NC,Clause,Type,Comments\nA body,OP1,te,This is a comment in good order.\nA body,OP99,te,This names no paragraph.\nA body,OP1,xx,This has no such type.\n';
const tabling = async (page: Page): Promise<void> => {
  await page.locator('.consultation-comments h3 + .button').click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'comments.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) });
  await page.locator('.consultation-problems').waitFor();
};

/** An observer comments for its organization, and looks at its desk. */
const atDesk = async (page: Page): Promise<void> => {
  await page.evaluate(async (id) => {
    await fetch(`/api/consultations/${id}/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'scene-observer-1' },
      body: JSON.stringify({
        about: { on: 'text' },
        kind: 'general',
        lang: 'en',
        naming: 'name',
        words: { text: 'Those who are affected should be heard before a system is put into use.' },
      }),
    });
  }, ID);
  await page.reload();
  await page.locator('.desk-said').first().waitFor();
};

/** A consultation on the text of the demonstration: announced, commented, answered in part. */
export const CONSULTATION_STAGES = [
  {
    acts: [],
    scenes: [
      { name: 'consultations-none', as: 'reader', path: '/deliberations/review-committee/consultations' },
      { name: 'consultation-exercise', as: 'reader', path: `${HERE}/stakeholder-reading` },
      {
        name: 'consultation-exercise-families',
        as: 'secretariat',
        path: `${HERE}/stakeholder-reading`,
        prepare: families,
      },
      { name: 'consultation-announce', as: 'secretariat', path: HERE },
    ],
  },
  {
    stream: `consultation:${ID}`,
    acts: [
      {
        as: 'secretariat',
        act: ({ revision }: Known) => ({
          type: 'announceConsultation',
          id: ID,
          deliberation: 'ai-governance',
          textHash: revision.hash,
          title: { en: 'First reading by the public', ar: 'القراءة الأولى للجمهور' },
          opensAt: '2026-01-01T00:00:00.000Z',
          closesAt: '2099-01-01T00:00:00.000Z',
          audience: 'public',
          languages: ['en', 'fr', 'es', 'ru', 'zh', 'ar'],
          questions: [{ en: 'Which provision matters most to you?', ar: 'أي حكم هو الأهم لديك؟' }],
          charactersMin: 20,
        }),
      },
    ],
    scenes: [
      { name: 'consultation-reader', as: 'reader', path: WINDOW, prepare: filing },
      { name: 'consultation-secretariat', as: 'secretariat', path: WINDOW, prepare: answering },
      { name: 'consultation-delegate', as: 'delegate', path: WINDOW },
      { name: 'consultation-writing', as: 'reader', path: WINDOW, prepare: writing },
      { name: 'consultation-choosing', as: 'reader', path: WINDOW, prepare: choosing },
      { name: 'consultation-table', as: 'reader', path: WINDOW, prepare: asTable },
      { name: 'consultation-tabling', as: 'reader', path: WINDOW, prepare: tabling },
      { name: 'consultation-families', as: 'reader', path: WINDOW, prepare: campaign },
      { name: 'consultation-campaign', as: 'secretariat', path: WINDOW, prepare: answeringTogether },
      { name: 'consultation-followed', as: 'reader', path: WINDOW, prepare: following },
      { name: 'desk-observer', as: 'observer', path: '/deliberations/ai-governance/desk', prepare: atDesk },
      { name: 'consultations', as: 'reader', path: HERE },
    ],
  },
] as const;
