import type {
  Actor,
  CommentWords,
  CommittedWords,
  ConsultationAct,
  DeliberationState,
  Instant,
} from '@plenary/consensus';
import { bytesToHex, commitmentOf, type ExportedWords } from '@plenary/ledger';

export const CONSULTATION = 'consultation:x';
const HOUR = 3_600;

/** The salt of a comment's words; it need not be secret here, only another one each time. */
const saltOf = (comment: number): Uint8Array => new Uint8Array(32).fill(100 + comment);

/** What was said in the comments of the record, by their numbers; the third is confidential, the fifth erased. */
const SAID: readonly CommentWords[] = [
  { text: 'It should say who acts.', author: 'A reader', proposal: 'Decides to act at once;' },
  { text: 'The same again, please.', onBehalfOf: 'Readers' },
  { text: 'On those who act.' },
  { text: 'Something hateful here.', author: 'Nobody' },
  { text: 'To be forgotten again.', author: 'Somebody' },
  { text: 'One span of it is weak.', author: 'A reader' },
  { text: 'The amendment is better.', author: 'A reader' },
];
const HIDDEN = 4;
const ERASED = 5;

/** An event, as far as it says what becomes of words. */
interface ToldOfWords {
  readonly stream: string;
  readonly type: string;
  readonly payload: unknown;
}
const payloadOf = ({ payload }: ToldOfWords): Readonly<Record<string, unknown>> =>
  payload as Readonly<Record<string, unknown>>; // told by the rules

/** Words as an export holds them after these events: of each comment that was neither hidden nor erased. */
export const wordsAfter = (told: readonly ToldOfWords[]): readonly ExportedWords[] => {
  const shown = new Map<string, boolean>();
  for (const event of told.filter(({ stream }) => stream === CONSULTATION)) {
    const { comment, ground } = payloadOf(event);
    if (event.type === 'commentFiled') shown.set(String(comment), true);
    if (event.type === 'commentErased') shown.set(String(comment), false);
    if (event.type === 'commentModerated') shown.set(String(comment), ground === null);
  }
  return SAID.flatMap((words, at) => {
    const comment = `c${at + 1}`;
    return shown.get(comment) === true
      ? [{ stream: CONSULTATION, comment, words, salt: bytesToHex(saltOf(at + 1)) }]
      : [];
  });
};

const committed = (comment: number): CommittedWords => {
  const words = SAID[comment - 1];
  if (words === undefined) throw new Error(`no comment ${comment}`);
  const isSealed = comment === 3;
  return {
    words: commitmentOf(saltOf(comment), words),
    ...(isSealed ? { sealed: 'd'.repeat(64) } : {}),
    characters: isSealed ? 90 : words.text.length,
    proposes: words.proposal !== undefined,
  };
};

/** Where a consultation is held: a text with amendments, and time that passes. */
interface Chamber {
  readonly state: DeliberationState;
  readonly at: Instant;
  readonly wait: (seconds: number) => void;
  readonly takeInConsultation: (act: ConsultationAct, actor: Actor, said?: CommittedWords) => void;
}

/** A consultation in which everything happens that can happen to a comment. */
export const wholeConsultation = ({ takeInConsultation: take, state, at, wait }: Chamber): void => {
  const secretariat = { kind: 'secretariat' } as const;
  const commenter = { kind: 'commenter' } as const;
  const head = { kind: 'delegate', member: 'AAA', person: 'b7', mayBind: true } as const;
  const { revision } = state;
  const paragraph = revision?.paragraphs.find(({ pid }) => pid === 'p3');
  const [tabled] = Object.values(state.amendments);
  if (revision === undefined || paragraph === undefined || tabled === undefined)
    throw new Error('a consultation needs a text and an amendment');
  const later = (hours: number) => new Date(Date.parse(at) + hours * HOUR * 1_000).toISOString();
  const onParagraph = { on: 'paragraph', paragraph: 'p3', textHash: paragraph.hash } as const;
  const file = (number: number, change: object = {}, actor: Actor = commenter): void => {
    const filed = { type: 'fileComment', about: onParagraph, kind: 'technical', lang: 'en', naming: 'name' };
    take({ ...filed, ...change } as ConsultationAct, actor, committed(number));
  };
  take(
    {
      type: 'announceConsultation',
      id: 'x',
      deliberation: 'x',
      textHash: revision.hash,
      title: { en: 'What readers think' },
      description: { fr: 'Ce que pensent les lecteurs' },
      opensAt: at,
      closesAt: later(1),
      audience: 'public',
      languages: ['en', 'ar'],
      questions: [{ en: 'Is it clear?' }],
      charactersMin: 5,
      proof: 'work',
    },
    secretariat,
  );
  file(1, { question: 1 });
  file(2, { about: { on: 'text' }, kind: 'general' }, { kind: 'observer', member: 'OBS' });
  file(3, { naming: 'confidential' });
  file(4, { naming: 'pseudonym' });
  file(5, { unproven: true });
  take({ type: 'extendConsultation', until: later(2), reason: 'Many asked.' }, secretariat);
  file(6, { about: { ...onParagraph, on: 'span', from: 0, to: 7 }, kind: 'editorial', lang: 'en' });
  take({ type: 'supportComment', comment: 'c1' }, { kind: 'commenter', person: 'f00d' });
  wait(3 * HOUR);
  file(7, { about: { on: 'amendment', amendment: tabled.id, textHash: tabled.hash } });
  take({ type: 'replyToComment', comment: 'c1', words: 'Thank you.' }, secretariat);
  take({ type: 'groupComments', comments: ['c1', 'c2'], theme: 'Duties' }, secretariat);
  take({ type: 'groupComments', comments: ['c2'], theme: null }, secretariat);
  take(
    { type: 'moderateComment', comment: 'c3', ground: 'offTopic', reason: 'Of another text.' },
    secretariat,
  );
  take({ type: 'appealComment', comment: 'c3' }, commenter);
  take(
    { type: 'moderateComment', comment: 'c3', ground: null, reason: 'It is of this one.', final: true },
    {
      kind: 'chair',
    },
  );
  take(
    { type: 'moderateComment', comment: `c${HIDDEN}`, ground: 'hatred', reason: 'See the policy.' },
    secretariat,
  );
  take({ type: 'eraseComment', comment: `c${ERASED}`, reason: 'At the wish of its author.' }, secretariat);
  take({ type: 'makeCommentOwn', comment: 'c1', amendment: tabled.id }, head);
  const reason = 'As the text now says.';
  take(
    {
      type: 'disposeComments',
      comments: ['c1'],
      disposition: 'accepted',
      reason,
      paragraph: 'p3',
      amendment: tabled.id,
    },
    secretariat,
  );
  take(
    { type: 'disposeComments', comments: ['c2'], disposition: 'duplicate', reason, duplicateOf: 'c1' },
    secretariat,
  );
  take(
    { type: 'disposeComments', comments: ['c3', 'c4', 'c5', 'c6', 'c7'], disposition: 'noted', reason },
    secretariat,
  );
  take({ type: 'completeConsultation' }, secretariat);
};
