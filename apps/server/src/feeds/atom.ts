/** An entry of a feed. */
export interface FeedEntry {
  /** Address or tag that never changes for what it stands for. */
  readonly id: string;
  readonly title: string;
  readonly updatedAt: string;
  readonly url: string;
  readonly summary: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** ATM-2: text within XML 1.0: signs that it does not admit are left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const entryText = ({ id, title, updatedAt, url, summary }: FeedEntry): string =>
  [
    '  <entry>',
    `    <id>${escapeXml(id)}</id>`,
    `    <title>${escapeXml(title)}</title>`,
    `    <updated>${escapeXml(updatedAt)}</updated>`,
    `    <link rel="alternate" type="text/html" href="${escapeXml(url)}"/>`,
    `    <summary>${escapeXml(summary)}</summary>`,
    '  </entry>',
  ].join('\n');

/** ATM-1: a feed as Atom (RFC 4287), newest first; `updatedAt` counts where there is no entry yet. */
export const atomText = (feed: {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly lang: string;
  readonly self: string;
  readonly home: string;
  readonly updatedAt: string;
  readonly entries: readonly FeedEntry[];
}): string => {
  const entries = feed.entries.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.lang)}">`,
    `  <id>${escapeXml(feed.id)}</id>`,
    `  <title>${escapeXml(feed.title)}</title>`,
    `  <updated>${escapeXml(entries[0]?.updatedAt ?? feed.updatedAt)}</updated>`,
    `  <author><name>${escapeXml(feed.author)}</name></author>`,
    `  <link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${escapeXml(feed.home)}"/>`,
    '  <generator>Plenary</generator>',
    ...entries.map(entryText),
    '</feed>',
    '',
  ].join('\n');
};
