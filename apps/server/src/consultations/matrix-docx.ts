import type { Lang } from '@plenary/i18n';
import { zip } from './zip.ts';

/** A cell of the matrix: its words, their language, and whether they run from right to left. */
export interface DocxCell {
  readonly words: string;
  readonly lang: string;
  readonly isRightToLeft: boolean;
}
/** The response matrix as a document shows it. */
export interface MatrixDocument {
  readonly title: string;
  /** Under the title: when, on which text, how many were answered. */
  readonly lead: string;
  readonly lang: Lang;
  readonly isRightToLeft: boolean;
  readonly headings: readonly string[];
  /** Share of the width of each column. */
  readonly widths: readonly number[];
  /** Rows under a heading of their own where they have one. */
  readonly parts: readonly {
    readonly heading?: DocxCell;
    readonly rows: readonly (readonly DocxCell[])[];
  }[];
}

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';

/** Characters that XML 1.0 knows; whatever else somebody wrote is shown as unreadable. */
const NOT_XML = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;

const escaped = (words: string): string =>
  words
    .replace(NOT_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const run = ({ words, lang, isRightToLeft }: DocxCell, isBold = false): string => {
  const marks = `${isBold ? '<w:b/><w:bCs/>' : ''}${isRightToLeft ? '<w:rtl/>' : ''}<w:lang w:val="${escaped(lang)}" w:bidi="${escaped(lang)}"/>`;
  return `<w:r><w:rPr>${marks}</w:rPr><w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`;
};

const paragraphOf = (
  cell: DocxCell,
  { style, isBold }: { readonly style?: string; readonly isBold?: boolean } = {},
) => {
  const marks = `${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${cell.isRightToLeft ? '<w:bidi/>' : ''}`;
  return `<w:p>${marks === '' ? '' : `<w:pPr>${marks}</w:pPr>`}${run(cell, isBold)}</w:p>`;
};

/** A4 across, margins of 2 cm, in twentieths of a point. */
const PAGE = { width: 16_838, height: 11_906, margin: 1_134 };
const INSIDE = PAGE.width - 2 * PAGE.margin;

const cellOf = (cell: DocxCell, width: number, isBold: boolean, columns = 1): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${columns === 1 ? '' : `<w:gridSpan w:val="${columns}"/>`}</w:tcPr>${cell.words
    .split('\n')
    .map((words) => paragraphOf({ ...cell, words }, { isBold }))
    .join('')}</w:tc>`;

const tableOf = ({ headings, widths, parts, lang, isRightToLeft }: MatrixDocument): string => {
  const all = widths.reduce((sum, one) => sum + one, 0);
  const measured = widths.map((one) => Math.floor((INSIDE * one) / all));
  const heading = headings.map((words) => ({ words, lang, isRightToLeft }));
  const rowOf = (cells: readonly DocxCell[], isHeading: boolean): string =>
    `<w:tr><w:trPr><w:cantSplit/>${isHeading ? '<w:tblHeader/>' : ''}</w:trPr>${cells
      .map((cell, at) => cellOf(cell, measured[at] ?? 0, isHeading))
      .join('')}</w:tr>`;
  const headingOf = (cell: DocxCell): string =>
    `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cellOf(cell, INSIDE, true, widths.length)}</w:tr>`;
  const line = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`;
  return `<w:tbl><w:tblPr>${isRightToLeft ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${INSIDE}" w:type="dxa"/><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(line).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${measured
    .map((width) => `<w:gridCol w:w="${width}"/>`)
    .join('')}</w:tblGrid>${rowOf(heading, true)}${parts
    .flatMap((part) => [
      ...(part.heading === undefined ? [] : [headingOf(part.heading)]),
      ...part.rows.map((cells) => rowOf(cells, false)),
    ])
    .join('')}</w:tbl>`;
};

const STYLES = `${HEAD}<w:styles xmlns:w="${NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style></w:styles>`;
const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`;
const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/relationships/${kind}" Target="${target}"/>`;
const relations = (inner: string): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;

/** The response matrix as a document of Word (ECMA-376), its heading repeated on every page. */
export const matrixDocx = (matrix: MatrixDocument): Promise<Buffer> => {
  const { title, lead, lang, isRightToLeft } = matrix;
  const own = (words: string): DocxCell => ({ words, lang, isRightToLeft });
  const section = `<w:sectPr><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}" w:orient="landscape"/><w:pgMar w:top="${PAGE.margin}" w:right="${PAGE.margin}" w:bottom="${PAGE.margin}" w:left="${PAGE.margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const body = `${paragraphOf(own(title), { style: 'Title' })}${paragraphOf(own(lead))}${tableOf(matrix)}<w:p/>${section}`;
  return zip([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: '_rels/.rels', content: relations(relation('r1', 'officeDocument', 'word/document.xml')) },
    {
      name: 'word/document.xml',
      content: `${HEAD}<w:document xmlns:w="${NAMESPACE}"><w:body>${body}</w:body></w:document>`,
    },
    { name: 'word/_rels/document.xml.rels', content: relations(relation('r1', 'styles', 'styles.xml')) },
    { name: 'word/styles.xml', content: STYLES },
  ]);
};
