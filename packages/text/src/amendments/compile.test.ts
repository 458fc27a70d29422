import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBrackets } from '../brackets.ts';
import { adoptAmendments } from './adopt.ts';
import { applyAmendments } from './apply-operations.ts';
import {
  combinedAlternatives,
  COMBINATIONS_SHOWN_MAX,
  compileText,
  renderChoice,
  type CompiledParagraph,
  type Segment,
} from './compile.ts';
import { conflictsBetween } from './conflicts.ts';
import { wordOperations } from './derive-operations.ts';
import { conflictFree, drawnRoom } from './drawn-amendments.fixture.ts';
import type { AmendableText, Amendment, Operation } from './model.ts';
import { namesOf, printCompiled } from './print-compiled.ts';
import { edit, textOf } from './written-amendments.fixture.ts';

const doing = (number: number, ...operations: readonly Operation[]): Amendment => ({
  number,
  base: 0,
  by: [`S${number}`],
  operations,
});

const sameSet = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** The words of a compiled paragraph when a set is chosen; an alternative that names the set says the same. */
const chosenWords = (segments: readonly Segment[], chosen: ReadonlySet<number>): string => {
  let words = '';
  for (const segment of segments) {
    const text = segment.type === 'fixed' ? segment.text : renderChoice(segment, chosen);
    if (segment.type === 'choice') {
      const own = segment.amendments.filter((number) => chosen.has(number));
      for (const alternative of segment.alternatives)
        if (alternative.amendments.some((set) => sameSet(set, own))) expect(alternative.text).toBe(text);
    }
    words += text;
  }
  return words;
};

const compiledOf = (text: AmendableText, amendments: readonly Amendment[]) =>
  new Map(compileText(text, amendments).map((one) => [one.id, one]));
const choicesIn = (paragraph: CompiledParagraph | undefined) =>
  (paragraph?.segments ?? []).flatMap((segment) => (segment.type === 'choice' ? [segment] : []));
const printed = (text: AmendableText, amendments: readonly Amendment[]): readonly string[] =>
  compileText(text, amendments).map((one) =>
    printCompiled(one, { ...namesOf(amendments), place: (place) => place }),
  );

describe('a compiled text', () => {
  test('[AMD-10] choosing nothing gives the text, choosing what can be adopted together gives it adopted', () => {
    fc.assert(
      fc.property(drawnRoom(4), ({ text, amendments }) => {
        const isHard = (a: Amendment, b: Amendment) =>
          conflictsBetween(text, [a, b]).some(({ hard }) => hard);
        const sets = [[], ...amendments.map((one) => [one]), conflictFree(amendments, isHard)];
        const compiled = compiledOf(text, amendments);
        for (const set of sets) {
          const result = applyAmendments(text, set);
          const chosen = new Set(set.map(({ number }) => number));
          for (const [id, paragraph] of result.paragraphs) {
            if (text.paragraphs.get(id)?.deadBy !== 0 && text.paragraphs.has(id)) continue;
            const one = compiled.get(id);
            const words = one === undefined ? undefined : chosenWords(one.segments, chosen);
            const live = paragraph.tokens.filter(({ deadBy }) => deadBy === 0).map((token) => token.text);
            expect(words).toBe(live.join(''));
          }
        }
      }),
    );
  });

  test('[AMD-10] in a stretch of very many words each amendment is rendered as it would be alone', () => {
    const words = Array.from({ length: 200 }, (_, at) => `w${at}`);
    const text = textOf(words.join(' '));
    // Each replaces what stands from some word on, so that all are one choice.
    const amendments = Array.from({ length: 30 }, (_, at) =>
      edit(text, at + 1, {
        p1: [...words.slice(0, at + 2), `x${at}`, `y${at}`, ...words.slice(150 + at)].join(' '),
      }),
    );
    const [choice] = choicesIn(compiledOf(text, amendments).get('p1'));
    expect(choice?.amendments).toHaveLength(30);
    const before = choice?.alternatives[0]?.text ?? '';
    expect(before.length).toBeGreaterThan(500);
    const [ahead, behind] = words.join(' ').split(before);
    for (const amendment of amendments) {
      const alone = applyAmendments(text, [amendment]).paragraphs.get('p1');
      const live = (alone?.tokens ?? []).filter(({ deadBy }) => deadBy === 0).map((token) => token.text);
      const alternative = choice?.alternatives.find(({ of }) => of.includes(amendment.number));
      expect({ ...alternative, text: `${ahead}${alternative?.text}${behind}` }).toEqual({
        text: live.join(''),
        by: amendment.by,
        of: [amendment.number],
        amendments: [[amendment.number]],
      });
    }
  });

  test('[AMD-10] every choice begins with the text as it stands, by nobody', () => {
    fc.assert(
      fc.property(drawnRoom(4), ({ text, amendments }) => {
        for (const paragraph of compileText(text, amendments)) {
          const choices = choicesIn(paragraph);
          for (const { alternatives, amendments: touching, id } of choices) {
            expect(alternatives[0]).toMatchObject({ by: [], amendments: [[]] });
            expect(touching.length).toBeGreaterThan(0);
            expect(alternatives.length).toBeGreaterThan(1);
            expect(id.startsWith(`${paragraph.id}.`)).toBe(true);
          }
          expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
        }
      }),
    );
  });

  test('[AMD-10] edges that touch stay apart, insertions in one gap too, and what overlaps is one choice', () => {
    const text = textOf('a b c d');
    const choices = choicesIn(
      compiledOf(text, [
        edit(text, 1, { p1: 'a X Y c d' }),
        edit(text, 2, { p1: 'a b Q R d' }),
        edit(text, 3, { p1: 'a b c d P' }),
        edit(text, 4, { p1: 'a b c d N' }),
      ]).get('p1'),
    );
    expect(choices.map(({ amendments }) => amendments)).toEqual([[1], [2], [3], [4]]);
    const overlapping = choicesIn(
      compiledOf(text, [edit(text, 1, { p1: 'a X Y d' }), edit(text, 2, { p1: 'a b Q R' })]).get('p1'),
    );
    expect(overlapping).toMatchObject([
      {
        id: 'p1.1',
        amendments: [1, 2],
        alternatives: [
          { text: ' b c d', by: [] },
          { text: ' X Y d', by: ['S1'] },
          { text: ' b Q R', by: ['S2'] },
        ],
      },
    ]);
  });

  test('[AMD-10] deletions that overlap are cut at every boundary, with the sponsors of each piece', () => {
    const text = textOf('a b c d e');
    const [paragraph] = compileText(text, [edit(text, 1, { p1: 'a d e' }), edit(text, 2, { p1: 'a b e' })]);
    expect(
      choicesIn(paragraph).map(({ alternatives, amendments }) => [alternatives[0]?.text, amendments]),
    ).toEqual([
      [' b', [1]],
      [' c', [1, 2]],
      [' d', [2]],
    ]);
    expect(printed(text, [edit(text, 1, { p1: 'a d e' }), edit(text, 2, { p1: 'a b e' })])).toEqual([
      'a [− b — S1: delete] [− c — S1, S2: delete] [− d — S2: delete] e',
    ]);
  });

  test('[AMD-10] alternatives with the same words are one, with the sponsors united', () => {
    const text = textOf('a b c d');
    const two = edit(text, 2, { p1: 'a X d' });
    const one = doing(1, ...(wordOperations(text, 'p1', 'a X d') ?? []), {
      type: 'deleteParagraph',
      paragraph: 'p2',
    });
    const [choice] = choicesIn(compiledOf(textOf('a b c d', 'e'), [one, two]).get('p1'));
    expect(choice?.alternatives[1]).toEqual({
      text: ' X',
      by: ['S1', 'S2'],
      of: [1, 2],
      amendments: [[1], [2]],
    });
  });

  test('[AMD-10] of one choice at most eight combinations are shown, only such as can be adopted', () => {
    const text = textOf('a b c d e f g h i j k');
    const across = edit(text, 1, { p1: 'a Z k' });
    const small = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((word, at) =>
      doing(at + 2, {
        type: 'text',
        paragraph: 'p1',
        left: at + 1,
        del: [at + 2],
        ins: [` ${word.toUpperCase()}`],
      }),
    );
    const [choice, ...more] = choicesIn(compiledOf(text, [across, ...small]).get('p1'));
    expect(more).toEqual([]);
    const all = [across, ...small];
    if (choice === undefined) throw new Error('no choice');
    const combined = combinedAlternatives(choice, all, conflictsBetween(text, all));
    expect(new Set(combined.map(({ text: words }) => words)).size).toBe(combined.length);
    expect(combinedAlternatives(choice, [across], [])).toHaveLength(COMBINATIONS_SHOWN_MAX);
    expect(combined).toHaveLength(COMBINATIONS_SHOWN_MAX);
    for (const { amendments } of combined)
      for (const set of amendments)
        expect(
          adoptAmendments(
            text,
            [across, ...small].filter(({ number }) => set.includes(number)),
          ).ok,
        ).toBe(true);
  });

  test('[AMD-10] paragraphs that would come, go or move stand where they are, with who asks for it', () => {
    const text = textOf('one', 'two', 'three');
    const amendments = [
      doing(1, {
        type: 'insertParagraph',
        paragraph: 'n',
        after: 'p1',
        kind: 'heading',
        level: 0,
        ins: ['new'],
      }),
      doing(2, { type: 'deleteParagraph', paragraph: 'p2' }),
      doing(3, { type: 'moveParagraph', paragraph: 'p3', after: '' }),
    ];
    expect(compileText(text, amendments)).toMatchObject([
      { id: 'p1', deletedBy: [], movedBy: [] },
      { id: 'n', insertedBy: 1, kind: 'heading', segments: [{ type: 'fixed', text: 'new' }] },
      { id: 'p2', deletedBy: [2] },
      { id: 'p3', movedBy: [{ amendment: 3, after: '' }] },
    ]);
    expect(printed(text, amendments)).toEqual([
      'one',
      '[+ new — S1]',
      '[− two — S2: delete]',
      '[three — S3: move after ]',
    ]);
    const after = applyAmendments(text, [doing(2, { type: 'deleteParagraph', paragraph: 'p2' })]);
    expect(compileText(after, []).map(({ id }) => id)).toEqual(['p1', 'p3']);
  });

  test('[AMD-10] a sub-amendment is an alternative of what it amends, never without it', () => {
    const text = textOf('a b');
    const parent = edit(text, 1, { p1: 'a X Y Z b' });
    const sub = edit(applyAmendments(text, [parent]), 2, { p1: 'a X y Z b' }, { base: 0, parent: 1 });
    const [choice] = choicesIn(compiledOf(text, [parent, sub]).get('p1'));
    expect(choice?.alternatives).toEqual([
      { text: '', by: [], of: [], amendments: [[]] },
      { text: ' X Y Z', by: ['S1'], of: [1], amendments: [[1]] },
      { text: ' X y Z', by: ['S2'], of: [2], amendments: [[1, 2]] },
    ]);
    expect(printed(text, [parent, sub])).toEqual(['a [+ [X Y Z | X y Z — S2] — S1] b']);
    const inserted = doing(3, {
      type: 'insertParagraph',
      paragraph: 'n',
      after: 'p1',
      kind: 'operative',
      level: 0,
      ins: ['u', ' v'],
    });
    const inside = edit(applyAmendments(text, [inserted]), 4, { n: 'u w' }, { base: 0, parent: 3 });
    expect(compiledOf(text, [inserted, inside]).get('n')?.segments).toMatchObject([
      { type: 'fixed', text: 'u' },
      {
        type: 'choice',
        amendments: [4],
        alternatives: [{ text: ' v' }, { text: ' w', amendments: [[3, 4]] }],
      },
    ]);
  });

  test('[AMD-11] print shows what stands and what each asks for, trimmed, without changing a token', () => {
    const text = textOf('Encourages States to establish testing.');
    const amendments = [
      edit(text, 1, { p1: 'Urges States to establish testing.' }),
      edit(text, 2, { p1: 'Encourages States to establish voluntary testing.' }),
      edit(text, 3, { p1: 'Encourages States to testing.' }),
    ];
    expect(printed(text, amendments)).toEqual([
      '[Encourages | Urges — S1] States to [− establish — S3: delete] [+ voluntary — S2] testing.',
    ]);
    const rival = edit(text, 4, { p1: 'Calls upon States to establish testing.' });
    const cut = edit(text, 5, { p1: 'States to establish testing.' });
    expect(printed(text, [amendments[0] ?? rival, rival, cut])[0]).toMatch(
      /^\[Encourages States \| Urges States — S1 \| Calls upon States — S4 \| States — S5\] to establish testing\.$/,
    );
  });

  test('[AMD-11] brackets without a pair are printed as literal ones, pairs of the words as they are', () => {
    const bracketed = textOf('Parties [shall] act.');
    expect(printed(bracketed, [edit(bracketed, 1, { p1: 'Parties [must] act.' })])).toEqual([
      'Parties [[shall | must — S1]] act.',
    ]);
    const text = textOf('Recalling its resolution.');
    const lone = printed(text, [edit(text, 1, { p1: 'Recalling [its resolution.' })])[0] ?? '';
    expect(lone).toBe('Recalling [its | \\[its — S1] resolution.');
    expect(parseBrackets(lone).ok).toBe(true);
  });
});
