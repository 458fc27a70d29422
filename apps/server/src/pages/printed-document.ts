import {
  bracketHead,
  bracketNodes,
  noteNumbers,
  type Attributions,
  type Draft,
  type DraftBracketNode,
  type Labels,
  type Printing,
} from '@plenary/drafting';
import { direction, LANGS, type Lang } from '@plenary/i18n';
import { printedLabel } from '@plenary/text';
import { html, type Html } from './html.ts';

/** What is printed of a live document, with everything said beside it already in words. */
export interface PrintedDocument {
  readonly draft: Draft;
  readonly labels: Labels;
  readonly attributions: Attributions;
  readonly title: string;
  /** Symbol of the text it works on; empty for none. */
  readonly symbol: string;
  /** BCP 47 tag of the text. */
  readonly lang: string;
  /** The moment and the view, in the reader's language. */
  readonly asOf: string;
  readonly view: string;
  /** Where the same is as plain text, with the words for it. */
  readonly plain: { readonly address: string; readonly name: string };
}

const STYLE = `
:root{color-scheme:light dark}
body{margin:2rem auto;max-width:46rem;padding-inline:1rem;font:1.0625rem/1.65 Georgia,"Noto Naskh Arabic",serif}
header{margin-block-end:1.5em;padding-block-end:.5em;border-block-end:1px solid;font:.875rem/1.5 system-ui,sans-serif}
header p{margin:.2em 0}
.p{display:grid;grid-template-columns:5.5rem minmax(0,1fr);column-gap:1rem;margin-block-end:.85em;break-inside:avoid-page}
.p>span{font:600 .8125rem/2.1 system-ui,sans-serif}
.p>p{margin:0}
[data-kind=title]>p{font-size:1.5rem;font-weight:600;line-height:1.3}
[data-kind=heading]>p,[data-kind=annex]>p{font-size:1.2rem;font-weight:600}
[data-kind=note]{font-size:.875rem}
[data-level="1"]>p{margin-inline-start:1.75rem}
[data-level="2"]>p{margin-inline-start:3.5rem}
[data-level="3"]>p,[data-level="4"]>p{margin-inline-start:5.25rem}
.b{font-weight:700}
.h{font:600 .8em system-ui,sans-serif}
:lang(ar){font-size:1.1875rem}
@media(max-width:40rem){.p{grid-template-columns:minmax(0,1fr)}}
@media print{body{margin:0;max-width:none}header a{display:none}}
`;

/** Literal brackets were escaped for the grammar; on paper they stand as they are. */
const asWritten = (text: string): string => text.replace(/\\([[\]\\])/g, '$1');

const bracketed = (
  nodes: readonly DraftBracketNode[],
  draft: Draft,
  attributions: Attributions,
): readonly Html[] =>
  nodes.map((node) => {
    if (node.type === 'run') return html`${asWritten(node.text)}`;
    const attribution = attributions.get(node.id);
    const head = bracketHead(draft.brackets.get(node.id)?.alternative, attribution);
    const content = bracketed(node.content, draft, attributions);
    const action = content.length === 0 ? (attribution?.action ?? '') : '';
    const shownHead = head === undefined ? html`` : html`<span class="h"><bdi>${head}</bdi>:</span> `;
    return html`<span class="b">[</span>${shownHead}${content}${action}<span class="b">]</span>`;
  });

/**
 * A live document as a page without script: every paragraph with its label, brackets with who holds them, notes at the
 * end with their numbers. Labels stand on the side where the language of the text begins, whatever the words are.
 */
export const printedDocument = (
  { draft, labels, attributions, title, symbol, lang, asOf, view, plain }: PrintedDocument,
  { lang: reader, styleNonce }: { readonly lang: Lang; readonly styleNonce: string },
): string => {
  const numbers = noteNumbers(draft);
  const textLang = LANGS.find((candidate) => candidate === lang);
  const dir = textLang === undefined ? 'auto' : direction(textLang);
  const labelOf = (id: string): string => printedLabel(labels.get(id) ?? '', lang);
  const printing: Printing = {
    attributions,
    label: labelOf,
    note: (id) => (numbers.has(id) ? `(${numbers.get(id)})` : ''),
  };
  const blocks = draft.paragraphs.map((paragraph) => {
    const { id, kind, level } = paragraph;
    const number = numbers.get(id) ?? 0;
    const mark = kind === 'note' ? `(${number})` : labelOf(id);
    const words = bracketed(bracketNodes(paragraph, printing), draft, attributions);
    const block = html`<div class="p" data-kind="${kind}" data-level="${level}">
      <span><bdi>${mark}</bdi></span>
      <p dir="auto">${words}</p>
    </div> `;
    return { isNote: kind === 'note', number, block };
  });
  const notes = blocks.filter(({ isNote }) => isNote).toSorted((a, b) => a.number - b.number);
  const shown = [...blocks.filter(({ isNote }) => !isNote), ...notes].map(({ block }) => block);
  const page = html`<html lang="${reader}" dir="${direction(reader)}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      <style nonce="${styleNonce}">
        ${{ markup: STYLE }}
      </style>
    </head>
    <body>
      <header>
        <p><bdi>${symbol}</bdi>${symbol === '' ? '' : ' · '}<bdi lang="${lang}">${title}</bdi></p>
        <p>${asOf} · ${view}</p>
        <p><a href="${plain.address}">${plain.name}</a></p>
      </header>
      <main lang="${lang}" dir="${dir}">${shown}</main>
    </body>
  </html> `;
  return `<!doctype html>\n${page.markup}`;
};
