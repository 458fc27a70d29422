import { createHash } from 'node:crypto';
import {
  WHOLE_TEXT,
  type BodyState,
  type ConsultationState,
  type Decision,
  type DeliberationState,
  type RegisterEntry,
  type SittingState,
} from '@plenary/consensus';
import { type Lang } from '@plenary/i18n';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage } from '../pages/choose-language.ts';
import { readerMessages, sentence, type ReaderMessages } from '../pages/reader-messages.ts';
import { inLanguage, instant } from '../pages/reader-page.ts';
import { documentPath } from '../pages/register-reader.ts';
import { refused } from '../refused.ts';
import { atomText, type FeedEntry } from './atom.ts';
import { bodyDeadlines, windowEntry } from './body-deadlines.ts';
import { calendarText } from './calendar.ts';
import { deadlinesOf } from './deadlines.ts';
import { sittingEntry } from './sittings.ts';
import { windowFeedEntry } from './window-entries.ts';

export interface FeedParts {
  /** Address under which people reach the service; absent where it is not set. */
  readonly publicUrl: string | undefined;
  readonly body: () => Promise<BodyState | undefined>;
  readonly deliberation: (id: string) => Promise<DeliberationState | undefined>;
  readonly sitting: (id: string) => Promise<SittingState | undefined>;
  readonly consultation: (id: string) => Promise<ConsultationState | undefined>;
}

/** Entries of a feed at most: who reads it seldom finds the rest in the record. */
const ENTRIES_MAX = 200;

const asked = (request: FastifyRequest): string | undefined => {
  const query: unknown = request.query;
  return typeof query === 'object' && query !== null && 'lang' in query && typeof query.lang === 'string'
    ? query.lang
    : undefined;
};

/** Reports on decisions, by the deliberation and the decision. */
const reportsOn = ({ register }: BodyState): ReadonlyMap<string, RegisterEntry> => {
  const reports = new Map<string, RegisterEntry>();
  for (const entry of Object.values(register)) {
    const name = `${entry.deliberation} ${entry.reference}`;
    if (entry.kind === 'report' && !reports.has(name)) reports.set(name, entry);
  }
  return reports;
};

const decisionEntry = (
  state: DeliberationState,
  decision: Decision,
  { base, host, lang, messages }: Context,
  reports: ReadonlyMap<string, RegisterEntry>,
): FeedEntry | undefined => {
  const { id, outcome, decidedAt, rule, result } = decision;
  if (outcome === undefined || decidedAt === undefined) return undefined;
  const report = reports.get(`${state.id} ${id}`);
  const name = rule.names === undefined ? rule.id : inLanguage(rule.names, lang);
  const words = [sentence(messages, `outcome_${outcome}`, { at: instant(decidedAt, lang), rule: name })];
  if (result !== undefined && outcome !== 'withdrawn')
    words.push(sentence(messages, 'tally', { ...result.tally }));
  const about = inLanguage(state.title, lang);
  const title = decision.item === WHOLE_TEXT ? about : `${about} · ${decision.item}`;
  return {
    // A tag (RFC 4151) of the year in which it was decided: it stays when the service moves.
    id: `tag:${host},${decidedAt.slice(0, 4)}:decision:${state.id}:${id}`,
    title: report === undefined ? title : `${report.symbol} · ${title}`,
    updatedAt: decidedAt,
    url: `${base}${report === undefined ? `/deliberations/${state.id}` : documentPath(report.symbol)}?lang=${lang}`,
    summary: words.join(' '),
  };
};

interface Context {
  readonly base: string;
  readonly host: string;
  readonly lang: Lang;
  readonly messages: ReaderMessages;
  readonly body: BodyState;
}

/** Feeds for calendars and readers of news: made of what is public alone, in the language asked for. */
export const registerFeeds = (app: FastifyInstance, parts: FeedParts): void => {
  const all = readerMessages();
  const contextOf = async (request: FastifyRequest): Promise<Context> => {
    const body = await parts.body();
    if (body === undefined) throw refused('request.notFound', { path: request.url });
    const lang = chooseLanguage(asked(request), request.headers['accept-language']);
    const base = parts.publicUrl ?? `${request.protocol}://${request.host}`;
    const messages = all.get(lang);
    if (messages === undefined) throw new Error(`no sentences in ${lang}`);
    return { base, host: new URL(base).hostname, lang, messages, body };
  };
  const statesOf = async ({ body }: Context): Promise<readonly DeliberationState[]> => {
    const states = await Promise.all(body.deliberations.map((id) => parts.deliberation(id)));
    return states.filter((state) => state !== undefined);
  };
  const answer = (request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply => {
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    reply.headers({ etag: tag, 'cache-control': 'public, max-age=300', vary: 'Accept-Language' });
    return request.headers['if-none-match'] === tag
      ? reply.status(304).send()
      : reply.type(`${type}; charset=utf-8`).send(text);
  };
  const feed = (
    request: FastifyRequest,
    reply: FastifyReply,
    { base, host, lang, messages, body }: Context,
    {
      of,
      named,
      entries,
    }: { readonly of: string; readonly named: string; readonly entries: readonly FeedEntry[] },
  ): FastifyReply => {
    const name = inLanguage(body.names, lang);
    const text = atomText({
      id: `tag:${host},${body.foundedAt.slice(0, 4)}:${of}:${body.id}`,
      title: `${sentence(messages, named)} · ${name}`,
      author: name,
      lang,
      self: `${base}/${of}.atom?lang=${lang}`,
      home: `${base}/?lang=${lang}`,
      updatedAt: body.foundedAt,
      entries,
    });
    return answer(request, reply, 'application/atom+xml', text);
  };
  const hidden = { schema: { hide: true } };

  app.get('/calendar.ics', hidden, async (request, reply) => {
    const context = await contextOf(request);
    const { base, host, lang, messages, body } = context;
    const states = await statesOf(context);
    const deadlines = states.flatMap((state) =>
      deadlinesOf(
        state,
        { title: inLanguage(state.title, lang), base, host },
        {
          objections: (title) => sentence(messages, 'deadlineObjections', { title }),
          ballot: (title) => sentence(messages, 'deadlineBallot', { title }),
          submission: (title) => sentence(messages, 'deadlineSubmission', { title }),
          rule: (rule) => sentence(messages, 'deadlineRule', { rule }),
        },
      ),
    );
    const sittings = (await Promise.all(body.sittings.map((id) => parts.sitting(id))))
      .filter((sitting) => sitting !== undefined)
      .map((sitting) =>
        sittingEntry(
          sitting,
          { base, host },
          {
            title: inLanguage(sitting.title, lang),
            meeting: sentence(messages, 'sittingOf', {
              number: sitting.meeting,
              session: inLanguage(sitting.session, lang),
            }),
          },
        ),
      );
    const windows = (await Promise.all(body.consultations.map((id) => parts.consultation(id))))
      .filter((consultation) => consultation !== undefined)
      .map((consultation) => {
        const about = states.find(({ id }) => id === consultation.deliberation);
        return windowEntry(
          consultation,
          { base, host },
          {
            summary: sentence(messages, 'windowOf', { title: inLanguage(consultation.title, lang) }),
            description: about === undefined ? '' : inLanguage(about.title, lang),
          },
        );
      });
    const ofBody = bodyDeadlines(
      body,
      { base, host },
      {
        named: (names) => inLanguage(names, lang),
        ofRule: (rule) => sentence(messages, 'deadlineOfRule', { rule }),
        ofOrganization: (organization) => sentence(messages, 'deadlineOfOrganization', { organization }),
      },
    );
    const text = calendarText(inLanguage(body.names, lang), [
      ...sittings,
      ...windows,
      ...deadlines,
      ...ofBody,
    ]);
    return answer(request, reply, 'text/calendar', text);
  });

  app.get('/decisions.atom', hidden, async (request, reply) => {
    const context = await contextOf(request);
    const reports = reportsOn(context.body);
    // What is shown is chosen before anything is written of it.
    const entries = (await statesOf(context))
      .flatMap((state) => state.decisions.map((decision) => ({ state, decision })))
      .filter(({ decision }) => decision.outcome !== undefined && decision.decidedAt !== undefined)
      .toSorted((a, b) => ((a.decision.decidedAt ?? '') < (b.decision.decidedAt ?? '') ? 1 : -1))
      .slice(0, ENTRIES_MAX)
      .map(({ state, decision }) => decisionEntry(state, decision, context, reports))
      .filter((entry) => entry !== undefined);
    return feed(request, reply, context, { of: 'decisions', named: 'decisions', entries });
  });

  app.get('/consultations.atom', hidden, async (request, reply) => {
    const context = await contextOf(request);
    const entries = (await Promise.all(context.body.consultations.map((id) => parts.consultation(id))))
      .filter((consultation) => consultation !== undefined)
      .map((consultation) => windowFeedEntry(consultation, context))
      .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
      .slice(0, ENTRIES_MAX);
    return feed(request, reply, context, { of: 'consultations', named: 'windowsFeed', entries });
  });
};
