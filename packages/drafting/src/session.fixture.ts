import { Fragment, Slice, type Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { anchoredParts, commentAnchor, type CommentAnchor } from './comments/comment-anchor.ts';
import { draftDoc } from './editor/to-doc.ts';
import { draftSchema } from './editor/schema.ts';
import { suggestionOfText } from './model/draft-document.ts';
import { readDraft, type Draft } from './model/reader.ts';
import type { SuggestionState } from './model/registers.ts';
import { ACCEPTED_VIEW, BASE_VIEW, MARKUP_VIEW, type View } from './model/views.ts';
import { decideSuggestion } from './suggestions/decide.ts';
import { act, canonicalState, people, REMOTE, type Person } from './people.fixture.ts';

/** Numbers between 0 and 1 in a row from a seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** What a session of random acts is made of. */
export interface SessionOptions {
  readonly seed: number;
  readonly steps: number;
  /** Share of acts that split, join, move, make or take out paragraphs. */
  readonly structural: number;
  /** Whether suggestions, emphasis, brackets, comments and undo happen too. */
  readonly rich: boolean;
  readonly persons?: number;
  /** People who suggest from beginning to end; suggestions are then decided by nobody. */
  readonly suggesting?: readonly number[];
  /** Sees every batch a person sends, before it is delivered. */
  readonly onSend?: (person: number, updates: readonly Uint8Array[]) => void;
  /** Called with the state everyone starts from. */
  readonly onStart?: (state: Uint8Array) => void;
}

/** What went wrong in a session; all zero and no fault is right. */
export interface SessionResult {
  readonly characters: number;
  readonly structuralActs: number;
  readonly lost: number;
  readonly doubled: number;
  readonly revived: number;
  /** Comments that no longer cover a word they were made on. */
  readonly strayed: number;
  readonly faults: readonly string[];
}

interface Character {
  readonly insertedBy: Act;
  /** Suggestions it is part of, found where it was written. */
  readonly suggestions: readonly string[];
  readonly cuts: Act[];
  readonly strikes: { readonly act: Act; readonly suggestion: string }[];
}
/** One act of a person, in force or taken back. */
interface Act {
  inForce: boolean;
}

/** A random session of several people with late and disordered deliveries, held against a record of its own. */
export const runSession = (options: SessionOptions): SessionResult => {
  const { seed, steps, structural, rich, persons = 3, suggesting, onSend, onStart } = options;
  const random = seeded(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const faults: string[] = [];
  let point = 0x4e00;
  const fresh = (n: number): string =>
    Array.from({ length: n }, () => String.fromCodePoint((point += 1))).join('');
  const characters = new Map<string, Character>();
  const start = [8, 5, 9, 3, 7].map((n, at) => ({
    id: `p${at + 1}`,
    kind: 'operative' as const,
    level: 0,
    text: fresh(n),
  }));
  const given: Act = { inForce: true };
  for (const { text } of start)
    for (const sign of text)
      characters.set(sign, { insertedBy: given, suggestions: [], cuts: [], strikes: [] });
  const all = people(persons, start, 10 + below(1_000));
  const stacks = all.map(() => ({ done: [] as Act[], undone: [] as Act[] }));
  const modes: string[] = all.map(() => 'edit');
  const comments: { readonly anchor: CommentAnchor; readonly words: string }[] = [];
  const waiting: { readonly to: number; readonly update: Uint8Array }[] = [];
  let structuralActs = 0;
  let time = 0;

  if (all[0] !== undefined) onStart?.(Y.encodeStateAsUpdate(all[0].doc));
  for (const who of suggesting ?? []) {
    modes[who] = 'suggest';
    all[who]?.binding.setMode({
      mode: 'suggest',
      delegation: `D${who}`,
      person: `P${who}`,
      at: () => (time += 1),
    });
  }

  const collect = (from: number): void => {
    const sent = all[from]?.sent.splice(0) ?? [];
    if (sent.length > 0) onSend?.(from, sent);
    for (const update of sent)
      all.forEach((_, to) => {
        if (to !== from) waiting.push({ to, update });
      });
  };
  const stale = new Set<number>();
  const show = (who: number): void => {
    const person = all[who];
    if (person !== undefined) person.state = person.binding.refresh(person.state);
    stale.delete(who);
  };
  const receive = (count: number): void => {
    const touched = new Set<number>();
    for (let n = 0; n < count && waiting.length > 0; n += 1) {
      const [next] = waiting.splice(below(waiting.length), 1);
      const person = next === undefined ? undefined : all[next.to];
      if (next === undefined || person === undefined) break;
      Y.applyUpdate(person.doc, next.update, REMOTE);
      touched.add(next.to);
    }
    for (const to of touched) {
      // Now and then somebody acts before what others wrote is shown.
      if (modes[to] === 'edit' && below(4) === 0) stale.add(to);
      else show(to);
    }
  };
  const membership = (draft: Draft, sign: string): readonly string[] => {
    for (const paragraph of draft.paragraphs)
      for (const run of paragraph.runs) {
        if (run.chars?.includes(sign) !== true) continue;
        const out: string[] = [];
        let text = run.text;
        for (
          let suggestion = suggestionOfText(text);
          suggestion !== undefined;
          suggestion = suggestionOfText(text)
        ) {
          out.push(suggestion);
          const inner = text;
          const host = paragraph.runs.find(({ embed }) => embed?.type === 's' && embed.id === inner);
          if (host === undefined) break;
          text = host.text;
        }
        const { sug } = draft.props(text);
        return sug === undefined ? out : [...out, sug];
      }
    return [];
  };
  const textOf = (doc: Node): string => doc.textBetween(0, doc.content.size);

  /** Runs an act of a person and writes down what it was meant to do. */
  const perform = (who: number, person: Person, build: Parameters<typeof act>[1], moves = false): void => {
    const before = person.state;
    const beforeDraft = person.binding.draft();
    let wanted: readonly string[] = [];
    let wantedText = '';
    let done = '';
    let wantedDoc: Node | undefined;
    let changes = false;
    act(person, (tr, state) => {
      build(tr, state);
      tr.setTime((time += 10_000));
      wanted = linesOf(tr.doc);
      done = JSON.stringify(tr.steps);
      wantedDoc = tr.doc;
      changes = tr.docChanged;
      wantedText = textOf(tr.doc);
    });
    const mode = modes[who] ?? 'edit';
    const draft = person.binding.draft();
    // A transaction that changes nothing is no occasion to show what others wrote.
    const wasStale = stale.has(who);
    if (changes) stale.delete(who);
    if (mode === 'edit' && !wasStale && JSON.stringify(wanted) !== JSON.stringify(linesOf(person.state.doc)))
      faults.push(
        `seed ${seed}: wanted ${wanted.join('|')} but shows ${linesOf(person.state.doc).join('|')} after ${linesOf(before.doc).join('|')} by ${done}`,
      );
    if (
      mode === 'suggest' &&
      !moves &&
      below(3) === 0 &&
      [...draft.suggestions.values()].every(({ overlay }) => overlay.size === 0)
    ) {
      // What one suggests, taken as accepted, is what one wrote.
      const own = (id: string): boolean => draft.suggestions.get(id)?.delegation === `D${who}`;
      const view: View = (suggestion) => {
        const how = MARKUP_VIEW(suggestion);
        return how === 'shown' && suggestion !== undefined && own(suggestion.id) ? 'in' : how;
      };
      const accepted = readDraft(person.doc, view)
        .paragraphs.map(({ runs }) => textOfRuns(runs))
        .join('');
      let wished = '';
      const known = new Set(textOf(before.doc));
      wantedDoc?.descendants((node) => {
        const struck = node.marks.some(
          ({ type, attrs }) => type.name === 'deleted' && own(String(attrs['suggestion'])),
        );
        // The editor gives new words the marks of those before them; they were not proposed for deletion.
        for (const sign of node.text ?? '') if (!struck || !known.has(sign)) wished += sign;
      });
      if (accepted !== wished)
        faults.push(`seed ${seed}: suggested ${wished} but it gives ${accepted} by ${done}`);
    }
    const entry: Act = { inForce: true };
    const isNew = draft !== beforeDraft;
    const old = new Set(textOf(before.doc));
    for (const sign of wantedText)
      if (!old.has(sign) && !characters.has(sign))
        characters.set(sign, {
          insertedBy: entry,
          suggestions: membership(draft, sign),
          cuts: [],
          strikes: [],
        });
    const now = new Set(wantedText);
    const shownNow = new Map<string, readonly string[]>();
    for (const paragraph of draft.paragraphs)
      for (const run of paragraph.runs)
        if (run.width > 0) for (const sign of run.chars ?? '') shownNow.set(sign, run.struckBy);
    for (const sign of old) {
      if (now.has(sign)) continue;
      const character = characters.get(sign);
      const struck = shownNow.get(sign);
      if (struck === undefined) character?.cuts.push(entry);
      else if (mode === 'edit') faults.push(`seed ${seed}: ${sign} was deleted and stayed`);
      else {
        const fresh = struck.find(
          (id) =>
            !(character?.strikes ?? []).some(
              ({ act: earlier, suggestion }) => earlier.inForce && suggestion === id,
            ),
        );
        if (fresh !== undefined) character?.strikes.push({ act: entry, suggestion: fresh });
      }
    }
    if (!isNew) return;
    stacks[who]?.done.push(entry);
    if (stacks[who] !== undefined) stacks[who].undone = [];
  };

  const blockRange = (doc: Node): { index: number; node: Node; start: number } => {
    const index = below(doc.childCount);
    let at = 0;
    for (let child = 0; child < index; child += 1) at += doc.child(child).nodeSize;
    return { index, node: doc.child(index), start: at + 1 };
  };

  const structuralAct = (who: number, person: Person): void => {
    structuralActs += 1;
    const { doc } = person.state;
    const { index, node, start: from } = blockRange(doc);
    const to = from + node.content.size;
    switch (below(7)) {
      case 0:
      case 1:
        perform(who, person, (tr) => tr.split(from + below(node.content.size + 1)));
        break;
      case 2:
        if (index > 0) perform(who, person, (tr) => tr.join(from - 1));
        break;
      case 3: {
        if (doc.childCount < 2) break;
        perform(
          who,
          person,
          (tr) => {
            tr.delete(from - 1, to + 1);
            let place = 0;
            for (let n = below(tr.doc.childCount + 1), child = 0; child < n; child += 1)
              place += tr.doc.child(child).nodeSize;
            tr.insert(place, node);
          },
          true,
        );
        break;
      }
      case 4: {
        const last = doc.content.size - 1;
        const end = Math.min(last, to + 1 + below(6));
        if (end > from) perform(who, person, (tr) => tr.delete(from + below(node.content.size + 1), end));
        break;
      }
      case 5:
        if (doc.childCount > 2) perform(who, person, (tr) => tr.delete(from - 1, to + 1));
        break;
      default: {
        const block = (): Node => draftSchema.node('operative', null, [draftSchema.text(fresh(2))]);
        const middle = from + below(node.content.size + 1);
        perform(who, person, (tr) =>
          below(2) === 0
            ? tr.insert(to + 1, Fragment.fromArray([block(), block()]))
            : tr.replaceRange(
                middle,
                middle,
                new Slice(Fragment.fromArray([block(), block(), block()]), 1, 1),
              ),
        );
      }
    }
  };
  const richAct = (who: number, person: Person): void => {
    const { doc } = person.state;
    const { node, start: from } = blockRange(doc);
    const a = below(node.content.size + 1);
    const b = Math.min(node.content.size, a + 1 + below(5));
    const paragraph = String(node.attrs.id);
    const draft = person.binding.draft();
    const facilitate = (state: SuggestionState): void => {
      const open = [...draft.suggestions.values()].filter((suggestion) => suggestion.state === 'open');
      const chosen = open[below(open.length)];
      if (chosen !== undefined && who === 0 && suggesting === undefined)
        person.binding.write((recorder, now) => decideSuggestion(recorder, now, chosen.id, state));
      else return;
      stacks[who]?.done.push({ inForce: true });
      if (stacks[who] !== undefined) stacks[who].undone = [];
      person.state = person.binding.refresh(person.state);
    };
    switch (below(8)) {
      case 0: {
        if (a >= b) break;
        const mark = draftSchema.mark(below(2) === 0 ? 'italic' : 'bold');
        perform(who, person, (tr) =>
          below(3) === 0 ? tr.removeMark(from + a, from + b, mark) : tr.addMark(from + a, from + b, mark),
        );
        break;
      }
      case 1: {
        const stack = stacks[who];
        const backwards = below(3) > 0;
        const entry = backwards ? stack?.done.pop() : stack?.undone.pop();
        const moved = backwards ? person.binding.undo.undo() : person.binding.undo.redo();
        if (moved !== (entry !== undefined)) faults.push(`seed ${seed}: the undo stack differs`);
        if (entry !== undefined) {
          entry.inForce = !backwards;
          (backwards ? stack?.undone : stack?.done)?.push(entry);
        }
        person.state = person.binding.refresh(person.state);
        break;
      }
      case 2: {
        if (who === 0 || suggesting !== undefined) break;
        const isSuggesting = modes[who] === 'suggest';
        modes[who] = isSuggesting ? 'edit' : 'suggest';
        person.binding.setMode(
          isSuggesting
            ? { mode: 'edit' }
            : { mode: 'suggest', delegation: `D${who}`, person: `P${who}`, at: () => (time += 1) },
        );
        break;
      }
      case 3:
        facilitate('accepted');
        break;
      case 4:
        facilitate('rejected');
        break;
      case 5: {
        const anchor = commentAnchor(draft, { paragraph, from: a, to: b });
        if (anchor !== undefined) comments.push({ anchor, words: node.textBetween(a, b) });
        break;
      }
      default: {
        if (a >= b) break;
        const bracket = person.newId();
        perform(who, person, (tr) =>
          tr
            .insert(from + b, draftSchema.node('bracketClose', { bracket }))
            .insert(from + a, draftSchema.node('bracketOpen', { bracket })),
        );
      }
    }
  };

  const wordAct = (who: number, person: Person): void => {
    const { node, start: from } = blockRange(person.state.doc);
    const a = below(node.content.size + 1);
    if (below(3) > 0) perform(who, person, (tr) => tr.insertText(fresh(1 + below(4)), from + a));
    else {
      const b = Math.min(node.content.size, a + 1 + below(3));
      if (a < b) perform(who, person, (tr) => tr.delete(from + a, from + b));
    }
  };

  for (let step = 0; step < steps; step += 1) {
    const who = below(persons);
    const person = all[who];
    if (person === undefined) break;
    const drawn = random();
    if (drawn < structural) structuralAct(who, person);
    else if (rich && drawn < structural + 0.25) {
      if (stale.has(who)) show(who);
      richAct(who, person);
    } else wordAct(who, person);
    collect(who);
    if (below(3) === 0) receive(below(8));
  }
  receive(waiting.length);
  all.forEach((_, who) => show(who));

  const [first] = all;
  if (first === undefined)
    return { characters: 0, structuralActs, lost: 0, doubled: 0, revived: 0, strayed: 0, faults };
  const state = canonicalState(first.doc);
  all.forEach((person, at) => {
    if (!bytesEqual(canonicalState(person.doc), state))
      faults.push(`seed ${seed}: person ${at} holds other bytes`);
    if (!person.state.doc.eq(first.state.doc)) faults.push(`seed ${seed}: person ${at} sees another text`);
    if (!person.state.doc.eq(draftDoc(readDraft(person.doc, MARKUP_VIEW))))
      faults.push(`seed ${seed}: person ${at} sees what is not in the document`);
    try {
      person.state.doc.check();
    } catch (error) {
      faults.push(`seed ${seed}: ${String(error)}`);
    }
  });
  const suggestions = first.binding.draft().suggestions;
  const count = { lost: 0, doubled: 0, revived: 0 };
  const views: readonly (readonly [View, ReadonlySet<SuggestionState>])[] = [
    [BASE_VIEW, new Set(['accepted'])],
    [MARKUP_VIEW, new Set(['accepted', 'open'])],
    [ACCEPTED_VIEW, new Set(['accepted', 'open'])],
  ];
  for (const [view, shown] of views) {
    const seen = new Map<string, number>();
    const strikes: ReadonlySet<SuggestionState> = view === ACCEPTED_VIEW ? shown : new Set(['accepted']);
    for (const sign of readDraft(first.doc, view)
      .paragraphs.map(({ runs }) => textOfRuns(runs))
      .join(''))
      seen.set(sign, (seen.get(sign) ?? 0) + 1);
    const stateOf = (id: string): SuggestionState => suggestions.get(id)?.state ?? 'rejected';
    for (const [sign, { insertedBy, suggestions: within, cuts, strikes: struck }] of characters) {
      const expected =
        insertedBy.inForce &&
        !cuts.some(({ inForce }) => inForce) &&
        within.every((id) => shown.has(stateOf(id))) &&
        !struck.some(({ act: { inForce }, suggestion }) => inForce && strikes.has(stateOf(suggestion)));
      const times = seen.get(sign) ?? 0;
      if (times > 1) count.doubled += 1;
      if (expected && times === 0) count.lost += 1;
      if (!expected && times > 0) count.revived += 1;
    }
  }
  const draft = readDraft(first.doc, MARKUP_VIEW);
  const strayed = comments.filter(({ anchor, words }) => {
    const covered = new Set(
      anchoredParts(draft, anchor).flatMap(({ paragraph, from, to }) => {
        const found = draft.paragraph(paragraph);
        return found === undefined ? [] : [...textBetween(found.runs, from, to)];
      }),
    );
    const visible = new Set(draft.paragraphs.map(({ runs }) => textOfRuns(runs)).join(''));
    return [...words].some((sign) => visible.has(sign) && !covered.has(sign));
  }).length;
  return { characters: characters.size, structuralActs, ...count, strayed, faults };
};

const linesOf = (doc: Node): readonly string[] => doc.children.map((node) => node.textContent);

type Runs = Draft['paragraphs'][number]['runs'];
const textOfRuns = (runs: Runs): string =>
  runs.map(({ width, chars }) => (width > 0 ? (chars ?? '') : '')).join('');
const textBetween = (runs: Runs, from: number, to: number): string =>
  runs
    .map(({ width, chars }) => (width > 0 ? (chars ?? '\uFFFC') : ''))
    .join('')
    .slice(from, to);

const bytesEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
