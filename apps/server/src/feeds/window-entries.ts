import type { ConsultationState } from '@plenary/consensus';
import type { Lang } from '@plenary/i18n';
import { sentence, type ReaderMessages } from '../pages/reader-messages.ts';
import { inLanguage, instant } from '../pages/reader-page.ts';
import type { FeedEntry } from './atom.ts';

/**
 * ATM-60: a window for comments in a feed: when it is open, what is asked, and the way in. An extension and the end of
 * processing are changes of the same entry.
 */
export const windowFeedEntry = (
  { id, deliberation, title, description, opensAt, closesAt, ...more }: ConsultationState,
  {
    base,
    host,
    lang,
    messages,
  }: {
    readonly base: string;
    readonly host: string;
    readonly lang: Lang;
    readonly messages: ReaderMessages;
  },
): FeedEntry => {
  const { announcedAt, extensions, processedAt } = more;
  const extended = extensions.at(-1);
  const words = [
    sentence(messages, 'windowFrom', { from: instant(opensAt, lang), to: instant(closesAt, lang) }),
    ...(extended === undefined ? [] : [sentence(messages, 'windowExtended', { reason: extended.reason })]),
    ...(processedAt === undefined
      ? []
      : [sentence(messages, 'windowProcessed', { at: instant(processedAt, lang) })]),
    ...(description === undefined ? [] : [inLanguage(description, lang)]),
  ];
  return {
    // A tag (RFC 4151) of the year in which it was announced: it stays when the service moves.
    id: `tag:${host},${announcedAt.slice(0, 4)}:consultation:${id}`,
    title: inLanguage(title, lang),
    updatedAt: processedAt ?? extended?.at ?? announcedAt,
    url: `${base}/deliberations/${deliberation}/consultations/${id}?lang=${lang}`,
    summary: words.join(' · '),
  };
};
