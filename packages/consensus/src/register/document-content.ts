import { amendmentVersions } from '../acts/amendments/amendment-versions.ts';
import { entryOf } from '../acts/entry-of.ts';
import type {
  Decision,
  DeliberationState,
  Explanation,
  GroupStatement,
  Revision,
  TabledAmendment,
  WordsGiven,
} from '../types.ts';
import type { Issued, RegisterEntry } from './types.ts';

/** What an entry of the register stands for, found in its deliberation. */
export type DocumentContent =
  | { readonly revision: Revision }
  /** As a version had it: its words are those of that version. */
  | { readonly amendment: TabledAmendment; readonly given: Partial<WordsGiven> }
  | { readonly statement: Explanation }
  | { readonly groupStatement: GroupStatement }
  | { readonly decision: Decision }
  /** A text as it was adopted: nothing changes it afterwards. */
  | { readonly resolution: Revision; readonly adopted: Decision }
  | { readonly issued: Issued };

/**
 * The document behind an entry.
 * @throws Error when the deliberation has none: only what was there was ever registered
 */
export const contentOf = (
  state: DeliberationState | undefined,
  { kind, reference, symbol, issued }: RegisterEntry,
): DocumentContent => {
  const lost = (): never => {
    throw new Error(`the document ${symbol} is in the register and not in its deliberation`);
  };
  if (issued !== undefined) return { issued };
  if (state === undefined) return lost();
  switch (kind) {
    case 'text':
    case 'revision': {
      const revision = state.revisions[Number(reference.slice(1)) - 1];
      return revision === undefined ? lost() : { revision };
    }
    case 'amendment':
    case 'amendmentRevision': {
      const [id = '', number = '0'] = reference.split('.');
      const amendment = entryOf(state.amendments, id);
      if (amendment === undefined) return lost();
      const { words, ...given } = amendmentVersions(amendment)[Number(number)] ?? lost();
      return { amendment: { ...amendment, ...words }, given };
    }
    case 'statement': {
      const statement = state.explanations.find(({ id }) => id === reference);
      return statement === undefined ? lost() : { statement };
    }
    case 'groupStatement': {
      const groupStatement = entryOf(state.groupStatements, reference);
      return groupStatement === undefined ? lost() : { groupStatement };
    }
    case 'report': {
      const decision = state.decisions.find(({ id }) => id === reference);
      return decision === undefined ? lost() : { decision };
    }
    case 'resolution': {
      const adopted = state.decisions.find(({ id }) => id === reference);
      return adopted === undefined || state.revision === undefined
        ? lost()
        : { resolution: state.revision, adopted };
    }
    case 'addendum':
    case 'corrigendum':
    case 'roomPaper':
    case 'meetingRecord':
      return lost();
  }
};
