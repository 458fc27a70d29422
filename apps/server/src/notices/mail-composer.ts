import { OF_THE_BODY, type BodyState, type DeliberationState, type LocalisedText } from '@plenary/consensus';
import type { Correspondent, KeptNotice, Mail, NoticeSettings, WaitingNotices } from '@plenary/db';
import type { Lang } from '@plenary/i18n';
import { newId, type RandomBytes } from '../identity/token.ts';
import { inLanguage } from '../pages/reader-page.ts';
import {
  addressLinkText,
  confirmationText,
  countSentence,
  digestText,
  langOf,
  letterSentence,
  moreSentence,
  noticeSentence,
} from './mail-text.ts';
import type { NoticeTokens, TokenPurpose } from './notice-tokens.ts';

export interface ComposerParts {
  /** Address under which people reach the service. */
  readonly base: () => string;
  readonly tokens: NoticeTokens;
  readonly randomBytes: RandomBytes;
  readonly body: () => Promise<BodyState | undefined>;
  readonly deliberation: (id: string) => Promise<DeliberationState | undefined>;
}

/** Lines of a mail that say how much there is; of more deliberations and kinds the list tells. */
const SUMMARY_LINES_MAX = 10;

type Addressed = NoticeSettings & { readonly address: string };

interface DigestToWrite {
  readonly account: string;
  readonly settings: Addressed;
  readonly waiting: WaitingNotices;
}

/** Writes mails of what waits, from what it has learnt: it is asked while a transaction is open, and reads nothing then. */
export interface Digests {
  /** The mail; nothing where it names a deliberation whose title is yet to be learnt. */
  readonly compose: (account: string, settings: Addressed, waiting: WaitingNotices) => Mail | undefined;
  /** Reads the titles that were missing. */
  readonly learn: () => Promise<void>;
}

/** What somebody without an account is told: a notice of their comment, or a sentence of letters about their application. */
export type Told =
  | { readonly notice: Pick<KeptNotice, 'code' | 'facts' | 'deliberation' | 'path'> }
  | { readonly letter: string; readonly facts: Readonly<Record<string, string>>; readonly path: string };

/** The page of a comment for whoever holds its private link. */
export const followPath = (
  { deliberation, consultation, comment }: { deliberation: string; consultation: string; comment: string },
  token: string,
): string =>
  `/deliberations/${deliberation}/consultations/${consultation}/comments/${comment}?token=${token}`;

/** Writes mails in the language of whoever reads them. */
export const mailComposer = ({ base, tokens, randomBytes, body, deliberation }: ComposerParts) => {
  const link = (purpose: TokenPurpose, account: string, address: string): string =>
    `${base()}/${purpose === 'confirm' ? 'confirm-address' : 'unsubscribe'}?account=${account}&token=${tokens.make(purpose, account, address)}`;
  const bodyName = (now: BodyState | undefined, lang: Lang): string =>
    now === undefined ? 'Plenary' : inLanguage(now.names, lang);
  const bodyNameIn = async (lang: Lang): Promise<string> => bodyName(await body(), lang);
  const titleOf = async (id: string): Promise<LocalisedText> => {
    const found = id === OF_THE_BODY ? (await body())?.names : (await deliberation(id))?.title;
    return found ?? { en: id };
  };
  /**
   * What waits for somebody, in one mail: what has a deadline and what is newest as sentences and, where not everything
   * fits, above them how much there is of each kind and below them how many more there are.
   */
  const digest = (
    { account, settings, waiting }: DigestToWrite,
    now: BodyState | undefined,
    titleOf: (id: string) => LocalisedText,
  ): Mail => {
    const { shown, counts } = waiting;
    const lang = langOf(settings.lang);
    const listUrl = `${base()}/notices`;
    const count = counts.reduce((sum, one) => sum + one.count, 0);
    const notices = shown.map((notice) => ({
      text: noticeSentence(lang, notice, titleOf(notice.deliberation), now),
      url: `${base()}${notice.path}`,
    }));
    const isAll = count === shown.length;
    const summary = (isAll ? [] : counts.slice(0, SUMMARY_LINES_MAX)).map((one) => ({
      text: countSentence(lang, one, titleOf(one.deliberation)),
      url: listUrl,
    }));
    const more = isAll ? [] : [{ text: moreSentence(lang, count - shown.length), url: listUrl }];
    const { address } = settings;
    const unsubscribe = link('unsubscribe', account, address);
    const text = digestText(lang, bodyName(now, lang), [...summary, ...notices, ...more], unsubscribe, {
      count,
    });
    return { id: newId(randomBytes), account, address, lang, unsubscribe, ...text };
  };
  return {
    /** Mails of what waits, for one round of writing. */
    digests: async (): Promise<Digests> => {
      const now = await body();
      const titles = new Map<string, LocalisedText>([[OF_THE_BODY, now?.names ?? { en: OF_THE_BODY }]]);
      const missing = new Set<string>();
      return {
        compose: (account, settings, waiting) => {
          for (const { deliberation: id } of [...waiting.shown, ...waiting.counts])
            if (!titles.has(id)) missing.add(id);
          if (missing.size > 0) return undefined;
          return digest({ account, settings, waiting }, now, (id) => titles.get(id) ?? { en: id });
        },
        learn: async () => {
          for (const id of missing) {
            titles.set(id, await titleOf(id));
            missing.delete(id);
          }
        },
      };
    },
    /** What those without an account are told, in one mail. */
    letter: async (
      { id, address, lang: wanted, followed }: Omit<Correspondent, 'confirmedAt'>,
      told: readonly Told[],
    ): Promise<Mail> => {
      const lang = langOf(wanted);
      const now = await body();
      const pathOf = (one: Told): string => {
        if ('letter' in one) return one.path;
        // Where the text changed the text itself is shown, else the comment with all that its author may see of it.
        if (one.notice.code === 'commentInText' || 'application' in followed) return one.notice.path;
        const place = {
          deliberation: one.notice.deliberation,
          consultation: followed.consultation,
          comment: `c${followed.comment}`,
        };
        return followPath(place, tokens.make('follow', place.consultation, place.comment));
      };
      const notices = await Promise.all(
        told.map(async (one) => ({
          text:
            'letter' in one
              ? letterSentence(lang, one.letter, one.facts)
              : noticeSentence(lang, one.notice, await titleOf(one.notice.deliberation), now),
          url: `${base()}${pathOf(one)}`,
        })),
      );
      const unsubscribe = link('unsubscribe', id, address);
      const text = digestText(lang, await bodyNameIn(lang), notices, unsubscribe, { opening: 'mail.letter' });
      return { id: newId(randomBytes), correspondent: id, address, lang, unsubscribe, ...text };
    },
    /** The mail by which somebody without an account confirms an address. */
    question: async ({
      id,
      address,
      lang: wanted,
    }: Pick<Correspondent, 'id' | 'address' | 'lang'>): Promise<Mail> => {
      const lang = langOf(wanted);
      const text = confirmationText(lang, await bodyNameIn(lang), link('confirm', id, address));
      return { id: newId(randomBytes), correspondent: id, address, lang, unsubscribe: '', ...text };
    },
    /** CON-136: the mail by which whoever is not signed in confirms an address; it belongs to nobody and goes once it is sent. */
    addressLink: async ({
      address,
      lang: wanted,
      link: carried,
      back,
    }: {
      readonly address: string;
      readonly lang: string;
      readonly link: string;
      readonly back: string;
    }): Promise<Mail> => {
      const lang = langOf(wanted);
      const url = `${base()}/take-part?link=${carried}&back=${encodeURIComponent(back)}&lang=${lang}`;
      const text = addressLinkText(lang, await bodyNameIn(lang), url);
      return { id: newId(randomBytes), address, lang, unsubscribe: '', ...text };
    },
    confirmation: async (account: string, { address, lang: wanted }: Addressed): Promise<Mail> => {
      const lang = langOf(wanted);
      const text = confirmationText(lang, await bodyNameIn(lang), link('confirm', account, address));
      return { id: newId(randomBytes), account, address, lang, unsubscribe: '', ...text };
    },
  };
};
export type MailComposer = ReturnType<typeof mailComposer>;
