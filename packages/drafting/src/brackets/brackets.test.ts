import { formatBrackets, parseBrackets, type BracketAttribution } from '@plenary/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act, asMode, exchange, find, lines, operatives, people, type Person } from '../people.fixture.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { readDraft } from '../model/reader.ts';
import { ACCEPTED_VIEW, BASE_VIEW } from '../model/views.ts';
import { decideSuggestion } from '../suggestions/decide.ts';
import { BARE, bracketTree } from './bracket-text.ts';
import { bracketCount, openBrackets } from './bracket-list.ts';
import {
  bracketTyped,
  chooseAlternative,
  makeBracket,
  resolveBracket,
  type TypedResult,
} from './edit-brackets.ts';

const HAND = { mode: 'edit' } as const;
const one = (text: string): Person => {
  const [person] = people(1, operatives(text));
  if (person === undefined) throw new Error('a person');
  return person;
};
const printed = (
  person: Person,
  attributions: ReadonlyMap<string, BracketAttribution> = new Map(),
): readonly string[] => {
  const draft = person.binding.draft();
  return draft.paragraphs.map((paragraph) =>
    formatBrackets(bracketTree(draft, paragraph, { ...BARE, attributions })),
  );
};
const typed = (person: Person, paragraph = 'p1'): TypedResult => {
  let result: TypedResult | undefined;
  person.binding.write((recorder, draft) => {
    result = bracketTyped(draft, recorder, HAND, paragraph);
  });
  if (result === undefined) throw new Error('no result');
  return result;
};
const inBracket = (person: Person, words: string): string => {
  const { paragraphs } = person.binding.draft();
  const paragraph = paragraphs.find(({ runs }) =>
    runs
      .map(({ chars }) => chars ?? '\uFFFC')
      .join('')
      .includes(words),
  );
  if (paragraph === undefined) throw new Error(words);
  const text = paragraph.runs.map(({ chars, width }) => (width === 0 ? '' : (chars ?? '\uFFFC'))).join('');
  const from = text.indexOf(words);
  let id = '';
  person.binding.write((recorder, draft) => {
    id = makeBracket(draft, recorder, HAND, { paragraph: paragraph.id, from, to: from + words.length });
  });
  person.state = person.binding.refresh(person.state);
  return id;
};

describe('brackets in the text', () => {
  test('[DRF-20] typed signs become brackets on request and are printed as the grammar writes them', () => {
    for (const text of [
      'Parties [shall][should] take [urgent] action',
      '[States [, as appropriate,] shall report [annually]]',
      '[Alt 1: one][Alt 2: other] and a literal \\[sic\\]',
      'plain',
      '[]',
    ]) {
      const person = one(text);
      expect(typed(person).ok).toBe(true);
      expect(printed(person)).toEqual([text]);
    }
  });

  test('[DRF-20] any balanced text comes back from typing to printing', () => {
    const node: fc.Arbitrary<string> = fc.letrec<{ text: string; bracket: string }>((tie) => ({
      text: fc
        .array(fc.oneof({ maxDepth: 3 }, fc.stringMatching(/^[a-c ]{1,4}$/), tie('bracket')), {
          maxLength: 4,
        })
        .map((parts) => parts.join('')),
      bracket: tie('text').map((text) => `[${text}]`),
    })).text;
    fc.assert(
      fc.property(node, (text) => {
        const person = one(text);
        expect(typed(person).ok).toBe(true);
        expect(printed(person)).toEqual([text]);
      }),
      { numRuns: 60 },
    );
  });

  test('[DRF-20] an unmatched sign is refused with its place and nothing is written', () => {
    const person = one('Parties [shall take action');
    expect(typed(person)).toEqual({ ok: false, refusal: { code: 'bracket.unmatched', facts: { at: 8 } } });
    expect(lines(person)).toEqual(['Parties [shall take action']);
  });

  test('[DRF-21] holders are no part of the text: they come out of what was typed and go into what is printed', () => {
    const person = one('We [X, supported by Y and Z: delete] agree [Norway: fully]');
    const result = typed(person);
    if (!result.ok) throw new Error('refused');
    expect([...result.attributions.values()]).toEqual([
      { by: ['X'], supportedBy: ['Y', 'Z'], action: 'delete' },
      { by: ['Norway'], supportedBy: [] },
    ]);
    expect(printed(person)).toEqual(['We [] agree [fully]']);
    expect(printed(person, result.attributions)).toEqual([
      'We [X, supported by Y and Z: delete] agree [Norway: fully]',
    ]);
  });

  test('[DRF-22] a bracket is kept, dropped, or chosen from those beside it', () => {
    const person = one('Parties [shall][should][may] take [urgent] action');
    typed(person);
    const before = openBrackets(person.binding.draft());
    expect(before.map(({ text, besides }) => `${text} ${besides.length}`)).toEqual([
      'shall 3',
      'should 3',
      'may 3',
      'urgent 1',
    ]);
    const [, should, , urgent] = before;
    if (should === undefined || urgent === undefined) throw new Error('brackets');
    person.binding.write((recorder, draft) =>
      chooseAlternative(draft, recorder, HAND, should.id, should.besides),
    );
    expect(printed(person)).toEqual(['Parties should take [urgent] action']);
    person.binding.write((recorder, draft) => resolveBracket(draft, recorder, HAND, urgent.id, 'drop'));
    expect(printed(person)).toEqual(['Parties should take  action']);
    person.binding.undo.undo();
    person.binding.write((recorder, draft) => resolveBracket(draft, recorder, HAND, urgent.id, 'keep'));
    expect(printed(person)).toEqual(['Parties should take urgent action']);
    expect(bracketCount(person.binding.draft())).toBe(0);
  });

  test('[DRF-23] brackets made at the same time that cross each other are both printed and both stay whole', () => {
    const [a, b] = people(2, operatives('one two three four'));
    if (a === undefined || b === undefined) throw new Error('two people');
    inBracket(a, 'one two three');
    inBracket(b, 'two three four');
    exchange([a, b]);
    expect(printed(a)).toEqual(printed(b));
    expect(bracketCount(a.binding.draft())).toBe(2);
    for (const text of printed(a)) expect(parseBrackets(text).ok).toBe(true);
    expect(printed(a)).toEqual(['[one [two three]][ four]']);
  });

  test('[DRF-23] a bracket goes on behind a split; a sign whose fellow was deleted shows nothing', () => {
    const person = one('one two three');
    inBracket(person, 'one two three');
    act(person, (tr) => tr.split(find(person, 'two')));
    expect(printed(person)).toEqual(['[one ]', '[two three]']);
    expect(openBrackets(person.binding.draft()).map(({ id }) => id)).toHaveLength(2);
    expect(bracketCount(person.binding.draft())).toBe(1);
    act(person, (tr) => tr.delete(1, 2));
    expect(printed(person)).toEqual(['one ', 'two three']);
    expect(lines(person)).toEqual(['one ', 'two three']);
  });
});

describe('suggested brackets', () => {
  test('[DRF-22] a bracket can be suggested, numbered and resolved by suggestion, and changes nothing until accepted', () => {
    const [chair, a] = people(2, operatives('one two three'));
    if (chair === undefined || a === undefined) throw new Error('two people');
    asMode(a, { mode: 'suggest', delegation: 'A', person: 'A 1', at: () => 1 });
    act(a, (tr) =>
      tr
        .insert(find(a, 'three'), a.state.schema.node('bracketClose', { bracket: 'k1' }))
        .insert(find(a, 'two'), a.state.schema.node('bracketOpen', { bracket: 'k1' })),
    );
    exchange([chair, a]);
    expect(printed(chair)).toEqual(['one [two ]three']);
    const base = readDraft(chair.doc, BASE_VIEW);
    expect(base.paragraphs.map((paragraph) => formatBrackets(bracketTree(base, paragraph)))).toEqual([
      'one two three',
    ]);
    const [id] = chair.binding.draft().suggestions.keys();
    chair.binding.write((recorder, draft) => decideSuggestion(recorder, draft, id ?? '', 'accepted'));
    exchange([chair, a]);
    expect(bracketCount(readDraft(chair.doc, BASE_VIEW))).toBe(1);
    a.binding.write((recorder, draft) =>
      resolveBracket(
        draft,
        recorder,
        { mode: 'suggest', suggestion: 'r1', isOwn: (suggestion) => suggestion === 'r1' },
        'k1',
        'drop',
      ),
    );
    a.binding.write((recorder) => {
      recorder.settle('suggestions', 'r1/state', 'open');
      recorder.settle('suggestions', 'r1/delegation', 'A');
    });
    exchange([chair, a]);
    expect(bracketCount(readDraft(chair.doc, BASE_VIEW))).toBe(1);
    expect(lines({ state: chair.state })).toEqual(['one two three']);
    const accepted = readDraft(chair.doc, ACCEPTED_VIEW);
    expect(accepted.paragraphs.map(paragraphText)).toEqual(['one three']);
  });
});
