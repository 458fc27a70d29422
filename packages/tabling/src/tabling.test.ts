import {
  admitDeliberation,
  evolveDeliberation,
  type Actor,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
  type SubmittedAmendment,
  type WrittenAmendmentChange,
} from '@plenary/consensus';
import { issuedParagraphs, labelParagraphs, revisionHash, textHash } from '@plenary/text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textInForce, TEXTS, wordsWith } from './index.ts';
import { withLabels } from './new-labels.ts';
import { pendingStanding } from './view/pending-standing.ts';
import { removedWords, shownChanges } from './view/shown-changes.ts';

const AT = '2026-03-02T10:00:00.000Z';
const MEMBERS = ['AAA', 'BBB', 'CCC'];
const body: BodyState = {
  id: 'x',
  names: { en: 'X' },
  exercise: true,
  foundedAt: AT,
  members: Object.fromEntries(
    MEMBERS.map((id) => [
      id,
      { id, role: 'member', class: 'government', names: { en: id }, attrs: {}, admittedAt: AT },
    ]),
  ),
  groups: {},
  rules: {
    all: { id: 'all', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } },
  },
  defaultRule: 'all',
  ruleProposals: {},
  accreditations: {},
  consultations: [],
  register: {},
  given: {},
  deliberations: [],
  sittings: [],
};
const CHAIR: Actor = { kind: 'chair' };
const SECRETARIAT: Actor = { kind: 'secretariat' };
const head = (member: string): Actor => ({ kind: 'delegate', member, mayBind: true });

const WORDS = [
  ['title', 'A text'],
  ['preambular', 'Recalling what was said in the first days of the process,'],
  ['operative', 'Decides to establish a small panel of experts;'],
  ['operative', 'Requests a report every year;'],
  ['operative', 'Invites comments from all.'],
] as const;

const textOf = (words: readonly (readonly [(typeof WORDS)[number][0], string])[]) => {
  const unlabelled = words.map(([kind, text]) => ({ kind, level: 0, text }));
  const labels = labelParagraphs(unlabelled);
  const paragraphs = unlabelled.map((paragraph, at) => ({
    ...paragraph,
    label: labels[at] ?? '',
    hash: textHash(paragraph.text),
  }));
  return { paragraphs, hash: revisionHash(paragraphs.map(({ hash }) => hash)), lang: 'en' };
};

/** A deliberation through which acts pass one by one, a second apart. */
const floor = () => {
  let state: DeliberationState | undefined;
  let version = 0;
  const at = (): string => `2026-03-02T10:${String(Math.floor(version / 60)).padStart(2, '0')}:00.000Z`;
  const attempt = (act: DeliberationAct, actor: Actor) =>
    admitDeliberation(state, act, { at: at(), actor, body, texts: TEXTS });
  const take = (act: DeliberationAct, actor: Actor): void => {
    const admission = attempt(act, actor);
    if (!admission.admitted) throw new Error(JSON.stringify(admission.refusal));
    for (const event of admission.events) {
      version += 1;
      state = evolveDeliberation(state, { ...event, stream: 'deliberation:x', version, at: at(), actor });
    }
  };
  const present = (): DeliberationState => {
    if (state === undefined) throw new Error('not opened');
    return state;
  };
  take({ type: 'openDeliberation', id: 'x', title: { en: 'X' } }, SECRETARIAT);
  take({ type: 'importText', symbol: 'X/L.1', ...textOf(WORDS) }, SECRETARIAT);
  const handedIn = (
    changes: readonly WrittenAmendmentChange[],
    more: Partial<SubmittedAmendment> = {},
  ): DeliberationAct => ({
    type: 'submitAmendment',
    changes,
    reason: '',
    textHash:
      (more.amends === undefined ? present().revision?.hash : present().amendments[more.amends]?.hash) ?? '',
    needs: [],
    excludes: [],
    ...more,
  });
  return {
    get state() {
      return present();
    },
    take,
    handedIn,
    refusal: (act: DeliberationAct, actor: Actor) => {
      const admission = attempt(act, actor);
      return admission.admitted ? undefined : admission.refusal;
    },
    submit: (
      member: string,
      changes: readonly WrittenAmendmentChange[],
      more?: Partial<SubmittedAmendment>,
    ) => {
      take(handedIn(changes, more), head(member));
      return `A${Object.keys(present().amendments).length}`;
    },
    accept: (amendment: string) => take({ type: 'acceptAmendment', amendment }, CHAIR),
    /** What is decided together is put in this order. */
    rule: (...amendments: readonly string[]) =>
      take({ type: 'ruleOrder', amendments, reason: 'As agreed.' }, CHAIR),
    words: () => (present().revision?.paragraphs ?? []).map(({ text }) => text),
    labels: () => (present().revision?.paragraphs ?? []).map(({ label }) => label),
    fates: () =>
      Object.fromEntries(
        Object.values(present().amendments).map(({ id, state: now, outcome }) => [
          id,
          outcome?.cause === undefined ? now : `${outcome.cause} ${outcome.because?.join(' ') ?? ''}`.trim(),
        ]),
      ),
  };
};

const PANEL = 'Decides to establish a small panel of experts;';

test('[TAB-1] the text in force is what revisions and adopted amendments made of it', () => {
  const room = floor();
  room.submit('AAA', [{ paragraph: 'p3', new: 'Decides to establish a large panel of experts;' }]);
  room.submit('BBB', [{ after: 'p3', kind: 'operative', level: 0, insert: 'Thanks its members;' }]);
  room.submit('CCC', [{ paragraph: 'p5', moveAfter: 'p2' }]);
  for (const id of ['A1', 'A2', 'A3']) {
    room.accept(id);
    const inForce = issuedParagraphs(textInForce(room.state)).map(({ id: pid, text }) => [pid, text]);
    expect(inForce).toEqual(room.state.revision?.paragraphs.map(({ pid, text }) => [pid, text]));
  }
  expect(room.words()).toEqual([
    'A text',
    'Recalling what was said in the first days of the process,',
    'Invites comments from all.',
    'Decides to establish a large panel of experts;',
    'Thanks its members;',
    'Requests a report every year;',
  ]);
  expect(room.state.revision?.hash).toBe(
    revisionHash((room.state.revision?.paragraphs ?? []).map(({ hash }) => hash)),
  );
});

test('[TAB-1] an amendment written on an older text is adopted into a newer one that left its words', () => {
  const room = floor();
  room.submit('AAA', [
    { paragraph: 'p3', new: 'Decides to establish a small panel of independent experts;' },
  ]);
  room.submit('BBB', [{ paragraph: 'p3', new: 'Decides to found a small panel of experts;' }]);
  room.accept('A2');
  expect(room.fates()).toEqual({ A1: 'submitted', A2: 'acceptedBySponsors' });
  room.accept('A1');
  expect(room.words()[2]).toBe('Decides to found a small panel of independent experts;');
});

test('[TAB-2] what cannot be read as changes of the text is refused with its change', () => {
  const room = floor();
  const refusal = (...changes: WrittenAmendmentChange[]) => room.refusal(room.handedIn(changes), head('AAA'));
  expect(refusal({ paragraph: 'p4', delete: true }, { paragraph: 'p9', delete: true })).toEqual({
    code: 'amendment.unknownParagraph',
    facts: { change: 2, paragraph: 'p9' },
  });
  expect(refusal({ paragraph: 'p3', new: PANEL })).toEqual({
    code: 'amendment.changesNothing',
    facts: { change: 1 },
  });
  expect(refusal({ paragraph: 'p4', moveAfter: 'p3' })).toEqual({
    code: 'amendment.changesNothing',
    facts: { change: 1 },
  });
  expect(refusal({ after: 'nowhere', kind: 'operative', level: 0, insert: 'X' })).toEqual({
    code: 'amendment.unknownParagraph',
    facts: { change: 1, paragraph: 'nowhere' },
  });
  expect(refusal({ paragraph: 'p3', new: 'Decides;' }, { paragraph: 'p3', delete: true })).toEqual({
    code: 'amendment.overlapsItself',
    facts: { paragraph: 'p3' },
  });
});

test('[TAB-3] a twin is told whatever words it was written on, and the hash is of what is changed', () => {
  const room = floor();
  room.submit('AAA', [
    { paragraph: 'p3', new: 'Decides to establish a small panel of independent experts;' },
  ]);
  room.submit('BBB', [{ paragraph: 'p4', delete: true }]);
  room.accept('A2');
  expect(
    room.refusal(
      room.handedIn([{ paragraph: 'p3', new: 'Decides to establish a small panel of independent experts;' }]),
      head('CCC'),
    ),
  ).toEqual({ code: 'amendment.twin', facts: { amendment: 'A1' } });
  const hash = room.state.amendments['A1']?.hash;
  room.take(
    {
      type: 'reviseAmendment',
      amendment: 'A1',
      changes: [{ paragraph: 'p3', new: 'Decides to establish a small panel of independent experts;' }],
      reason: 'Why.',
      textHash: room.state.revision?.hash ?? '',
    },
    head('AAA'),
  );
  expect(room.state.amendments['A1']?.hash).toBe(hash);
});

test('[TAB-4] what was taken into an amendment goes into the text with it', () => {
  const room = floor();
  room.submit('AAA', [{ paragraph: 'p3', new: 'Decides to establish a panel of ten experts;' }]);
  room.submit('BBB', [{ paragraph: 'p3', new: 'Decides to establish a panel of twenty experts;' }], {
    amends: 'A1',
  });
  room.submit('CCC', [{ paragraph: 'p3', new: 'Decides to establish a panel of thirty experts;' }], {
    amends: 'A1',
  });
  room.take({ type: 'acceptAmendment', amendment: 'A2' }, head('AAA'));
  expect(room.fates()).toEqual({ A1: 'submitted', A2: 'acceptedBySponsors', A3: 'excluded A2' });
  expect(room.words()[2]).toBe(PANEL);
  room.accept('A1');
  expect(room.words()[2]).toBe('Decides to establish a panel of twenty experts;');
});

test('[TAB-4] what can no longer be put lapses with its cause, and what hangs on it falls', () => {
  const room = floor();
  room.submit('AAA', [{ paragraph: 'p3', new: 'Decides to establish a large panel of experts;' }]);
  room.submit('BBB', [{ paragraph: 'p3', new: 'Decides to establish a medium panel of experts;' }]);
  room.submit('CCC', [{ paragraph: 'p3', delete: true }]);
  room.submit('CCC', [{ paragraph: 'p4', delete: true }], { needs: ['A2'] });
  room.submit('AAA', [{ paragraph: 'p5', new: 'Invites comments.' }]);
  room.rule('A1', 'A2', 'A3', 'A4');
  room.accept('A1');
  expect(room.fates()).toEqual({
    A1: 'acceptedBySponsors',
    A2: 'excluded A1',
    A3: 'excluded A1',
    A4: 'falls A2',
    A5: 'submitted',
  });
});

test('[TAB-5] only what has other words is told as changed', () => {
  const room = floor();
  room.submit('AAA', [
    { paragraph: 'p3', new: 'Decides to establish a large panel of experts;' },
    { paragraph: 'p4', delete: true },
  ]);
  const adopted = TEXTS.adopt(room.state, 'A1');
  if (!adopted.ok) throw new Error(adopted.refusal.code);
  expect(adopted.value.text?.changed.map(({ pid }) => pid)).toEqual(['p3']);
  expect(adopted.value.text?.order).toEqual(['p1', 'p2', 'p3', 'p5']);
});

test('[TAB-6] paragraphs that come are bis and ter of the one they follow, until a revision', () => {
  const room = floor();
  const insert = (after: string, words: string): WrittenAmendmentChange[] => [
    { after, kind: 'operative', level: 0, insert: words },
  ];
  room.submit('AAA', insert('p3', 'One;'));
  room.submit('BBB', insert('p4', 'Two;'));
  room.accept('A1');
  room.accept('A2');
  expect(room.labels()).toEqual(['', 'PP1', 'OP1', 'OP1 bis', 'OP2', 'OP2 bis', 'OP3']);
  room.submit('CCC', insert('p6', 'Three;'));
  room.accept('A3');
  expect(room.labels()).toEqual(['', 'PP1', 'OP1', 'OP1 bis', 'OP1 ter', 'OP2', 'OP2 bis', 'OP3']);
});

test('[TAB-6] a label is given once in a text, however many come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 30 }), (places) => {
      const row: { label?: string; text: string }[] = ['OP1', 'OP2', 'OP3'].map((label) => ({
        label,
        text: label,
      }));
      for (const place of places) row.splice(place % (row.length + 1), 0, { text: 'new' });
      const labels = withLabels(
        row.map((paragraph, at) => ({
          pid: `p${at}`,
          kind: 'operative',
          level: 0,
          hash: '',
          ...paragraph,
        })),
      ).map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels.filter((label) => /^OP\d+$/u.test(label))).toEqual(['OP1', 'OP2', 'OP3']);
    }),
  );
});

test('[TAB-7] a revision that takes the words away lets the amendment lapse, one that does it absorbs it', () => {
  const room = floor();
  room.submit('AAA', [{ paragraph: 'p3', new: 'Decides to establish a large panel of experts;' }]);
  room.submit('BBB', [{ paragraph: 'p4', new: 'Requests a report;' }]);
  room.submit('CCC', [{ paragraph: 'p5', new: 'Invites comments.' }]);
  room.submit('CCC', [{ paragraph: 'p2', delete: true }], { needs: ['A1'] });
  const revised = textOf([WORDS[0], WORDS[1], ['operative', 'Requests a report;'], WORDS[4]]);
  const sources = ['p1', 'p2', 'p4', 'p5'];
  room.take(
    {
      type: 'issueRevision',
      symbol: 'X/L.1/Rev.1',
      ...revised,
      paragraphs: revised.paragraphs.map((paragraph, at) => ({ ...paragraph, source: sources[at] ?? '' })),
    },
    SECRETARIAT,
  );
  expect(room.fates()).toEqual({ A1: 'orphaned', A2: 'absorbed', A3: 'submitted', A4: 'falls A1' });
});

test('[TAB-8] what meets is decided together, and what was taken in meets others in its name', () => {
  const room = floor();
  room.submit('AAA', [{ paragraph: 'p3', new: 'Decides to establish a large panel of experts;' }]);
  room.submit('BBB', [{ paragraph: 'p3', delete: true }]);
  room.submit('CCC', [{ paragraph: 'p5', new: 'Invites comments.' }]);
  room.submit('AAA', [{ paragraph: 'p4', new: 'Requests a report every month;' }], { needs: ['A3'] });
  const compared = () =>
    TEXTS.compare(
      room.state,
      Object.values(room.state.amendments)
        .filter(({ state }) => state === 'submitted')
        .map(({ id }) => id),
    );
  const components = () => {
    const groups = new Map<number, string[]>();
    for (const { id, component = 0 } of compared())
      groups.set(component, [...(groups.get(component) ?? []), id]);
    return [...groups.entries()].sort(([a], [b]) => a - b).map(([, ids]) => ids);
  };
  expect(components()).toEqual([
    ['A1', 'A2'],
    ['A3', 'A4'],
  ]);
  expect(compared().find(({ id }) => id === 'A2')).toMatchObject({ excludesIfAdopted: ['A1'] });
  room.submit('BBB', [{ paragraph: 'p5', new: 'Invites all comments.' }], { amends: 'A3' });
  expect(components()).toEqual([
    ['A1', 'A2'],
    ['A3', 'A4', 'A5'],
  ]);
  expect(TEXTS.compare(room.state, [])).toEqual([]);
});

test('[TAB-10] what a division takes out is gone, and amendments go on from there', () => {
  const room = floor();
  room.submit('AAA', [{ paragraph: 'p5', new: 'Invites comments.' }]);
  const change = TEXTS.without(room.state, 'D1', ['p4']);
  expect(change).toMatchObject({ changed: [], order: ['p1', 'p2', 'p3', 'p5'] });
  expect(change.hash).not.toBe(room.state.revision?.hash);
});

test('[TAB-10] an amendment keeps the changes that remain, on the words on which it was written', () => {
  const room = floor();
  room.submit('AAA', [
    { paragraph: 'p3', new: 'Decides to establish a large panel of experts;' },
    { paragraph: 'p4', delete: true },
  ]);
  const changes = room.state.amendments['A1']?.changes ?? [];
  const narrowed = TEXTS.narrowed(room.state, 'A1', changes.slice(1));
  expect(narrowed).toMatchObject({ changes: [{ paragraph: 'p4', delete: true }], touches: ['p4'] });
  const alone = floor();
  alone.submit('AAA', [{ paragraph: 'p4', delete: true }]);
  expect(narrowed?.hash).toBe(alone.state.amendments['A1']?.hash);
  expect(TEXTS.narrowed(room.state, 'A1', [])).toBeUndefined();
});

test('[TAB-11] words with several amendments are those of adopting them one by one; an amendment to another goes with it', () => {
  const room = floor();
  const first = room.submit('AAA', [{ paragraph: 'p3', new: PANEL.replace('small', 'standing') }]);
  const second = room.submit('BBB', [{ paragraph: 'p3', new: PANEL.replace('experts', 'scientists') }]);
  const third = room.submit('CCC', [{ paragraph: 'p3', new: PANEL.replace('small', 'large') }]);
  const sub = room.submit('BBB', [{ paragraph: 'p3', new: PANEL.replace('small', 'permanent') }], {
    amends: first,
  });
  const gone = room.submit('CCC', [{ paragraph: 'p3', delete: true }]);
  const words = (...ids: readonly string[]) => wordsWith(room.state, ids, 'p3');
  expect(words(first)).toBe('Decides to establish a standing panel of experts;');
  expect(words(first, second)).toBe('Decides to establish a standing panel of scientists;');
  expect(words(first, sub, second)).toBe('Decides to establish a permanent panel of scientists;');
  expect([words(first, third), words(sub), words(gone)]).toEqual([undefined, undefined, undefined]);
  const needing = room.submit('CCC', [{ paragraph: 'p3', new: PANEL.replace('Decides', 'Resolves') }], {
    needs: [third],
  });
  expect(words(needing)).toBe('Resolves to establish a small panel of experts;');
  expect(words(needing, third)).toBe('Resolves to establish a large panel of experts;');
  room.take({ type: 'withdrawAmendment', amendment: needing }, head('CCC'));
  room.take({ type: 'withdrawAmendment', amendment: sub }, head('BBB'));
  room.rule(second, first, third, gone);
  room.accept(second);
  room.accept(first);
  expect(room.words()).toContain('Decides to establish a standing panel of scientists;');
});

test('[TAB-48] an amendment to another is read on the words into which it was written, whoever asks first', () => {
  const room = floor();
  const parent = room.submit('AAA', [
    { paragraph: 'p3', new: PANEL.replace('small', 'standing') },
    { after: 'p4', kind: 'operative', level: 0, insert: 'Thanks the experts;', name: 'thanks' },
  ]);
  const brought = room.state.amendments[parent]?.changes.flatMap((change) =>
    'insert' in change ? [change.pid] : [],
  )[0];
  if (brought === undefined) throw new Error('nothing was brought');
  const sub = room.submit('BBB', [{ paragraph: brought, new: 'Thanks all experts;' }], { amends: parent });
  const asked = (state: DeliberationState) => [
    shownChanges(state, sub),
    removedWords(state, sub),
    TEXTS.twin(state, sub),
    pendingStanding(state, parent),
  ];
  room.take({ type: 'withdrawAmendment', amendment: sub }, head('BBB'));
  const before = asked(room.state).slice(0, 2);
  room.take(
    {
      type: 'reviseAmendment',
      amendment: parent,
      changes: [{ paragraph: 'p3', new: PANEL.replace('small', 'large') }],
      reason: '',
      textHash: room.state.revision?.hash ?? '',
    },
    head('AAA'),
  );
  const elsewhere = JSON.parse(JSON.stringify(room.state)) as DeliberationState;
  expect(asked(elsewhere)).toEqual(asked(room.state));
  expect(asked(elsewhere).slice(0, 2)).toEqual(before);
});
