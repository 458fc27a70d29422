import { readFileSync } from 'node:fs';
import type { BodyState, LocalisedText } from '@plenary/consensus';
import type { KeptNotice, NoticeCount } from '@plenary/db';
import { direction, LANGS, sentence, type Lang, type Messages } from '@plenary/i18n';
import { html } from '../pages/html.ts';
import { inLanguage, instant } from '../pages/reader-page.ts';

const FOLDER = new URL('../messages/', import.meta.resolve('@plenary/i18n'));
const MESSAGES: ReadonlyMap<Lang, Messages> = new Map(
  LANGS.map((lang) => [
    lang,
    JSON.parse(readFileSync(new URL(`${lang}/notices.json`, FOLDER), 'utf8')) as Messages, // checked by its tests
  ]),
);

const words = (lang: Lang, key: string, facts: Readonly<Record<string, string | number>> = {}): string => {
  const messages = MESSAGES.get(lang);
  const said = messages === undefined ? undefined : sentence(messages, key, facts, lang);
  if (said === undefined) throw new Error(`no sentence ${key} in ${lang}/notices.json`);
  return said;
};

export const langOf = (lang: string): Lang => LANGS.find((known) => known === lang) ?? 'en';

export interface MailText {
  readonly subject: string;
  readonly plain: string;
  readonly html: string;
}

/** A header cannot hold the end of a line, whatever people wrote. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

/** One notice as a sentence in a language. */
export const noticeSentence = (
  lang: Lang,
  { code, facts }: Pick<KeptNotice, 'code' | 'facts'>,
  title: LocalisedText,
  body: BodyState | undefined,
): string => {
  const until = facts['until'];
  const owner = facts['owner'];
  const rule = facts['rule'];
  const ground = facts['ground'];
  const ownerNames = (id: string): LocalisedText =>
    body?.members[id]?.names ?? body?.accreditations[id]?.organization.names ?? { en: id };
  const ruleNames = (id: string): LocalisedText =>
    body?.rules[id]?.names ?? body?.ruleProposals[id]?.rule.names ?? { en: id };
  return words(lang, `sentence.${code}`, {
    ...facts,
    deliberation: inLanguage(title, lang),
    ...(typeof ground === 'string' ? { ground: words(lang, `ground.${ground}`) } : {}),
    ...(typeof until === 'string' ? { until: instant(until, lang) } : {}),
    ...(typeof owner === 'string' ? { owner: inLanguage(ownerNames(owner), lang) } : {}),
    ...(typeof rule === 'string' ? { rule: inLanguage(ruleNames(rule), lang) } : {}),
  });
};

/** How many notices of one kind there are, as a sentence. */
export const countSentence = (
  lang: Lang,
  { kind, count }: Pick<NoticeCount, 'kind' | 'count'>,
  title: LocalisedText,
): string => words(lang, `many.${kind}`, { count, deliberation: inLanguage(title, lang) });

/** How many more there are than a mail shows. */
export const moreSentence = (lang: Lang, count: number): string => words(lang, 'mail.more', { count });

/** One sentence of a letter to somebody who asked to be accredited; instants among the facts are written out. */
export const letterSentence = (
  lang: Lang,
  letter: string,
  { until, ...facts }: Readonly<Record<string, string>>,
): string =>
  words(lang, `letter.${letter}`, {
    ...facts,
    ...(until === undefined ? {} : { until: instant(until, lang) }),
  });

const page = (
  lang: Lang,
  paragraphs: readonly { readonly text: string; readonly url?: string }[],
  end: string,
  endUrl: string,
): string =>
  `<!doctype html>\n${
    html`<html lang="${lang}" dir="${direction(lang)}">
      <body>
        ${paragraphs.map(({ text, url }) =>
          url === undefined
            ? html`<p dir="auto">${text}</p> `
            : html`<p dir="auto"><a href="${url}">${text}</a></p> `,
        )}
        <hr />
        <p><small>${endUrl === '' ? html`${end}` : html`<a href="${endUrl}">${end}</a>`}</small></p>
      </body>
    </html>`.markup
  }\n`;

/**
 * What happened, in one mail. `notices` come with their sentence and the address of their page; `count` is how many there
 * are, where not each has a sentence of its own.
 */
export const digestText = (
  lang: Lang,
  bodyName: string,
  notices: readonly { readonly text: string; readonly url: string }[],
  unsubscribe: string,
  {
    opening = 'mail.greeting',
    count = notices.length,
  }: { readonly opening?: 'mail.greeting' | 'mail.letter'; readonly count?: number } = {},
): MailText => {
  const first = count === 1 ? notices[0]?.text : undefined;
  const subject = oneLine(first ?? words(lang, 'mail.subject', { count, body: bodyName }));
  const greeting = words(lang, opening, { body: bodyName });
  const end = words(lang, 'mail.unsubscribe');
  return {
    subject,
    plain: [
      greeting,
      ...notices.map(({ text, url }) => `${text}\n${url}`),
      `-- \n${end}\n${unsubscribe}`,
    ].join('\n\n'),
    html: page(lang, [{ text: greeting }, ...notices], end, unsubscribe),
  };
};

const withOneLink = (
  lang: Lang,
  { subject, text, url }: { readonly subject: string; readonly text: string; readonly url: string },
): MailText => {
  const end = words(lang, 'mail.ignore');
  return {
    subject: oneLine(subject),
    plain: `${text}\n${url}\n\n-- \n${end}`,
    html: page(lang, [{ text, url }], end, ''),
  };
};

/** The mail by which the owner of an address confirms it. */
export const confirmationText = (lang: Lang, bodyName: string, url: string): MailText =>
  withOneLink(lang, {
    subject: words(lang, 'mail.confirmSubject', { body: bodyName }),
    text: words(lang, 'mail.confirm', { body: bodyName }),
    url,
  });

/** The mail by which whoever is not signed in confirms an address, to take part without work. */
export const addressLinkText = (lang: Lang, bodyName: string, url: string): MailText =>
  withOneLink(lang, {
    subject: words(lang, 'mail.partSubject', { body: bodyName }),
    text: words(lang, 'mail.part', { body: bodyName }),
    url,
  });
