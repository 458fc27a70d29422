import type { Page } from 'playwright-core';
import { HERE } from './acts.ts';
import type { ActOn, Known } from './amendment-acts.ts';

const pidOf = ({ revision }: Known, label: string): string => {
  const found = revision.paragraphs.find((paragraph) => paragraph.label === label);
  if (found === undefined) throw new Error(`no paragraph ${label}`);
  return found.pid;
};
/** What was taken out is folded away on the board. */
const openDeleted = (page: Page): Promise<void> =>
  page
    .locator('summary', { hasText: /taken out|حُذفت|فقرات/u })
    .first()
    .click();
const byChair = (act: ActOn) => ({ as: 'chair' as const, act });
const toDelete = (label: string, objectionSeconds: number) =>
  byChair((known) => ({
    type: 'proposeDeletion',
    pid: pidOf(known, label),
    reason: 'The paragraph before says the same.',
    objectionSeconds,
  }));

/** Paragraphs that wait for one another, and one that goes unless somebody objects; then one that went. */
export const PARKED_STAGES = [
  {
    acts: [
      byChair((known) => ({
        type: 'deferParagraphs',
        paragraphs: [pidOf(known, 'OP15'), pidOf(known, 'OP16')],
        waitsFor: 'The talks of the friends of the chair on liability.',
      })),
      toDelete('OP18', 86_400),
    ],
    scenes: [
      { name: 'text-parked', as: 'reader' as const, path: HERE },
      { name: 'board-parked', as: 'reader' as const, path: `${HERE}/board` },
      { name: 'amendments-parked', as: 'reader' as const, path: `${HERE}/amendments?view=text` },
    ],
  },
  {
    acts: [
      byChair((known) => ({
        type: 'releaseParagraphs',
        pid: pidOf(known, 'OP15'),
        reason: 'Liability is agreed.',
      })),
      byChair((known) => ({
        type: 'reopenParagraph',
        pid: pidOf(known, 'OP18'),
        reason: 'Two delegations need it.',
      })),
      toDelete('OP17', 1),
      byChair((known) => ({ type: 'deleteParagraph', pid: pidOf(known, 'OP17') })),
    ],
    scenes: [
      { name: 'text-deleted', as: 'reader' as const, path: HERE },
      { name: 'board-deleted', as: 'reader' as const, path: `${HERE}/board`, prepare: openDeleted },
      { name: 'revisions-deleted', as: 'reader' as const, path: `${HERE}/revisions` },
    ],
  },
];
