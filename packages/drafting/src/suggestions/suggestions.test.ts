import { Fragment, Slice, type Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { draftSchema } from '../editor/schema.ts';
import { act, asMode, exchange, find, lines, operatives, people, type Person } from '../people.fixture.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { readDraft } from '../model/reader.ts';
import { ACCEPTED_VIEW, BASE_VIEW, MARKUP_VIEW, viewWith, type View } from '../model/views.ts';
import { openBrackets } from '../brackets/bracket-list.ts';
import { makeBracket } from '../brackets/edit-brackets.ts';
import { decideSuggestion } from './decide.ts';
import { suggestionConflicts } from './conflicts.ts';
import { amendmentChanges } from './amendment.ts';
import { applyChanges } from './apply-changes.ts';
import { listSuggestions } from './list.ts';
import { baseText } from './base-text.ts';

const suggest = (person: Person, delegation: string): void =>
  asMode(person, { mode: 'suggest', delegation, person: `${delegation} 1`, at: () => 7 });
const texts = (person: Person, view: View): readonly string[] =>
  readDraft(person.doc, view).paragraphs.map(paragraphText);
/** A facilitator and two delegations that suggest, before one text. */
const meeting = (...start: readonly string[]) => {
  const [chair, a, b] = people(3, operatives(...start));
  if (chair === undefined || a === undefined || b === undefined) throw new Error('three people');
  suggest(a, 'A');
  suggest(b, 'B');
  return { chair, a, b, all: [chair, a, b] };
};
const decide = (person: Person, id: string, state: 'accepted' | 'rejected' | 'withdrawn'): void => {
  person.binding.write((recorder, draft) => decideSuggestion(recorder, draft, id, state));
  person.state = person.binding.refresh(person.state);
};
const onlySuggestion = (person: Person): string => {
  const [first, ...rest] = listSuggestions(person.binding.draft());
  if (first === undefined || rest.length > 0) throw new Error(`${rest.length + 1} suggestions`);
  return first.id;
};

describe('suggestions', () => {
  test('[DRF-10] a replaced word is one suggestion: words in, words out, the text without it as it was', () => {
    const { a, chair, all } = meeting('Encourages States to act');
    const at = find(a, 'Encourages');
    act(a, (tr) => tr.insertText('Urges', at, at + 10));
    act(a, (tr) => tr.insertText(' all', find(a, 'Urges') + 5));
    expect(lines(a)).toEqual(['EncouragesUrges all States to act']);
    exchange(all);
    expect(texts(chair, BASE_VIEW)).toEqual(['Encourages States to act']);
    expect(texts(chair, ACCEPTED_VIEW)).toEqual(['Urges all States to act']);
    const id = onlySuggestion(chair);
    expect(listSuggestions(chair.binding.draft())).toMatchObject([
      { delegation: 'A', person: 'A 1', at: 7, state: 'open', inserted: 'Urges all', deleted: 'Encourages' },
    ]);
    decide(chair, id, 'accepted');
    exchange(all);
    for (const person of all) {
      expect(lines(person)).toEqual(['Urges all States to act']);
      expect(texts(person, BASE_VIEW)).toEqual(['Urges all States to act']);
    }
    chair.binding.undo.undo();
    expect(texts(chair, BASE_VIEW)).toEqual(['Encourages States to act']);
  });

  test('[DRF-10] an edit that is no transaction, such as a bracket, is suggested by who suggests', () => {
    const { a, chair, all } = meeting('one two three');
    a.binding.write((recorder, draft, hand) =>
      makeBracket(draft, recorder, hand(), { paragraph: 'p1', from: 4, to: 7 }),
    );
    a.state = a.binding.refresh(a.state);
    exchange(all);
    expect(openBrackets(readDraft(chair.doc, BASE_VIEW))).toEqual([]);
    expect(openBrackets(readDraft(chair.doc, ACCEPTED_VIEW))).toMatchObject([{ text: 'two' }]);
    decide(chair, onlySuggestion(chair), 'accepted');
    expect(openBrackets(readDraft(chair.doc, BASE_VIEW))).toMatchObject([{ text: 'two' }]);
  });

  test('[DRF-10] each can be accepted, rejected or seen alone', () => {
    const { a, b, chair, all } = meeting('one two three');
    act(a, (tr) => tr.insertText('A ', find(a, 'two')));
    act(b, (tr) => tr.delete(find(b, 'three'), find(b, 'three') + 5));
    exchange(all);
    const [first, second] = listSuggestions(chair.binding.draft()).toSorted((x, y) =>
      x.delegation < y.delegation ? -1 : 1,
    );
    if (first === undefined || second === undefined) throw new Error('two suggestions');
    expect(texts(chair, viewWith(new Set([first.id])))).toEqual(['one A two three']);
    expect(texts(chair, viewWith(new Set([second.id])))).toEqual(['one two ']);
    decide(chair, second.id, 'rejected');
    exchange(all);
    expect(lines(b)).toEqual(['one A two three']);
    expect(baseText(chair.doc)).toEqual([{ id: 'p1', kind: 'operative', level: 0, text: 'one two three' }]);
  });

  // Found by the random sessions with seed 687: what was joined twice to the beginning stayed in front of the cut.
  test('[DRF-12] paragraphs suggested in the middle of a joined one cut it there, wherever its parts were joined to', () => {
    const { a, chair, all } = meeting('one ', 'two three ', 'four');
    chair.binding.write((recorder) => {
      recorder.set('props', 'p2/cont', 'p1');
      recorder.set('props', 'p3/cont', 'p1');
    });
    chair.state = chair.binding.refresh(chair.state);
    exchange(all);
    expect(lines(a)).toEqual(['one two three four']);
    const block = (text: string): Node => draftSchema.node('operative', null, [draftSchema.text(text)]);
    act(a, (tr) => {
      const at = find(a, 'three');
      tr.replaceRange(
        at,
        at,
        new Slice(Fragment.fromArray([block('new '), block('whole'), block('and ')]), 1, 1),
      );
    });
    exchange(all);
    const wished = ['one two new ', 'whole', 'and three four'];
    expect(texts(chair, ACCEPTED_VIEW)).toEqual(wished);
    expect(texts(chair, BASE_VIEW)).toEqual(['one two three four']);
    // Nothing is proposed for the part that only goes with the words before it.
    expect(chair.binding.draft().paragraphs.flatMap(({ proposed }) => proposed)).toEqual([]);
    decide(chair, onlySuggestion(chair), 'accepted');
    expect(texts(chair, BASE_VIEW)).toEqual(wished);
    expect(lines(chair)).toEqual(wished);
    chair.binding.undo.undo();
    chair.state = chair.binding.refresh(chair.state);
    expect(texts(chair, BASE_VIEW)).toEqual(['one two three four']);
  });

  test("[DRF-11] one edits and withdraws one's own; words of others become a suggestion on a suggestion", () => {
    const { a, b, chair, all } = meeting('one two');
    act(a, (tr) => tr.insertText('new ', find(a, 'two')));
    exchange(all);
    act(a, (tr) => tr.delete(find(a, 'new'), find(a, 'new') + 1));
    act(b, (tr) => tr.insertText('!', find(b, 'new') + 3));
    exchange(all);
    expect(texts(chair, BASE_VIEW)).toEqual(['one two']);
    const list = listSuggestions(chair.binding.draft());
    expect(list.map(({ delegation, inserted }) => `${delegation}:${inserted}`).toSorted()).toEqual([
      'A:ew ',
      'B:!',
    ]);
    const own = list.find(({ delegation }) => delegation === 'A');
    if (own === undefined) throw new Error('A');
    expect(texts(chair, viewWith(new Set([own.id])))).toEqual(['one ew two']);
    decide(a, own.id, 'withdrawn');
    exchange(all);
    expect(texts(chair, ACCEPTED_VIEW)).toEqual(['one two']);
  });

  test('[DRF-12] new, split, joined, deleted and moved paragraphs can be suggested and change nothing until accepted', () => {
    const start = ['one one', 'two', 'three', 'four'];
    const cases: readonly (readonly [(person: Person) => void, readonly string[]])[] = [
      [
        (person) => act(person, (tr) => tr.split(find(person, ' one'))),
        ['one', ' one', 'two', 'three', 'four'],
      ],
      [(person) => act(person, (tr) => tr.join(find(person, 'two') - 1)), ['one onetwo', 'three', 'four']],
      [
        (person) =>
          act(person, (tr, { doc }) =>
            tr.delete(find(person, 'two') - 1, find(person, 'two') - 1 + doc.child(1).nodeSize),
          ),
        ['one one', 'three', 'four'],
      ],
      [
        (person) =>
          act(person, (tr, { doc }) => {
            const from = find(person, 'four') - 1;
            tr.delete(from, from + doc.child(3).nodeSize).insert(0, doc.child(3));
          }),
        ['four', 'one one', 'two', 'three'],
      ],
      [
        (person) => {
          act(person, (tr) => tr.split(find(person, 'two') + 3));
          person.state = person.state.apply(person.state.tr);
          act(person, (tr) => tr.insertText('new', find(person, 'two') + 5));
        },
        ['one one', 'two', 'new', 'three', 'four'],
      ],
    ];
    for (const [suggestIt, accepted] of cases) {
      const { a, chair, all } = meeting(...start);
      suggestIt(a);
      exchange(all);
      expect(texts(chair, BASE_VIEW)).toEqual(start);
      expect(texts(chair, ACCEPTED_VIEW)).toEqual(accepted);
      for (const { id } of listSuggestions(chair.binding.draft())) decide(chair, id, 'accepted');
      exchange(all);
      for (const person of all) {
        expect(texts(person, BASE_VIEW)).toEqual(accepted);
        expect(lines(person)).toEqual(accepted);
      }
    }
  });

  test('[DRF-12] a suggestion that was rejected takes its paragraphs with it and leaves the words of others', () => {
    const { a, chair, all } = meeting('one two');
    act(a, (tr) => tr.split(find(a, ' two')));
    exchange(all);
    expect(lines(chair)).toEqual(['one', ' two']);
    act(chair, (tr) => tr.insertText('!', find(chair, ' two') + 4));
    decide(chair, onlySuggestion(chair), 'rejected');
    exchange(all);
    expect(lines(a)).toEqual(['one two!']);
  });

  test('[DRF-13] suggestions that touch the same words or the same place are in conflict', () => {
    const { a, b, chair, all } = meeting('one two three four');
    act(a, (tr) => tr.insertText('2', find(a, 'two'), find(a, 'two') + 3));
    act(b, (tr) => tr.delete(find(b, 'two three'), find(b, 'two three') + 9));
    exchange(all);
    expect(suggestionConflicts(chair.binding.draft())).toMatchObject([
      { reason: 'sameWords', paragraph: 'p1' },
    ]);
    act(b, (tr) => tr.insertText('B', find(b, 'one')));
    exchange(all);
    expect(suggestionConflicts(chair.binding.draft())).toHaveLength(1);
  });

  test('[DRF-14] the changes of an amendment are made in another copy of the text, where its paragraphs are', () => {
    const { a, chair, all } = meeting('One.', 'Two.', 'Three.', 'Four.');
    act(a, (tr) => tr.insertText(' more', find(a, 'One') + 3));
    act(a, (tr) => tr.split(find(a, 'One') + 9));
    act(a, (tr) => tr.insertText('New.', find(a, 'Two') - 2));
    act(a, (tr, { doc }) => {
      const at = find(a, 'Three') - 1;
      tr.delete(at, at + doc.resolve(at + 1).parent.nodeSize);
    });
    exchange(all);
    const ids = listSuggestions(chair.binding.draft()).map(({ id }) => id);
    const changes = amendmentChanges(chair.doc, ids);
    const [copy] = people(1, operatives('One.', 'Two.', 'Three.'), 50);
    if (copy === undefined) throw new Error('a person');
    copy.binding.write((recorder, _draft, hand) => {
      const read = (): ReturnType<typeof readDraft> => readDraft(copy.doc, BASE_VIEW);
      const unknown = { paragraph: 'p4', new: 'Four, too.' } as const;
      expect(applyChanges([...changes, unknown], { read, recorder, hand: hand() })).toEqual([unknown]);
    });
    expect(texts(copy, BASE_VIEW)).toEqual(['One more.', 'New.', 'Two.']);
  });

  test('[DRF-14] a suggestion becomes the changes of an amendment', () => {
    const { a, chair, all } = meeting('one two', 'three', 'four');
    act(a, (tr) => tr.insertText('2', find(a, 'two'), find(a, 'two') + 3));
    exchange(all);
    expect(amendmentChanges(chair.doc, [onlySuggestion(chair)])).toEqual([{ paragraph: 'p1', new: 'one 2' }]);
    const second = meeting('one', 'two', 'three');
    act(second.a, (tr, { doc }) =>
      tr.delete(find(second.a, 'two') - 1, find(second.a, 'two') - 1 + doc.child(1).nodeSize),
    );
    exchange(second.all);
    expect(amendmentChanges(second.chair.doc, [onlySuggestion(second.chair)])).toEqual([
      { paragraph: 'p2', delete: true },
    ]);
    const third = meeting('one', 'two');
    act(third.a, (tr) => tr.split(find(third.a, 'one') + 3));
    act(third.a, (tr) => tr.insertText('new', find(third.a, 'one') + 5));
    exchange(third.all);
    expect(amendmentChanges(third.chair.doc, [onlySuggestion(third.chair)])).toMatchObject([
      { after: 'p1', kind: 'operative', level: 0, insert: 'new' },
    ]);
  });

  test('[DRF-10] two delegations may want the same word out; accepting one is enough and rejecting both keeps it', () => {
    const { a, b, chair, all } = meeting('one two');
    for (const person of [a, b]) act(person, (tr) => tr.delete(find(person, 'two'), find(person, 'two') + 3));
    exchange(all);
    const ids = listSuggestions(chair.binding.draft()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    decide(chair, ids[0] ?? '', 'accepted');
    expect(texts(chair, BASE_VIEW)).toEqual(['one ']);
    chair.binding.undo.undo();
    for (const id of ids) decide(chair, id, 'rejected');
    expect(readDraft(chair.doc, MARKUP_VIEW).paragraphs.map(paragraphText)).toEqual(['one two']);
  });
});
