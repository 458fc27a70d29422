import { describe, expect, test } from 'vitest';
import { readDraft } from '../model/reader.ts';
import { BASE_VIEW, MARKUP_VIEW, viewWhere } from '../model/views.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { restoreParagraph } from '../history/restore.ts';
import { decideSuggestion, supportSuggestion } from '../suggestions/decide.ts';
import { listSuggestions } from '../suggestions/list.ts';
import { act, find, lines, type Person } from '../people.fixture.ts';
import {
  rights,
  EDIT,
  SUGGEST,
  SUGGESTING,
  service,
  joining,
  batchOf,
  send,
  bytes,
  crafted,
  expectRefused,
  refusalOf,
} from './gate.fixture.ts';
import type { GateRefusalCode } from './refusal.ts';
import type { DraftRights } from './rights.ts';

describe('what people write', () => {
  test('[GATE-1] ordinary editing passes and stands in the document after commit', () => {
    const { live, gate, person } = service('Hello brave World', 'Two');
    act(person, (tr) => tr.insertText('new ', find(person, 'World')));
    act(person, (tr) => tr.split(find(person, 'new')));
    act(person, (tr) => tr.join(find(person, 'Two') - 1));
    act(person, (tr) => tr.delete(find(person, 'Hello'), find(person, 'Hello') + 2));
    person.binding.undo.undo();
    const before = bytes(live);
    const answer = gate.admit(batchOf(person.sent.splice(0), EDIT));
    expect(refusalOf(answer)).toBe('admitted');
    expect(bytes(live)).toBe(before);
    gate.commit(gate.waiting());
    expect(readDraft(live, BASE_VIEW).paragraphs.map(paragraphText)).toEqual(
      lines({ state: person.binding.refresh(person.state) }),
    );
  });

  test('[GATE-1] what could not be stored is forgotten', () => {
    const { live, gate, person } = service('Hello');
    act(person, (tr) => tr.insertText('!', 1));
    const updates = person.sent.splice(0);
    expect(gate.admit(batchOf(updates, EDIT)).admitted).toBe(true);
    gate.abandon();
    expect(gate.waiting()).toBe(0);
    expect(gate.admit(batchOf(updates, EDIT)).admitted).toBe(true);
    gate.commit(1);
    expect(readDraft(live, BASE_VIEW).paragraphs.map(paragraphText)).toEqual(['!Hello']);
  });

  test('[GATE-7] a delegation that may only suggest changes nothing but its own suggestions', () => {
    const { live, gate, person } = service('one two', 'three');
    person.binding.setMode(SUGGESTING);
    act(person, (tr) => tr.insertText('2', find(person, 'two'), find(person, 'two') + 3));
    act(person, (tr) => tr.split(find(person, 'three') + 2));
    act(person, (tr) => tr.addMark(1, 4, person.state.schema.mark('italic')));
    act(person, (tr) => tr.join(find(person, 'th') - 1));
    person.binding.undo.undo();
    person.state = person.binding.refresh(person.state);
    expect(refusalOf(send(gate, person, SUGGEST))).toBe('admitted');
    expect(readDraft(live, BASE_VIEW).paragraphs.map(paragraphText)).toEqual(['one two', 'three']);
    expect(listSuggestions(readDraft(live, MARKUP_VIEW)).length).toBeGreaterThan(0);

    person.binding.setMode({ mode: 'edit' });
    act(person, (tr) => tr.insertText('!', 1));
    expect(refusalOf(send(gate, person, SUGGEST))).toBe('gate.suggestOnly');
  });

  test('[GATE-7] every way of changing the text itself is refused to those who may only suggest', () => {
    const acts: readonly ((person: Person) => void)[] = [
      (person) => act(person, (tr) => tr.insertText('!', 1)),
      (person) => act(person, (tr) => tr.delete(1, 3)),
      (person) => act(person, (tr) => tr.split(3)),
      (person) => act(person, (tr) => tr.join(find(person, 'three') - 1)),
      (person) => act(person, (tr) => tr.addMark(1, 4, person.state.schema.mark('bold'))),
      (person) => {
        const heading = person.state.schema.nodes['heading'];
        if (heading !== undefined) act(person, (tr) => tr.setBlockType(1, 1, heading));
      },
      (person) =>
        act(person, (tr, { doc }) =>
          tr.delete(0, doc.child(0).nodeSize).insert(tr.doc.content.size, doc.child(0)),
        ),
      (person) => act(person, (tr, { doc }) => tr.delete(0, doc.child(0).nodeSize)),
      (person) =>
        act(person, (tr) =>
          tr
            .insert(4, person.state.schema.node('bracketClose', { bracket: 'k' }))
            .insert(1, person.state.schema.node('bracketOpen', { bracket: 'k' })),
        ),
    ];
    for (const change of acts) {
      const { live, gate, person } = service('one two', 'three');
      change(person);
      const updates = person.sent.splice(0);
      expect(updates.length).toBeGreaterThan(0);
      expectRefused(gate, live, batchOf(updates, SUGGEST), 'gate.suggestOnly');
      expect(refusalOf(gate.admit(batchOf(updates, EDIT)))).toBe('admitted');
    }
  });

  test('[GATE-8] the suggestion of another delegation is untouched, and nobody decides who may only suggest', () => {
    const { live, gate, person } = service('one two');
    person.binding.setMode(SUGGESTING);
    act(person, (tr) => tr.insertText('new ', find(person, 'two')));
    expect(refusalOf(send(gate, person, SUGGEST))).toBe('admitted');
    const [card] = listSuggestions(readDraft(live, MARKUP_VIEW));
    if (card === undefined) throw new Error('a suggestion');
    const other = rights('suggest', { delegation: 'B', person: 'B 1' });
    const attempts: readonly ((person: Person) => void)[] = [
      (b) => act(b, (tr) => tr.insertText('!', find(b, 'new') + 1)),
      (b) => act(b, (tr) => tr.delete(find(b, 'new'), find(b, 'new') + 2)),
      (b) => b.binding.write((recorder, draft) => decideSuggestion(recorder, draft, card.id, 'withdrawn')),
      (b) => b.binding.write((recorder, draft) => decideSuggestion(recorder, draft, card.id, 'accepted')),
      (b) => b.binding.write((recorder) => recorder.set('suggestions', `${card.id}/reason`, 'no')),
      (b) => b.binding.write((recorder) => recorder.set('suggestions', `${card.id}/delegation`, 'B')),
      (b) => b.binding.write((recorder) => supportSuggestion(recorder, card.id, 'C', true)),
      (b) => b.binding.write((recorder) => recorder.set('suggestions', `${card.id}/for:B`, 'yes')),
    ];
    for (const attempt of attempts) {
      const b = joining(live, 9, 'b');
      attempt(b);
      const before = bytes(live);
      expect(refusalOf(send(gate, b, other))).toMatch(/^gate\.(suggestOnly|suggestion|value)$/);
      expect(bytes(live)).toBe(before);
    }
    // Support is each delegation's own, and can be taken back.
    const supporting = joining(live, 9, 'b');
    supporting.binding.write((recorder) => supportSuggestion(recorder, card.id, 'B', true));
    expect(refusalOf(send(gate, supporting, other))).toBe('admitted');
    expect(listSuggestions(readDraft(live, MARKUP_VIEW))[0]?.supporters).toEqual(['B']);
    supporting.binding.undo.undo();
    expect(refusalOf(send(gate, supporting, other))).toBe('admitted');
    expect(listSuggestions(readDraft(live, MARKUP_VIEW))[0]?.supporters).toEqual([]);
    // A suggestion in the name of another delegation is refused as well.
    const forger = joining(live, 9, 'b');
    forger.binding.setMode(SUGGESTING);
    act(forger, (tr) => tr.insertText('?', 1));
    expect(refusalOf(send(gate, forger, other))).toBe('gate.suggestion');
    // One's own may be edited and withdrawn; what editors accepted may not be written on.
    act(person, (tr) => tr.insertText('er', find(person, 'new') + 3));
    person.binding.write((recorder, draft) => decideSuggestion(recorder, draft, card.id, 'withdrawn'));
    expect(refusalOf(send(gate, person, SUGGEST))).toBe('admitted');
    const chair = joining(live, 11, 'c');
    chair.binding.write((recorder, draft) => decideSuggestion(recorder, draft, card.id, 'accepted'));
    expect(refusalOf(send(gate, chair, EDIT))).toBe('admitted');
    const late = joining(live, 13, 'd');
    late.binding.write((recorder, draft) => decideSuggestion(recorder, draft, card.id, 'withdrawn'));
    expect(refusalOf(send(gate, late, SUGGEST))).toBe('gate.suggestion');
  });

  test('[GATE-8] a suggestion beside that of another, and on it, leaves that one as it was', () => {
    const { live, gate, person } = service('one two');
    person.binding.setMode(SUGGESTING);
    act(person, (tr) => tr.insertText('new ', find(person, 'two')));
    send(gate, person, SUGGEST);
    const seen = (): readonly string[] =>
      readDraft(
        live,
        viewWhere(({ delegation }) => delegation === 'A'),
      ).paragraphs.map(paragraphText);
    const before = seen();
    const b = joining(live, 9, 'b');
    b.binding.setMode({ mode: 'suggest', delegation: 'B', person: 'B 1', at: () => 2 });
    act(b, (tr) => tr.insertText('er', find(b, 'new') + 3));
    act(b, (tr) => tr.delete(find(b, 'new'), find(b, 'new') + 1));
    expect(refusalOf(send(gate, b, rights('suggest', { delegation: 'B', person: 'B 1' })))).toBe('admitted');
    expect(seen()).toEqual(before);
  });

  test('[GATE-9] a closed paragraph is the same whatever anyone sends; the others go on', () => {
    const closed = rights('edit', { closed: new Set(['p1']) });
    const attempts: readonly ((person: Person) => void)[] = [
      (p) => act(p, (tr) => tr.insertText('!', 2)),
      (p) => act(p, (tr) => tr.delete(1, 3)),
      (p) => act(p, (tr) => tr.split(3)),
      (p) => act(p, (tr) => tr.join(find(p, 'two') - 1)),
      (p) => act(p, (tr, { doc }) => tr.delete(0, doc.child(0).nodeSize)),
      (p) =>
        act(p, (tr, { doc }) =>
          tr.delete(0, doc.child(0).nodeSize).insert(tr.doc.content.size, doc.child(0)),
        ),
      (p) => {
        p.binding.setMode(SUGGESTING);
        act(p, (tr) => tr.insertText('!', 2));
      },
      (p) => {
        p.binding.setMode(SUGGESTING);
        act(p, (tr) => tr.delete(1, 2));
      },
    ];
    for (const attempt of attempts) {
      const { live, gate, person } = service('one', 'two', 'three');
      attempt(person);
      const updates = person.sent.splice(0);
      expectRefused(gate, live, batchOf(updates, closed), 'gate.closed');
      expect(refusalOf(gate.admit(batchOf(updates, EDIT)))).toBe('admitted');
    }
    const { gate, person } = service('one', 'two', 'three');
    act(person, (tr) => tr.insertText('!', find(person, 'two')));
    act(person, (tr) => tr.split(find(person, 'three') + 2));
    expect(refusalOf(send(gate, person, closed))).toBe('admitted');
  });

  test('[GATE-7] a paragraph that was opened may be edited by those who otherwise suggest, and no other', () => {
    const opened = rights('suggest', { opened: new Set(['p2']) });
    const { gate, person } = service('one', 'two', 'three');
    act(person, (tr) => tr.insertText('!', find(person, 'two')));
    act(person, (tr) => tr.delete(find(person, 'two'), find(person, 'two') + 1));
    act(person, (tr) => tr.split(find(person, 'wo') + 1));
    expect(refusalOf(send(gate, person, opened))).toBe('admitted');
    const other = service('one', 'two', 'three');
    act(other.person, (tr) => tr.insertText('!', find(other.person, 'three')));
    expect(refusalOf(send(other.gate, other.person, opened))).toBe('gate.suggestOnly');
    const joined = service('one', 'two', 'three');
    act(joined.person, (tr) => tr.join(find(joined.person, 'three') - 1));
    expect(refusalOf(send(joined.gate, joined.person, opened))).toBe('gate.suggestOnly');
  });

  test('[GATE-16] who may edit a paragraph says from which moment it was restored; of a closed one nobody does', () => {
    const { live, gate } = service('one', 'two');
    const saying = (key: string, value: unknown) => [
      crafted(live, 7, (doc) => doc.getMap('restores').set(key, value)),
    ];
    const opened = rights('suggest', { opened: new Set(['p2']) });
    const closed = rights('edit', { closed: new Set(['p1']) });
    const nowhere: readonly (readonly [readonly Uint8Array[], DraftRights, GateRefusalCode])[] = [
      [saying('p1/r1', 3), SUGGEST, 'gate.suggestOnly'],
      [saying('p1/r1', 3), opened, 'gate.suggestOnly'],
      [saying('p1/r1', 3), closed, 'gate.closed'],
      [saying('p1/r1', 3), rights('read'), 'gate.readOnly'],
      ...[0, -1, 1.5, '3', true, [3], { moment: 3 }].map(
        (value) => [saying('p1/r1', value), EDIT, 'gate.value'] as const,
      ),
      ...['p1', 'p1/', '/r1', 'p 1/r1', 'p1/r1/x'].map((key) => [saying(key, 3), EDIT, 'gate.key'] as const),
    ];
    for (const [updates, who, code] of nowhere) expectRefused(gate, live, batchOf(updates, who), code);
    expect(refusalOf(gate.admit(batchOf(saying('p2/r1', 3), opened)))).toBe('admitted');
    const { gate: other, person } = service('one');
    person.binding.write((recorder, draft, hand) => {
      restoreParagraph(draft, recorder, hand(), { id: 'p1', kind: 'operative', level: 0, text: 'uno' }, 1);
    });
    expect(refusalOf(send(other, person, EDIT))).toBe('admitted');
    person.binding.undo.undo();
    expect(refusalOf(send(other, person, EDIT))).toBe('admitted');
  });

  test('[GATE-7] who may only read writes nothing', () => {
    const { live, gate, person } = service('one');
    act(person, (tr) => tr.insertText('!', 1));
    expectRefused(gate, live, batchOf(person.sent, rights('read')), 'gate.readOnly');
  });

  test('[GATE-12] what is refused comes back to its author in words, and later work goes on', () => {
    const { gate, person } = service('one');
    act(person, (tr) => tr.insertText('lost words', 1));
    const answer = gate.admit(batchOf(person.sent.splice(0), SUGGEST));
    expect(answer).toMatchObject({ admitted: false, text: 'lost words' });
  });

  test('[GATE-1] a batch is taken whole or not at all', () => {
    const { live, gate, person } = service('one', 'two');
    act(person, (tr) => tr.insertText('a', find(person, 'two')));
    act(person, (tr) => tr.insertText('b', find(person, 'one')));
    expectRefused(
      gate,
      live,
      batchOf(person.sent, rights('edit', { closed: new Set(['p1']) })),
      'gate.closed',
    );
    expect(readDraft(live, BASE_VIEW).paragraphs.map(paragraphText)).toEqual(['one', 'two']);
  });
});
