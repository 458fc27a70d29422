import type { Page } from 'playwright-core';

/** Whose eyes a scene is seen with; each has a browser of its own. */
export const VIEWERS = ['reader', 'chair', 'delegate', 'secretariat', 'observer'] as const;
export type Viewer = (typeof VIEWERS)[number];

/** One page in one state. `prepare` brings it there by signs that are the same in every language, with acts of others. */
export interface Scene {
  readonly name: string;
  readonly as: Viewer;
  readonly path: string;
  readonly prepare?: (page: Page, of: (viewer: Viewer) => Page) => Promise<void>;
  /** As on paper instead of on a screen. */
  readonly print?: true;
}
