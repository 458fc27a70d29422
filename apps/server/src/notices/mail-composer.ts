import type { BodyState, DeliberationState, LocalisedText } from '@plenary/consensus';
import type { KeptNotice, Mail, NoticeSettings } from '@plenary/db';
import { newId, type RandomBytes } from '../identity/token.ts';
import { inLanguage } from '../pages/reader-page.ts';
import { confirmationText, digestText, langOf, noticeSentence } from './mail-text.ts';
import type { NoticeTokens, TokenPurpose } from './notice-tokens.ts';

export interface ComposerParts {
  /** Address under which people reach the service. */
  readonly base: () => string;
  readonly tokens: NoticeTokens;
  readonly randomBytes: RandomBytes;
  readonly body: () => Promise<BodyState | undefined>;
  readonly deliberation: (id: string) => Promise<DeliberationState | undefined>;
}

type Addressed = NoticeSettings & { readonly address: string };

/** Writes mails in the language of whoever reads them. */
export const mailComposer = ({ base, tokens, randomBytes, body, deliberation }: ComposerParts) => {
  const link = (purpose: TokenPurpose, account: string, address: string): string =>
    `${base()}/${purpose === 'confirm' ? 'confirm-address' : 'unsubscribe'}?account=${account}&token=${tokens.make(purpose, account, address)}`;
  const titleOf = async (id: string): Promise<LocalisedText> => (await deliberation(id))?.title ?? { en: id };
  return {
    digest: async (account: string, settings: Addressed, told: readonly KeptNotice[]): Promise<Mail> => {
      const lang = langOf(settings.lang);
      const now = await body();
      const notices = await Promise.all(
        told.map(async (notice) => ({
          text: noticeSentence(lang, notice, await titleOf(notice.deliberation), now),
          url: `${base()}${notice.path}`,
        })),
      );
      const { address } = settings;
      const unsubscribe = link('unsubscribe', account, address);
      const text = digestText(
        lang,
        now === undefined ? 'Plenary' : inLanguage(now.names, lang),
        notices,
        unsubscribe,
      );
      return { id: newId(randomBytes), account, address, lang, unsubscribe, ...text };
    },
    confirmation: async (account: string, { address, lang: wanted }: Addressed): Promise<Mail> => {
      const lang = langOf(wanted);
      const now = await body();
      const text = confirmationText(
        lang,
        now === undefined ? 'Plenary' : inLanguage(now.names, lang),
        link('confirm', account, address),
      );
      return { id: newId(randomBytes), account, address, lang, unsubscribe: '', ...text };
    },
  };
};
export type MailComposer = ReturnType<typeof mailComposer>;
