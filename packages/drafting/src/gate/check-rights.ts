import * as Y from 'yjs';
import { suggestionOfText } from '../model/draft-document.ts';
import type { Draft } from '../model/reader.ts';
import { parseCut, parseMark, supporterOf } from '../model/registers.ts';
import type { Paragraph } from '../model/paragraph.ts';
import { fingerprint } from '../suggestions/base-text.ts';
import type { Writing } from './read-update.ts';
import { refuse } from './refusal.ts';
import type { DraftRights } from './rights.ts';

/** What the document says before an update, as far as rights depend on it. */
export interface Standing {
  /** All open suggestions shown; asked for only where paragraphs are closed or opened. */
  readonly markup: () => Draft;
  readonly doc: Y.Doc;
  /** The client numbers of the writer. */
  readonly leases: ReadonlySet<number>;
}

type RegisterWriting = Extract<Writing, { readonly type: 'register' }>;

/** Registers this update itself writes, by root and key, to know what it makes. */
const writtenRegisters = (writings: readonly Writing[]): ReadonlyMap<string, unknown> =>
  new Map(
    writings.flatMap((writing): [string, unknown][] =>
      writing.type === 'register' ? [[`${writing.root} ${writing.key}`, writing.value]] : [],
    ),
  );

interface Question {
  readonly rights: DraftRights;
  readonly standing: Standing;
  readonly written: ReadonlyMap<string, unknown>;
  /** Brackets this update opens, by their signs. */
  readonly opening: ReadonlySet<string>;
}

const register = ({ standing, written }: Question, root: 'suggestions' | 'props', key: string): unknown =>
  standing.doc.getMap(root).get(key) ?? written.get(`${root} ${key}`);

/** A suggestion of the person's own delegation that is open, or that this update opens. */
const isOwn = (question: Question, suggestion: string): boolean =>
  register(question, 'suggestions', `${suggestion}/state`) === 'open' &&
  register(question, 'suggestions', `${suggestion}/delegation`) === question.rights.delegation;

/** A paragraph made by such a suggestion. */
const isOwnParagraph = (question: Question, paragraph: string): boolean => {
  const suggestion = register(question, 'props', `${paragraph}/sug`);
  return typeof suggestion === 'string' && isOwn(question, suggestion);
};

/** A text in which the person writes freely: words or a paragraph of an own open suggestion. */
const isOwnText = (question: Question, text: string): boolean => {
  const suggestion = suggestionOfText(text);
  return suggestion === undefined ? isOwnParagraph(question, text) : isOwn(question, suggestion);
};

/**
 * A text that shows a paragraph opened to this person; what happens in it is judged by its effect. The own text of such a
 * paragraph is one without asking what it shows: that takes a reading of the whole document.
 */
const isOpenedText = ({ rights, standing }: Question, text: string): boolean =>
  rights.opened.has(text) ||
  (rights.opened.size > 0 &&
    standing
      .markup()
      .paragraphs.some(
        ({ id, runs, members }) =>
          rights.opened.has(id) && (members.includes(text) || runs.some((run) => run.text === text)),
      ));

/** GATE-8: what a suggestion says of itself is said once, in one's own name, and decided by those who edit. */
const checkSuggestion = (question: Question, writing: RegisterWriting): void => {
  const { rights } = question;
  const { owner, name, value, before, key } = writing;
  const offended = (): never => refuse('gate.suggestion', { suggestion: owner, register: name });
  const supporter = supporterOf(name);
  if (supporter !== undefined) {
    if (supporter !== rights.delegation || register(question, 'suggestions', `${owner}/state`) !== 'open')
      offended();
    return;
  }
  switch (name) {
    case 'delegation':
      if (before !== null || value !== rights.delegation) offended();
      return;
    case 'person':
      if (before !== null || value !== rights.person) offended();
      return;
    case 'at':
      if (before !== null || value === null) offended();
      return;
    case 'state':
      if (value === null) offended();
      if (before === null) {
        // A suggestion without a delegation would be nobody's.
        if (
          value !== 'open' ||
          register(question, 'suggestions', `${owner}/delegation`) !== rights.delegation
        )
          offended();
        return;
      }
      if (rights.role === 'edit') return;
      // One's own may be withdrawn, and a withdrawal taken back; what was decided stays decided.
      if (register(question, 'suggestions', `${owner}/delegation`) !== rights.delegation) offended();
      if (before === 'accepted' || before === 'rejected') offended();
      if (value !== 'withdrawn' && value !== 'open') offended();
      return;
    default:
      if (!isOwn(question, owner)) refuse('gate.suggestion', { suggestion: owner, register: key });
  }
};

/** What a cut or a mark stands for: a suggestion, or the text itself. */
const suggestionIn = (root: 'cuts' | 'marks', value: unknown): string | undefined =>
  (root === 'cuts' ? parseCut(value) : parseMark(value))?.sug;

/** The elements a cut names are in its text, and none is structure. */
const checkCut = ({ standing }: Question, { owner, value }: RegisterWriting): void => {
  const cut = parseCut(value);
  const text = standing.doc.getMap('texts').get(owner);
  if (cut === undefined || !(text instanceof Y.Text)) return;
  for (const [client, clock, length] of cut.ranges) {
    const known = Y.getState(standing.doc.store, client);
    // What is not in the document yet can only be what this very update writes, never what somebody is going to.
    if (clock + length > known) {
      if (!standing.leases.has(client)) refuse('gate.value', { root: 'cuts', text: owner });
      continue;
    }
    const item: unknown = Y.getItem(standing.doc.store, Y.createID(client, clock));
    if (!(item instanceof Y.Item) || item.parent !== text)
      refuse('gate.value', { root: 'cuts', text: owner });
  }
};

/** GATE-7: a suggest-only person writes in texts of own suggestions, and in others nothing but their places. */
const checkSuggestOnly = (question: Question, writing: Writing): void => {
  switch (writing.type) {
    case 'places':
      return;
    case 'text': {
      if (!isOwnText(question, writing.id)) refuse('gate.suggestOnly', { text: writing.id });
      return;
    }
    case 'elements': {
      const { text, embed } = writing;
      if (isOwnText(question, text) || isOpenedText(question, text)) return;
      const shows = embed?.type === 's' && isOwnText(question, embed.id);
      const begins = embed?.type === 'p' && isOwnParagraph(question, embed.id);
      if (!shows && !begins) refuse('gate.suggestOnly', { text });
      return;
    }
    case 'register':
      checkSuggestOnlyRegister(question, writing);
  }
};

const checkSuggestOnlyRegister = (question: Question, writing: RegisterWriting): void => {
  const { root, owner, name, value, before } = writing;
  const offended = (): never => refuse('gate.suggestOnly', { root, register: name, owner });
  switch (root) {
    case 'suggestions':
      return;
    case 'props': {
      const opened = question.rights.opened.has(owner) && (name === 'kind' || name === 'level');
      if (!opened && !isOwnParagraph(question, owner) && !isMadeInOpened(question, owner)) offended();
      return;
    }
    case 'cuts':
    case 'marks':
      for (const entry of [value, before]) {
        if (entry === null) continue;
        const suggestion = suggestionIn(root, entry);
        const own =
          suggestion === undefined
            ? isOwnText(question, owner) || isOpenedText(question, owner)
            : isOwn(question, suggestion);
        if (!own) offended();
      }
      return;
    case 'brackets':
      if (before !== null || !question.opening.has(owner)) offended();
      return;
    case 'restores':
      if (!question.rights.opened.has(owner)) offended();
      return;
    case 'decisions':
      offended();
  }
};

/** A paragraph this update makes without a suggestion: right only where the effect shows it in opened ground. */
const isMadeInOpened = ({ rights, standing }: Question, paragraph: string): boolean =>
  rights.opened.size > 0 && standing.doc.getMap('props').get(`${paragraph}/state`) === undefined;

/** Once a paragraph is made, nobody gives it to a suggestion or takes it from one. */
const checkOnce = (
  { standing }: Question,
  { root, owner, name, value, before, key }: RegisterWriting,
): void => {
  if (name !== 'sug' || root !== 'props') return;
  const exists = standing.doc.getMap('props').has(`${owner}/state`);
  if (before !== null || value === null || exists) refuse('gate.value', { root, key });
};

/** What a person writes, thing by thing, before it is tried; refused with the rule it offends. */
export const checkWritings = (
  writings: readonly Writing[],
  rights: DraftRights,
  standing: Standing,
): void => {
  if (rights.role === 'read' && writings.length > 0) refuse('gate.readOnly', { person: rights.person });
  const opening = new Set(
    writings.flatMap((writing) =>
      writing.type === 'elements' && writing.embed?.type === 'o' ? [writing.embed.id] : [],
    ),
  );
  const question: Question = { rights, standing, written: writtenRegisters(writings), opening };
  const closed = rights.closed.size === 0 ? rights.closed : membersOf(standing.markup(), rights.closed);
  for (const writing of writings) {
    if (writing.type === 'register') {
      // GATE-14: nobody but the service says that a decision is in the text.
      if (writing.root === 'decisions' && rights.isService !== true)
        refuse('gate.root', { root: writing.root });
      checkOnce(question, writing);
      if (writing.root === 'suggestions') checkSuggestion(question, writing);
      if (writing.root === 'cuts') checkCut(question, writing);
      if ((writing.root === 'props' || writing.root === 'restores') && closed.has(writing.owner))
        refuse('gate.closed', { paragraph: writing.owner });
    }
    if (rights.role === 'suggest') checkSuggestOnly(question, writing);
  }
};

/** All stretches of these paragraphs. */
const membersOf = (draft: Draft, paragraphs: ReadonlySet<string>): ReadonlySet<string> => {
  const out = new Set(paragraphs);
  for (const { id, members } of draft.paragraphs)
    if (paragraphs.has(id)) for (const member of members) out.add(member);
  return out;
};

const markupFingerprint = (paragraph: Paragraph): string =>
  JSON.stringify([
    fingerprint(paragraph),
    paragraph.members,
    paragraph.restored,
    paragraph.suggestion ?? null,
    paragraph.proposed.map(({ suggestion, props }) => [suggestion, props]),
    paragraph.runs.flatMap(({ width, length, insertedBy, struckBy, brackets }) =>
      width === 0 || insertedBy.length + struckBy.length + brackets.length === 0
        ? []
        : [[length, insertedBy, struckBy, brackets]],
    ),
  ]);

/** GATE-9: closed paragraphs are the same in every view, with every suggestion and bracket. */
export const checkClosed = (before: Draft, after: Draft, closed: ReadonlySet<string>): void => {
  for (const id of closed) {
    const [old, now] = [before.paragraph(id), after.paragraph(id)];
    if (old === now || old === undefined) continue;
    if (now === undefined || markupFingerprint(old) !== markupFingerprint(now))
      refuse('gate.closed', { paragraph: id });
  }
};

/**
 * GATE-7: with all suggestions left out, the text before and after is the same. What was opened to the person, and what
 * stands in its texts, may differ.
 */
export const checkBase = (before: Draft, after: Draft, opened: ReadonlySet<string>): void => {
  const free = new Set(opened);
  if (opened.size > 0)
    for (const { id, runs, members } of [...before.paragraphs, ...after.paragraphs])
      if (opened.has(id) || members.some((member) => opened.has(member)))
        for (const { text } of runs) free.add(text);
  const isFree = ({ id, runs, members }: Paragraph): boolean =>
    free.has(id) ||
    members.some((member) => free.has(member)) ||
    (opened.size > 0 && before.paragraph(id) === undefined && runs.every(({ text }) => free.has(text)));
  const [old, now] = [
    before.paragraphs.filter((paragraph) => !isFree(paragraph)),
    after.paragraphs.filter((paragraph) => !isFree(paragraph)),
  ];
  const count = Math.max(old.length, now.length);
  for (let at = 0; at < count; at += 1) {
    const [left, right] = [old[at], now[at]];
    if (left !== undefined && left === right) continue;
    if (left === undefined || right === undefined || fingerprint(left) !== fingerprint(right))
      refuse('gate.suggestOnly', { paragraph: left?.id ?? right?.id ?? '' });
  }
};
