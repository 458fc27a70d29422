import type { Page } from 'playwright-core';
import { crowdVotes, OPENING, seedStatements } from './crowd.ts';

const HERE = '/deliberations/ai-governance/conversations';
const PATH = '/api/deliberations/ai-governance/conversations/c2';

const seeded = (page: Page): Promise<void> => seedStatements(page, PATH);
const crowded = async (page: Page): Promise<void> => {
  const { votes } = await page.evaluate(async (path) => {
    const answer = (await (await fetch(`${path}/opinion`)).json()) as { figures?: { votes: number } };
    return { votes: answer.figures?.votes ?? 0 };
  }, PATH);
  if (votes < 500) await crowdVotes(new URL(page.url()).origin, PATH, 64);
  await page.locator('.conversation-map').waitFor();
};
/** The figures of what the exercise holds are there. */
const computed = (page: Page): Promise<void> => page.locator('.conversation-map').waitFor();
const joined = async (page: Page): Promise<void> => {
  const join = page.locator('.conversation-join .button-primary');
  await join.or(page.locator('.conversation-choices')).first().waitFor();
  if (await join.isVisible()) await join.click();
  await page.locator('.conversation-choices').waitFor();
};
const waiting = async (page: Page): Promise<void> => {
  await joined(page);
  const words = page.locator('.conversation-vote form textarea');
  await words.fill('Buy the wonderful product of our company');
  await page.locator('.conversation-vote form button[type=submit]').click();
  await page.locator('.conversation-vote form .notice').waitFor();
};

/** Conversations of statements: opened, voted on by a crowd, read, moderated. */
export const CONVERSATION_STAGES = [
  {
    acts: [],
    scenes: [
      {
        name: 'conversations-none',
        as: 'reader' as const,
        path: '/deliberations/review-committee/conversations',
      },
      {
        name: 'conversation-exercise',
        as: 'reader' as const,
        path: `${HERE}/c1/opinions`,
        prepare: computed,
      },
      { name: 'conversations-open', as: 'secretariat' as const, path: HERE },
    ],
  },
  {
    acts: [{ as: 'secretariat' as const, act: OPENING }],
    scenes: [
      {
        name: 'conversation-seed',
        as: 'secretariat' as const,
        path: `${HERE}/c2/moderation`,
        prepare: seeded,
      },
      { name: 'conversations', as: 'reader' as const, path: HERE },
      { name: 'conversation-join', as: 'reader' as const, path: `${HERE}/c2` },
      { name: 'conversation-vote', as: 'reader' as const, path: `${HERE}/c2`, prepare: joined },
      { name: 'conversation-own', as: 'observer' as const, path: `${HERE}/c2`, prepare: waiting },
      { name: 'conversation-opinions', as: 'reader' as const, path: `${HERE}/c2/opinions`, prepare: crowded },
      { name: 'conversation-queue', as: 'secretariat' as const, path: `${HERE}/c2/moderation` },
      { name: 'conversation-log', as: 'reader' as const, path: `${HERE}/c2/moderation` },
    ],
  },
];
