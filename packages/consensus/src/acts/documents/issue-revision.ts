import type { DeliberationState, Paragraph, ParagraphId, SourcedParagraph } from '../../types.ts';
import { admitPublic, conductRefusal, limitRefusal, refuse, type Refused } from '../admission.ts';
import { symbolRefusal } from '../../register/register-documents.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { isParked, parkedRefusal } from '../parked-paragraphs.ts';
import { isWritable } from './document-access.ts';

const PARAGRAPH_ID = /^p[1-9][0-9]*$/;

/** Every paragraph that ever stood in the text; ids are never given twice. */
const knownIds = ({ revisions, revision }: DeliberationState): ReadonlySet<ParagraphId> =>
  new Set(
    [...revisions, ...(revision === undefined ? [] : [revision])].flatMap(({ paragraphs }) =>
      paragraphs.map(({ pid }) => pid),
    ),
  );

/** The words themselves: within limits, none empty, each source once. */
const textRefusal = (paragraphs: readonly SourcedParagraph[]): Refused | undefined => {
  if (paragraphs.length === 0) return refuse('text.empty');
  if (paragraphs.length > ACT_LIMITS.PARAGRAPHS_MAX) return limitRefusal('PARAGRAPHS_MAX');
  const max = ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX;
  const tooLong = paragraphs.findIndex(({ text }) => text.length > max);
  if (tooLong >= 0) return refuse('text.paragraphTooLong', { paragraph: tooLong + 1, max });
  const empty = paragraphs.findIndex(({ text }) => text.trim() === '');
  if (empty >= 0) return refuse('text.paragraphEmpty', { paragraph: empty + 1 });
  const sources = new Set(paragraphs.map(({ source }) => source));
  return sources.size < paragraphs.length ? refuse('revision.twice') : undefined;
};

/** REV-2: paragraphs agreed ad referendum stand in the new revision with the words on which they were agreed. */
const agreedRefusal = (state: DeliberationState, paragraphs: readonly Paragraph[]): Refused | undefined => {
  const next = new Map(paragraphs.map(({ pid, hash }) => [pid, hash]));
  const changed = (state.revision?.paragraphs ?? []).find(
    ({ pid, hash }) => entryOf(state.marks, pid)?.status === 'agreedAdRef' && next.get(pid) !== hash,
  );
  return changed === undefined ? undefined : refuse('revision.agreedChanged', { pid: changed.pid });
};

/** REV-50: so does what is set aside. */
const parkedChanged = (state: DeliberationState, paragraphs: readonly Paragraph[]): Refused | undefined => {
  const next = new Map(paragraphs.map(({ pid, hash }) => [pid, hash]));
  const changed = (state.revision?.paragraphs ?? []).find(
    ({ pid, hash }) => next.get(pid) !== hash && isParked(state, pid),
  );
  return changed === undefined ? undefined : parkedRefusal(state, [changed.pid]);
};

/**
 * REV-1 to REV-4: the secretariat issues the next revision with its own symbol. Paragraphs keep their permanent ids, told
 * by where they come from; new ones receive ids that no paragraph ever had. Positions on words that did not change stand.
 */
export const issueRevision: AdmitAct<'issueRevision'> = (state, act, { actor, body, texts }) => {
  const refused = conductRefusal(actor, 'secretariat', 'chair') ?? textRefusal(act.paragraphs);
  if (refused !== undefined) return refused;
  if (state.revision === undefined) return refuse('text.none');
  const { symbol, lang, hash } = act;
  if (state.revisions.some((revision) => revision.symbol === symbol))
    return refuse('revision.symbolTaken', { symbol });
  const misnamed = symbolRefusal(body, symbol, { text: state });
  if (misnamed !== undefined) return misnamed;
  if (state.revisions.length >= ACT_LIMITS.REVISIONS_MAX) return limitRefusal('REVISIONS_MAX');
  // A text that was amended since may be issued as it stands: then only its symbol is new.
  if (hash === state.revision.hash && state.revision.amendedBy === undefined)
    return refuse('revision.same', { symbol: state.revision.symbol });
  const from = act.document === undefined ? undefined : entryOf(state.documents, act.document);
  if (act.document !== undefined && (from?.kind !== 'workingText' || !isWritable(state, from)))
    return refuse('document.unknown', { document: act.document });
  const known = knownIds(state);
  let last = state.paragraphsNamed;
  const sources: { source: string; pid: ParagraphId }[] = [];
  const pidOf = (source: string): ParagraphId => {
    const pid = entryOf(state.sources, source) ?? (known.has(source) ? source : undefined);
    if (pid !== undefined) return pid;
    last += 1;
    sources.push({ source, pid: `p${last}` });
    return `p${last}`;
  };
  const foreign = act.paragraphs.find(({ source }) => PARAGRAPH_ID.test(source) && !known.has(source));
  if (foreign !== undefined) return refuse('paragraph.unknown', { pid: foreign.source });
  const paragraphs = act.paragraphs.map(({ source, kind, level, label, text, hash: words }): Paragraph => ({
    pid: pidOf(source),
    kind,
    level,
    label,
    text,
    hash: words,
  }));
  const twice = new Set(paragraphs.map(({ pid }) => pid)).size < paragraphs.length;
  if (twice) return refuse('revision.twice');
  const lapsed = texts.lapsing(state, paragraphs);
  return (
    agreedRefusal(state, paragraphs) ??
    parkedChanged(state, paragraphs) ??
    admitPublic({
      type: 'revisionIssued',
      payload: {
        symbol,
        lang,
        paragraphs,
        sources,
        hash,
        ...(lapsed.length === 0 ? {} : { lapsed }),
        ...(act.document === undefined ? {} : { document: act.document }),
        ...(act.moment === undefined ? {} : { moment: act.moment }),
      },
    })
  );
};
