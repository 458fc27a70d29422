import type { Conversation, ConversationPhase, Refusal } from '@plenary/consensus';
import type { OpinionFigures } from '@plenary/opinion-worker';
import { html, type Html } from './html.ts';
import { sayIn, type PlainMessages, type Say } from './plain-messages.ts';
import { frame, inLanguage, instant, words, type ReaderContext, type ReaderPage } from './reader-page.ts';

/** A conversation as somebody reads it who has no script. */
export interface ReadConversation {
  readonly conversation: Conversation;
  readonly phase: ConversationPhase;
  readonly statements: readonly { readonly number: number; readonly words: string; readonly lang: string }[];
  readonly figures: OpinionFigures | undefined;
  /** What the reader said to each statement; absent for who does not take part. */
  readonly voted?: ReadonlyMap<number, number>;
}

const phaseLine = (
  { lang }: ReaderContext,
  say: Say,
  { opensAt, closesAt, closedAt }: Conversation,
  phase: ConversationPhase,
): string => say(phase, { date: instant(phase === 'announced' ? opensAt : (closedAt ?? closesAt), lang) });

/** Conversations on a text, for readers without script. */
export const conversationsPage = (
  context: ReaderContext,
  messages: PlainMessages,
  deliberation: string,
  conversations: readonly Pick<ReadConversation, 'conversation' | 'phase'>[],
): ReaderPage => {
  const say = sayIn(context, messages);
  const { lang } = context;
  const entries = conversations.map(
    ({ conversation, phase }) =>
      html`<li>
        <a href="/deliberations/${deliberation}/conversations/${conversation.id}?lang=${lang}"
          ><bdi>${words(conversation.title, lang)}</bdi></a
        >
        <p>${phaseLine(context, say, conversation, phase)}</p>
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

const CHOICES = [
  [1, 'agree'],
  [-1, 'disagree'],
  [0, 'pass'],
] as const;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** What everybody said to a statement, in numbers. */
const countsOf = (say: Say, figures: OpinionFigures | undefined, number: number): Html => {
  const found = figures?.statements.find(({ statement }) => statement === number);
  if (found === undefined) return html``;
  const votes = found.agree + found.disagree + found.pass;
  if (votes === 0) return html``;
  const { consensus } = found.declared;
  return html`<p>
    ${say('agreeShare', { percent: percent(found.agree / votes) })} ·
    ${say('ofVotes', { count: votes })}${
      consensus === null ? '' : html` · ${say('consensus')}: ${percent(consensus)}`
    }
  </p>`;
};

const voteForm = ({ lang }: ReaderContext, say: Say, number: number, voted: number | undefined): Html =>
  html`<form method="post" action="?lang=${lang}">
    <input type="hidden" name="statement" value="${String(number)}" />
    ${CHOICES.map(
      ([value, word]) =>
        html`<button
          type="submit"
          name="value"
          value="${String(value)}"
          aria-pressed="${String(voted === value)}"
        >
          ${voted === value ? '✓ ' : ''}${say(word)}
        </button> `,
    )}
  </form>`;

/** A conversation for readers without script: the question, every statement with its figures, and voting by form. */
export const conversationPage = (
  context: ReaderContext,
  messages: PlainMessages,
  deliberation: string,
  { conversation, phase, statements, figures, voted }: ReadConversation,
  outcome: {
    readonly stood?: boolean;
    readonly refusal?: Refusal;
    /** Whether an address was confirmed here, with which the reader can join. */
    readonly mayJoin?: boolean;
    /** How an address is confirmed, where that is taken. */
    readonly part?: Html;
  },
): ReaderPage => {
  const say = sayIn(context, messages);
  const { lang } = context;
  const { refusal } = outcome;
  const facts = Object.fromEntries(
    Object.entries(refusal?.facts ?? {}).map(([name, fact]) => [name, String(fact)]),
  );
  const title = inLanguage(conversation.title, lang);
  const isVoting = phase === 'open' && voted !== undefined;
  const data = `/api/deliberations/${deliberation}/conversations/${conversation.id}/open-data`;
  return {
    title: `${title} · Plenary`,
    content: frame(
      context,
      html`<h1 dir="auto">${words(conversation.title, lang)}</h1>
        <p dir="auto">${words(conversation.question, lang)}</p>
        <p>${phaseLine(context, say, conversation, phase)}</p>
        ${outcome.stood === true ? html`<p role="status"><strong>${say('plainStands')}</strong></p>` : ''}
        ${refusal === undefined ? '' : html`<p role="alert"><strong>${say(`errors.${refusal.code}`, facts)}</strong></p>`}
        ${phase === 'open' && voted === undefined && outcome.mayJoin !== true ? html`<p>${say('plainJoin')}</p>` : ''}
        ${phase === 'open' && outcome.part !== undefined ? outcome.part : ''}
        ${
          phase === 'open' && outcome.mayJoin === true
            ? html`<form method="post" action="?lang=${lang}">
                <p><button type="submit" name="join" value="1">${say('join')}</button></p>
              </form>`
            : ''
        }
        ${
          figures === undefined
            ? ''
            : html`<p>
                ${say('people')}: ${String(figures.participants)} · ${say('votes')}: ${String(figures.votes)}
                · ${say('statements')}: ${String(statements.length)}
              </p>`
        }
        <ol>
          ${statements.map(
            ({ number, words: said, lang: written }) =>
              html`<li id="s${String(number)}" value="${String(number)}">
                <p lang="${written}" dir="auto">${said}</p>
                ${countsOf(say, figures, number)}
                ${isVoting ? voteForm(context, say, number, voted.get(number)) : ''}
              </li>`,
          )}
        </ol>
        <h2>${say('policy')}</h2>
        <p dir="auto">${words(conversation.policy, lang)}</p>
        <h2>${say('openData')}</h2>
        <ul>
          <li><a href="${data}/votes.csv">${say('file.votes')}</a></li>
          <li><a href="${data}/comments.csv">${say('file.comments')}</a></li>
          <li><a href="${data}/log.jsonl">${say('file.log')}</a></li>
        </ul>`,
    ),
  };
};
