import { draftDoc, makeBracket, MARKUP_VIEW, readDraft } from '@plenary/drafting';
import { act, exchange, find, people, type Person } from '@plenary/drafting/testing';
import { EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { moveParagraphTo, splitParagraph } from './commands.ts';
import { painting, paintPlugin, type Paint } from './paint.ts';

const START = ['One;', 'Two;', 'Three;', 'Four.'].map((text, at) => ({
  id: `p${at + 1}`,
  kind: 'operative' as const,
  level: 0,
  text,
}));

const paintOf = (person: Person): Paint => {
  const draft = person.binding.draft();
  return {
    draft,
    labels: new Map(draft.paragraphs.map(({ id }, at) => [id, `${id}/${at}`])),
    closed: new Set(),
    opened: new Map(),
    closedTitle: '',
    comments: new Map(),
    active: undefined,
    holders: undefined,
    hits: [],
    hit: undefined,
    writerOf: undefined,
  };
};
const plugin = paintPlugin();
const dressed = (person: Person): void => {
  person.state = person.state.apply(painting(person.state, paintOf(person), []));
};
/** Where something is drawn: kinds of decorations are told apart by where they begin and end. */
const drawn = ({ state }: Person): readonly string[] =>
  (plugin.getState(state)?.set.find() ?? []).map(({ from, to }) => `${from}-${to}`).toSorted();
/** What would be drawn on a page that is opened now. */
const drawnAnew = (person: Person): readonly string[] => {
  const state = EditorState.create({ doc: draftDoc(readDraft(person.doc, MARKUP_VIEW)), plugins: [plugin] });
  const fresh = { ...person, state };
  dressed(fresh);
  return drawn(fresh);
};

test('[EDT-15] whatever is moved by whomever: what is drawn is what would be drawn on a page opened now', () => {
  const all = people(2, START);
  const [one, two] = all;
  if (one === undefined || two === undefined) throw new Error('two people');
  for (const person of all) person.state = person.binding.createState([plugin]);
  one.binding.write((recorder, draft, hand) => {
    makeBracket(draft, recorder, hand(), { paragraph: 'p2', from: 0, to: 3 });
  });
  one.state = one.binding.refresh(one.state);
  const look = (): void => {
    exchange(all);
    for (const person of all) {
      dressed(person);
      expect(drawn(person)).toEqual(drawnAnew(person));
    }
  };
  look();
  for (const [index, before] of [
    [0, 4],
    [3, 0],
    [1, 3],
  ] as const) {
    moveParagraphTo(index, before)(one.state, (transaction) => {
      one.state = one.binding.apply(one.state, transaction);
    });
    look();
  }
  act(two, (tr) => tr.insertText('new ', find(two, 'Three')));
  act(one, (tr) => tr.split(find(one, 'wo')));
  look();
});

test('[EDT-15] a paragraph keeps its label when a new one is begun behind it', () => {
  const [one] = people(1, START);
  if (one === undefined) throw new Error('a person');
  one.state = one.binding.createState([plugin]);
  dressed(one);
  const paint = (): Paint => ({ ...paintOf(one), labels: new Map(START.map(({ id }) => [id, id])) });
  one.state = one.state.apply(painting(one.state, paint(), []));
  for (const end of [find(one, 'wo;') + 3, find(one, 'wo;') + 5]) {
    one.state = one.state.apply(one.state.tr.setSelection(TextSelection.create(one.state.doc, end)));
    splitParagraph(one.state, (transaction) => {
      one.state = one.binding.apply(one.state, transaction);
    });
    one.state = one.state.apply(painting(one.state, paint(), []));
    expect(drawn(one)).toEqual(drawnAnew(one));
  }
});
