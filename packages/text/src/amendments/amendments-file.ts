import type { ParagraphKind } from '../kinds.ts';
import type { ParagraphId } from './model.ts';
import {
  AMENDMENTS_FORMAT,
  idAt,
  kindAt,
  levelAt,
  listAt,
  objectAt,
  reading,
  Unusable,
  wordsAt,
  type ReadFile,
} from './text-file.ts';

/** One change of a filed amendment. `null` after which something comes is the start of the text. */
export type FiledChange =
  | { readonly paragraph: ParagraphId; readonly new: string }
  | { readonly paragraph: ParagraphId; readonly delete: true }
  | { readonly paragraph: ParagraphId; readonly moveAfter: ParagraphId | null }
  | {
      readonly after: ParagraphId | null;
      readonly kind: ParagraphKind;
      readonly level: number;
      readonly insert: string;
    };

/** An amendment as people file it: changes of whole paragraphs, from which the engine derives operations. */
export interface FiledAmendment {
  readonly id: string;
  /** Sponsors, the main one first. */
  readonly by: readonly string[];
  /** Place in the order of submission; of equal ones the earlier in the file comes first. */
  readonly submitted: number;
  readonly parent?: string;
  readonly needs?: readonly string[];
  readonly excludes?: readonly string[];
  readonly changes: readonly FiledChange[];
}

export interface AmendmentsFile {
  readonly format: typeof AMENDMENTS_FORMAT;
  readonly amendments: readonly FiledAmendment[];
}

/** Bounds of a file of amendments. */
export const AMENDMENTS_FILE_LIMITS = {
  AMENDMENTS_MAX: 20_000,
  SPONSORS_MAX: 200,
  CHANGES_MAX: 1_000,
  NEEDS_MAX: 200,
} as const;

const SPONSOR_CHARACTERS_MAX = 200;

const namesAt = (value: unknown, path: string): readonly string[] => {
  const list = listAt(value, path);
  if (list.length > AMENDMENTS_FILE_LIMITS.NEEDS_MAX)
    throw new Unusable(path, `at most ${AMENDMENTS_FILE_LIMITS.NEEDS_MAX} ids`);
  return list.map((one, at) => idAt(one, `${path}[${at}]`));
};

const sponsorsAt = (value: unknown, path: string): readonly string[] => {
  const list = listAt(value, path);
  if (list.length === 0 || list.length > AMENDMENTS_FILE_LIMITS.SPONSORS_MAX)
    throw new Unusable(path, `1 to ${AMENDMENTS_FILE_LIMITS.SPONSORS_MAX} sponsors`);
  const sponsors = list.map((one, at) => {
    const name = wordsAt(one, `${path}[${at}]`).trim();
    if (name === '' || name.length > SPONSOR_CHARACTERS_MAX)
      throw new Unusable(`${path}[${at}]`, `a name of 1 to ${SPONSOR_CHARACTERS_MAX} characters`);
    return name;
  });
  if (new Set(sponsors).size < sponsors.length) throw new Unusable(path, 'each sponsor once');
  return sponsors;
};

const placeAt = (value: unknown, path: string): ParagraphId | null =>
  value === null ? null : idAt(value, path);

const changeAt = (value: unknown, path: string): FiledChange => {
  const change = objectAt(value, path, [
    'paragraph',
    'new',
    'delete',
    'moveAfter',
    'after',
    'kind',
    'level',
    'insert',
  ]);
  const has = (name: string): boolean => change[name] !== undefined;
  const only = (...names: readonly string[]): boolean =>
    Object.keys(change).every((name) => names.includes(name));
  if (has('insert') && only('after', 'kind', 'level', 'insert')) {
    if (!has('after')) throw new Unusable(`${path}.after`, 'the id of a paragraph, or null');
    return {
      after: placeAt(change['after'], `${path}.after`),
      kind: kindAt(change['kind'], `${path}.kind`),
      level: has('level') ? levelAt(change['level'], `${path}.level`) : 0,
      insert: wordsAt(change['insert'], `${path}.insert`),
    };
  }
  if (has('paragraph')) {
    const paragraph = idAt(change['paragraph'], `${path}.paragraph`);
    if (has('new') && only('paragraph', 'new'))
      return { paragraph, new: wordsAt(change['new'], `${path}.new`) };
    if (change['delete'] === true && only('paragraph', 'delete')) return { paragraph, delete: true };
    if (has('moveAfter') && only('paragraph', 'moveAfter'))
      return { paragraph, moveAfter: placeAt(change['moveAfter'], `${path}.moveAfter`) };
  }
  throw new Unusable(
    path,
    '{paragraph, new}, {paragraph, delete: true}, {paragraph, moveAfter} or {after, kind, insert}',
  );
};

const submittedAt = (value: unknown, path: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Unusable(path, 'a whole number of 0 or more');
  return value;
};

const amendmentAt = (value: unknown, path: string): FiledAmendment => {
  const one = objectAt(value, path, ['id', 'by', 'submitted', 'parent', 'needs', 'excludes', 'changes']);
  const changes = listAt(one['changes'], `${path}.changes`);
  if (changes.length === 0 || changes.length > AMENDMENTS_FILE_LIMITS.CHANGES_MAX)
    throw new Unusable(`${path}.changes`, `1 to ${AMENDMENTS_FILE_LIMITS.CHANGES_MAX} changes`);
  const optional = <T>(name: string, read: (value: unknown, at: string) => T): Record<string, T> =>
    one[name] === undefined ? {} : { [name]: read(one[name], `${path}.${name}`) };
  return {
    id: idAt(one['id'], `${path}.id`),
    by: sponsorsAt(one['by'], `${path}.by`),
    submitted: submittedAt(one['submitted'], `${path}.submitted`),
    ...optional('parent', idAt),
    ...optional('needs', namesAt),
    ...optional('excludes', namesAt),
    changes: changes.map((change, at) => changeAt(change, `${path}.changes[${at}]`)),
  };
};

/** The first circle that following these names leads into; undefined when there is none. */
const circleIn = (
  amendments: readonly FiledAmendment[],
  follow: (amendment: FiledAmendment) => readonly string[],
): readonly string[] | undefined => {
  const byId = new Map(amendments.map((amendment) => [amendment.id, amendment]));
  const done = new Set<string>();
  for (const { id: start } of amendments) {
    const path: string[] = [];
    const walk: { readonly id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }];
    if (walk.length > 0) path.push(start);
    for (let step = walk.at(-1); step !== undefined; step = walk.at(-1)) {
      const amendment = byId.get(step.id);
      const next = amendment === undefined ? undefined : follow(amendment)[step.next];
      step.next += 1;
      if (next === undefined) {
        done.add(step.id);
        walk.pop();
        path.pop();
      } else if (path.includes(next)) return [...path.slice(path.indexOf(next)), next];
      else if (!done.has(next)) {
        walk.push({ id: next, next: 0 });
        path.push(next);
      }
    }
  }
  return undefined;
};

/** Amendments are amended once: there is no third degree (domain 3). */
const checkNames = (amendments: readonly FiledAmendment[]): void => {
  const byId = new Map(amendments.map((amendment) => [amendment.id, amendment]));
  amendments.forEach(({ id, parent, needs = [], excludes = [] }, at) => {
    const path = `amendments[${at}]`;
    const named: readonly (readonly [string, readonly string[]])[] = [
      ['parent', parent === undefined ? [] : [parent]],
      ['needs', needs],
      ['excludes', excludes],
    ];
    for (const [field, names] of named)
      for (const name of names)
        if (name === id || !byId.has(name))
          throw new Unusable(`${path}.${field}`, `another amendment, not "${name}"`);
    if (parent !== undefined && byId.get(parent)?.parent !== undefined)
      throw new Unusable(
        `${path}.parent`,
        `an amendment, not a sub-amendment: there is no third degree ("${parent}")`,
      );
    const both = needs.find((name) => excludes.includes(name));
    if (both !== undefined) throw new Unusable(`${path}.excludes`, `no amendment that it needs ("${both}")`);
  });
  const circle = circleIn(amendments, ({ needs = [], parent }) => [
    ...needs,
    ...(parent === undefined ? [] : [parent]),
  ]);
  if (circle !== undefined)
    throw new Unusable(
      `amendments[${amendments.findIndex(({ id }) => id === circle[0])}].needs`,
      `no circle of needs (${circle.join(' → ')})`,
    );
};

/** FIL-2: a file of amendments, read strictly, with every name in it known and no circle; the problem names the path. */
export const parseAmendmentsFile = (json: unknown): ReadFile<AmendmentsFile> =>
  reading(() => {
    const file = objectAt(json, '', ['format', 'amendments']);
    if (file['format'] !== AMENDMENTS_FORMAT) throw new Unusable('format', `"${AMENDMENTS_FORMAT}"`);
    const list = listAt(file['amendments'], 'amendments');
    if (list.length > AMENDMENTS_FILE_LIMITS.AMENDMENTS_MAX)
      throw new Unusable('amendments', `at most ${AMENDMENTS_FILE_LIMITS.AMENDMENTS_MAX} amendments`);
    const amendments = list.map((value, at) => amendmentAt(value, `amendments[${at}]`));
    const ids = new Set<string>();
    amendments.forEach(({ id }, at) => {
      if (ids.has(id)) throw new Unusable(`amendments[${at}].id`, 'an id that no other amendment has');
      ids.add(id);
    });
    checkNames(amendments);
    return { format: AMENDMENTS_FORMAT, amendments };
  });
