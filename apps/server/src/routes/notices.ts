import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { OF_THE_BODY, type BodyState, type DeliberationState, type Instant } from '@plenary/consensus';
import type { CorrespondentStore, NoticeSettings, NoticeStore } from '@plenary/db';
import {
  LIMITS,
  NoticeListAnswer,
  NoticeSettingsAnswer,
  NoticeSettingsRequest,
  NoticeTokenRequest,
  ReadNoticesRequest,
} from '@plenary/protocol';
import { Type } from 'typebox';
import { neededSession } from '../identity/register-identity.ts';
import { langOf } from '../notices/mail-text.ts';
import { checkedAddress } from '../notices/checked-address.ts';
import type { MailComposer } from '../notices/mail-composer.ts';
import type { NoticeTokens } from '../notices/notice-tokens.ts';
import { confirmationLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';

export interface NoticeRouteParts {
  readonly notices: NoticeStore;
  /** Those without an account, whose mailed links lead to the same pages. */
  readonly correspondents: CorrespondentStore;
  readonly composer: MailComposer;
  readonly tokens: NoticeTokens;
  readonly body: () => Promise<BodyState | undefined>;
  readonly deliberation: (id: string) => Promise<DeliberationState | undefined>;
  readonly clock: () => Instant;
  /** Something is to be mailed. */
  readonly wake: () => void;
  readonly limits?: RateLimits;
}

const ListQuery = Type.Object(
  {
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.NOTICES_PER_PAGE_MAX })),
  },
  { additionalProperties: false },
);
const STANDARD: NoticeSettings = { lang: 'en', digest: 'off', muted: [] };

const answerOf = ({ address, confirmedAt, lang, digest, muted }: NoticeSettings): NoticeSettingsAnswer => ({
  ...(address === undefined ? {} : { address }),
  confirmed: confirmedAt !== undefined,
  lang: langOf(lang),
  digest,
  muted: [...muted],
});

/** What somebody was told, and how they want to be told: everybody's own, and nobody else's. */
export const noticeRoutes =
  (parts: NoticeRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { notices, correspondents, composer, tokens, body, deliberation, clock, wake, limits } = parts;
    const titleOf = async (about: string) => {
      const title = about === OF_THE_BODY ? (await body())?.names : (await deliberation(about))?.title;
      return title ?? { en: about };
    };
    const tags = ['notices'];

    app.get(
      '/api/notices',
      {
        schema: {
          querystring: ListQuery,
          tags,
          summary: 'Own notices, newest first',
          response: { 200: NoticeListAnswer },
        },
      },
      async (request): Promise<NoticeListAnswer> => {
        const { account } = neededSession(request);
        const { before, limit = LIMITS.NOTICES_PER_PAGE_MAX } = request.query;
        const muted = (await notices.settings(account.id))?.muted ?? [];
        const shown = await notices.list(account.id, {
          limit,
          muted,
          ...(before === undefined ? {} : { before }),
        });
        return {
          unread: await notices.unread(account.id, muted),
          notices: await Promise.all(
            shown.map(async ({ number, kind, code, deliberation: about, facts, path, at, readAt }) => ({
              number,
              kind,
              code,
              deliberation: about,
              facts: { ...facts },
              path,
              at,
              ...(readAt === undefined ? {} : { readAt }),
              title: await titleOf(about),
            })),
          ),
        };
      },
    );

    app.post(
      '/api/notices/read',
      { schema: { body: ReadNoticesRequest, tags, summary: 'Mark own notices as read' } },
      async (request, reply) => {
        await notices.read(neededSession(request).account.id, request.body, clock());
        return reply.status(204).send();
      },
    );

    app.get(
      '/api/notices/settings',
      { schema: { tags, summary: 'How one wants to be told', response: { 200: NoticeSettingsAnswer } } },
      async (request): Promise<NoticeSettingsAnswer> =>
        answerOf((await notices.settings(neededSession(request).account.id)) ?? STANDARD),
    );

    app.post(
      '/api/notices/settings',
      {
        schema: {
          body: NoticeSettingsRequest,
          tags,
          summary: 'Say how one wants to be told; a new address is asked to confirm',
          response: { 200: NoticeSettingsAnswer },
        },
        config: confirmationLimit(limits),
      },
      async (request): Promise<NoticeSettingsAnswer> => {
        const { account } = neededSession(request);
        const { address, lang, digest, muted } = request.body;
        if (address !== undefined) checkedAddress(address);
        const before = await notices.settings(account.id);
        const isKnown = before?.address === address && before?.confirmedAt !== undefined;
        const settings: NoticeSettings = {
          ...(address === undefined ? {} : { address }),
          ...(isKnown && before.confirmedAt !== undefined ? { confirmedAt: before.confirmedAt } : {}),
          lang,
          digest,
          muted: [...new Set(muted)],
        };
        await notices.setSettings(account.id, settings);
        if (address !== undefined && !isKnown) {
          await notices.queueMail(await composer.confirmation(account.id, { ...settings, address }), clock());
          wake();
        }
        return answerOf(settings);
      },
    );

    /** Whom a mailed link speaks of: the owner of an account, or somebody without one. @throws Refused `notice.badToken` */
    const byToken = async (purpose: 'confirm' | 'unsubscribe', { account, token }: NoticeTokenRequest) => {
      const settings = await notices.settings(account);
      if (settings?.address !== undefined && tokens.isGood(purpose, account, settings.address, token))
        return { account, address: settings.address };
      const correspondent = await correspondents.correspondent(account);
      if (correspondent === undefined || !tokens.isGood(purpose, account, correspondent.address, token))
        throw refused('notice.badToken');
      return { correspondent: correspondent.id };
    };
    const unsubscribe = async (asked: NoticeTokenRequest): Promise<void> => {
      const found = await byToken('unsubscribe', asked);
      if ('correspondent' in found) await correspondents.remove(found.correspondent);
      else await notices.endDigests(found.account, found.address);
    };

    app.post(
      '/api/notices/confirm',
      {
        schema: { body: NoticeTokenRequest, tags, summary: 'Confirm an address by the link that was mailed' },
      },
      async (request, reply) => {
        const found = await byToken('confirm', request.body);
        if ('correspondent' in found) await correspondents.confirm(found.correspondent, clock());
        else await notices.confirmAddress(found.account, found.address, clock());
        return reply.status(204).send();
      },
    );
    app.post(
      '/api/notices/unsubscribe',
      { schema: { body: NoticeTokenRequest, tags, summary: 'End mails by the link in them' } },
      async (request, reply) => {
        await unsubscribe(request.body);
        return reply.status(204).send();
      },
    );
    // RFC 8058: a mail program ends mails with one request, whose form says nothing that the address does not.
    await app.register(async (oneClick) => {
      oneClick.removeAllContentTypeParsers();
      oneClick.addContentTypeParser('*', (_request, payload, done) => {
        payload.resume();
        payload.on('end', () => done(null));
      });
      oneClick.post<{ Querystring: NoticeTokenRequest }>(
        '/unsubscribe',
        { schema: { querystring: NoticeTokenRequest, hide: true } },
        async (request, reply) => {
          await unsubscribe(request.query);
          return reply.status(204).send();
        },
      );
    });
  };
