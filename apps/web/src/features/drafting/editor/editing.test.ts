import { draftSchema, plainLabels } from '@plenary/drafting';
import { act, asMode, find, lines, people, type Person } from '@plenary/drafting/testing';
import { TextSelection, type Command } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import {
  changeDegree,
  insertNodes,
  joinAfter,
  joinBefore,
  moveParagraph,
  moveParagraphTo,
  setKind,
  splitParagraph,
  toggleEmphasis,
} from './commands.ts';
import { editorLabels } from './editor-labels.ts';
import { dropPlace } from './drag-handle.ts';
import { findAll, nextHit, replaceable, replaceHits } from './find.ts';
import { pastedText } from './read-pasted.ts';
import { allowedModes, decideEdit, touchedParagraphs } from './touched-paragraphs.ts';

const START = [
  { id: 'p1', kind: 'title', level: 0, text: 'A title' },
  { id: 'p2', kind: 'operative', level: 0, text: 'Decides to meet:' },
  { id: 'p3', kind: 'item', level: 1, text: 'in one place;' },
  { id: 'p4', kind: 'item', level: 2, text: 'in spring;' },
  { id: 'p5', kind: 'operative', level: 0, text: 'Requests a report.' },
] as const;

const writer = (): Person => {
  const [person] = people(1, START);
  if (person === undefined) throw new Error('a person');
  return person;
};
const put = (person: Person, at: number, to = at): void => {
  person.state = person.state.apply(
    person.state.tr.setSelection(TextSelection.create(person.state.doc, at, to)),
  );
};
/** Runs a command as a key does; whether it did something. */
const press = (person: Person, command: Command): boolean =>
  command(person.state, (transaction) => {
    person.state = person.binding.apply(person.state, transaction);
  });
const shape = ({ state }: Person): readonly string[] =>
  state.doc.children.map(({ type, attrs, textContent }) =>
    `${type.name}${type.name === 'item' ? String(attrs['level']) : ''} ${textContent}`.trim(),
  );

describe('keys', () => {
  test('[EDT-1] Enter splits in the middle, and after a title begins the text', () => {
    const person = writer();
    put(person, find(person, 'to meet'));
    press(person, splitParagraph);
    expect(lines(person).slice(1, 3)).toEqual(['Decides ', 'to meet:']);
    put(person, find(person, 'A title') + 7);
    press(person, splitParagraph);
    expect(shape(person).slice(0, 2)).toEqual(['title A title', 'statement']);
    press(person, (state, dispatch) => {
      dispatch?.(state.tr.insertText('New.'));
      return true;
    });
    expect(shape(person)[1]).toBe('statement New.');
  });

  test('[EDT-1] Enter in an empty sub-paragraph goes up one degree', () => {
    const person = writer();
    put(person, find(person, 'in spring;') + 10);
    press(person, splitParagraph);
    expect(shape(person)[4]).toBe('item2');
    press(person, splitParagraph);
    expect(shape(person)[4]).toBe('item1');
    press(person, splitParagraph);
    expect(shape(person)[4]).toBe('operative');
  });

  test('[EDT-1] Backspace and Delete join, and take an empty paragraph away', () => {
    const person = writer();
    put(person, find(person, 'Requests'));
    expect(press(person, joinBefore)).toBe(true);
    expect(shape(person).at(-1)).toBe('item2 in spring;Requests a report.');
    person.binding.undo.undo();
    person.state = person.binding.refresh(person.state);
    put(person, find(person, 'A title') + 7);
    press(person, splitParagraph);
    put(person, find(person, 'A title') + 7);
    expect(press(person, joinAfter)).toBe(true);
    expect(shape(person)).toEqual(START.map(({ kind, level, text }) => `${kind}${level || ''} ${text}`));
    put(person, find(person, 'A title'));
    expect(press(person, joinBefore)).toBe(false);
  });

  test('[EDT-2] degrees go from none to four and back', () => {
    const person = writer();
    put(person, find(person, 'Requests'));
    for (let degree = 1; degree <= 5; degree += 1) press(person, changeDegree(1));
    expect(shape(person).at(-1)).toBe('item4 Requests a report.');
    for (let degree = 1; degree <= 5; degree += 1) press(person, changeDegree(-1));
    expect(shape(person).at(-1)).toBe('operative Requests a report.');
    put(person, find(person, 'A title'));
    expect(press(person, changeDegree(1))).toBe(false);
    press(person, setKind('heading'));
    expect(shape(person)[0]).toBe('heading A title');
  });

  test('[EDT-2] a paragraph moves with its sub-paragraphs past the next one with its own', () => {
    const person = writer();
    put(person, find(person, 'Requests'));
    press(person, moveParagraph(-1));
    expect(lines(person)).toEqual([
      'A title',
      'Requests a report.',
      'Decides to meet:',
      'in one place;',
      'in spring;',
    ]);
    expect(person.state.selection.from).toBe(find(person, 'Requests'));
    put(person, find(person, 'Requests') + 2);
    press(person, moveParagraph(1));
    expect(lines(person)).toEqual(START.map(({ text }) => text));
    expect(person.binding.draft().paragraphs.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    put(person, find(person, 'Requests'));
    expect(press(person, moveParagraph(1))).toBe(false);
  });

  test('[EDT-2] a paragraph that is dragged stands where it was dropped, with its sub-paragraphs', () => {
    const boxes = [
      { top: 0, bottom: 20 },
      { top: 20, bottom: 60 },
    ];
    expect([0, 9, 11, 39, 41, 500].map((height) => dropPlace(boxes, height))).toEqual([0, 0, 1, 1, 2, 2]);
    const person = writer();
    press(person, moveParagraphTo(1, 5));
    const moved = ['A title', 'Requests a report.', 'Decides to meet:', 'in one place;', 'in spring;'];
    expect(lines(person)).toEqual(moved);
    expect(person.state.selection.from).toBe(find(person, 'Decides'));
    for (const before of [2, 3, 4, 5]) expect(press(person, moveParagraphTo(2, before))).toBe(false);
    press(person, moveParagraphTo(2, 1));
    expect(lines(person)).toEqual(START.map(({ text }) => text));
    expect(person.binding.draft().paragraphs.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    expect(press(person, moveParagraphTo(9, 0))).toBe(false);
  });

  test('[EDT-4] found words are replaced together and keep their emphasis', () => {
    const person = writer();
    put(person, find(person, 'one place'), find(person, 'one place') + 3);
    press(person, toggleEmphasis('bold'));
    const hits = findAll(person.state.doc, 'IN ');
    expect(hits.length).toBe(2);
    expect(findAll(person.state.doc, 'IN ', true)).toEqual([]);
    expect(findAll(person.state.doc, '.')).toHaveLength(1);
    expect(nextHit(hits, person.state.doc.content.size, 1)).toBe(hits[0]);
    expect(nextHit(hits, 0, -1)).toBe(hits.at(-1));
    press(person, replaceHits(hits, 'at '));
    expect(lines(person).slice(2, 4)).toEqual(['at one place;', 'at spring;']);
    press(person, replaceHits(findAll(person.state.doc, 'one'), 'two'));
    const bold: string[] = [];
    person.state.doc.descendants((node) => {
      if (node.isText && node.marks.length > 0) bold.push(node.text ?? '');
    });
    expect(bold).toEqual(['two']);
    expect(press(person, replaceHits([], 'x'))).toBe(false);
  });

  test('[EDT-12] struck words and closed paragraphs are found and not replaced', () => {
    const person = writer();
    asMode(person, { mode: 'suggest', delegation: 'KEN', person: 'k', at: () => 1 });
    act(person, (tr) => tr.delete(find(person, 'one'), find(person, 'one') + 3));
    const all = (): ReturnType<typeof findAll> => findAll(person.state.doc, 'in');
    expect(findAll(person.state.doc, 'one')).toHaveLength(1);
    expect(replaceable(person.state.doc, findAll(person.state.doc, 'one'), () => true)).toEqual([]);
    expect(all().length).toBe(3);
    expect(replaceable(person.state.doc, all(), (paragraph) => paragraph !== 'p4')).toEqual([all()[0]]);
  });
});

describe('what may be written where', () => {
  const rights = { role: 'suggest', closed: new Set(['p2']), opened: new Set(['p5']) } as const;

  test('[EDT-5] touched paragraphs are those whose words, kind or place of words changed', () => {
    const person = writer();
    const before = person.state.doc;
    act(person, (tr) => tr.insertText('!', find(person, 'report') + 6));
    expect(touchedParagraphs(before, person.state.doc)).toEqual(['p5']);
    put(person, find(person, 'Requests'));
    press(person, moveParagraph(-1));
    expect(touchedParagraphs(before, person.state.doc)).toEqual(['p5']);
  });

  test('[EDT-5] closed paragraphs are left alone, opened ones edited, others suggested in', () => {
    const person = writer();
    const { doc, tr } = person.state;
    const edited = (at: number) => person.state.tr.insertText('x', at).doc;
    const closed = edited(find(person, 'Decides'));
    const opened = edited(find(person, 'Requests'));
    const other = edited(find(person, 'in one'));
    const editor = { ...rights, role: 'edit' } as const;
    expect(decideEdit('edit', editor, doc, closed)).toEqual({ refused: 'closed', paragraph: 'p2' });
    expect(decideEdit('suggest', rights, doc, closed)).toEqual({ refused: 'closed', paragraph: 'p2' });
    expect(decideEdit('edit', rights, doc, opened)).toEqual({ write: 'edit' });
    expect(decideEdit('edit', rights, doc, other)).toEqual({ refused: 'suggestOnly', paragraph: 'p3' });
    expect(decideEdit('suggest', rights, doc, other)).toEqual({ write: 'suggest' });
    expect(decideEdit('view', editor, doc, other)).toEqual({ refused: 'viewing' });
    expect(decideEdit('edit', { ...rights, role: 'read' }, doc, other)).toEqual({ refused: 'viewing' });
    const more = tr.insert(doc.content.size, draftSchema.node('operative')).doc;
    expect(decideEdit('edit', rights, doc, more)).toEqual({ write: 'suggest' });
    expect(allowedModes(rights)).toEqual(['suggest', 'edit', 'view']);
    expect(allowedModes({ ...rights, opened: new Set() })).toEqual(['suggest', 'view']);
    expect(allowedModes({ ...rights, role: 'read' })).toEqual(['view']);
    expect(allowedModes(editor)[0]).toBe('edit');
  });
});

test('[EDT-6] paragraphs of the revision in force keep their labels, new ones are bis, and references follow', () => {
  const person = writer();
  const issued = plainLabels(person.binding.draft());
  const labels = editorLabels();
  put(person, find(person, 'Decides to meet:') + 16);
  press(person, splitParagraph);
  press(person, (state, dispatch) => {
    dispatch?.(state.tr.insertText('Notes this;'));
    return true;
  });
  const draft = person.binding.draft();
  const now = labels(draft, issued, 'en');
  const added = draft.paragraphs[2]?.id ?? '';
  expect([now.get('p2'), now.get(added), now.get('p5')]).toEqual(['OP1', 'OP1 bis', 'OP2']);
  expect(labels(draft, issued, 'en')).toBe(now);
});

test('[EDT-3] a resolution in plain text becomes paragraphs, one line becomes words', () => {
  const person = writer();
  const nodes = pastedText(
    'Recalls what was agreed;\n\n3. Decides to meet again:\n\n(a) in one place;\n(b) in spring.',
    {
      hasTitle: true,
    },
  );
  put(person, find(person, 'Requests a report.') + 18);
  press(person, splitParagraph);
  press(person, insertNodes(nodes));
  expect(shape(person).slice(5)).toEqual([
    'statement Recalls what was agreed;',
    'operative Decides to meet again:',
    'item1 in one place;',
    'item1 in spring.',
  ]);
  put(person, find(person, 'a report') + 1);
  press(person, insertNodes(pastedText(' full\u0007 ', { hasTitle: true })));
  expect(lines(person)[4]).toBe('Requests afull report.');
  expect(pastedText(' \n\n ', { hasTitle: true })).toEqual([]);
});
