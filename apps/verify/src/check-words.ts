import {
  commentOf,
  commentWordsRefusal,
  type CommentWords,
  type CommittedWords,
  type ConsultationComment,
  type ConsultationState,
} from '@plenary/consensus';
import { commitmentOf, hexToBytes, type ExportedWords, type RecordExport } from '@plenary/ledger';
import { isJson, WORDS_FORM } from './act-forms.ts';
import { Failed } from './report.ts';

const HASH = /^[0-9a-f]{64}$/u;
const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value);

/**
 * What an event says was committed to. @throws Failed when it has another form than the service gives it
 */
export const committedIn = (payload: unknown): CommittedWords => {
  const { words, sealed, characters, proposes } = isJson(payload) ? payload : {};
  const isWhole =
    isHash(words) &&
    (sealed === undefined || isHash(sealed)) &&
    Number.isSafeInteger(characters) &&
    typeof characters === 'number' &&
    typeof proposes === 'boolean';
  if (!isWhole) throw new Failed({ problem: 'payload', type: 'commentFiled' });
  return { words, ...(sealed === undefined ? {} : { sealed }), characters, proposes };
};

const isWords = (value: unknown): value is CommentWords => WORDS_FORM(value);

/** What was said is what was committed to, and as long and as proposing as the event says. */
const checkOne = (
  consultation: ConsultationState,
  comment: ConsultationComment,
  { words, salt }: ExportedWords,
): void => {
  const place = { consultation: consultation.id, comment: comment.id };
  if (!isWords(words)) throw new Failed({ problem: 'words', ...place });
  if (commitmentOf(hexToBytes(salt), words) !== comment.words)
    throw new Failed({ problem: 'commitment', ...place });
  // Of a confidential comment the summary alone is there to be judged.
  if (comment.naming === 'confidential') return;
  const { about, naming, by, characters, proposes } = comment;
  const filed = { about, naming, isMember: by.member !== undefined };
  const unfit = commentWordsRefusal(consultation, filed, { published: words });
  if (unfit !== undefined) throw new Failed({ problem: 'refused', code: unfit.refusal.code, ...place });
  if (words.text.length !== characters || (words.proposal !== undefined) !== proposes)
    throw new Failed({ problem: 'differs', ...place });
};

/**
 * VER-14: what was said is there for every comment that was neither erased nor hidden, for no other, each once.
 * @throws Failed with the consultation and the comment
 */
export const checkWords = (
  record: RecordExport,
  consultations: ReadonlyMap<string, ConsultationState>,
): void => {
  const seen = new Set<string>();
  for (const one of record.words ?? []) {
    const consultation = consultations.get(one.stream);
    const comment = consultation === undefined ? undefined : commentOf(consultation, one.comment);
    const name = `${one.stream} ${one.comment}`;
    const isShown = comment !== undefined && comment.erasedAt === undefined && comment.hidden === undefined;
    if (consultation === undefined || !isShown || seen.has(name))
      throw new Failed({ problem: 'foreign', stream: one.stream, comment: one.comment });
    seen.add(name);
    checkOne(consultation, comment, one);
  }
  for (const [stream, { comments }] of consultations) {
    const missing = comments.find(
      ({ id, hidden, erasedAt }) =>
        hidden === undefined && erasedAt === undefined && !seen.has(`${stream} ${id}`),
    );
    if (missing !== undefined) throw new Failed({ problem: 'withheld', stream, comment: missing.id });
  }
};
