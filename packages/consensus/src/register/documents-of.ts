import { WHOLE_TEXT } from '../acts/items.ts';
import { submittedAmendments } from '../acts/amendments/amendment-records.ts';
import type { DeliberationEvent, DeliberationState } from '../types.ts';
import type { DocumentToRegister } from './types.ts';
import type { IssuedKind, RegisteredKind } from './vocabulary.ts';

type Listed = Omit<DocumentToRegister, 'kind' | 'deliberation'>;

/** Languages of a report: what a decision was is said in all of them; English stands for its record. */
const REPORT_LANGUAGE = 'en';

/** Kinds that come about by acts of a deliberation. */
type ArisingKind = Exclude<RegisteredKind, IssuedKind>;

/** Kind → its documents in a deliberation, oldest first; a kind without a row does not compile. */
const DOCUMENTS: { readonly [K in ArisingKind]: (state: DeliberationState) => readonly Listed[] } = {
  text: ({ revisions }) =>
    revisions.slice(0, 1).map(({ symbol, lang }) => ({ reference: 'r1', lang, symbol })),
  revision: ({ revisions }) =>
    revisions.slice(1).map(({ symbol, lang }, at) => ({ reference: `r${at + 2}`, lang, symbol })),
  // An amendment is written in the language of the text that it amends.
  amendment: (state) =>
    submittedAmendments(state).map(({ id }) => ({ reference: id, lang: state.revision?.lang ?? 'en' })),
  // REG-45: `A3.2` is the second revision of A3; in the order of submission, its revisions in theirs.
  amendmentRevision: (state) =>
    submittedAmendments(state).flatMap(({ id, revised }) =>
      Array.from({ length: revised }, (_, at) => ({
        reference: `${id}.${at + 1}`,
        lang: state.revision?.lang ?? 'en',
      })),
    ),
  statement: ({ explanations }) => explanations.map(({ id, lang }) => ({ reference: id, lang })),
  // REG-46: a statement of a group has its position and, where it gave them, its words, in the language of the text.
  groupStatement: ({ groupStatements, revision }) =>
    Object.values(groupStatements)
      .map(({ id }) => ({ reference: id, lang: revision?.lang ?? 'en' }))
      .sort((a, b) => Number(a.reference.slice(1)) - Number(b.reference.slice(1))),
  report: ({ decisions }) =>
    decisions
      .filter(({ outcome }) => outcome !== undefined && outcome !== 'withdrawn')
      .map(({ id }) => ({ reference: id, lang: REPORT_LANGUAGE })),
  // REG-30: a text that was adopted as a whole, in the language in which it was.
  resolution: ({ decisions, revision }) =>
    decisions
      .filter(({ item, outcome }) => item === WHOLE_TEXT && outcome === 'adopted')
      .map(({ id }) => ({ reference: id, lang: revision?.lang ?? 'en' })),
};

/** REG-1: every document of a deliberation that bears a symbol, kind by kind. All of them are public. */
export const documentsOf = (state: DeliberationState): readonly DocumentToRegister[] =>
  (Object.entries(DOCUMENTS) as [ArisingKind, (typeof DOCUMENTS)[ArisingKind]][]).flatMap(([kind, list]) =>
    list(state).map((document) => ({ kind, deliberation: state.id, ...document })),
  );

/** Events after which a deliberation may have a document that it had not: a broken silence is reported on as well. */
const WITH_DOCUMENTS: ReadonlySet<string> = new Set<DeliberationEvent['type']>([
  'textImported',
  'revisionIssued',
  'amendmentSubmitted',
  'amendmentAdopted',
  'amendmentRevised',
  'explained',
  'groupPositionStated',
  'textAdopted',
  'adoptionRejected',
  'silenceEnded',
  'textBarred',
  'divisionCarried',
  'divisionLost',
  'partDecided',
]);

/** REG-4: whether an event may bring about a document that receives a symbol in the same moment. */
export const bringsDocuments = ({ type }: { readonly type: string }): boolean => WITH_DOCUMENTS.has(type);
