import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The page as it stands has no finding of accessibility; every finding is named with where it is. */
export const isAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    // No page holds a frame from elsewhere: what was found needs no second page to be gathered.
    .setLegacyMode()
    .analyze();
  const path = new URL(page.url()).pathname;
  expect
    .soft(
      violations.map(
        ({ id, nodes }) =>
          `${path} ${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .slice(0, 3)
            .join(' | ')}`,
      ),
    )
    .toEqual([]);
};
