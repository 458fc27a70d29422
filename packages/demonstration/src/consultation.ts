import {
  addSeconds,
  type Actor,
  type CommentSubject,
  type ConsultationAct,
  type Instant,
  type Revision,
  type SaidInComment,
} from '@plenary/consensus';
import {
  LETTERS,
  READING_QUESTION,
  READING_TITLE,
  SAID_COMMENTS,
  type SaidComment,
} from './consultation-words.ts';
import { DELIBERATION_ID } from './demonstration.ts';

export const READING_ID = 'stakeholder-reading';

/** An act in the consultation of the exercise, with who makes it, when, and what is said with it. */
export interface ReadingAct {
  readonly at: Instant;
  readonly act: ConsultationAct;
  readonly actor: Actor;
  readonly said?: SaidInComment;
}

/** It is announced after the sitting that was held, and opens half an hour later, for sixty days. */
const ANNOUNCED_AFTER_SECONDS = 4 * 3_600;
const OPENS_AFTER_SECONDS = ANNOUNCED_AFTER_SECONDS + 1_800;
const OPEN_SECONDS = 60 * 86_400;
const BETWEEN_COMMENTS_SECONDS = 47 * 60;
const BETWEEN_LETTERS_SECONDS = 240;
const CHARACTERS_MIN = 20;
const SECRETARIAT: Actor = { kind: 'secretariat' };

type Text = Pick<Revision, 'paragraphs' | 'hash'>;
type Paragraph = Text['paragraphs'][number];

const paragraphOf = (text: Text, label: string): Paragraph => {
  const found = text.paragraphs.find((each) => each.label === label);
  if (found === undefined) throw new Error(`no paragraph ${label}`);
  return found;
};
const placeOf = (words: string, { label, text }: Paragraph): number => {
  const from = text.indexOf(words);
  if (from < 0) throw new Error(`${label} does not say ${words}`);
  return from;
};

const subjectOf = (text: Text, { label, on }: SaidComment): CommentSubject => {
  if (label === undefined) return { on: 'text' };
  const paragraph = paragraphOf(text, label);
  const about = { paragraph: paragraph.pid, textHash: paragraph.hash };
  if (on === undefined) return { on: 'paragraph', ...about };
  const from = placeOf(on, paragraph);
  return { on: 'span', ...about, from, to: from + on.length };
};

const wordsOf = (text: Text, { label = '', proposal, summary, ...said }: SaidComment): SaidInComment => {
  const words = { text: said.text };
  if (summary !== undefined) return { published: { text: summary }, sealed: words };
  if (proposal === undefined) return { published: words };
  const paragraph = paragraphOf(text, label);
  placeOf(proposal.instead, paragraph);
  return {
    published: { ...words, proposal: paragraph.text.replace(proposal.instead, () => proposal.words) },
  };
};

const filed = (text: Text, comment: SaidComment, at: Instant): ReadingAct => {
  const isSealed = comment.summary !== undefined;
  return {
    at,
    act: {
      type: 'fileComment',
      about: subjectOf(text, comment),
      kind: comment.kind,
      lang: comment.lang,
      naming: isSealed ? 'confidential' : 'name',
    },
    actor: { kind: 'observer', member: comment.seat },
    said: wordsOf(text, comment),
  };
};

/** Support for a comment, and how it is answered. */
const answersTo = (
  { supporters = [], theme, reply, disposition }: SaidComment,
  comment: string,
  at: Instant,
): readonly ReadingAct[] => {
  const bySecretariat = (act: ConsultationAct): ReadingAct => ({ at, act, actor: SECRETARIAT });
  return [
    ...supporters.map((member): ReadingAct => ({
      at,
      act: { type: 'supportComment', comment },
      actor: { kind: 'observer', member },
    })),
    ...(theme === undefined ? [] : [bySecretariat({ type: 'groupComments', comments: [comment], theme })]),
    ...(reply === undefined ? [] : [bySecretariat({ type: 'replyToComment', comment, words: reply })]),
    ...(disposition === undefined
      ? []
      : [bySecretariat({ type: 'disposeComments', comments: [comment], ...disposition })]),
  ];
};

/**
 * The consultation of the exercise on its founding text, in the order of time: announced, commented by observer seats,
 * answered in part, with one letter that many of them sent. All of it lies in the day before the exercise was seeded.
 */
export const readingActs = (began: Instant, text: Text): readonly ReadingAct[] => {
  const opensAt = addSeconds(began, OPENS_AFTER_SECONDS);
  const announcement: ReadingAct = {
    at: addSeconds(began, ANNOUNCED_AFTER_SECONDS),
    actor: SECRETARIAT,
    act: {
      type: 'announceConsultation',
      id: READING_ID,
      deliberation: DELIBERATION_ID,
      textHash: text.hash,
      title: READING_TITLE,
      opensAt,
      closesAt: addSeconds(opensAt, OPEN_SECONDS),
      audience: 'public',
      languages: ['en', 'fr', 'es', 'ru', 'zh', 'ar'],
      questions: [READING_QUESTION],
      charactersMin: CHARACTERS_MIN,
    },
  };
  const timeOf = (place: number): Instant => addSeconds(opensAt, (place + 1) * BETWEEN_COMMENTS_SECONDS);
  const lettersFrom = timeOf(SAID_COMMENTS.length);
  const answeredFrom = addSeconds(lettersFrom, LETTERS.length * BETWEEN_LETTERS_SECONDS);
  return [
    announcement,
    ...SAID_COMMENTS.map((comment, place) => filed(text, comment, timeOf(place))),
    ...LETTERS.map((letter, place) =>
      filed(text, letter, addSeconds(lettersFrom, place * BETWEEN_LETTERS_SECONDS)),
    ),
    ...SAID_COMMENTS.flatMap((comment, place) =>
      answersTo(comment, `c${place + 1}`, addSeconds(answeredFrom, place * BETWEEN_LETTERS_SECONDS)),
    ),
  ];
};
