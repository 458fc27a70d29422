import {
  WHOLE_TEXT,
  type BodyState,
  type Decision,
  type DeliberationState,
  type Instant,
  type LocalisedText,
  type Paragraph,
} from '@plenary/consensus';
import { direction, LANGS, NATIVE_NAMES, type Lang } from '@plenary/i18n';
import type { ConsultationListAnswer, DeliberationListAnswer } from '@plenary/protocol';
import { html, type Html } from './html.ts';
import { sentence, type ReaderMessages } from './reader-messages.ts';

/** What every page for readers needs to know. */
export interface ReaderContext {
  readonly lang: Lang;
  readonly messages: ReaderMessages;
  /** Absent before a body is founded. */
  readonly body: BodyState | undefined;
}

/** A page as it is put into the shell: its name for the window, and the text that is there before script. */
export interface ReaderPage {
  readonly title: string;
  readonly content: Html;
}

type ListedWindow = ConsultationListAnswer['consultations'][number];
type ListedDeliberation = DeliberationListAnswer['deliberations'][number];

/** The language in which words are read: the reader's, else English, else the first of theirs by their codes. */
export const shownLanguage = (text: LocalisedText, lang: Lang): string => {
  if (text[lang] !== undefined) return lang;
  return text['en'] === undefined ? (Object.keys(text).sort()[0] ?? 'en') : 'en';
};

export const inLanguage = (text: LocalisedText, lang: Lang): string => text[shownLanguage(text, lang)] ?? '';

export const instant = (at: Instant, lang: Lang): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(at),
  ) + ' UTC';

/** Every page for readers: the name of the body, the six languages, and the text. */
export const frame = ({ lang, messages, body }: ReaderContext, content: Html): Html => html`
  <div class="reader">
    <header>
      <p>
        <a href="/?lang=${lang}">Plenary</a
        >${body === undefined ? '' : html` · <span dir="auto">${inLanguage(body.names, lang)}</span>`}
      </p>
      ${body?.exercise === true ? html`<p role="note"><strong>${sentence(messages, 'exercise')}</strong></p>` : ''}
      <p>
        <a href="/documents?lang=${lang}">${sentence(messages, 'documents')}</a> ·
        <a href="/privacy?lang=${lang}">${sentence(messages, 'privacy')}</a> ·
        <a href="/calendar.ics?lang=${lang}">${sentence(messages, 'calendar')}</a> ·
        <a href="/decisions.atom?lang=${lang}" type="application/atom+xml">${sentence(messages, 'feed')}</a> ·
        <a href="/consultations.atom?lang=${lang}" type="application/atom+xml"
          >${sentence(messages, 'windowsFeed')}</a
        >
      </p>
      <nav aria-label="${sentence(messages, 'languages')}">
        ${LANGS.map((other) => html`<a href="?lang=${other}" lang="${other}" hreflang="${other}">${NATIVE_NAMES[other]}</a> `)}
      </nav>
    </header>
    <main>${content}</main>
  </div>
`;

/** Words in the language in which they are read, marked where it is not the reader's. */
export const words = (text: LocalisedText, lang: Lang): Html => {
  const shown = shownLanguage(text, lang);
  return shown === lang
    ? html`${text[shown] ?? ''}`
    : html`<span lang="${shown}" dir="${textDirection(shown)}">${text[shown] ?? ''}</span>`;
};

/** Windows for comments that are open or ahead, with the way into each. */
const openWindows = ({ lang, messages }: ReaderContext, windows: readonly ListedWindow[]): Html => {
  const ahead = windows.filter(({ phase }) => phase === 'open' || phase === 'announced');
  return ahead.length === 0
    ? html``
    : html`<h2>${sentence(messages, 'openWindows')}</h2>
        <ul>
          ${ahead.map(
            ({ id, deliberation, title, phase, opensAt, closesAt }) =>
              html`<li>
                <a href="/deliberations/${deliberation}/consultations/${id}?lang=${lang}"
                  >${words(title, lang)}</a
                >
                ·
                ${
                  phase === 'open'
                    ? sentence(messages, 'windowUntil', { at: instant(closesAt, lang) })
                    : sentence(messages, 'windowFrom', {
                        from: instant(opensAt, lang),
                        to: instant(closesAt, lang),
                      })
                }
              </li> `,
          )}
        </ul>`;
};

/** The list of texts, with where each stands. */
export const homePage = (
  context: ReaderContext,
  deliberations: readonly ListedDeliberation[],
  windows: readonly ListedWindow[] = [],
): ReaderPage => {
  const { lang, messages } = context;
  const entries = deliberations.map(
    ({ id, title, symbol, phase }) =>
      html`<li>
        <a href="/deliberations/${id}?lang=${lang}">${inLanguage(title, lang)}</a>
        <p><bdi>${symbol}</bdi> · ${sentence(messages, `phase_${phase}`)}</p>
      </li>`,
  );
  return {
    title: 'Plenary',
    content: frame(
      context,
      html`<h1>${sentence(messages, 'deliberations')}</h1>
        ${
          entries.length === 0
            ? html`<p>${sentence(messages, 'none')}</p>`
            : html`<ul>
                ${entries}
              </ul>`
        }
        ${openWindows(context, windows)}`,
    ),
  };
};

/** One paragraph under its number, with what stands behind it. */
export const paragraph = ({ pid, kind, level, label, text }: Paragraph, status: Html): Html => {
  if (kind === 'title') return html`<h2 id="${pid}">${text}</h2> `;
  if (kind === 'heading') return html`<h3 id="${pid}">${text}</h3> `;
  const number = label === '' ? '' : html`<b><bdi>${label}</bdi></b> `;
  return html`<p id="${pid}" data-kind="${kind}" data-level="${level}">${number}${text}${status}</p> `;
};

/** What a decision was, when, under which rule, and how the members stood. */
export const decisionText = ({ lang, messages }: ReaderContext, decision: Decision): Html => {
  const { item, outcome, decidedAt, rule, result } = decision;
  if (outcome === undefined || decidedAt === undefined) return html``;
  const name = rule.names === undefined ? rule.id : inLanguage(rule.names, lang);
  const tally = result?.tally;
  return html`<li>
    <p>
      ${item === WHOLE_TEXT ? '' : html`<b><bdi>${item}</bdi></b> `}${sentence(messages, `outcome_${outcome}`, { at: instant(decidedAt, lang), rule: name })}
    </p>
    ${tally === undefined || outcome === 'withdrawn' ? '' : html`<p>${sentence(messages, 'tally', { ...tally })}</p>`}
    ${decision.note === undefined || decision.note === '' ? '' : html`<p dir="auto">${decision.note}</p>`}
  </li>`;
};

const standing = ({ lang, messages }: ReaderContext, state: DeliberationState): string => {
  const open = state.decisions.findLast(({ outcome }) => outcome === undefined);
  const until = open?.ballot?.closesAt ?? open?.objectionsUntil;
  const phase = sentence(messages, `phase_${state.phase}`);
  return until !== undefined && (state.phase === 'adoptionProposed' || state.phase === 'balloting')
    ? `${phase} ${sentence(messages, 'until', { at: instant(until, lang) })}`
    : phase;
};

/** The delegations behind the text, where it has any: who leads it, who joined, and who joined after action on it. */
const sponsorsText = (
  { lang, messages, body }: ReaderContext,
  { sponsors = [] }: DeliberationState,
): Html => {
  const line = (key: string, list: DeliberationState['sponsors'] = []): Html =>
    list.length === 0
      ? html``
      : html`<p>
          ${sentence(messages, key)}:
          ${list.map(({ member }, at) => html`${at === 0 ? '' : ' · '}<bdi>${inLanguage(body?.members[member]?.names ?? { en: member }, lang)}</bdi>`)}
        </p>`;
  const early = sponsors.filter(({ after }) => after === undefined);
  return html`${line(
    'sponsors_main',
    early.filter(({ isMain }) => isMain),
  )}${line(
    'sponsors_co',
    early.filter(({ isMain }) => !isMain),
  )}${line(
    'sponsors_after',
    sponsors.filter(({ after }) => after !== undefined),
  )}`;
};

/** A page about the same text, by its address and its name in the language of the page. */
export interface PageBeside {
  readonly href: string;
  readonly name: string;
}

/** One text: where it stands, where else it is spoken of, what was decided, and every paragraph under its number. */
export const deliberationPage = (
  context: ReaderContext,
  state: DeliberationState,
  beside: readonly PageBeside[] = [],
  windows: readonly ListedWindow[] = [],
): ReaderPage => {
  const { lang, messages } = context;
  const { revision } = state;
  const status = (pid: string): Html => {
    const mark = state.marks[pid]?.status ?? 'open';
    return mark === 'open'
      ? html``
      : html` <small lang="${lang}" dir="auto">(${sentence(messages, `status_${mark}`)})</small>`;
  };
  const decided = state.decisions.filter(({ outcome }) => outcome !== undefined);
  const text =
    revision === undefined
      ? html`<p>${sentence(messages, 'noText')}</p>`
      : html`<article lang="${revision.lang}" dir="${textDirection(revision.lang)}">
          ${revision.paragraphs.map((each) => paragraph(each, status(each.pid)))}
        </article>`;
  const title = inLanguage(state.title, lang);
  return {
    title: `${title} · Plenary`,
    content: frame(
      context,
      html`<h1>${title}</h1>
        <p>
          ${revision === undefined ? '' : html`<bdi>${revision.symbol}</bdi> · `}${standing(context, state)}
        </p>
        ${sponsorsText(context, state)}
        ${
          beside.length === 0
            ? ''
            : html`<ul>
                ${beside.map(({ href, name }) => html`<li><a href="${href}?lang=${lang}">${name}</a></li> `)}
              </ul>`
        }
        ${openWindows(context, windows)}
        ${
          decided.length === 0
            ? ''
            : html`<h2>${sentence(messages, 'decisions')}</h2>
                <ul>
                  ${decided.map((each) => decisionText(context, each))}
                </ul>`
        }
        ${text}`,
    ),
  };
};

/** Direction of a text in a language; left to right where the language is none of ours. */
export const textDirection = (lang: string): 'ltr' | 'rtl' => {
  const ours = LANGS.find((known) => known === lang);
  return ours === undefined ? 'ltr' : direction(ours);
};

/** A page whose content needs script: its name, and the way back to what does not. */
export const scriptPage = (context: ReaderContext): ReaderPage => ({
  title: 'Plenary',
  content: frame(context, html`<noscript><p>${sentence(context.messages, 'needsScript')}</p></noscript>`),
});

/** An address behind which there is nothing. */
export const missingPage = (context: ReaderContext): ReaderPage => ({
  title: 'Plenary',
  content: frame(context, html`<p>${sentence(context.messages, 'notFound')}</p>`),
});
