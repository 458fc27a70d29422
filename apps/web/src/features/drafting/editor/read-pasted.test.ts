// @vitest-environment happy-dom
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { pastedHtml, pastedText, type Pasted } from './read-pasted.ts';

const paste = (html: string, hasTitle = false): Pasted => {
  let made = 0;
  return pastedHtml(new DOMParser().parseFromString(`<body>${html}</body>`, 'text/html').body, {
    hasTitle,
    newId: () => `n${(made += 1)}`,
    has: (paragraph) => paragraph === 'here',
  });
};
const read = (html: string, hasTitle = false): readonly Node[] => paste(html, hasTitle).paragraphs;
/** Kind, degree, and words with `*` around bold and `_` around italic ones. */
const shown = (nodes: readonly Node[]): readonly string[] =>
  nodes.map((node) => {
    const words = node.children.map((child) => {
      const names = child.marks.map(({ type }) => type.name);
      const text = child.text ?? `{${child.type.name} ${String(child.attrs['paragraph'])}}`;
      return names.includes('bold') ? `*${text}*` : names.includes('italic') ? `_${text}_` : text;
    });
    return `${node.type.name}${node.type.name === 'item' ? String(node.attrs['level']) : ''} ${words.join('')}`;
  });

const WORD = `
<style>p.MsoNormal {margin:0cm}</style>
<p class=MsoTitle>Global framework<o:p></o:p></p>
<p class=MsoNormal><i>The General Assembly</i>,<o:p></o:p></p>
<p class=MsoNormal><i><span lang=EN-GB>Recalling</span></i> its resolution
 of last year,<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><i>Decides</i>
 to meet <b style='font-weight:bold'>again</b>:</p>
<p class=MsoListParagraph><span>(a)<span>&nbsp; </span></span>in one place;</p>
<p class=MsoListParagraph><span>(i)<span>&nbsp; </span></span>in spring;</p>
<p class=MsoNormal><script>alert(1)</script>&nbsp;</p>`;

test('[EDT-3] a resolution from Word keeps its kinds, degrees and emphasis', () => {
  expect(shown(read(WORD))).toEqual([
    'title Global framework',
    'heading The General Assembly,',
    'preambular _Recalling_ its resolution of last year,',
    'operative _Decides_ to meet *again*:',
    'item1 in one place;',
    'item2 in spring;',
  ]);
  expect(shown(read(WORD, true))[0]).toBe('heading Global framework');
});

test('[EDT-3] words from a page are words, whatever they were wrapped in', () => {
  expect(shown(read('<div><span style="font-weight:700">must</span> and <em>shall</em></div>'))).toEqual([
    'statement *must* and _shall_',
  ]);
  expect(read('<p>&nbsp;</p><script>x</script>')).toEqual([]);
});

test('[EDT-3] what was copied here comes back as it was', () => {
  const own =
    '<p data-kind="operative" data-paragraph="x1">Decides <span data-bracket-open="b"></span>again<span data-bracket-close="b"></span>:</p>' +
    '<p data-kind="item" data-level="3">in one <strong>place</strong>;</p>';
  expect(shown(read(own))).toEqual(['operative Decides [again]:', 'item3 in one *place*;']);
});

test('[EDT-3] numbered lists are operative paragraphs, lists in them sub-paragraphs', () => {
  expect(
    shown(
      read(
        '<p>The Conference,</p><ol><li>Decides to meet:<ol><li>in one place;</li></ol></li><li>Ends.</li></ol>',
      ),
    ),
  ).toEqual([
    'heading The Conference,',
    'operative Decides to meet:',
    'item1 in one place;',
    'operative Ends.',
  ]);
});

const NUMBER = (mark: string): string =>
  `<![if !supportLists]><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>`;

test('[EDT-3] tracked changes of Word are read as accepted; its comments are no words, its bullets sub-paragraphs', () => {
  expect(
    shown(
      read(`
<p class=MsoNormal>The Conference,</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>${NUMBER('1.')}Decides to <span class=msoDel><del
 cite="mailto:A" datetime="2026-01-01T10:00">meet</del></span><span class=msoIns><ins cite="mailto:A"
 datetime="2026-01-01T10:00">convene</ins></span> again<a class=msocomanchor id="_anchor_1" href="#_msocom_1"
 name="_msoanchor_1">[A1]</a>;</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>${NUMBER('·')}with all;</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>${NUMBER('·')}in one place.</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Really?</p></div></div>`),
    ),
  ).toEqual([
    'heading The Conference,',
    'operative Decides to convene again;',
    'item1 with all;',
    'item1 in one place.',
  ]);
});

test('[EDT-3] one numbered paragraph of Word comes without the number that Word drew', () => {
  expect(
    shown(
      read(`<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>${NUMBER('3.')}Requests a report.</p>`),
    ),
  ).toEqual(['operative Requests a report.']);
  expect(shown(read('<p>3. Requests a report.</p>'))).toEqual(['statement 3. Requests a report.']);
});

const FOOTNOTES: Readonly<Record<string, string>> = {
  Word: `<p class=MsoNormal>The Conference,</p>
<p class=MsoNormal>1. Recalls the report<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
 class=MsoFootnoteReference><sup>[1]</sup></span></a> of last year;</p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
 name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> See A/78/L.49, <i>annex</i>.</p></div></div>`,
  LibreOffice: `<p>The Conference,</p>
<p>1. Recalls the report<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> of last year;</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>
 See A/78/L.49, <em>annex</em>.</p></div>`,
  'Google Docs': `<p>The Conference,</p>
<p>1. Recalls the report<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> of last year;</p>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> See A/78/L.49, <em>annex</em>.</p></div>`,
};
test.for(Object.entries(FOOTNOTES))(
  '[EDT-3] footnotes of %s are notes, and what refers to them does',
  ([, html]) => {
    const { paragraphs, notes } = paste(html);
    expect(shown(paragraphs)).toEqual([
      'heading The Conference,',
      'operative Recalls the report{noteReference n1} of last year;',
    ]);
    expect(shown(notes)).toEqual(['note See A/78/L.49, _annex_.']);
    expect(notes.map(({ attrs: { id } }) => String(id))).toEqual(['n1']);
  },
);

test('[EDT-3] the mark of a footnote that was not copied with it is left out', () => {
  expect(
    shown(
      read(
        '<p>Recalls<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> it;</p>',
      ),
    ),
  ).toEqual(['statement Recalls it;']);
});

test('[EDT-3] references copied here are references to the same paragraph as long as it is there', () => {
  const own = (id: string): string =>
    `<p data-kind="operative" data-paragraph="x1">As in <span data-reference="${id}"></span> above;</p>`;
  expect(shown(read(own('here')))).toEqual(['operative As in {reference here} above;']);
  expect(shown(read(own('gone')))).toEqual(['operative As in above;']);
});

test('[EDT-3] plain text as the United Nations prints it, with lines cut by hand, has its paragraphs', () => {
  const text = `     The General Assembly,

     Recalling its resolution 78/265 of
21 March 2024,

     1.     Decides to convene a conference
in Geneva:

     (a)     For five days;

     (b)     With the participation of all
Member States;

     2.     Requests the Secretary-General to report.`;
  expect(shown(pastedText(text, { hasTitle: true }))).toEqual([
    'heading The General Assembly,',
    'preambular Recalling its resolution 78/265 of 21 March 2024,',
    'operative Decides to convene a conference in Geneva:',
    'item1 For five days;',
    'item1 With the participation of all Member States;',
    'operative Requests the Secretary-General to report.',
  ]);
});
