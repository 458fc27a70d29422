import type { AmendmentId, DocumentId, MemberId } from '@plenary/consensus';
import type { Written } from './carried-over.ts';

/** What a device keeps of an amendment that is being written, for the account that writes it. */
export interface KeptDraft extends Written {
  readonly reason: string;
  readonly needs: readonly AmendmentId[];
  readonly excludes: readonly AmendmentId[];
  /** Of one that was moved from the floor. */
  readonly sponsors: readonly MemberId[];
  /** The group for which the main sponsor speaks; absent or empty where it speaks for none. */
  readonly onBehalfOf?: string;
  /** The document in which its words were written together, where they were. */
  readonly document?: DocumentId;
  /** Words that the text moved on from under, which the person has not seen to yet. */
  readonly lost?: readonly string[];
}

const STORED = 'plenary.composing';
const nameOf = (owner: string): string => `${STORED}.${owner}`;

/** What was kept under this name, or nothing where nothing was or the device keeps nothing. */
export const keptDraft = (owner: string): KeptDraft | undefined => {
  try {
    const stored = localStorage.getItem(nameOf(owner));
    return stored === null ? undefined : (JSON.parse(stored) as KeptDraft); // written by `keepDraft`
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Whether this device keeps anything at all. */
export const deviceKeeps = (): boolean => {
  try {
    const name = nameOf('tried');
    localStorage.setItem(name, '');
    localStorage.removeItem(name);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
};

/** Keeps a draft, or forgets it where nothing is written; where the device keeps nothing, it lasts as long as the page. */
export const keepDraft = (owner: string, draft: KeptDraft): void => {
  try {
    const isEmpty = draft.changes.length === 0 && draft.reason === '' && draft.lost === undefined;
    if (isEmpty) localStorage.removeItem(nameOf(owner));
    else localStorage.setItem(nameOf(owner), JSON.stringify(draft));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
};

export const forgetDraft = (owner: string): void => {
  try {
    localStorage.removeItem(nameOf(owner));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
};
