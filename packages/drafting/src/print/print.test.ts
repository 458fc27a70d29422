import { describe, expect, test } from 'vitest';
import { bracketTyped } from '../brackets/edit-brackets.ts';
import { act, find, people, type Person } from '../people.fixture.ts';
import type { SourceParagraph } from '../model/import-paragraphs.ts';
import { danglingReferences, noteNumbers, plainLabels, workingLabels } from './labels.ts';
import { printDraft } from './print-draft.ts';

const RESOLUTION: readonly SourceParagraph[] = [
  { id: 't', kind: 'title', level: 0, text: 'Safe systems' },
  { id: 'h', kind: 'heading', level: 0, text: 'The Conference,' },
  { id: 'pp1', kind: 'preambular', level: 0, text: 'Recalling its work,' },
  { id: 'op1', kind: 'operative', level: 0, text: 'Decides to meet;' },
  { id: 'op2', kind: 'operative', level: 0, text: 'Requests the secretariat:' },
  { id: 'i1', kind: 'item', level: 1, text: 'To report;' },
  { id: 'i2', kind: 'item', level: 2, text: 'The text;' },
  { id: 'op3', kind: 'operative', level: 0, text: 'Invites comments.' },
  { id: 'an', kind: 'annex', level: 0, text: 'Annex' },
  { id: 'ao', kind: 'operative', level: 0, text: 'First point.' },
  { id: 'n1', kind: 'note', level: 0, text: 'See A/78/L.49.' },
  { id: 'n2', kind: 'note', level: 0, text: 'Ibid.' },
];
const reader = (): Person => {
  const [person] = people(1, RESOLUTION);
  if (person === undefined) throw new Error('a person');
  return person;
};

describe('labels, notes and references', () => {
  test('[DRF-40] labels are computed from kind, degree and order and follow every move', () => {
    const person = reader();
    expect([...plainLabels(person.binding.draft()).values()]).toEqual([
      '',
      '',
      'PP1',
      'OP1',
      'OP2',
      'OP2 (a)',
      'OP2 (a) (i)',
      'OP3',
      'A-I',
      'A-I OP1',
      '',
      '',
    ]);
    act(person, (tr, { doc }) => {
      const from = find(person, 'Invites') - 1;
      const node = doc.child(7);
      tr.delete(from, from + node.nodeSize).insert(find(person, 'Decides') - 1, node);
    });
    expect(plainLabels(person.binding.draft()).get('op3')).toBe('OP1');
    expect(plainLabels(person.binding.draft()).get('i2')).toBe('OP3 (a) (i)');
  });

  test('[DRF-41] between revisions what was issued keeps its label and what is new is bis, ter', () => {
    const person = reader();
    const issued = plainLabels(person.binding.draft());
    act(person, (tr) => tr.split(find(person, 'Decides') + 16));
    act(person, (tr) => tr.insertText('Also decides;', find(person, 'Decides') + 18));
    act(person, (tr) => tr.split(find(person, 'Also decides;') + 13));
    act(person, (tr) => tr.insertText('Further decides;', find(person, 'Also decides;') + 15));
    act(person, (tr) => tr.split(find(person, 'First') + 12));
    act(person, (tr, { doc }) =>
      tr.delete(find(person, 'Requests') - 1, find(person, 'Requests') - 1 + doc.child(6).nodeSize),
    );
    const draft = person.binding.draft();
    const labels = workingLabels(draft, issued);
    expect(draft.paragraphs.map(({ id }) => labels.get(id))).toEqual([
      '',
      '',
      'PP1',
      'OP1',
      'OP1 bis',
      'OP1 ter',
      'OP1 ter (a)',
      'OP1 ter (a) (i)',
      'OP3',
      'A-I',
      'A-I OP1',
      'A-I OP1 bis',
      '',
      '',
    ]);
  });

  test('[DRF-41] a text of which nothing was issued has plain labels, and so has a kind of which nothing was', () => {
    const draft = reader().binding.draft();
    const shown = (issued: readonly (readonly [string, string])[]) => {
      const labels = workingLabels(draft, new Map(issued));
      return ['pp1', 'op1', 'op2', 'i2', 'op3', 'ao'].map((id) => labels.get(id));
    };
    const plain = ['PP1', 'OP1', 'OP2', 'OP2 (a) (i)', 'OP3', 'A-I OP1'];
    expect(shown([])).toEqual(plain);
    // A statement in preparation, of a text in force that is another.
    expect(shown([['elsewhere', 'OP1']])).toEqual(plain);
    expect(shown([['op2', 'OP1']])).toEqual(['PP1', '', 'OP1', 'OP1 (a) (i)', 'OP1 bis', 'A-I OP1']);
  });

  test('[DRF-42] a reference names a paragraph and prints its present label; one to nothing is listed', () => {
    const person = reader();
    const { schema } = person.state;
    act(person, (tr) => tr.insert(find(person, 'comments'), schema.node('reference', { paragraph: 'i2' })));
    act(person, (tr) => tr.insert(find(person, 'First'), schema.node('noteReference', { paragraph: 'n2' })));
    act(person, (tr) =>
      tr.insert(find(person, 'comments'), schema.node('reference', { paragraph: 'nobody' })),
    );
    const draft = person.binding.draft();
    expect([...noteNumbers(draft)]).toEqual([
      ['n2', 1],
      ['n1', 2],
    ]);
    expect(danglingReferences(draft)).toEqual([{ paragraph: 'op3', to: 'nobody' }]);
    const text = printDraft(draft, { labels: plainLabels(draft), lang: 'en', attributions: new Map() });
    expect(text).toContain('OP3 Invites OP2 (a) (i)comments.\n');
    expect(text).toContain('A-I OP1 (1)First point.\n');
    expect(text.endsWith('(1) Ibid.\n\n(2) See A/78/L.49.\n')).toBe(true);
  });

  test('[DRF-43] the working text is printed with labels, brackets and who holds them', () => {
    const person = reader();
    act(person, (tr) => tr.insertText('[Norway, supported by Chad: swiftly] ', find(person, 'to meet')));
    let attributions = new Map();
    person.binding.write((recorder, draft) => {
      const typed = bracketTyped(draft, recorder, { mode: 'edit' }, 'op1');
      if (typed.ok) attributions = new Map(typed.attributions);
    });
    const draft = person.binding.draft();
    const text = printDraft(draft, { labels: plainLabels(draft), lang: 'fr', attributions });
    expect(text.split('\n\n').slice(0, 7)).toEqual([
      'Safe systems',
      'The Conference,',
      'PP1 Recalling its work,',
      'OP1 Decides [Norway, supported by Chad: swiftly] to meet;',
      'OP2 Requests the secretariat:',
      'OP2 a) To report;',
      'OP2 a) i) The text;',
    ]);
  });
});
