// @vitest-environment happy-dom
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { pastedHtml } from './read-pasted.ts';

const read = (html: string, hasTitle = false): readonly Node[] =>
  pastedHtml(new DOMParser().parseFromString(`<body>${html}</body>`, 'text/html').body, { hasTitle });
/** Kind, degree, and words with `*` around bold and `_` around italic ones. */
const shown = (nodes: readonly Node[]): readonly string[] =>
  nodes.map((node) => {
    const words = node.children.map((child) => {
      const names = child.marks.map(({ type }) => type.name);
      const text = child.text ?? '';
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
