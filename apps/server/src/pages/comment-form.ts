import { COMMENT_KINDS, COMMENT_NAMINGS, type CommentSubject, type Paragraph } from '@plenary/consensus';
import { FileCommentRequest, type ConsultationAnswer } from '@plenary/protocol';
import { Compile } from 'typebox/compile';
import type { CommentedAmendment } from '../consultations/commented-amendments.ts';
import { refused } from '../refused.ts';

/** Fields of the plain form for a comment, as they came. */
export interface CommentFormFields {
  readonly about: string;
  readonly kind: string;
  readonly lang: string;
  readonly question: string;
  readonly text: string;
  readonly proposal: string;
  readonly naming: string;
  readonly author: string;
  readonly onBehalfOf: string;
  readonly summary: string;
  readonly key: string;
}

/** A form in which nothing was written yet. */
export const EMPTY_FORM: CommentFormFields = {
  about: 'text',
  kind: 'general',
  lang: '',
  question: '',
  text: '',
  proposal: '',
  naming: 'name',
  author: '',
  onBehalfOf: '',
  summary: '',
  key: '',
};

/** What is filed, under the key that the form was given when it was drawn. */
export interface FiledByForm {
  readonly comment: FileCommentRequest;
  readonly key: string;
}

/** The fields of a form that was sent; what it does not hold is empty. */
export const formIn = (body: unknown): CommentFormFields => {
  const sent = body instanceof URLSearchParams ? body : new URLSearchParams();
  const field = (name: keyof CommentFormFields): string =>
    (sent.get(name) ?? EMPTY_FORM[name]).replaceAll('\r\n', '\n');
  return {
    about: field('about'),
    kind: field('kind'),
    lang: field('lang'),
    question: field('question'),
    text: field('text'),
    proposal: field('proposal'),
    naming: field('naming'),
    author: field('author'),
    onBehalfOf: field('onBehalfOf'),
    summary: field('summary'),
    key: field('key'),
  };
};

const subjectOf = (
  paragraph: Paragraph | undefined,
  amendment: CommentedAmendment | undefined,
): CommentSubject => {
  if (paragraph !== undefined) return { on: 'paragraph', paragraph: paragraph.pid, textHash: paragraph.hash };
  return amendment === undefined
    ? { on: 'text' }
    : { on: 'amendment', amendment: amendment.id, textHash: amendment.hash };
};

const REQUEST = Compile(FileCommentRequest);

/**
 * The comment of a form, in the contract's form. A proposal that is the paragraph as it stands proposes nothing.
 * @throws Refused `request.malformed` with the field
 */
export const filingOf = (
  form: CommentFormFields,
  {
    consultation: { state },
    amendments,
  }: {
    readonly consultation: ConsultationAnswer;
    readonly amendments: readonly CommentedAmendment[];
  },
): FiledByForm => {
  const paragraph = state.text.paragraphs.find(({ pid }) => pid === form.about);
  const amendment = amendments.find(({ id }) => id === form.about);
  const proposes = form.proposal.trim() !== '' && form.proposal !== paragraph?.text;
  const comment: unknown = {
    about: subjectOf(paragraph, amendment),
    kind: COMMENT_KINDS.find((kind) => kind === form.kind) ?? 'general',
    lang: form.lang,
    ...(/^[1-9]\d?$/u.test(form.question) ? { question: Number(form.question) } : {}),
    naming: COMMENT_NAMINGS.find((naming) => naming === form.naming) ?? 'name',
    words: {
      text: form.text,
      ...(proposes ? { proposal: form.proposal } : {}),
      ...(form.author === '' ? {} : { author: form.author }),
      ...(form.onBehalfOf === '' ? {} : { onBehalfOf: form.onBehalfOf }),
    },
    ...(form.naming === 'confidential' && form.summary !== '' ? { summary: form.summary } : {}),
  };
  if (!REQUEST.Check(comment)) {
    const [first] = REQUEST.Errors(comment);
    throw refused('request.malformed', {
      place: `form${first?.instancePath ?? ''}`,
      problem: first?.keyword ?? 'invalid',
    });
  }
  return { comment, key: form.key };
};
