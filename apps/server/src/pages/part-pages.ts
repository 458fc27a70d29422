import type { Refusal } from '@plenary/consensus';
import { BACK_PATH, LIMITS } from '@plenary/protocol';
import { html, type Html } from './html.ts';
import { sayIn, type PlainMessages } from './plain-messages.ts';
import { frame, type ReaderContext, type ReaderPage } from './reader-page.ts';

const BACK = new RegExp(BACK_PATH, 'u');

/** Fields of a plain form, each once. */
export const fieldOf = (body: unknown, name: string): string =>
  body instanceof URLSearchParams ? (body.get(name) ?? '') : '';

/** Where a reader came from: a consultation or a conversation, never another site. */
export const backIn = (asked: unknown): string | undefined =>
  typeof asked === 'string' && BACK.test(asked) ? asked : undefined;

/** A form without script by which whoever is not signed in asks for the link that confirms an address. */
export const askForLink = (context: ReaderContext, messages: PlainMessages, back: string): Html => {
  const say = sayIn(context, messages);
  const { lang } = context;
  return html`<form method="post" action="/take-part/ask?lang=${lang}">
    <h2>${say('ask')}</h2>
    <p>${say('askAbout')}</p>
    <input type="hidden" name="back" value="${back}" />
    <p>
      <label
        >${say('address')}
        <input
          type="email"
          name="address"
          dir="ltr"
          autocomplete="email"
          required
          maxlength="${String(LIMITS.ADDRESS_CHARACTERS_MAX)}"
      /></label>
      <button type="submit">${say('send')}</button>
    </p>
  </form>`;
};

/** The page that a mailed link opens. Programs that look through mails open it too: only its button does something. */
export const takePartPage = (
  context: ReaderContext,
  messages: PlainMessages,
  { link, back, refusal }: { readonly link: string; readonly back: string; readonly refusal?: Refusal },
): ReaderPage => {
  const say = sayIn(context, messages);
  const title = say('confirmTitle');
  return {
    title: `${title} · Plenary`,
    content: frame(
      context,
      html`<h1>${title}</h1>
        ${refusal === undefined ? '' : html`<p role="alert"><strong>${say(`errors.${refusal.code}`)}</strong></p>`}
        <form method="post" action="/take-part?lang=${context.lang}">
          <p>${say('confirmAbout')}</p>
          <input type="hidden" name="link" value="${link}" />
          <input type="hidden" name="back" value="${back}" />
          <p><button type="submit">${say('confirm')}</button></p>
        </form>`,
    ),
  };
};
