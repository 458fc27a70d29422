import { createBinding, importParagraphs, newYDoc, formatEmbed } from '@plenary/drafting';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { issuableText } from './issuable-text.ts';

const textOf = (doc: Y.Doc, id: string): Y.Text => {
  const text = doc.getMap('texts').get(id);
  if (!(text instanceof Y.Text)) throw new Error(`no text ${id}`);
  return text;
};
const documentOf = (...texts: readonly string[]): Y.Doc => {
  const doc = newYDoc();
  let made = 0;
  importParagraphs(
    doc,
    texts.map((text, at) => ({ id: `p${at + 1}`, kind: 'operative' as const, level: 0, text })),
    () => `place${(made += 1)}`,
  );
  return doc;
};
const issued = (doc: Y.Doc) =>
  issuableText(doc, { brackets: {} }, { members: {} }, { id: 'working', lang: 'en' });
const refer = (doc: Y.Doc, from: string, to: string): void => {
  const text = textOf(doc, from);
  text.insertEmbed(text.length, formatEmbed({ type: 'ref', id: to }));
};

test('[DOCS-7] a reference prints the label that is issued, also behind an empty paragraph, which takes none', () => {
  const doc = documentOf('', 'Decides to meet, as said in ', 'Requests a report;');
  refer(doc, 'p2', 'p3');
  expect(issued(doc).paragraphs.map(({ label, text }) => [label, text])).toEqual([
    ['OP1', 'Decides to meet, as said in OP2'],
    ['OP2', 'Requests a report;'],
  ]);
  expect(issued(doc).dangling).toEqual([]);
});

test('[DOCS-7] a reference to what is not issued is named, and prints no label of another paragraph', () => {
  const doc = documentOf('Decides to meet, as said in ', 'Requests a report;', '');
  refer(doc, 'p1', 'p2');
  refer(doc, 'p1', 'p3');
  expect(issued(doc).paragraphs[0]?.text).toBe('Decides to meet, as said in OP2?');
  expect(issued(doc).dangling).toEqual(['p1']);
  let made = 0;
  const binding = createBinding({ doc, newId: () => `made${(made += 1)}` });
  const state = binding.createState();
  binding.apply(state, state.tr.delete(state.doc.child(0).nodeSize, state.doc.content.size));
  binding.close();
  expect(issued(doc).paragraphs.map(({ text }) => text)).toEqual(['Decides to meet, as said in ??']);
  expect(issued(doc).dangling).toEqual(['p1']);
});
