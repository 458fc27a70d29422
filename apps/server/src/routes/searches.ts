import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  adoptsOf,
  amendmentLeaving,
  alternativeFor,
  openInScope,
  packageQuestion,
  type PackageProgress,
  type PackageQuestion,
  type PackageScope,
  type QuestionParts,
  type Wording,
} from '@plenary/compromise';
import {
  ruleInView,
  visibleState,
  type AmendmentId,
  type KeptPackage,
  type RuleId,
} from '@plenary/consensus';
import type { Notifier } from '@plenary/db';
import { PackageSearchRequest, PackageSheetAnswer, SearchName, type SearchLine } from '@plenary/protocol';
import { textHash } from '@plenary/text';
import { Type } from 'typebox';
import { gatheredWordings } from '../finder/gathered-wordings.ts';
import { packageSheet, searchAnswer } from '../finder/package-sheet.ts';
import type { PackageSearches } from '../finder/searches.ts';
import { readTabled, tabledWords } from '../finder/tabled-words.ts';
import { wordingsOf } from '../finder/wordings-of.ts';
import type { EndedSessions } from '../identity/ended-sessions.ts';
import { neededSession } from '../identity/register-identity.ts';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { Refused, refused, refusedByRules } from '../refused.ts';
import type { Viewer } from '../viewer.ts';
import { DeliberationParams } from './deliberations.ts';
import { knownBody, knownDeliberation, type ReadingParts } from './known-state.ts';

const SearchParams = Type.Object({ ...DeliberationParams.properties, search: SearchName });
const PackageParams = Type.Object({
  ...DeliberationParams.properties,
  package: Type.String({ pattern: '^k[1-9][0-9]{0,9}$' }),
});

/** Marks, among the names that nodes send each other, that of a search that is to stop. */
const SEARCH_PREFIX = 'search:';
/** Milliseconds between two lines of progress, so that a line that is thin is not filled with them. */
const PROGRESS_MS = 200;

export interface SearchRouteParts extends ReadingParts {
  readonly searches: PackageSearches;
  readonly notifier: Notifier;
  readonly watchSession: EndedSessions['watch'];
  /** Milliseconds of a clock that does not go back. */
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

/** @throws Refused `finder.notAllowed` */
const mustFind = (viewer: Viewer): void => {
  if (!mayDo(viewer, 'findPackages'))
    throw refused('finder.notAllowed', { role: roleOf(viewer) ?? viewer.kind });
};

/** What a deliberation poses now, from what is public. @throws Refused with the codes of the finder */
const questionNow = async (
  parts: ReadingParts,
  {
    deliberation: id,
    scope,
    rule,
    more = () => [],
    naming = [],
  }: {
    readonly deliberation: string;
    readonly scope: PackageScope;
    readonly rule: RuleId | undefined;
    readonly more?: QuestionParts['wordingsOf'];
    readonly naming?: readonly AmendmentId[];
  },
): Promise<{ readonly question: PackageQuestion; readonly version: number; readonly textHash: string }> => {
  const { state: body } = await knownBody(parts);
  const { state, version } = await knownDeliberation(parts, id);
  const deliberation = visibleState(state, { kind: 'public' });
  const decidedBy = rule === undefined ? ruleInView(body, deliberation) : body.rules[rule];
  if (decidedBy === undefined) throw refusedByRules({ code: 'rule.unknown', facts: { rule: rule ?? '' } });
  const bracketed = wordingsOf(body, deliberation);
  const gathered = await gatheredWordings(openInScope(deliberation, scope), bracketed, () => setImmediate());
  await readTabled(deliberation, () => setImmediate());
  const posed = packageQuestion({
    body,
    deliberation,
    scope,
    rule: decidedBy,
    wordingsOf: (paragraph): readonly Wording[] => {
      const known = gathered.get(paragraph.pid) ?? bracketed(paragraph);
      const words = new Set(known.map((wording) => wording.words));
      return [...known, ...more(paragraph).filter((wording) => !words.has(wording.words))];
    },
    leavingOf: (paragraph) => amendmentLeaving(body, deliberation, paragraph),
    tabled: tabledWords(deliberation),
    naming,
  });
  if (!posed.ok) throw refused(posed.refusal.code, posed.refusal.facts);
  return { question: posed.question, version, textHash: deliberation.revision?.hash ?? '' };
};

/**
 * PFD-6: a kept package by the alternatives of now.
 * @throws Refused `finder.textChanged`, or `finder.amendmentGone` where an amendment that it would adopt is not pending any more
 */
const keptNow = async (parts: ReadingParts, deliberation: string, kept: KeptPackage) => {
  const { choices, rule, amendments } = kept;
  const { state } = await knownDeliberation(parts, deliberation);
  if (state.revision?.hash !== kept.textHash) throw refused('finder.textChanged');
  const gone = (amendments ?? []).find((id) => state.amendments[id]?.state !== 'submitted');
  if (gone !== undefined) throw refused('finder.amendmentGone', { amendment: gone });
  const spelt = new Map(
    choices.flatMap(({ paragraph, words }) => (words === undefined ? [] : [[paragraph, words]])),
  );
  const posed = await questionNow(parts, {
    deliberation,
    rule,
    scope: choices.map(({ paragraph }) => paragraph),
    naming: amendments ?? [],
    more: ({ pid }) => {
      const words = spelt.get(pid);
      return words === undefined ? [] : [{ words, hash: textHash(words), adopts: [], stances: {} }];
    },
  });
  const { question } = posed;
  const chosen = question.problem.items.map(({ id, base, alternatives }) => {
    const choice = choices.find(({ paragraph }) => paragraph === id);
    if (choice !== undefined)
      return alternativeFor(question, { ...choice, ...(amendments === undefined ? {} : { amendments }) });
    // An amendment that is taken as a whole or not is an item by itself.
    return amendments?.includes(id) === true
      ? alternatives.find(({ adopts }) => adopts.includes(id))?.id
      : base;
  });
  const known = chosen.filter((id) => id !== undefined);
  const adopted = new Set(known.flatMap((id) => adoptsOf(question, id)));
  if (known.length < chosen.length || (amendments ?? []).some((id) => !adopted.has(id)))
    throw refused('finder.textChanged');
  return { ...posed, chosen: known };
};

/** Writes lines of JSON, progress not more often than it is of use. */
const lineWriter = (stream: PassThrough, now: () => number) => {
  let said = -Infinity;
  const write = (line: SearchLine): void => {
    if (!stream.writableEnded && !stream.destroyed) stream.write(`${JSON.stringify(line)}\n`);
  };
  return {
    write,
    progress: ({ phase, stages, nodes, timeMs }: PackageProgress): void => {
      if (now() - said < PROGRESS_MS) return;
      said = now();
      write({ progress: { phase, stages, nodes, timeMs } });
    },
  };
};

/** Searches for packages, and what a kept package comes to now. None of it is an act: it proposes, people decide. */
export const searchRoutes = (parts: SearchRouteParts): FastifyPluginAsyncTypebox => {
  const { searches, notifier, watchSession, now, onFault } = parts;
  const tags = ['packages'];
  return async (app) => {
    // Whichever node the word to stop reaches, the search may be at work on another.
    notifier.listen((name) => {
      if (!name.startsWith(SEARCH_PREFIX)) return;
      const [id = '', account = ''] = name.slice(SEARCH_PREFIX.length).split(' ');
      searches.stop(id, account);
    });
    app.post(
      '/api/deliberations/:id/searches',
      {
        schema: {
          params: DeliberationParams,
          body: PackageSearchRequest,
          tags,
          summary: 'Look for the best package',
          description:
            'Answers in lines of JSON: `{"progress": …}`, and in the last one `{"answer": …}` or `{"error": …}`. A connection that closes ends the search.',
        },
      },
      async (request, reply) => {
        const { viewer } = request;
        const { account, id: session } = neededSession(request);
        mustFind(viewer);
        const { id, paragraphs, rule, objective, seconds } = request.body;
        const { question, ...at } = await questionNow(parts, {
          deliberation: request.params.id,
          scope: paragraphs ?? 'all',
          rule,
        });
        const stream = new PassThrough();
        const lines = lineWriter(stream, now);
        const search = searches.begin({
          id,
          account: account.id,
          problem: question.problem,
          options: { objective, timeMs: seconds * 1_000 },
          onProgress: lines.progress,
        });
        const forget = watchSession(session, search.stop);
        stream.on('close', search.stop);
        lines.write({ progress: { phase: 'waiting', stages: [], nodes: 0, timeMs: 0 } });
        const answered = search.answered
          .then((answer) => {
            if (answer.ok) lines.write({ answer: searchAnswer(question, answer.answer, at) });
            else
              lines.write({
                error: refused('finder.ruleTooWide', { rule: question.problem.rule.id }).refusal,
              });
          })
          .catch((error: unknown) => {
            if (!(error instanceof Refused)) onFault(error);
            lines.write({
              error:
                error instanceof Refused
                  ? error.refusal
                  : { code: 'server.fault', facts: { reference: request.id } },
            });
          })
          .finally(() => {
            forget();
            stream.end();
          });
        void answered;
        return reply
          .header('cache-control', 'no-store, no-transform')
          .header('x-accel-buffering', 'no')
          .header('x-no-compression', '1')
          .type('application/x-ndjson; charset=utf-8')
          .send(stream);
      },
    );
    app.delete(
      '/api/deliberations/:id/searches/:search',
      { schema: { params: SearchParams, tags, summary: 'Stop an own search with what it has' } },
      async (request, reply) => {
        const { account } = neededSession(request);
        mustFind(request.viewer);
        const { search } = request.params;
        if (!searches.stop(search, account.id)) notifier.announce(`${SEARCH_PREFIX}${search} ${account.id}`);
        return reply.status(204).send();
      },
    );
    app.get(
      '/api/deliberations/:id/packages/:package',
      {
        schema: {
          params: PackageParams,
          tags,
          summary: 'A kept package, counted from the positions of now',
          response: { 200: PackageSheetAnswer },
        },
      },
      async (request): Promise<PackageSheetAnswer> => {
        mustFind(request.viewer);
        const { id, package: name } = request.params;
        const { state } = await knownDeliberation(parts, id);
        const kept = Object.hasOwn(state.packages, name) ? state.packages[name] : undefined;
        if (kept === undefined)
          throw refusedByRules({ code: 'keptPackage.unknown', facts: { package: name } });
        const { question, version, chosen } = await keptNow(parts, id, kept);
        return { version, sheet: packageSheet(question, chosen, { kind: 'kept', proven: false }) };
      },
    );
  };
};
