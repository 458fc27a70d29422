import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { LedgerStore } from '@plenary/db';
import { bytesToHex, consistencyPath, inclusionPath, rootAt } from '@plenary/ledger';
import {
  ConsistencyAnswer,
  EntriesAnswer,
  InclusionAnswer,
  LIMITS,
  RecordAnswer,
  StreamId,
} from '@plenary/protocol';
import { Type } from 'typebox';
import type { ExportRequest } from '../record/kept-exports.ts';
import { exportLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';
import { DeliberationParams } from './deliberations.ts';
import { consultationsOn } from '../consultations/reading.ts';
import { sittingsOn } from './sittings.ts';
import { knownBody, knownDeliberation, type ReadingParts } from './known-state.ts';

export interface RecordParts extends ReadingParts {
  readonly ledger: LedgerStore;
  readonly origin: string;
  readonly verifierKey: string;
  readonly limits?: RateLimits;
  /** Canonical text of the export. */
  readonly exportText: (request: ExportRequest) => Promise<string>;
}

const PAGE = 100;
const Size = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const closed = { additionalProperties: false };
const InclusionQuery = Type.Object(
  { stream: StreamId, version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
  closed,
);
const ConsistencyQuery = Type.Object({ from: Size, to: Size }, closed);
const EntriesQuery = Type.Object(
  {
    from: Size,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.ENTRIES_PER_PAGE_MAX })),
  },
  closed,
);

const parsed = (envelope: string): unknown => JSON.parse(envelope);

/** The record: its checkpoint, proofs and entries, and exports that need no trust in this service. */
export const recordRoutes =
  (parts: RecordParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { ledger, origin, verifierKey, exportText, limits } = parts;
    const tags = ['record'];

    app.get(
      '/api/record',
      {
        schema: {
          tags,
          summary: 'The log: its key, size and latest signed checkpoint',
          response: { 200: RecordAnswer },
        },
      },
      async (): Promise<RecordAnswer> => {
        const latest = await ledger.latestCheckpoint();
        return { origin, verifierKey, size: latest?.size ?? 0, checkpoint: latest?.note ?? '' };
      },
    );

    app.get(
      '/api/record/key',
      { schema: { tags, summary: 'The key that checks checkpoints and receipts, as text' } },
      async (_request, reply) => reply.type('text/plain; charset=utf-8').send(`${verifierKey}\n`),
    );

    app.get(
      '/api/record/checkpoint',
      { schema: { tags, summary: 'The latest signed checkpoint, as text' } },
      async (_request, reply) => {
        const latest = await ledger.latestCheckpoint();
        if (latest === undefined) throw refused('record.range', { size: 0 });
        return reply.type('text/plain; charset=utf-8').send(latest.note);
      },
    );

    app.get(
      '/api/record/inclusion',
      {
        schema: {
          tags,
          summary: 'Proof that an event is in the log',
          querystring: InclusionQuery,
          response: { 200: InclusionAnswer },
        },
      },
      async (request): Promise<InclusionAnswer> => {
        const { stream, version } = request.query;
        const entry = await ledger.entryOf(stream, version);
        const latest = await ledger.latestCheckpoint();
        if (entry === undefined || latest === undefined || entry.seq >= latest.size)
          throw refused('record.notSequenced', { stream, version });
        const path = await inclusionPath(ledger.node, entry.seq, latest.size);
        return {
          seq: entry.seq,
          envelope: parsed(entry.envelope),
          size: latest.size,
          path: path.map(bytesToHex),
          checkpoint: latest.note,
        };
      },
    );

    app.get(
      '/api/record/consistency',
      {
        schema: {
          tags,
          summary: 'Proof that a smaller log is the beginning of a larger one',
          querystring: ConsistencyQuery,
          response: { 200: ConsistencyAnswer },
        },
      },
      async (request): Promise<ConsistencyAnswer> => {
        const { from, to } = request.query;
        const size = await ledger.size();
        if (from > to || to > size) throw refused('record.range', { size });
        const [path, fromRoot, toRoot] = [
          await consistencyPath(ledger.node, from, to),
          await rootAt(ledger.node, from),
          await rootAt(ledger.node, to),
        ];
        return {
          from,
          to,
          path: path.map(bytesToHex),
          fromRoot: bytesToHex(fromRoot),
          toRoot: bytesToHex(toRoot),
        };
      },
    );

    app.get(
      '/api/record/entries',
      {
        schema: {
          tags,
          summary: 'Entries of the log in order',
          querystring: EntriesQuery,
          response: { 200: EntriesAnswer },
        },
      },
      async (request): Promise<EntriesAnswer> => {
        const { from, limit = PAGE } = request.query;
        const entries = await ledger.entries(from, limit);
        return {
          size: await ledger.size(),
          entries: entries.map(({ seq, envelope }) => ({ seq, envelope: parsed(envelope) })),
        };
      },
    );

    app.get(
      '/api/deliberations/:id/export',
      {
        schema: {
          tags,
          summary: 'A deliberation with its record, for `plenary verify`',
          params: DeliberationParams,
        },
        config: exportLimit(limits),
      },
      async (request, reply) => {
        const { id } = request.params;
        const { stream, version } = await knownDeliberation(parts, id);
        const body = await knownBody(parts);
        // The log grows with other deliberations too, and with it the checkpoint.
        const at = `${body.version} ${version} ${await ledger.size()}`;
        const sittings = await sittingsOn(parts, id);
        const consultations = await consultationsOn(parts, id);
        const streams = { body: body.stream, deliberation: stream, sittings, consultations };
        const text = await exportText({ ...streams, at });
        return reply
          .header('content-disposition', `attachment; filename="${id}.plenary-record.json"`)
          .type('application/json; charset=utf-8')
          .send(text);
      },
    );
  };
