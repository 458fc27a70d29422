import { amendmentVersions } from '@plenary/consensus';
import { expect, test } from 'vitest';
import {
  asAmended,
  collisions,
  comparedVersions,
  compiledText,
  distanceTerms,
  ifAdopted,
  orderView,
  paragraphTracks,
  pendingStanding,
  removedWords,
  settledVotes,
  shownChanges,
} from '../index.ts';
import { negotiation } from './negotiation.fixture.ts';

const TEXT = [
  'A text',
  'Encourages States to establish testing;',
  'Decides that reports are due within 24 months;',
  'Requests the Secretary-General to report.',
] as const;

test('[TAB-20] changes are shown beside the words on which they were written, whatever the text became since', () => {
  const { submit, adopt, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p2', new: 'Urges States to establish testing;' }]);
  const second = submit('BBB', [
    { paragraph: 'p2', new: 'Encourages all States to establish testing;' },
    { paragraph: 'p4', delete: true },
    { after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet again.' },
    { paragraph: 'p3', moveAfter: 'p1' },
  ]);
  adopt('A1');
  expect(shownChanges(now(), second)).toEqual([
    {
      type: 'words',
      paragraph: 'p2',
      label: 'OP1',
      segments: [
        { type: 'same', text: 'Encourages' },
        { type: 'added', text: ' all' },
        { type: 'same', text: ' States to establish testing;' },
      ],
    },
    { type: 'delete', paragraph: 'p4', label: 'OP3', text: TEXT[3] },
    {
      type: 'insert',
      paragraph: 'p5',
      after: 'p4',
      label: 'OP3',
      kind: 'operative',
      level: 0,
      text: 'Decides to meet again.',
    },
    { type: 'move', paragraph: 'p3', label: 'OP2', after: 'p1', afterLabel: '', text: TEXT[2] },
  ]);
});

test('[TAB-21] what was adopted to an amendment is part of what it proposes in the compiled text', () => {
  const { submit, adopt, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p3', new: 'Decides that reports are due within 12 months;' }]);
  submit('BBB', [{ paragraph: 'p3', new: 'Decides that reports are due within 12 calendar months;' }], {
    amends: 'A1',
  });
  adopt('A2');
  const compiled = compiledText(now(), ['A1']).find(({ id }) => id === 'p3');
  const proposed = compiled?.segments.flatMap((segment) =>
    segment.type === 'choice'
      ? segment.alternatives.map(({ text, of, by }) => ({ text: text.trim(), of, by }))
      : [],
  );
  expect(proposed).toEqual([
    { text: '24', of: [], by: [] },
    { text: '12 calendar', of: [1, 2], by: ['AAA', 'BBB'] },
  ]);
});

test('[TAB-21] without amendments the compiled text is the text', () => {
  const { now } = negotiation(TEXT);
  expect(
    compiledText(now(), []).map(({ segments }) =>
      segments.map((segment) => (segment.type === 'fixed' ? segment.text : '')).join(''),
    ),
  ).toEqual([...TEXT]);
});

test('[TAB-22] amendments meet in both directions, hard collisions first; what was adopted to one meets in its name', () => {
  const { submit, accept, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p2', new: 'Urges States to establish testing;' }]);
  submit('BBB', [{ paragraph: 'p2', delete: true }]);
  submit('CCC', [{ paragraph: 'p2', new: 'Encourages States to establish independent testing;' }]);
  submit('CCC', [{ paragraph: 'p2', new: 'Encourages States to establish regular testing;' }]);
  submit('DDD', [{ paragraph: 'p2', new: 'Strongly urges States to establish open testing;' }], {
    amends: 'A1',
  });
  accept('A5', 'AAA');
  expect(collisions(now()).get('A3')).toEqual([
    { other: 'A2', kind: 'paragraph', hard: true },
    { other: 'A1', kind: 'same-gap', hard: false },
    { other: 'A4', kind: 'same-gap', hard: false },
  ]);
  expect(collisions(now()).get('A1')?.[0]).toEqual({ other: 'A2', kind: 'paragraph', hard: true });
  expect(collisions(now()).has('A5')).toBe(false);
});

test('[TAB-23] tracks show where amendments change the words of a paragraph, and where they meet', () => {
  const { submit, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p3', new: 'Decides that reports are due within 12 months;' }]);
  submit('BBB', [{ paragraph: 'p3', new: 'Decides that reports are due;' }]);
  submit('CCC', [{ paragraph: 'p3', new: 'Decides that yearly reports are due within 24 months;' }]);
  const paragraph = compiledText(now(), ['A1', 'A2', 'A3']).find(({ id }) => id === 'p3');
  if (paragraph === undefined) throw new Error('OP2 is not there');
  const { text, tracks, clashes } = paragraphTracks(paragraph);
  expect(text).toBe(TEXT[2]);
  expect(tracks.map(({ amendment }) => amendment)).toEqual(['A1', 'A2', 'A3']);
  for (const { spans } of tracks)
    for (const { from, to, removed } of spans) expect(text.slice(from, to)).toBe(removed);
  expect(clashes).toHaveLength(1);
  const [clash] = clashes;
  expect(clash?.amendments).toEqual(['A2', 'A1']);
  expect(text.slice(clash?.from, clash?.to).trim()).toBe('24');
});

test('[TAB-23] what takes a paragraph away meets everything in it, words that come at its edges too', () => {
  const { submit, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p4', delete: true }]);
  submit('BBB', [{ paragraph: 'p4', new: `Again ${TEXT[3]}` }]);
  submit('CCC', [{ paragraph: 'p4', new: `${TEXT[3]} Yearly.` }]);
  const paragraph = compiledText(now(), ['A1', 'A2', 'A3']).find(({ id }) => id === 'p4');
  if (paragraph === undefined) throw new Error('OP3 is not there');
  const { tracks, clashes } = paragraphTracks(paragraph);
  expect(tracks.map(({ amendment, whole }) => [amendment, whole])).toEqual([
    ['A1', true],
    ['A2', false],
    ['A3', false],
  ]);
  expect(clashes).toEqual([
    { from: 0, to: 'Requests'.length, amendments: ['A1', 'A2'] },
    { from: TEXT[3].length, to: TEXT[3].length, amendments: ['A1', 'A3'] },
  ]);
});

test('[TAB-24] the order tells the reason of each place with both figures, and the ruling where the chair ruled', () => {
  const { submit, take, chair, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p2', new: 'Encourages States to establish voluntary testing;' }]);
  submit('BBB', [{ paragraph: 'p2', delete: true }]);
  submit('CCC', [{ paragraph: 'p4', new: 'Requests the Secretary-General to report yearly.' }]);
  const [first, second] = orderView(now());
  expect(first?.paragraphs).toEqual(['p2']);
  expect(first?.order.map(({ id, why, than }) => [id, why, than])).toEqual([
    ['A2', 'furtherRemoved', 'A1'],
    ['A1', 'nearest', 'A2'],
  ]);
  expect(first?.order[0]?.distance).toBeGreaterThan(first?.order[0]?.otherDistance ?? 0);
  expect(second?.order.map(({ id, why }) => [id, why])).toEqual([['A3', 'alone']]);
  take({ type: 'ruleOrder', amendments: ['A1', 'A2'], reason: 'The narrower question first.' }, chair);
  const [ruled] = orderView(now());
  expect(ruled?.order.map(({ id }) => id)).toEqual(['A1', 'A2']);
  expect(ruled?.ruling?.reason).toBe('The narrower question first.');
});

test('[TAB-25] before a vote it can be seen what would lapse with an adoption', () => {
  const { submit, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p2', delete: true }]);
  submit('BBB', [{ paragraph: 'p2', new: 'Urges States to establish testing;' }]);
  submit('CCC', [{ paragraph: 'p4', new: 'Requests a report.' }], { needs: ['A2'] });
  expect(ifAdopted(now(), 'A1')).toEqual({
    ok: true,
    lapsed: [
      { amendment: 'A2', cause: 'excluded', because: ['A1'] },
      { amendment: 'A3', cause: 'falls', because: ['A2'] },
    ],
    narrowed: [],
  });
  expect(ifAdopted(now(), 'A3')).toMatchObject({ ok: false, refusal: { code: 'amendment.needs' } });
});

test('[TAB-26] the voting is told vote by vote, each with what lapsed through it', () => {
  const { submit, adopt, reject, now } = negotiation(TEXT);
  submit('AAA', [{ paragraph: 'p2', delete: true }]);
  submit('BBB', [{ paragraph: 'p2', new: 'Urges States to establish testing;' }]);
  submit('CCC', [{ paragraph: 'p4', new: 'Requests a report.' }]);
  submit('DDD', [{ paragraph: 'p3', new: 'Decides that reports are due within 12 months;' }], {
    needs: ['A3'],
  });
  reject('A3', 'AAA');
  adopt('A1');
  expect(settledVotes(now()).map(({ amendment, state, lapsed }) => [amendment, state, lapsed])).toEqual([
    ['A3', 'rejected', [{ amendment: 'A4', cause: 'falls', because: ['A3'] }]],
    ['A1', 'adopted', [{ amendment: 'A2', cause: 'excluded', because: ['A1'] }]],
  ]);
});

test('[TAB-40] the paragraph as amended is what that vote made of it, whatever the text became since', () => {
  const { submit, adopt, accept, now, take, chair } = negotiation(TEXT);
  const first = submit('AAA', [
    { paragraph: 'p2', new: 'Urges States to establish testing;' },
    { after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet again.' },
  ]);
  expect(asAmended(now(), first)).toEqual([]);
  adopt(first);
  const then = [
    { paragraph: 'p2', label: 'OP1', text: 'Urges States to establish testing;' },
    { paragraph: 'p5', label: 'OP3 bis', text: 'Decides to meet again.' },
  ];
  expect(asAmended(now(), first)).toEqual(then);
  const second = submit('BBB', [{ paragraph: 'p2', new: 'Urges all States to establish testing;' }]);
  const sub = submit('CCC', [{ paragraph: 'p2', new: 'Urges all States to establish and fund testing;' }], {
    amends: second,
  });
  accept(sub, 'BBB');
  const taken = [{ paragraph: 'p2', label: 'OP1', text: 'Urges all States to establish and fund testing;' }];
  expect(asAmended(now(), sub)).toEqual(taken);
  adopt(second);
  expect(asAmended(now(), second)).toEqual(taken);
  expect(asAmended(now(), sub)).toEqual(taken);
  const gone = submit('DDD', [{ paragraph: 'p2', delete: true }]);
  take({ type: 'acceptAmendment', amendment: gone }, chair);
  expect(asAmended(now(), gone)).toEqual([]);
  expect(asAmended(now(), first)).toEqual(then);
});

test('[TAB-41] an amendment that the text overtook in part is shown with what it would still do', () => {
  const { submit, adopt, now } = negotiation(TEXT);
  const wide = submit('AAA', [
    { paragraph: 'p2', delete: true },
    { paragraph: 'p3', new: 'Decides that annual reports are due within 24 months;' },
  ]);
  const other = submit('CCC', [{ paragraph: 'p4', delete: true }]);
  expect(pendingStanding(now(), wide)).toEqual({ standing: 'clean', survives: [] });
  adopt(other);
  expect(pendingStanding(now(), other)).toBeUndefined();
  expect(pendingStanding(now(), wide)).toEqual({ standing: 'clean', survives: [] });
  const takes = submit('DDD', [{ paragraph: 'p3', new: 'Decides that reports are due;' }]);
  const narrower = submit('CCC', [{ paragraph: 'p3', new: 'Decides that reports are due within months;' }]);
  const answer = ifAdopted(now(), narrower);
  expect(answer).toMatchObject({ ok: true, narrowed: [{ amendment: takes, because: [narrower] }] });
  adopt(narrower);
  expect(pendingStanding(now(), takes)).toEqual({
    standing: 'partlyOvertaken',
    survives: [
      {
        type: 'words',
        paragraph: 'p3',
        label: 'OP2',
        segments: [
          { type: 'same', text: 'Decides that reports are due' },
          { type: 'removed', text: ' within months' },
          { type: 'same', text: ';' },
        ],
      },
    ],
  });
});

test('[TAB-46] the terms of a distance sum up to the figure that the order compares, the heaviest words first', () => {
  const { submit, now } = negotiation(TEXT);
  const first = submit('AAA', [
    { paragraph: 'p3', new: 'Decides that reports are due within 12 months;' },
    { paragraph: 'p4', delete: true },
  ]);
  submit('BBB', [{ paragraph: 'p3', new: 'Decides that reports are due within 18 months;' }]);
  const placed = orderView(now()).flatMap(({ order }) => order);
  const { tenths, trace } = distanceTerms(now(), first);
  expect(tenths).toBe(placed.find(({ id }) => id === first)?.distance);
  expect(trace.map(({ operation, paragraph }) => [operation, paragraph])).toEqual([
    ['text', 'p3'],
    ['deleteParagraph', 'p4'],
  ]);
  expect(trace.reduce((sum, term) => sum + term.tenths, 0)).toBe(tenths);
  expect(trace[0]?.heaviest.map(({ word }) => word).sort()).toEqual(['12', '24']);
});

test('[TAB-47] words that an amendment takes away are those on which it was written, also of one to another', () => {
  const { submit, adopt, now } = negotiation(TEXT);
  const first = submit('AAA', [{ paragraph: 'p2', new: 'Urges States to establish testing;' }]);
  const sub = submit('BBB', [{ paragraph: 'p2', new: 'Urges States to begin testing;' }], { amends: 'A1' });
  const second = submit('CCC', [
    { paragraph: 'p4', delete: true },
    { paragraph: 'p3', moveAfter: 'p1' },
    { after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet again.' },
  ]);
  expect(removedWords(now(), first).trim()).toBe('Encourages');
  expect(removedWords(now(), sub).trim()).toBe('establish');
  expect(removedWords(now(), second)).toBe(TEXT[3]);
  adopt('A2');
  adopt('A1');
  expect(removedWords(now(), first).trim()).toBe('Encourages');
  expect(removedWords(now(), second)).toBe(TEXT[3]);
});

test('[TAB-45] two versions of an amendment are compared place by place, word by word, also when it was moved on', () => {
  const { submit, take, now } = negotiation(TEXT);
  submit('AAA', [
    { paragraph: 'p2', new: 'Urges States to establish testing;' },
    { paragraph: 'p4', delete: true },
    { after: 'p3', kind: 'operative', level: 0, insert: 'Decides to meet again;' },
    { paragraph: 'p3', moveAfter: 'p1' },
  ]);
  take(
    {
      type: 'reviseAmendment',
      amendment: 'A1',
      changes: [
        { paragraph: 'p2', new: 'Urges all States to establish testing;' },
        { after: 'p3', kind: 'operative', level: 0, insert: 'Decides to meet again in May;' },
      ],
      reason: '',
      textHash: now().revision?.hash ?? '',
    },
    { kind: 'delegate', member: 'AAA', mayBind: true },
  );
  const amendment = now().amendments['A1'];
  const [tabled, revised] = amendment === undefined ? [] : amendmentVersions(amendment);
  if (tabled?.words === undefined || revised?.words === undefined) throw new Error('both versions are known');
  const marked = comparedVersions(now(), 'A1', tabled.words, revised.words).map(
    ({ label, was, is, segments }) => ({
      label,
      was,
      is,
      words: segments
        .map(({ type, text }) => (type === 'same' ? text : type === 'added' ? `+${text}+` : `-${text}-`))
        .join(''),
    }),
  );
  expect(marked).toEqual([
    { label: 'OP1', was: 'words', is: 'words', words: 'Urges+ all+ States to establish testing;' },
    { label: 'OP2', was: 'insert', is: 'insert', words: 'Decides to meet again+ in May+;' },
    { label: 'OP3', was: 'delete', is: 'none', words: `+${TEXT[3]}+` },
    { label: 'OP2', was: 'move', is: 'none', words: TEXT[2] },
  ]);
  expect(shownChanges(now(), 'A1', tabled.words)).toHaveLength(4);
});
