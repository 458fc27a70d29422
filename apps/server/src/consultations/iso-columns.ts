/**
 * Columns of the ISO/IEC template for comments and observations of the secretariat (version 2012-10), in its order, and
 * the headings by which each is known: the template's own and those of the response matrix.
 */
export const ISO_COLUMNS = [
  { column: 'author', heading: 'MB/NC', known: ['mbnc', 'mb', 'author'] },
  { column: 'lineNumber', heading: 'Line number', known: ['linenumber', 'line'] },
  { column: 'clause', heading: 'Clause/Subclause', known: ['clausesubclause', 'clause', 'label'] },
  {
    column: 'place',
    heading: 'Paragraph/Figure/Table',
    known: ['paragraphfiguretable', 'paragraph'],
  },
  { column: 'kind', heading: 'Type of comment', known: ['typeofcomment', 'type'] },
  { column: 'comment', heading: 'Comments', known: ['comments', 'comment'] },
  { column: 'proposal', heading: 'Proposed change', known: ['proposedchange'] },
  {
    column: 'observations',
    heading: 'Observations of the secretariat',
    known: ['observationsofthesecretariat', 'observations'],
  },
] as const;
