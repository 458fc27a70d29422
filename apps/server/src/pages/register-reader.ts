import { DOCUMENT_LANGUAGES, type DocumentLanguage } from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import {
  LIMITS,
  type DocumentVersionAnswer,
  type RegisterAnswer,
  type RegisteredDocumentAnswer,
  type RegisteredDocumentInfo,
} from '@plenary/protocol';
import { html, type Html } from './html.ts';
import { sentence } from './reader-messages.ts';
import {
  decisionText,
  frame,
  inLanguage,
  instant,
  paragraph,
  textDirection,
  type ReaderContext,
  type ReaderPage,
} from './reader-page.ts';

/** Address of a document, the same for ever: the parts of its symbol are the parts of the path. */
export const documentPath = (symbol: string): string =>
  `/documents/${symbol.split('/').map(encodeURIComponent).join('/')}`;

const nameOf = ({ lang, messages, body }: ReaderContext, document: RegisteredDocumentInfo): string => {
  const { kind, member, issued, group } = document;
  const whose = member === undefined ? '' : inLanguage(body?.members[member]?.names ?? { en: member }, lang);
  const title = issued?.title ?? inLanguage(document.title, lang);
  const ofGroup = group === undefined ? '' : inLanguage(body?.groups[group]?.names ?? { en: group }, lang);
  return sentence(messages, `document_${kind}`, { title, member: whose, group: ofGroup });
};

const entry = (context: ReaderContext, document: RegisteredDocumentInfo): Html =>
  html`<li>
    <a href="${documentPath(document.symbol)}?lang=${context.lang}"><bdi>${document.symbol}</bdi></a>
    <p>${nameOf(context, document)} · ${instant(document.at, context.lang)}</p>
  </li> `;

/** The register with its search, for readers without script. */
export const registerPage = (
  context: ReaderContext,
  { q, offset }: { readonly q: string; readonly offset: number },
  { documents, total }: RegisterAnswer,
): ReaderPage => {
  const { lang, messages } = context;
  const title = sentence(messages, 'documents');
  const next = offset + LIMITS.DOCUMENTS_PER_PAGE_MAX;
  const more = `/documents?lang=${lang}&q=${encodeURIComponent(q)}&offset=${next}`;
  return {
    title: `${title} · Plenary`,
    content: frame(
      context,
      html`<h1>${title}</h1>
        <form action="/documents" method="get" role="search">
          <input type="hidden" name="lang" value="${lang}" />
          <label
            >${sentence(messages, 'searchDocuments')} <input type="search" name="q" value="${q}"
          /></label>
          <button>${sentence(messages, 'search')}</button>
        </form>
        ${
          documents.length === 0
            ? html`<p>${sentence(messages, 'noDocuments')}</p>`
            : html`<ul>
                ${documents.map((document) => entry(context, document))}
              </ul>`
        }
        ${next < total ? html`<p><a href="${more}">${sentence(messages, 'moreDocuments')}</a></p>` : ''}`,
    ),
  };
};

/** RGS-95: the languages in which the words of a document are there, each with its address. */
const readIn = (
  { lang, messages }: ReaderContext,
  { document, translations }: RegisteredDocumentAnswer,
  reading: string,
): Html => {
  if (translations.length === 0) return html``;
  const here = `${documentPath(document.symbol)}?lang=${lang}`;
  const links = [document.lang, ...translations.map((known) => known.lang)].map((one) => {
    const native = DOCUMENT_LANGUAGES.find((known) => known === one);
    const name = html`<bdi lang="${one}">${native === undefined ? one : NATIVE_NAMES[native]}</bdi>`;
    if (one === reading) return html`<li><strong>${name}</strong></li> `;
    return html`<li>
      <a href="${one === document.lang ? here : `${here}&in=${one}`}" hreflang="${one}">${name}</a>
    </li> `;
  });
  return html`<h2>${sentence(messages, 'readIn')}</h2>
    <ul>
      ${links}
    </ul>`;
};

/** The words of a translation, with the labels of the original. */
const translated = ({ lang, messages }: ReaderContext, version: DocumentVersionAnswer): Html =>
  html`<p>
      ${sentence(messages, 'translationOf', {
        number: String(version.number),
        date: instant(version.at, lang),
      })}
      ${version.official ? '' : sentence(messages, 'unofficialNote')}
    </p>
    <article lang="${version.lang}" dir="${textDirection(version.lang)}">
      ${version.paragraphs.map(
        ({ label, words }) => html`<p>${label === '' ? '' : html`<bdi>${label}</bdi> `}${words}</p> `,
      )}
    </article>`;

/** The language in which an address asks for a document, where its words are there. */
export const askedIn = (
  { document, translations }: RegisteredDocumentAnswer,
  asked: unknown,
): DocumentLanguage | undefined =>
  translations.find(({ lang }) => lang === asked && lang !== document.lang)?.lang;

/** One document of the register: what it is, in which languages, its versions, and its words. */
export const documentPage = (
  context: ReaderContext,
  found: RegisteredDocumentAnswer,
  version?: DocumentVersionAnswer,
): ReaderPage => {
  const { lang, messages } = context;
  const { document, paragraphs, text, decision, versions, related, relatedTotal } = found;
  const languages = DOCUMENT_LANGUAGES.map(
    (language) =>
      html`<li>
        <bdi lang="${language}">${NATIVE_NAMES[language]}</bdi>:
        ${sentence(messages, `rendition_${document.renditions[language]}`)}
      </li> `,
  );
  const words = html`<article lang="${document.lang}" dir="${textDirection(document.lang)}">
    ${paragraphs === undefined ? '' : paragraphs.map((each) => paragraph(each, html``))}
    ${text === undefined ? '' : text.split('\n').map((line) => html`<p>${line}</p> `)}
  </article>`;
  return {
    title: `${document.symbol} · Plenary`,
    content: frame(
      context,
      html`<h1><bdi>${document.symbol}</bdi></h1>
        <p>${nameOf(context, document)} · ${instant(document.at, lang)}</p>
        ${
          document.deliberation === ''
            ? ''
            : html`<p>
                <a href="/deliberations/${document.deliberation}?lang=${lang}"
                  >${inLanguage(document.title, lang)}</a
                >
              </p>`
        }
        <h2>${sentence(messages, 'languageVersions')}</h2>
        <ul>
          ${languages}
        </ul>
        ${readIn(context, found, version?.lang ?? document.lang)}
        ${
          versions.length < 2
            ? ''
            : html`<h2>${sentence(messages, 'versions')}</h2>
                <ul>
                  ${versions.map(
                    ({ symbol, at }) =>
                      html`<li>
                        <a href="${documentPath(symbol)}?lang=${lang}"><bdi>${symbol}</bdi></a> ·
                        ${instant(at, lang)}
                      </li> `,
                  )}
                </ul>`
        }
        ${
          decision === undefined
            ? ''
            : html`<ul>
                ${decisionText(context, decision)}
              </ul>`
        }
        ${
          // A report has no words but those of its decision.
          version !== undefined
            ? translated(context, version)
            : decision === undefined || paragraphs !== undefined
              ? words
              : ''
        }
        ${
          related.length === 0
            ? ''
            : html`<h2>${sentence(messages, 'relatedDocuments')}</h2>
                <ul>
                  ${related.map((other) => entry(context, other))}
                </ul>
                ${
                  relatedTotal > related.length
                    ? html`<p>
                        <a href="/documents?lang=${lang}">${sentence(messages, 'moreDocuments')}</a>
                      </p>`
                    : ''
                }`
        }`,
    ),
  };
};
