import {
  admitConsultation,
  evolveConsultation,
  type BodyState,
  type ConsultationState,
  type DeliberationState,
  type Instant,
} from '@plenary/consensus';
import { FileCommentRequest, LIMITS, type CommentTableAnswer } from '@plenary/protocol';
import { Compile } from 'typebox/compile';
import { readCsv } from '../consultations/read-csv.ts';
import { commentedAmendments } from '../consultations/commented-amendments.ts';
import { readCommentTable, type ReadRow } from '../consultations/iso-table.ts';
import type { Commenter } from '../identity/commenter.ts';
import { refused, Refused, refusedByRules } from '../refused.ts';
import {
  checkMayFile,
  checkRoom,
  consultationAt,
  filingHash,
  preparedComment,
  type FilingParts,
} from './file-comment.ts';
import { isKey } from './perform-act.ts';

export interface TableFilingParts extends FilingParts {
  readonly bodyStream: () => Promise<string>;
  readonly now: () => Instant;
}

/** How the comments of a table are filed: one language and one naming for all. */
export interface TableFiling {
  readonly lang: string;
  readonly naming: 'name' | 'pseudonym';
  /** Say what is wrong with it, and file nothing. */
  readonly isCheck: boolean;
}

const REQUEST = Compile(FileCommentRequest);

/** What the contract asks of a comment, asked of one that came in a table. @throws Refused with the first fault */
const checkedRequest = (comment: FileCommentRequest): FileCommentRequest => {
  if (REQUEST.Check(comment)) return comment;
  const [first] = REQUEST.Errors(comment);
  throw refused('request.malformed', {
    place: first?.instancePath.replace('/words', '') ?? '',
    problem: first?.keyword ?? 'invalid',
  });
};

type Prepared = ReturnType<typeof preparedComment>;
type Problem = CommentTableAnswer['problems'][number];

/** Every row asked of the rules as if those before it had been filed. */
const prepareRows = (
  state: ConsultationState,
  rows: readonly ReadRow[],
  prepare: (state: ConsultationState, comment: FileCommentRequest) => Prepared,
  circumstances: {
    readonly at: Instant;
    readonly body: BodyState;
    readonly deliberation: DeliberationState | undefined;
  },
): { readonly prepared: readonly Prepared[]; readonly problems: readonly Problem[] } => {
  const prepared: Prepared[] = [];
  const problems: Problem[] = [];
  let filed = state;
  for (const row of rows)
    try {
      if ('problem' in row) throw row.problem;
      const one = prepare(filed, checkedRequest(row.comment));
      const { act, actor, said } = one;
      const admission = admitConsultation(filed, act, {
        ...circumstances,
        actor,
        ...(said === undefined ? {} : { said: said.committed }),
      });
      if (!admission.admitted) throw refusedByRules(admission.refusal);
      for (const fact of admission.events)
        filed = evolveConsultation(filed, {
          ...fact,
          stream: `consultation:${state.id}`,
          version: 0,
          at: circumstances.at,
          actor,
        });
      prepared.push(one);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push({ line: row.line, ...error.refusal });
    }
  return { prepared, problems };
};

/**
 * Files every comment of a table, or none: one transaction, one receipt. What is wrong is told line by line.
 * @throws Refused with the code that answers the request; `table.rows` where a row cannot be taken
 */
export const fileCommentTable = async (
  parts: TableFilingParts,
  commenter: Commenter,
  id: string,
  {
    table,
    key,
    filing,
  }: { readonly table: Uint8Array; readonly key: string | undefined; readonly filing: TableFiling },
): Promise<{ readonly answer: CommentTableAnswer; readonly replayed: boolean }> => {
  const { writer, held, words, randomBytes, bodyStream, now } = parts;
  const taken = await parts.taken();
  checkMayFile(commenter);
  if (!filing.isCheck && !isKey(key)) throw refused('act.keyMissing');
  const stream = `consultation:${id}`;
  const state = await consultationAt(held, stream);
  const consulted = await held.get(`deliberation:${state.deliberation}`);
  const deliberation = consulted.kind === 'deliberation' ? consulted.state : undefined;
  const rows = readCommentTable(
    { text: state.text, amendments: commentedAmendments(deliberation) },
    readCsv(table),
    filing,
  );
  const { owner } = commenter;
  const room = { id, owner, comments: rows.length };
  if (filing.isCheck) await checkRoom(words, room);
  else if (rows.length > LIMITS.COMMENTS_PER_PERSON_MAX)
    throw refused('consultation.tooMany', { max: LIMITS.COMMENTS_PER_PERSON_MAX });
  const body = await held.get(await bodyStream());
  if (body.kind !== 'body' || body.state === undefined)
    throw refusedByRules({ code: 'body.notFounded', facts: {} });
  const { prepared, problems } = prepareRows(
    state,
    rows,
    (standing, comment) => preparedComment(standing, commenter, comment, { randomBytes, taken }),
    {
      at: now(),
      body: body.state,
      deliberation,
    },
  );
  const [first, ...more] = prepared;
  if (key === undefined || filing.isCheck)
    return { answer: { rows: rows.length, problems, filed: [] }, replayed: false };
  if (problems.length > 0 || first === undefined)
    throw refused('table.rows', {
      rows: problems.length,
      lines: problems.map(({ line, code }) => `${line} ${code}`),
    });
  const { words: _, ...performed } = first;
  const request = {
    stream,
    ...performed,
    following: more.map(({ act, said }) => ({ act, ...(said === undefined ? {} : { said }) })),
    actorKey: owner,
    key,
    requestHash: filingHash(stream, prepared),
  };
  const before = await writer.before(request);
  if (before === undefined) await checkRoom(words, room);
  const { events, replayed, receipt } = before ?? (await writer.perform(request));
  const filed = events.flatMap((event) => (event.type === 'commentFiled' ? [event.payload.comment] : []));
  return { answer: { rows: rows.length, problems, filed, receipt }, replayed };
};
