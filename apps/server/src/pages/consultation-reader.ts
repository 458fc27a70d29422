import {
  COMMENT_KINDS,
  COMMENT_NAMINGS,
  HIDING_GROUNDS,
  type CommentSubject,
  type ConsultedText,
  type Refusal,
} from '@plenary/consensus';
import { NATIVE_NAMES, LANGS } from '@plenary/i18n';
import type {
  CommentPageAnswer,
  ConsultationAnswer,
  ConsultationListAnswer,
  ShownComment,
} from '@plenary/protocol';
import type { CommentedAmendment } from '../consultations/commented-amendments.ts';
import type { CommentFormFields } from './comment-form.ts';
import type { ConsultationMessages } from './consultation-messages.ts';
import { html, type Html } from './html.ts';
import {
  frame,
  inLanguage,
  instant,
  paragraph,
  textDirection,
  type ReaderContext,
  type ReaderPage,
  words as inThe,
} from './reader-page.ts';
import { sentence } from './reader-messages.ts';

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const sayIn = ({ lang }: ReaderContext, messages: ConsultationMessages): Say => {
  const own = messages.get(lang);
  if (own === undefined) throw new Error(`no sentences of consultations in ${lang}`);
  return (key, values = {}) => sentence(own, key, values);
};

/** Consultations on a text, for readers without script. */
export const consultationsPage = (
  context: ReaderContext,
  messages: ConsultationMessages,
  deliberation: string,
  consultations: ConsultationListAnswer['consultations'],
): ReaderPage => {
  const say = sayIn(context, messages);
  const { lang } = context;
  const entries = consultations.map(
    ({ id, title, phase, opensAt, closesAt }) =>
      html`<li>
        <a href="/deliberations/${deliberation}/consultations/${id}?lang=${lang}">${inThe(title, lang)}</a>
        <p>
          ${say(`vocabulary.consultationPhase.${phase}`)} ·
          ${say('from', { from: instant(opensAt, lang), to: instant(closesAt, lang) })}
        </p>
      </li>`,
  );
  return {
    title: `${say('title')} · Plenary`,
    content: frame(
      context,
      html`<h1>${say('title')}</h1>
        <p>${say('lead')}</p>
        ${
          entries.length === 0
            ? html`<p>${say('none')}</p>`
            : html`<ul>
                ${entries}
              </ul>`
        }`,
    ),
  };
};

const nameOf = ({ paragraphs }: ConsultedText, pid: string): string => {
  const found = paragraphs.find((one) => one.pid === pid);
  return found === undefined || found.label === '' ? (found?.text.slice(0, 40) ?? pid) : found.label;
};

const subjectOf = (text: ConsultedText, about: CommentSubject, say: Say): string => {
  if (about.on === 'text') return say('whole');
  return about.on === 'amendment'
    ? say('card.amendment', { amendment: about.amendment })
    : nameOf(text, about.paragraph);
};

const commentItem = (
  { lang, body }: ReaderContext,
  say: Say,
  text: ConsultedText,
  comment: ShownComment,
): Html => {
  const { id, about, by, at, words, hidden, erasedAt, disposition, naming } = comment;
  const member = by.member === undefined ? undefined : body?.members[by.member]?.names;
  const author =
    member === undefined ? (words?.author ?? say('card.confidential')) : inLanguage(member, lang);
  return html`<li id="${id}">
    <p>
      <b><bdi>${id}</bdi></b>
      <bdi>${author}</bdi
      >${by.kind === 'commenter' ? html` (${say('card.notSignedIn')})` : ''}${naming === 'pseudonym' ? html` (${say('card.pseudonym')})` : ''}${comment.unproven === true ? html` (${say('card.unproven')})` : ''}${words?.onBehalfOf === undefined ? '' : html` ${say('card.onBehalf', { name: words.onBehalfOf })}`}
      · <bdi>${subjectOf(text, about, say)}</bdi> ·
      ${instant(at, lang)}${comment.late ? html` · ${say('card.late')}` : ''}
    </p>
    ${words === undefined ? '' : html`<p lang="${comment.lang}" dir="auto">${words.text}</p>`}
    ${words?.proposal === undefined ? '' : html`<blockquote lang="${text.lang}" dir="auto">${words.proposal}</blockquote>`}
    ${hidden === undefined ? '' : html`<p>${say('card.hidden', { ground: say(`vocabulary.hidingGround.${hidden.ground}`), reason: hidden.reason })}</p>`}
    ${erasedAt === undefined ? '' : html`<p>${say('card.erased', { at: instant(erasedAt, lang) })}${comment.erasedWhy === undefined ? '' : html` ${say('card.erasedWhy', { reason: comment.erasedWhy })}`}</p>`}
    <p>
      <b>${say(`vocabulary.disposition.${disposition?.disposition ?? 'waiting'}`)}</b
      >${disposition === undefined ? '' : html` <span dir="auto">${disposition.reason}</span>`}
      ${disposition?.paragraph === undefined ? '' : say('card.paragraph', { paragraph: nameOf(text, disposition.paragraph) })}
      ${disposition?.amendment === undefined ? '' : say('card.amendment', { amendment: disposition.amendment })}
      ${disposition?.duplicateOf === undefined ? '' : say('card.duplicateOf', { comment: disposition.duplicateOf })}
    </p>
  </li>`;
};

const option = (value: string, name: string, chosen: string): Html =>
  value === chosen
    ? html`<option value="${value}" selected>${name}</option>`
    : html`<option value="${value}">${name}</option>`;

const languageOf = (code: string): string => {
  const ours = LANGS.find((lang) => lang === code);
  return ours === undefined ? code : NATIVE_NAMES[ours];
};

const commentForm = (
  { lang }: ReaderContext,
  say: Say,
  { state, phase }: ConsultationAnswer,
  amendments: readonly CommentedAmendment[],
  form: CommentFormFields,
  key: string,
): Html =>
  html`<form method="post" action="?lang=${lang}#filed">
    <h2>${say('form.text')}</h2>
    <input type="hidden" name="key" value="${key}" />
    ${phase === 'closed' ? html`<p>${say('form.late')}</p>` : ''}
    <p>
      <label
        >${say('form.about')}
        <select name="about">
          ${option('text', say('whole'), form.about)}
          ${state.text.paragraphs.map(({ pid }) => option(pid, nameOf(state.text, pid), form.about))}
          ${amendments.map(({ id }) => option(id, say('card.amendment', { amendment: id }), form.about))}
        </select></label
      >
    </p>
    <p>
      <label
        >${say('form.kind')}
        <select name="kind">
          ${COMMENT_KINDS.map((kind) => option(kind, say(`vocabulary.commentKind.${kind}`), form.kind))}
        </select></label
      >
      <label
        >${say('form.lang')}
        <select name="lang">
          ${state.languages.map((code) => option(code, languageOf(code), form.lang === '' ? lang : form.lang))}
        </select></label
      >
    </p>
    ${
      state.questions.length === 0
        ? ''
        : html`<p>
            <label
              >${say('form.question')}
              <select name="question">
                ${option('', say('form.noQuestion'), form.question)}
                ${state.questions.map((question, at) => option(String(at + 1), inLanguage(question, lang), form.question))}
              </select></label
            >
          </p>`
    }
    <p>
      <label
        >${say('form.text')} (${say('form.min', { count: state.charactersMin })})<br />
        <textarea name="text" rows="6" cols="50" dir="auto" required>${form.text}</textarea>
      </label>
    </p>
    <p>
      <label
        >${say('form.proposal')}<br />
        <textarea name="proposal" rows="4" cols="50" dir="auto">${form.proposal}</textarea>
      </label>
    </p>
    <fieldset>
      <legend>${say('form.naming')}</legend>
      ${COMMENT_NAMINGS.map(
        (naming) =>
          html`<label
            ><input
              type="radio"
              name="naming"
              value="${naming}"
              ${naming === form.naming ? html`checked` : ''}
            />
            ${say(`vocabulary.commentNaming.${naming}`)}</label
          > `,
      )}
    </fieldset>
    <p>
      <label
        >${say('form.name')} / ${say('form.pseudonym')}
        <input name="author" dir="auto" maxlength="200" value="${form.author}"
      /></label>
      <label
        >${say('form.onBehalfOf')}
        <input name="onBehalfOf" dir="auto" maxlength="200" value="${form.onBehalfOf}"
      /></label>
    </p>
    <p>
      <label
        >${say('form.summary')}<br />
        <textarea name="summary" rows="2" cols="50" dir="auto">${form.summary}</textarea>
      </label>
    </p>
    <p>${say('form.privacy')}</p>
    <p>${say(state.proof === 'mail' ? 'form.mailOnly' : 'form.unproven')}</p>
    <p><button type="submit">${say('form.send')}</button></p>
  </form>`;

/** A consultation for readers without script: the text, the comments with their answers, and a form to file one. */
export const consultationPage = (
  context: ReaderContext,
  messages: ConsultationMessages,
  {
    consultation,
    page,
    offset,
    limit,
    amendments,
    form,
    key,
    part,
    filed,
    follow,
    refusal,
  }: {
    readonly consultation: ConsultationAnswer;
    readonly page: CommentPageAnswer;
    readonly offset: number;
    readonly limit: number;
    readonly amendments: readonly CommentedAmendment[];
    readonly form: CommentFormFields;
    readonly key: string;
    /** How an address is confirmed, where that is taken. */
    readonly part: Html;
    readonly filed?: string;
    /** What the private link of the comment that was filed carries. */
    readonly follow?: string;
    readonly refusal?: Refusal;
  },
): ReaderPage => {
  const say = sayIn(context, messages);
  const { lang } = context;
  const { state, phase } = consultation;
  const { text } = state;
  const takes = state.audience === 'public' && (phase === 'open' || phase === 'closed');
  const facts = Object.fromEntries(
    Object.entries(refusal?.facts ?? {}).map(([name, fact]) => [name, String(fact)]),
  );
  const title = inLanguage(state.title, lang);
  return {
    title: `${title} · Plenary`,
    content: frame(
      context,
      html`<h1>${inThe(state.title, lang)}</h1>
        ${state.description === undefined ? '' : html`<p>${inThe(state.description, lang)}</p>`}
        <p>
          ${say(`vocabulary.consultationPhase.${phase}`)} ·
          ${say('from', { from: instant(state.opensAt, lang), to: instant(state.closesAt, lang) })} ·
          ${say('on', { symbol: text.symbol })} · ${say('languages')}:
          ${state.languages.map(languageOf).join(', ')}
        </p>
        ${
          state.questions.length === 0
            ? ''
            : html`<ol>
                ${state.questions.map((question) => html`<li>${inThe(question, lang)}</li> `)}
              </ol>`
        }
        ${filed === undefined ? '' : html`<p role="status" id="filed"><strong>${say('form.filed', { comment: filed })}</strong></p>`}
        ${
          filed === undefined || follow === undefined
            ? ''
            : html`<p>
                ${say('follow.link')}
                <a
                  href="/deliberations/${state.deliberation}/consultations/${state.id}/comments/${filed}?token=${follow}&amp;lang=${lang}"
                  >${say('follow.open')}</a
                >
              </p>`
        }
        ${refusal === undefined ? '' : html`<p role="alert" id="filed"><strong>${say(`errors.${refusal.code}`, facts)}</strong></p>`}
        <article lang="${text.lang}" dir="${textDirection(text.lang)}">
          ${text.paragraphs.map((each) => paragraph(each, html``))}
        </article>
        ${takes ? commentForm(context, say, consultation, amendments, form, key) : ''} ${takes ? part : ''}
        <details>
          <summary>${say('policy.title')}</summary>
          <p>${say('policy.after')}</p>
          <ul>
            ${HIDING_GROUNDS.map((ground) => html`<li>${say(`vocabulary.hidingGround.${ground}`)}</li>`)}
          </ul>
          ${['reason', 'appeal', 'campaigns', 'proof', 'kept'].map((part) => html`<p>${say(`policy.${part}`)}</p>`)}
          <p>
            <a href="/api/consultations/${state.id}/moderation.csv">${say('policy.log')}</a>
          </p>
        </details>
        <h2>${say('see', { count: page.total })}</h2>
        <p>
          ${say('matrix')}
          <a href="/api/consultations/${state.id}/matrix.docx?lang=${lang}">${say('docx')}</a> ·
          <a href="/api/consultations/${state.id}/iso.csv">${say('iso')}</a> ·
          <a href="/api/consultations/${state.id}/matrix.csv">${say('csv')}</a>
        </p>
        <ol>
          ${page.comments.map((comment) => commentItem(context, say, text, comment))}
        </ol>
        <p>
          ${offset === 0 ? '' : html`<a href="?lang=${lang}&amp;offset=${Math.max(0, offset - limit)}">${say('previous')}</a> `}
          ${offset + limit < page.total ? html`<a href="?lang=${lang}&amp;offset=${offset + limit}">${say('next')}</a>` : ''}
        </p>`,
    ),
  };
};

/** A comment for whoever holds its private link, for readers without script. */
export const followedPage = (
  context: ReaderContext,
  messages: ConsultationMessages,
  { state }: ConsultationAnswer,
  comment: ShownComment,
): ReaderPage => {
  const say = sayIn(context, messages);
  const title = say('follow.title', { comment: comment.id });
  return {
    title: `${title} · Plenary`,
    content: frame(
      context,
      html`<h1>${title}</h1>
        <p>${say('follow.lead')}</p>
        <ol>
          ${commentItem(context, say, state.text, comment)}
        </ol>
        <p>
          <a href="/deliberations/${state.deliberation}/consultations/${state.id}?lang=${context.lang}"
            >${say('follow.all')}</a
          >
        </p>`,
    ),
  };
};
