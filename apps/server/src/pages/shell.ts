import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { direction, type Lang } from '@plenary/i18n';
import { escapeHtml } from './html.ts';
import type { ReaderPage } from './reader-page.ts';

/** Folder of the built pages, beside this application in the checkout and in an image alike. */
export const SITE = fileURLToPath(new URL('../../../web/dist/site/', import.meta.url));

/** Page without script, for when the pages have not been built: the text is readable all the same. */
const PLAIN =
  '<!doctype html>\n<html lang="en" dir="ltr">\n<head><meta charset="utf-8" />' +
  '<meta name="viewport" content="width=device-width, initial-scale=1" />' +
  '<meta name="color-scheme" content="light dark" /><title>Plenary</title></head>\n' +
  '<body><div id="root"><!--text--></div></body>\n</html>\n';

/** The page into which every text is put. */
export interface Shell {
  /** False when only the plain page is there. */
  readonly built: boolean;
  readonly render: (page: ReaderPage, lang: Lang, styleNonce: string) => string;
}

/** The built shell of the pages in `folder`, or the plain one when there is none. */
export const openShell = (folder: string): Shell => {
  const path = `${folder}index.html`;
  const built = existsSync(path);
  const template = built ? readFileSync(path, 'utf8') : PLAIN;
  for (const mark of ['<html lang="en" dir="ltr">', '<!--text-->', '</head>'])
    if (!template.includes(mark)) throw new Error(`${path} has no ${mark}: the text has no place in it`);
  return {
    built,
    render: ({ title, content }, lang, styleNonce) =>
      template
        .replace('<html lang="en" dir="ltr">', () => `<html lang="${lang}" dir="${direction(lang)}">`)
        .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
        .replace(
          '</head>',
          () =>
            `<link rel="alternate" type="application/atom+xml" href="/decisions.atom?lang=${lang}" />` +
            `<link rel="alternate" type="application/atom+xml" href="/consultations.atom?lang=${lang}" />` +
            `<meta property="csp-nonce" content="${styleNonce}" nonce="${styleNonce}" /></head>`,
        )
        .replace('<!--text-->', () => content.markup),
  };
};
